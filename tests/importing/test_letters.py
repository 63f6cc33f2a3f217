"""Letters that other programs decoded wrongly: read as they were meant where all of a record proves it, told in every case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cables.parse import parse_cable
from generator.cables.source.encodings import undo_twice
from generator.importing.formats import Transcript, read_records
from tests.cables.words import words

MEANT = "UNCLAS VENSK 000031\n\nSUBJECT: THE FERRY\n\n1. “João” said it’s “naïve” – a café.\n\nPELL\n"
HEADING = "Reference ID,Subject,Message Text\n"


def twice(text: str, wrong: str = "cp1252") -> str:
    """Return what a program makes of UTF-8 that takes it for another encoding; what that lacks keeps its number."""
    return "".join(bytes([byte]).decode(wrong, "ignore") or chr(byte) for byte in text.encode())


def only(data: bytes | str, path: str) -> Transcript:
    raw = data.encode() if isinstance(data, str) else data
    (one,) = read_records([raw], path, words())
    assert isinstance(one, Transcript)
    return one


def codes(one: Transcript) -> list[str]:
    return [problem.code for problem in one.problems]


@pytest.mark.parametrize(
    ("form", "path"),
    [
        (HEADING + '07VENSK31,X,"{}"\n', "theirs/x.csv"),
        ('"1","4/25/2007 9:05","07VENSK31","Consulate Vensk","UNCLASSIFIED","","","{}"\n', "theirs/dump.csv"),
        ("{}", "theirs/07VENSK31.txt"),
        ("---\nid: 07VENSK31\n---\n{}", "theirs/x.txt"),
    ],
)
@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
def test_what_was_encoded_twice_is_read_and_told(form: str, path: str, wrong: str) -> None:
    one = only(form.format(twice(MEANT, wrong)), path)
    cable, _ = parse_cable(one.text.encode(), "cables/2007/07VENSK31.txt", words())

    assert one.text.endswith(MEANT) or one.text.endswith(f"{MEANT}\n")
    assert codes(one) == ["I018"]
    assert "encoded twice" in (cable.note or "")


def test_what_was_encoded_three_times_is_read() -> None:
    assert undo_twice([twice(twice(MEANT))]).values == [MEANT]


def test_a_title_is_proven_by_the_text_beside_it() -> None:
    one = only(f'{HEADING}07VENSK31,{twice("FÊTE")},"{twice(MEANT)}"\n', "theirs/x.csv")

    assert 'title = "FÊTE"' in one.text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (twice("Only one é."), ["I019"]),
        (twice("João, José ") + "and Zoë.", ["I019"]),
        (twice("João, José ") + "“quoted” Ж.", ["I019"]),
        (twice("João, José ") + "and CAFÉ’S.", ["I019"]),
        ("IRMÃ’S, IRMÃ…, CAFÉ’S, CAFÉ’S, ÅÑ", []),
        ("AÇÃO, NÃO, SÃO, PÂTÉ, ÂGE", []),
        ("Привет, “João” – café’s", []),
    ],
)
def test_what_is_not_proven_stays_as_it_is(text: str, told: list[str]) -> None:
    one = only(f'{HEADING}07VENSK31,X,"1. {text}"\n', "theirs/x.csv")

    assert text in one.text
    assert codes(one) == told


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60))
def test_what_is_read_again_encodes_to_what_was_there(text: str) -> None:
    told = undo_twice([text])

    assert told.values == [text] or any(twice(told.values[0], wrong) == text for wrong in ("cp1252", "latin-1"))
    assert bool(told.read) == (told.values != [text])
