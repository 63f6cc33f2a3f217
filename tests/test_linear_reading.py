"""Importing, Markdown and withholding take time in proportion to what they are given, as reading a cable does."""

from collections.abc import Callable

import pytest

from generator.importing.formats import read_records
from generator.importing.formats.dump import read_rows
from generator.markdown import parse_essay, parse_notes
from generator.redaction import parse_rules, redact
from tests.cables.test_linear import HEAD, SHAPES
from tests.cables.words import words
from tests.growth import growth, seconds_of

BEGIN = 4_000  # bytes of the smaller input
RULES = parse_rules(
    b'[[withhold]]\ntext = "Jorun Mareth"\nreason = "x"\ndate = 2026-01-02\n'
    b'[[withhold]]\ntext = "A A"\nreason = "x"\ndate = 2026-01-02\n',
    "withheld.toml",
)
ROW = b'"1","3/4/2006 9:05","06VENSK9","Embassy Vensk","UNCLASSIFIED","","","'


def import_text(data: bytes) -> None:
    list(read_records([HEAD + data], "saved/09VENSK31.txt", words()))


def import_dump(data: bytes) -> None:
    list(read_rows([ROW, *(data[at : at + 997] for at in range(0, len(data), 997)), b'"\n']))


def import_table(data: bytes) -> None:
    list(read_records([b"id,text\n06VENSK9,", data], "export.csv", words()))


def markdown(data: bytes) -> None:
    parse_essay(data, "pages/a.md")
    parse_notes(data, "notes/09VENSK31.md", "cable/2009/vensk/09VENSK31.html")


def withhold(data: bytes) -> None:
    redact(HEAD + b"1. " + data, "09VENSK31.txt", RULES, words())


OF_CABLES = {
    name: SHAPES[name]
    for name in (
        "one line of words", "one line without blanks", "blanks", "line ends", "headings", "dashes and blanks", "open brackets",
        "numbered lines", "references", "tags of HTML", "ampersands", "entities", "backslashes", "quotes",
        "markers", "captions", "headings again", "bullets", "fences", "nulls", "bytes of no text", "capitals",
    )
}  # fmt: skip
OF_DUMPS = {
    "quotes": b'"', "escaped quotes": b'\\"', "backslashes": b"\\", "ends of fields": b'","', "line ends": b"\n",
    "words": b"word ",
    "records": b'"\n"2","3/4/2006 9:05","06VENSK10","E","U","","","', "escaped ends": b'\\","', "numbers": b'\n"2","',
}  # fmt: skip
OF_MARKDOWN = {
    "words": b"word ", "open brackets": b"[", "brackets": b"[a](", "emphasis": b"*a ", "mixed emphasis": b"*_", "code": b"`",
    "code apart": b"` ", "fences": b"```\n", "quotes": b"> ", "quoted lines": b"> a\n", "lists": b"- ",
    "headings": b"# A\n\n", "same headings": b"## A\n",
    "images": b"![", "footnotes": b"[^", "tables": b"|a|\n|-|\n",
    "less than": b"<", "front matter": b"+++\na = 1\n", "underlined": b"a\n=\n",
}  # fmt: skip
OF_WITHHOLDING = OF_CABLES | {
    "half a name": b"Jorun ", "half a name and breaks": b"Jorun -\n", "letters of a name": b"Jo\n",
    "markers": b"VENSK 00000031 002 OF 003 ",
    "the name": b"Jorun Mareth ", "the other name": b"A ", "a's": b"a", "hyphens": b"A-\n", "the name in markup": b"Jorun <b>",
}  # fmt: skip
WORK: dict[str, tuple[Callable[[bytes], None], dict[str, bytes]]] = {
    "import a text": (import_text, OF_CABLES),
    "import a dump": (import_dump, OF_DUMPS),
    "import a table": (import_table, OF_DUMPS),
    "Markdown": (markdown, OF_MARKDOWN),
    "withholding": (withhold, OF_WITHHOLDING),
}


@pytest.mark.parametrize(("name", "shape"), [(name, shape) for name, (_, shapes) in WORK.items() for shape in shapes])
def test_four_times_the_input_takes_about_four_times_as_long(name: str, shape: str) -> None:
    work, shapes = WORK[name]
    unit = shapes[shape]
    times = BEGIN // len(unit)
    smaller, larger = unit * times, unit * (4 * times)

    assert growth(lambda: seconds_of(lambda: work(smaller)), lambda: seconds_of(lambda: work(larger))) == ""
