"""A table next to a folder of PDF files -> what its rows say of each: case, title, date, date of release.

A PDF that says a thing of itself is believed before the table.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from generator.cables.parse import parse_cable
from generator.cables.source.layouts.frontmatter import FENCE
from generator.importing.formats import Transcript
from generator.importing.formats.fields import Order, make_record, order_of
from generator.importing.formats.names import NAMES, squeezed
from generator.importing.formats.tables import Table, rows_of, table_of
from generator.importing.formats.transcript import archive_line
from generator.problems import Problem, Where, problem_at
from generator.system.reading import cannot_read
from generator.vocabulary import Vocabulary

_ENDINGS = frozenset({".csv", ".tsv", ".tab", ".txt"})
_HEAD = 65_536
_LARGEST = 64 << 20
_OF_THE_FILE = frozenset({"released", *(name for key in ("case", "released") for name in NAMES[key])})


class Row(msgspec.Struct, frozen=True):
    """A row: the table's path as shown, its line, the names of the columns and the values, the order of its dates."""

    table: str
    line: int
    names: tuple[str, ...]
    values: tuple[str, ...]
    order: Order


class IndexTables(msgspec.Struct, frozen=True):
    """The tables of a source that name PDF files in it: their paths, the row of each PDF, and what is to be said."""

    places: frozenset[Path] = frozenset()
    rows: Mapping[Path, Row] = {}
    problems: tuple[Problem, ...] = ()


def find_tables(places: Sequence[Path], dates: str) -> IndexTables:
    """Find the tables whose rows name PDF files among some files.

    Args:
        places: the files of a source.
        dates: "mdy", "dmy" or "iso": how dates are written; "" to find out by the whole column.

    Raises:
        OutputError: B005 a file cannot be read.
    """
    files = [place for place in places if place.suffix.lower() == ".pdf"]
    if not files:
        return IndexTables()
    found: set[Path] = set()
    rows: dict[Path, Row] = {}
    problems: list[Problem] = []
    for place in places:
        if place.suffix.lower() not in _ENDINGS:
            continue
        beside = [one for one in files if one.is_relative_to(place.parent)]
        by_name: dict[str, list[Path]] = {}
        for one in beside:
            by_name.setdefault(one.name.casefold(), []).append(one)
        told = list(_rows_of(place, dates)) if beside else []
        named = [(row, name, _file_named(name, place.parent, by_name)) for row, name in told if isinstance(row, Row)]
        if not any(file for _, _, file in named):
            continue  # a table of records, or of other files
        found.add(place)
        problems += [row for row, _ in told if isinstance(row, Problem)]
        lines: dict[Path, list[Row]] = {}
        for row, name, file in named:
            if file is None:
                problems.append(problem_at("I028", Where(row.table, row.line), detail=f"there is no file {name[:80]}"))
            else:
                lines.setdefault(file, []).append(row)
        for file, several in lines.items():
            if len(several) > 1:
                detail = f"{file.name} has {len(several)} rows, of which none is used"
                problems.append(problem_at("I028", Where(several[1].table, several[1].line), detail=detail))
            else:
                rows.setdefault(file, several[0])
        problems += [
            problem_at("I029", Where(file.as_posix()), detail=place.as_posix()) for file in beside if file not in lines
        ]
    return IndexTables(frozenset(found), rows, tuple(problems))


def _rows_of(place: Path, dates: str) -> Iterator[tuple[Row | Problem, str]]:
    """Yield (row, the name of its file) for each row of a table that names files; nothing for another file."""
    shown = place.as_posix()
    try:
        with place.open("rb") as file:
            head = file.read(_HEAD)
            table = table_of(head)
            column = _file_column(table) if table else -1
            if table is None or column < 0:
                return
            data = head + file.read(_LARGEST)
    except OSError as error:
        raise cannot_read(shown, error) from None
    read = list(rows_of((data,), table, shown))
    sound = [one for one in read if not isinstance(one, Problem)]
    if any(
        squeezed(name) in NAMES["text"] and any(at < len(values) and values[at].strip() for _, values in sound)
        for at, name in enumerate(table.names)
    ):
        return  # its rows have texts of their own
    order = Order("" if dates == "iso" else dates, told=True) if dates else Order(_order(table.names, sound))
    for one in read:
        if isinstance(one, Problem):
            yield one, ""
        elif column < len(one[1]) and one[1][column].strip():
            yield Row(shown, one[0], table.names, tuple(one[1]), order), one[1][column].strip()


def _file_column(table: Table) -> int:
    return next((at for at, name in enumerate(table.names) if squeezed(name) in NAMES["file"]), -1)


def _order(names: Sequence[str], rows: Iterable[tuple[int, list[str]]]) -> str:
    """Return the order of the dates in the columns of dates, "" where none shows it or they differ."""
    columns = [at for at, name in enumerate(names) if squeezed(name) in {*NAMES["created"], *NAMES["released"]}]
    found = order_of(row[at] for _, row in rows for at in columns if at < len(row))
    return "" if found == "both" else found


def _file_named(name: str, folder: Path, by_name: Mapping[str, Sequence[Path]]) -> Path | None:
    """Return the PDF that a row names by its path below the table's folder, or by its name where one file has it."""
    path = name.replace("\\", "/").removeprefix("./").casefold()
    path = path if path.endswith(".pdf") else f"{path}.pdf"
    last = path.rpartition("/")[2]
    same = by_name.get(last, ())
    exact = [file for file in same if file.relative_to(folder).as_posix().casefold() == path]
    return exact[0] if exact else same[0] if len(same) == 1 else None


def with_row(transcript: Transcript, row: Row, vocabulary: Vocabulary, *, of_several: bool) -> Transcript:
    """Lay what a row says of a PDF below what its cable says of itself, in the front matter.

    For several telegrams in one PDF, a row says only the case and the date of release; the rest of it is in comments.
    """
    front, closed, message = transcript.text.partition(f"\n{FENCE}\n")
    if not closed or not front.startswith(f"{FENCE}\n"):
        return transcript
    names = [
        f"In the table, {name}"  # no name that is known: the value becomes a comment
        if squeezed(name) in NAMES["id"] or (of_several and squeezed(name) not in _OF_THE_FILE)
        else name
        for name in row.names
    ]
    values = [*row.values[: len(names)], *[""] * (len(names) - len(row.values)), transcript.id]
    names.append("id")
    made = make_record(names, values, "id", row.order, row.table, row.line, vocabulary)
    if isinstance(made, Problem):
        return transcript
    own, theirs = _values(front), _values(made.text.partition(f"\n{FENCE}\n")[0])
    cable, _ = parse_cable(transcript.text.encode("utf-8", "replace"), transcript.path, vocabulary)
    lines = front.split("\n")
    for line in made.text.partition(f"\n{FENCE}\n")[0].split("\n")[1:]:
        key = line.partition(" = ")[0]
        if key == "archive" and "archive" in own:
            lines = [one for one in lines if not one.startswith("archive = ")]
            lines.append(archive_line({**theirs["archive"], **own["archive"]}.items()))
        elif key == "created" and cable.date is not None and cable.date.date().isoformat() in line:
            continue  # the cable has the hour too
        elif line.startswith("#") or key not in own:
            lines.append(line)
    problems = tuple(one for one in made.problems if one.code != "I006")
    return msgspec.structs.replace(
        transcript, text="\n".join(lines) + closed + message, problems=(*transcript.problems, *problems)
    )


def _values(front: str) -> dict[str, Any]:
    return tomllib.loads(front.removeprefix(f"{FENCE}\n"))
