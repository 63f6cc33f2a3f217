"""The index of dates: a calendar of counts, a list for each month, a page for each year, a list for each post's year."""

from calendar import monthrange
from collections.abc import Iterator

from generator.corpus import Corpus
from generator.language import Catalogue
from generator.pages import addresses
from generator.pages.charts import heat
from generator.pages.lists.paginate import NOWHERE, Crumbs, list_pages
from generator.pages.lists.views import CalendarView, CalendarYear, Cell, Group, IndexView, ListView, Row
from generator.pages.page import Page
from generator.pages.parts import WHOLE, Scope, in_part, part_of


def date_pages(corpus: Corpus, scope: Scope = WHOLE) -> Iterator[Page]:
    """Yield the calendar of counts, a list for each month, each year, and each post's year."""
    words = corpus.vocabulary.words
    above = ((words.say("Dates"), "date/index.html"),)
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
    names = {key: (words.month(*key), addresses.month_page(*key)) for key in sorted(months)}
    places = [NOWHERE, *names.values(), NOWHERE]
    for number, (key, (title, address)) in enumerate(names.items()):
        if not scope.wants(part := part_of("month", *key)):
            continue
        last = monthrange(*key)[1]
        query = f"from={key[0]}-{key[1]:02d}-01&to={key[0]}-{key[1]:02d}-{last}"
        shown = ListView(title, "", crumbs=above, query=query, before=places[number], after=places[number + 2])
        pages = list_pages(corpus, months[key], address, shown, folder="date", cut="day", ordered=True)
        yield from in_part(part, pages)
    view = CalendarView(
        words.say("Dates"),
        words.say("Cables by the month in which they were sent."),
        _calendar(months, numbered, words),
        len(undated),
    )
    yield Page("date/index.html", "dates.html", view, claimed_by="the index of dates")
    if undated:
        shown = ListView(words.say("Undated"), "", crumbs=above)
        yield from list_pages(corpus, undated, "date/undated.html", shown, folder="date", cut="number")
    yield from _year_pages(corpus, numbered, scope, above)


def _calendar(
    months: dict[tuple[int, int], list[int]], numbered: dict[int, dict[str, list[int]]], words: Catalogue
) -> tuple[CalendarYear, ...]:
    most = max(map(len, months.values()), default=0)
    years = []
    for year in sorted({year for year, _ in months}):
        cells = []
        for month in range(1, 13):
            count = len(months.get((year, month), ()))
            cells.append(
                Cell(
                    words.month(year, month),
                    count,
                    addresses.month_page(year, month) if count else "",
                    heat(count, most),
                )
            )
        total = sum(cell.count for cell in cells)
        years.append(CalendarYear(year, total, addresses.year_page(year) if year in numbered else "", tuple(cells)))
    return tuple(years)


def _year_pages(
    corpus: Corpus, numbered: dict[int, dict[str, list[int]]], scope: Scope, crumbs: Crumbs
) -> Iterator[Page]:
    """Yield the page of each year with its posts, and the list of each post's year."""
    years = [NOWHERE, *((str(year), addresses.year_page(year)) for year in sorted(numbered)), NOWHERE]
    for number, (year, posts) in enumerate(sorted(numbered.items())):
        rows = []
        for post, positions in sorted(posts.items()):
            known = corpus.vocabulary.post_of(post)
            name = known.name
            address = addresses.post_year_page(year, post)
            rows.append(Row(name, known.country, address, len(positions)))
            if scope.wants(part := part_of("year", year, post)):
                above = (*crumbs, (str(year), addresses.year_page(year)))
                shown = ListView(f"{name}, {year}", "", crumbs=above)
                folder = address.removesuffix("/index.html")
                pages = list_pages(corpus, positions, address, shown, folder=folder, cut="month", of=name)
                yield from in_part(part, pages)
        view = IndexView(
            str(year), corpus.vocabulary.words.say("Cables numbered in {year}, by post.", year=year),
            (Group("", tuple(rows)),), crumbs, of="Post",
            before=years[number], after=years[number + 2],
        )  # fmt: skip
        yield Page(addresses.year_page(year), "index_groups.html", view, claimed_by=f"the page of {year}")
