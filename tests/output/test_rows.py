"""The table of cables from one build to the next: rows are kept where they may be, and the whole is as if made anew."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from generator.output import rows
from generator.output.rows import table_parts
from generator.pages.fields import CABLE

COLUMNS = [field.name for field in CABLE if field.table]


def record(name: str, title: str) -> bytes:
    values = {**dict.fromkeys(COLUMNS), "id": name, "title": title}
    return json.dumps(values).encode() + b"\n"


def write(path: Path, records: Mapping[str, bytes]) -> Path:
    path.write_bytes(b"".join(records.values()))
    return path


def table(old: Path | None, wanted: Mapping[str, bytes], made: Iterable[str], folder: Path) -> bytes:
    place = write(folder / "cables.jsonl", wanted)
    return b"".join(table_parts(old, list(wanted), {one: wanted[one] for one in made if one in wanted}, place))


BEFORE = {
    "07A1": record("07A1", "plain"),
    "07A2": record("07A2", 'two\nlines, "quoted"\n07A3,"'),
    "07A3": record("07A3", "=cell"),
    "a-name": record("a-name", "last"),
}


@pytest.mark.parametrize(
    ("gone", "made"),
    [
        ((), {}),
        ((), {"07A2": "other"}),
        ((), {"06A9": "first", "07A10": "three\n\n\nlines"}),
        (("07A2",), {}),
        (("07A1", "a-name"), {"07A3": '"'}),
        (("07A1", "07A2", "07A3", "a-name"), {"07B1": "new"}),
        ((), {"an id, quoted": "words"}),
    ],
)
@pytest.mark.parametrize("at_once", [1, 1 << 20])
def test_a_table_that_is_kept_in_part_is_as_if_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone: tuple[str, ...], made: Mapping[str, str], at_once: int
) -> None:
    monkeypatch.setattr(rows, "_AT_ONCE", at_once)
    old = tmp_path / "cables.csv"
    old.write_bytes(table(None, BEFORE, (), tmp_path))
    new = {name: record(name, title) for name, title in made.items()}
    wanted = dict(sorted({**{name: one for name, one in BEFORE.items() if name not in gone}, **new}.items()))

    assert table(old, wanted, made, tmp_path) == table(None, wanted, (), tmp_path)


def test_records_that_were_not_made_are_not_read(tmp_path: Path) -> None:
    old = tmp_path / "cables.csv"
    old.write_bytes(table(None, BEFORE, (), tmp_path))
    changed = {**BEFORE, "07A1": record("07A1", "changed")}
    nowhere = tmp_path / "nowhere"

    kept = b"".join(table_parts(old, list(changed), {"07A1": changed["07A1"]}, nowhere))
    assert kept == table(None, changed, (), tmp_path)


def test_an_id_that_does_not_stand_as_it_is_lets_the_whole_be_made(tmp_path: Path) -> None:
    before = {"=a": record("=a", "one"), "'=a": record("'=a", "other")}
    old = tmp_path / "cables.csv"
    old.write_bytes(table(None, before, (), tmp_path))
    wanted = {"'=a": before["'=a"]}

    assert table(old, wanted, (), tmp_path) == table(None, wanted, (), tmp_path)
