"""``Catalogue``: the words, numbers and dates of the interface in one language. English is the text of the program itself."""

import datetime as dt
import hashlib
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from babel import Locale

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_SCRIPTS = frozenset({"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"})  # that are written so


class Catalogue(msgspec.Struct, frozen=True):
    """The words of one language.

    words maps each English message to its translation; plurals maps the English plural to the translation for each
    category of CLDR (zero, one, two, few, many, other). What is in neither stays English.
    """

    language: str = "en"
    words: dict[str, str] = {}
    plurals: dict[str, dict[str, str]] = {}

    @property
    def english(self) -> bool:
        """Whether the language is English, in which numbers and dates need no library."""
        return self._primary == "en"

    @property
    def right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return right_to_left(self.language)

    @property
    def in_english(self) -> str:
        """The attributes of an element whose words are English whatever the language, such as a cable's; "" in English."""
        if self.english:
            return ""
        return ' lang="en" dir="ltr"' if self.right_to_left else ' lang="en"'

    @property
    def _primary(self) -> str:
        return self.language.partition("-")[0].lower()

    def say(self, message: str, **details: object) -> str:
        """Return a message in the language, with its details in place."""
        said = self.words.get(message, message)
        return said.format(**details) if details else said

    def count(self, one: str, many: str, number: int, **details: object) -> str:
        """Return a message about a number of things, in the form for the number; ``{count}`` is the number in words."""
        said = self.form(many, number) or (one if number == 1 else many)
        return said.format(count=self.number(number), **details)

    def form(self, many: str, number: int) -> str:
        """Return the translation of a plural for a number, "" where there is none."""
        forms = self.plurals.get(many)
        if not forms:
            return ""
        return forms.get(self.category(number)) or forms["other"]

    def category(self, number: int) -> str:
        """Return the category of CLDR for a number of things, such as one, few or other."""
        return _category(self.language, abs(number))

    def number(self, number: int) -> str:
        """Return a whole number with its thousands apart: ``1,234``."""
        if self.english:
            return f"{number:,}"
        return _number(self.language, number)

    def day(self, date: dt.date) -> str:
        """Return a day in words: ``25 April 2007``."""
        if self.english:
            return f"{date.day} {MONTHS[date.month - 1]} {date.year}"
        return self._format(date, "yMMMMd")

    def month(self, year: int, month: int) -> str:
        """Return a month in words: ``April 2007``."""
        if self.english:
            return f"{MONTHS[month - 1]} {year}"
        return self._format(dt.date(year, month, 1), "yMMMM")

    def month_names(self, width: str = "wide") -> tuple[str, ...]:
        """Return the names of the twelve months; width "abbreviated" makes them short."""
        if self.english:
            return MONTHS if width == "wide" else tuple(name[:3] for name in MONTHS)
        names = locale_of(self.language).months["stand-alone"][width]
        return tuple(names[month] for month in range(1, 13))

    def time(self, date: dt.datetime, precision: str) -> str:
        """Return ``25 April 2007, 10:24 UTC``; the day alone unless precision is "minute"."""
        if precision != "minute":
            return self.day(date)
        return self.say("{day}, {time} UTC", day=self.day(date), time=f"{date:%H:%M}")

    def digest(self) -> bytes:
        """Return the digest of everything here."""
        encoded = msgspec.msgpack.encode(self, order="deterministic")
        return hashlib.blake2b(encoded, digest_size=16).digest()

    def _format(self, date: dt.date, skeleton: str) -> str:
        return _date(self.language, dt.date(date.year, date.month, date.day), skeleton)


ENGLISH = Catalogue()


def right_to_left(tag: str) -> bool:
    """Say whether a language is written from right to left; a script in the tag decides."""
    primary, *more = tag.split("-")
    scripts = [part for part in more if len(part) == len("Arab")]
    return scripts[0].title() in _SCRIPTS if scripts else primary.lower() in _RIGHT_TO_LEFT


@cache
def locale_of(language: str) -> "Locale":
    """Return Babel's locale for a BCP 47 tag, or for the language alone where it does not know the region."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  as above

    try:
        found = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        found = Locale.parse(language.partition("-")[0].lower())
    return found


# A room says the same numbers and days on many pages, and Babel takes some tens of microseconds for each.
@lru_cache(maxsize=1 << 12)
def _category(language: str, number: int) -> str:
    return locale_of(language).plural_form(number)


@lru_cache(maxsize=1 << 12)
def _number(language: str, number: int) -> str:
    from babel.numbers import format_decimal  # noqa: PLC0415  English rooms need no Babel

    return format_decimal(number, locale=locale_of(language))


@lru_cache(maxsize=1 << 14)
def _date(language: str, day: dt.date, skeleton: str) -> str:
    from babel.dates import format_skeleton  # noqa: PLC0415  as above

    return format_skeleton(skeleton, day, locale=locale_of(language))
