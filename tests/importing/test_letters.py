"""Letters that other programs decoded wrongly: read as they were meant where all of a record proves it, told in every case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cables.parse import parse_cable
from generator.cables.source.encodings import undo_twice
from generator.cables.source.mac_roman import is_mac_roman
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


MAC = "1. L’été, le président a reçu le maçon à Viñales: « naïf », dit-il – “bientôt”."


@pytest.mark.parametrize(
    ("form", "path"),
    [
        (HEADING + '07VENSK30,X,Plain\n07VENSK31,FÊTE,"{}"\n07VENSK32,X,It’s\n', "theirs/x.csv"),
        ("UNCLAS VENSK 000031\n\nSUBJECT: FÊTE\n\n{}\n", "theirs/07VENSK31.txt"),
    ],
)
def test_what_its_words_prove_to_be_mac_roman_is_read_so_and_told(form: str, path: str) -> None:
    made = list(read_records([form.format(MAC).encode("mac_roman")], path, words()))
    (one,) = [one for one in made if isinstance(one, Transcript) and one.id == "07VENSK31"]

    assert MAC in one.text
    assert "FÊTE" in one.text
    assert codes(one) == ["I031"]
    assert [codes(each) for each in made if isinstance(each, Transcript) and "It’s" in each.text] in ([], [["I031"]])


@pytest.mark.parametrize(
    ("text", "encoding", "proven"),
    [
        (MAC, "mac_roman", True),
        (MAC, "cp1252", False),
        (MAC, "utf-8", False),
        ("Señor Muñoz – “él” – naïve café, œuvre", "cp1252", False),
        ("été, élève, préféré, même", "cp850", False),
        ("Příliš žluťoučký kůň úpěl", "mac_latin2", False),
        ("Zażółć gęślą jaźń", "cp1250", False),
        ("Москва и Ташкент", "cp1251", False),
        ("Москва и Ташкент", "koi8-r", False),
        ("word—word, word–word, it’s", "cp1252", False),
        ("one†two, one‡two, café", "cp1252", False),
        ("It’s “so”", "mac_roman", False),
    ],
)
def test_mac_roman_is_proven_by_words_alone(text: str, encoding: str, *, proven: bool) -> None:
    assert is_mac_roman(text.encode(encoding)) is proven


def test_telegrams_of_one_file_tell_how_they_were_decoded() -> None:
    header = "R 25{0}Z APR 07\nFM AMCONSUL VENSK\nUNCLAS VENSK 0000{1}\nSUBJECT: CAFÉ\n\n1. A.\nNNNN\n\n"
    data = (header.format("1024", 31) + header.format("1124", 32)).encode("cp1252")

    assert [codes(one) for one in read_records([data], "x.txt", words()) if isinstance(one, Transcript)] == [
        ["I012"]
    ] * 2


@pytest.mark.parametrize(
    ("name", "above", "below"),
    [
        ("x.json", '[{"id": "07VENSK31", "text": "', '"}]'),
        ("x.jsonl", '{"id": "07VENSK31", "text": "', '"}\n'),
        ("07VENSK31.eml", "From: a@example.org\nMIME-Version: 1.0\nMessage-ID: <1>\n\nUNCLAS VENSK 000031\n\n", "\n"),
    ],
)
def test_letters_that_are_no_utf_8_are_read_as_windows_1252_and_told(name: str, above: str, below: str) -> None:
    (one,) = read_records([f"{above}1. Caf\xe9 \u201cA\u201d.{below}".encode("cp1252")], name, words())

    assert isinstance(one, Transcript)
    assert codes(one) == ["I012"]
    assert "1. Caf\xe9 \u201cA\u201d." in one.text
