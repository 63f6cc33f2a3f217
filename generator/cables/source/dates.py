"""Dates of a record, in each form that archives, databases and spreadsheets write them. Reads no date of a message."""

import datetime as dt
import re

_TIME = (
    r"(?:[ T,]{1,3}(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?[ ]?([AaPp]\.?[Mm]\.?)?"
    r"[ ]?(Z|[+\-]\d{2}(?::?\d{2})?|[A-Z]{2,5}\b)?)?"
)
_ISO = re.compile(rf"(\d{{4}})[\-/.](\d{{1,2}})[\-/.](\d{{1,2}}){_TIME}")
_FIGURES = re.compile(rf"(\d{{1,2}})[/.\-](\d{{1,2}})[/.\-](\d{{4}}|\d{{2}}){_TIME}")
_DAY_FIRST = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?(?:\.?[ ]|-)([A-Za-z]{{3,9}})\.?[ \-,]{{1,2}}(\d{{4}}|\d{{2}})\b{_TIME}"
)
_MONTH_FIRST = re.compile(rf"([A-Za-z]{{3,9}})\.?[ \-](\d{{1,2}})(?:st|nd|rd|th)?,?[ \-](\d{{4}}){_TIME}")
_YEAR_FIRST = re.compile(rf"(\d{{4}}) ([A-Za-z]{{3,9}}) (\d{{1,2}}){_TIME}")
_PROGRAM = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) \d{2}:\d{2}:\d{2}(?: [+\-]\d{4}| [A-Z]{3,5})? (\d{4})"
)
_WEEKDAY = re.compile(r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? ", re.IGNORECASE)
_GROUP = re.compile(r"(?:[ZOPRYW] )*(\d{2})(\d{2})(\d{2})Z ?([A-Za-z]{3,4})\.? ?(\d{4}|\d{2})\b")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?Z?)?\Z")
_MONTHS = {
    name: at
    for at, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_ZONES = {"Z": 0, "UTC": 0, "GMT": 0, "UT": 0, "EST": -5, "EDT": -4}  # of Washington; other names are of several zones
_NOON = 12
_MONTHS_OF_YEAR, _TURN = 12, 3
_PIVOT = 30  # as in identifiers
_LONGEST = 60
_YEARS = range(1800, 2060)  # those of telegrams: any other is a slip, which the two digits of an identifier may repeat


def may_be_of(date: dt.datetime, year: int) -> bool:
    """Say whether a date may be that of a number of a year, of any century; the turn of a year may lie between them."""
    apart = (date.year - year) % 100
    return apart == 0 or (apart == 1 and date.month <= _TURN) or (apart == 99 and date.month > _MONTHS_OF_YEAR - _TURN)


def read_date(text: str, order: str = "mdy") -> tuple[dt.datetime, bool] | None:
    """Read a record's date -> (aware, in UTC; whether it has a time); None when it is none.

    Args:
        text: ``2007-04-25 10:24:00``, ``4/25/2007 10:24 PM``, ``25-Apr-07``, ``April 25, 2007``, ``15-Jan-1977 12:00:00 am``
            (where midnight is no time, as in ``1977-01-15 00:00:00``), ``2007-04-25T10:24:00+02:00``, ``1975 January 6, 14:25
            (Monday)``, ``20070425``, ``251024Z APR 07``, ``Thu May 02 00:00:00 +0200 2002`` (whose zone is not to be trusted).
        order: "mdy" or "dmy": which number of ``3/4/2007`` is the month, where no number above twelve tells.
    """
    line = text.strip()
    if not line or len(line) > _LONGEST:
        return None
    try:
        if match := _PROGRAM.match(line):
            return _moment(int(match[3]), month_of(match[1]), int(match[2]))
        line = _WEEKDAY.sub("", line, count=1)
        if match := _ISO.match(line):
            return _moment(int(match[1]), int(match[2]), int(match[3]), *match.groups()[3:])
        if match := _FIGURES.match(line):
            first, second = int(match[1]), int(match[2])
            month, day = (second, first) if first > _NOON or (order == "dmy" and second <= _NOON) else (first, second)
            return _moment(_year(match[3]), month, day, *match.groups()[3:])
        if match := _DAY_FIRST.match(line):
            return _moment(_year(match[3]), month_of(match[2]), int(match[1]), *match.groups()[3:])
        if match := _MONTH_FIRST.match(line):
            return _moment(int(match[3]), month_of(match[1]), int(match[2]), *match.groups()[3:])
        if match := _YEAR_FIRST.match(line):
            return _moment(int(match[1]), month_of(match[2]), int(match[3]), *match.groups()[3:])
        if match := _GROUP.match(line):
            return _moment(_year(match[5]), month_of(match[4]), int(match[1]), match[2], match[3])
        if match := _COMPACT.match(line):
            return _moment(int(match[1]), int(match[2]), int(match[3]), *match.groups()[3:])
    except (ValueError, OverflowError):
        return None
    return None


def figures_of(text: str) -> tuple[int, int] | None:
    """Return the first two numbers of a date in figures whose year comes last, None for any other text."""
    match = _FIGURES.match(text.strip()) if len(text) <= _LONGEST else None
    return (int(match[1]), int(match[2])) if match else None


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= _PIVOT else 2000)  # four digits are a whole year


def _moment(
    year: int,
    month: int,
    day: int,
    hour: str | None = None,
    minute: str | None = None,
    second: str | None = None,
    half: str | None = None,
    zone: str | None = None,
) -> tuple[dt.datetime, bool]:
    """Make a moment in UTC; midnight as ``12:00:00 am`` or ``00:00:00`` is how databases write that there is no time.

    A time of a zone that is not known is no time: the day is as printed.
    """
    if year not in _YEARS:
        raise ValueError(year)
    if hour is None or minute is None:
        return dt.datetime(year, month, day, tzinfo=dt.UTC), False
    hours = int(hour)
    if half:
        if not 1 <= hours <= _NOON:
            raise ValueError(hour)
        hours = hours % _NOON + (_NOON if half[0] in "pP" else 0)
        if hours == 0 and minute == "00":
            return dt.datetime(year, month, day, tzinfo=dt.UTC), False
    at = dt.datetime(year, month, day, hours, int(minute), int(second or 0), tzinfo=dt.UTC)
    if second is not None and at.time() == dt.time() and (not zone or zone[0] not in "+-"):
        return at, False
    if zone and zone[0] in "+-":
        digits = zone[1:].replace(":", "")
        shift = dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
        return (at - shift if zone[0] == "+" else at + shift), True
    if zone and zone not in _ZONES:
        return dt.datetime(year, month, day, tzinfo=dt.UTC), False
    return at - dt.timedelta(hours=_ZONES[zone or "Z"]), True


def month_of(name: str) -> int:
    """Return 1 to 12 for the name of a month or its first three letters in any case, 0 for anything else."""
    return _MONTHS.get(name[:3].lower(), 0)


def minutes_are_hours(created: dt.datetime) -> bool:
    """Say whether the minutes repeat the hour in its twelve-hour form, as on every page the publisher made in 2010."""
    return created.minute == (created.hour % 12 or 12)  # the hour from one to twelve
