"""Time grows with the size of the input and no faster, whatever the input is made of."""

import gc
import time
from collections.abc import Iterator

import pytest

from generator.cables.parse import parse_cable

HEAD = b"UNCLAS VENSK 000031\n\nE.O. 12958: N/A\nTAGS: ECON\nSUBJECT: LONG\n\n"
BEGIN = 60_000  # bytes of the smaller input
MOST_TIMES = 2.8  # for twice the size: noise of a shared machine is in it
SMALL = 0.004  # seconds below which noise is all there is

# What is repeated, and whether a line end stands between.
SHAPES = {
    "one line of words": b"word ",
    "one line without blanks": b"x",
    "blanks": b" ",
    "line ends": b"\n",
    "lines of blanks": b"   \n",
    "headings": b"A HEADING\n---------\n\n",
    "headings without rules": b"A HEADING\n\n",
    "rules": b"----------\n",
    "boxed headings": b"---------\nHEADING\n---------\n",
    "broken rules": b"--- --- ---\n",
    "dots": b".",
    "dashes": b"-",
    "dashes and blanks": b"- ",
    "open brackets": b"(",
    "brackets": b"()",
    "portion marks": b"(C) ",
    "digits": b"7",
    "numbers": b"1. ",
    "numbered lines": b"1. Text.\n",
    "decimals": b"1.1.1.1.",
    "letters": b"a) b) c) ",
    "commas": b"A, ",
    "references": b"REF: A. B. C. ",
    "reference lines": b"REF: A. 07 ASTANA 1\n",
    "posts and numbers": b"ASTANA 1061 ",
    "posts": b"NEW DELHI ",
    "ref letters": b"ref A, B and C-E, ",
    "paragraphs named": b"paras 1, 2 and 3-9 ",
    "less than": b"<",
    "tags of HTML": b"<a href=",
    "ampersands": b"&amp",
    "entities": b"&#x000A;",
    "pilcrows": b"\xc2\xb6",
    "pilcrows and digits": b"\xc2\xb6 1. ",
    "lost characters": b"\xef\xbf\xbd",
    "backslashes": b"\\\n",
    "quotes": b'"',
    "markers": b"VENSK 00000031  002 OF 003\n",
    "markers in one line": b"VENSK 00000031 002 OF 003 ",
    "old markers": b"PAGE 02        VENSK  00031  01 OF 02  221915Z\n",
    "captions": b"SIPDIS\n",
    "headings again": HEAD,
    "classification lines": b"C O N F I D E N T I A L SECTION 01 OF 02 VENSK 000031\n",
    "tags lines": b"TAGS: PREL, PGOV, ECON\n",
    "subjects": b"SUBJECT: A\n",
    "subject without end": b"SUBJECT: LONG AND ",
    "orders": b"E.O. 12958: DECL: 01/01/2019\n",
    "classified by": b"Classified By: A. B. Reason: 1.4 (b) and (d).\n",
    "addressees": b"INFO RUEHVN/AMCONSUL VENSK PRIORITY 1234\n",
    "redactions": b"XXXXXXXXXXXX ",
    "redactions in brackets": b"[REMOVED] ",
    "brackets without end": b"[",
    "tables": b"a      b      c\n",
    "bullets": b"-- a\n",
    "spacing artefacts": b"A line.\n-\n",
    "joined pages": b"and so it went on without an end until the page\n\nended and went on\n",
    "markers in sentences": b"and so it went on\nVENSK 00000031  002 OF 003\nuntil it ended-\n",
    "hyphens at line ends": b"DIVI-\n",
    "stamps": b"Declassified/Released US Department of State EO Systematic Review 30 JUN 2005\n",
    "names": b"ORLEY\n",
    "summaries": b"Summary: begin. End summary.\n",
    "fences": b"+++\n",
    "controls": b"\x07",
    "nulls": b"\x00",
    "bytes of no text": b"\xff\xfe",
    "emoji": "\U0001f409".encode(),
    "capitals": b"A B C ",
    "full stops and capitals": b"A. ",
}


@pytest.fixture(autouse=True)
def no_collector() -> Iterator[None]:
    """What else lives in this process, and is looked through for garbage, is no part of what is measured."""
    gc.disable()
    yield
    gc.enable()


def seconds(data: bytes) -> float:
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        parse_cable(data, "09VENSK31.txt")
        best = min(best, time.process_time() - begin)
        if best > 2:
            break
    return best


@pytest.mark.parametrize("place", ["in the text", "from the first line on"])
@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_input_takes_about_twice_the_time(shape: str, place: str) -> None:
    unit = SHAPES[shape]
    head = HEAD + b"1. " if place == "in the text" else b""
    times = BEGIN // len(unit)
    for _ in range(8):  # slow moments of the machine are forgiven; a slow reading stays slow
        once, twice = seconds(head + unit * times), seconds(head + unit * (2 * times))
        if twice < SMALL or twice < MOST_TIMES * once:
            break

    assert twice < SMALL or twice < MOST_TIMES * once, (once, twice)
    assert twice < 1.5


LARGE = {
    "a line of a megabyte": b"1. " + b"The trade fair went on, and no one objected. " * 23_000,
    "a line of a megabyte without a blank": b"1. " + b"x" * 1_000_000,
    "ten thousand headings": b"The Fair\n--------\n\n1. Text of it.\n\n" * 10_000,
    "a hundred thousand lines": b"and on it went, line after line, without an end to be seen\n" * 100_000,
    "a hundred thousand paragraphs": b"".join(b"%d. (U) Text.\n\n" % (at % 999 + 1) for at in range(100_000)),
}


@pytest.mark.parametrize("name", LARGE)
def test_a_very_large_cable_is_read_in_seconds(name: str) -> None:
    begin = time.process_time()
    cable, _ = parse_cable(HEAD + LARGE[name], "09VENSK31.txt")

    assert cable.blocks
    assert time.process_time() - begin < 10
