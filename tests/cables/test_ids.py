"""Identifiers, a case a line: every spelling of docs/format.md, "Identifiers", and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cables.ids import Identity, full_year, guess_year, parse_id, read_identity, squeeze_post, written_year
from tests.cables.words import words

CITING = Identity(2009, "LINDEMAR", 40)


@pytest.mark.parametrize(
    ("printed", "cable_id"),
    [
        ("07ASTANA1061", "07ASTANA1061"),
        ("07astana1061", "07ASTANA1061"),
        ("07ASTANA001061", "07ASTANA1061"),
        ("07 Astana 1061", "07ASTANA1061"),
        ("2007 ASTANA 001061", "07ASTANA1061"),
        ("2007ASTANA001061", "07ASTANA1061"),
        ("007 ASTANA 1061", "07ASTANA1061"),
        ("07 ASTANA #1061", "07ASTANA1061"),
        ("ASTANA (07) 1061", "07ASTANA1061"),
        ("(07) ASTANA 1061", "07ASTANA1061"),
        ("STATE (01) 201265", "01STATE201265"),
        ("07ASTANA1061_a", "07ASTANA1061"),
        ("1975LINDEM00073_b", None),
        ("07ASTANA1061.html", None),
        ("cable/2007/astana/07ASTANA1061.html", "07ASTANA1061"),
        ("https://example.org/cable/2007/04/07ASTANA1061.html", "07ASTANA1061"),
        ("06 RIO DE JANEIRO 138", "06RIODEJANEIRO138"),
        ("06 RIO DE JAN 138", "06RIODEJANEIRO138"),
        ("06\nRIO\n\nDE JANEIRO 138", "06RIODEJANEIRO138"),
        ("06 SANA'A 12", "06SANAA12"),
        ("06 N'DJAMENA 12", "06NDJAMENA12"),
        ("06 PORT-OF-SPAIN 12", "06PORTOFSPAIN12"),
        ("06 PORT OF SPAIN 12", "06PORTOFSPAIN12"),
        ("09 AMEMBASSY LINDEMAR 12", "09LINDEMAR12"),
        ("09 EMBASSY LINDEMAR 12", "09LINDEMAR12"),
        ("09 AMCONSUL VENSK 12", "09VENSK12"),
        ("09 USUN 12", "09USUNNEWYORK12"),
        ("09 USUN NEW YORK 12", "09USUNNEWYORK12"),
        ("09 SECSTATE 12345", "09STATE12345"),
        ("09 UNVIE 12", "09UNVIEVIENNA12"),
        ("09 USEU 12", "09USEUBRUSSELS12"),
        ("09 HCMC 12", "09HOCHIMINHCITY12"),
        ("06KIEV4132", "06KIEV4132"),
        ("06KYIV4441", "06KYIV4441"),
        ("09BRUSSELS12", "09BRUSSELS12"),
        ("66BUENOSAIRES2481", "66BUENOSAIRES2481"),
        ("79TEHRAN8980", "79TEHRAN8980"),
        ("1973ABIDJA00073", "73ABIDJAN73"),
        ("09LINDEMAR1", "09LINDEMAR1"),
        ("09LINDEMAR9999999", "09LINDEMAR9999999"),
        ("09QQQZ17", "09QQQZ17"),
        ("09 QQQZ 17", None),
        ("09LINDEMAR0", None),
        ("09LINDEMAR12345678", None),
        ("9LINDEMAR12", None),
        ("09L12", None),
        ("LINDEMAR12", None),
        ("09LINDEMAR", None),
        ("", None),
        ("notes on a visit", None),
        ("x" * 5000, None),
    ],
)
def test_an_identifier_is_read_in_each_spelling(printed: str, cable_id: str | None) -> None:
    identity, _ = read_identity(printed, words())

    assert (identity.cable_id if identity else None) == cable_id


@pytest.mark.parametrize(
    ("printed", "cable_id"),
    [
        ("09EFTOLINDEMAR131", "09LINDEMAR131"),
        ("09AMEMBASSYLINDEMAR131", "09LINDEMAR131"),
        ("09SECTION01OF02LINDEMAR131", "09LINDEMAR131"),
        ("09SECTION02OF03VENSK131", "09VENSK131"),
        ("09ECTION01OF02VENSK131", "09VENSK131"),
    ],
)
def test_a_garbled_identifier_is_mended_and_stays_findable(printed: str, cable_id: str) -> None:
    identity, aliases = read_identity(printed, words())

    assert identity is not None
    assert identity.cable_id == cable_id
    assert aliases == (printed,)


def test_each_garbled_identifier_of_the_table_is_read_as_the_table_says() -> None:
    table = words().malformed_ids
    assert len(table) > 200

    for printed, meant in table.items():
        identity, aliases = read_identity(printed, words())
        assert identity is not None
        assert (identity, aliases) == (parse_id(meant), (printed,))


@given(
    st.integers(1960, 2059), st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=20), st.integers(1, 9_999_999)
)
def test_an_identity_written_as_an_identifier_is_read_again(year: int, post: str, serial: int) -> None:
    identity = Identity(year, post, serial)

    assert parse_id(identity.cable_id) == identity


@given(st.text(max_size=60))
def test_no_text_makes_reading_an_identifier_raise(text: str) -> None:
    identity, aliases = read_identity(text, words())

    assert aliases == () or identity is not None


@pytest.mark.parametrize(("digits", "year"), [(0, 2000), (10, 2010), (59, 2059), (60, 1960), (73, 1973), (99, 1999)])
def test_two_digits_name_a_year_from_1960_to_2059(digits: int, year: int) -> None:
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
