"""Facts for tests of the corpus, in few words. Makes them by the room's own parser wherever text matters."""

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from generator.cables.ids import parse_id
from generator.cables.model import Reference
from generator.cables.parse import parse_cable
from generator.config import Site
from generator.corpus import Citation, Corpus, Facts, facts_of
from generator.corpus.change_log import NO_CHANGES, Changes
from generator.corpus.near_duplicates import pack_sketch
from generator.markdown import Essay
from generator.pages import ListPage, Page, whole_view
from generator.pages.site_plan import Contents, parts_of
from generator.vocabulary import Vocabulary, standard
from tests.room import cable_text


def plan_pages(
    corpus: Corpus, essays: Sequence[Essay], site: Site, *, legacy: bool = False, changes: Changes = NO_CHANGES
) -> list[Page]:
    """Return every page of a room, lists without their lines."""
    contents = Contents(corpus, essays, site, legacy=legacy, changes=changes)
    return [page for part in parts_of(contents) for page in part()]


def whole(pages: Iterable[Page], corpus: Corpus) -> list[Page]:
    """Return pages with the lines of lists in their views."""
    return [
        msgspec.structs.replace(page, view=whole_view(page, corpus), lines=()) if isinstance(page, ListPage) else page
        for page in pages
    ]


def read(cable_id: str, vocabulary: Vocabulary, *, refs: Sequence[str] = (), text: str = "Nothing.") -> Facts:
    """Return the Facts of an invented cable, read from its text."""
    data = cable_text(cable_id, refs=refs, text=text).encode()
    return facts_of(*parse_cable(data, f"cables/{cable_id}.txt", vocabulary))


def make(
    cable_id: str,
    *,
    path: str = "",
    date: dt.datetime | None = None,
    cites: Sequence[str] = (),
    mentions: Sequence[str] = (),
    tags: Sequence[str] = (),
    sketch: tuple[int, ...] = (),
    words: int = 100,
    aliases: Sequence[str] = (),
) -> Facts:
    """Return Facts with no text behind them; cites stand in the REF block, mentions in the text, with their years."""
    identity = parse_id(cable_id)
    return Facts(
        id=cable_id,
        path=path or f"cables/{cable_id}.txt",
        year=identity.year if identity else None,
        post=identity.post if identity else "",
        serial=identity.serial if identity else None,
        date=date,
        precision="minute",
        origin="",
        classification="UNCLASSIFIED",
        level="UNCLASSIFIED",
        title=cable_id,
        tags=tuple(tags),
        captions=(),
        references=tuple(
            Reference(chr(65 + n % 26), cited, "cable", cited, year_given=True) for n, cited in enumerate(cites)
        ),
        citations=tuple(Citation(cited, True, "p1", f"See {cited}.") for cited in mentions),  # noqa: FBT003  the year is given
        summary="",
        signature="",
        words=words,
        collection="",
        aliases=tuple(aliases),
        problems=(),
        sketch=pack_sketch(sketch),
    )


def packaged() -> Vocabulary:
    """Return the packaged vocabulary."""
    return standard()
