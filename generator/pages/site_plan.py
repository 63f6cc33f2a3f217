"""All pages of the site, one after another. Lazy; makes views, renders nothing.

The kinds of page are the tuple at the end: a new kind is a function in it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

import msgspec

from generator.config import Site
from generator.corpus import Corpus
from generator.corpus.change_log import NO_CHANGES, Changes
from generator.markdown import Essay
from generator.pages import addresses
from generator.pages.cable.view import Links, cable_view, link_at, missing_view
from generator.pages.charts import bars, years_of
from generator.pages.comparison.pairs import pairs_of
from generator.pages.data.entries import entry_pages, files_for
from generator.pages.data.numbers import number_pages
from generator.pages.data.schema import data_page
from generator.pages.data.views import NumbersView
from generator.pages.html import json_in_a_page
from generator.pages.lists.changes import change_pages
from generator.pages.lists.feeds import feed_pages
from generator.pages.lists.indexes import INDEXES, Index
from generator.pages.own_pages import other_language, own_links, own_pages
from generator.pages.own_words import link_cables
from generator.pages.page import Page
from generator.pages.parts import COMPARED, OWN, WHOLE, Scope, in_part
from generator.pages.search_words import post_words, search_words
from generator.pages.views import CheckView, CompareView, ErrorView, FrontView, MovedView, ReadingListView, SearchView

_LATEST = 8


class Contents(msgspec.Struct, frozen=True):
    """Everything pages are made of.

    pdf and json say whether each cable (and dossier) is printed and its record a file too, legacy whether its address in the
    publication of 2010 leads here; changes is the log of changes; links are all cables as lines of lists where those are
    made; front is the text of the front page, plain the addresses of the owner's files that are no Markdown; markdown says
    that each cable is a Markdown file too, full that the site has the full text as data; dossiers are those that
    name each cable (``dossiers_of``); originals are the addresses of the PDF files of each cable's text, by its path; scope
    are the parts that are planned.
    """

    corpus: Corpus
    essays: Sequence[Essay]
    site: Site
    pdf: bool = False
    json: bool = False
    legacy: bool = False
    changes: Changes = NO_CHANGES
    links: Links = None
    front: Essay | None = None
    plain: frozenset[str] = frozenset()
    markdown: bool = False
    full: bool = False
    dossiers: Mapping[str, tuple[tuple[str, str], ...]] = {}
    originals: Mapping[str, tuple[str, ...]] = {}
    scope: Scope = WHOLE


Kind = Callable[[Contents], Iterator[Page]]
Part = Callable[[], Iterator[Page]]


def parts_of(contents: Contents, size: int = 1_000) -> list[Part]:
    """Return all pages of the site in parts, in order, each of which can be planned without the others.

    size is how many cables, held or cited, one part covers.
    """
    corpus = contents.corpus
    held, cited = ([one.id for one in some] for some in (corpus.cables, corpus.missing))
    return [
        *(partial(cable_pages, contents, some) for some in _places_of(held, contents.scope, size)),
        *(partial(missing_pages, contents, some) for some in _places_of(cited, contents.scope, size)),
        *other_parts(contents),
    ]


def other_parts(contents: Contents) -> list[Part]:
    """Return the pages that are of no cable, a part for each kind, the cheapest first."""
    return [partial(kind, contents) for kind in (KINDS if contents.scope.lists else _OF_TEXTS)]


def _places_of(ids: Sequence[str], scope: Scope, size: int) -> Iterator[Sequence[int]]:
    """Yield the places of the ids that are in the scope, size of them at a time at most."""
    places = range(len(ids)) if scope.parts is None else [at for at, one in enumerate(ids) if one in scope.parts]
    return (places[start : start + size] for start in range(0, len(places), size))


def cable_pages(contents: Contents, places: Iterable[int]) -> Iterator[Page]:
    """Yield the page of each held cable at places."""
    for position in places:
        facts = contents.corpus.cables[position]
        yield Page(
            addresses.cable_page(facts.id),
            "cable.html",
            cable_view(
                contents.corpus,
                position,
                contents.links,
                pdf=contents.pdf,
                json=contents.json,
                markdown=contents.markdown,
                changes=contents.changes,
                dossiers=contents.dossiers.get(facts.id, ()),
                originals=contents.originals.get(facts.path, ()),
            ),
            facts.path,
            facts.path,
            facts.id,
        )


def missing_pages(contents: Contents, places: Iterable[int]) -> Iterator[Page]:
    """Yield the page of each cable at places among those that are cited and not held."""
    for place in places:
        missing = contents.corpus.missing[place]
        view = missing_view(contents.corpus, missing, contents.links)
        if view is not None:
            yield Page(
                addresses.cable_page(missing.id),
                "missing.html",
                view,
                claimed_by=f"citations of {missing.id}",
                part=missing.id,
            )


def front_page(contents: Contents) -> Iterator[Page]:
    """Yield the front page, the one page that counts the whole room."""
    corpus, front = contents.corpus, contents.front
    dated = [at for at, day in enumerate(corpus.days) if day]
    counts = years_of(corpus, range(len(corpus.cables)))
    pages = {cable.year: addresses.year_page(cable.year) for cable in corpus.cables if cable.year is not None}
    view = FrontView(
        count=len(corpus.cables),
        first=corpus.cables[dated[0]].date if dated else None,
        last=corpus.cables[dated[-1]].date if dated else None,
        latest=tuple(link_at(corpus, at, contents.links) for at in dated[::-1][:_LATEST]),
        bars=bars(counts, pages),
        ways=tuple(
            (corpus.vocabulary.words.say(index.title), index.address, index.words(corpus))
            for index in INDEXES
            if index.address and index.there(corpus)
        ),
        essays=own_links(contents.essays, corpus.vocabulary.words),
        changes=bool(contents.changes.log),
        heading=front.title if front and front.named else "",
        text=link_cables(front.html, "index.html", corpus) if front else "",
        language=other_language(front, corpus.vocabulary.words),
    )
    yield Page("index.html", "front.html", view, claimed_by="the front page")


def search_page(contents: Contents) -> Iterator[Page]:
    """Yield the search page; it carries the words by which a question is read."""
    view = SearchView(search_words(contents.corpus), files_for(len(contents.corpus.cables)))
    yield Page("search/index.html", "search.html", view, claimed_by="the search page")


def reading_list(contents: Contents) -> Iterator[Page]:
    """Yield the page of the reader's own list, and the files that it takes its lines from."""
    view = ReadingListView(files_for(len(contents.corpus.cables)))
    yield Page("list/index.html", "reading_list.html", view, claimed_by="the reading list")
    yield from entry_pages(contents.corpus)


def citation_checker(contents: Contents) -> Iterator[Page]:
    """Yield the page that checks citations, and the files of numbers that it reads."""
    numbers = list(number_pages(contents.corpus))
    years = tuple(page.view.year for page in numbers if isinstance(page.view, NumbersView))
    view = CheckView(post_words(contents.corpus), files_for(len(contents.corpus.cables)), years)
    yield Page("check-citations/index.html", "check_citations.html", view, claimed_by="the checker of citations")
    yield from numbers


def error_page(contents: Contents) -> Iterator[Page]:
    """Yield the page for addresses that lead nowhere; it knows which lists of a post's year there are."""
    held: dict[str, tuple[str, list[int]]] = {}
    for code, positions in sorted(contents.corpus.by_post.items()):
        years = {year for at in positions if (year := contents.corpus.cables[at].year) is not None}
        if code and addresses.post_name(code) == code.lower():
            held[code] = (contents.corpus.vocabulary.post_of(code).name, sorted(years))
    view = ErrorView(contents.corpus.vocabulary.words.say("Nothing here"), json_in_a_page(held))
    yield Page("404.html", "404.html", view, claimed_by="the page for what is not found")


def legacy_pages(contents: Contents) -> Iterator[Page]:
    """Yield, where the owner wishes, a page at each held cable's address of 2010 that leads to its page."""
    for facts in contents.corpus.cables if contents.legacy else ():
        if facts.date is not None and contents.scope.wants(facts.id):
            place = addresses.legacy_page(facts.id, facts.date.year, facts.date.month)
            view = MovedView(facts.id, addresses.cable_page(facts.id))
            yield Page(place, "moved.html", view, claimed_by=f"the address of {facts.id} in 2010", part=facts.id)


def compare_pages(corpus: Corpus) -> Iterator[Page]:
    """Yield a page for each two versions of one text."""
    for position in sorted({*corpus.versions, *corpus.named}):
        for one, two in pairs_of(corpus, position):
            if one == position:
                first, second = corpus.cables[one], corpus.cables[two]
                title = corpus.vocabulary.words.say("{first} and {second}", first=first.id, second=second.id)
                sources = (first.path, second.path)
                view = CompareView(link_at(corpus, one), link_at(corpus, two), sources, title)
                address = addresses.compare_page(first.id, second.id)
                yield Page(address, "compare.html", view, claimed_by=f"the comparison of {first.id} and {second.id}")


def _pages_of(index: Index) -> Kind:
    return lambda it: index.pages(it.corpus, it.scope)


# Pages that may show more of a cable than its facts, but for those of cables.
_OF_TEXTS: tuple[Kind, ...] = (
    legacy_pages,
    lambda it: in_part(OWN, own_pages(it.essays, it.plain, it.corpus, pdf=it.pdf)),
    lambda it: in_part(COMPARED, compare_pages(it.corpus)),
)
KINDS: tuple[Kind, ...] = (
    *_OF_TEXTS,
    front_page,
    search_page,
    error_page,
    lambda it: data_page(json=it.json, changes=bool(it.changes.log), markdown=it.markdown, full=it.full),
    lambda it: feed_pages(it.corpus, it.site, it.changes, it.scope),
    lambda it: change_pages(it.corpus, it.changes),
    reading_list,
    citation_checker,
    *map(_pages_of, INDEXES),
)
