"""The glossary: captions, portion marks, tags and abbreviations in words, with counts and where they lead."""

import csv
from importlib import resources

import pytest

from generator.cables.parse import parse_cable
from generator.corpus import build_corpus, facts_of
from generator.corpus.build import MOST_USES
from generator.pages.lists.glossary import glossary_page
from generator.pages.lists.views import GlossaryView, ListView, SourcesView
from generator.pages.page import Page
from generator.vocabulary import standard
from generator.vocabulary.tables import COLUMNS
from tests.corpus.cases import whole
from tests.pages.conftest import Desk
from tests.room import cable_text


@pytest.fixture(scope="module")
def glossary(desk: Desk) -> GlossaryView:
    corpus = desk.read(cable_text("07VENSK12", tags="PREL, KCRM"), cable_text("07VENSK13", tags="PREL")).corpus
    view = next(glossary_page(corpus)).view
    assert isinstance(view, GlossaryView)
    return view


def test_tags_of_the_room_have_words_counts_and_their_page(glossary: GlossaryView) -> None:
    told = [(row.name, row.words, row.count, row.address) for row in glossary.tags]

    assert told == [
        ("KCRM", "Criminal Activity", 1, "tag/KCRM.html"),
        ("PREL", "External Political Relations", 2, "tag/PREL.html"),
    ]


@pytest.mark.parametrize(("mark", "words"), [("S/NF", "Secret, NOFORN"), ("U", "Unclassified"), ("TS", "Top secret")])
def test_portion_marks_are_in_ordinary_letters(glossary: GlossaryView, mark: str, words: str) -> None:
    assert [one.senses[0].words for one in glossary.marks if one.term == mark] == [words]


def test_every_abbreviation_has_a_meaning(glossary: GlossaryView) -> None:
    assert len(glossary.abbreviations) > 300
    assert all(sense.words for one in glossary.abbreviations for sense in one.senses)


def _uses(desk: Desk, *texts: str) -> tuple[GlossaryView, list[Page]]:
    """Read cables with these texts: the glossary, and the lists of the abbreviations they use."""
    cables = [cable_text(f"07VENSK{number}", text=text) for number, text in enumerate(texts, 1)]
    corpus = desk.read(*cables, path="cables/07VENSK1.txt").corpus
    glossary, *lists = whole(glossary_page(corpus), corpus)
    assert isinstance(glossary.view, GlossaryView)
    return glossary.view, lists


def test_an_abbreviation_tells_how_many_cables_use_it_and_leads_to_them(desk: Desk) -> None:
    glossary, lists = _uses(desk, "The GOK replied.", "The NGO and the GOK met, the GOK said.", "Nothing here.")
    told = {one.term: (one.count, one.address) for one in glossary.abbreviations if one.count}
    listed = {
        page.address: [cable.id for cable in page.view.cables] for page in lists if isinstance(page.view, ListView)
    }

    assert told == {"GOK": (2, "abbreviation/GOK.html"), "NGO": (1, "abbreviation/NGO.html")}
    assert listed == {
        "abbreviation/GOK.html": ["07VENSK1", "07VENSK2"],
        "abbreviation/NGO.html": ["07VENSK2"],
    }


def test_a_full_list_stays_when_a_newer_cable_comes_and_leads_to_the_search(desk: Desk) -> None:
    def listed(cables: int) -> ListView:
        facts = []
        for number in range(1, cables + 1):
            text = cable_text(f"{number // 300:02d}VENSK{number % 300 + 1}", text="The NGO replied.")
            facts.append(facts_of(*parse_cable(text.encode(), f"cables/{number}.txt", desk.vocabulary)))
        corpus = build_corpus(facts, desk.vocabulary)
        _, _, page = whole(glossary_page(corpus), corpus)
        assert isinstance(page.view, ListView)
        return page.view

    short, full = listed(MOST_USES), listed(MOST_USES + 1)

    assert (len(short.cables), short.rest) == (MOST_USES, "")
    assert (len(full.cables), full.rest) == (MOST_USES, "NGO")
    assert listed(MOST_USES + 2) == full


def test_a_count_holds_the_cables_that_spell_the_abbreviation_out(desk: Desk) -> None:
    glossary, _ = _uses(
        desk, "The Financial Intelligence Unit (FIU) met.", "The FIU left.", "The Fox Island Union (FIU)."
    )

    assert [one.count for one in glossary.abbreviations if one.term == "FIU"] == [2]


def test_the_page_of_sources_counts_the_rows_of_every_table(desk: Desk) -> None:
    facts = facts_of(*parse_cable(cable_text("07VENSK12").encode(), "cables/07VENSK12.txt", desk.vocabulary))
    corpus = build_corpus([facts], standard())
    page = next(page for page in glossary_page(corpus) if page.address == "glossary/sources.html")
    assert isinstance(page.view, SourcesView)
    counted = {one.table: one.rows for _, _, one in page.view.tables}

    assert set(counted) == set(COLUMNS)
    for table, rows in counted.items():
        text = (resources.files("generator.vocabulary") / f"{table}.csv").read_text(encoding="utf-8")
        assert rows == len(list(csv.DictReader(text.splitlines())))
