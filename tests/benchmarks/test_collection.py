"""The synthetic collection: always the same, read without a problem, of the shape that it states."""

from pathlib import Path
from statistics import mean, median

from generator import parse_cable
from generator.cables.model import Cable
from generator.problems import Problem
from tests.benchmarks.collection import Scribe, place_of, write_collection
from tests.benchmarks.shape import Plan

COUNT = 300
PLAN = Plan(COUNT)
SCRIBE = Scribe(PLAN)
READ: list[tuple[Cable, list[Problem]]] = [
    parse_cable(SCRIBE.text(slot).encode(), place_of(slot)) for slot in PLAN.slots
]


def test_each_cable_is_read_as_the_one_it_is() -> None:
    assert [cable.id for cable, _ in READ] == [slot.id for slot in PLAN.slots]
    assert len({cable.id for cable, _ in READ}) == COUNT


def test_no_cable_has_a_problem() -> None:
    assert [problem for _, problems in READ for problem in problems] == []


def test_it_has_the_shape_that_is_stated() -> None:
    cables = [cable for cable, _ in READ]
    held = {cable.id for cable in cables}
    cited = [one.id for cable in cables for one in cable.references if one.kind == "cable"]

    assert 900 < mean(cable.words for cable in cables) < 1150
    assert 700 < median(cable.words for cable in cables) < 900
    assert 5 < mean(len(cable.tags) for cable in cables) < 6.2
    assert 0.4 < mean(one in held for one in cited) < 0.7
    assert {cable.layout for cable in cables} >= {"front-matter", "pasted-page", "nara"}


def test_one_more_is_a_cable_of_its_own() -> None:
    more = PLAN.another()
    cable, problems = parse_cable(SCRIBE.text(more).encode(), place_of(more))

    assert cable.id not in {slot.id for slot in PLAN.slots}
    assert not problems


def test_other_processes_write_the_same_bytes(tmp_path: Path) -> None:
    """Each has hashes of its own, so no order of a set can be in the texts."""
    write_collection(40, tmp_path / "one")
    write_collection(40, tmp_path / "two", jobs=2)
    files = [sorted((tmp_path / name).rglob("*.*")) for name in ("one", "two")]

    assert [path.read_bytes() for path in files[0]] == [path.read_bytes() for path in files[1]]
    assert len(files[0]) == 41
