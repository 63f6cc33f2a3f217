"""Lists: whole up to 500 cables, cut by time above, and the parts of the past stand still."""

import datetime as dt
from collections.abc import Sequence
from itertools import chain

import msgspec
import pytest

from generator.corpus import Corpus, Facts, build_corpus
from generator.pages.lists.paginate import LONGEST_LIST, list_pages, period
from generator.pages.lists.tags import pair_pages, tag_pages
from generator.pages.lists.views import ListView
from generator.pages.page import Page
from tests.corpus.cases import make, packaged, whole

BEGIN = dt.datetime(2005, 1, 1, tzinfo=dt.UTC)


def cables(count: int, *, hours: float, post: str = "ASTANA") -> list[Facts]:
    """Cables so many hours apart."""
    return [make(f"05{post}{n + 1}", date=BEGIN + dt.timedelta(hours=hours * n)) for n in range(count)]


def pages_of(facts: Sequence[Facts], cut: str = "year") -> tuple[dict[str, ListView], Corpus]:
    corpus = build_corpus(facts, packaged())
    made = list_pages(corpus, range(len(corpus.cables)), "tag/PREL.html", ListView("PREL", ""), cut=cut, of="PREL")
    pages: list[Page] = whole(made, corpus)
    views = {page.address: page.view for page in pages if isinstance(page.view, ListView)}
    assert len(views) == len(pages)
    return views, corpus


def ids(view: ListView) -> list[str]:
    return [one.id for one in view.cables]


@pytest.mark.parametrize("count", [0, 1, LONGEST_LIST])
def test_a_list_of_up_to_500_is_one_page(count: int) -> None:
    views, corpus = pages_of(cables(count, hours=24 * 40))

    assert list(views) == ["tag/PREL.html"]
    assert ids(views["tag/PREL.html"]) == [one.id for one in corpus.cables]
    assert views["tag/PREL.html"].parts == ()


def test_a_longer_list_is_cut_by_year_and_nothing_is_lost() -> None:
    views, corpus = pages_of([*cables(LONGEST_LIST + 1, hours=48), make("05ASTANA9999")])
    top = views.pop("tag/PREL.html")

    assert top.cables == ()
    assert top.total == LONGEST_LIST + 2
    assert [part.address for part in top.parts] == list(views)
    assert list(views) == ["tag/PREL/2005.html", "tag/PREL/2006.html", "tag/PREL/2007.html", "tag/PREL/undated.html"]
    assert [part.count for part in top.parts] == [len(view.cables) for view in views.values()]
    assert [one for view in views.values() for one in ids(view)] == [one.id for one in corpus.cables]
    assert all(one.date.year == 2006 for one in views["tag/PREL/2006.html"].cables if one.date)


def test_a_long_year_is_cut_by_month_and_a_long_month_by_day() -> None:
    views, corpus = pages_of([*cables(700, hours=1), *cables(30, hours=24 * 30, post="ATHENS")])
    ends = [view for view in views.values() if not view.parts]

    assert set(views) >= {"tag/PREL.html", "tag/PREL/2005.html", "tag/PREL/2005-01.html", "tag/PREL/2005-01-01.html"}
    assert sorted(one for view in ends for one in ids(view)) == sorted(one.id for one in corpus.cables)
    assert all(len(view.cables) <= LONGEST_LIST for view in views.values())
    assert views["tag/PREL/2005-01.html"].title == "PREL, January 2005"
    assert views["tag/PREL/2005-01-01.html"].title == "PREL, 1 January 2005"


def test_a_newer_cable_changes_the_page_of_its_year_and_the_list_of_years_alone() -> None:
    many = cables(LONGEST_LIST + 50, hours=48)
    before, _ = pages_of(many)
    after, _ = pages_of([*many, make("08ASTANA1", date=many[-1].date)])

    assert {address for address in after if after[address] != before.get(address)} == {
        "tag/PREL.html",
        "tag/PREL/2008.html",
    }


def test_many_without_a_date_are_cut_by_the_year_of_their_numbers() -> None:
    undated = [make(f"0{5 + n % 2}ASTANA{n + 1}") for n in range(LONGEST_LIST + 1)]
    views, corpus = pages_of([*undated, make("STRAY"), make("07ASTANA1", date=BEGIN)])
    parts = ["tag/PREL/2005.html", "tag/PREL/undated.html"]
    numbered = [f"tag/PREL/undated-{name}.html" for name in ("2005", "2006", "unnumbered")]

    assert sorted(views) == sorted(["tag/PREL.html", *parts, *numbered])
    assert [part.address for part in views["tag/PREL.html"].parts] == parts
    assert [part.address for part in views["tag/PREL/undated.html"].parts] == numbered
    assert views[numbered[0]].title == "PREL, undated, numbered in 2005"
    assert ids(views[numbered[2]]) == ["STRAY"]
    assert sum(len(view.cables) for view in views.values()) == len(corpus.cables)


def test_the_parts_of_a_list_are_no_tags_pages() -> None:
    tags = ("PREL", "UNDATED", "2005", "UNDATED-2005", "INDEX", "2005-01")
    facts = [msgspec.structs.replace(one, tags=tags) for one in cables(LONGEST_LIST + 9, hours=1)]
    facts += [make(f"06ASTANA{n}", tags=tags) for n in range(1, LONGEST_LIST + 9)]
    corpus = build_corpus(facts, packaged())
    pages = [page.address.lower() for page in chain(tag_pages(corpus), pair_pages(corpus))]

    assert len(set(pages)) == len(pages)


def test_each_part_leads_back_to_its_list() -> None:
    views, _ = pages_of(cables(700, hours=1))

    assert views["tag/PREL/2005.html"].crumbs == (("PREL", "tag/PREL.html"),)
    assert [address for _, address in views["tag/PREL/2005-01.html"].crumbs] == ["tag/PREL.html", "tag/PREL/2005.html"]


def test_a_list_that_is_not_cut_is_whole() -> None:
    views, _ = pages_of(cables(LONGEST_LIST + 1, hours=1), cut="")

    assert len(views["tag/PREL.html"].cables) == LONGEST_LIST + 1


@pytest.mark.parametrize(("count", "hours", "told"), [(0, 1, ""), (3, 1, "2005"), (3, 24 * 365, "2005 to 2007")])
def test_period(count: int, hours: float, told: str) -> None:
    corpus = build_corpus([*cables(count, hours=hours), make("UNDATED")], packaged())

    assert period(corpus, range(len(corpus.cables))) == told


def made_of(facts: Sequence[Facts]) -> dict[str, ListView]:
    corpus = build_corpus(facts, packaged())
    view = ListView("PREL", "", query="tag=PREL")
    made = list_pages(corpus, range(len(corpus.cables)), "tag/PREL.html", view, of="PREL", ordered=True)
    return {page.address: page.view for page in whole(made, corpus) if isinstance(page.view, ListView)}


def test_a_list_is_there_newest_first_and_by_post_too() -> None:
    views = made_of([*cables(8, hours=24 * 100), *cables(8, hours=24 * 90, post="ATHENS")])
    oldest, newest, by_post = (views[f"tag/PREL{name}.html"] for name in ("", "/newest", "/by-post"))

    assert ids(newest) == ids(oldest)[::-1]
    assert sorted(ids(by_post)) == sorted(ids(oldest))
    assert [(one.heading, one.end - one.start) for one in by_post.sections] == [("ASTANA", 8), ("ATHENS", 8)]
    assert newest.orders == oldest.orders == by_post.orders
    assert dict(oldest.orders).keys() == {"Oldest first", "newest first", "by post"}


def test_a_list_of_one_post_is_not_there_by_post_and_a_short_one_in_one_order_alone() -> None:
    assert set(made_of(cables(12, hours=24))) == {"tag/PREL.html", "tag/PREL/newest.html"}
    assert set(made_of(cables(11, hours=24))) == {"tag/PREL.html"}


@pytest.mark.parametrize(
    ("hours", "headings"),
    [(24 * 60, ["2005", "2006"]), (24 * 10, ["January 2005", "February 2005", "March 2005", "April 2005"]), (1, [])],
    ids=["by year", "by month in one year", "not at all in one month"],
)
def test_the_cables_of_a_list_are_under_headings_that_miss_none(hours: float, headings: list[str]) -> None:
    view = made_of(cables(12, hours=hours))["tag/PREL.html"]
    covered = [at for one in view.sections for at in range(one.start, one.end)]

    assert [one.heading for one in view.sections] == headings
    assert covered == (list(range(12)) if headings else [])


def test_each_part_of_a_long_list_leads_to_the_parts_beside_it_and_to_a_search_of_its_own() -> None:
    views = made_of(cables(700, hours=24 * 2))

    assert views["tag/PREL/2006.html"].before == ("2005", "tag/PREL/2005.html")
    assert views["tag/PREL/2006.html"].after == ("2007", "tag/PREL/2007.html")
    assert views["tag/PREL/2005.html"].before == ("", "")
    assert views["tag/PREL.html"].query == "tag=PREL"
    assert views["tag/PREL/2006.html"].query == "tag=PREL&from=2006-01-01&to=2006-12-31"


def test_a_search_of_a_month_and_of_a_day_ends_with_them() -> None:
    views = made_of(cables(700, hours=1))

    assert views["tag/PREL/2005-01.html"].query == "tag=PREL&from=2005-01-01&to=2005-01-31"
    assert views["tag/PREL/2005-01-02.html"].query == "tag=PREL&from=2005-01-02&to=2005-01-02"
