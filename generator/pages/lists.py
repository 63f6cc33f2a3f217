"""Lists of cables, cut by year, month and day as they grow, so that one more cable changes one page of a list."""

from collections.abc import Callable, Iterator, Sequence

import msgspec

from generator.corpus import Corpus
from generator.pages.cables import Links, link_at
from generator.pages.charts import bars, years_of
from generator.pages.feeds import feed_entry
from generator.pages.index_views import ListView, Row
from generator.pages.page import Page
from generator.pages.views import FeedView

LONGEST_LIST = 500
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_CHARTED = 10  # cables: fewer are seen at a glance
_UNDATED = "undated"
Crumbs = tuple[tuple[str, str], ...]


def _month_in_words(name: str) -> str:
    return f"{MONTHS[int(name[5:7]) - 1]} {name[:4]}"


def _day_in_words(name: str) -> str:
    return f"{int(name[8:])} {_month_in_words(name)}"


def _undated_in_words(name: str) -> str:
    year = name.removeprefix(_UNDATED).removeprefix("-")
    if not year:
        return _UNDATED
    return f"{_UNDATED}, numbered in {year}" if year.isdigit() else f"{_UNDATED}, without a number"


# How a list is cut: how many letters of its date tell the part that a cable falls in, that part in words, and how the
# part is cut when it is long itself.
_CUTS: dict[str, tuple[int, Callable[[str], str], str]] = {
    "year": (4, str, "month"),
    "month": (7, _month_in_words, "day"),
    "day": (10, _day_in_words, ""),
    "number": (0, str, ""),
}


def _parts_of(corpus: Corpus, positions: Sequence[int], cut: str) -> Iterator[tuple[str, str, str, list[int]]]:
    """Yield the parts of a list: name, words, how the part is cut when it is long itself, and its positions."""
    parts: dict[str, list[int]] = {}
    letters, words, next_cut = _CUTS[cut]
    days = corpus.days
    for at in positions:
        name = days[at][:letters] or (_UNDATED if letters else f"{_UNDATED}-{corpus.cables[at].year or 'unnumbered'}")
        inside = parts.get(name)
        if inside is None:
            parts[name] = [at]
        else:
            inside.append(at)
    for name, inside in sorted(parts.items()):
        if name.startswith(_UNDATED):
            yield name, _undated_in_words(name), "number" if name == _UNDATED else "", inside
        else:
            yield name, words(name), next_cut, inside


def list_pages(
    corpus: Corpus,
    positions: Sequence[int],
    address: str,
    title: str,
    lead: str,
    crumbs: Crumbs,
    *,
    folder: str = "",
    cut: str = "year",
    of: str = "",
    companions: tuple[Row, ...] = (),
    feed: str = "",
) -> Iterator[Page]:
    """Yield the page of a list; of more than 500 cables, a page of its years and a page a year, and so on by month and day.

    ``tag/PREL.html`` is cut into ``tag/PREL/2009.html``, that into ``tag/PREL/2009-03.html``. The page of a past year does
    not change when a newer cable arrives.

    Args:
        corpus: the room.
        positions: where the cables stand in it, in order.
        address: of the list's own page.
        title: of the list; a part adds its year.
        lead: a sentence under the title, or "".
        crumbs: (words, address) of what lies above.
        folder: where the parts go; "" for the address without its ending.
        cut: by what the list is cut: "year", "month", "day", for the undated "number" (the year of their numbers), or ""
            when it is not.
        of: what the titles of the parts name before their time.
        companions: tags that often stand beside the tag that this is the list of.
        feed: the address of the list's feeds without their endings, "" where it has none.
    """
    dated = years_of(corpus, positions) if cut == "year" and len(positions) >= _CHARTED else {}
    chart = bars(dated) if len(dated) > 1 else ()
    if len(positions) <= LONGEST_LIST or not cut:
        view = ListView(title, lead, (), crumbs, bars=chart, companions=companions, feed=feed)
        yield Page(address, "list.html", view, claimed_by=title, lines=positions)
        return
    folder = folder or address.removesuffix(".html")
    rows = []
    for name, in_words, next_cut, inside in _parts_of(corpus, positions, cut):
        place = f"{folder}/{name}.html"
        rows.append(Row(in_words, "", place, len(inside)))
        part = f"{of}, {in_words}" if of else in_words
        above = (*crumbs, (title, address))
        yield from list_pages(corpus, inside, place, part, lead, above, folder=folder, cut=next_cut, of=of)
    view = ListView(
        title, lead, (), crumbs, tuple(rows), bars=chart, companions=companions, total=len(positions), feed=feed
    )
    yield Page(address, "list.html", view, claimed_by=title)


def whole_view(page: Page, corpus: Corpus, links: Links = None) -> msgspec.Struct:
    """Return the view of a page, of a list or a feed with its lines; links are those of all cables where they are made."""
    if not page.lines:
        return page.view
    if isinstance(page.view, FeedView):
        return msgspec.structs.replace(page.view, entries=tuple([feed_entry(corpus, at) for at in page.lines]))
    return msgspec.structs.replace(page.view, cables=tuple([link_at(corpus, at, links) for at in page.lines]))


def period(corpus: Corpus, positions: Sequence[int]) -> str:
    """Return from when to when cables at positions (in order) were sent, in years: ``2007`` or ``2005 to 2009``."""
    first = corpus.days[positions[0]] if positions else ""
    if not first:
        return ""
    last = next(day for at in reversed(positions) if (day := corpus.days[at]))
    years = int(first[:4]), int(last[:4])
    return str(years[0]) if years[0] == years[1] else f"{years[0]} to {years[1]}"
