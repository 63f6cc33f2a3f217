"""What a cable is, of all that its record, its file and its text say: identifier, date, title, origin. Reads no line.

docs/format.md, "Identifiers", "Dates", "Titles".
"""

import datetime as dt
import re
from typing import Final

from generator.cables.classification import Classification
from generator.cables.ids import Identity, read_identity
from generator.cables.model import Envelope
from generator.cables.source import Metadata, Source
from generator.cables.titles import title_case
from generator.vocabulary import Vocabulary

_NOT_IN_IDS: Final = re.compile(r"[^A-Z0-9]+")
_DERIVED_TITLE: Final = 90


def identify(
    source: Source, path: str, line: Classification | None, envelope: Envelope, vocabulary: Vocabulary
) -> tuple[Identity | None, tuple[str, ...], str]:
    """Find the identifier: the record, the file's name, the classification line with the header's year, in this order."""
    for text, place in ((source.metadata.id, "metadata"), (stem_of(path), "file-name")):
        if text:
            identity, aliases = read_identity(text, vocabulary)
            if identity is not None:
                return identity, aliases, place
    year = envelope.dtg_date.year if envelope.dtg_date else None
    if source.metadata.created is not None:
        year = source.metadata.created.year
    if line is not None and line.serial and line.post and year is not None:
        post = vocabulary.post_names.get(line.post, line.post)
        return Identity(year, post, line.serial), (), "classification-line"
    if year is not None and envelope.station_serial and envelope.sender:
        name = "".join(letter for letter in envelope.sender.upper() if letter.isalpha())
        for prefix in ("AMEMBASSY", "AMCONSUL", "USMISSION", "USINT"):
            name = name.removeprefix(prefix)
        post = vocabulary.post_names.get(name, name)
        if 2 <= len(post) <= 20 and int(envelope.station_serial):  # the grammar of identifiers, docs/format.md
            return Identity(year, post, int(envelope.station_serial)), (), "header"
    return None, (), ""


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
    subject: str, metadata: Metadata, witness: str, first_words: str, vocabulary: Vocabulary, path: str
) -> tuple[str, str]:
    """Choose the title -> (title for reading, where it comes from: "subject", "metadata", "derived" or "file-name")."""
    if subject:
        return title_case(subject, vocabulary.acronyms, witness), "subject"
    if metadata.title:
        return title_case(" ".join(metadata.title.split()), vocabulary.acronyms, witness), "metadata"
    if first_words:
        cut = first_words[: _DERIVED_TITLE + 1]
        if len(cut) > _DERIVED_TITLE:
            cut = cut[: cut.rfind(" ")] if " " in cut else cut[:_DERIVED_TITLE]
            cut = cut.rstrip(" ,;:-") + "\u2026"
        return title_case(cut, vocabulary.acronyms, witness), "derived"
    return stem_of(path) or "Untitled", "file-name"


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
