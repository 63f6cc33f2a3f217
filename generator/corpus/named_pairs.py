"""``name_pairs``: the pairs of cables that an owner names for comparison, added to a corpus. Pure."""

from collections.abc import Iterator, Sequence

import msgspec

from generator.corpus.build import Corpus
from generator.problems import Problem, Where, problem_at

Pairs = Sequence[tuple[str, str]]
_WHERE = Where("site.toml")


def name_pairs(corpus: Corpus, pairs: Pairs) -> Corpus:
    """Return a corpus with the pairs that have a page, and a problem (K007) for each that has none.

    A pair has no page where the room has not both cables, where both are one, and where a rule withholds anything of
    either, for the other might show it.
    """
    named: dict[int, set[int]] = {}
    problems: list[Problem] = []
    for pair in pairs:
        wrong = list(_wrong(corpus, pair))
        problems += wrong
        if not wrong:
            one, two = (corpus.positions[name] for name in pair)
            named.setdefault(one, set()).add(two)
            named.setdefault(two, set()).add(one)
    return msgspec.structs.replace(
        corpus,
        named={at: tuple(sorted(others)) for at, others in named.items()},
        problems=(*corpus.problems, *problems),
    )


def _wrong(corpus: Corpus, pair: tuple[str, str]) -> Iterator[Problem]:
    words = " and ".join(pair)
    if pair[0] == pair[1]:
        yield problem_at("K007.one", _WHERE, pair=words)
        return
    for name in pair:
        at = corpus.positions.get(name)
        if at is None:
            meant = corpus.holdings.known(name)
            yield problem_at("K007", _WHERE, pair=words, cable=name, meant=meant)
        elif corpus.cables[at].withheld:
            yield problem_at("K007.withheld", _WHERE, pair=words, cable=name)
