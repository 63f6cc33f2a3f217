"""The indexes that are plain lists of lists: classification, captions, signers, references; and all indexes together."""

from collections.abc import Callable, Iterator, Mapping

from generator.cables.levels import LEVELS
from generator.corpus import Corpus
from generator.pages import addresses
from generator.pages.cables import link_to
from generator.pages.calendar import date_pages
from generator.pages.charts import first_and_last_year, spark, spark_width, years_of
from generator.pages.coverage import coverage_page
from generator.pages.index_views import Group, IndexView, ReferenceIndexView, Row
from generator.pages.lists import list_pages, period
from generator.pages.page import Page
from generator.pages.posts import origin_pages
from generator.pages.tags import pair_pages, tag_pages

_MOST_CITED = 200
_NO_LEVEL = "Unknown"


def level_pages(corpus: Corpus) -> Iterator[Page]:
    """Yield the index of classification in order of level, and a list for each."""
    order = {level: at for at, level in enumerate(LEVELS)}
    ordered = {
        level: corpus.by_level[level]
        for level in sorted(corpus.by_level, key=lambda level: (order.get(level, len(order)), level))
    }
    lead = "The level that each cable was given when it was sent. A copy may have been released since."
    yield from _plain_index(
        corpus, ordered, "classification/index.html", ("Classification", lead, "Level"),
        address=lambda level: addresses.level_page(level or _NO_LEVEL),
        name=lambda level: level.capitalize() or _NO_LEVEL,
        words=lambda _: "",
    )  # fmt: skip


def caption_pages(corpus: Corpus) -> Iterator[Page]:
    """Yield the index of captions, and a list for each."""
    known = corpus.vocabulary.captions

    lead = "Captions say who may see a cable, or how it is to be handled."
    yield from _plain_index(
        corpus, dict(sorted(corpus.by_caption.items())), "caption/index.html", ("Captions", lead, "Caption"),
        address=addresses.caption_page, name=str, words=lambda code: known[code].meaning if code in known else "",
        confirmed=lambda code: code not in known or known[code].confirmed,
    )  # fmt: skip


def signer_pages(corpus: Corpus) -> Iterator[Page]:
    """Yield the index of the names that cables are signed with, and a list for each."""

    def posts(name: str) -> str:
        origins = dict.fromkeys(corpus.cables[at].origin for at in corpus.by_signer[name] if corpus.cables[at].origin)
        return ", ".join(list(origins)[:3])

    lead = "Cables go out under the name of the chief of the post, whoever wrote them."
    yield from _plain_index(
        corpus, dict(sorted(corpus.by_signer.items())), "signer/index.html", ("Signers", lead, "Name"),
        address=addresses.signer_page, name=str.title, words=posts,
    )  # fmt: skip


def _plain_index(
    corpus: Corpus, index: Mapping[str, list[int]], place: str, heading: tuple[str, str, str],
    *, address: Callable[[str], str], name: Callable[[str], str], words: Callable[[str], str],
    confirmed: Callable[[str], bool] = lambda _: True,
) -> Iterator[Page]:  # fmt: skip
    """Yield an index with one group of lines, and the list that each line leads to.

    heading is the index's title, its lead, and what a line is.
    """
    first, last = first_and_last_year(corpus)
    title, lead, of = heading
    rows = []
    for key, positions in index.items():
        drawn = spark(years_of(corpus, positions), first, last)
        in_words, sure = words(key), confirmed(key)
        row = Row(name(key), in_words, address(key), len(positions), period(corpus, positions), drawn, sure)
        rows.append(row)
        crumbs = ((title, place),)
        told = in_words if sure or not in_words else f"{in_words} (meaning not confirmed)"
        yield from list_pages(corpus, positions, address(key), name(key), told, crumbs, of=name(key))
    view = IndexView(title, lead, (Group("", tuple(rows)),), spark_width=spark_width(first, last), of=of)
    yield Page(place, "index_groups.html", view, claimed_by=f"the index of {title.lower()}")


def reference_page(corpus: Corpus) -> Iterator[Page]:
    """Yield the page of the most cited cables, held and not held."""
    held = sorted(corpus.cited_by.items(), key=lambda one: (-len(one[1]), one[0]))
    missing = sorted(corpus.missing, key=lambda one: (-len(one.cited_by), one.id))
    view = ReferenceIndexView(
        tuple((link_to(corpus, cable_id), len(who)) for cable_id, who in held[:_MOST_CITED]),
        len(held),
        tuple((link_to(corpus, one.id), len(one.cited_by)) for one in missing[:_MOST_CITED]),
        len(missing),
    )
    yield Page("reference/index.html", "references.html", view, claimed_by="the index of references")


INDEXES = (
    tag_pages, pair_pages, origin_pages, date_pages, level_pages, caption_pages, signer_pages, reference_page, coverage_page,
)  # fmt: skip


def index_pages(corpus: Corpus) -> Iterator[Page]:
    """Yield the pages of all indexes."""
    for pages in INDEXES:
        yield from pages(corpus)
