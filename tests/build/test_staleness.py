"""Planning in several processes: the same pages are made, the same problems told, and none is started where none is needed."""

import sys
from collections.abc import Sequence

import msgspec
import pytest

from generator.build.inputs.project import Options
from generator.build.inputs.tuning import Tuning
from generator.build.plan.staleness import Planner
from generator.build.work import planning
from generator.problems import AddressError
from generator.system.processes import Pool
from tests.room import PLAIN, Room, cable_text

# A room of twelve cables counts as a large one; processes are forked though other tests left threads in this one.
LARGE = Tuning(parallel_planning=1, scoped_sources=0, cables_per_part=3, start_method="fork")
ONE = msgspec.structs.replace(PLAIN, tuning=LARGE)
TWO = msgspec.structs.replace(ONE, jobs=2)
forked = pytest.mark.skipif(sys.platform != "linux", reason="processes are not forked on this system")


@pytest.fixture
def room(room: Room) -> Room:
    """A room, built."""
    for number in range(10, 22):
        room.put(f"cables/07VENSK{number}.txt", text_of(number))
    room.build(TWO)
    return room


def text_of(number: int, *, subject: str = "Rain", tags: str = "PREL, EFIS") -> str:
    return cable_text(
        f"07VENSK{number}", refs=[f"VENSK {number - 1}"], subject=subject, tags=tags, text="The GOK and REF A."
    )


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many processes each planning began with."""
    jobs: list[int] = []

    class Noted(Pool[Planner]):
        def __init__(self, count: int, *rest: object) -> None:
            jobs.append(count)
            super().__init__(count, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(planning, "Pool", Noted)
    return jobs


def add(room: Room) -> None:
    room.put("cables/07VENSK30.txt", text_of(30))


def edit(room: Room) -> None:
    room.put("cables/07VENSK14.txt", text_of(14, subject="Hail", tags="SNAR"))


def delete(room: Room) -> None:
    (room.content / "cables/07VENSK14.txt").unlink()


def note(room: Room) -> None:
    room.put("notes/07VENSK14.md", "A note.\n")


def damage(room: Room) -> None:
    (room.output / "tag/PREL.html").write_text("other words", encoding="utf-8")
    (room.output / "cable/2007/vensk/07VENSK12.txt").unlink()


@forked
@pytest.mark.parametrize("change", [add, edit, delete, note, damage])
def test_two_processes_plan_what_one_plans(room: Room, started: Sequence[int], change: object) -> None:
    assert callable(change)
    change(room)
    report = room.build(TWO)

    clean, problems = room.clean_build()
    assert list(started) == [2]
    assert room.site() == clean
    assert report.problems == problems


@forked
@pytest.mark.parametrize("options", [ONE, msgspec.structs.replace(TWO, anew=True)], ids=["one job", "all made again"])
def test_none_is_started_for_one_job_or_where_all_is_made(room: Room, started: list[int], options: Options) -> None:
    edit(room)
    room.build(options)

    assert started == []


@forked
def test_none_is_started_where_the_settings_of_all_pages_changed(room: Room, started: list[int]) -> None:
    room.put("site.toml", '[site]\ntitle = "Another"\n')
    room.build(TWO)

    assert started == []


@pytest.mark.parametrize("options", [ONE, TWO], ids=["one job", "two jobs"])
def test_of_several_clashes_the_first_is_told_whatever_stood(room: Room, options: Options) -> None:
    for number in (4, 6):
        room.put(f"pages/cable/2007/vensk/07VENSK{number}.md", f"# Of {number}\n")
    room.build(options)
    room.put("pages/cable/2007/vensk/07VENSK6.md", "# Of 6\n\nMore.\n")
    for number in (4, 6):
        room.put(f"cables/07VENSK{number}.txt", text_of(number))
    told = []
    for build in (room.build, room.clean_build):
        with pytest.raises(AddressError) as raised:
            build(options)
        told.append(raised.value.problem)

    assert told[0] == told[1]
    assert "07VENSK" in told[0].message


@forked
def test_a_page_that_two_claim_is_seen(room: Room, started: list[int]) -> None:
    add(room)
    room.put("pages/tag/PREL.html", "mine")
    with pytest.raises(AddressError):
        room.build(TWO)

    assert started == [2]
