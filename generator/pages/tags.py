"""The index of tags by kind, a list for each tag, and lists of the cables that have two tags."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from generator.corpus import Corpus
from generator.pages import addresses
from generator.pages.cables import tag_link
from generator.pages.charts import first_and_last_year, spark, spark_width, years_of
from generator.pages.feeds import feed_of
from generator.pages.index_views import Group, IndexView, Row
from generator.pages.lists import list_pages, period
from generator.pages.page import Page
from generator.vocabulary.tables import TAG_KINDS

_KIND_WORDS = {
    "subject": "Subjects", "program": "Programs", "country": "Countries", "region": "Regions", "organization": "Organizations",
    "person": "Persons", "other": "Other",
}  # fmt: skip
_COMPANIONS = 8
_LISTED_TOGETHER = 5
_CRUMBS = (("Tags", "tag/index.html"),)


def tag_pages(corpus: Corpus) -> Iterator[Page]:
    """Yield the index of tags, and a list for each tag."""
    yield _index_page(corpus)  # first: a preview that is asked for it makes no list
    for code, positions in sorted(corpus.by_tag.items()):
        place = addresses.tag_page(code)
        companions = tuple(_companions(corpus, code))
        feed = feed_of(place) if code in corpus.vocabulary.tags else ""
        lead = _lead(corpus, code)
        yield from list_pages(
            corpus, positions, place, code, lead, _CRUMBS, of=code, companions=companions, feed=feed
        )  # fmt: skip


def _index_page(corpus: Corpus) -> Page:
    by_kind: dict[str, list[Row]] = {}
    first, last = first_and_last_year(corpus)
    for code, positions in sorted(corpus.by_tag.items()):
        tag = tag_link(corpus, code)
        drawn = spark(years_of(corpus, positions), first, last)
        row = Row(code, tag.meaning, tag.address, len(positions), period(corpus, positions), drawn, tag.confirmed)
        by_kind.setdefault(tag.kind, []).append(row)
    groups = tuple(Group(_KIND_WORDS[kind], tuple(by_kind[kind]), kind) for kind in TAG_KINDS if kind in by_kind)
    lead = "TAGS are the codes by which the State Department files its telegrams: subjects, programs, countries, organizations."
    view = IndexView("Tags", lead, groups, spark_width=spark_width(first, last), of="Tag")
    return Page("tag/index.html", "index_groups.html", view, claimed_by="the index of tags")


def _lead(corpus: Corpus, code: str) -> str:
    tag = tag_link(corpus, code)
    if not tag.meaning:
        return "The meaning of this code is not known."
    return f"{tag.meaning}." if tag.confirmed else f"{tag.meaning} (meaning not confirmed)."


def _beside(corpus: Corpus, code: str) -> list[tuple[str, int]]:
    """Return the tags that most often stand beside one, and on how many cables."""
    counts = Counter(chain.from_iterable([corpus.cables[at].tags for at in corpus.by_tag[code]]))
    del counts[code]
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:_COMPANIONS]


def _companions(corpus: Corpus, code: str) -> Iterator[Row]:
    """Yield the lines of the tags that most often stand beside one; of those that do often the line leads to a list of both."""
    for other, count in _beside(corpus, code):
        address = addresses.tags_page(*sorted((code, other))) if count >= _LISTED_TOGETHER else ""
        yield Row(other, tag_link(corpus, other).meaning, address, count)


def pair_pages(corpus: Corpus) -> Iterator[Page]:
    """Yield a list of the cables that have both of two tags, for each two that often stand together."""
    pairs = {
        (min(code, other), max(code, other))
        for code in corpus.by_tag
        for other, count in _beside(corpus, code)
        if count >= _LISTED_TOGETHER
    }
    ordered = sorted((*sorted(pair, key=lambda code: -len(corpus.by_tag[code])), *pair) for pair in pairs)
    inside: tuple[str, frozenset[int]] = ("", frozenset())
    for large, small, one, other in ordered:
        if inside[0] != large:  # one set after another: all of them at once would be large
            inside = (large, frozenset(corpus.by_tag[large]))
        both = [at for at in corpus.by_tag[small] if at in inside[1]]
        title = f"{one} and {other}"
        words = [meaning for code in (one, other) if (meaning := tag_link(corpus, code).meaning)]
        crumbs = (*_CRUMBS, *((code, addresses.tag_page(code)) for code in (one, other)))
        yield from list_pages(corpus, both, addresses.tags_page(one, other), title, "; ".join(words), crumbs, of=title)
