"""Every word that the readers know, beside every sign, in one line and in many: does the time grow faster than the input?

    python -m tests.linear.shapes [--share I/N] [--reader NAME] [--seed S]

Words come from the patterns and tables of the readers' own modules and from the vocabulary, so that a new word joins by itself.
Each shape is read by one of the readers, with another seed by another, or by those that are named: at 20 kB and, if it takes
much longer than sentences do, at 5 kB too. It fails if four times the input takes more than nine times as long. Ends with 1
where one does.
"""

import argparse
import importlib
import pkgutil
import random
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product

import msgspec

import generator.cables
import generator.importing.formats
import generator.markdown
import generator.redaction
from generator.cables.parse import parse_cable
from generator.importing.formats import read_records
from generator.markdown import parse_essay
from generator.redaction import parse_rules, redact
from generator.redaction.reading import read_foreign
from generator.vocabulary import standard
from tests.cables.test_linear import HEAD, PROSE
from tests.growth import growth, seconds_of

SMALL, LARGE = 5_000, 20_000  # bytes
DEAR = 6  # times what sentences of the same size take: from here on a shape is measured twice
SIGNS = (
    *"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "\u00b6",
    "\u2013",
    "\u201c",
    "\ufffd",
    "1",
    "7.",
    "A",
    "a",
    "--",
    "//",
    "",
)
JOINS = {
    "glued": "{word}{sign}",
    "in one line": "{word} {sign} ",
    "in many lines": "{word}{sign}\n",
    "over lines": "{sign}\n{word} ",
}
_KNOWN = re.compile(r"[A-Za-z][A-Za-z']*(?:[ .][A-Za-z]{1,20}){0,4}")
_NO_WORD = re.compile(r"\\[a-zA-Z0-9]|\(\?[a-zA-Z<=!:]*(?:<\w+>)?|\{[\d,]*\}|\[[^\]]*\]")
RULES = parse_rules(
    b'[[withhold]]\ntext = "Jorun Mareth"\nreason = "x"\ndate = 2026-01-02\n'
    b'[[withhold]]\ntext = "Secret Summary"\nreason = "x"\ndate = 2026-01-02\n',
    "withheld.toml",
)


class Shape(msgspec.Struct, frozen=True):
    """A word, the sign beside it, and how they are repeated."""

    word: str
    sign: str
    join: str

    def text(self, size: int) -> bytes:
        """Return the shape repeated up to a size."""
        unit = JOINS[self.join].format(word=self.word, sign=self.sign).encode()
        return unit * (size // len(unit))

    def __str__(self) -> str:
        """Return word, sign and how they are repeated."""
        return f"{self.word!r} with {self.sign!r}, {self.join}"


def _parse(data: bytes) -> None:
    parse_cable(HEAD + b"1. " + data, "09VENSK31.txt")


def _parse_from_the_first_line(data: bytes) -> None:
    parse_cable(data, "09VENSK31.txt")


def _withhold(data: bytes) -> None:
    redact(HEAD + b"1. Jorun " + data, "09VENSK31.txt", RULES)


def _import(data: bytes) -> None:
    list(read_records([HEAD + data], "saved/a.txt", standard()))


def _set_markdown(data: bytes) -> None:
    parse_essay(b"# A\n\n" + data, "pages/a.md")


def _pass_the_gate(data: bytes) -> None:
    read_foreign("pages/a.html", b"<p class=a>" + data)


READERS: dict[str, Callable[[bytes], None]] = {
    "text": _parse,
    "first line": _parse_from_the_first_line,
    "withholding": _withhold,
    "import": _import,
    "markdown": _set_markdown,
    "gate": _pass_the_gate,
}


@cache
def known_words() -> tuple[str, ...]:
    """Return every word of the readers' patterns and tables, and of the vocabulary's tables of words."""
    found: set[str] = set()
    for package in (generator.cables, generator.redaction, generator.markdown, generator.importing.formats):
        for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for name, value in vars(importlib.import_module(one.name)).items():
                for text in _texts(value) if not name.startswith("__") else ():
                    found.update(_KNOWN.findall(text))
    vocabulary = standard()
    found.update((*vocabulary.captions, *vocabulary.signals))
    return tuple(sorted(word for word in found if 2 <= len(word) <= 40))


def _texts(value: object) -> Iterator[str]:
    """Yield the texts of a constant of a module: of patterns what is no sign of them."""
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield _NO_WORD.sub("|", value.pattern)
    elif isinstance(value, tuple | list | set | frozenset | dict):
        for one in value:
            if isinstance(one, str):
                yield one
            elif isinstance(one, re.Pattern | tuple):
                yield from _texts(one)


def all_shapes() -> Iterator[Shape]:
    """Yield every shape."""
    yield from (Shape(word, sign, join) for word, sign, join in product(known_words(), SIGNS, JOINS))


def some_shapes(seed: int) -> Iterator[Shape]:
    """Yield one shape for each word, and for each sign in each way one."""
    chance = random.Random(seed)
    yield from (Shape(word, chance.choice(SIGNS), chance.choice(tuple(JOINS))) for word in known_words())
    yield from (Shape(chance.choice(known_words()), sign, join) for sign, join in product(SIGNS, JOINS))


@cache
def seconds_of_sentences(reader: str) -> float:
    """Return what sentences of the larger size take."""
    text = PROSE * (LARGE // len(PROSE))
    return min(seconds_of(lambda: READERS[reader](text)) for _ in range(3))


def fault_of(shape: Shape, reader: str) -> str:
    """Return why the time for a shape grows too fast, or nothing."""
    read = READERS[reader]
    larger = shape.text(LARGE)
    if seconds_of(lambda: read(larger)) < DEAR * seconds_of_sentences(reader):
        return ""
    smaller = shape.text(SMALL)
    return growth(lambda: seconds_of(lambda: read(smaller)), lambda: seconds_of(lambda: read(larger)))


def main() -> int:
    """Try shapes, print those that fail, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--share", default="1/1", help="which of how many shares is tried")
    parser.add_argument("--reader", choices=tuple(READERS), action="append")
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    share, shares = map(int, wanted.share.split("/"))
    shapes = list(all_shapes())
    random.Random(wanted.seed).shuffle(shapes)
    tried, faults = 0, 0
    readers = tuple(READERS)
    for number, shape in enumerate(shapes[share - 1 :: shares]):
        for reader in wanted.reader or (readers[number % len(readers)],):
            tried += 1
            fault = fault_of(shape, reader)
            faults += bool(fault)
            if fault:
                print(f"{reader}: {shape}: {fault}", flush=True)
    print(f"{tried} shapes tried of {len(known_words())} words and {len(SIGNS)} signs, {faults} not linear")
    return int(bool(faults) or not tried)


if __name__ == "__main__":
    sys.exit(main())
