"""A cable whose reading takes longer than it may: its text is shown as it is, rules hold in it, and the build goes on."""

import threading
import time
from collections.abc import Callable

import msgspec
import pytest

from generator.build.inputs.tuning import Tuning
from generator.preview import facts_cache
from generator.preview.session import Session
from generator.system.budget import OutOfTimeError, within
from tests.redaction.test_build_with_rules import found_in
from tests.room import PLAIN, Room

AT_ONCE = msgspec.structs.replace(PLAIN, tuning=Tuning(reading_seconds=1e-6))
LONG = "\n".join(f"Then the fair of day {number} went on, and no one objected." for number in range(4_000))
ADDRESS = "cable/2007/vensk/07VENSK12.html"


def test_a_cable_that_takes_too_long_is_shown_as_it_is(room: Room) -> None:
    room.cable("07VENSK12", text=f"{LONG}\nThe <last> word.")
    report = room.build(AT_ONCE)
    page = room.page(ADDRESS)

    assert [(one.code, one.where.line) for one in report.problems if one.severity == "error"] == [("C015", 1)]
    assert report.problems[0].where.path.endswith("content/cables/07VENSK12.txt")
    for words in ("TAGS: PREL", "4000. Then the fair of day 3999", "4001. The &lt;last&gt; word.", "HOLM"):
        assert words in page
    assert room.build(AT_ONCE).written == ()


def test_words_are_withheld_in_what_is_shown_as_it_is(room: Room) -> None:
    room.cable("07VENSK12", text=f"{LONG}\nMet Jorun Mareth.")
    room.edit("cables/07VENSK12.txt", "Jorun Mareth", "Jorun\nSECRET\nMareth")
    room.put("withheld.toml", '[[withhold]]\ntext = "Jorun Mareth"\nreason = "asked"\ndate = 2026-01-02\n')
    report = room.build(AT_ONCE)

    assert "C015" in [one.code for one in report.problems]
    assert "[withheld 2026-01-02: asked]" in room.page(ADDRESS)
    assert found_in(room.site(), "Jorun Mareth") == set()


def test_a_paragraph_of_what_is_shown_as_it_is_takes_the_whole_with_it_or_stops_the_build(room: Room) -> None:
    room.cable("07VENSK12", text=f"The yellow convoy.\n{LONG}")
    room.put("withheld.toml", '[[withhold]]\ncable = "07VENSK12"\nreason = "asked"\ndate = 2026-01-02\n')
    room.build(AT_ONCE)

    assert found_in(room.site(), "yellow convoy") == set()


def test_a_cable_that_is_read_in_time_is_read_as_ever(room: Room) -> None:
    room.cable("07VENSK12", text="Calm.")
    room.build(msgspec.structs.replace(PLAIN, tuning=Tuning(reading_seconds=30)))

    assert room.site() == room.clean_build(PLAIN)[0]


def _busy(seconds: float) -> str:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass
    return "done"


def test_work_is_interrupted_when_its_time_is_used_up() -> None:
    with pytest.raises(OutOfTimeError):
        within(0.02, lambda: _busy(60))
    assert within(60, lambda: _busy(0.05)) == "done"
    assert _busy(0.05) == "done"  # and no alarm comes later


def _in_a_thread(work: Callable[[], str]) -> str:
    done: list[str] = []
    thread = threading.Thread(target=lambda: done.append(work()))
    thread.start()
    thread.join()
    return done[0]


def _told(seconds: float, wanted: float) -> str:
    try:
        return within(seconds, lambda: _busy(wanted))
    except OutOfTimeError:
        return "interrupted"


def test_work_in_another_thread_is_interrupted_too() -> None:
    """So are cables read in the preview, and by the workers of a cluster."""
    assert _in_a_thread(lambda: _told(0.02, 60)) == "interrupted"
    assert _in_a_thread(lambda: _told(60, 0.05) + _busy(0.05)) == "donedone"  # and nothing comes later


def test_time_in_which_another_thread_works_does_not_count() -> None:
    other = threading.Thread(target=_busy, args=(0.4,))
    other.start()
    said = _in_a_thread(lambda: within(0.2, lambda: _late(0.3)))
    other.join()

    assert said == "done"


def _late(seconds: float) -> str:
    time.sleep(seconds)
    return _busy(0.05)


def test_the_preview_says_that_a_cable_takes_too_long(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session(room.project, print, search=False)
    session.look()
    room.cable("07VENSK12", text=LONG)
    monkeypatch.setattr(facts_cache, "DEFAULTS", AT_ONCE.tuning)
    looking = threading.Thread(target=session.look)  # as it is when the folder is watched
    looking.start()
    looking.join()

    assert [one.code for one in session.answer(ADDRESS).notices] == ["C015"]
