"""The wheel has all that the program needs: installed elsewhere, away from the repository, it makes and builds a room."""

import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.room import files_of

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this tree without a network."""
    folder = tmp_path_factory.mktemp("dist")
    run([sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)], ROOT)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command ``reading-room`` of an environment with nothing but the wheel, and the libraries that tests run with."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    run(
        [
            sys.executable,
            "-m",
            "pip",
            "--python",
            str(python),
            "install",
            "--quiet",
            "--no-deps",
            "--no-index",
            str(wheel),
        ],
        folder,
    )
    (own,) = folder.glob("lib/python*/site-packages")
    (own / "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return folder / "bin" / "reading-room"


def run(command: list[str], folder: Path) -> str:
    """Run a command in a folder, with no way to the repository, and return what it prints."""
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_templates_vocabulary_and_starter_are_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    expected = {
        *(f"generator/_templates/{path}" for path in files_of(ROOT / "templates")),
        *(f"generator/{folder}/{path}" for folder in ("vocabulary", "starter") for path in files_of(ROOT / "generator" / folder)
          if "__pycache__" not in path),
    }  # fmt: skip

    assert len(expected) > 40
    assert expected - names == set()
    assert not [name for name in names if name.startswith(("tests/", "content/", "site/"))]


def test_an_installed_program_makes_and_builds_a_room(program: Path, wheel: Path, tmp_path: Path) -> None:
    where = run([str(program.parent / "python"), "-c", "import generator; print(generator.__file__)"], tmp_path)
    run([str(program), "init", "room"], tmp_path)
    room = tmp_path / "room"
    checked = run([str(program), "check", "--strict"], room)
    run([str(program), "build", "--strict"], room)

    assert Path(where.strip()).is_relative_to(program.parent.parent)
    assert checked == "1 cable read: 0 errors, 0 warnings, 0 notes.\n"
    assert {"index.html", "assets/room.css", "cable/2009/lindemar/09LINDEMAR233.html"} <= set(files_of(room / "site"))
    assert (room / "requirements.txt").read_text(encoding="utf-8").endswith(f"\n./wheels/{wheel.name}[pdf]\n")
    assert (room / "wheels" / wheel.name).read_bytes() == wheel.read_bytes()


def test_an_installed_program_lists_and_ejects_its_templates(program: Path, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    run([str(program), "templates", "eject", "cable.html"], tmp_path)

    copied = (tmp_path / "templates/cable.html").read_bytes()
    assert copied.partition(b"\n")[2] == (ROOT / "templates/cable.html").read_bytes()
    assert "yours, in place of the program's" in run([str(program), "templates"], tmp_path)


def test_an_installed_program_prints_its_documentation(program: Path, tmp_path: Path) -> None:
    assert run([str(program), "help", "import"], tmp_path) == (ROOT / "docs/how-to/import.md").read_text(
        encoding="utf-8"
    )
    assert run([str(program), "help", "C206"], tmp_path).startswith("### C206 ")
    assert run([str(program), "help", "CHANGELOG"], tmp_path).startswith("# Changes")


def test_the_long_description_renders_away_from_the_clone_and_the_metadata_are_short(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (one for one in archive.namelist() if one.endswith(".dist-info/METADATA"))
        head, _, text = archive.read(name).decode().partition("\n\n")
        names = archive.namelist()

    assert re.findall(r"\]\((?!https://)[^)]*\)|<img|src=", text) == []
    assert len(text) > 500
    assert "License-Expression: MIT" in head
    assert "Permission is hereby granted" not in head
    assert "Author: The authors of the reading room" in head
    assert "generator/py.typed" in names
    assert any(one.endswith("/licenses/LICENSE") for one in names)
