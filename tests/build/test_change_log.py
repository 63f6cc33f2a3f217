"""The log of changes: written when asked, told on pages, and no more than a part of the content to every build."""

import datetime as dt
import json

import msgspec
import pytest

from generator.corpus.change_log import NO_CHANGES, changes_since, lines_of, parse_changes
from generator.problems import ConfigurationError
from tests.room import PLAIN, Room

LOGGED = msgspec.structs.replace(PLAIN, log=True)
TWELVE = "cable/2007/vensk/07VENSK12.html"
DAYS = {"1 March 2026": "1772323200", "2 March 2026": "1772409600"}


@pytest.fixture
def furnished(room: Room, monkeypatch: pytest.MonkeyPatch) -> Room:
    """A room of three cables, noted on 1 March, changed in each way and noted on 2 March."""
    room.cable("06LINDEMAR5")
    room.cable("07VENSK12")
    room.cable("07VENSK13")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAYS["1 March 2026"])
    room.build(LOGGED)
    room.edit("cables/07VENSK12.txt", "quiet.", "loud.")
    (room.content / "cables/07VENSK13.txt").unlink()
    room.cable("08VENSK1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAYS["2 March 2026"])
    room.build(LOGGED)
    return room


def noted(room: Room) -> list[tuple[str, str, str]]:
    lines = (room.content / "changes.jsonl").read_text(encoding="utf-8").splitlines()
    return [(one["date"], one["id"], one["change"]) for one in map(json.loads, lines)]


def test_what_came_changed_and_went_is_noted(furnished: Room) -> None:
    assert noted(furnished) == [
        ("2026-03-01", "06LINDEMAR5", "added"),
        ("2026-03-01", "07VENSK12", "added"),
        ("2026-03-01", "07VENSK13", "added"),
        ("2026-03-02", "07VENSK12", "changed"),
        ("2026-03-02", "07VENSK13", "withdrawn"),
        ("2026-03-02", "08VENSK1", "added"),
    ]


def test_it_is_told_by_day(furnished: Room) -> None:
    index, day = furnished.page("changes/index.html"), furnished.page("changes/2026-03-02.html")

    assert "1 added, 1 changed, 1 withdrawn" in index
    assert index.index("2 March 2026") < index.index("1 March 2026")
    assert 'href="../cable/2007/vensk/07VENSK12.html"' in day
    assert '<span class="id">07VENSK13</span>' in day
    assert 'href="../changes/index.html"' in furnished.page("data/index.html")
    assert 'href="changes/index.html"' in furnished.page("index.html")


def test_the_page_of_a_cable_whose_source_changed_tells_the_day(furnished: Room) -> None:
    assert "on or before 2 March 2026" in furnished.page(TWELVE)
    assert "on or before" not in furnished.page("cable/2008/vensk/08VENSK1.html")


def test_a_clean_build_of_the_same_content_tells_the_same(furnished: Room) -> None:
    furnished.build()

    assert furnished.site() == furnished.clean_build()[0]


def test_without_news_nothing_is_noted_and_nothing_written(furnished: Room) -> None:
    before = noted(furnished)

    assert furnished.build(LOGGED).written == ()
    assert noted(furnished) == before


def test_without_being_asked_nothing_is_noted(furnished: Room) -> None:
    before = noted(furnished)
    furnished.cable("08VENSK2")
    furnished.build()

    assert noted(furnished) == before
    assert "08VENSK2" not in furnished.page("changes/2026-03-02.html")


def test_a_room_without_a_log_has_no_such_pages(room: Room) -> None:
    room.cable("07VENSK12")
    room.build()

    assert not room.has("changes/index.html")
    assert "changes/" not in room.page("data/index.html")
    assert "changes/" not in room.page("index.html")


def test_what_is_withheld_is_noted_as_a_change_and_not_told(furnished: Room) -> None:
    rule = '[[withhold]]\ntext = "loud"\nreason = "asked"\ndate = 2026-01-02\n'
    furnished.put("withheld.toml", rule)
    furnished.build(LOGGED)

    assert noted(furnished)[-1] == ("2026-03-02", "07VENSK12", "changed")
    assert "loud" not in (furnished.content / "changes.jsonl").read_text(encoding="utf-8")


def test_a_rule_that_matches_nothing_keeps_the_log_as_it_is(furnished: Room) -> None:
    before = noted(furnished)
    furnished.put("withheld.toml", '[[withhold]]\ntext = "Never Said"\nreason = "x"\ndate = 2026-01-02\n')
    furnished.cable("08VENSK2")

    with pytest.raises(ConfigurationError):
        furnished.build(LOGGED)

    assert noted(furnished) == before


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        "{}",
        '{"date":"soon","id":"07VENSK1","change":"added"}',
        '{"date":"2026-03-01","id":"07VENSK1","change":"eaten"}',
    ],
)
def test_a_line_that_is_none_is_reported_and_the_others_count(line: str) -> None:
    good = '{"date":"2026-03-01","id":"07VENSK1","change":"added","sha256":"ab"}'
    changes, problems = parse_changes(f"{good}\n\n{line}\n".encode() + b"\xff\n", "changes.jsonl")

    assert [one.id for one in changes.log] == ["07VENSK1"]
    assert [(one.code, one.where.line) for one in problems] == [("E007", 3), ("E007", 4)]


def test_what_was_noted_is_read_back() -> None:
    sources = [("b", "07VENSK1", "a" * 64), ("a", "07VENSK1", "b" * 64), ("c", "07VENSK2", "c" * 64)]
    day = dt.date(2026, 3, 1)
    new = changes_since(NO_CHANGES, sources, day)
    again, problems = parse_changes(lines_of(new), "changes.jsonl")

    assert (list(again.log), problems) == (new, [])
    assert changes_since(again, sources, day) == []
    assert dict(again.digests) == {"07VENSK1": "b" * 16, "07VENSK2": "c" * 16}
