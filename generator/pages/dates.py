"""Dates in words and for machines. English, whatever the locale of the machine that builds."""

import datetime as dt

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def day_in_words(date: dt.date) -> str:
    """Return ``25 April 2007``."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def american_day(date: dt.date) -> str:
    """Return ``April 25, 2007``, as American citation styles write it."""
    return f"{MONTHS[date.month - 1]} {date.day}, {date.year}"


def time_in_words(date: dt.datetime, precision: str) -> str:
    """Return ``25 April 2007, 10:24 UTC``; the day alone where only the day is known."""
    day = day_in_words(date)
    return f"{day}, {date:%H:%M} UTC" if precision == "minute" else day


def machine_time(date: dt.datetime, precision: str) -> str:
    """Return the date for a ``datetime`` attribute: ``2007-04-25T10:24Z``, or ``2007-04-25``."""
    # strftime takes thrice as long
    return f"{date.isoformat()[:16]}Z" if precision == "minute" else date.isoformat()[:10]


def moment(date: dt.datetime | None) -> str | None:
    """Return a date as data has it, ``2007-04-25T10:24:00Z``; None for one that is not known."""
    return f"{date.isoformat()[:19]}Z" if date else None
