"""The indexes: tags, posts, dates, classification, references. Each yields its pages; a list is cut by year when long."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from generator.cables.levels import LEVELS
from generator.corpus import Corpus
from generator.pages import addresses
from generator.pages.cables import cable_link, link_to, tag_link
from generator.pages.page import Page
from generator.pages.views import Group, IndexView, ListView, ReferenceIndexView, Row
from generator.vocabulary.tables import TAG_KINDS

LONGEST_LIST = 500
_MOST_CITED = 200
_KIND_WORDS = {
    "subject": "Subjects", "program": "Programs", "country": "Countries", "region": "Regions", "organization": "Organizations",
    "person": "Persons", "other": "Other",
}  # fmt: skip
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_NO_LEVEL = "Unknown"


def period(corpus: Corpus, positions: Sequence[int]) -> str:
    """Return from when to when cables at positions (in order) were sent, in years: ``2007`` or ``2005 to 2009``."""
    years = [date.year for at in positions if (date := corpus.cables[at].date) is not None]
    if not years:
        return ""
    return str(years[0]) if years[0] == years[-1] else f"{years[0]} to {years[-1]}"


def list_pages(
    corpus: Corpus, positions: Sequence[int], address: str, title: str, lead: str, crumbs: tuple[tuple[str, str], ...],
    year_address: Callable[[int], str] | None = None,
) -> Iterator[Page]:  # fmt: skip
    """Yield the page of a list, or, when it is longer than 500, a page of years and a page for each year.

    The page of a past year does not change when a newer cable arrives.
    """
    if len(positions) <= LONGEST_LIST or year_address is None:
        cables = tuple(cable_link(corpus.cables[at]) for at in positions)
        yield Page(address, "list.html", ListView(title, lead, cables, crumbs), claimed_by=title)
        return
    by_year: dict[int, list[int]] = {}
    for at in positions:
        date = corpus.cables[at].date
        by_year.setdefault(date.year if date else 0, []).append(at)
    parts = tuple(
        Row(str(year) if year else "undated", "", year_address(year), len(inside))
        for year, inside in sorted(by_year.items())
    )
    yield Page(address, "list.html", ListView(title, lead, (), crumbs, parts), claimed_by=title)
    for year, inside in sorted(by_year.items()):
        name = f"{title}, {year or 'undated'}"
        cables = tuple(cable_link(corpus.cables[at]) for at in inside)
        yield Page(
            year_address(year), "list.html", ListView(name, lead, cables, (*crumbs, (title, address))), claimed_by=name
        )


def tag_pages(corpus: Corpus) -> Iterator[Page]:
    """Yield the index of tags by kind and a list for each tag."""
    by_kind: dict[str, list[Row]] = {}
    for code, positions in sorted(corpus.by_tag.items()):
        tag = tag_link(corpus, code)
        words = tag.meaning
        by_kind.setdefault(tag.kind, []).append(
            Row(code, words, tag.address, len(positions), period(corpus, positions))
        )
        lead = f"{tag.meaning}." if tag.meaning else "The meaning of this code is not known."
        if tag.meaning and not tag.confirmed:
            lead = f"{tag.meaning} (meaning not confirmed)."
        yield from list_pages(
            corpus, positions, tag.address, f"{code}", lead, (("Tags", "tag/index.html"),),
            lambda year, code=code: addresses.tag_page(code, year),  # type: ignore[misc]
        )  # fmt: skip
    groups = tuple(Group(_KIND_WORDS[kind], tuple(by_kind[kind]), kind) for kind in TAG_KINDS if kind in by_kind)
    lead = "TAGS are the codes by which the State Department files its telegrams: subjects, programs, countries, organizations."
    yield Page("tag/index.html", "index_groups.html", IndexView("Tags", lead, groups), claimed_by="the index of tags")


def origin_pages(corpus: Corpus) -> Iterator[Page]:
    """Yield the index of posts by region and country and a list for each post."""
    by_region: dict[str, list[Row]] = {}
    for code, positions in sorted(corpus.by_post.items()):
        if not code:
            continue
        post = corpus.vocabulary.posts.get(code)
        name = corpus.cables[positions[-1]].origin or (post.name if post else code.capitalize())
        words = post.country if post else ""
        address = addresses.origin_page(code)
        row = Row(name, words, address, len(positions), period(corpus, positions))
        by_region.setdefault(post.region if post and post.region else "Elsewhere", []).append(row)
        yield from list_pages(
            corpus, positions, address, name, words, (("Posts", "origin/index.html"),),
            lambda year, code=code: addresses.origin_page(code, year),  # type: ignore[misc]
        )  # fmt: skip
    groups = tuple(
        Group(region, tuple(sorted(rows, key=lambda row: (row.words, row.name))))
        for region, rows in sorted(by_region.items())
    )
    lead = "The embassies, consulates, missions and offices that sent the cables."
    yield Page(
        "origin/index.html", "index_groups.html", IndexView("Posts", lead, groups), claimed_by="the index of posts"
    )


def date_pages(corpus: Corpus) -> Iterator[Page]:
    """Yield the calendar of counts, a list for each month, each year, and each post's year."""
    months: dict[tuple[int, int], list[int]] = {}
    years: dict[int, list[int]] = {}
    post_years: dict[tuple[int, str], list[int]] = {}
    for at, cable in enumerate(corpus.cables):
        if cable.date is not None:
            months.setdefault((cable.date.year, cable.date.month), []).append(at)
        if cable.year is not None:
            years.setdefault(cable.year, []).append(at)
            post_years.setdefault((cable.year, cable.post), []).append(at)
    crumbs = (("Dates", "date/index.html"),)
    for (year, month), positions in sorted(months.items()):
        address = addresses.month_page(year, month)
        yield from list_pages(corpus, positions, address, f"{_MONTHS[month - 1]} {year}", "", crumbs)
    groups = tuple(
        Group(
            str(year),
            tuple(
                Row(_MONTHS[month - 1], "", addresses.month_page(year, month), len(positions))
                for (of, month), positions in sorted(months.items())
                if of == year
            ),
        )
        for year in sorted({year for year, _ in months})
    )
    lead = "Cables by the month in which they were sent."
    yield Page(
        "date/index.html",
        "index_groups.html",
        IndexView("Dates", lead, groups, narrow=True),
        claimed_by="the index of dates",
    )
    yield from _year_pages(corpus, years, post_years)


def _year_pages(
    corpus: Corpus, years: dict[int, list[int]], post_years: dict[tuple[int, str], list[int]]
) -> Iterator[Page]:
    """Yield the page of each year with its posts, and the list of each post's year."""
    crumbs = (("Dates", "date/index.html"),)
    for year in sorted(years):
        rows = []
        for (of, post), positions in sorted(post_years.items()):
            if of != year:
                continue
            known = corpus.vocabulary.posts.get(post)
            name = known.name if known else post.capitalize()
            address = addresses.post_year_page(year, post)
            rows.append(Row(name, known.country if known else "", address, len(positions)))
            above = (*crumbs, (str(year), addresses.year_page(year)))
            yield from list_pages(corpus, positions, address, f"{name}, {year}", "", above)
        view = IndexView(str(year), f"Cables numbered in {year}, by post.", (Group("", tuple(rows)),), crumbs)
        yield Page(addresses.year_page(year), "index_groups.html", view, claimed_by=f"the page of {year}")


def level_pages(corpus: Corpus) -> Iterator[Page]:
    """Yield the index of classification in order of level, and a list for each."""
    order = {level: at for at, level in enumerate(LEVELS)}
    rows = []
    for level in sorted(corpus.by_level, key=lambda level: (order.get(level, len(order)), level)):
        positions = corpus.by_level[level]
        name = level.capitalize() or _NO_LEVEL
        address = addresses.level_page(level or _NO_LEVEL)
        rows.append(Row(name, "", address, len(positions), period(corpus, positions)))
        yield from list_pages(
            corpus, positions, address, name, "", (("Classification", "classification/index.html"),),
            lambda year, level=level: addresses.level_page(level or _NO_LEVEL, year),  # type: ignore[misc]
        )  # fmt: skip
    lead = "The level that each cable was given when it was sent. A copy may have been released since."
    view = IndexView("Classification", lead, (Group("", tuple(rows)),))
    yield Page("classification/index.html", "index_groups.html", view, claimed_by="the index of classification")


def reference_page(corpus: Corpus) -> Iterator[Page]:
    """Yield the page of the most cited cables, held and not held."""
    held = sorted(corpus.cited_by.items(), key=lambda one: (-len(one[1]), one[0]))[:_MOST_CITED]
    missing = sorted(corpus.missing, key=lambda one: (-len(one.cited_by), one.id))
    view = ReferenceIndexView(
        tuple((link_to(corpus, cable_id), len(who)) for cable_id, who in held),
        tuple((link_to(corpus, one.id), len(one.cited_by)) for one in missing[:_MOST_CITED]),
        len(missing),
    )
    yield Page("reference/index.html", "references.html", view, claimed_by="the index of references")


def index_pages(corpus: Corpus) -> Iterable[Page]:
    """Yield the pages of all indexes."""
    for pages in (tag_pages, origin_pages, date_pages, level_pages, reference_page):
        yield from pages(corpus)
