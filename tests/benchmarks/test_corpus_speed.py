"""The measure of linking measures what it says: the same cables every time, of real shapes, and a fault where one is."""

from itertools import islice

import pytest

from generator.vocabulary import standard
from tests.benchmarks.corpus_speed import faults, invented

GOOD = {"cables": 100.0, "build_corpus": 1.0, "check_corpus": 1.0, "chains": 1.0, "MB": 100.0}


def test_the_same_cables_are_invented_every_time() -> None:
    assert list(invented(200, standard())) == list(invented(200, standard()))


def test_they_have_the_shapes_of_real_ones() -> None:
    facts = list(invented(3_000, standard()))
    blocks = [[one for one in cable.references if one.kind == "cable"] for cable in facts if cable.references]
    cited = [one for block in blocks for one in block]

    assert len({one.id for one in facts}) == 3_000
    assert 5.0 < sum(len(one.tags) for one in facts) / 3_000 < 6.0
    assert 0.5 < len(blocks) / 3_000 < 0.62
    assert 1.7 < len(cited) / len(blocks) < 2.4
    assert 0.15 < sum(one.year_given for one in cited) / len(cited) < 0.33
    assert [one.date for one in islice(facts, 50)] == sorted(one.date for one in islice(facts, 50) if one.date)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, 0),
        ({"build_corpus": 10.5, "cables": 1_050.0}, 1),
        ({"MB": 701.0}, 1),
        ({"chains": 1.6}, 1),
        ({"cables": 200.0, "build_corpus": 2.9}, 0),
    ],
)
def test_what_is_too_slow_or_grows_too_fast_is_a_fault(change: dict[str, float], found: int) -> None:
    assert len(list(faults([GOOD, {**GOOD, **change}]))) == found
