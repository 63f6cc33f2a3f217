"""Publishing, with the real git, rsync and rclone: what arrives is the site; what must not go out does not."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build.inputs.project import Project
from generator.build.pipeline import build
from generator.problems import GeneratorError
from generator.publishing.publish import PublishOptions, publish
from generator.system.output_folder import MARKER
from tests.programs import need
from tests.publishing.places import ODD, Place, git, go, site_of
from tests.room import PLAIN, Room, files_of


def test_what_arrives_is_the_site(built: Room, place: Place) -> None:
    done = go(built, place)

    assert place.files() == site_of(built, place)
    assert set(done.changes.added) == set(site_of(built, place))
    assert (done.done, done.changes.changed, done.changes.deleted) == (True, (), ())


def test_a_second_time_only_what_differs_goes(built: Room, place: Place) -> None:
    go(built, place)
    built.edit("cables/07VENSK1.txt", "quiet.", "loud.")
    (built.content / "cables/07VENSK6.txt").unlink()
    built.cable("07VENSK7")
    written = built.build().written
    page = "cable/2007/vensk/07VENSK{}.html"

    told = go(built, place, dry=True)
    before = place.files()
    done = go(built, place)

    assert told.changes == done.changes
    assert before != place.files()
    assert place.files() == site_of(built, place)
    assert page.format(7) in done.changes.added
    assert page.format(1) in done.changes.changed
    assert page.format(6) in done.changes.deleted
    assert {*done.changes.added, *done.changes.changed} <= set(written)
    assert not go(built, place, dry=True).changes


def test_a_dry_run_changes_nothing(built: Room, place: Place) -> None:
    told = go(built, place, dry=True)

    assert (told.done, len(told.changes.added)) == (False, len(site_of(built, place)))
    assert not (place.to / "index.html").exists()
    if place.target == "github-pages":
        assert git("-C", str(place.to), "branch", "--list") == ""


def test_too_many_deletions_are_refused_until_they_are_allowed(built: Room, place: Place) -> None:
    go(built, place)
    for number in range(2, 7):
        (built.content / f"cables/07VENSK{number}.txt").unlink()
    (built.content / "pages" / ODD).unlink()
    built.edit("cables/07VENSK1.txt", "PREL", "KDEM")
    built.build()

    told = go(built, place, dry=True)
    before = place.files()
    with pytest.raises(GeneratorError) as refused:
        go(built, place)

    assert told.refused == refused.value.problem
    assert refused.value.problem.code == "P004"
    assert place.files() == before
    go(built, place, deletions=True)
    assert place.files() == site_of(built, place)


@pytest.mark.parametrize(("deleted", "refused"), [(1, False), (2, False), (3, True)])
def test_as_many_deletions_as_the_settings_allow_are_made(built: Room, deleted: int, refused: bool) -> None:
    """Of ten files two may go when 20 % may."""
    record = built.project.store_folder / "published.sha256"
    publish(built.project, "files", PublishOptions())
    lines = record.read_text(encoding="utf-8").splitlines(keepends=True)
    standing = [line for line in lines if "  cable/" in line][: 10 - deleted]
    gone = [f"{'0' * 64}  gone{number}.html\n" for number in range(deleted)]
    record.write_text("".join([*standing, *gone]), encoding="utf-8")
    built.put("site.toml", "[publish]\nmost_deleted = 20\n")
    built.build()

    told = publish(built.project, "files", PublishOptions(dry=True))

    assert (len(told.changes.deleted), told.changes.standing) == (deleted, 10)
    assert (told.refused is not None) is refused


def test_what_git_committed_is_compared_with_the_site_before_it_is_pushed(
    built: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A git stands before the real one that commits other words than it is given."""
    need("git")
    place = Place("github-pages", tmp_path)
    other = tmp_path / "programs" / "git"
    other.parent.mkdir()
    real = shutil.which("git")
    other.write_text(
        '#!/bin/sh\ncase "$*" in\n'
        f'*fast-import*) LC_ALL=C sed "s/was quiet/was noisy/" | {real} "$@";;\n*) exec {real} "$@";;\nesac\n',
        encoding="utf-8",
    )
    other.chmod(0o755)
    monkeypatch.setenv("PATH", f"{other.parent}{os.pathsep}{os.environ['PATH']}")

    with pytest.raises(GeneratorError) as stopped:
        go(built, place)

    assert stopped.value.problem.code == "P007"
    assert "other files than the site" in stopped.value.problem.message
    assert git("-C", str(place.to), "branch", "--list") == ""


@pytest.mark.parametrize("target", ["rsync", "rclone"])
def test_a_place_full_of_other_things_is_not_emptied(built: Room, tmp_path: Path, target: str) -> None:
    need(target)
    place = Place(target, tmp_path)
    place.to.mkdir()
    for number in range(200):
        (place.to / f"mine{number}").write_text("mine", encoding="utf-8")

    with pytest.raises(GeneratorError) as refused:
        go(built, place)

    assert refused.value.problem.code == "P004"
    assert len(files_of(place.to)) == 200


def fail_a_build(room: Room) -> None:
    room.put("site.toml", "titel = 1\n")
    with pytest.raises(GeneratorError):
        room.build()
    room.put("site.toml", "")


def kill_a_build(room: Room) -> None:
    room.edit("cables/07VENSK1.txt", "quiet.", "loud.")
    room.template("cable.html", "{{ view.subjct }}")
    with pytest.raises(GeneratorError):
        room.build()


FAULTS: list[tuple[str, Callable[[Room], object], str]] = [
    ("never built", lambda room: shutil.rmtree(room.output), "P001"),
    ("another's folder", lambda room: (room.output / MARKER).unlink(), "P001"),
    ("memory lost", lambda room: shutil.rmtree(room.project.store_folder), "P001"),
    ("settings were wrong", fail_a_build, "P002"),
    ("stopped half way", kill_a_build, "P002"),
    ("a page was changed", lambda room: (room.output / "index.html").write_text("mine", encoding="utf-8"), "P003"),
    ("a page is gone", lambda room: (room.output / "index.html").unlink(), "P003"),
    ("a file was added", lambda room: (room.output / "mine.html").write_text("mine", encoding="utf-8"), "P003"),
]


@pytest.mark.parametrize(("fault", "code"), [one[1:] for one in FAULTS], ids=[one[0] for one in FAULTS])
def test_a_site_that_is_not_as_it_was_built_is_refused(built: Room, fault: Callable[[Room], object], code: str) -> None:
    fault(built)

    with pytest.raises(GeneratorError) as refused:
        publish(built.project, "files", PublishOptions())

    assert refused.value.problem.code == code


def test_after_the_next_build_it_is_published(built: Room) -> None:
    fail_a_build(built)
    built.build()

    assert publish(built.project, "files", PublishOptions()).done


def test_a_content_folder_named_amiss_says_nothing_of_the_site(built: Room) -> None:
    with pytest.raises(GeneratorError) as stopped:
        build(Project(built.folder / "contnet", built.output), PLAIN)

    assert stopped.value.problem.code == "B007"
    assert publish(built.project, "files", PublishOptions()).done


def test_nothing_is_published_while_a_build_goes_on(built: Room) -> None:
    with sqlite3.connect(built.project.store, isolation_level=None) as building:
        building.execute("BEGIN IMMEDIATE")
        with pytest.raises(GeneratorError) as refused:
            publish(built.project, "files", PublishOptions())
    building.close()

    assert refused.value.problem.code == "B006"


def test_the_list_of_files_is_of_what_changed_since_the_last_time(built: Room) -> None:
    first = publish(built.project, "files", PublishOptions())
    built.edit("cables/07VENSK1.txt", "quiet.", "loud.")
    (built.content / "pages" / ODD).unlink()
    built.put("pages/about.md", "# About\n")
    built.build()

    told = publish(built.project, "files", PublishOptions(dry=True))
    done = publish(built.project, "files", PublishOptions())

    assert set(first.changes.added) == set(built.site()) - {MARKER} - {"about.html"} | {ODD}
    assert told.changes == done.changes
    assert (done.changes.added, done.changes.deleted) == (("about.html",), (ODD,))
    assert "cable/2007/vensk/07VENSK1.html" in done.changes.changed
    assert not publish(built.project, "files", PublishOptions()).changes


@pytest.mark.parametrize(
    ("target", "options"),
    [
        ("rsync", PublishOptions()), ("rclone", PublishOptions()), ("rsync", PublishOptions("--delete")),
        ("github-pages", PublishOptions("nowhere")),
        ("github-pages", PublishOptions("nowhere", domain="https://example.org")),
    ],
)  # fmt: skip
def test_a_target_that_is_not_named_is_told(built: Room, target: str, options: PublishOptions) -> None:
    need("git")

    with pytest.raises(GeneratorError) as refused:
        publish(built.project, target, options)

    assert refused.value.problem.code == "P005"


@pytest.mark.parametrize("target", ["github-pages", "rsync", "rclone"])
def test_a_program_that_fails_is_told_in_its_own_words(built: Room, target: str, tmp_path: Path) -> None:
    need("git" if target == "github-pages" else target)
    (tmp_path / "file").write_text("no folder", encoding="utf-8")

    with pytest.raises(GeneratorError) as refused:
        publish(built.project, target, PublishOptions(str(tmp_path / "file" / "below")))

    assert refused.value.problem.code == "P007"
    assert ("git" if target == "github-pages" else target) in refused.value.problem.message


def test_a_program_that_is_missing_is_told(built: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(GeneratorError) as refused:
        publish(built.project, "rsync", PublishOptions("somewhere"))

    assert refused.value.problem.code == "P006"


def test_a_branch_keeps_its_domain_and_its_history(built: Room, tmp_path: Path) -> None:
    need("git")
    place = Place("github-pages", tmp_path)
    publish(built.project, "github-pages", PublishOptions(str(place.to), domain="archive.example.org"))
    built.edit("cables/07VENSK1.txt", "quiet.", "loud.")
    built.build()
    shutil.rmtree(built.project.store_folder / "publish.git")

    publish(built.project, "github-pages", PublishOptions(str(place.to)))

    assert place.files()["CNAME"] == b"archive.example.org"
    assert git("-C", str(place.to), "rev-list", "--count", "gh-pages") == "2\n"


def test_the_repository_that_holds_the_room_names_the_remote_and_is_left_alone(built: Room, tmp_path: Path) -> None:
    need("git")
    place = Place("github-pages", tmp_path)
    git("init", "--quiet", str(built.folder))
    git("-C", str(built.folder), "remote", "add", "origin", "remote.git")
    git("-C", str(built.folder), "config", "user.name", "Keeper")
    before = git("-C", str(built.folder), "for-each-ref") + git("-C", str(built.folder), "status", "--porcelain")

    publish(built.project, "github-pages", PublishOptions())

    after = git("-C", str(built.folder), "for-each-ref") + git("-C", str(built.folder), "status", "--porcelain")
    assert before == after
    assert place.files() == site_of(built, place)
    assert git("-C", str(place.to), "log", "--format=%an", "gh-pages") == "Keeper\n"


def test_headers_are_written_where_the_host_reads_them(built: Room) -> None:
    assert not built.has("_headers")
    built.put("site.toml", "[publish]\nheaders = true\n")
    built.build()

    assert "  Content-Security-Policy: default-src 'none'; " in built.page("_headers")
    assert "_headers" in publish(built.project, "files", PublishOptions()).changes.added
