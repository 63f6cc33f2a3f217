"""Which abbreviations a cable uses, what each stands for in it, and where. Better none than a doubtful one.

A cable's own words go before every table (``spelled_out``). A meaning of a table counts only in cables of its countries, tags
and years; where two remain, or an occurrence may be something else, nothing is said.
"""

import re
import string
from bisect import bisect_left
from collections.abc import Mapping, Sequence

import msgspec

from generator.cables.mentions.capitals import Words, candidates, places, words_in
from generator.cables.mentions.spelled_out import Definition, definitions
from generator.cables.model import Use
from generator.vocabulary import Acronym, Meaning, Vocabulary

_NUMERAL = re.compile(r"(?=[IVXL]+\Z)(?:X{0,3}|XL|LX{0,3})(?:IX|IV|V?I{0,3})\Z")
_SENTENCE = re.compile(r"[.!?](?=\s)|\n")
_NUMBER_BEFORE = re.compile(r"\d[\d.,:]* ?\Z")
_NUMBER_BEHIND = re.compile(r"[ :]{1,2}(?:No\. ?)?\d")
_MONTH_BEHIND = re.compile(r"[ :]{1,2}(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d")  # ETA May 5
# An FM radio, an MP company, VP Bank: no person.
_THING_BEHIND = re.compile(
    r" (?i:radio|station|band|bank|frequenc|broadcast|transmitter|dial|company|battalion|brigade|patrol|platoon|unit|checkp)"
)
_NAME_BEHIND = re.compile(r" [A-Z][a-z]+")
_ARTICLE_BEFORE = re.compile(
    r"(?:\b(?:[Tt]he|[Aa]n?|[Tt]his|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|each|every|all|new|former|deputy)"
    r"|['\u2019]s|\b(?:Deputy|Acting|Former|Vice|[A-Z][a-z]+(?:an|i|ish|ese)|Czech|Dutch|French|Greek|Slovak|Swiss|Thai))"
    r" \Z"  # Turkish FM; not Kiss FM
)
_PERSON_BEFORE = ("Mr. ", "Mrs. ", "Ms. ", "Dr. ")  # Mrs. ALBA Orley
_PLACE_BEFORE = re.compile(r"[A-Z][a-z]+, \Z")  # Hartford, CT
_EXPLAINED_BEHIND = re.compile(
    r"[\"'\u201d\u2019]?,? \(?(?:\w+ ){0,5}(?:acronym|stands for|standing for|short for|abbreviation|initials)\b"
)
_EXPLAINED_BEFORE = re.compile(
    r"\b(?:(?:acronym|abbreviation|initials)s?|(?:known as|(?:is|are) called)(?: the)?)\b[ ,:(\"'\u201c\u2018]*\Z"
)
_EXPLAIN = ("acronym", "abbreviation", "initials", "known as", "s called", "re called")
_LOOSE = {"group", "movement", "network", "organization", "system"}  # of which a name says nothing
_KINDS = (  # words that say what the next one is
    "agency", "airline", "association", "bank", "channel", "company", "confederation", "corporation", "daily", "federation",
    "firm", "foundation", "giant", "group", "industry", "institute", "maker", "miner", "movement", "network", "newspaper",
    "orchestra", "organization", "party", "police", "producer", "program", "project", "service", "station", "syndicate",
    "system", "think tank", "union", "university", "weekly",
)  # fmt: skip
_KIND_BEFORE = re.compile(rf"\b({'|'.join(_KINDS)}) [\"'\u201c\u2018]?\Z")
_KIND_BEHIND = re.compile(rf", (?:the|an?) (?:[\w'-]+ ){{0,4}}?({'|'.join(set(_KINDS) - _LOOSE)})\b(?!, and\b)")
_KIND_ENDS = tuple(f"{kind} " for kind in _KINDS)
_QUOTES = frozenset("\"'\u201c\u2018")
_TITLE = re.compile(
    r"Minister|Secretary|President|Member|Officer|Ambassador|Director|Chief|Attache|Counselor|General|Adviser|Advisor|Agent"
)
_REACH = 160  # letters before a place in which its meaning may be said
_BESIDE = 80  # letters on either side by which a sentence is judged to be in capitals
_CAPITALS_BEFORE = re.compile(r"\b[A-Z]{2,} \Z")
_CAPITALS_BEHIND = re.compile(r" [A-Z]{2,}\b")
_CAPITALS, _SMALL = string.ascii_uppercase.encode(), string.ascii_lowercase.encode()
_SHOUTING = 0.6
_INITIALS = 2
_FEWEST = 3
_ANY_COUNTRY = "*"
_IN_TEXT = "="  # before letters that a text must have, among what binds a meaning
_WITH_ARTICLE = frozenset(
    {"Bahamas", "Comoros", "Gambia", "Maldives", "Netherlands", "Philippines", "Seychelles", "United Arab Emirates"}
)
_STEM = 5
_LETTERS = re.compile(r"\w+")
_ADDED = re.compile(r" \([^)]*\)")


class Context(msgspec.Struct, frozen=True):
    """What is known of a cable by which meanings are chosen: the country of its post, its tags, its year."""

    country: str = ""
    country_code: str = ""
    tags: tuple[str, ...] = ()
    year: int | None = None


def abbreviations_of(text: str, vocabulary: Vocabulary, context: Context) -> tuple[Use, ...]:
    """Find the abbreviations of a cable.

    Args:
        text: its blocks, joined by line ends.
        vocabulary: the table of abbreviations; the names of countries.
        context: by what meanings are chosen.

    Returns:
        Each abbreviation once, in the order of the alphabet: those that the table knows, and those that the cable spells
        out and uses again.
    """
    acronyms = vocabulary.acronyms
    words = words_in(text)
    own, doubted, hinted = _own_meanings(text, words)
    uses = []
    for term in (candidates(text, words) & acronyms.keys()) | own.keys():
        starts = places(term, text, words)
        acronym = acronyms.get(term)
        if term in own:
            use = _own_use(own[term], starts, acronym)
        elif acronym is not None and starts:
            use = _known_use(text, acronym, starts, doubted.get(term), vocabulary, context)
            if use is not None and any(not _is_alike(use.meaning, one) for one in hinted.get(term, ())):
                use = msgspec.structs.replace(use, meaning="")
        else:
            use = None
        if use is not None:
            uses.append(use)
    return tuple(sorted(uses, key=lambda use: (use.term.casefold(), use.term)))


def _own_meanings(text: str, words: Words) -> tuple[dict[str, Definition], dict[str, list[int]], dict[str, list[str]]]:
    """Return what a text spells out, where it seems to introduce a term and is not understood, and what it may spell out."""
    own: dict[str, Definition] = {}
    doubted: dict[str, list[int]] = {}
    hinted: dict[str, list[str]] = {}
    for found in definitions(text, words):
        if not found.meaning:
            doubted.setdefault(found.term, []).append(found.start)
            continue
        if not found.sure:
            hinted.setdefault(found.term, []).append(found.meaning)
            continue
        other = own.setdefault(found.term, found)
        if other is not found and not _is_alike(other.meaning, found.meaning):  # two meanings in one cable
            own[found.term] = msgspec.structs.replace(other, meaning="")
    return own, doubted, hinted


def _is_alike(one: str, other: str) -> bool:
    """Say whether two wordings are of one meaning: at least half of their words are the same."""
    if one.endswith(_ANY_COUNTRY):
        return other.casefold().startswith(one[:-1].casefold())
    first, second = _stems(one), _stems(other)
    return 2 * len(first & second) >= len(first | second) > 0


def _stems(words: str) -> set[str]:
    """Return the beginnings of the longer words, without what stands in parentheses."""
    return {word[:_STEM].casefold() for word in _LETTERS.findall(_ADDED.sub("", words)) if len(word) >= _STEM - 1}


def _own_use(found: Definition, starts: list[int], acronym: Acronym | None) -> Use | None:
    later = bisect_left(starts, found.start + 1)
    start = starts[later] if later < len(starts) else starts[0] if starts else found.start
    known = acronym is not None and any(_is_alike(one.text, found.meaning) for one in acronym.meanings)
    if acronym is None and (start == found.start or len(found.term) < _FEWEST):
        return None  # it is spelled out and not used again
    return Use(found.term, start, found.meaning, own=True, known=known)


def _known_use(
    text: str, acronym: Acronym, starts: list[int], doubted: list[int] | None, vocabulary: Vocabulary, context: Context
) -> Use | None:
    """Return the use of an abbreviation of the table, None where it has no meaning in such a cable or may be a word."""
    possible = {one.text for one in acronym.meanings if _applies(one, context, text)}
    if not possible:
        return None
    meaning = _choose(acronym.term, possible, text, vocabulary, context)
    title = any(_TITLE.search(one.text) for one in acronym.meanings)
    sound = next((at for at in starts if not _is_other(text, acronym, at, title=title)), None)
    if sound is None or _NUMERAL.match(acronym.term):
        return None
    if meaning and doubted and not all(_said_before(meaning, text, at) for at in doubted):
        meaning = ""
    if meaning and any(_is_said_otherwise(meaning, text, at, at + len(acronym.term)) for at in starts):
        meaning = ""
    return Use(acronym.term, sound, meaning)


def _is_other(text: str, acronym: Acronym, at: int, *, title: bool) -> bool:
    """Say whether an occurrence may be a word in a line of capitals, a number's unit or name, or the initials of a person."""
    end = at + len(acronym.term)
    if acronym.word and (_is_shouted(text, at, end) or _MONTH_BEHIND.match(text, end)):
        return True
    if text.endswith(_PERSON_BEFORE, 0, at) or (title and _THING_BEHIND.match(text, end)):
        return True
    if _NUMBER_BEFORE.search(text, max(0, at - 8), at) or _NUMBER_BEHIND.match(text, end):
        return True
    if len(acronym.term) > _INITIALS:
        return False
    if _PLACE_BEFORE.search(text, max(0, at - 24), at):
        return True
    named, determined = _NAME_BEHIND.match(text, end), _ARTICLE_BEFORE.search(text[max(0, at - 24) : at])
    return not (named or determined) if title else bool(named) and not determined


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Say whether the sentence round a word is in capitals, or a word beside it; a word that stands alone is."""
    before, behind = text[max(0, start - _BESIDE) : start], text[end : end + _BESIDE]
    if _CAPITALS_BEFORE.search(before) or _CAPITALS_BEHIND.match(behind):
        return True
    first = max((stop.end() for stop in _SENTENCE.finditer(before)), default=0)
    stop_behind = _SENTENCE.search(behind)
    sentence = before[first:] + (behind[: stop_behind.start()] if stop_behind else behind)
    letters = sentence.encode("utf-8", "replace")
    lower = letters.translate(None, _CAPITALS)
    capitals, small = len(letters) - len(lower), len(lower) - len(lower.translate(None, _SMALL))
    return capitals >= _SHOUTING * (capitals + small)


def _said_before(meaning: str, text: str, at: int) -> bool:
    """Say whether a text says a meaning before a place; in other words it may mean another thing."""
    before = text[max(0, at - _REACH) : at]
    if stems := _stems(meaning):
        return stems <= _stems(before)
    begin = "".join(filter(str.isalpha, meaning.casefold()))[: _STEM - 1]  # Al-Qa'ida has no longer word
    return begin in "".join(filter(str.isalpha, before.casefold()))


def _is_said_otherwise(meaning: str, text: str, start: int, end: int) -> bool:
    """Say whether a text tells in passing what a term is, and the meaning does not say so: ``the secret service DNI``."""
    before = text[max(0, start - 24) : start]
    if _EXPLAINED_BEHIND.match(text, end) or (
        any(word in before for word in _EXPLAIN) and _EXPLAINED_BEFORE.search(before)
    ):
        return True
    named = before.endswith(_KIND_ENDS, 0, len(before) - (before[-1:] in _QUOTES))
    kind = (_KIND_BEFORE.search(before) if named else None) or _KIND_BEHIND.match(text, end)
    return kind is not None and kind[1][:_STEM] not in meaning.casefold()


def _choose(term: str, possible: set[str], text: str, vocabulary: Vocabulary, context: Context) -> str:
    """Return the one meaning that an abbreviation can have in a cable, "" where there is more than one."""
    if len(possible) != 1:
        return ""
    (meaning,) = possible
    if _ANY_COUNTRY not in meaning:
        return meaning
    country = _country(term, text, vocabulary, context)
    return meaning.replace(_ANY_COUNTRY, country) if country else ""


def _applies(meaning: Meaning, context: Context, text: str) -> bool:
    if (
        meaning.where
        and context.country_code not in meaning.where
        and not any(map(meaning.where.__contains__, context.tags))
        and not any(one[0] == _IN_TEXT and one[1:] in text for one in meaning.where)
    ):
        return False
    if not (meaning.first or meaning.last):
        return True
    year = context.year
    return year is not None and meaning.first <= year and (year <= meaning.last or not meaning.last)


def _country(term: str, text: str, vocabulary: Vocabulary, context: Context) -> str:
    """Return the country whose government a term is (``GOK``): the post's, else the one of the tags, "" in doubt."""
    initials = term[2:]
    home = _short(context.country)
    names = {name for name in _countries(context.tags, vocabulary, context.year) if _initials(name) == initials}
    if _initials(home) == initials:
        # In a cable from Dakar about Khartoum GOS may be the other.
        return _with_article(home) if all(_is_same(name, home) for name in names) else ""
    if len(names) != 1:
        return ""
    name = names.pop()
    others = _countries(vocabulary.tags, vocabulary, context.year)
    if any(_initials(other) == initials and other != name and other in text for other in others):
        return ""
    return _with_article(name)


def _countries(codes: Mapping[str, object] | Sequence[str], vocabulary: Vocabulary, year: int | None) -> list[str]:
    tags = [vocabulary.tag_in(code, year) for code in codes]
    return [_short(tag.meaning) for tag in tags if tag is not None and tag.kind == "country" and tag.meaning]


def _short(name: str) -> str:
    """Return the name of a country without what is added to it: ``Burma (Myanmar)``, ``Congo, Republic of the``."""
    return name.partition(" (")[0].partition(",")[0].removeprefix("The ")


def _is_same(one: str, other: str) -> bool:
    return one in other or other in one


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _with_article(name: str) -> str:
    return f"the {name}" if name in _WITH_ARTICLE else name
