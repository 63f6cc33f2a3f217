"""Indexes: every cable is found in each, counts are right, tags lead to those that stand beside them."""

import csv
import datetime as dt
from itertools import chain

import msgspec
import pytest

from generator.corpus import Corpus, Facts, build_corpus
from generator.pages.cable.view import SPECIMENS
from generator.pages.data.schema import table_of
from generator.pages.lists.coverage import coverage_page, wanted_rows
from generator.pages.lists.dates import date_pages
from generator.pages.lists.indexes import INDEXES, caption_pages, level_pages, signer_pages
from generator.pages.lists.posts import origin_pages
from generator.pages.lists.tags import pair_pages, tag_pages
from generator.pages.lists.views import CalendarView, CoverageView, IndexView, ListView, MapView
from generator.pages.page import Page
from generator.pages.parts import WHOLE
from tests.corpus.cases import make, packaged, whole


def room(*facts: Facts) -> Corpus:
    return build_corpus(facts, packaged())


def by_address(pages: object) -> dict[str, Page]:
    return {page.address: page for page in pages}  # type: ignore[attr-defined]


@pytest.fixture
def corpus() -> Corpus:
    """Eight cables of two posts and years; six have both of two tags."""
    facts = [
        make(
            f"{7 + n % 2:02d}ASTANA{n + 1}",
            date=dt.datetime(2007 + n % 2, 1 + n, 3, tzinfo=dt.UTC),
            tags=("PREL", "KZ"),
        )
        for n in range(6)
    ]
    one = make("07ATHENS5", date=dt.datetime(2007, 12, 31, tzinfo=dt.UTC), tags=("PREL",), cites=["07ATHENS900"])
    undated = make("08ATHENS7", tags=("GR",), cites=["07ATHENS900", "07ASTANA1"])
    return room(*facts, one, undated)


def test_every_cable_is_listed_in_every_index_that_it_belongs_to(corpus: Corpus) -> None:
    for index in (tag_pages, origin_pages, date_pages, level_pages):
        listed = {
            cable.id
            for page in whole(index(corpus), corpus)
            if isinstance(page.view, ListView)
            for cable in page.view.cables
        }
        assert listed == {cable.id for cable in corpus.cables}, index.__name__


def test_tags_stand_by_kind_with_words_count_and_period(corpus: Corpus) -> None:
    view = by_address(whole(tag_pages(corpus), corpus))["tag/index.html"].view
    assert isinstance(view, IndexView)
    rows = {row.name: row for group in view.groups for row in group.rows}

    assert [group.heading for group in view.groups] == ["Subjects", "Countries"]
    assert (rows["PREL"].count, rows["PREL"].period) == (7, "2007 to 2008")
    assert rows["KZ"].words == "Kazakhstan"
    assert rows["PREL"].spark
    assert rows["GR"].period == ""


def test_a_tag_leads_to_those_that_often_stand_beside_it(corpus: Corpus) -> None:
    pages = by_address(whole(chain(tag_pages(corpus), pair_pages(corpus)), corpus))
    view = pages["tag/KZ.html"].view
    both = pages["tag/KZ/PREL.html"].view
    assert isinstance(view, ListView)
    assert isinstance(both, ListView)

    assert [(row.name, row.count, row.address) for row in view.companions] == [("PREL", 6, "tag/KZ/PREL.html")]
    assert len(both.cables) == 6
    assert "tag/PREL/KZ.html" not in pages


def test_fewer_than_five_together_have_no_list_of_their_own() -> None:
    corpus = room(*(make(f"07ASTANA{n}", tags=("PREL", "KZ")) for n in range(1, 5)))
    pages = by_address(whole(chain(tag_pages(corpus), pair_pages(corpus)), corpus))
    view = pages["tag/KZ.html"].view
    assert isinstance(view, ListView)

    assert [(row.name, row.address) for row in view.companions] == [("PREL", "")]
    assert "tag/KZ/PREL.html" not in pages


def test_the_map_and_the_list_of_posts_say_the_same(corpus: Corpus) -> None:
    view = by_address(origin_pages(corpus))["origin/index.html"].view
    assert isinstance(view, MapView)
    rows = {(row.address, row.count) for group in view.groups for row in group.rows}

    assert (
        {(dot.address, dot.count) for dot in view.dots}
        == rows
        == {("origin/astana.html", 6), ("origin/athens.html", 2)}
    )
    assert view.unplaced == 0


def test_the_calendar_counts_every_dated_cable_once(corpus: Corpus) -> None:
    view = by_address(date_pages(corpus))["date/index.html"].view
    assert isinstance(view, CalendarView)

    assert [(year.year, year.count) for year in view.years] == [(2007, 4), (2008, 3)]
    assert all(sum(cell.count for cell in year.months) == year.count for year in view.years)
    assert all(bool(cell.address) is bool(cell.count) for year in view.years for cell in year.months)
    assert view.undated == 1


def test_coverage_is_what_is_held_of_the_highest_number_seen(corpus: Corpus) -> None:
    (page,) = coverage_page(corpus)
    view = page.view
    assert isinstance(view, CoverageView)
    cells = {
        (row.name, year): (cell.held, cell.highest, cell.cited)
        for row in view.rows
        for year, cell in zip(view.years, row.years, strict=True)
        if cell
    }

    assert cells["Embassy Astana", "2007"] == (3, 5, 0)
    assert cells["Embassy Athens", "2007"] == (1, 900, 1)
    assert cells["Embassy Athens", "2008"] == (1, 7, 0)
    assert view.wanted == 1
    assert view.years == ("2008", "2007")
    assert [(row.together.held, row.together.highest) for row in view.rows if row.name == "Embassy Athens"] == [
        (2, 907)
    ]


def test_coverage_counts_no_specimens() -> None:
    specimen = msgspec.structs.replace(make("07ASTANA9"), collection=SPECIMENS)
    (page,) = coverage_page(room(make("07ASTANA3"), specimen))
    view = page.view
    assert isinstance(view, CoverageView)

    assert [(row.together.held, row.together.highest) for row in view.rows] == [(1, 3)]


def test_the_most_cited_of_the_cables_that_are_wanted_stands_first() -> None:
    once, twice = "07ASTANA1", "07ATHENS900"
    corpus = room(make("08ASTANA2", cites=[once, twice]), make("08ASTANA3", cites=[twice]))
    rows = list(csv.DictReader(b"".join(table_of("wanted.csv", wanted_rows(corpus))).decode().splitlines()))

    assert [(row["id"], row["cited_by"]) for row in rows] == [(twice, "2"), (once, "1")]


def test_early_years_of_few_posts_are_one_column_of_coverage() -> None:
    posts = ("ASTANA", "ATHENS", "ANKARA", "BERLIN", "MADRID", "PARIS", "LONDON")
    late = [f"0{year}{post}5" for year in range(4, 10) for post in posts]
    corpus = build_corpus([make(one) for one in (*late, "75ASTANA9", "79ASTANA3")], packaged())
    (page,) = coverage_page(corpus)
    view = page.view
    assert isinstance(view, CoverageView)
    astana = next(row for row in view.rows if row.name == "Embassy Astana")

    assert view.years == ("2009", "2008", "2007", "2006", "2005", "2004", "to 1979")
    assert astana.years[-1] is not None
    assert (astana.years[-1].held, astana.years[-1].highest, astana.years[-1].address) == (2, 12, "")


def test_the_most_wanted_are_a_table_for_machines(corpus: Corpus) -> None:
    rows = list(csv.DictReader(b"".join(table_of("wanted.csv", wanted_rows(corpus))).decode().splitlines()))

    assert rows == [
        {
            "id": "07ATHENS900",
            "post": "ATHENS",
            "year": "2007",
            "number": "900",
            "cited_by": "2",
            "citing": "07ATHENS5 08ATHENS7",
        }
    ]


def test_an_empty_room_has_all_its_indexes() -> None:
    corpus = room()
    pages = [page.address for index in INDEXES for page in index.pages(corpus, WHOLE)]

    assert {index.address for index in INDEXES if index.address and index.there(corpus)} <= set(pages)
    assert [index.title for index in INDEXES if not index.there(corpus)] == ["Collections"]
    assert len(pages) == len(set(pages))


def test_captions_and_signers_lead_to_their_cables() -> None:
    plain = make("07ASTANA1")
    one = msgspec.structs.replace(plain, captions=("SIPDIS",), signature="Ordway")
    corpus = room(one)
    captions, signers = by_address(caption_pages(corpus)), by_address(signer_pages(corpus))

    assert set(captions) == {"caption/index.html", "caption/SIPDIS.html"}
    assert set(signers) == {"signer/index.html", "signer/ORDWAY.html"}
    view = signers["signer/index.html"].view
    assert isinstance(view, IndexView)
    assert [row.name for row in view.groups[0].rows] == ["Ordway"]
