"""Invented text in which words are as unequal as in real text: Zipf's law, and a vocabulary that grows with the collection.

Words are made from their rank, syllable by syllable; the commonest are the particles of English, so that a search finds
what it finds in real text. One word in some hundred is an abbreviation of the vocabulary, and a few in each cable are
names and numbers of a wide space: they make the vocabulary grow.
"""

import random
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

_LETTERS = re.compile(r"[a-z]+")
_PARTICLES = _LETTERS.findall(
    "the of to and in a that for on is with was by it as he at be are from said his not have has this will would "
    "which had but were they their been also its who an more or no if about all other one there we our could than "
    "some when such any what against over into after may should these under between only most she her them then out "
    "new first during both because "
)
_ONSETS = _LETTERS.findall("b c d f g h l m n p r s t v w br ch cl cr dr fl gr pl pr sh st str th tr qu")
_VOWELS = _LETTERS.findall("a e i o u ai ea ee ia io oo ou")
_ENDS = _LETTERS.findall("n r s t l d m nd nt rd st ng ck ss tion ment ing ed er ly al")
_TABLE = 1 << 20  # a word is in the table as often as the law has it
_SHARE = 0.1  # of all words, divided by the rank; beyond the knee it falls with the square, as in real text
_KNEE = 8000
_RANKS = 60_000
_SPREAD = 7_368_787  # a prime: ranks next to each other do not look alike
_ABBREVIATIONS = 0.012  # of all words
# Abbreviations of the packaged vocabulary, as it once was: a row more there must not change a word of the collection, on which
# records and the questions of tests/browser/questions.json rest.
_SHORT = Path(__file__).with_name("abbreviations.txt")
_WIDTH = 66  # columns of wire text
_LINE = re.compile(rf"(.{{1,{_WIDTH}}}|\S+)(?: +|$)")


class Words:
    """The table that words are drawn from. It is the same in every process."""

    def __init__(self) -> None:
        """Make the table."""
        made = dict.fromkeys(_PARTICLES)
        made.update(dict.fromkeys(map(_spell, range(_RANKS))))
        words = list(made)
        short = _SHORT.read_text(encoding="ascii").split()
        table: list[str] = []
        for rank, word in enumerate(words, 1):
            table.extend([word] * round(_TABLE * _SHARE / (rank + 2) * min(1, _KNEE / rank)))
        each = int(len(table) * _ABBREVIATIONS / len(short))
        for word in short:
            table.extend([word] * each)
        self._table = table
        self.long = [word for word in words[200:12_000] if len(word) > 4]

    def paragraph(self, draw: random.Random, count: int, own: Sequence[str]) -> str:
        """Return sentences of count words together; own are words of this text alone, one or two of which come in."""
        words = draw.choices(self._table, k=max(count, 4))
        for word in draw.choices(own, k=1 + count // 60):
            words[draw.randrange(len(words))] = word
        cuts = [0]
        while cuts[-1] < len(words):
            cuts.append(cuts[-1] + 9 + int(draw.random() * 26))
        sentences = []
        for start, end in pairwise(cuts):
            sentence = " ".join(words[start:end])
            comma = sentence.find(" ", len(sentence) // 2)
            if comma > 0:
                sentence = f"{sentence[:comma]},{sentence[comma:]}"
            sentences.append(sentence[:1].upper() + sentence[1:])
        return ".  ".join(sentences) + "."

    def title(self, draw: random.Random) -> str:
        """Return a subject in capitals."""
        return " ".join(draw.choices(self.long, k=draw.randrange(4, 11))).upper()

    def own(self, draw: random.Random) -> list[str]:
        """Return names and numbers of one cable."""
        names = [_spell(_RANKS + int(draw.random() ** 2 * 2_000_000)).capitalize() for _ in range(5)]
        return [*names, f"{draw.randrange(1000):,}", f"{draw.randrange(1_000_000):,}"]


def wrapped(text: str) -> str:
    """Return a text in lines of the wire."""
    return _LINE.sub(r"\1\n", text).rstrip("\n")


def _spell(rank: int) -> str:
    """Return the word of a rank: the higher, the longer."""
    parts = []
    words = len(_ENDS) * len(_VOWELS) * len(_ONSETS)
    while rank >= words:
        rank -= words
        words *= len(_VOWELS) * len(_ONSETS)
    left, end = divmod(rank * _SPREAD % words, len(_ENDS))
    parts.append(_ENDS[end])
    words //= len(_ENDS)
    while words > 1:
        left, vowel = divmod(left, len(_VOWELS))
        left, onset = divmod(left, len(_ONSETS))
        parts.append(_ONSETS[onset] + _VOWELS[vowel])
        words //= len(_VOWELS) * len(_ONSETS)
    return "".join(reversed(parts))
