"""The catalogues: what the program asks for, what the files hold, and what is told of a room's own."""

import datetime as dt
import tomllib

import pytest

from generator.language import ENGLISH, catalogue_of, known_languages
from generator.problems import Problem
from tests.language.messages import CATALOGUES, catalogue

OF_A_ROOM = b"""[words]
"Glossary" = "Woordenlijst"

[plurals."{count} cables"]
one = "een bericht"
other = "{count} berichten"
"""


def told(data: bytes, tag: str = "nl") -> list[Problem]:
    found, problems = catalogue_of(tag, {tag: data})
    assert found is not None
    return [one for one in problems if one.code != "L003"]


def test_the_list_of_messages_is_current() -> None:
    assert (CATALOGUES / "en.toml").read_text(encoding="utf-8") == catalogue(), "run make words"


def test_english_is_the_text_of_the_program() -> None:
    words, problems = catalogue_of("en", {})

    assert (words, problems) == (ENGLISH, [])


def test_a_region_without_a_catalogue_uses_the_language() -> None:
    words, _ = catalogue_of("en-GB", {})

    assert words is not None
    assert words.english


def test_a_language_without_a_catalogue_has_none() -> None:
    assert catalogue_of("nl", {})[0] is None
    assert "nl" in known_languages({"nl": b""})


def test_a_room_adds_a_language() -> None:
    words, problems = catalogue_of("nl", {"nl": OF_A_ROOM})

    assert words is not None
    assert words.say("Glossary") == "Woordenlijst"
    assert words.say("Contents") == "Contents"
    assert words.count("{count} cable", "{count} cables", 1) == "een bericht"
    assert words.count("{count} cable", "{count} cables", 1234) == "1.234 berichten"
    assert [(one.code, one.where.path, one.where.line) for one in problems] == [("L003", "languages/nl.toml", 1)]


def test_a_room_corrects_a_word_of_english() -> None:
    words, problems = catalogue_of("en", {"en": b'[words]\n"Glossary" = "Short words"\n'})

    assert words is not None
    assert words.say("Glossary") == "Short words"
    assert problems == []


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"\n[words\n", "L002", 2),
        (b"[words]\n\xff\n", "L002", 2),
        (b'[words]\n"Glosary" = "x"\n', "L004", 2),
        (b'[words]\n"A word that nobody says anywhere" = "x"\n', "L004", 2),
        (b'[words]\n"Glossary" = 3\n', "L005", 2),
        (b"[word]\n", "L005", 1),
        (b"words = 3\n", "L005", 1),
        (b"[catalogue]\nreviewed = 3\n", "L005", 2),
        (b"[catalogue]\nage = 3\n", "L005", 2),
        (b'[plurals."{count} cables"]\none = "x"\n', "L005", 1),
        (b'[plurals."{count} cables"]\nother = "x"\nnone = "x"\n', "L005", 1),
        (b'[words]\n\n[plurals]\n"{count} cables" = "x"\n', "L005", 4),
        (b'[plurals."{count} cabels"]\nother = "x"\n', "L004", 1),
        (b'[plurals."{count} cables"]\nother = "{cuont} x"\n', "L006", 1),
        (b'[words]\n"Changes of {title}" = "Van {titel}"\n', "L006", 2),
        (b'[words]\n"To the <1>start of this site</1>." = "Naar het <2>begin</2>."\n', "L006", 2),
    ],
)
def test_a_fault_is_told_with_its_line(data: bytes, code: str, line: int) -> None:
    assert [(one.code, one.where.line) for one in told(data)] == [(code, line)]


def test_every_english_message_reads_as_toml_and_says_itself() -> None:
    table = tomllib.loads((CATALOGUES / "en.toml").read_text(encoding="utf-8"))

    assert len(table["words"]) > 200
    assert all(message == said for message, said in table["words"].items())
    assert all(forms["other"] == message for message, forms in table["plurals"].items())


SHIPPED = ("ar", "de", "es", "fr", "ru")


def test_the_languages_that_come_with_the_program() -> None:
    assert known_languages({}) == ("ar", "de", "en", "es", "fr", "ru")


@pytest.mark.parametrize("tag", SHIPPED)
def test_a_catalogue_of_the_program_has_every_message_and_no_other(tag: str) -> None:
    table = tomllib.loads((CATALOGUES / f"{tag}.toml").read_text(encoding="utf-8"))
    english = tomllib.loads((CATALOGUES / "en.toml").read_text(encoding="utf-8"))
    again, problems = catalogue_of(tag, {tag: (CATALOGUES / f"{tag}.toml").read_bytes()})

    assert problems == []
    assert again == catalogue_of(tag, {})[0]
    assert list(table["words"]) == list(english["words"])
    assert list(table["plurals"]) == list(english["plurals"])
    assert table["catalogue"]["reviewed"] is False


@pytest.mark.parametrize("tag", SHIPPED)
def test_a_plural_has_only_forms_that_the_language_has(tag: str) -> None:
    words, _ = catalogue_of(tag, {})
    assert words is not None
    categories = {words.category(number) for number in range(1_000)} | {words.category(1_000_000)}

    assert {form for forms in words.plurals.values() for form in forms} <= {*categories, "other"}


@pytest.mark.parametrize(
    ("tag", "day", "month", "number", "counted"),
    [
        ("es", "25 de abril de 2007", "abril de 2007", "12.345", "2 cables"),
        ("fr", "25 avril 2007", "avril 2007", "12\u202f345", "2 télégrammes"),
        ("de", "25. April 2007", "April 2007", "12.345", "2 Depeschen"),
        ("ru", "25 апреля 2007\u202fг.", "апрель 2007\u202fг.", "12\xa0345", "2 телеграммы"),
        ("ar", "25 أبريل 2007", "أبريل 2007", "12,345", "برقيتان"),
        ("en", "25 April 2007", "April 2007", "12,345", "2 cables"),
    ],
)
def test_dates_and_numbers_follow_the_language(tag: str, day: str, month: str, number: str, counted: str) -> None:
    words, _ = catalogue_of(tag, {})
    assert words is not None

    assert words.day(dt.date(2007, 4, 25)) == day
    assert words.month(2007, 4) == month
    assert words.number(12_345) == number
    assert words.count("{count} cable", "{count} cables", 2) == counted
    assert len(set(words.month_names("abbreviated"))) == 12
