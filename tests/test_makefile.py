"""What the Makefile sets up beside the libraries."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder like a clone, with a blank in its name, whose environment is this one's Python."""
    folder = tmp_path / "a clone"
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv" / "made").touch()
    shutil.copy(REPOSITORY / "Makefile", folder)
    (folder / "generator").symlink_to(REPOSITORY / "generator")
    python = folder / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    return folder


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_a_clone_has_the_command_that_its_documents_name_usable_from_any_folder(clone: Path, tmp_path: Path) -> None:
    command = ".venv/bin/reading-room"
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "MAKEFLAGS"}}
    subprocess.run(["make", command], cwd=clone, env=environment, check=True, capture_output=True)

    said = subprocess.run(
        [clone / command, "--help"], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
    ).stdout

    assert said.startswith("Usage: reading-room ")
