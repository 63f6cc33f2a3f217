"""Tags of languages (BCP 47) as they stand in the names of files: ``pt-BR`` -> its canonical form, its name."""

import re
from functools import cache
from typing import TYPE_CHECKING

from generator.language.catalogue import ENGLISH, Catalogue, locale_of

if TYPE_CHECKING:
    from babel import Locale

_TAG = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|[0-9]{3}))?", re.IGNORECASE)


def language_tag(written: str) -> str:
    """Return a tag in its canonical form (``pt_br`` -> ``pt-BR``), "" where CLDR knows no such language, script or region."""
    found = _TAG.fullmatch(written)
    if found is None:
        return ""
    names = _english()
    primary, script, region = found[1].lower(), (found[2] or "").title(), (found[3] or "").upper()
    known = primary in names.languages and (not script or script in names.scripts)
    if not known or (region and region not in names.territories):
        return ""
    return "-".join(part for part in (primary, script, region) if part)


def language_meant(written: str) -> str:
    """Return the tag of a language that is named in English (``spanish`` -> ``es``), "" if there is none."""
    name = written.casefold()
    return next((tag for tag, known in _english().languages.items() if known.casefold() == name and len(tag) <= 3), "")


def language_name(tag: str, words: Catalogue = ENGLISH) -> str:
    """Return the name of a language in the language of a catalogue: ``Portuguese (Brazil)``; tag is in its canonical form."""
    names = locale_of(words.language)
    primary, *more = tag.split("-")
    others = [names.scripts.get(one) or names.territories.get(one) or one for one in more]
    name = names.languages.get(primary) or primary
    return f"{name} ({', '.join(others)})" if others else name


@cache
def _english() -> "Locale":
    return locale_of(ENGLISH.language)
