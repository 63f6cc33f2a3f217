"""Dates in English words, as a cable has them whatever the language of the room, and for machines."""

import datetime as dt

from generator.language import ENGLISH
from generator.language.catalogue import MONTHS

# 25 April 2007; and 25 April 2007, 10:24 UTC, the day alone where only the day is known.
day_in_words, time_in_words = ENGLISH.day, ENGLISH.time


def american_day(date: dt.date) -> str:
    """Return ``April 25, 2007``, as American citation styles write it."""
    return f"{MONTHS[date.month - 1]} {date.day}, {date.year}"


def machine_time(date: dt.datetime, precision: str) -> str:
    """Return the date for a ``datetime`` attribute: ``2007-04-25T10:24Z``, or ``2007-04-25``."""
    # strftime takes thrice as long
    return f"{date.isoformat()[:16]}Z" if precision == "minute" else date.isoformat()[:10]


def moment(date: dt.datetime | None) -> str | None:
    """Return a date as data has it, ``2007-04-25T10:24:00Z``; None for one that is not known."""
    return f"{date.isoformat()[:19]}Z" if date else None
