"""Every character of a source is in one place of the ledger under a named rule, and what is text is shown, in order.

Held on the golden sources, the owner's cable, the specimens, on sources put together from pieces of all of them, and on
any bytes. No input makes ``parse_cable`` raise.
"""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cables.model import Cable
from generator.cables.parse import parse_cable
from tests.cables.ledger import not_shown, unaccounted

GOLDEN = Path(__file__).parent.parent / "golden" / "cables"
CONTENT = Path(__file__).parent.parent.parent / "content" / "cables"
REAL = sorted((GOLDEN.parents[2].parent / "shared" / "cables").rglob("*.html"))  # pages of a publisher, where they lie
SOURCES = sorted(
    [
        *(path for path in GOLDEN.glob("*/*/*") if path.name != "expected.json"),
        *CONTENT.rglob("*.txt"),
    ]
)
ODD = "\x00\x07\t\x0b\x0c\x85\u00a0\u2028\u200f\ufeff\ufffd\u00b6\\<>&;{}%#\U0001f409\ud800"


def check(cable: Cable) -> None:
    assert not list(unaccounted(cable))
    assert not not_shown(cable)


@pytest.mark.parametrize("path", [*SOURCES, *REAL], ids=lambda path: path.stem)
def test_nothing_of_a_cable_is_lost(path: Path) -> None:
    cable, _ = parse_cable(path.read_bytes(), path.name)

    check(cable)


ONCE = {
    "a page line in the first line of the text": (
        "UNCLAS VENSK 000206\n\nSUBJECT: NETS\n\n1. Nets were PAGE 02        VENSK  00031  01 OF 02  221915Z\n"
    ),
    "more labels than the top of a print may have": (
        "UNCLASSIFIED\nMRN: 12 LINDEMAR 77\nDate/DTG: Mar 04, 2010 / 041148Z MAR 10\nFrom: AMEMBASSY LINDEMAR\nTAGS: EFIS\n"
        + "Action:\nWASHDC, SECSTATE\n" * 40
    ),
}


@pytest.mark.parametrize("text", ONCE.values(), ids=ONCE.keys())
def test_a_line_that_is_cut_is_counted_once(text: str) -> None:
    check(parse_cable(text.encode(), "a.txt")[0])


def test_there_are_sources_to_hold_it_on() -> None:
    assert len(SOURCES) > 50


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "07ASTANA1.txt", "x.csv", "specimens/y.html", "", "\ud800"]))
def test_any_bytes_are_read(data: bytes, path: str) -> None:
    cable, problems = parse_cable(data, path)

    assert not list(unaccounted(cable))
    assert all(problem.code and problem.hint and problem.where.path == path for problem in problems)


@st.composite
def mutations(draw: st.DrawFn) -> bytes:
    """Draw a real source with lines left out, doubled, moved, cut, taken from others, and odd characters put in."""
    texts = [
        path.read_bytes().split(b"\n") for path in draw(st.lists(st.sampled_from(SOURCES), min_size=1, max_size=2))
    ]
    made = [line for text in texts for line in text[: draw(st.integers(1, 120))]]
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, max(0, len(made) - 1)))
        kind = draw(st.sampled_from(["drop", "double", "move", "cut", "odd", "blank", "join", "indent", "shout"]))
        if not made:
            break
        if kind == "drop":
            del made[at]
        elif kind == "double":
            made[at:at] = made[at : at + draw(st.integers(1, 8))]
        elif kind == "move":
            made.insert(draw(st.integers(0, len(made))), made.pop(at))
        elif kind == "cut":
            made[at] = made[at][: draw(st.integers(0, 40))]
        elif kind == "odd":
            place = draw(st.integers(0, len(made[at])))
            letter = draw(st.sampled_from(ODD)).encode("utf-8", "surrogatepass")
            made[at] = made[at][:place] + letter + made[at][place:]
        elif kind == "blank":
            made.insert(at, b"")
        elif kind == "join" and at + 1 < len(made):
            made[at : at + 2] = [made[at] + b" " + made[at + 1]]
        elif kind == "indent":
            made[at] = b"    " + made[at]
        elif kind == "shout":
            made[at] = made[at].upper()
    return b"\n".join(made)


@settings(max_examples=150, deadline=None)
@given(mutations(), st.sampled_from(["09VENSK31.txt", "dump.csv", "page.html"]))
def test_a_damaged_cable_is_read_and_nothing_of_it_is_lost(data: bytes, path: str) -> None:
    cable, problems = parse_cable(data, path)

    check(cable)
    assert all(problem.hint for problem in problems)
