"""A tag whose meaning changed with the years is read by the year of the cable: on its page, in lists, feeds and data."""

import pytest

from generator.config import Config, Site
from generator.pages.cable.content import read_for_page
from generator.pages.cable.view import tag_of_list
from generator.pages.data.machine_files import plan_files
from generator.pages.lists.feeds import feed_entry, feed_pages
from generator.pages.lists.tags import tag_pages
from generator.pages.lists.views import ListView
from generator.pages.views import FeedView
from generator.search.document import text_of
from tests.pages.conftest import Desk, Reading
from tests.room import cable_text


@pytest.fixture(scope="module")
def reading(desk: Desk) -> Reading:
    later = cable_text("09VENSK13", tags="PREL, GE")
    return desk.read(cable_text("74VENSK12", tags="PREL, GE, XV"), later, path="cables/74VENSK12.txt")


def test_the_page_of_a_cable_reads_it_by_the_cables_year(reading: Reading) -> None:
    assert [tag.meaning for tag in reading.view.tags] == ["External Political Relations", "East Germany", "Antarctica"]


def test_the_search_takes_the_words_of_that_year(desk: Desk, reading: Reading) -> None:
    page = read_for_page(reading.view, reading.cable, desk.vocabulary)

    assert "GE East Germany" in text_of(reading.cable, desk.vocabulary).beside
    assert page.unsure == ""


def test_a_doubtful_meaning_is_told_in_the_record_alone(desk: Desk) -> None:
    later = desk.read(cable_text("09VENSK13", tags="PREL, GE"), path="cables/09VENSK13.txt")
    page = read_for_page(later.view, later.cable, desk.vocabulary)

    assert page.unsure == "GE"
    assert "confirmed" not in text_of(later.cable, desk.vocabulary).beside


def test_a_list_of_cables_of_both_times_gives_both_meanings_with_their_years(reading: Reading) -> None:
    assert tag_of_list(reading.corpus, "GE").meaning == "East Germany (to 1979); Georgia (from 1992, not confirmed)"
    assert tag_of_list(reading.corpus, "XV").meaning == "Antarctica"
    titles = {page.address: page.view.title for page in tag_pages(reading.corpus) if isinstance(page.view, ListView)}
    assert titles["tag/XV.html"] == "Antarctica"


def test_feeds_name_it_by_the_year_of_each_cable(reading: Reading) -> None:
    corpus = reading.corpus
    told = {feed_entry(corpus, at).id: feed_entry(corpus, at).tags for at in range(len(corpus.cables))}
    titles = {page.view.title for page in feed_pages(corpus, Site(title="Room")) if isinstance(page.view, FeedView)}

    assert "East Germany" in told["74VENSK12"]
    assert "Georgia" in told["09VENSK13"]
    assert "Room: XV (Antarctica)" in titles


def test_the_table_of_tags_gives_the_meanings_of_this_rooms_cables(reading: Reading) -> None:
    files = dict(plan_files(reading.corpus, Config(), (), None))
    table = b"".join(files["data/tags.csv"]).decode()

    assert table.splitlines()[1:] == [
        "GE,country,East Germany,1,,1979",
        "GE,country,Georgia,1,1992,",
        "PREL,subject,External Political Relations,2,,",
        "XV,region,Antarctica,1,,1979",
    ]
