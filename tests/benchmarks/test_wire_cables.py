"""The cables that reading is measured with are the same each time, of the length asked for, and sound."""

import pytest

from generator.cables.parse import parse_cable
from generator.problems import Severity
from tests.benchmarks.parse_speed import FEWEST, is_slow, lines_of, shares
from tests.benchmarks.wire_cables import make_cable


@pytest.mark.parametrize("number", [0, 1, 7, 4711])
def test_a_cable_is_made_alike_and_read_whole(number: int) -> None:
    path, data = make_cable(number)
    cable, problems = parse_cable(data, path)

    assert make_cable(number) == (path, data)
    assert cable.id == path.split("/")[-1].removesuffix(".txt")
    assert 1000 <= cable.words <= 1300
    assert cable.sections == cable.pages_removed + 1
    assert cable.signature == "ORLEY"
    assert [one.code for one in problems if one.severity is not Severity.NOTE] == []


def test_the_shares_of_the_parts_are_the_whole() -> None:
    found = shares([make_cable(number) for number in range(3)])

    assert sum(found.values()) == pytest.approx(1, abs=0.05)
    assert found["paragraphs"] > 0


def test_the_report_names_what_was_measured() -> None:
    report = "\n".join(
        lines_of(
            {
                "cables": 2, "words": 1000, "bytes": 14_000, "seconds": 0.001, "cables_a_second": 2000.0,
                "megabytes_a_second": 14.0, "shares": {"paragraphs": 1.0}, "growth": {2: 1.0}, "large_bytes": 100_000_000,
                "large_seconds": 10.0, "import_seconds": {"generator": 0.02},
            }
        )
    )  # fmt: skip

    assert all(
        words in report for words in ("2,000 cables a second", "14.0 MB", "100.0% paragraphs", "10.0 MB a second")
    )


def test_a_parser_below_the_mark_is_slow() -> None:
    assert is_slow({"words": 1000, "cables_a_second": FEWEST - 1.0})
    assert not is_slow({"words": 1000, "cables_a_second": FEWEST + 1.0})
    assert not is_slow({"words": 100, "cables_a_second": 1.0})
