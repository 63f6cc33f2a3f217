"""The files for search engines and browsers: sitemap in stable parts, robots, OpenSearch, security.txt."""

import datetime as dt
import xml.etree.ElementTree as ET

import pytest

from generator.cables.parse import parse_cable
from generator.config import Config, Site
from generator.corpus import Corpus, build_corpus, facts_of
from generator.pages.data.machine_files import plan_files
from generator.pages.data.sitemap import sitemap_files
from tests.pages.conftest import Desk
from tests.room import cable_text

BASE = "https://example.org/room/"
NAME = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def corpus_of(desk: Desk, *ids: str) -> Corpus:
    texts = {one: cable_text(one) if one[0].isdigit() else "No cable.\n" for one in ids}
    facts = (
        facts_of(*parse_cable(text.encode(), f"cables/{name}.txt", desk.vocabulary)) for name, text in texts.items()
    )
    return build_corpus(facts, desk.vocabulary)


def parts(corpus: Corpus, limit: int = 50_000) -> dict[str, bytes]:
    return {address: b"".join(data) for address, data in sitemap_files(corpus, (), BASE, limit)}


def places(data: bytes) -> list[str]:
    return [one.text or "" for one in ET.fromstring(data).iter(f"{NAME}loc")]  # noqa: S314  our own file


MANY = ("06VENSK5", *(f"07VENSK{n}" for n in range(1, 70)), "08VENSK1", "a-name")


def test_a_small_room_has_one_sitemap(desk: Desk) -> None:
    (address, data), *others = parts(corpus_of(desk, "07VENSK1", "06VENSK2")).items()

    assert (address, others) == ("sitemap.xml", [])
    assert f"{BASE}cable/2007/vensk/07VENSK1.html" in places(data)
    assert BASE in places(data)
    assert len(places(data)) == len(set(places(data)))


def test_a_large_one_has_an_index_of_parts_none_of_them_too_long(desk: Desk) -> None:
    made = parts(corpus_of(desk, *MANY), 20)
    listed = places(made["sitemap.xml"])
    found = [place for address, data in made.items() if address != "sitemap.xml" for place in places(data)]

    assert listed == [BASE + address for address in made if address != "sitemap.xml"]
    assert all(len(places(data)) <= 20 for address, data in made.items() if address != "sitemap.xml")
    assert len(found) == len(set(found))
    assert sum("/cable/" in place for place in found) == len(MANY)
    assert {"sitemap/2006.xml", "sitemap/2007-01.xml", "sitemap/2008.xml", "sitemap/undated.xml"} <= made.keys()


def test_one_more_cable_changes_one_part(desk: Desk) -> None:
    before, after = parts(corpus_of(desk, *MANY), 20), parts(corpus_of(desk, *MANY, "08VENSK2"), 20)

    assert [address for address, data in after.items() if before.get(address) != data] == ["sitemap/2008.xml"]


def files(desk: Desk, site: Site, told: dt.datetime | None = None) -> dict[str, bytes]:
    corpus = corpus_of(desk, "07VENSK1")
    return {address: b"".join(data) for address, data in plan_files(corpus, Config(site), (), (), told)}


def test_robots_names_the_sitemap(desk: Desk) -> None:
    assert files(desk, Site(base_url=BASE))["robots.txt"].endswith(f"Sitemap: {BASE}sitemap.xml\n".encode())
    assert b"Sitemap" not in files(desk, Site())["robots.txt"]


def test_a_browser_can_search_here(desk: Desk) -> None:
    made = ET.fromstring(files(desk, Site(title="A very long & odd title", base_url=BASE))["opensearch.xml"])  # noqa: S314  as above
    name = "{http://a9.com/-/spec/opensearch/1.1/}"
    url = made.find(f"{name}Url")

    assert made.findtext(f"{name}ShortName") == "A very long & o…"
    assert url is not None
    assert url.get("template") == f"{BASE}search/index.html?q={{searchTerms}}"
    assert "opensearch.xml" not in files(desk, Site())


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        ("room@example.org", "mailto:room@example.org"),
        ("https://example.org/write", "https://example.org/write"),
        ("mailto:room@example.org", "mailto:room@example.org"),
    ],
)
def test_a_contact_makes_a_security_txt(desk: Desk, contact: str, told: str) -> None:
    text = files(desk, Site(contact=contact, base_url=BASE))[".well-known/security.txt"].decode()
    fields = dict(line.split(": ", 1) for line in text.splitlines())

    assert fields == {
        "Contact": told,
        "Expires": "9999-12-31T23:59:59Z",
        "Preferred-Languages": "en",
        "Canonical": f"{BASE}.well-known/security.txt",
    }


@pytest.mark.parametrize("contact", ["", "12 Fish Street, Vensk", "nobody", "a@b", "x@y.z\nContact: evil"])
def test_what_is_no_contact_for_machines_makes_none(desk: Desk, contact: str) -> None:
    assert ".well-known/security.txt" not in files(desk, Site(contact=contact))


def test_a_date_that_was_told_gives_a_contact_a_year(desk: Desk) -> None:
    told = dt.datetime(2026, 3, 4, 5, 6, tzinfo=dt.UTC)

    assert b"Expires: 2027-03-04T00:00:00Z" in files(desk, Site(contact="a@b.c"), told)[".well-known/security.txt"]
