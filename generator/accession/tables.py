"""A table with a heading row, such as an export of the National Archives -> one cable file a row.

Which column is which is told by its name; a column that has no place in front matter is kept as a comment there.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.accession.codes import make_problem
from generator.accession.dump import LONGEST_RECORD
from generator.accession.transcript import Transcript, file_text
from generator.cables.ids import read_identity
from generator.cables.layouts.common import read_date
from generator.cables.source import Metadata
from generator.problems import Problem
from generator.vocabulary import Vocabulary

# Names are compared by their letters and figures alone, in lower case; of several the first that is filled counts.
NAMES: Mapping[str, tuple[str, ...]] = {
    "id": (
        "id", "cableid", "identifier", "referenceid", "documentnumber", "docnumber", "docnbr", "messageid",
        "messagereferencenumber", "mrn", "canonicalid",
    ),
    "created": ("created", "date", "draftdate", "datesent", "sent", "documentdate"),
    "classification": ("classification", "originalclassification", "origclass"),
    "origin": ("origin",),
    "released": ("released", "releasedate"),
    "title": ("title", "subject"),
    "tags": ("tags",),
    "text": ("text", "messagetext", "message", "body", "fulltext", "content"),
}  # fmt: skip
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
_DELIMITERS = ",;\t|"
_FEWEST = 2
_ABSENT = re.compile(r"(?:n/?a)?\Z", re.IGNORECASE)
_ARCHIVES = frozenset({"documentnumber", "draftdate", "filmnumber"})


def columns_of(head: str) -> tuple[str, tuple[str, ...]]:
    """Return the delimiter of a table and the names of its columns, as printed; ("", ()) for what is no table.

    Args:
        head: the beginning of the file.
    """
    line = head.lstrip("\ufeff\r\n").partition("\n")[0].rstrip("\r")
    for delimiter in _DELIMITERS:
        try:
            names = next(csv.reader([line], delimiter=delimiter), [])
        except csv.Error:  # bytes of another kind
            return "", ()
        known = sum(_squeezed(name) in every for name in names for every in NAMES.values())
        if known >= _FEWEST:
            return delimiter, tuple(name.strip() for name in names)
    return "", ()


def _squeezed(name: str) -> str:
    return _NOT_IN_NAMES.sub("", name.lower())


def read_table(
    lines: Iterable[str], delimiter: str, path: str, vocabulary: Vocabulary
) -> Iterator[Transcript | Problem]:
    """Yield a transcript or a problem for each row.

    Args:
        lines: the lines of the file with their ends, the heading first.
        delimiter: what stands between columns.
        path: the file's path as problems shall name it.
        vocabulary: the room's codes and names.
    """
    csv.field_size_limit(LONGEST_RECORD)
    rows = csv.reader(lines, delimiter=delimiter)
    names = [name.strip().lstrip("\ufeff") for name in next(rows, [])]
    keys = [_squeezed(name) for name in names]
    if not set(keys) & set(NAMES["id"]):
        yield make_problem("I010", path, 1, ", ".join(names)[:200])
        return
    before = rows.line_num
    try:
        for row in rows:
            line, before = before + 1, rows.line_num
            if any(value.strip() for value in row):
                yield _read_row(names, keys, row, path, line, vocabulary)
    except csv.Error as error:
        yield make_problem("I003", path, before + 1, f"{error}; what comes after it in this file is not read")


def _read_row(
    names: Sequence[str], keys: Sequence[str], row: Sequence[str], path: str, line: int, vocabulary: Vocabulary
) -> Transcript | Problem:
    if len(row) > len(names):
        return make_problem("I003", path, line, f"{len(row)} columns where there are {len(names)}")
    values = {key: value for key, value in zip(keys, row, strict=False) if not _ABSENT.match(value.strip())}
    found = {
        field: next(((name, values[name]) for name in known if name in values), ("", ""))
        for field, known in NAMES.items()
    }
    printed = found["id"][1].strip()
    identity, aliases = read_identity(printed, vocabulary)
    if identity is None:
        return make_problem("I004", path, line, printed[:60] or "the column is empty")
    problems = []
    used = {name for name, _ in found.values()}
    created, released = read_date(found["created"][1]), read_date(found["released"][1])
    for field, date in (("created", created), ("released", released)):
        if found[field][1] and date is None:
            problems.append(make_problem("I011", path, line, f"{found[field][0]}: {found[field][1].strip()[:40]}"))
            used.discard(found[field][0])
    text = found["text"][1].replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        problems.append(make_problem("I006", path, line, identity.cable_id))
    metadata = Metadata(
        id=aliases[0] if aliases else identity.cable_id,
        created=created[0] if created else None,
        has_time=bool(created and created[1]),
        released=released[0].date() if released else None,
        classification=found["classification"][1].strip() or None,
        origin=found["origin"][1].strip() or None,
        title=found["title"][1].strip() or None,
        tags=tuple(found["tags"][1].replace(",", " ").replace("|", " ").split()),
        source="National Archives, Access to Archival Databases" if set(keys) & _ARCHIVES else None,
    )
    rest = [
        f"{name}: {value}" for name, key, value in zip(names, keys, row, strict=False)
        if key in values and key not in used
    ]  # fmt: skip
    return Transcript(identity.cable_id, identity.year, file_text(metadata, text, rest), path, line, tuple(problems))
