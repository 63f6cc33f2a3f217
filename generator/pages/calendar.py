"""The index of dates: a calendar of counts, a list for each month, a page for each year, a list for each post's year."""

from collections.abc import Iterator

from generator.corpus import Corpus
from generator.pages import addresses
from generator.pages.charts import heat
from generator.pages.index_views import CalendarView, CalendarYear, Cell, Group, IndexView, Row
from generator.pages.lists import MONTHS, list_pages
from generator.pages.page import Page

_CRUMBS = (("Dates", "date/index.html"),)


def date_pages(corpus: Corpus) -> Iterator[Page]:
    """Yield the calendar of counts, a list for each month, each year, and each post's year."""
    months: dict[tuple[int, int], list[int]] = {}
    numbered: dict[int, dict[str, list[int]]] = {}
    undated: list[int] = []
    for at, cable in enumerate(corpus.cables):
        if cable.date is not None:
            months.setdefault((cable.date.year, cable.date.month), []).append(at)
        else:
            undated.append(at)
        if cable.year is not None:
            numbered.setdefault(cable.year, {}).setdefault(cable.post, []).append(at)
    for (year, month), positions in sorted(months.items()):
        address = addresses.month_page(year, month)
        title = f"{MONTHS[month - 1]} {year}"
        yield from list_pages(corpus, positions, address, title, "", _CRUMBS, folder="date", cut="day")
    view = CalendarView(
        "Dates", "Cables by the month in which they were sent.", _calendar(months, numbered), len(undated)
    )
    yield Page("date/index.html", "dates.html", view, claimed_by="the index of dates")
    if undated:
        yield from list_pages(corpus, undated, "date/undated.html", "Undated", "", _CRUMBS, folder="date", cut="number")
    yield from _year_pages(corpus, numbered)


def _calendar(
    months: dict[tuple[int, int], list[int]], numbered: dict[int, dict[str, list[int]]]
) -> tuple[CalendarYear, ...]:
    most = max(map(len, months.values()), default=0)
    years = []
    for year in sorted({year for year, _ in months}):
        cells = []
        for month in range(1, 13):
            count = len(months.get((year, month), ()))
            name = f"{MONTHS[month - 1]} {year}"
            cells.append(Cell(name, count, addresses.month_page(year, month) if count else "", heat(count, most)))
        total = sum(cell.count for cell in cells)
        years.append(CalendarYear(year, total, addresses.year_page(year) if year in numbered else "", tuple(cells)))
    return tuple(years)


def _year_pages(corpus: Corpus, numbered: dict[int, dict[str, list[int]]]) -> Iterator[Page]:
    """Yield the page of each year with its posts, and the list of each post's year."""
    for year, posts in sorted(numbered.items()):
        rows = []
        for post, positions in sorted(posts.items()):
            known = corpus.vocabulary.posts.get(post)
            name = known.name if known else post.capitalize()
            address = addresses.post_year_page(year, post)
            rows.append(Row(name, known.country if known else "", address, len(positions)))
            above = (*_CRUMBS, (str(year), addresses.year_page(year)))
            yield from list_pages(
                corpus, positions, address, f"{name}, {year}", "", above,
                folder=address.removesuffix("/index.html"), cut="month", of=name,
            )  # fmt: skip
        view = IndexView(
            str(year), f"Cables numbered in {year}, by post.", (Group("", tuple(rows)),), _CRUMBS, of="Post"
        )
        yield Page(addresses.year_page(year), "index_groups.html", view, claimed_by=f"the page of {year}")
