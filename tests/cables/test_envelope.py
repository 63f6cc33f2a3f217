"""The transmission header, a line a case: docs/reference/format.md, "Transmission header"."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cables.header.addressees import parse_addressee
from generator.cables.header.envelope import read_envelope
from generator.cables.model import Addressee, Envelope
from tests.cables.words import lines

FULL = """VZCZCXRO6316
PP RUXHVN RUXHPS
DE RUXHLM #0131/01 0431655
ZNR UUUUU ZZH
P 121655Z FEB 09
FM AMEMBASSY LINDEMAR
TO RUEHC/SECSTATE WASHDC PRIORITY 9199
INFO RUXHVN/AMCONSUL VENSK
RUXHPS/AMCONSUL PORTO STREL IMMEDIATE 0012
RUEAIIA/CIA WASHDC"""


def read(text: str) -> tuple[Envelope, list[str], list[str]]:
    """Return the envelope, the rule of each line, and the codes of what is wrong."""
    source = lines(text + "\nUNCLAS LINDEMAR 000131\n\n1. Text.")
    envelope, taken, pieces, damage = read_envelope(source, None)
    assert all(piece.text == source[piece.line - 1].text for piece in pieces)
    assert taken == 0 or source[taken].text.startswith("UNCLAS")
    return envelope, [piece.rule.removeprefix("envelope.") for piece in pieces], [code for code, _, _ in damage]


def test_each_line_of_a_full_header_is_read() -> None:
    envelope, rules, damage = read(FULL)

    assert rules == [
        *["transmission-id", "routing", "station", "signals", "date-time-group", "from", "to"],
        *["info", "info", "info"],
    ]
    assert not damage
    assert envelope.transmission_id == "VZCZCXRO6316"
    assert (envelope.relay_precedence, envelope.relay) == ("PP", ("RUXHVN", "RUXHPS"))
    assert (envelope.station, envelope.station_serial, envelope.station_section) == ("RUXHLM", "0131", "01")
    assert (envelope.filed_day, envelope.filed_time) == (43, "1655")
    assert envelope.signals == "ZNR UUUUU ZZH"
    assert envelope.precedence == ("PRIORITY",)
    assert envelope.dtg_date == dt.datetime(2009, 2, 12, 16, 55, tzinfo=dt.UTC)
    assert envelope.sender == "AMEMBASSY LINDEMAR"
    assert envelope.to == (Addressee("SECSTATE WASHDC", "RUEHC", "PRIORITY", "9199"),)
    assert [(one.name, one.precedence, one.count) for one in envelope.info] == [
        ("AMCONSUL VENSK", "ROUTINE", ""),
        ("AMCONSUL PORTO STREL", "IMMEDIATE", "0012"),
        ("CIA WASHDC", "ROUTINE", ""),
    ]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("VZCZCXRO6316", "transmission-id"),
        ("VZCZCXYZ0000", "transmission-id"),
        ("ZCZCXRO6316", "transmission-id"),
        ("PP RUXHVN", "routing"),
        ("RR RUXHVN RUXHPS RUEHC", "routing"),
        ("DE RUXHLM #0131/01 0431655", "station"),
        ("DE RUXHLM #0131 0431655", "station"),
        ("ZNY CCCCC ZZH", "signals"),
        ("ZNR UUUUU ZZH (CCY TEXT)", "signals"),
        ("ZNR UUCUU ZZH", "unread"),
        ("P 121655Z FEB 09", "date-time-group"),
        ("O R 121655Z FEB 09", "date-time-group"),
        ("121655Z Feb 09", "date-time-group"),
        ("O 121655Z FEB 09 ZDK", "date-time-group"),
        ("P 121655Z FEB 2009", "date-time-group"),
        ("FM AMEMBASSY LINDEMAR", "from"),
        ("TO SECSTATE WASHDC", "to"),
        ("INFO RUXHVN/AMCONSUL VENSK", "info"),
        ("XMT AMCONSUL VENSK", "excluded"),
        ("ACTION EUR-00", "distribution"),
        ("INFO  LOG-00   EEB-00   AID-00", "distribution"),
        ("PAGE 02        LINDEMAR  00131  182333Z", "page"),
        ("DRAFTED BY EUR:MORLEY", "drafting"),
        ("This record is a partial extract of the original cable.", "notice"),
        ("no line of a header", "unread"),
    ],
)
def test_a_line_is_read_by_its_rule(line: str, rule: str) -> None:
    source = [*lines(f"VZCZCXRO6316\n{line}")]
    _, taken, pieces, _ = read_envelope(source, 2)

    assert taken == 2
    begin = [piece.rule for piece in pieces if piece.line == 2]
    assert begin == [f"envelope.{rule}"]


@pytest.mark.parametrize(
    ("line", "precedence", "date", "suffix"),
    [
        ("P 121655Z FEB 09", ("PRIORITY",), (2009, 2, 12, 16, 55), ""),
        ("O R 121655Z FEB 09", ("IMMEDIATE", "ROUTINE"), (2009, 2, 12, 16, 55), ""),
        ("Z 121655Z FEB 75", ("FLASH",), (1975, 2, 12, 16, 55), ""),
        ("121655Z Feb 09", (), (2009, 2, 12, 16, 55), ""),
        ("R 121655Z FEB 09 ZDK CTG RUXHVN 0012", ("ROUTINE",), (2009, 2, 12, 16, 55), "ZDK CTG RUXHVN 0012"),
        ("P 121655Z SEPT 2009", ("PRIORITY",), (2009, 9, 12, 16, 55), ""),
        ("P 000000Z JAN 00", ("PRIORITY",), None, ""),
        ("P 311655Z FEB 09", ("PRIORITY",), None, ""),
        ("P 122555Z FEB 09", ("PRIORITY",), None, ""),
        ("P 121655Z FEV 09", ("PRIORITY",), None, ""),
    ],
)
def test_a_date_time_group_is_read(
    line: str, precedence: tuple[str, ...], date: tuple[int, int, int, int, int] | None, suffix: str
) -> None:
    envelope, _, damage = read(f"{line}\nFM AMEMBASSY LINDEMAR")

    assert envelope.dtg == line
    assert envelope.precedence == precedence
    assert envelope.dtg_date == (dt.datetime(*date, tzinfo=dt.UTC) if date else None)
    assert envelope.dtg_suffix == suffix
    assert damage == ([] if date else ["C101"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RUEHC/SECSTATE WASHDC PRIORITY 9199", Addressee("SECSTATE WASHDC", "RUEHC", "PRIORITY", "9199")),
        ("RUEHC/SECSTATE WASHDC 9199", Addressee("SECSTATE WASHDC", "RUEHC", "ROUTINE", "9199")),
        ("RUEHC/SECSTATE WASHDC NIACT IMMEDIATE", Addressee("SECSTATE WASHDC", "RUEHC", "NIACT IMMEDIATE")),
        ("SECSTATE WASHDC", Addressee("SECSTATE WASHDC")),
        ("AMEMBASSY LINDEMAR FLASH 0001", Addressee("AMEMBASSY LINDEMAR", "", "FLASH", "0001")),
        ("RUEKJCS/SECDEF WASHDC//USDP//", Addressee("SECDEF WASHDC", "RUEKJCS", "ROUTINE", "", "USDP")),
        ("EU MEMBER STATES COLLECTIVE", Addressee("EU MEMBER STATES COLLECTIVE")),
        ("RUEHC / SECSTATE   WASHDC", Addressee("SECSTATE WASHDC", "RUEHC")),
    ],
)
def test_an_addressee_is_read(text: str, expected: Addressee) -> None:
    assert parse_addressee(text) == expected


def test_an_addressee_of_absurd_length_is_kept_as_it_is() -> None:
    assert parse_addressee("A" * 5000).name == "A" * 5000


def test_a_blank_line_within_the_header_is_no_end_of_it() -> None:
    envelope, _, damage = read(
        "VZCZCXYZ0000\nPP RUEHWEB\n\nDE RUXHLM #0131 0431655\nP 121655Z FEB 09\nFM AMEMBASSY LINDEMAR"
    )

    assert (envelope.station, envelope.sender, damage) == ("RUXHLM", "AMEMBASSY LINDEMAR", [])


def test_a_short_header_begins_at_its_date_time_group() -> None:
    envelope, rules, _ = read("R 121655Z FEB 09\nFM SECSTATE WASHDC\nTO AMEMBASSY LINDEMAR\nINFO AMCONSUL VENSK")

    assert rules == ["date-time-group", "from", "to", "info"]
    assert (envelope.sender, envelope.to[0].name) == ("SECSTATE WASHDC", "AMEMBASSY LINDEMAR")


def test_the_last_complete_header_counts() -> None:
    envelope, rules, _ = read(f"VZCZCXRO0001\nFM AMEMBASSY VENSK\n{FULL}")

    assert envelope.sender == "AMEMBASSY LINDEMAR"
    assert rules[:2] == ["unread", "unread"]


def test_a_page_line_before_the_first_addressee_is_passed_over() -> None:
    envelope, _, _ = read(
        "R 121655Z FEB 09\nFM SECSTATE WASHDC\nTO PAGE 02        STATE   015113  182333Z\nAMEMBASSY LINDEMAR"
    )

    assert [one.name for one in envelope.to] == ["AMEMBASSY LINDEMAR"]


def test_a_notice_says_that_the_envelope_is_missing() -> None:
    envelope, rules, damage = read(
        "This record is a partial extract of the original cable.\nThe full text of the original cable is not available."
    )

    assert rules == ["notice", "notice"]
    assert not damage
    assert envelope.notice.startswith("This record is a partial extract")


def test_offices_of_a_distribution_table_are_no_addressees() -> None:
    addressed = "R 121655Z FEB 09\nFM SECSTATE WASHDC\nTO AMEMBASSY LINDEMAR\n"
    envelope, _, _ = read(addressed + "INFO  LOG-00   EEB-00   AID-00\n      /012W")

    assert not envelope.info
    assert len(envelope.distribution) == 2


@pytest.mark.parametrize("text", ["", "\n\n", "UNCLAS LINDEMAR 000131", "SUBJECT: NO HEADER", "Just prose."])
def test_a_message_without_a_header_has_none(text: str) -> None:
    assert read_envelope(lines(text), None)[:2] == (Envelope(), 0)


@given(st.lists(st.sampled_from([*FULL.split("\n"), "", "UNCLAS VENSK 12", "TO", "INFO", "PAGE 01", "/012W", "x"])))
def test_lines_of_a_header_in_any_order_are_read_and_kept(drawn: list[str]) -> None:
    source = lines("\n".join(drawn))
    _, taken, pieces, _ = read_envelope(source, None)

    assert [piece.text for piece in pieces] == [line.text for line in source[:taken] if line.text]


def test_a_line_of_any_kind_above_the_date_time_group_is_within_the_header() -> None:
    envelope, rules, _ = read("UNCLASSIFIED   LINDEMAR   00000131\n\nO 121655Z FEB 09\nFM AMEMBASSY LINDEMAR")

    assert (envelope.dtg, envelope.sender) == ("O 121655Z FEB 09", "AMEMBASSY LINDEMAR")
    assert rules == ["unread", "date-time-group", "from"]
