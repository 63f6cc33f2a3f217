"""What several layouts share: lines of a text, dates of a record, the ledger of what wraps a message."""

import datetime as dt
import re
from collections.abc import Sequence

from generator.cables.model import Piece
from generator.cables.source import Line

_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: (\d{1,2}):(\d{2}))?")
_RUBY = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{2}):(\d{2}):(\d{2}) [+\-]\d{4} (\d{4})")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def split_lines(text: str) -> list[str]:
    """Split a cleaned text into lines without blanks at their ends."""
    return [line.rstrip() for line in text.split("\n")]


def as_message(texts: Sequence[str], first: int) -> tuple[tuple[Line, ...], list[Piece]]:
    """Make working lines of the texts from index first on; a pilcrow or a lost bullet in front is set aside.

    Publishers put a pilcrow before whatever looks like an enumerator, and text drawn from PDF a U+FFFD before a number.
    """
    lines: list[Line] = []
    aside: list[Piece] = []
    for number, text in enumerate(texts[first:], first + 1):
        if text and text[0] in "\u00b6\ufffd":
            rest = text.lstrip("\u00b6\ufffd ")
            cut = len(text) - len(rest)
            aside.append(Piece(number, 0, text[:cut].rstrip(), "layout.pilcrow"))
            lines.append(Line(number, cut, rest))
        else:
            lines.append(Line(number, 0, text))
    return tuple(lines), aside


def read_date(text: str) -> tuple[dt.datetime, bool] | None:
    """Read a record's date -> (aware, in UTC; whether it has a time); None when it is none.

    ``2007-04-25 10:24:00``, ``4/25/2007 10:24``, ``Thu May 02 00:00:00 +0200 2002`` (whose zone is not to be trusted).
    """
    try:
        if match := _DATE.match(text.strip()):
            clock = [int(part or 0) for part in match.groups()[3:]]
            parts = [int(part) for part in match.groups()[:3]]
            return dt.datetime(*parts, *clock, tzinfo=dt.UTC), match[4] is not None  # type: ignore[misc,arg-type]  six numbers
        if match := _AMERICAN.match(text.strip()):
            hour, minute = int(match[4] or 0), int(match[5] or 0)
            day = dt.datetime(int(match[3]), int(match[1]), int(match[2]), hour, minute, tzinfo=dt.UTC)
            return day, match[4] is not None
        if (match := _RUBY.match(text.strip())) and match[1] in _MONTHS:
            return dt.datetime(int(match[6]), _MONTHS.index(match[1]) + 1, int(match[2]), tzinfo=dt.UTC), False
    except ValueError:
        return None
    return None


def minutes_are_hours(created: dt.datetime) -> bool:
    """Say whether the minutes repeat the hour in its twelve-hour form, as on every page the publisher made in 2010."""
    return created.minute == (created.hour % 12 or 12)  # the hour from one to twelve


def collection_of(path: str, named: str | None = None) -> str | None:
    """Return the collection a file belongs to: the one it names, else ``specimens`` for a file in a folder of that name."""
    if named:
        return named
    return "specimens" if "specimens" in path.split("/")[:-1] else None
