"""A cable, a note or a page of the owner's -> what is searched and shown of it with a hit. Pure.

Everything comes from values: no page is read back. A text is packed once, by the worker that read the cable, and stands
in the site as it was packed (docs/explanation/search.md, "Texts").
"""

import gzip
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import unescape

import msgspec

from generator.cables.model import Cable
from generator.language import Catalogue
from generator.markdown import Essay, Notes, Translation
from generator.pages.addresses import cable_page
from generator.pages.cable.classification_words import classification_in_words
from generator.pages.own_words import name_cables
from generator.vocabulary import Vocabulary

SPECIMENS = "specimens"
FACETS = ("tag", "post", "country", "classification")
MARK = "\x1f"  # begins the terms that stand for facets; no word has it, for it is a blank
NAMED = 1_000  # is added to the count of a word that stands in the title, or beside the text (ids, tags)
_SERIAL_DIGITS = 6
_FINDS = frozenset({"number", "film", "electronic", "case", "document"})  # of a record in its archive
_SIGNS = ".,;:()"  # beside a word of one part they make no difference to Pagefind
_UNSEEN = re.compile("[\u200b\ufeff]")  # no spaces to us, but some browsers part words there
_BLOCKS = re.compile(r"</(?:p|li|h[1-6]|td|th|dt|dd|blockquote|pre)>")
_TAGS = re.compile(r"<[^>]*>")


class Text(msgspec.Struct, frozen=True, omit_defaults=True):
    """The searched words of a document, and the fields that a hit shows.

    kind is "cable", "note" or "page"; a note has id and address of its cable. beside are words that are searched and not
    shown: the id in all spellings, tags with their words, caveats, captions, post and country, numbers in an archive. blocks
    are anchor ("" for none) and text of each paragraph, in order.
    """

    id: str
    url: str
    title: str
    kind: str = "cable"
    date: str = ""
    origin: str = ""
    classification: str = ""
    level: str = ""
    specimen: bool = False
    tags: tuple[str, ...] = ()
    post: str = ""
    country: str = ""
    beside: str = ""
    blocks: tuple[tuple[str, str], ...] = ()


_ENCODE = msgspec.json.Encoder().encode
_DECODE = msgspec.json.Decoder(Text).decode


def pack(text: Text) -> bytes:
    """Return a text as it stands in the site: JSON, compressed."""
    return gzip.compress(_ENCODE(text), 6, mtime=0)


def unpack(data: bytes) -> Text:
    """Return a text.

    Raises:
        ValueError: data is no packed text.
    """
    try:
        return _DECODE(gzip.decompress(data))
    except (OSError, EOFError, zlib.error, msgspec.MsgspecError) as error:
        message = f"not a text of the index: {error}"
        raise ValueError(message) from None


def text_of(cable: Cable, vocabulary: Vocabulary) -> Text:
    """Return what is searched of a cable."""
    post = vocabulary.posts.get(cable.post)
    country, code = (post.country, post.country_code) if post else ("", "")
    year = cable.year or (cable.date.year if cable.date else None)
    known = [(code, vocabulary.tag_in(code, year)) for code in cable.tags]
    tags = [(code, tag.meaning if tag else "") for code, tag in known]
    classification = classification_in_words(cable.classification)
    archive = [value for name, value in cable.archive if name in _FINDS]
    beside = (
        *spellings(cable),
        *(f"{tag} {meaning}".strip() for tag, meaning in tags),
        *dict.fromkeys((*cable.caveats, *cable.captions)),
        *classification.split(", ")[1:],
        cable.origin,
        country,
        *archive,
    )
    blocks = [(block.anchor, _seen(block.text)) for block in cable.blocks]
    blocks += [("", name) for name in (cable.classified_by, cable.signature) if name]
    return Text(
        id=cable.id,
        url=cable_page(cable.id),
        title=cable.title,
        date=cable.date.date().isoformat() if cable.date else "",
        origin=cable.origin,
        classification=classification,
        level=cable.level,
        specimen=cable.collection == SPECIMENS,
        tags=cable.tags,
        post=cable.post,
        country=code,
        beside=". ".join(word for word in beside if word),
        blocks=tuple(blocks),
    )


def texts_of_notes(
    notes: Mapping[str, Notes], titles: Mapping[str, str], words: Catalogue
) -> Iterator[tuple[str, Text]]:
    """Yield key and text of each of the owner's notes, in order of key.

    Args:
        notes: by the id of their cable.
        titles: of the cables that are held, by id; notes on others are shown nowhere and not searched.
        words: the catalogue of the room, in which a text names cables.
    """
    for cable_id in sorted(notes.keys() & titles.keys()):
        for place, note in enumerate(notes[cable_id].notes):
            blocks = tuple((note.anchor or "notes", text) for _, text in _blocks(note.html, words))
            yield (
                f"note {cable_id} {place:04d}",
                Text(cable_id, cable_page(cable_id), titles[cable_id], kind="note", blocks=blocks),
            )


def texts_of_translations(
    translations: Mapping[str, Sequence[Translation]], titles: Mapping[str, str], words: Catalogue
) -> Iterator[tuple[str, Text]]:
    """Yield key and text of each translation of a cable, in order of key; titles and words as for texts_of_notes."""
    for cable_id in sorted(translations.keys() & titles.keys()):
        for one in translations[cable_id]:
            blocks = [(note.anchor or "text", text) for note in one.text.notes for _, text in _blocks(note.html, words)]
            yield (
                f"translation {cable_id} {one.language}",
                Text(cable_id, cable_page(cable_id), one.title or titles[cable_id], kind="note", blocks=tuple(blocks)),
            )


def texts_of_pages(essays: Sequence[Essay], words: Catalogue) -> Iterator[tuple[str, Text]]:
    """Yield key and text of each of the owner's pages, in order of key; words as for texts_of_notes."""
    for essay in sorted(essays, key=lambda one: one.address):
        yield (
            f"page {essay.address}",
            Text("", essay.address, essay.title, kind="page", blocks=tuple(_blocks(essay.html, words))),
        )


def _blocks(html: str, words: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs of HTML that markdown.py made, without anchors."""
    for part in _BLOCKS.split(name_cables(html, words)):
        text = " ".join(_seen(unescape(_TAGS.sub("", part))).split())
        if text:
            yield "", text


def _seen(text: str) -> str:
    return _UNSEEN.sub("", text)


def spellings(cable: Cable) -> tuple[str, ...]:
    """Return the id in the spellings in which people look for it."""
    if cable.serial is None or cable.year is None:
        return (cable.id, *cable.aliases)
    two = f"{cable.year % 100:02d}"
    post = cable.post
    return (
        cable.id,
        f"{two} {post} {cable.serial}",
        f"{cable.year}{post}{cable.serial:0{_SERIAL_DIGITS}d}",
        *cable.aliases,
    )


class Places(dict[str, int]):
    """The words of some texts, numbered: what stands between blanks -> the place of its word, made when it is first asked.

    words has the place of each word. Most of what stands between blanks stands in many texts and is looked at once.
    """

    def __init__(self) -> None:
        self.words: dict[str, int] = {}

    def __missing__(self, said: str) -> int:
        """Number the word of what stands between blanks."""
        place = self[said] = self.words.setdefault(_bare(said), len(self.words))
        return place

    def count(self, text: Text) -> dict[int, int]:
        """Count the words of a text: of the place of each how often it stands there, NAMED more for title and beside.

        A word is what stands between blanks, as Pagefind takes it; a simple word without the signs beside it. The facets of
        a cable are words too, each behind MARK (``facet_term``).
        """
        said: Counter[str] = Counter()
        for _, block in text.blocks:
            said.update(block.split())
        counts: dict[int, int] = {}
        for word, count in said.items():
            place = self[word]
            counts[place] = counts.get(place, 0) + count
        for word in {*text.title.split(), *text.beside.split()}:
            place = self[word]
            counts[place] = counts.get(place, 0) % NAMED + NAMED
        if text.kind == "cable":
            for term in _facet_terms(text):
                counts[self.words.setdefault(term, len(self.words))] = 1
        return counts


def _facet_terms(text: Text) -> Iterator[str]:
    for facet, values in zip(FACETS, (text.tags, (text.post,), (text.country,), (text.level,)), strict=False):
        for value in values:
            if value:
                yield facet_term(facet, value)
    yield facet_term("all", "")


def facet_term(facet: str, value: str) -> str:
    """Return the term under which the cables with a value of a facet are listed."""
    return f"{MARK}{facet}:{' '.join(value.split())}"


def _bare(word: str) -> str:
    bare = word.strip(_SIGNS)
    # Others than simple ones have parts, which the signs may part.
    return bare if bare.isascii() and bare.isalpha() and (bare[1:].islower() or bare.isupper()) else word
