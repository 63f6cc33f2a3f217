"""References as a reader finds them: on the built pages of the citing cable, of the cited one, and of one not held."""

import datetime as dt
import html
import re
from html import unescape
from pathlib import Path

import pytest

from generator.pages.cable.provenance import checks_of
from tests.pages.conftest import Desk
from tests.room import Room, cable_text

NO_YEAR = "No year is printed."
LAST_YEAR = "The year before is taken: that cable is held, and this year's is not."
TEXT = """Prices rose, as ref A says. Nothing else did (ref F).
See para 1. See ref E, also ref Z. See para 9.
We told (07VENSK15).
Refs A-B and Z agree."""
LONG = "\n".join(
    f"In the {nth} hall of the fair the consul met growers who said that the harvest of {nth} fields was good this year."
    for nth in ("first", "second", "third", "fourth", "fifth")
)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """A room whose cables cite one another in every way, built once."""
    room = Room(tmp_path_factory.mktemp("references"))
    room.cable(
        "07VENSK20",
        refs=[
            "VENSK 12",
            "07 VENSK 15",
            "SMITH E-MAIL OF MARCH 3",
            "LINDEMAR 300",
            "VENSK 20",
            "VENSK 10 AND LINDEMAR 5",
        ],
        text=TEXT,
    )
    room.cable("07VENSK12", subject="Prices", day=dt.date(2007, 1, 13))
    room.cable("07VENSK16", day=dt.date(2007, 1, 17))
    room.cable("07VENSK10", refs=["VENSK 12"])
    room.cable("06LINDEMAR300", subject="Last year")
    room.cable("07VENSK30", refs=["07 VENSK 31", "VENSK 4"], text=LONG)
    room.cable("07VENSK31", text=f"{LONG}\nThe consul thanked them.", tags="PREL, QZZQZ")
    room.cable("07VENSK40", refs=["VENSK 42"], day=dt.date(2007, 6, 1))
    room.cable("07VENSK41", day=dt.date(2007, 7, 9))
    room.cable("07VENSK43", day=dt.date(2007, 5, 2))
    room.build()
    return room


def words(page: str) -> str:
    """Return what a page says, in one line."""
    text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())
    return text.replace(" .", ".").replace(" ,", ",")


def part(page: str, heading: str) -> str:
    """Return the part of a page under a heading of the second or third level."""
    return re.split(r"<h[23]", re.split(rf"<h[23][^>]*>{heading}</h[23]>", page, maxsplit=1)[1], maxsplit=1)[0]


def cable(room: Room, cable_id: str) -> str:
    year, post = f"20{cable_id[:2]}", cable_id[2:].rstrip("0123456789").lower()
    return room.page(f"cable/{year}/{post}/{cable_id}.html")


def test_references_stand_in_the_order_of_their_letters_held_or_not(room: Room) -> None:
    lines = [words(line) for line in part(cable(room, "07VENSK20"), "References").split("</li>")[:-1]]

    assert lines == [
        "A 07VENSK12 Prices, 13 January 2007",
        "B 07VENSK15 not held in this room",
        "C SMITH E-MAIL OF MARCH 3 email",
        "D 06LINDEMAR300 Last Year, 28 October 2006",
        "F 07VENSK10 A Quiet Week, 11 January 2007",  # E is the cable itself
        "F 07LINDEMAR5 not held in this room",
    ]


def test_a_year_that_is_not_printed_is_told_once_for_all_references_of_which_it_is_true(room: Room) -> None:
    told = re.findall(r'<p class="quiet doubt">(.*?)</p>', unescape(part(cable(room, "07VENSK20"), "References")))

    assert told == [
        f"D: {NO_YEAR} {LAST_YEAR}",
        f"F: {NO_YEAR} The year of this cable is taken, as cables do that leave it out.",
    ]


@pytest.mark.parametrize(
    ("printed", "link"),
    [
        ("ref A", 'href="../../../cable/2007/vensk/07VENSK12.html" title="07VENSK12, 13 January 2007: Prices"'),
        ("ref F", 'href="#references" title="VENSK 10; LINDEMAR 5"'),
        ("para 1", 'href="#p1" title="Paragraph 1 of this cable"'),
        ("07VENSK15", 'href="../../../cable/2007/vensk/07VENSK15.html" title="07VENSK15, not held in this room"'),
    ],
)
def test_words_of_the_text_lead_where_one_thing_is_meant(room: Room, printed: str, link: str) -> None:
    assert f"<a {link}>{printed}</a>" in cable(room, "07VENSK20")


def test_each_letter_of_several_leads_to_its_own_cable(room: Room) -> None:
    letters = re.findall(r"<a href=\"[^\"]*/([^\"/]*)\.html\"[^>]*>([A-Z])</a>", cable(room, "07VENSK20"))

    assert letters == [("07VENSK12", "A"), ("07VENSK15", "B")]
    assert '<span class="doubtful" title="Not followed: this cable lists no such reference">Z</span> agree' in cable(
        room, "07VENSK20"
    )


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ("para 9", "this cable has no such paragraph"),
        ("ref E", "this cable lists no such reference"),
        ("ref Z", "this cable lists no such reference"),
    ],
)
def test_words_that_lead_nowhere_are_text_and_say_why(room: Room, printed: str, reason: str) -> None:
    page = cable(room, "07VENSK20")

    assert f'<span class="doubtful" title="Not followed: {reason}">{printed}</span>' in page
    assert f"“{printed}” in paragraph 2 : {reason}." in words(part(page, "Not followed"))


def test_a_cited_cable_shows_who_cites_it_where_and_in_which_sentence(room: Room) -> None:
    cited_by = part(cable(room, "07VENSK12"), "Cited by")

    assert words(cited_by).startswith(
        "07VENSK10 A Quiet Week, 11 January 2007 in its references, A: VENSK 12 07VENSK20"
    )
    assert 'href="../../../cable/2007/vensk/07VENSK20.html#p1">07VENSK20</a>' in cited_by
    assert "<blockquote>Prices rose, as ref A says.</blockquote>" in cited_by


def test_a_cable_that_is_not_held_says_what_can_be_inferred_and_how_to_ask(room: Room) -> None:
    page = words(cable(room, "07VENSK15"))

    assert "Consulate Vensk, number 15 of 2007" in page
    assert "Sent, if numbers follow dates between 13 January 2007 and 17 January 2007" in page
    assert "07VENSK20 A Quiet Week, 21 January 2007 We told (07VENSK15)." in page
    assert "telegram VENSK 000015 of 2007, that is, number 15 of the telegrams that Consulate Vensk, Lindmark" in page
    assert "It is cited in telegram 07VENSK20 of 21 January 2007." in page


def test_neighbours_whose_dates_contradict_their_numbers_tell_no_date(room: Room) -> None:
    page = words(cable(room, "07VENSK42"))

    assert "Sent, if numbers follow dates" not in page
    assert "it was sent between" not in page
    assert "Their dates do not stand in the order of their numbers" in page


def test_the_shorter_of_two_versions_says_that_a_longer_is_held(room: Room) -> None:
    shorter, longer = cable(room, "07VENSK30"), cable(room, "07VENSK31")

    assert "A longer copy is held. 07VENSK31 has nearly this text, and more of it." in words(shorter)
    assert "A longer copy is held" not in longer
    assert "07VENSK30 A Quiet Week" in words(part(longer, "Nearly the same text"))


def test_of_two_versions_of_one_length_none_is_called_longer(desk: Desk) -> None:
    read = desk.read(cable_text("07VENSK12", text=LONG), cable_text("07VENSK11", text=LONG))

    assert [one.id for one in read.view.versions] == ["07VENSK11"]
    assert read.view.longer is None


def test_the_thread_is_a_list_with_dates_and_a_drawing(room: Room) -> None:
    thread = part(cable(room, "07VENSK12"), "The thread")

    assert thread.count("<circle") == 4
    assert thread.count("<path") == 4
    assert "07VENSK10 A Quiet Week, 11 January 2007 07VENSK12 this cable, 13 January 2007" in words(thread)


@pytest.mark.parametrize(
    ("cable_id", "line"),
    [
        ("07VENSK20", "✓ agree Identifier and other files no other file has it"),
        (
            "07VENSK20",
            (
                "Codes and vocabulary all known References and dates none was sent later "
                "Text and other texts none is nearly the same"
            ),
        ),
        ("07VENSK31", "⚠ differ Codes and vocabulary not known: QZZQZ"),
        ("07VENSK30", "⚠ differ References and dates sent later: 07VENSK31 of 01 Feb 2007"),
        ("07VENSK30", "⚠ differ Text and other texts nearly that of 07VENSK31"),
    ],
)
def test_the_record_tells_what_was_checked_against_other_cables(room: Room, cable_id: str, line: str) -> None:
    assert line in words(part(cable(room, cable_id), "Checked against the other cables"))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("One.\nTwo.", "✓ agree Text and its end 2 words ✓ agree Numbers of paragraphs in order"),
        ("The mayor told the consul that his town would...", "⚠ differ Text and its end breaks off after"),
    ],
)
def test_the_record_tells_whether_the_text_is_whole(desk: Desk, text: str, line: str) -> None:
    read = desk.read(cable_text("07VENSK12", text=text, signer="" if "⚠" in line else "HOLM"))
    found = checks_of(read.cable, read.view.problems)

    assert line in " ".join(
        f"{'✓ agree' if one.agrees else '⚠ differ'} {one.name.capitalize()} {one.said}" for one in found
    )


def test_the_index_names_the_most_cited_and_leads_to_the_whole_list(room: Room) -> None:
    page = room.page("reference/index.html")

    assert words(part(page, "Held in this room")).split("Cited by ")[1].startswith("07VENSK12 Prices 2 ")
    assert "07VENSK15 1" in words(part(page, "Cited, not held"))
    assert 'href="../data/wanted.csv"' in page


def test_when_the_cable_arrives_the_address_becomes_its_page(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.cable("07VENSK20", refs=["07 VENSK 15"], text="As ref A says.")
    room.build()
    before = cable(room, "07VENSK15")
    room.cable("07VENSK15", subject="It has come")
    room.build()
    after = cable(room, "07VENSK15")

    assert "Cited, not held" in before
    assert "Cited, not held" not in after
    assert "<h1>It Has Come</h1>" in after
    assert "<blockquote>As ref A says.</blockquote>" in after
    assert "07VENSK15 It" in words(part(cable(room, "07VENSK20"), "Reference"))
