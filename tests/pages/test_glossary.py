"""The glossary: captions, portion marks, tags and abbreviations in words, with counts and where they lead."""

import pytest

from generator.pages.glossary import glossary_page
from generator.pages.views import GlossaryView
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
        ("KCRM", "Transnational crime", 1, "tag/KCRM.html"),
        ("PREL", "External Political Relations", 2, "tag/PREL.html"),
    ]


@pytest.mark.parametrize(("mark", "words"), [("S/NF", "Secret, NOFORN"), ("U", "Unclassified"), ("TS", "Top secret")])
def test_portion_marks_are_in_ordinary_letters(glossary: GlossaryView, mark: str, words: str) -> None:
    assert [one.meaning for one in glossary.marks if one.term == mark] == [words]


def test_every_abbreviation_has_a_meaning(glossary: GlossaryView) -> None:
    assert len(glossary.abbreviations) > 300
    assert all(one.meaning for one in glossary.abbreviations)
