"""The scripts of the search as the site has them: modules put into one script that a browser runs."""

import subprocess
from pathlib import Path

import pytest

from generator.search.scripts import script_links, scripts
from tests.programs import need


@pytest.mark.parametrize("address", sorted(scripts()))
def test_a_script_is_one_that_a_browser_can_parse_and_no_module(address: str, tmp_path: Path) -> None:
    place = tmp_path / "script.cjs"
    place.write_bytes(scripts()[address])
    done = subprocess.run([need("node"), "--check", str(place)], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "\nimport " not in place.read_text(encoding="utf-8")
    assert "\nexport " not in place.read_text(encoding="utf-8")


def test_the_address_of_a_script_changes_with_its_bytes() -> None:
    links = script_links()

    assert sorted(links) == sorted(scripts())
    assert all(link.startswith(f"{address}?v=") for address, link in links.items())
    assert len(set(links.values())) == len(links)
