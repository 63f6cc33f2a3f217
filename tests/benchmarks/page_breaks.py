"""Page markers put into cables where their sentences go on: each must be read as it was before. Part of ``make accuracy``.

    python -m tests.benchmarks.page_breaks DIR [--places N]

A marker between two lines that are one paragraph is what paging does, and taking it out again must leave the paragraph whole.
So a cable is its own witness: no reading by hand is needed, and any number of cables can be tried.
"""

import argparse
import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.cables.model import Cable
from generator.cables.parse import parse_cable
from generator.vocabulary import Vocabulary

PLACES = 8  # in a cable
# As pages were parted: the marker by itself, between blank lines, and a stray caption.
BREAKS = (("{marker}",), ("", "{marker}", "", ""), ("", "SIPDIS "))
_LINE_ENDS = ("&#x000A;", "\r\n", "\n")
_MARKUP = re.compile(r"<[^<>]*>|\u00b6")
_NUMBER = re.compile(r"\d{1,3} ?[.),]")
_EDGE = 24  # characters on either side of a line end by which it is found in a paragraph
_SHORTEST = 40


def texts(cable: Cable) -> list[str]:
    """Return what a reader sees: each block with its number, as one line."""
    return [" ".join(f"{block.kind} {block.label} {block.mark} {block.text}".split()) for block in cable.blocks]


def within_paragraphs(lines: Sequence[str], cable: Cable) -> list[int]:
    """Return the indexes of lines that go on in the next, in one paragraph of the cable, by the words on either side."""
    prose = [" ".join(block.text.split()) for block in cable.blocks if block.kind in {"paragraph", "item"}]
    whole = "\n".join(prose)
    found = []
    for at in range(len(lines) - 1):
        before, after = (" ".join(_MARKUP.sub("", line).split()) for line in lines[at : at + 2])
        joined = f"{before[-_EDGE:]} {after[:_EDGE]}"
        if after[:1] == "-" or _NUMBER.match(after):
            continue  # a dash may begin an item, and a number a paragraph, behind any break
        if len(before) >= _SHORTEST and len(after) >= _EDGE and whole.count(joined) == 1:
            found.append(at)
    return found


def broken(
    data: bytes, path: str, vocabulary: Vocabulary | None = None, places: int = PLACES
) -> Iterator[tuple[int, str]]:
    """Put breaks into a cable, one at a time; yield for each the line and what the first changed block is then, "" for none."""
    cable, _ = parse_cable(data, path, vocabulary)
    text = data.decode("utf-8", "replace")
    end = next((one for one in _LINE_ENDS if one in text), "\n")
    lines, read = text.split(end), texts(cable)
    marker = f"{cable.post} {cable.serial or 1:08d}  002 OF 003 "
    dice = random.Random(path)
    within = within_paragraphs(lines, cable)
    for at in dice.sample(within, min(places, len(within))):
        cut = [one.format(marker=marker) for one in dice.choice(BREAKS)]
        again, _ = parse_cable(end.join([*lines[: at + 1], *cut, *lines[at + 1 :]]).encode(), path, vocabulary)
        changed = [one for one in texts(again) if one not in read]
        yield at + 1, changed[0] if changed else ""


def main() -> int:
    options = argparse.ArgumentParser(description="Page markers within paragraphs are taken out without a trace.")
    options.add_argument("folder", type=Path, help="a folder of cables")
    options.add_argument("--places", type=int, default=PLACES, help="breaks in each cable")
    given = options.parse_args()
    tried = wrong = 0
    for path in sorted(path for name in ("*.txt", "*.html") for path in given.folder.rglob(name)):
        for line, changed in broken(path.read_bytes(), path.name, places=given.places):
            tried += 1
            if changed:
                wrong += 1
                sys.stdout.write(f"{path.name}:{line}: {changed[:100]}\n")
    sys.stdout.write(f"{tried} breaks, {wrong} told apart\n")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
