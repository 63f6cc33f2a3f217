"""The index of tags by kind, a list for each tag, and lists of the cables that have two tags."""

from collections.abc import Iterator
from urllib.parse import quote

from generator.corpus import Corpus
from generator.language import Catalogue, message
from generator.pages import addresses
from generator.pages.cable.view import tag_of_list
from generator.pages.charts import first_and_last_year, spark_width
from generator.pages.lists.feeds import feed_of
from generator.pages.lists.paginate import index_row, list_pages
from generator.pages.lists.views import Group, IndexView, ListView, Row
from generator.pages.page import Page
from generator.pages.parts import LISTED_TOGETHER, WHOLE, Pair, Scope, companions_of, in_part, listed_of, part_of
from generator.vocabulary.tables import TAG_KINDS

_KIND_WORDS = {
    "subject": message("Subjects"), "program": message("Programs"), "country": message("Countries"),
    "region": message("Regions"), "organization": message("Organizations"), "person": message("Persons"),
    "other": message("Other"),
}  # fmt: skip


def _crumbs(words: Catalogue) -> tuple[tuple[str, str], ...]:
    return ((words.say("Tags"), "tag/index.html"),)


def tag_pages(corpus: Corpus, scope: Scope = WHOLE) -> Iterator[Page]:
    """Yield the index of tags, and a list for each tag."""
    crumbs = _crumbs(corpus.vocabulary.words)
    yield _index_page(corpus)  # first: a preview that is asked for it makes no list
    for code, positions in sorted(corpus.by_tag.items()):
        if not scope.wants(part := part_of("tag", code)):
            continue
        place = addresses.tag_page(code)
        companions = tuple(_companions(corpus, code))
        feed = feed_of(place) if code in corpus.vocabulary.tags else ""
        meaning = tag_of_list(corpus, code).meaning
        title = meaning or code
        view = ListView(
            title, _lead(corpus, code), crumbs=crumbs, companions=companions, feed=feed, code=code if meaning else "",
            query=f"tag={quote(code)}",
        )  # fmt: skip
        yield from in_part(part, list_pages(corpus, positions, place, view, of=title, ordered=True))


def _index_page(corpus: Corpus) -> Page:
    words = corpus.vocabulary.words
    by_kind: dict[str, list[Row]] = {}
    years = first_and_last_year(corpus)
    for code, positions in sorted(corpus.by_tag.items()):
        tag = tag_of_list(corpus, code)
        row = index_row(corpus, positions, years, code, tag.meaning, tag.address, confirmed=tag.confirmed)
        by_kind.setdefault(tag.kind, []).append(row)
    groups = tuple(
        Group(words.say(_KIND_WORDS[kind]), tuple(sorted(by_kind[kind], key=by_words)), kind)
        for kind in TAG_KINDS
        if kind in by_kind
    )
    lead = words.say(
        "TAGS are the codes by which the State Department files its telegrams: subjects, programs, countries, organizations."
    )
    view = IndexView(words.say("Tags"), lead, groups, spark_width=spark_width(*years), of=message("Tag"))
    return Page("tag/index.html", "index_groups.html", view, claimed_by="the index of tags")


def by_words(row: Row) -> tuple[str, str]:
    """Return the place of a line in the order of its words, or of its code where it has none."""
    return (row.words or row.name).casefold(), row.name


def _lead(corpus: Corpus, code: str) -> str:
    tag = tag_of_list(corpus, code)
    if not tag.meaning:
        return corpus.vocabulary.words.say("The meaning of this code is not known.")
    return "" if tag.confirmed else corpus.vocabulary.words.say("The meaning of this code is not confirmed.")


def _companions(corpus: Corpus, code: str) -> Iterator[Row]:
    """Yield the lines of the tags that most often stand beside one; of those that do often the line leads to a list of both."""
    for other, count in companions_of(corpus, code):
        address = addresses.tags_page(*sorted((code, other))) if count >= LISTED_TOGETHER else ""
        yield Row(other, tag_of_list(corpus, other).meaning, address, count)


def pair_pages(corpus: Corpus, scope: Scope = WHOLE) -> Iterator[Page]:
    """Yield a list of the cables that have both of two tags, for each two that often stand together."""
    pairs = set(_all_pairs(corpus)) if scope.parts is None else listed_of(corpus, scope.pairs)
    ordered = sorted((*sorted(pair, key=lambda code: -len(corpus.by_tag[code])), *pair) for pair in pairs)
    inside: tuple[str, frozenset[int]] = ("", frozenset())
    for large, small, one, other in ordered:
        if inside[0] != large:  # one set after another: all of them at once would be large
            inside = (large, frozenset(corpus.by_tag[large]))
        both = [at for at in corpus.by_tag[small] if at in inside[1]]
        words = [tag_of_list(corpus, code).meaning or code for code in (one, other)]
        title = f"{words[0]}; {words[1]}"
        crumbs = (*_crumbs(corpus.vocabulary.words), *zip(words, map(addresses.tag_page, (one, other)), strict=True))
        query = f"tag={quote(one)}&tag={quote(other)}"
        view = ListView(title, "", crumbs=crumbs, code=f"{one}, {other}", query=query)
        pages = list_pages(corpus, both, addresses.tags_page(one, other), view, of=title)
        yield from in_part(part_of("tags", one, other), pages)


def _all_pairs(corpus: Corpus) -> Iterator[Pair]:
    for code in corpus.by_tag:
        for other, count in companions_of(corpus, code):
            if count >= LISTED_TOGETHER:
                yield min(code, other), max(code, other)
