"""``compare``: two cables aligned by paragraph and then by word. Pure; time is bounded, whatever the texts are.

Words are compared by their letters and digits alone. Of what differs four kinds are told apart: words that only one text
has, words that one text has where the other has a redaction, and slips of copying (``0`` for ``O``, a lost hyphen), which
say nothing of what was written.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import msgspec

from generator.cables.model import Block, Cable

_TOKEN = re.compile(r"\S+\s*")
_NOT_WORDS = re.compile(r"[^\w]|_")
_REDACTION = "\0"
_ALIKE = 0.3  # the share of words that two paragraphs have in common at least, to stand beside each other
_MOST_CELLS = 2_500  # paragraphs of one gap times those of the other, up to which the best pairing is looked for
_MOST_STEPS = 4_000_000  # words times words that are compared on one page
_CONFUSED = frozenset({"0o", "1l", "1i", "5s", "8b", "6g"})  # a figure and the letter that it is taken for
_PRINTED_KINDS = ("table", "lines")


class Run(msgspec.Struct, frozen=True):
    """Words of one side. kind: "same", "only" (the other side lacks them), "slip", "withheld" (a redaction), "shown"."""

    kind: str
    text: str


class Side(msgspec.Struct, frozen=True):
    """A paragraph of one side: its anchor, its label as printed, its words; printed says that its lines are kept."""

    anchor: str
    label: str
    runs: tuple[Run, ...]
    printed: bool = False


class Row(msgspec.Struct, frozen=True):
    """What stands side by side; None where one side has nothing. kind: "same", "changed", "first" or "second"."""

    kind: str
    first: Side | None
    second: Side | None


class Comparison(msgspec.Struct, frozen=True):
    """Two texts side by side. The counts are of passages: runs of words without one that is the same between them.

    only_first and only_second are passages that the other lacks, shown_first those that are shown in the first and
    withheld in the second, shown_second the other way round, slips those that differ by copying alone.
    """

    rows: tuple[Row, ...]
    only_first: int
    only_second: int
    shown_first: int
    shown_second: int
    slips: int


class _Words(msgspec.Struct, frozen=True):
    block: Block
    printed: tuple[str, ...]
    folded: tuple[str, ...]


def compare(first: Cable, second: Cable) -> Comparison:
    """Return two cables side by side."""
    one, other = ([_words(block) for block in cable.blocks if block.kind != "rule"] for cable in (first, second))
    steps = _MOST_STEPS
    rows: list[Row] = []
    for left, right in _paired(one, other):
        if left is None or right is None:
            rows.append(
                Row(
                    "second" if left is None else "first",
                    _side(left, (Run("only", left.block.text),)) if left else None,
                    _side(right, (Run("only", right.block.text),)) if right else None,
                )
            )
            continue
        steps -= len(left.folded) * len(right.folded)
        runs = _runs(left, right, closely=steps > 0)
        changed = any(run.kind != "same" for side in runs for run in side)
        rows.append(Row("changed" if changed else "same", _side(left, runs[0]), _side(right, runs[1])))
    count = Counter(
        (at, run.kind) for row in rows for at, side in enumerate((row.first, row.second)) if side for run in side.runs
    )
    return Comparison(
        tuple(rows),
        only_first=count[0, "only"],
        only_second=count[1, "only"],
        shown_first=count[0, "shown"],
        shown_second=count[1, "shown"],
        slips=max(count[0, "slip"], count[1, "slip"]),
    )


def _words(block: Block) -> _Words:
    hidden = [(one.start, one.end) for one in block.mentions if one.kind == "redaction"]
    printed: list[str] = []
    folded: list[str] = []
    at = 0
    for match in _TOKEN.finditer(block.text):
        while at < len(hidden) and hidden[at][1] <= match.start():
            at += 1
        covered = at < len(hidden) and hidden[at][0] < match.end()
        word = _REDACTION if covered else _NOT_WORDS.sub("", match[0]).casefold()
        if word or not printed:
            printed.append(match[0])
            folded.append(word)
        else:  # a dash or the like belongs to the word before it
            printed[-1] += match[0]
    return _Words(block, tuple(printed), tuple(folded))


def _paired(one: Sequence[_Words], other: Sequence[_Words]) -> Iterator[tuple[_Words | None, _Words | None]]:
    """Yield the paragraphs of two texts in order, those beside each other that belong together."""
    start, begin = 0, 0
    for at, to in [*_anchors(one, other), (len(one), len(other))]:
        yield from _gap(one[start:at], other[begin:to])
        if at < len(one):
            yield one[at], other[to]
        start, begin = at + 1, to + 1


def _anchors(one: Sequence[_Words], other: Sequence[_Words]) -> list[tuple[int, int]]:
    """Return the places of paragraphs that are the same in both and occur once in each, as many as have one order."""
    count, count_other = Counter(words.folded for words in one), Counter(words.folded for words in other)
    places = {words.folded: at for at, words in enumerate(other) if count_other[words.folded] == 1}
    pairs = [
        (at, places[words.folded])
        for at, words in enumerate(one)
        if count[words.folded] == 1 and words.folded in places
    ]
    tails: list[int] = []  # the longest rising run: its smallest last place, by length
    ends: list[int] = []
    before: list[int] = []
    for number, (_, to) in enumerate(pairs):
        length = bisect_left(tails, to)
        tails[length : length + 1] = [to]
        ends[length : length + 1] = [number]
        before.append(ends[length - 1] if length else -1)
    chain = []
    number = ends[-1] if ends else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _gap(one: Sequence[_Words], other: Sequence[_Words]) -> Iterator[tuple[_Words | None, _Words | None]]:
    """Yield what stands between two anchors: the pairing with most words in common, in order."""
    while one and other and len(one) * len(other) > _MOST_CELLS:  # too much to weigh: some of each, and then the rest
        some = int(_MOST_CELLS**0.5)
        yield from _gap(one[:some], other[:some])
        one, other = one[some:], other[some:]
    bags = [Counter(words.folded) for words in one], [Counter(words.folded) for words in other]
    best = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for at in range(len(one) - 1, -1, -1):
        for to in range(len(other) - 1, -1, -1):
            alike = _likeness(bags[0][at], bags[1][to])
            together = alike + best[at + 1][to + 1] if alike >= _ALIKE else 0.0
            best[at][to] = max(together, best[at + 1][to], best[at][to + 1])
    at = to = 0
    while at < len(one) or to < len(other):
        if at < len(one) and to < len(other) and best[at][to] > max(best[at + 1][to], best[at][to + 1]):
            yield one[at], other[to]
            at, to = at + 1, to + 1
        elif at < len(one) and (to == len(other) or best[at + 1][to] >= best[at][to + 1]):
            yield one[at], None
            at += 1
        else:
            yield None, other[to]
            to += 1


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _runs(left: _Words, right: _Words, *, closely: bool) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return the words of two paragraphs in runs; without closely, what differs is one run."""
    firsts: list[Run] = []
    seconds: list[Run] = []
    for kind, at, to, start, end in _steps(left.folded, right.folded, closely=closely):
        words, others = "".join(left.printed[at:to]), "".join(right.printed[start:end])
        kinds = ("same", "same") if kind == "equal" else _kinds(left.folded[at:to], right.folded[start:end])
        if words:
            firsts.append(Run(kinds[0], words))
        if others:
            seconds.append(Run(kinds[1], others))
    return tuple(firsts), tuple(seconds)


def _steps(one: tuple[str, ...], other: tuple[str, ...], *, closely: bool) -> Iterator[tuple[str, int, int, int, int]]:
    if closely:
        yield from SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    elif one == other:
        yield "equal", 0, len(one), 0, len(other)
    else:
        yield "replace", 0, len(one), 0, len(other)


def _kinds(one: Sequence[str], other: Sequence[str]) -> tuple[str, str]:
    """Return what the words of each side are where they differ."""
    hidden, hidden_other = bool(one) and set(one) == {_REDACTION}, bool(other) and set(other) == {_REDACTION}
    if hidden and hidden_other:
        return "same", "same"  # how many letters a redaction has says nothing
    if hidden:
        return "withheld", "shown" if other else "same"
    if hidden_other:
        return "shown" if one else "same", "withheld"
    squeezed, squeezed_other = "".join(one), "".join(other)
    is_slip = len(squeezed) == len(squeezed_other) and all(
        a == b or f"{a}{b}" in _CONFUSED or f"{b}{a}" in _CONFUSED
        for a, b in zip(squeezed, squeezed_other, strict=True)
    )
    return ("slip", "slip") if is_slip else ("only", "only")


def _side(words: _Words, runs: tuple[Run, ...]) -> Side:
    block = words.block
    label = "" if block.kind == "heading" else block.label
    return Side(block.anchor, label, runs, printed=block.kind in _PRINTED_KINDS)
