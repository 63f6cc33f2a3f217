"""The record of a cable in its archive: exemptions in words, the citation, withdrawal cards, messages of one number."""

import datetime as dt
import json

import pytest

from generator.pages.archive_record import exemption_in_words
from tests.room import Room

CARD = """Message Attributes

Document Number: 1976VENSK00031
Film Number: D760187-0640
From: VENSK
To: STATE
Subject: THE FERRY
Sent Date: 12 MAY 1976
Document Type: WITHDRAWAL CARD
Withdrawal Reason: B1, national security
"""
RELEASED = """UNCLASSIFIED U.S. Department of State Case No. F-2031-00077 Doc No. C00000077 Date: 02/26/2031
RELEASE IN PART
B1,1.4(D)

UNCLAS VENSK 000031

SUBJECT: THE FERRY

1. It runs again.

PELL
"""


@pytest.mark.parametrize(
    ("code", "printed", "words", "basis"),
    [
        ("B1", None, "classified national security information", "5 U.S.C. 552(b)(1)"),
        ("B6", None, "personal privacy", "5 U.S.C. 552(b)(6)"),
        ("1.4(B)", dt.date(2012, 1, 1), "foreign government information", "E.O. 13526, section 1.4(b)"),
        ("1.4(B)", dt.date(2005, 1, 1), "foreign government information", "E.O. 12958 as amended, section 1.4(b)"),
        ("1.5(B)", dt.date(1999, 1, 1), "foreign government information", "E.O. 12958, section 1.5(b)"),
        ("1.4(H)", dt.date(2005, 1, 1), "weapons of mass destruction", "E.O. 13526, section 1.4(h)"),
        ("1.4(B)", dt.date(1999, 1, 1), "", ""),
        ("1.3(A)", dt.date(1990, 1, 1), "", ""),
        ("1.4(Z)", None, "", ""),
    ],
)
def test_an_exemption_stands_in_the_words_of_the_order_of_its_day(
    code: str, printed: dt.date | None, words: str, basis: str
) -> None:
    found = exemption_in_words(code, printed)

    assert (found.words, found.basis) == (words, basis)


def test_a_withdrawal_card_says_what_is_known_and_how_to_ask_for_the_text(room: Room) -> None:
    room.put("cables/76VENSK31.txt", CARD)
    room.build()
    page = room.page("cable/1976/vensk/76VENSK31.html")
    (record,) = map(json.loads, room.page("data/cables.jsonl").splitlines())

    assert "A withdrawal card." in page
    assert "No text." not in page
    assert "How to ask for it" in page
    assert "classified national security information" in page
    assert "film D760187-0640; Central Foreign Policy Files" in page
    assert record["film"] == "D760187-0640"
    assert record["from"]["name"] == "VENSK"
    assert [one["name"] for one in record["to"]] == ["STATE"]


def test_what_a_release_says_of_itself_is_data_and_stands_in_the_record(room: Room) -> None:
    room.put("cables/09VENSK31.txt", RELEASED)
    room.build()
    page = room.page("cable/2009/vensk/09VENSK31.html")
    (record,) = map(json.loads, room.page("data/cables.jsonl").splitlines())

    assert (record["case"], record["document"], record["release"]) == ("F-2031-00077", "C00000077", "RELEASE IN PART")
    assert [one["code"] for one in record["exemptions"]] == ["B1", "1.4(D)"]
    assert record["exemptions"][1]["basis"] == "E.O. 13526, section 1.4(d)"
    assert "Released copy: case F-2031-00077, document C00000077" in page
    assert "Stands above the message" in page
    assert "B1|1.4(D)" in room.page("data/cables.csv")


def test_messages_of_one_number_name_each_other(room: Room) -> None:
    for part in ("", "-2", "-3"):
        room.put(f"cables/76VENSK32{part}.txt", f"UNCLAS VENSK 000032\n\nSUBJECT: THE FERRY{part}\n\n1. It runs.\n")
    room.build()
    page = room.page("cable/1976/vensk/76VENSK32-2.html")
    others = page.partition("Other messages of this number")[2].partition("</section>")[0]

    assert ">76VENSK32<" in others
    assert ">76VENSK32-3<" in others
    assert ">76VENSK32-2<" not in others
