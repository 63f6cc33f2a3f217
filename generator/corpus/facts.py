"""The data of one cable that other pages show: some hundreds of bytes; those of all cables are in memory.

``facts_of`` is the only way from a Cable to its Facts, ``unpack_facts`` that from the memory of a build; nothing here
reads a file or another cable.
"""

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

import msgspec

from generator.cables.ids import Identity, guess_year
from generator.cables.model import Block, Cable, Mention, OriginalPdf, Reference, Use
from generator.cables.source.model import TAKEN_FROM
from generator.corpus.near_duplicates import sketch_of
from generator.problems import Problem
from generator.vocabulary import Vocabulary, standard

_SENTENCE_END = re.compile(r"[.!?][\"\u201d)]?[ ]+(?=[A-Z\"\u201c(])")
DRAWN = "Text drawn by machine from a PDF"  # so begins the note of a cable that was imported so
BY_OCR = f"{DRAWN}, by OCR,"  # the same, where pages were pictures
_CITING = ("reference", "cable")
_COMMON = ("post", "precision", "origin", "classification", "level", "signature", "collection", "taken_from")
_LONGEST_SENTENCE = 300
_AMONG_NATIONS = frozenset({"mission", "department"})  # posts that are not about the country they stand in
_LONGEST_SUMMARY = 240
_HEADING = 60  # characters: a first paragraph of fewer is mostly a heading


def caveat_of(note: str) -> str:
    """Return the sentence by which a note says that a machine drew the text from a PDF, without its stop; "" for another."""
    if not note.startswith(DRAWN):
        return ""
    return f"{BY_OCR if note.startswith(BY_OCR) else DRAWN} and not proofread"


class Citation(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Where running text names a cable: the id as far as the text tells, the paragraph's anchor, the citing sentence.

    letters are set instead of id for ``ref B`` and ``reftel``: they stand for items of the same cable's REF block.
    """

    id: str
    year_given: bool
    anchor: str
    sentence: str
    letters: tuple[str, ...] = ()


class Withheld(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A mark that stands for withheld words: the paragraph's anchor, the mark, whether it is all of a block."""

    anchor: str
    mark: str
    whole: bool


class Facts(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The public summary of a cable. Dates are aware and in UTC; None or "" is unknown.

    sketch is what nearly equal texts share (corpus/near_duplicates.py); withheld are the numbers of the rules that took
    something out of it; abbreviations are those of the vocabulary that its text uses, with blanks between: one short text
    a cable takes a fifth of the memory of a tuple of them; taken_from is "page" or "row" where the source is no plain text
    itself, but a thing that the message was taken out of; paragraphs are the anchors of the text with blanks between, or the
    last number alone where they are p1, p2 and so on: a small number takes no memory; drawn is ``caveat_of`` its
    note; pdfs are the PDF files, without pages, and without a name where they are kept back with it;
    marks are those of what is withheld, in the order of the text.
    """

    id: str
    path: str
    year: int | None
    post: str
    serial: int | None
    date: dt.datetime | None
    precision: str
    origin: str
    classification: str
    level: str
    title: str
    tags: tuple[str, ...]
    captions: tuple[str, ...]
    references: tuple[Reference, ...]
    citations: tuple[Citation, ...]
    summary: str
    signature: str
    words: int
    collection: str
    aliases: tuple[str, ...]
    problems: tuple[Problem, ...]
    sketch: bytes = b""
    withheld: tuple[int, ...] = ()
    abbreviations: str = ""
    taken_from: str = ""
    paragraphs: int | str = 0
    drawn: str = ""
    pdfs: tuple[OriginalPdf, ...] = ()
    marks: tuple[Withheld, ...] = ()

    def anchors(self) -> tuple[str, ...]:
        """Return the anchors of the paragraphs in the order of the text."""
        if isinstance(self.paragraphs, str):
            return tuple(self.paragraphs.split())
        return tuple(f"p{number}" for number in range(1, self.paragraphs + 1))

    @property
    def sent_in(self) -> int | None:
        """The year by which codes are read whose meaning changed: the identifier's, else the date's."""
        return self.year or (self.date.year if self.date is not None else None)


def facts_of(
    cable: Cable,
    problems: Sequence[Problem],
    withheld: Sequence[int] = (),
    vocabulary: Vocabulary | None = None,
    uses: Sequence[Use] | None = None,
    *,
    sketched: bool = True,
    barred: Sequence[str] = (),
) -> Facts:
    """Return the facts of a cable.

    withheld are the rules that changed its source, barred the digests of its PDF files where a rule holds for it. uses are its
    abbreviations (``abbreviations_in``); None looks for those of the vocabulary, or of the packaged one. sketched says whether
    the sketch is made, by which nearly equal texts are found.
    """
    if uses is None:
        uses = abbreviations_in(cable, vocabulary if vocabulary is not None else standard())
    citing = Identity(cable.year, cable.post, cable.serial) if cable.year and cable.serial else None
    return Facts(
        id=cable.id,
        path=cable.path,
        year=cable.year,
        post=cable.post,
        serial=cable.serial,
        date=cable.date,
        precision=cable.precision,
        origin=cable.origin,
        classification=cable.classification,
        level=cable.level,
        title=cable.title,
        tags=cable.tags,
        captions=cable.captions,
        references=cable.references,
        citations=tuple(_citations(cable.blocks, citing)),
        summary=_shorten(cable.summary or _first_words(cable.blocks)),
        signature=cable.signature,
        words=cable.words,
        collection=cable.collection,
        aliases=cable.aliases,
        problems=tuple(problems),
        sketch=sketch_of(block.text for block in cable.blocks) if sketched else b"",
        withheld=tuple(withheld),
        abbreviations=" ".join(sorted(use.term for use in uses if use.known)),
        taken_from=TAKEN_FROM.get(cable.layout, ""),
        paragraphs=_paragraphs(cable.blocks),
        drawn=caveat_of(cable.note),
        pdfs=tuple(OriginalPdf("", one) for one in barred)
        or tuple(OriginalPdf(one.file, one.sha256) for one in cable.pdfs),
        marks=tuple(_marks(cable.blocks)),
    )


def _marks(blocks: Sequence[Block]) -> Iterator[Withheld]:
    from generator.cables.mentions.mentions import WITHHELD  # noqa: PLC0415  a build in which nothing changed reads no cable

    anchor = ""
    for block in blocks:
        anchor = block.anchor or anchor
        if "[withheld " in block.text:  # which is found sooner than a pattern
            yield from (Withheld(anchor, one[0], one[0] == block.text) for one in WITHHELD.finditer(block.text))


def _paragraphs(blocks: Sequence[Block]) -> int | str:
    anchors = [block.anchor for block in blocks if block.anchor]
    plain = all(anchor == f"p{number}" for number, anchor in enumerate(anchors, 1))
    return len(anchors) if plain else " ".join(anchors)


def abbreviations_in(cable: Cable, vocabulary: Vocabulary) -> tuple[Use, ...]:
    """Return the abbreviations of a cable, each with the place where it is explained in its joined blocks."""
    from generator.cables.mentions.abbreviations import Context, abbreviations_of  # noqa: PLC0415  as above

    post = vocabulary.posts.get(cable.post)
    year = cable.year or (cable.date.year if cable.date is not None else None)
    if post is None or post.kind in _AMONG_NATIONS:
        context = Context("", "", cable.tags, year)
    else:
        context = Context(post.country, post.country_code, cable.tags, year)
    return abbreviations_of("\n".join([block.text for block in cable.blocks]), vocabulary, context)


def unpack_facts(packed: Iterable[bytes]) -> Iterator[Facts]:
    """Yield Facts from what a build remembers of them, each packed by msgspec as MessagePack.

    What many cables have in common, such as their posts and tags, is kept once: of 250,000 that saves 150 MB.
    """
    decode = msgspec.msgpack.Decoder(Facts).decode
    words: dict[str, str] = {}
    share = words.setdefault

    def shared(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple([share(text, text) for text in texts])

    for one in map(decode, packed):
        for name in _COMMON:
            text = getattr(one, name)
            msgspec.structs.force_setattr(one, name, share(text, text))
        msgspec.structs.force_setattr(one, "tags", shared(one.tags))
        msgspec.structs.force_setattr(one, "captions", shared(one.captions))
        for reference in one.references:
            msgspec.structs.force_setattr(reference, "kind", share(reference.kind, reference.kind))
        for citation in one.citations:
            msgspec.structs.force_setattr(citation, "anchor", share(citation.anchor, citation.anchor))
        yield one


def _citations(blocks: Sequence[Block], citing: Identity | None) -> list[Citation]:
    found: list[Citation] = []
    anchor = ""
    for block in blocks:
        anchor = block.anchor or anchor
        ends: list[tuple[int, int]] | None = None  # looked for once a block, and only where something is cited
        for mention in block.mentions:
            if mention.kind not in _CITING:
                continue
            if ends is None:
                ends = [match.span() for match in _SENTENCE_END.finditer(block.text)]
            sentence = _sentence(block.text, mention, ends)
            if mention.kind == "reference":
                found.append(Citation("", False, anchor, sentence, mention.letters))  # noqa: FBT003  by place, as everywhere in this Struct
            elif (cited := mentioned_id(mention, citing)) is not None:
                found.append(Citation(cited, mention.year is not None, anchor, sentence))
    return found


def mentioned_id(mention: Mention, citing: Identity | None) -> str | None:
    """Return the id that a mention of a cable names; an omitted year is guessed from the citing cable, None without one."""
    year = mention.year
    if year is None:
        if citing is None:
            return None
        year = guess_year(mention.post, mention.serial, citing)
    return Identity(year, mention.post, mention.serial).cable_id


def _sentence(text: str, mention: Mention, ends: Sequence[tuple[int, int]]) -> str:
    """Return the sentence round a mention, cut with dots when it is long; ends are where sentences of the text end."""
    before = bisect_right(ends, mention.start, key=itemgetter(1))
    after = bisect_left(ends, mention.end, key=itemgetter(0))
    begin = ends[before - 1][1] if before else 0
    end = ends[after][0] + 1 if after < len(ends) else len(text)
    if end - begin > _LONGEST_SENTENCE:
        half = _LONGEST_SENTENCE // 2
        cut_begin, cut_end = max(begin, mention.start - half), min(end, mention.end + half)
        head = "\u2026" if cut_begin > begin else ""
        tail = "\u2026" if cut_end < end else ""
        return head + " ".join(text[cut_begin:cut_end].split()) + tail
    return " ".join(text[begin:end].split())


def _first_words(blocks: Sequence[Block]) -> str:
    """Return the first text of a cable that is no mere heading (KEY POINTS); where all are short, the first."""
    texts = [block.text for block in blocks if block.kind in {"paragraph", "item"} and block.text]
    return next((text for text in texts if len(text) > _HEADING), next(iter(texts), ""))


def _shorten(text: str) -> str:
    """Cut a text at a word, with dots, to at most 240 characters."""
    if len(text) <= _LONGEST_SUMMARY:
        return text
    return text[:_LONGEST_SUMMARY].rsplit(" ", 1)[0].rstrip(" ,;:-") + "\u2026"
