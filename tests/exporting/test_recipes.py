"""The recipes of docs/how-to/use-the-data.md, run as they are printed, with the programs that they name."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.build.inputs.project import Options
from generator.exporting.export import export
from tests.exporting.rooms import furnish
from tests.room import Room

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "use-the-data.md").read_text(encoding="utf-8")
PATIENCE = 60.0  # seconds that a server may take to begin


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an edition of the name that the recipes use."""
    room = furnish(Room(tmp_path_factory.mktemp("recipes")))
    room.cable("07VENSK20", text="The week was quiet.\nIt was quiet, they said.")
    export(room.project, room.folder / "data-edition", Options(jobs=1), fts=True, parquet=True)
    return room.folder


def section(heading: str) -> str:
    return PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize(
    ("heading", "printed"),
    [
        ("DuckDB", r"VENSK[^\n]+\b2\b[\s\S]*07VENSK12"),
        ("Polars", r"2006[^\n]+\b\d+\b[\s\S]*2007[^\n]+\b\d+\b"),
        ("Python alone", r"07VENSK12 \d+\n07VENSK20 \d+\n"),
    ],
)
def test_a_recipe_in_python_prints_what_it_promises(folder: Path, heading: str, printed: str) -> None:
    code = re.findall(r"```python\n(.*?)```", section(heading), re.DOTALL)
    assert len(code) == 1

    done = subprocess.run([sys.executable, "-c", code[0]], cwd=folder, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert re.search(printed, done.stdout), done.stdout


@pytest.fixture
def served(folder: Path) -> Iterator[str]:
    """The address of Datasette, started by the command that is printed, on a port that is free."""
    command = next(line.split() for line in section("Datasette").splitlines() if line.startswith("    datasette "))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = [sys.executable, "-m", *command, "--port", str(port)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    with subprocess.Popen(
        program, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            yield f"http://127.0.0.1:{port}/room"
        finally:
            server.terminate()


def rows(address: str) -> list[dict[str, object]]:
    """Return the rows of a table, asking until the server answers."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - of this machine
                return list(json.load(answer))
        except urllib.error.HTTPError:
            raise
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def test_datasette_shows_tables_and_views_and_searches_paragraphs(served: str) -> None:
    cables = rows(f"{served}/cables.json?_shape=array")
    assert [one["id"] for one in cables] == ["06LINDEMAR488", "07VENSK12", "07VENSK20"]
    found = rows(f"{served}/paragraphs.json?_shape=array&_search=quiet&_facet=cable")
    assert [one["cable"] for one in found] == ["07VENSK20", "07VENSK20"]
    assert rows(f"{served}/most_cited.json?_shape=array") == [{"cited": "06LINDEMAR488", "held": 1, "citing": 1}]
    assert rows(f"{served}/cables/07VENSK12.json?_shape=array")[0]["post"] == "VENSK"
