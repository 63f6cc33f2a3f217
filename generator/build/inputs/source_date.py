"""The date of a build, for feeds and data files. Never the clock, so that builds give the same bytes.

The date is ``SOURCE_DATE_EPOCH`` if it is set (https://reproducible-builds.org/specs/source-date-epoch/), else the
newest date of a cable of the room.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping

from generator.corpus import Facts
from generator.problems import ConfigurationError, Where, problem_at

VARIABLE = "SOURCE_DATE_EPOCH"
_SECONDS = re.compile(r"[0-9]{1,12}")


def environment_date(environment: Mapping[str, str]) -> dt.datetime | None:
    """Return the date that the environment sets, None if it sets none or an empty value.

    Raises:
        ConfigurationError: B020 the variable is not a number of seconds since 1970 in UTC.
    """
    value = environment.get(VARIABLE, "")
    if not value:
        return None
    try:
        if _SECONDS.fullmatch(value):
            return dt.datetime.fromtimestamp(int(value), dt.UTC)
    except (ValueError, OverflowError, OSError):
        pass  # beyond the year 9999
    raise ConfigurationError(problem_at("B020", Where(VARIABLE), variable=VARIABLE, value=repr(value)))


def source_date(told: dt.datetime | None, cables: Iterable[Facts]) -> dt.datetime | None:
    """Return the date of a build: the one set, else the newest of the cables, else None for unknown."""
    return told or max((cable.date for cable in cables if cable.date is not None), default=None)
