"""Each of the five digests of a fingerprint is needed: without any one of them some change would leave an old page standing."""

from collections.abc import Callable

import msgspec
import pytest

from generator.build.inputs import inputs
from generator.build.plan import staleness
from generator.build.plan.fingerprint import PARTS, Fingerprint, unpacked, why_stale
from generator.build.work import worker
from generator.pages.cable.content import read_for_page
from generator.system.digests import digest
from tests.room import Room

WANTED = Fingerprint(*(bytes([number]) * 8 for number in range(5)))


def edit_body(room: Room, _: pytest.MonkeyPatch) -> None:
    room.edit("cables/07VENSK12.txt", "All is calm.", "All is well.")


def edit_other(room: Room, _: pytest.MonkeyPatch) -> None:
    room.edit("cables/07VENSK13.txt", "A QUIET WEEK", "A LOUD WEEK")


def edit_settings(room: Room, _: pytest.MonkeyPatch) -> None:
    room.put("site.toml", '[site]\ntitle = "Another room"\n')


def edit_template(room: Room, _: pytest.MonkeyPatch) -> None:
    room.template("404.html", "<!doctype html><title>Nothing</title>")


def edit_program(_: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program make another page of the same cable, as a newer version of it would."""

    def newer(*arguments: object) -> object:
        reading = read_for_page(*arguments)  # type: ignore[arg-type]
        return msgspec.structs.replace(reading, head=reading.head + "<!-- newer -->")

    monkeypatch.setattr(worker, "read_for_page", newer)
    monkeypatch.setattr(inputs, "program_digest", lambda: digest(b"newer"))


CHANGES: dict[str, Callable[[Room, pytest.MonkeyPatch], None]] = {
    "source": edit_body,
    "view": edit_other,
    "settings": edit_settings,
    "template": edit_template,
    "program": edit_program,
}


def test_there_is_a_change_for_each_part() -> None:
    assert tuple(CHANGES) == PARTS


def equal_to_clean(room: Room, change: Callable[[Room, pytest.MonkeyPatch], None], patch: pytest.MonkeyPatch) -> bool:
    """Build, change, build again -> whether the site is that of a clean build."""
    room.cable("07VENSK12", refs=["VENSK 13"], text="A paragraph.\nAll is calm.")
    room.cable("07VENSK13")
    room.build()
    change(room, patch)
    report = room.build()
    files, problems = room.clean_build()
    return room.site() == files and report.problems == problems


@pytest.mark.parametrize("part", PARTS)
def test_with_all_five_a_change_is_seen(room: Room, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert equal_to_clean(room, CHANGES[part], monkeypatch)


@pytest.mark.parametrize("part", PARTS)
def test_without_one_of_the_five_a_change_is_missed(room: Room, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def blind(made: Fingerprint | None, wanted: Fingerprint, *, intact: bool) -> tuple[str, ...]:
        return tuple(why for why in why_stale(made, wanted, intact=intact) if why != part)

    monkeypatch.setattr(staleness, "why_stale", blind)

    assert not equal_to_clean(room, CHANGES[part], monkeypatch)


def test_a_page_that_was_never_made_is_new() -> None:
    assert why_stale(None, WANTED, intact=True) == ("new",)
    assert why_stale(None, WANTED, intact=False) == ("new",)


def test_a_page_that_stands_as_it_was_made_is_left_alone() -> None:
    assert why_stale(WANTED, WANTED, intact=True) == ()
    assert why_stale(WANTED, WANTED, intact=False) == ("altered",)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_differs_is_named(part: str) -> None:
    made = msgspec.structs.replace(WANTED, **{part: b"other---"})

    assert why_stale(made, WANTED, intact=True) == (part,)
    assert why_stale(made, WANTED, intact=False) == (part, "altered")


def test_a_recipe_is_kept_whole() -> None:
    assert unpacked(WANTED.packed()) == WANTED


def test_no_part_of_a_digest_passes_for_another() -> None:
    made = [
        digest(b"ab", b"c"),
        digest(b"a", b"bc"),
        digest(b"abc"),
        digest(b"abc", b""),
        digest(b"", b"abc"),
        digest(),
    ]

    assert len(set(made)) == len(made)
