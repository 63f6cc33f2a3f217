"""Real cables are read as well as the record says: ``make accuracy`` in short. Counts only; names a cable, never its text."""

import json
from pathlib import Path

import pytest

from generator.cables.parse import parse_cable
from tests.benchmarks.accuracy import (
    EXCEPTIONS,
    RECORD,
    SHARED,
    WHOLE,
    WITNESSES,
    Case,
    Score,
    cases,
    explained,
    faults,
    glosses,
    measure,
    report,
    where,
)  # fmt: skip
from tests.room import cable_text

CONTENT = Path(__file__).parent.parent.parent / "content" / "cables"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real cables to measure with are not beside the project")
def test_real_cables_are_read_no_worse_than_the_record_says() -> None:
    record = json.loads(RECORD.read_text(encoding="utf-8"))["shared"]

    assert faults(measure(list(cases(SHARED))), record, explained()) == []


def test_the_cables_of_the_repository_are_read_no_worse_than_the_record_says() -> None:
    record = json.loads(RECORD.read_text(encoding="utf-8"))["repository"]
    golden = CONTENT.parent.parent / "tests" / "golden" / "cables" / "sound"

    assert faults(measure([*cases(CONTENT), *cases(golden)]), record, {}) == []


def test_the_record_holds_counts_and_no_words_of_a_cable() -> None:
    for fields in json.loads(RECORD.read_text(encoding="utf-8")).values():
        assert set(fields) <= set(WITNESSES)
        assert all(isinstance(count, int) for counts in fields.values() for count in counts)


def test_every_exception_has_a_reason_and_a_field_that_must_be_whole() -> None:
    assert EXCEPTIONS.is_file()
    assert all(len(reason) > 20 and field in WHOLE for (field, _), reason in explained().items())


@pytest.fixture
def case() -> Case:
    return next(case for case in cases(CONTENT) if case.cable.id == "07ASTANA1061")


def test_a_field_below_the_record_is_a_fault(case: Case) -> None:
    scores = measure([case])

    assert faults(scores, {"day": [1, 1]}, {}) == ["day: 0 right, 1 on record"]  # nobody says what its day should be
    assert faults(scores, {"signature": [2, 2]}, {}) == ["signature: 1 right, 2 on record"]
    assert faults(scores, {"signature": [1, 1]}, {}) == []


def test_a_cable_that_differs_is_named_until_a_reason_is_given() -> None:
    scores = {"title": Score(right=1, asked=2, wrong=["09VENSK31"])}

    assert faults(scores, {}, {}) == ["title: 09VENSK31 differs, and no reason is given"]
    assert faults(scores, {}, {("title", "09VENSK31"): "the page has another title"}) == []


def test_a_reason_that_is_no_longer_needed_is_told() -> None:
    scores = {"title": Score(right=2, asked=2)}

    assert faults(scores, {}, {("title", "09VENSK31"): "…"}) == ["title: the reason for 09VENSK31 is no longer needed"]


def test_the_report_says_what_changed_since_the_record() -> None:
    scores = {"title": Score(right=3, asked=4, wrong=["09VENSK31"]), "day": Score(right=4, asked=4)}
    lines = list(report(scores, {"title": [2, 4], "day": [4, 4]}, {("title", "09VENSK31"): "…"}))

    assert [line.split() for line in lines] == [
        ["title", "3", "/", "4", "+1", "09VENSK31*"],
        ["day", "4", "/", "4"],
    ]


def test_cables_elsewhere_are_measured_where_one_says(tmp_path: Path) -> None:
    assert where(tmp_path) == (tmp_path.name, [tmp_path])


def test_glosses_are_counted_by_what_they_rest_on() -> None:
    text = "The Harbour Council (HC) met the DCM and the PM. The HC and the GOK left."
    data = cable_text("07ASTANA9", text=text).encode()
    cable, _ = parse_cable(data, "07ASTANA9.txt")

    assert glosses([Case(cable, "", "")]) == {"shown": 2, "spelled out": 0, "undecided": 1}
