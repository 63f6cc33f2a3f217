"""Importing, Markdown and withholding take time in proportion to what they are given, as reading a cable does."""

import gc
import time
from collections.abc import Callable, Iterator

import pytest

from generator.accession import read_records
from generator.accession.dump import read_rows
from generator.cables.withholding import parse_rules, publish
from generator.essays import parse_essay, parse_notes
from tests.cables.test_linear import HEAD, SHAPES
from tests.cables.words import words

BEGIN = 6_000  # bytes of the smaller input
MOST_TIMES = 3.0  # for twice the size: noise of a shared machine is in it
SMALL = 0.008  # seconds of the processor below which noise is all there is
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
    publish(HEAD + b"1. " + data, "09VENSK31.txt", RULES, words())


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


@pytest.fixture(autouse=True)
def no_collector() -> Iterator[None]:
    """What else lives in this process, and is looked through for garbage, is no part of what is measured."""
    gc.disable()
    yield
    gc.enable()


def seconds(work: Callable[[bytes], None], data: bytes) -> float:
    best = float("inf")
    for _ in range(2):
        begin = time.process_time()
        work(data)
        best = min(best, time.process_time() - begin)
    return best


@pytest.mark.parametrize(("name", "shape"), [(name, shape) for name, (_, shapes) in WORK.items() for shape in shapes])
def test_twice_the_input_takes_about_twice_the_time(name: str, shape: str) -> None:
    work, shapes = WORK[name]
    unit = shapes[shape]
    times = BEGIN // len(unit)
    for _ in range(8):  # slow moments of the machine are forgiven; what is quadratic takes four times as long each time
        once, twice = seconds(work, unit * times), seconds(work, unit * (2 * times))
        if twice < SMALL or twice < MOST_TIMES * once:
            break

    assert twice < SMALL or twice < MOST_TIMES * once, (once, twice)
