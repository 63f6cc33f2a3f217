"""What machines read in the head of a cable's page: sound JSON and HTML, whatever a cable holds."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.config import Site
from generator.pages.cable.metadata import description_of, head_of
from generator.pages.cable.station_names import organization_in_words
from tests.pages.conftest import Desk, Reading
from tests.pages.schema_org import faults
from tests.room import cable_text

SITE = Site(title="The room", base_url="https://example.org/room/")
LINKED = re.compile(r'<script type="application/ld\+json">(.*)</script>', re.DOTALL)
HOSTILE = '</script><script>alert("1")</script> & <!-- "quoted" \' > \u2028'


@pytest.fixture(scope="module")
def reading(desk: Desk) -> Reading:
    text = cable_text("07VENSK12", refs=["06 LINDEMAR 5"], text="See ref A.", tags="PREL, KZ")
    return desk.read(text, cable_text("06LINDEMAR5"))


class _Head(HTMLParser):
    """Takes names and values of meta elements and relations of links, and counts elements."""

    def __init__(self) -> None:
        super().__init__()
        self.meta: dict[str, list[str]] = {}
        self.links: dict[str, str] = {}
        self.elements: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.elements.append(tag)
        if tag == "meta":
            self.meta.setdefault(values.get("name") or values["property"], []).append(values["content"])
        elif tag == "link":
            self.links[values["rel"]] = values["href"]


def read_head(html: str) -> _Head:
    reader = _Head()
    reader.feed(html)
    reader.close()
    return reader


def linked(html: str) -> tuple[str, dict[str, object]]:
    match = LINKED.search(html)
    assert match is not None
    data = json.loads(match[1])
    assert isinstance(data, dict)
    return match[1], data


def test_the_linked_data_tells_the_cable(reading: Reading) -> None:
    _, data = linked(head_of(reading.cable, reading.view, SITE, reading.corpus.vocabulary))

    assert data["@context"] == "https://schema.org"
    assert data["identifier"] == "07VENSK12"
    assert data["name"] == reading.cable.title
    assert data["url"] == "https://example.org/room/cable/2007/vensk/07VENSK12.html"
    assert str(data["dateSent"]).startswith("2007-01-13T10:00")


def test_the_linked_data_is_as_schema_org_defines_it(desk: Desk) -> None:
    cable = Path(__file__).parent.parent.parent / "content" / "cables" / "07ASTANA1061.txt"
    for text in (cable.read_text(encoding="utf-8"), cable_text("07VENSK12", refs=["06 LINDEMAR 5"]), "no cable at all"):
        reading = desk.read(text)
        for site in (SITE, Site(title="The room")):
            assert list(faults(linked(head_of(reading.cable, reading.view, site, reading.corpus.vocabulary))[1])) == []


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ({"@type": "Letter"}, "the object is of no known type: ['Letter']"),
        ({"@type": "Message", "subject": "x"}, "subject is no property of ['Message']"),
        ({"@type": "Message", "sender": "x"}, "sender may not be 'x'"),
        ({"@type": "Message", "sender": {"@type": "Country"}}, "sender may not be of type Country"),
        ({"@type": "Message", "sender": {"@type": "Organization", "dateSent": "x"}}, "sender.dateSent is no property"),
    ],
)
def test_what_schema_org_does_not_define_is_seen(data: dict[str, object], fault: str) -> None:
    assert [one[: len(fault)] for one in faults(data)] == [fault]


def test_the_head_names_the_cable_to_those_who_cite(reading: Reading) -> None:
    head = read_head(head_of(reading.cable, reading.view, SITE, reading.corpus.vocabulary))

    assert head.meta["dcterms.identifier"] == ["07VENSK12"]
    assert head.meta["citation_title"] == [reading.cable.title]
    assert head.meta["citation_publication_date"] == ["2007/01/13"]
    assert head.meta["dcterms.references"] == ["06LINDEMAR5"]
    assert head.meta["dcterms.subject"] == ["; ".join(tag.meaning for tag in reading.view.tags)]
    assert len(reading.view.tags) == 2
    assert head.meta["dcterms.creator"] == ["U.S. Consulate Vensk"]
    assert "citation_author" not in head.meta  # Zotero takes it for a person's name and cuts it at the last blank
    assert head.links == dict.fromkeys(
        ("canonical", "cite-as"), "https://example.org/room/cable/2007/vensk/07VENSK12.html"
    )


def test_a_share_card_says_what_the_cable_is_about(desk: Desk) -> None:
    reading = desk.read(cable_text("07VENSK12", text="Summary: Herring is dear this year."))
    head = head_of(reading.cable, reading.view, SITE, desk.vocabulary)

    said = "07VENSK12, Consulate Vensk, 13 January 2007. Herring is dear this year."
    assert f'property="og:description" content="{said}"' in head


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("SECSTATE WASHDC", "U.S. Secretary of State"),
        ("AMEMBASSY PORT OSTREL", "U.S. Embassy Port Ostrel"),
        ("FBI WASHDC", "Federal Bureau of Investigation, Washington"),
        ("DEPT OF JUSTICE WASHINGTON DC", "Department of Justice, Washington"),
        ("AMCONSUL ST ALDA", "U.S. Consulate St. Alda"),
        ("OSD WASHDC//PA", "Office of the Secretary of Defense, Washington"),
        ("AMEMBASSY GOMA", "U.S. Embassy Goma"),
        ("CIS COLLECTIVE", "CIS Collective"),
        ("USCINCSO MIAMI FL", "USCINCSO Miami FL"),
        ("HQ USAFE RAMSTEIN AB GE", "Headquarters USAFE Ramstein AB GE"),
        ("USMISSION USOSCE", "U.S. Mission USOSCE"),
        ("USUAL POSTS IN WEST AFRICA", "Usual Posts in West Africa"),
    ],
)
def test_an_addressee_is_named_in_words(desk: Desk, printed: str, words: str) -> None:
    assert organization_in_words(printed, desk.vocabulary) == words


def test_without_an_address_nothing_needs_one(reading: Reading) -> None:
    head = head_of(reading.cable, reading.view, Site(title="The room"), reading.corpus.vocabulary)

    assert read_head(head).links == {}
    assert "url" not in linked(head)[1]
    assert "example.org" not in head


@given(st.text(max_size=30))
def test_no_text_breaks_out_of_the_head(desk: Desk, text: str) -> None:
    reading = desk.read(cable_text("07VENSK12"))
    title = f"{text}{HOSTILE}{text}".encode("utf-8", "replace").decode()
    cable = msgspec.structs.replace(reading.cable, title=title, summary=title, signature=title)
    plain = read_head(head_of(reading.cable, reading.view, SITE, reading.corpus.vocabulary))
    html = head_of(
        cable, msgspec.structs.replace(reading.view, title=title, origin=title), SITE, reading.corpus.vocabulary
    )
    written, data = linked(html)

    assert "</" not in written
    assert "<" not in written
    assert data["name"] == title
    assert read_head(html).elements == plain.elements


def test_a_short_description_is_the_text(desk: Desk) -> None:
    assert description_of(desk.read(cable_text("07VENSK12", text="Short.")).cable) == "Short."


def test_a_description_is_no_heading_alone(desk: Desk) -> None:
    text = (
        "KEY POINTS\nThe tax on salt was raised, and the harbour of Lindemar closed for a week in protest.\nMore of it."
    )
    description = description_of(desk.read(cable_text("07VENSK12", text=text)).cable)

    assert (
        description
        == "KEY POINTS 2. The tax on salt was raised, and the harbour of Lindemar closed for a week in protest."
    )


def test_a_long_description_is_cut_at_a_word(desk: Desk) -> None:
    description = description_of(desk.read(cable_text("07VENSK12", text="word " * 100)).cable)

    assert description == "word " * 39 + "word…"


def test_the_place_of_a_cable_is_the_item_of_its_city_where_that_is_known(desk: Desk) -> None:
    places = {}
    for name in ("07ASTANA1061", "07VENSK12"):
        reading = desk.read(cable_text(name))
        data = linked(head_of(reading.cable, reading.view, SITE, reading.corpus.vocabulary))[1]
        assert list(faults(data)) == []
        places[name] = data.get("locationCreated")

    assert places["07ASTANA1061"] == {
        "@type": "City",
        "name": "Astana",
        "sameAs": "https://www.wikidata.org/entity/Q1520",
        "containedInPlace": {"@type": "Country", "name": "Kazakhstan"},
    }
    assert "sameAs" not in str(places["07VENSK12"])
