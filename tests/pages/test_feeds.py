"""Feeds: programs read them back, they hold the newest, and one more cable renews few of them."""

import json
import xml.etree.ElementTree as ET

import msgspec
import pytest

from generator.cables.parse import parse_cable
from generator.config import Site
from generator.corpus import Corpus, build_corpus, facts_of
from generator.corpus.change_log import parse_changes
from generator.pages.data.feed_files import set_feed
from generator.pages.lists.feeds import feed_pages
from generator.pages.views import FeedEntry, FeedView
from tests.corpus.cases import whole
from tests.pages.conftest import Desk
from tests.room import cable_text

SITE = Site(title="The room & co", description="Of <fish>", base_url="https://example.org/room/")
ATOM = "{http://www.w3.org/2005/Atom}"


def corpus_of(desk: Desk, *texts: str) -> Corpus:
    facts = (
        facts_of(*parse_cable(text.encode(), f"cables/{at}.txt", desk.vocabulary)) for at, text in enumerate(texts)
    )
    return build_corpus(facts, desk.vocabulary)


def feeds_of(corpus: Corpus, site: Site = SITE, log: bytes = b"") -> dict[str, bytes]:
    made = {}
    changes, _ = parse_changes(log, "changes.jsonl")
    for page in whole(feed_pages(corpus, site, changes), corpus):
        assert isinstance(page.view, FeedView)
        made[page.address] = set_feed(page.view, site)
    return made


@pytest.fixture(scope="module")
def feeds(desk: Desk) -> dict[str, bytes]:
    texts = [cable_text(f"07VENSK{n}", subject=f"Day {n} & <night>", tags="EFIS, ZZZZZ") for n in range(1, 61)]
    return feeds_of(corpus_of(desk, *texts, cable_text("06LINDEMAR5", tags="PREL"), "No cable at all.\n"))


def test_there_are_feeds_of_the_room_of_known_tags_and_of_posts(feeds: dict[str, bytes]) -> None:
    places = ("feed", "tag/EFIS", "tag/PREL", "origin/vensk", "origin/lindemar")

    assert sorted(feeds) == sorted(f"{place}{form}" for place in places for form in (".atom", ".json"))


def test_without_an_address_of_the_site_links_go_from_the_feed_and_ids_are_names(desk: Desk) -> None:
    made = feeds_of(corpus_of(desk, cable_text("07VENSK1", tags="EFIS")), Site())
    feed = ET.fromstring(made["tag/EFIS.atom"])  # noqa: S314  our own file
    (item,) = json.loads(made["feed.json"])["items"]
    ids = {feed.findtext(f"{ATOM}id"), feed.findtext(f"{ATOM}entry/{ATOM}id")}

    assert feed.find(f"{ATOM}entry/{ATOM}link").get("href") == "../cable/2007/vensk/07VENSK1.html"  # type: ignore[union-attr]
    assert {"url", "home_page_url", "feed_url"} & (item.keys() | json.loads(made["feed.json"]).keys()) == set()
    assert len(ids) == 2
    assert all(str(one).startswith("urn:uuid:") for one in ids)
    assert feed.findtext(f"{ATOM}entry/{ATOM}id") == item["id"]


def test_a_feed_without_entries_and_an_entry_without_a_day_have_a_date_that_tells_nothing() -> None:
    view = FeedView("tag/EFIS.atom", "tag/EFIS.html", "A feed", ())
    empty = ET.fromstring(set_feed(view, SITE))  # noqa: S314  our own file
    entry = FeedEntry("07VENSK1", "cable/2007/vensk/07VENSK1.html", "A week", "", None, "", ())
    one = ET.fromstring(set_feed(msgspec.structs.replace(view, entries=(entry,)), SITE))  # noqa: S314  the same

    assert empty.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"
    assert one.findtext(f"{ATOM}entry/{ATOM}published") == "1970-01-01T00:00:00+00:00"


def test_atom_is_read_back(desk: Desk, feeds: dict[str, bytes]) -> None:
    feed = ET.fromstring(feeds["tag/EFIS.atom"])  # noqa: S314  our own file
    entries = feed.findall(f"{ATOM}entry")
    first = entries[0]

    assert feed.findtext(f"{ATOM}title") == f"The room & co: EFIS ({desk.vocabulary.tags['EFIS'].meaning})"
    assert feed.findtext(f"{ATOM}id") == "https://example.org/room/tag/EFIS.atom"
    assert feed.findtext(f"{ATOM}updated") == first.findtext(f"{ATOM}updated") == "2007-03-02T10:00:00+00:00"
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")} == {
        "alternate": "https://example.org/room/tag/EFIS.html",
        "self": "https://example.org/room/tag/EFIS.atom",
    }
    assert feed.findtext(f"{ATOM}subtitle") == "Of <fish>"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "The room & co"
    assert len(entries) == 50
    assert first.findtext(f"{ATOM}id") == "https://example.org/room/cable/2007/vensk/07VENSK60.html"
    assert first.findtext(f"{ATOM}title") == "07VENSK60: Day 60 & <Night>"
    assert first.findtext(f"{ATOM}summary") == "The week was quiet."
    assert first.findtext(f"{ATOM}author/{ATOM}name") == "Consulate Vensk"
    assert [one.get("term") for one in first.findall(f"{ATOM}category")] == [
        desk.vocabulary.tags["EFIS"].meaning,
        "ZZZZZ",
    ]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 50


def test_json_feed_is_read_back(feeds: dict[str, bytes]) -> None:
    feed = json.loads(feeds["origin/vensk.json"])

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://example.org/room/origin/vensk.json"
    assert feed["home_page_url"] == "https://example.org/room/origin/vensk.html"
    assert [item["id"] for item in feed["items"]] == [item["url"] for item in feed["items"]]
    assert feed["items"][0]["date_published"] == "2007-03-02T10:00:00Z"
    assert feed["items"][0]["authors"] == [{"name": "Consulate Vensk"}]
    assert all(item["content_text"] for item in feed["items"])


def test_a_cable_that_arrives_comes_first_however_old_it_is(desk: Desk) -> None:
    texts = [*(cable_text(f"07VENSK{n}", tags="EFIS") for n in range(1, 61)), cable_text("05VENSK9", tags="EFIS")]
    log = b"""{"date":"2024-03-01","id":"07VENSK1","change":"added"}
{"date":"2024-05-02","id":"05VENSK9","change":"added"}
{"date":"2024-06-01","id":"07VENSK1","change":"changed"}
"""
    made = feeds_of(corpus_of(desk, *texts), log=log)
    entries = ET.fromstring(made["tag/EFIS.atom"]).findall(f"{ATOM}entry")  # noqa: S314  our own file
    items = json.loads(made["feed.json"])["items"]

    assert [entry.findtext(f"{ATOM}title") for entry in entries[:3]] == [
        "05VENSK9: A Quiet Week", "07VENSK1: A Quiet Week", "07VENSK60: A Quiet Week",
    ]  # fmt: skip
    assert entries[0].findtext(f"{ATOM}published") == "2024-05-02T00:00:00+00:00"
    assert entries[1].findtext(f"{ATOM}updated") == "2024-06-01T00:00:00+00:00"
    assert entries[0].findtext(f"{ATOM}summary", "").startswith("Sent 10 January 2005. ")
    assert [item["date_published"][:10] for item in items[:2]] == ["2024-05-02", "2024-03-01"]
    assert len(entries) == len(items) == 50


def test_one_more_cable_renews_its_own_feeds_alone(desk: Desk) -> None:
    texts = [cable_text("07VENSK1", tags="EFIS"), cable_text("06LINDEMAR5", tags="PREL"), cable_text("06LINDEMAR6")]
    before = feeds_of(corpus_of(desk, *texts))
    after = feeds_of(corpus_of(desk, *texts, cable_text("07VENSK2", tags="EFIS")))

    changed = {address.rpartition(".")[0] for address, data in after.items() if before.get(address) != data}
    assert changed == {"feed", "tag/EFIS", "origin/vensk"}


def test_a_feed_of_cables_without_a_date_asks_no_clock(desk: Desk) -> None:
    made = feeds_of(corpus_of(desk, "No cable at all.\n"))

    assert ET.fromstring(made["feed.atom"]).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"  # noqa: S314  as above
    assert json.loads(made["feed.json"])["items"] == []


def test_a_cable_without_a_date_is_in_a_feed_once_it_arrives(desk: Desk) -> None:
    undated = "No cable at all.\n"
    (name,) = (one.id for one in corpus_of(desk, undated).cables)
    made = feeds_of(corpus_of(desk, undated), log=b'{"date":"2024-05-02","id":"%s","change":"added"}' % name.encode())
    others = feeds_of(corpus_of(desk, undated), log=b'{"date":"2024-05-02","id":"07VENSK1","change":"added"}')

    assert [item["date_published"] for item in json.loads(made["feed.json"])["items"]] == ["2024-05-02T00:00:00Z"]
    assert json.loads(others["feed.json"])["items"] == []


def test_no_text_breaks_a_feed(desk: Desk) -> None:
    odd = cable_text("07VENSK1", subject="A \u0001 ]]> & \ufffe \ud800".encode("utf-8", "replace").decode())
    made = feeds_of(corpus_of(desk, odd))

    assert ET.fromstring(made["feed.atom"]).find(f"{ATOM}entry") is not None  # noqa: S314  as above
    assert len(json.loads(made["feed.json"])["items"]) == 1


@pytest.mark.parametrize(("language", "told"), [("en", "en"), ("en-GB", "en-GB"), ("ar", "en")])
def test_a_feed_says_that_its_entries_are_english(desk: Desk, language: str, told: str) -> None:
    site = msgspec.structs.replace(SITE, language=language)
    made = feeds_of(corpus_of(desk, cable_text("07VENSK1")), site)
    atom = ET.fromstring(made["feed.atom"])  # noqa: S314  as above

    assert atom.get("{http://www.w3.org/XML/1998/namespace}lang") == told
    assert json.loads(made["feed.json"])["language"] == told
