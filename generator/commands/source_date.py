"""The date of a build: what feeds and data files say where they need one. Never the clock, so that builds are alike.

It is ``SOURCE_DATE_EPOCH`` where that is set (https://reproducible-builds.org/specs/source-date-epoch/), else the newest
date that a cable of the room tells.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping

from generator.corpus import Facts
from generator.problems import ConfigurationError, Problem, Severity, Where

VARIABLE = "SOURCE_DATE_EPOCH"
_SECONDS = re.compile(r"[0-9]{1,12}")


def told_date(environment: Mapping[str, str]) -> dt.datetime | None:
    """Return the date that the environment sets, None where it sets none (an empty value is none).

    Raises:
        ConfigurationError: B020 the variable holds something else than seconds since 1970 in UTC.
    """
    value = environment.get(VARIABLE, "")
    if not value:
        return None
    try:
        if _SECONDS.fullmatch(value):
            return dt.datetime.fromtimestamp(int(value), dt.UTC)
    except (ValueError, OverflowError, OSError):
        pass  # beyond the year 9999
    message = f"{VARIABLE} is {value!r}, which is no number of seconds since 1970"
    hint = f"unset it, or set it as in {VARIABLE}=$(git log -1 --format=%ct)"
    raise ConfigurationError(Problem(Where(VARIABLE), Severity.ERROR, "B020", message, hint))


def source_date(told: dt.datetime | None, cables: Iterable[Facts]) -> dt.datetime | None:
    """Return the date of a build: the one told, else the newest of the cables', else None, which is unknown."""
    return told or max((cable.date for cable in cables if cable.date is not None), default=None)
