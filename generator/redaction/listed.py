"""A number in a list behind the name of a post, or behind a word for it: ``07 VENSK 12, 13 AND 14`` cites 07VENSK14. Pure."""

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.cables.ids import full_year, parse_id
from generator.redaction.rules import Rule

_BETWEEN = r"(?:\s{0,9}(?:[,;/&\-\u2013]|&amp;|\b(?:and|or|to|thru|through)\b)\s{0,9}){1,2}"
_YEAR = r"(?P<year>(?<![\w.])[('\u2019]{0,2}(?:\d{4}|\d{2})\)?\s{0,9})?"
_NAMED = r"(?:(?:telegram|cable|message|airgram|tel|msg|number|no|nr)s?\b\.?[\s#]{0,5}){1,3}"
_OTHERS = rf"(?:\d{{1,8}}{_BETWEEN})"
_TWO_DIGITS = 2


def listed_numbers(text: str, rule: Rule) -> Iterator[tuple[int, int]]:
    """Yield where the number of a cable stands in a list of those of its post (of its year or of none), or as ``Vensk no. 14``.

    Args:
        text: any text.
        rule: one for a cable of which nothing may tell that it exists.
    """
    pattern, identity = _pattern(rule.forms), parse_id(rule.cable)
    for match in pattern.finditer(text) if pattern and identity else ():
        digits = "".join(filter(str.isdigit, match["year"] or ""))
        year = full_year(int(digits)) if len(digits) == _TWO_DIGITS else int(digits or 0)
        if identity is not None and year in {0, identity.year}:
            yield match.span("number")


@lru_cache(maxsize=256)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return what finds the last number of a list, by the ways in which an id is written."""
    written = [form.split(" ", 1)[1].rpartition(" ") for form in forms]
    if not written:
        return None
    names = "|".join(dict.fromkeys(r"\s{1,9}".join(map(re.escape, name.split())) for name, _, _ in written))
    serial = written[0][2]
    return re.compile(
        rf"{_YEAR}\b(?:{names})\b(?:['\u2019]s)?[\s#]{{0,9}}(?:{_NAMED}{_OTHERS}{{0,30}}?|{_OTHERS}{{1,30}}?)#?(?P<number>0{{0,7}}{serial})(?!\d)",
        re.IGNORECASE,
    )
