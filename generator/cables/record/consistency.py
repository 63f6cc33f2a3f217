"""The record checked against itself: one line of the record panel each, and a problem where two parts disagree.

Reads no text; compares what was read. docs/reference/format.md, "Checks".
"""

import datetime as dt
import re
from collections.abc import Iterator

import msgspec

from generator.cables.heading.classification_line import Classification
from generator.cables.ids import Identity
from generator.cables.model import Check, Envelope

_SIGNAL_LETTERS = {
    "U": "UNCLASSIFIED", "E": "UNCLASSIFIED", "C": "CONFIDENTIAL", "S": "SECRET", "T": "TOP SECRET",
}  # fmt: skip
_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LATEST_FILING = 5
_SERIAL_MODULUS = 10_000
_YEAR_DAYS = 366
_VERSION = re.compile(r"_[A-Z]{1,4}\Z")  # a second text of one cable, as import keeps it


class Evidence(msgspec.Struct, frozen=True):
    """What the checks compare: the record's own words, each from its place."""

    identity: Identity | None
    id_source: str
    path_stem: str
    classification: Classification | None
    classification_line: int
    level: str
    metadata_level: str
    created: dt.datetime | None
    envelope: Envelope
    sections: int
    markers: int
    marker_pages: int
    tags: tuple[str, ...]
    metadata_tags: tuple[str, ...]
    named: Identity | None = None


def check_record(evidence: Evidence) -> Iterator[tuple[Check, str]]:
    """Yield each check that can be made and its problem code; a check whose parts are not both there is not made."""
    yield from _identity(evidence)
    yield from _dates(evidence)
    yield from _header(evidence)
    yield from _pages(evidence)
    yield from _tags(evidence)


def _identity(evidence: Evidence) -> Iterator[tuple[Check, str]]:
    identity, line, stem = evidence.identity, evidence.classification, evidence.path_stem
    if identity is None:
        return
    if line is not None and line.serial and evidence.id_source != "classification-line":
        agrees = line.serial == identity.serial and _same_post(line.post, identity.post)
        said = f"{identity.cable_id}; {line.post} {line.serial}"
        yield Check("identifier and classification line", agrees, said), "C201"
    if evidence.id_source == "metadata" and stem[:2].isdigit():
        agrees = _VERSION.sub("", stem.upper()) == identity.cable_id or evidence.named == identity
        yield Check("identifier and file name", agrees, f"{identity.cable_id}; {stem}"), "C202"


def _same_post(printed: str, post: str) -> bool:
    """Say whether two spellings can be one post: a name cut short is the beginning of the other."""
    return bool(printed) and (printed == post or post.startswith(printed) or printed.startswith(post))


def _dates(evidence: Evidence) -> Iterator[tuple[Check, str]]:
    sent = evidence.envelope.dtg_date
    if sent is not None and evidence.created is not None:
        agrees = sent.date() == evidence.created.date()
        yield Check("date-time group and date", agrees, f"{_written(sent)}; {_written(evidence.created)}"), "C203"
    if sent is not None and evidence.envelope.filed_day:
        day, filed = _day_of_year(sent), evidence.envelope.filed_day
        agrees = (filed - day) % _YEAR_DAYS <= _LATEST_FILING
        yield Check("date-time group and day of year", agrees, f"day {day}; day {filed}"), "C204"


def _written(day: dt.datetime) -> str:
    """Write a day as ``25 Apr 2007``; in English wherever it is read."""
    return f"{day.day:02d} {_MONTHS[day.month]} {day.year}"


def _day_of_year(day: dt.datetime) -> int:
    """Return 1 for the first of January."""
    return day.toordinal() - dt.date(day.year, 1, 1).toordinal() + 1


def _header(evidence: Evidence) -> Iterator[tuple[Check, str]]:
    serial = evidence.envelope.station_serial
    if serial and evidence.identity is not None:
        agrees = int(serial) == evidence.identity.serial % _SERIAL_MODULUS
        yield Check("message number and transmission header", agrees, f"{evidence.identity.serial}; #{serial}"), "C205"
    letters = evidence.envelope.signals.split()[1:2]
    if letters and evidence.level and (signal := _SIGNAL_LETTERS.get(letters[0][0])):
        said = f"{letters[0]}; {evidence.level}"
        yield Check("classification signal and classification", signal == evidence.level, said), "C206"
    if evidence.metadata_level and evidence.classification is not None:
        level, above = evidence.classification.level, evidence.metadata_level
        yield Check("classification and classification line", level == above, f"{above}; {level}"), "C207"


def _pages(evidence: Evidence) -> Iterator[tuple[Check, str]]:
    if evidence.marker_pages and evidence.classification is not None:
        sections, pages = evidence.classification.sections or 1, evidence.marker_pages
        yield Check("sections and page markers", sections == pages, f"{sections}; {pages}"), "C208"


def _tags(evidence: Evidence) -> Iterator[tuple[Check, str]]:
    if evidence.tags and evidence.metadata_tags:
        missing = [tag for tag in evidence.metadata_tags if tag not in evidence.tags]
        words = "only above: {found}" if missing else "the same"
        yield Check("tags above and in the heading", not missing, " ".join(missing), words), "C209"
