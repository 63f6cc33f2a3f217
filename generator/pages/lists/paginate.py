"""Lists of cables, cut by year, month and day as they grow, so that one more cable changes one page of a list."""

import datetime as dt
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, groupby

import msgspec

from generator.corpus import Corpus
from generator.language import Catalogue
from generator.pages.cable.view import Links, link_at
from generator.pages.charts import bars, spark, years_of
from generator.pages.data.entries import entry_at
from generator.pages.data.views import EntriesView
from generator.pages.lists.feeds import feed_entry
from generator.pages.lists.views import ListView, Row, Section
from generator.pages.page import ListPage, Page
from generator.pages.views import FeedView

LONGEST_LIST = 500
_CHARTED = 10  # cables: fewer are seen at a glance
_ORDERED = 12  # cables: fewer are seen at a glance in any order
_MONTH = len("2009-04")
_UNDATED = "undated"
NOWHERE = ("", "")
Crumbs = tuple[tuple[str, str], ...]


def _month_in_words(name: str, words: Catalogue) -> str:
    return words.month(int(name[:4]), int(name[5:7]))


def _day_in_words(name: str, words: Catalogue) -> str:
    return words.day(dt.date.fromisoformat(name))


def _undated_in_words(name: str, words: Catalogue) -> str:
    year = name.removeprefix(_UNDATED).removeprefix("-")
    if not year:
        return words.say("undated")
    if year.isdigit():
        return words.say("undated, numbered in {year}", year=year)
    return words.say("undated, without a number")


# How a list is cut: how many letters of its date tell the part that a cable falls in, that part in words, and how the
# part is cut when it is long itself.
_CUTS: dict[str, tuple[int, Callable[[str, Catalogue], str], str]] = {
    "year": (4, lambda name, _: name, "month"),
    "month": (7, _month_in_words, "day"),
    "day": (10, _day_in_words, ""),
    "number": (0, lambda name, _: name, ""),
}


def _parts_of(corpus: Corpus, positions: Sequence[int], cut: str) -> Iterator[tuple[str, str, str, list[int]]]:
    """Yield the parts of a list: name, words, how the part is cut when it is long itself, and its positions."""
    parts: dict[str, list[int]] = {}
    letters, in_words, next_cut = _CUTS[cut]
    words = corpus.vocabulary.words
    days = corpus.days
    for at in positions:
        name = days[at][:letters] or (_UNDATED if letters else f"{_UNDATED}-{corpus.cables[at].year or 'unnumbered'}")
        parts.setdefault(name, []).append(at)
    for name, inside in sorted(parts.items()):
        if name.startswith(_UNDATED):
            yield name, _undated_in_words(name, words), "number" if name == _UNDATED else "", inside
        else:
            yield name, in_words(name, words), next_cut, inside


def list_pages(
    corpus: Corpus, positions: Sequence[int], address: str, view: ListView,
    *, folder: str = "", cut: str = "year", of: str = "", ordered: bool = False,
) -> Iterator[Page]:  # fmt: skip
    """Yield the page of a list, where it is wished newest first and by post too.

    A list of more than 500 cables has a page of its years and a page a year, and so on by month and day.

    ``tag/PREL.html`` is cut into ``tag/PREL/2009.html``, that into ``tag/PREL/2009-03.html``. The page of a past year does
    not change when a newer cable arrives.

    Args:
        corpus: the room.
        positions: where the cables stand in it, in order.
        address: of the list's own page.
        view: the list without its cables; a part has its title with the time, its lead, code and query.
        folder: where the parts go; "" for the address without its ending.
        cut: by what the list is cut: "year", "month", "day", for the undated "number" (the year of their numbers), or ""
            when it is not.
        of: what the titles of the parts name before their time.
        ordered: whether a list of twelve and more has pages in other orders.
    """
    dated = years_of(corpus, positions) if cut == "year" and len(positions) >= _CHARTED else {}
    view = msgspec.structs.replace(view, bars=bars(dated) if len(dated) > 1 else ())
    if len(positions) <= LONGEST_LIST or not cut:
        page = ListPage(address, "list.html", view, claimed_by=view.title, lines=positions)
        yield from _in_each_order(corpus, page, ordered)
        return
    folder = folder or address.removesuffix(".html")
    parts = list(_parts_of(corpus, positions, cut))
    rows = tuple(Row(in_words, "", f"{folder}/{name}.html", len(inside)) for name, in_words, _, inside in parts)
    places = [NOWHERE, *((row.name, row.address) for row in rows), NOWHERE]
    for number, (name, in_words, next_cut, inside) in enumerate(parts):
        part = ListView(
            f"{of}, {in_words}" if of else in_words, view.lead, crumbs=(*view.crumbs, (view.title, address)), code=view.code,
            query=_within(view.query, name), before=places[number], after=places[number + 2],
        )  # fmt: skip
        yield from list_pages(
            corpus, inside, rows[number].address, part, folder=folder, cut=next_cut, of=of, ordered=ordered
        )
    whole = msgspec.structs.replace(view, parts=rows, total=len(positions))
    yield Page(address, "list.html", whole, claimed_by=view.title)


def _within(query: str, name: str) -> str:
    """Return what the search is asked for a part of a list: the same, and from its first day to its last."""
    if not query or name.startswith(_UNDATED):
        return ""
    year, month, day = (*(int(part) for part in name.split("-")), 0, 0)[:3]
    first = f"{year}-{month or 1:02d}-{day or 1:02d}"
    last = f"{year}-{month or 12:02d}-{day or monthrange(year, month or 12)[1]:02d}"
    return f"{query.partition('&from=')[0]}&from={first}&to={last}"


def _in_each_order(corpus: Corpus, page: ListPage, ordered: bool) -> Iterator[Page]:
    """Yield a list, oldest first; where it is wished and worth it, also newest first and by post."""
    positions = page.lines
    if not ordered or len(positions) < _ORDERED:
        yield page
        return
    stem = page.address.removesuffix(".html")
    posts = {_post_of(corpus, at) for at in positions}
    words = corpus.vocabulary.words
    orders = [(words.say("Oldest first"), page.address), (words.say("newest first"), f"{stem}/newest.html")]
    if len(posts) > 1:
        orders.append((words.say("by post"), f"{stem}/by-post.html"))
    view = msgspec.structs.replace(page.view, orders=tuple(orders))
    yield msgspec.structs.replace(page, view=view)
    lines = {"newest": list(reversed(positions)), "post": sorted(positions, key=lambda at: (_post_of(corpus, at), at))}
    for (order, inside), (in_words, address) in zip(lines.items(), orders[1:], strict=False):
        other = msgspec.structs.replace(view, order=order)
        yield ListPage(address, page.template, other, claimed_by=f"{page.claimed_by}, {in_words}", lines=inside)


def _post_of(corpus: Corpus, at: int) -> str:
    return corpus.cables[at].origin or corpus.cables[at].post


def _sections(corpus: Corpus, positions: Sequence[int], order: str) -> tuple[Section, ...]:
    """Return the runs of a list by post, by year, or where all are of one year by month; none for a short or even list."""
    if len(positions) < _ORDERED:
        return ()
    if order == "post":
        names = [_post_of(corpus, at) for at in positions]
    else:
        days = [corpus.days[at] for at in positions]
        letters = 4 if len({day[:4] for day in days}) > 1 else _MONTH
        names = [day[:letters] for day in days]
    runs = [(name, sum(1 for _ in run)) for name, run in groupby(names)]
    if len(runs) == 1:
        return ()
    starts = accumulate((count for _, count in runs), initial=0)
    return tuple(
        Section(_in_words(name, order, corpus.vocabulary.words), _anchor(name, number, order), start, start + count)
        for number, ((name, count), start) in enumerate(zip(runs, starts, strict=False), 1)
    )


def _in_words(name: str, order: str, words: Catalogue) -> str:
    if order == "post" or not name:
        return name or words.say("Undated")
    return _month_in_words(name, words) if len(name) == _MONTH else name


def _anchor(name: str, number: int, order: str) -> str:
    return f"post-{number}" if order == "post" else f"in-{name or _UNDATED}"


def whole_view(page: ListPage, corpus: Corpus, links: Links = None) -> msgspec.Struct:
    """Return the view of a list, a feed or a file of entries with its lines.

    links are all cables as lines, where they are already made.
    """
    if isinstance(page.view, FeedView):
        entries = (feed_entry(corpus, at, *came) for at, came in zip(page.lines, page.view.arrivals, strict=True))
        return msgspec.structs.replace(page.view, entries=tuple(entries))
    if isinstance(page.view, EntriesView):
        return msgspec.structs.replace(page.view, entries=tuple([entry_at(corpus, at) for at in page.lines]))
    cables = tuple([link_at(corpus, at, links) for at in page.lines])
    sections = _sections(corpus, page.lines, page.view.order) if isinstance(page.view, ListView) else ()
    return msgspec.structs.replace(page.view, cables=cables, sections=sections)


def period(corpus: Corpus, positions: Sequence[int]) -> str:
    """Return from when to when cables at positions (in order) were sent, in years: ``2007`` or ``2005 to 2009``."""
    first = corpus.days[positions[0]] if positions else ""
    if not first:
        return ""
    last = next(day for at in reversed(positions) if (day := corpus.days[at]))
    years = int(first[:4]), int(last[:4])
    if years[0] == years[1]:
        return str(years[0])
    return corpus.vocabulary.words.say("{first} to {last}", first=years[0], last=years[1])


def index_row(
    corpus: Corpus, positions: Sequence[int], years: tuple[int, int], name: str, words: str, address: str,
    *, confirmed: bool = True,
) -> Row:  # fmt: skip
    """Return the line of an index that leads to a list of cables; years are the first and last of the room, for its bars."""
    drawn = spark(years_of(corpus, positions), *years)
    return Row(name, words, address, len(positions), period(corpus, positions), drawn, confirmed)
