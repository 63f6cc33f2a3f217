"""The date of a build: SOURCE_DATE_EPOCH, else the newest date of a cable, never the clock."""

import datetime as dt

import pytest

from generator.build.inputs.source_date import environment_date
from generator.problems import ConfigurationError
from tests.room import Room


@pytest.mark.parametrize(
    ("value", "date"),
    [
        (None, None),
        ("", None),
        ("0", dt.datetime(1970, 1, 1, tzinfo=dt.UTC)),
        ("1177496640", dt.datetime(2007, 4, 25, 10, 24, tzinfo=dt.UTC)),
    ],
)
def test_the_environment_tells_seconds(value: str | None, date: dt.datetime | None) -> None:
    assert environment_date({} if value is None else {"SOURCE_DATE_EPOCH": value}) == date


@pytest.mark.parametrize("value", ["now", "-1", "1.5", " 1", "1_000", "١٢", "999999999999", "9" * 30])
def test_what_is_no_number_of_seconds_stops_the_build(value: str) -> None:
    with pytest.raises(ConfigurationError) as stopped:
        environment_date({"SOURCE_DATE_EPOCH": value})

    assert stopped.value.problem.code == "B020"
    assert repr(value) in stopped.value.problem.message


def test_a_build_takes_the_date_told(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.cable("07VENSK12")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")

    assert room.build().source_date == dt.datetime(2001, 9, 9, 1, 46, 40, tzinfo=dt.UTC)


def test_a_build_takes_the_newest_date_of_a_cable(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert room.build().source_date is None
    for name, day in (("07VENSK12", dt.date(2007, 1, 13)), ("07VENSK13", dt.date(2008, 2, 29))):
        room.cable(name, day=day)

    assert room.build().source_date == dt.datetime(2008, 2, 29, 10, tzinfo=dt.UTC)


def test_a_bad_date_stops_before_anything_is_written(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")

    with pytest.raises(ConfigurationError):
        room.build()
    assert not room.output.exists()
