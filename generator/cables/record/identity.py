"""What a cable is, of all that its record, its file and its text say: identifier, date, title, origin. Reads no line.

docs/reference/format.md, "Identifiers", "Dates", "Titles".
"""

import datetime as dt
import re

from generator.cables.heading.classification_line import Classification
from generator.cables.heading.titles import mend_wire, title_case
from generator.cables.ids import Identity, read_identity, written_year
from generator.cables.model import Envelope
from generator.cables.source.model import Metadata, Source
from generator.vocabulary import Vocabulary

_NOT_IN_IDS = re.compile(r"[^A-Z0-9]+")
_DERIVED_TITLE = 90
_FIRST_LINES = 600  # characters
# The name of the part that opens a text is no title.
_SUMMARY_LABEL = re.compile(
    r"[ ]*(?:BEGIN[ ])?"
    r"(?:(?:EXECUTIVE|ACTION REQUEST|INTRODUCTION|KEY POINTS|COMMENT|SUMMARY)(?:[ ]?(?:AND|/|&|,)[ ]?|[ ](?=SUMMARY))?){0,3}"
    r"(?:SUMMARY|INTRODUCTION|KEY POINTS)\b(?:[ ](?:AND|/|&)[ ](?:COMMENT|INTRODUCTION|ACTION REQUEST)|[ ]?/[ ]?[A-Z]{5,12})?"
    r"(?:[ ]*[.:;\u2013-]+[ ]*|[ ]*\Z)",
    re.IGNORECASE,
)
# What a telegram of the 1950s and 1960s says first is no title: to whom it was sent, and what it answers.
_ROUTING = re.compile(
    r"[ ]*(?:(?:(?:ACTION|SENT|REPEATED|RPTD|INFO(?:RMATION)?)[ ](?:TO[ ])?(?:DEPARTMENT|DEPT|WASHINGTON)\b.{0,200}\d"
    r"|(?:Re[ ])?(?:(?:Dep|Emb|Con|Leg|Amb)(?:cir)?tels?|(?:My|Our|Your)(?:tels?)?)[ ]\d[\d ,and]{0,40}"
    r"|(?:NIACT|PRIORITY|IMMEDIATE|FLASH|ROUTINE|EYES ONLY|LIMIT DISTRIBUTION|NO DISTRIBUTION)[ A-Z]{0,40})[ .,;]*\Z)",
    re.IGNORECASE,
)


def identify(
    source: Source, path: str, line: Classification | None, envelope: Envelope, vocabulary: Vocabulary
) -> tuple[Identity | None, tuple[str, ...], str]:
    """Find the identifier: the record, the file's name, the classification line with the header's year, in this order."""
    for text, place in ((source.metadata.id, "metadata"), (stem_of(path), "file-name")):
        if text:
            identity, aliases = read_identity(text, vocabulary, source.metadata.post or envelope.sender)
            if identity is not None:
                return (*in_its_year(identity, aliases, source.metadata.created), place)
    year = envelope.dtg_date.year if envelope.dtg_date else None
    if source.metadata.created is not None:
        year = source.metadata.created.year
    elif year is None and line is not None and line.year:
        year = written_year(line.year)
    if line is not None and line.serial and line.post and year is not None:
        post = vocabulary.post_names.get(line.post, line.post)
        return Identity(year, post, line.serial), (), "classification-line"
    if year is not None and envelope.station_serial and envelope.sender:
        name = "".join(letter for letter in envelope.sender.upper() if letter.isalpha())
        for prefix in ("AMEMBASSY", "AMCONSUL", "USMISSION", "USINT"):
            name = name.removeprefix(prefix)
        post = vocabulary.post_names.get(name, name)
        if 2 <= len(post) <= 20 and int(
            envelope.station_serial
        ):  # the grammar of identifiers, docs/reference/format.md
            return Identity(year, post, int(envelope.station_serial)), (), "header"
    return None, (), ""


def in_its_year(
    identity: Identity, aliases: tuple[str, ...], created: dt.datetime | None
) -> tuple[Identity, tuple[str, ...]]:
    """Return an identity in the year of its record where the two digits of both agree: 25VENSK9 of 1925 is not of 2025."""
    if created is None or created.year == identity.year or created.year % 100 != identity.year % 100:
        return identity, aliases
    return identity.in_year(created.year), tuple(dict.fromkeys([*aliases, identity.cable_id]))


def choose_date(metadata: Metadata, envelope: Envelope) -> tuple[dt.datetime | None, str, str]:
    """Choose (date, source, precision): the date-time group where it agrees with the record's day, else the record."""
    sent = envelope.dtg_date
    if metadata.created is None:
        return (sent, "dtg", "minute") if sent is not None else (None, "", "day")
    if sent is not None and sent.date() == metadata.created.date():
        return sent, "dtg", "minute"
    exact = metadata.has_time and not metadata.known_bad_minutes
    return metadata.created, "metadata", "minute" if exact else "day"


def choose_title(
    subject: str, metadata: Metadata, witness: str, first_words: str, vocabulary: Vocabulary, path: str, small: str = ""
) -> tuple[str, str]:
    """Choose the title -> (title for reading, where it comes from: "subject", "metadata", "derived" or "file-name").

    small is the witness in small letters where that is at hand.
    """
    if subject:
        return title_case(mend_wire(subject), vocabulary.acronyms, witness, small), "subject"
    if metadata.title:
        return title_case(mend_wire(" ".join(metadata.title.split())), vocabulary.acronyms, witness), "metadata"
    if label := _SUMMARY_LABEL.match(first_words):
        first_words = first_words[label.end() :] or _behind_label(witness)
    elif _ROUTING.match(first_words):
        lines = (line.strip() for line in witness[:_FIRST_LINES].split("\n"))
        first_words = next((line for line in lines if line and not _ROUTING.match(line)), first_words)
    if first_words:
        cut = first_words[: _DERIVED_TITLE + 1]
        if len(cut) > _DERIVED_TITLE:
            cut = cut[: cut.rfind(" ")] if " " in cut else cut[:_DERIVED_TITLE]
            cut = cut.rstrip(" ,;:-") + "\u2026"
        return title_case(cut, vocabulary.acronyms, witness), "derived"
    return stem_of(path) or "Untitled", "file-name"


def _behind_label(text: str) -> str:
    """Return the first line of a text that is no label of a part, "" when there is none among the first few."""
    for line in text[:_FIRST_LINES].split("\n"):
        label = _SUMMARY_LABEL.match(line)
        if rest := line[label.end() :].strip() if label else line.strip():
            return rest
    return ""


def origin_of(post: str, vocabulary: Vocabulary) -> str:
    """Return the name of a post, its code as a word when the vocabulary does not know it."""
    known = vocabulary.posts.get(post)
    return known.name if known else post.capitalize()


def made_id(path: str) -> str:
    """Return an id for a file that has none: its name in capitals and figures, so that it still has an address."""
    return _NOT_IN_IDS.sub("", stem_of(path).upper()) or "UNNAMED"


def stem_of(path: str) -> str:
    """Return a file's name without its folder and ending."""
    return path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
