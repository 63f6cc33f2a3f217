"""The scripts of the pages: their unit tests (tests/javascript), run by node, and the tools that check them."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.programs import need

ROOT = Path(__file__).parent.parent
TESTS = sorted((ROOT / "tests" / "javascript").glob("*.test.mjs"))


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.name)
def test_the_unit_tests_of_a_script_pass(path: Path) -> None:
    done = subprocess.run([need("node"), "--test", str(path)], cwd=ROOT, capture_output=True, text=True, check=False)
    passed = next((int(line.split()[-1]) for line in done.stdout.splitlines() if "pass " in line), 0)

    assert done.returncode == 0, done.stdout + done.stderr
    assert passed > 0, done.stdout


def test_there_are_unit_tests() -> None:
    assert TESTS


def test_the_lock_of_the_tools_names_no_registry_and_pins_every_package() -> None:
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    lock, wanted = json.loads(text), json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}

    assert [name for name, one in packages.items() if "resolved" in one or "integrity" not in one] == []
    assert "registry" not in text
    for name, version in wanted["devDependencies"].items():
        assert packages[f"node_modules/{name}"]["version"] == version
