"""The text of a cable as a reader should see it: each folder of ``reading`` is a kind, each file in it a cable, all invented.

Beside NAME.txt stands NAME.reading, one line a block, that anyone can read and add to:

    signature ORLEY
    summary The fair closed two days early.
    p 2. (C): The hall was shut [page-marker].
    h (C): A Hall Without Power
    item1 a): cables

A sign in brackets is a repair at its place; ``end`` lines tell what was left out behind the text. Lines of a block that keep
their line ends are parted by `` / ``. ``UPDATE_READING=1`` writes the readings anew, to be read before they are committed.
"""

import os
from pathlib import Path

import pytest

from generator.cables.model import Cable
from generator.cables.parse import parse_cable
from tests.benchmarks.page_breaks import broken
from tests.cables.ledger import not_shown, unaccounted
from tests.cables.words import words

READING = Path(__file__).parent / "reading"
CASES = sorted(READING.glob("*/*.txt"))
# Wire text of several lines, into which page markers can be put.
BROKEN = [
    READING.parent.parent.parent / "content" / "cables" / "07ASTANA1061.txt",
    *(READING / "sentences").glob("*.txt"),
]
FEWEST_BREAKS = 12
SHORT = {"paragraph": "p", "subparagraph": "sub", "heading": "h"}
KINDS = {"damage", "ends", "headings", "lists", "numbers", "participants", "places", "sentences", "summaries"}


def reading(cable: Cable) -> str:
    """Return the reading of a cable in short."""
    made = [f"signature {cable.signature}".rstrip(), f"summary {cable.summary or ''}".rstrip()]
    for at, block in enumerate(cable.blocks):
        text = block.text
        repairs = sorted([one for one in cable.removals if one.block == at], key=lambda one: one.offset)
        for one in reversed(repairs):
            text = f"{text[: one.offset]}[{one.piece.rule}]{text[one.offset :]}"
        kind = f"{SHORT.get(block.kind, block.kind)}{block.depth if block.kind == 'item' else ''}"
        front = " ".join(
            part for part in (kind, block.label, block.mark, block.segment and f"<{block.segment}>") if part
        )
        made.append(f"{front}: {text}".replace("\n", " / ").rstrip())
    made += [
        f"end {one.piece.rule}: {one.piece.text.strip()}" for one in cable.removals if one.block == len(cable.blocks)
    ]
    return "\n".join(made) + "\n"


def read(path: Path) -> Cable:
    cable, _ = parse_cable(path.read_bytes(), f"09VENSK31-{path.stem}.txt", words())
    return cable


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_text_is_read_as_its_reading_says(path: Path) -> None:
    cable = read(path)
    expected = path.with_suffix(".reading")
    if os.environ.get("UPDATE_READING"):
        expected.write_text(reading(cable), encoding="utf-8")

    assert reading(cable) == expected.read_text(encoding="utf-8")
    assert not list(unaccounted(cable))
    assert not not_shown(cable)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_page_marker_within_a_paragraph_leaves_no_trace(path: Path) -> None:
    assert [one for one in broken(path.read_bytes(), "09VENSK31.txt", words()) if one[1]] == []


def test_there_are_paragraphs_to_part() -> None:
    assert sum(1 for path in BROKEN for _ in broken(path.read_bytes(), "09VENSK31.txt", words())) > FEWEST_BREAKS


def test_each_kind_has_cases_and_each_reading_its_cable() -> None:
    assert {path.parent.name for path in CASES} == KINDS
    assert sorted(READING.glob("*/*.reading")) == [path.with_suffix(".reading") for path in CASES]
