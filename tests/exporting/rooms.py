"""The room of the tests of the data edition: two cables of two years, with words that may be withheld. Asserts nothing."""

import gzip
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq

from generator.build.inputs.project import Options
from generator.exporting.export import export
from tests.room import Room, files_of

PERSON = "Zubrowka Quillfeather"
HIDDEN = "marzipan ledger"
PLANTED = (PERSON.casefold(), "quillfeather", HIDDEN, "marzipan")
RULES = """[[withhold]]
text = "Zubrowka Quillfeather"
reason = "protects a source"
date = 2026-01-02

[[withhold]]
cable = "07VENSK12"
paragraphs = [2]
reason = "ordered by a court"
date = 2026-01-03
"""


def furnish(room: Room) -> Room:
    """Put two cables of two years into a room, one of which cites the other; both hold what may be withheld."""
    room.cable("06LINDEMAR488", subject="Herring", text=f"Signed by {PERSON}.\nFish.", signer=PERSON.upper())
    room.cable(
        "07VENSK12", refs=["06 LINDEMAR 488"], text=f"{PERSON} came.\nThe {HIDDEN} was read.\nSee 06 LINDEMAR 488."
    )
    return room


def edition(
    room: Room, name: str = "data", *, fts: bool = True, parquet: bool = True, jobs: int = 1
) -> dict[str, bytes]:
    """Export the data edition of a room, and return its files."""
    export(room.project, room.folder / name, Options(jobs=jobs), fts=fts, parquet=parquet)
    return files_of(room.folder / name)


def everything(folder: Path) -> str:
    """Return all that can be read in a folder: bytes, what is packed, every cell of every table and every index."""
    said: list[str] = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        data = path.read_bytes()
        said += [path.name, data.decode("latin-1"), data.decode("utf-8", "replace")]
        if path.name.endswith(".gz"):
            said.append(gzip.decompress(data).decode())
        elif path.suffix == ".parquet":
            said.append(json.dumps(pq.read_table(path).to_pylist(), default=str, ensure_ascii=False))
        elif path.suffix == ".sqlite":
            said += _tables(path)
    return "\n".join(said).casefold()


def _tables(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as database:
        said = list(database.iterdump())
        if database.execute("SELECT 1 FROM sqlite_master WHERE name = 'search'").fetchone():
            database.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search, row)")
            said += [str(row[0]) for row in database.execute("SELECT term FROM temp.words")]
    return said
