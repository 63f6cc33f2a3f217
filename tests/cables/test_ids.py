"""Identifiers, a case a line: every spelling of docs/reference/format.md, "Identifiers", and what is none."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cables.ids import Identity, full_year, guess_year, parse_id, read_identity, squeeze_post, written_year
from generator.vocabulary import with_site_rows
from tests.cables.words import words

TABLE = json.loads(Path(__file__).with_name("ids.json").read_text(encoding="utf-8"))
CITING = Identity(2009, "LINDEMAR", 40)


@pytest.mark.parametrize(("printed", "cable_id"), [*TABLE["everywhere"], ("07ASTANA1061.html", None)])
def test_an_identifier_is_read_in_each_spelling(printed: str, cable_id: str | None) -> None:
    identity, _ = read_identity(printed, words())

    assert (identity.cable_id if identity else None) == cable_id


@pytest.mark.parametrize(("printed", "cable_id"), TABLE["in_files_alone"])
def test_a_garbled_identifier_is_mended_and_stays_findable(printed: str, cable_id: str) -> None:
    identity, aliases = read_identity(printed, words())

    assert identity is not None
    assert identity.cable_id == cable_id
    assert aliases == (printed,)


@pytest.mark.parametrize(
    ("printed", "sender", "cable_id"),
    [
        ("1975LINDEM00073_b", "", "75LINDEMAR73"),
        ("1975PORTM00073", "", "75PORTMORESBY73"),
        ("1975 NEW DE 00073", "", "75NEWDELHI73"),
        ("1975NEWDE00073", "", "75NEWDELHI73"),
        ("1975JAKART00073", "", "75JAKARTA73"),
        ("1975USUNN00073", "", "75USUNNEWYORK73"),
        ("1975SANSA00073", "", "75SANSALVADOR73"),
        ("1975QQQQQZ00073", "QQQQQZIA", "75QQQQQZ73"),
        ("1976STATE290286-1", "", "76STATE290286"),
        ("1957QQQZ4866", "", "57QQQZ4866"),
        ("76STATE290286-2", "", "76STATE290286-2"),
        ("76STATE0290286-2", "", "76STATE290286"),
        ("1975QQ00073", "", "75QQ73"),
        ("1975QQQQQQQ00073", "", None),
        ("1975VENSK00000", "", None),
        ("75QQQQQZIA 00073", "", None),
    ],
)
def test_a_number_of_the_archives_is_read(printed: str, sender: str, cable_id: str | None) -> None:
    identity, _ = read_identity(printed, words(), sender)

    assert (identity.cable_id if identity else None) == cable_id


@pytest.mark.parametrize(
    ("sender", "post"), [("Torvallia", "TORVALLIA"), ("TORVALLEN", "TORVALLEN"), ("", "TORVAL"), ("Vensk", "TORVAL")]
)
def test_the_sender_decides_where_a_cut_name_begins_two_posts(sender: str, post: str) -> None:
    rows = b"code,name,city\nTORVALLEN,Embassy Torvallen,Torvallen\nTORVALLIA,Consulate Torvallia,Torvallia\n"
    vocabulary, _ = with_site_rows({"posts": rows})
    identity, aliases = read_identity("1975TORVAL00400", vocabulary, sender)

    assert identity == Identity(1975, post, 400)
    assert aliases == ("1975TORVAL00400",)


@pytest.mark.parametrize(
    ("printed", "cable_id", "aliases"),
    [
        ("07VENSK12", "07VENSK12", ()),
        ("07 Vensk 12", "07VENSK12", ()),
        ("07VENSK000012", "07VENSK12", ("07VENSK000012",)),
        ("07EFTOQQQQ12", "07QQQQ12", ("07EFTOQQQQ12",)),
    ],
)
def test_what_is_printed_is_an_alias_where_it_is_one_word_and_another(
    printed: str, cable_id: str, aliases: tuple[str, ...]
) -> None:
    identity, found = read_identity(printed, words())

    assert (identity.cable_id if identity else None, found) == (cable_id, aliases)


def test_a_spelling_of_200_characters_is_read_and_none_longer() -> None:
    address = "https://example.org/".ljust(200 - len("/07VENSK12"), "x") + "/07VENSK12"

    assert read_identity(address, words())[0] == Identity(2007, "VENSK", 12)
    assert read_identity(address.replace("x", "xx", 1), words())[0] is None


@pytest.mark.parametrize(("digits", "year"), [("1899", None), ("1900", 1900), ("2059", 2059), ("2060", None)])
def test_a_year_of_four_digits_is_from_1900_to_2059(digits: str, year: int | None) -> None:
    assert written_year(digits) == year


@pytest.mark.parametrize(("text", "year"), [("2059VENSK12", 2059), ("2060VENSK12", None), ("1900VENSK12", 1900)])
def test_an_identifier_of_a_year_of_four_digits_is_from_1900_to_2059(text: str, year: int | None) -> None:
    assert getattr(parse_id(text), "year", None) == year


@pytest.mark.parametrize("printed", ["1976V.Q.Z.X.K00012", "1976VENSKERR00012", "1976V     00012"])
def test_a_cut_name_has_two_to_six_characters(printed: str) -> None:
    assert read_identity(printed, words()) == (None, ())


def test_a_garbled_identifier_has_the_code_of_another_spelling_of_its_post() -> None:
    identity, _ = read_identity("09EFTORIODEJAN138", words())

    assert identity == Identity(2009, "RIODEJANEIRO", 138)


def test_the_last_letter_of_the_alphabet_is_one_of_a_post() -> None:
    assert squeeze_post("AMEMBASSY LA PAZ", {"LAPAZ": "LAPAZ"}) == "LAPAZ"


def test_the_posts_of_the_table_are_those_of_the_vocabulary() -> None:
    names = words().post_names

    assert {name: names.get(name) for name in TABLE["posts"]["names"]} == TABLE["posts"]["names"]
    assert {code: names.get(code) for code in TABLE["posts"]["codes"]} == {
        code: code for code in TABLE["posts"]["codes"]
    }


def test_each_garbled_identifier_of_the_table_is_read_as_the_table_says() -> None:
    table = words().malformed_ids
    assert len(table) > 200

    for printed, meant in table.items():
        identity, aliases = read_identity(printed, words())
        assert identity is not None
        assert (identity, aliases) == (parse_id(meant), (printed,))


@given(
    st.integers(1900, 2059),
    st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=20),
    st.integers(1, 9_999_999),
    st.integers(1, 60),
)
def test_an_identity_written_as_an_identifier_is_read_again(year: int, post: str, serial: int, part: int) -> None:
    identity = Identity(year, post, serial, part)

    assert parse_id(identity.cable_id) == identity


@given(st.text(max_size=60))
def test_no_text_makes_reading_an_identifier_raise(text: str) -> None:
    identity, aliases = read_identity(text, words())

    assert aliases == () or identity is not None


@pytest.mark.parametrize(("digits", "year"), [(0, 2000), (10, 2010), (29, 2029), (30, 1930), (73, 1973), (99, 1999)])
def test_two_digits_name_a_year_from_1930_to_2029(digits: int, year: int) -> None:
    assert full_year(digits) == year


@pytest.mark.parametrize("digits", [-1, 100])
def test_other_numbers_name_no_year(digits: int) -> None:
    with pytest.raises(ValueError, match="two digits"):
        full_year(digits)


@pytest.mark.parametrize(
    ("digits", "year"),
    [("07", 2007), ("75", 1975), ("007", 2007), ("107", None), ("2007", 2007), ("1899", None), ("2060", None)],
)
def test_a_written_year_has_two_or_four_digits(digits: str, year: int | None) -> None:
    assert written_year(digits) == year


@pytest.mark.parametrize(
    ("post", "serial", "year"),
    [
        ("LINDEMAR", 39, 2009),
        ("LINDEMAR", 41, 2009),  # sent the same day
        ("LINDEMAR", 90, 2009),
        ("LINDEMAR", 91, 2008),
        ("LINDEMAR", 2204, 2008),
        ("VENSK", 2204, 2009),  # of another post nothing can be said
    ],
)
def test_an_omitted_year_is_last_year_when_the_number_is_yet_to_come(post: str, serial: int, year: int) -> None:
    assert guess_year(post, serial, CITING) == year


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Porto Strel", "PORTOSTREL"),
        ("PORTO\nSTREL", "PORTOSTREL"),
        ("AMCONSUL PORTO STREL", "PORTOSTREL"),
        ("RIO DE JAN", "RIODEJANEIRO"),
        ("TATE", "STATE"),
        ("SECTSTATE", "STATE"),
        ("NOWHERE", None),
        ("", None),
    ],
)
def test_a_post_is_known_by_each_of_its_names(printed: str, code: str | None) -> None:
    assert squeeze_post(printed, words().post_names) == code
