"""The data edition: what is in it, that nothing withheld is, and that it is written whole or not at all."""

import gzip
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib import util
from pathlib import Path

import frictionless
import pyarrow.parquet as pq
import pytest

from generator.edition.database import Database
from generator.edition.tables import TABLES
from generator.problems import ConfigurationError, OutputError
from tests.exporting.rooms import HIDDEN, PERSON, PLANTED, RULES, edition, everything, furnish
from tests.room import Room, files_of

SMALL_DISK = 1 << 18  # bytes


@pytest.fixture
def furnished(room: Room) -> Room:
    return furnish(room)


def strays(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".reading-room-part-")]


def test_an_edition_has_every_paragraph_reference_and_mention(furnished: Room) -> None:
    files = edition(furnished)
    line = json.loads(gzip.decompress(files["text-2007.jsonl.gz"]))

    assert [one["text"] for one in line["paragraphs"] if one["kind"] == "paragraph"] == [
        f"{PERSON} came.",
        f"The {HIDDEN} was read.",
        "See 06 LINDEMAR 488.",
    ]
    with closing(sqlite3.connect(furnished.folder / "data" / "room.sqlite")) as database:
        assert database.execute("SELECT id FROM cables").fetchall() == [("06LINDEMAR488",), ("07VENSK12",)]
        assert database.execute('SELECT cable, cited, held FROM "references"').fetchall() == [
            ("07VENSK12", "06LINDEMAR488", 1)
        ]
        assert database.execute("SELECT post, serial, year FROM mentions").fetchall() == [("LINDEMAR", 488, 2006)]
        assert database.execute("SELECT count(*) FROM search WHERE search MATCH 'marzipan'").fetchone() == (1,)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        text = database.execute("SELECT text FROM texts WHERE id = '07VENSK12'").fetchone()[0]
        assert text.splitlines()[-3:] == [f"{PERSON} came.", f"The {HIDDEN} was read.", "See 06 LINDEMAR 488."]
        assert database.execute("SELECT post, cables FROM cables_a_post").fetchall() == [("LINDEMAR", 1), ("VENSK", 1)]
        assert database.execute("SELECT * FROM cables_a_tag").fetchall() == [("PREL", 2)]
        assert database.execute("SELECT cited, citing FROM most_cited").fetchall() == [("06LINDEMAR488", 1)]
    listed = {one["path"] for one in json.loads(files["datapackage.json"])["resources"]}
    assert listed == set(files) - {"datapackage.json"}


def test_the_description_is_valid_and_names_the_keys_of_every_table(furnished: Room) -> None:
    edition(furnished)

    package = frictionless.Package(str(furnished.folder / "data" / "datapackage.json"))

    assert frictionless.Package.validate_descriptor(package.to_descriptor()).errors == []
    tables = {one.name: one.schema for one in package.resources if one.format == "sqlite" and one.schema.fields}
    assert set(tables) == {table.name for table in TABLES}
    assert {name: one.primary_key for name, one in tables.items()} == {table.name: list(table.key) for table in TABLES}
    assert {name: len(one.foreign_keys) for name, one in tables.items()} == {
        table.name: int(table.name != "cables") for table in TABLES
    }
    with closing(sqlite3.connect(furnished.folder / "data" / "room.sqlite")) as database:
        for name, one in tables.items():
            columns = [row[1] for row in database.execute(f'PRAGMA table_info("{name}")')]
            assert [field.name for field in one.fields] == columns


def test_the_description_names_the_fields_that_files_of_texts_and_of_parquet_have(furnished: Room) -> None:
    files = edition(furnished)
    described = {one["path"]: one for one in json.loads(files["datapackage.json"])["resources"]}

    for name in ("text-2006.jsonl.gz", "text-2007.jsonl.gz"):
        fields = described[name]["schema"]["fields"]
        line = json.loads(gzip.decompress(files[name]))
        assert [one["name"] for one in fields] == list(line)
        assert [one["name"] for one in fields if one["type"] == "array"] == [
            each for each, value in line.items() if isinstance(value, list)
        ]
    tables = [name for name in files if name.endswith(".parquet")]
    assert len(tables) == len(TABLES) + 1
    for name in tables:
        assert [one["name"] for one in described[name]["schema"]["fields"]] == pq.read_schema(
            furnished.folder / "data" / name
        ).names
        assert described[name]["schema"]["missingValues"] == []  # an empty text is a value, also where one is needed


def test_the_descriptions_name_the_licences_that_have_an_address(furnished: Room) -> None:
    furnished.put(
        "site.toml",
        '[site]\ntitle = "Herrings"\ndescription = "Of fish."\nbase_url = "https://example.org/"\n'
        '[appearance]\nlicence = "Free"\nlicence_url = "https://example.org/terms"\n',
    )
    edition(furnished)
    alone = json.loads((furnished.folder / "data/metadata.json").read_bytes())
    furnished.put(
        "collections/smith.toml",
        'title = "Smith"\nlicence = "CC BY"\nlicence_url = "https://example.org/by"\ncables = ["07VENSK12"]\n',
    )
    furnished.put("collections/none.toml", 'title = "None"\nlicence = "Ask us"\n')
    edition(furnished)
    furnished.build()

    assert (alone["license"], alone["license_url"]) == ("Free", "https://example.org/terms")
    assert "license" not in json.loads((furnished.folder / "data/metadata.json").read_bytes())
    for place in (furnished.folder / "data", furnished.output / "data"):
        package = json.loads((place / "datapackage.json").read_bytes())
        assert [package[key] for key in ("title", "description", "homepage")] == [
            "Herrings",
            "Of fish.",
            "https://example.org/",
        ]
        assert package["licenses"] == [
            {"title": "Free", "path": "https://example.org/terms"},
            {"title": "Smith: CC BY", "path": "https://example.org/by"},
        ]
        assert frictionless.Package.validate_descriptor(package).errors == []


def test_nothing_withheld_is_in_an_edition(furnished: Room) -> None:
    edition(furnished)
    open_text = everything(furnished.folder / "data")
    assert [word for word in PLANTED if word not in open_text] == []

    furnished.put("withheld.toml", RULES)
    edition(furnished)
    kept = everything(furnished.folder / "data")

    assert [word for word in PLANTED if word in kept] == []
    assert "fish" in kept


def test_a_rule_that_matches_nothing_stops_an_export(furnished: Room) -> None:
    furnished.put("withheld.toml", RULES.replace("Zubrowka Quillfeather", "Zubrowka Quillfether"))

    with pytest.raises(ConfigurationError, match="W003"):
        edition(furnished)

    assert not (furnished.folder / "data").exists()


def test_the_same_cables_give_the_same_bytes_with_any_number_of_workers(furnished: Room) -> None:
    assert edition(furnished, "one") == edition(furnished, "two", jobs=2)


def test_a_folder_of_the_owners_is_left_as_it_is(furnished: Room) -> None:
    place = furnished.folder / "data"
    place.mkdir()
    (place / "mine.txt").write_text("mine")

    with pytest.raises(OutputError, match="B002"):
        edition(furnished)

    assert files_of(place) == {"mine.txt": b"mine"}


def test_without_pyarrow_an_export_of_parquet_files_says_so_before_it_reads_a_cable(
    furnished: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(util, "find_spec", lambda _name: None)

    with pytest.raises(OutputError, match="X001") as stopped:
        edition(furnished)

    assert "pip install" in stopped.value.problem.hint
    assert not (furnished.folder / "data").exists()


def test_two_rows_of_one_key_stop_a_table(tmp_path: Path) -> None:
    cables, paragraphs = TABLES[0], TABLES[1]
    cable = ("07VENSK12", None, "", "", "", "", "", "", "", 1, "")
    row = ("07VENSK12", 0, "", "paragraph", "", "", "", "", 0, "The week was quiet.")
    with Database(tmp_path / "one.sqlite") as database, pytest.raises(OutputError, match=r"X002.*cables"):
        database.add(cables, [cable, cable])
    with Database(tmp_path / "two.sqlite") as database:
        database.add(cables, [cable])
        database.add(paragraphs, [row, row])
        with pytest.raises(OutputError, match=r"X002.*paragraphs"):
            database.finish(search=False)


def test_a_disk_that_fills_up_leaves_the_earlier_edition(room: Room) -> None:
    furnish(room)
    before = edition(room)
    for serial in range(20, 60):
        room.cable(f"07VENSK{serial}", text="\n".join(f"The week {serial}.{line} was quiet." for line in range(400)))
    # A limit on the size of a file is the same fault to the program as a full disk, and needs no rights.
    program = (
        "import resource, signal, sys; from generator.cli import main\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({SMALL_DISK}, {SMALL_DISK}))\n"
        "main()\n"
    )
    command = [sys.executable, "-c", program, "export", "--jobs", "1", "--content", str(room.content)]

    done = subprocess.run(
        [*command, "--data", str(room.folder / "data")], capture_output=True, text=True, check=False, env=os.environ
    )

    assert done.returncode == 3
    assert "B003" in done.stderr
    assert f"{room.folder / 'data'}" in done.stderr  # what the owner named, and no folder that is gone
    assert ".reading-room-part-" not in done.stderr
    assert "Traceback" not in done.stderr
    assert files_of(room.folder / "data") == before
    assert strays(room.folder) == []
