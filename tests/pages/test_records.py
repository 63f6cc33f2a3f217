"""The record of a cable for machines: its keys, their order, and what stands for what is not known."""

import json

import pytest

from generator.pages.data.records import record
from tests.pages.conftest import Desk
from tests.room import cable_text

KEYS = (
    "id", "url", "date", "date_source", "released", "classification", "level", "caveats", "origin", "post", "title", "subject",
    "tags", "tags_raw", "captions", "attention", "precedence", "from", "to", "info", "executive_order", "classified_by",
    "reasons", "references", "mentions", "cited_by", "summary", "signature", "sections", "paragraphs", "words", "sha256",
    "problems", "archive",
    "archive_number", "film", "case", "document", "release", "exemptions", "withdrawn", "collection", "drawn", "pdfs",
    "translations",
)  # fmt: skip
LISTS = (
    "caveats", "tags", "tags_raw", "captions", "attention", "precedence", "to", "info", "reasons", "references", "mentions",
    "cited_by", "problems",
)  # fmt: skip


def test_the_keys_are_those_that_were_promised_in_their_order(desk: Desk) -> None:
    reading = desk.read(cable_text("07VENSK12", refs=["VENSK 9", "A MEETING"]))
    told = json.loads(record(reading.cable, reading.view, desk.vocabulary))

    assert tuple(told) == KEYS
    assert [tuple(one) for one in told["references"]] == [("label", "text", "kind", "id", "held")] * 2
    assert tuple(told["executive_order"]) == ("order", "value", "declassify_on")


def test_senders_and_addressees_stand_as_printed_and_in_words(desk: Desk) -> None:
    header = "FM AMEMBASSY VENSK\nTO RUEHC/SECSTATE WASHDC PRIORITY 12\nINFO RUEABND/FBI WASHDC\n"
    reading = desk.read(
        f"R 131024Z JAN 07\n{header}UNCLAS VENSK 000012\n\nE.O. 12958: N/A\nTAGS: PREL\nSUBJECT: X\n\n1. Y.\n"
    )
    told = json.loads(record(reading.cable, reading.view, desk.vocabulary))

    assert told["from"]["name"] == "AMEMBASSY VENSK"
    assert told["from"]["words"] == "U.S. Embassy Vensk"
    assert tuple(told["to"][0].items()) == (
        ("name", "SECSTATE WASHDC"), ("routing", "RUEHC"), ("precedence", "PRIORITY"), ("words", "U.S. Secretary of State"),
    )  # fmt: skip
    assert told["info"][0]["words"] == "Federal Bureau of Investigation, Washington"


def test_a_record_is_one_line(desk: Desk) -> None:
    reading = desk.read(cable_text("07VENSK12", text="One.\nTwo\u2028and more.", subject="A \u0085 sign"))
    line = record(reading.cable, reading.view, desk.vocabulary)

    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert line.startswith(b'{"id":"07VENSK12",')


@pytest.mark.parametrize("text", ["", "Not a cable at all.\n", "UNCLAS VENSK 000012\n"])
def test_what_is_not_known_is_null_and_lists_are_empty(desk: Desk, text: str) -> None:
    reading = desk.read(text, path="cables/a-file.txt")
    told = json.loads(record(reading.cable, reading.view, desk.vocabulary))

    assert tuple(told) == KEYS
    assert told["id"] == "AFILE"
    assert told["url"] == "cable/undated/AFILE.html"
    assert all(isinstance(told[key], list) for key in LISTS)
    assert [key for key in KEYS if told[key] == ""] == []
    assert told["date"] is None
    assert told["executive_order"] is None


def test_what_is_known_stands_in_it(desk: Desk) -> None:
    text = cable_text(
        "07VENSK12", refs=["06 LINDEMAR 5", "A MEETING"], text="See 07 LINDEMAR 77 and ref A.", tags="PREL, ZZZZZ"
    )
    citing = cable_text("07VENSK20", refs=["VENSK 12"])
    reading = desk.read(text, cable_text("06LINDEMAR5"), citing)
    told = json.loads(record(reading.cable, reading.view, desk.vocabulary))

    assert told["url"] == "cable/2007/vensk/07VENSK12.html"
    assert told["date"] == "2007-01-13T10:00:00Z"
    assert told["date_source"] == "metadata"
    assert told["level"] == "UNCLASSIFIED"
    assert (told["post"], told["origin"]) == ("VENSK", "Consulate Vensk")
    assert told["title"] == "A Quiet Week"
    assert told["subject"] == "A QUIET WEEK"
    assert told["tags"] == ["PREL", "ZZZZZ"]
    assert [(one["label"], one["kind"], one["id"], one["held"]) for one in told["references"]] == [
        ("A", "cable", "06LINDEMAR5", True),
        ("B", "meeting", None, False),
    ]
    assert told["mentions"] == ["07LINDEMAR77"]
    assert told["cited_by"] == ["07VENSK20"]
    assert told["signature"] == "HOLM"
    assert (told["sections"], told["paragraphs"]) == (1, 1)
    assert told["sha256"] == reading.cable.sha256
    assert told["problems"] == list(reading.view.problems)
