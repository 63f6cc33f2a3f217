"""What a published branch keeps, and what happens when two people publish to one place."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

import generator
from generator.build.inputs.project import Project
from generator.build.pipeline import build
from generator.cli import app
from generator.problems import GeneratorError
from generator.publishing.publish import PublishOptions, publish
from tests.programs import need
from tests.publishing.places import ODD, Place, git, go
from tests.room import PLAIN, Room

RULE = '[[withhold]]\ntext = "Jorun Mareth"\nreason = "asked"\ndate = 2026-01-02\n'


def branch(tmp_path: Path) -> Place:
    need("git")
    return Place("github-pages", tmp_path)


def commits(place: Place) -> list[str]:
    return git("-C", str(place.to), "rev-list", "gh-pages").split()


def reachable(place: Place) -> str:
    """Return every object that the branch of a bare repository reaches, as text."""
    words = ["git", "-C", str(place.to)]
    listed = subprocess.run([*words, "rev-list", "--objects", "gh-pages"], check=True, capture_output=True)
    names = b"".join(line.split()[0] + b"\n" for line in listed.stdout.splitlines())
    held = subprocess.run([*words, "cat-file", "--batch"], input=names, check=True, capture_output=True)
    return held.stdout.decode("utf-8", "replace")


def colleague_of(room: Room, folder: Path) -> Room:
    """Return a copy of a room that has its own store."""
    shutil.copytree(room.content, folder / "colleague/content")
    other = Room.__new__(Room)
    other.folder, other.content = folder / "colleague", folder / "colleague/content"
    other.templates, other.output = other.folder / "templates", other.folder / "site"
    other.build()
    return other


def change(room: Room, word: str) -> None:
    room.put("pages/news.md", f"# News\n\n{word}\n")
    room.build()


def test_a_branch_without_history_keeps_no_word_of_what_was_taken_down(built: Room, tmp_path: Path) -> None:
    place = branch(tmp_path)
    built.cable("07VENSK9", text="Jorun Mareth came.")
    built.build()
    go(built, place)
    built.put("withheld.toml", RULE)
    built.build()

    go(built, place)
    kept = "Jorun Mareth came" in reachable(place)
    go(built, place, history=False)

    assert kept
    assert len(commits(place)) == 1
    assert "Jorun Mareth came" not in reachable(place)


def test_without_history_a_site_that_did_not_change_still_loses_its_earlier_commits(
    built: Room, tmp_path: Path
) -> None:
    place = branch(tmp_path)
    go(built, place)
    change(built, "One.")
    go(built, place)

    first = go(built, place, history=False)
    second = go(built, place, history=False)

    assert len(commits(place)) == 1
    assert (first.carried, second.carried) == (True, False)


def test_a_site_that_did_not_change_is_not_sent_again(built: Room, place: Place) -> None:
    go(built, place)
    stamp = commits(place) if place.target == "github-pages" else (place.to / "index.html").stat().st_mtime_ns

    done = go(built, place)

    assert (done.done, done.carried, bool(done.changes)) == (True, False, False)
    after = commits(place) if place.target == "github-pages" else (place.to / "index.html").stat().st_mtime_ns
    assert after == stamp


def test_a_commit_names_the_revision_of_the_room_and_the_version_that_made_it(built: Room, tmp_path: Path) -> None:
    place = branch(tmp_path)
    git("init", "--quiet", str(built.folder))
    in_room = ("-C", str(built.folder), "-c", "user.name=K", "-c", "user.email=k@example.org")
    git(*in_room, "add", "content")
    git(*in_room, "commit", "--quiet", "--message", "first")
    revision = git(*in_room, "rev-parse", "HEAD").strip()

    go(built, place)
    clean = git("-C", str(place.to), "log", "-1", "--format=%B", "gh-pages")
    change(built, "Not committed.")
    go(built, place)
    altered = git("-C", str(place.to), "log", "-1", "--format=%B", "gh-pages")

    assert clean.strip() == (
        f"The site as built from {revision[:12]}\n\nMade by reading-room {generator.__version__}.\nSource: {revision}"
    )
    built.put("../templates/own.html", "Not committed.")
    git(*in_room, "add", "content")
    git(*in_room, "commit", "--quiet", "--message", "second")
    change(built, "Committed soon.")
    second = git(*in_room, "rev-parse", "HEAD").strip()
    git(*in_room, "add", "content")
    git(*in_room, "commit", "--quiet", "--message", "third")
    go(built, place)
    beside = git("-C", str(place.to), "log", "-1", "--format=%B", "gh-pages")

    assert altered.startswith(f"The site as built from {revision[:12]} (dirty)\n")
    assert f"Source: {revision} dirty" in altered
    assert f"Source: {second} dirty" in beside


def test_a_commit_says_dirty_though_what_was_built_is_undone_since(built: Room, tmp_path: Path) -> None:
    place = branch(tmp_path)
    change(built, "Committed.")
    git("init", "--quiet", str(built.folder))
    in_room = ("-C", str(built.folder), "-c", "user.name=K", "-c", "user.email=k@example.org")
    git(*in_room, "add", "content")
    git(*in_room, "commit", "--quiet", "--message", "first")
    change(built, "Not committed.")
    git(*in_room, "checkout", "--quiet", "content")

    assert git(*in_room, "status", "--porcelain", "content") == ""
    go(built, place)
    assert " dirty" in git("-C", str(place.to), "log", "-1", "--format=%B", "gh-pages")
    built.build()
    go(built, place)
    assert " dirty" not in git("-C", str(place.to), "log", "-1", "--format=%B", "gh-pages")


def test_a_commit_names_the_revision_of_the_build_and_not_that_of_the_moment(built: Room, tmp_path: Path) -> None:
    place = branch(tmp_path)
    git("init", "--quiet", str(built.folder))
    in_room = ("-C", str(built.folder), "-c", "user.name=K", "-c", "user.email=k@example.org")
    git(*in_room, "add", "content")
    git(*in_room, "commit", "--quiet", "--message", "first")
    first = git(*in_room, "rev-parse", "HEAD").strip()
    built.build()
    git(*in_room, "commit", "--quiet", "--allow-empty", "--message", "Nothing of the room")
    go(built, place)
    same = git("-C", str(place.to), "log", "-1", "--format=%B", "gh-pages")
    built.put("pages/news.md", "# News\n\nNot built.\n")
    git(*in_room, "add", "content")
    git(*in_room, "commit", "--quiet", "--message", "Not built")
    git("-C", str(place.to), "update-ref", "-d", "refs/heads/gh-pages")
    go(built, place)
    other = git("-C", str(place.to), "log", "-1", "--format=%B", "gh-pages")

    assert same.rstrip().endswith(f"Source: {first}")
    assert other.rstrip().endswith(f"Source: {first} dirty")


def test_what_a_colleague_published_in_between_is_not_overwritten_unasked(
    built: Room, place: Place, tmp_path: Path
) -> None:
    go(built, place)
    colleague = colleague_of(built, tmp_path)
    change(colleague, "From a colleague.")
    go(colleague, place)
    change(built, "From me.")
    before = place.files()

    with pytest.raises(GeneratorError) as stopped:
        go(built, place)

    assert stopped.value.problem.code == "P009"
    assert place.files() == before
    assert go(built, place, overwrite=True).carried
    assert b"From me." in place.files()["news.html"]


def test_a_revision_that_the_room_has_taken_in_may_be_replaced(built: Room, tmp_path: Path) -> None:
    """Two clones of one repository: the second publishes, the first may only once it has the second's commit."""
    place = branch(tmp_path)
    git("init", "--quiet", "--initial-branch=main", str(built.folder))
    who = ("-c", "user.name=K", "-c", "user.email=k@example.org")
    mine = ("-C", str(built.folder), *who)
    git(*mine, "add", "content")
    git(*mine, "commit", "--quiet", "--message", "first")
    git("clone", "--quiet", str(built.folder), str(tmp_path / "clone-of-room"))
    other = Project(tmp_path / "clone-of-room/content", tmp_path / "clone-of-room/site")
    (other.content / "pages/theirs.md").write_text("# Theirs\n", encoding="utf-8")
    theirs = ("-C", str(tmp_path / "clone-of-room"), *who)
    git(*theirs, "add", "content")
    git(*theirs, "commit", "--quiet", "--message", "second")
    build(other, PLAIN)
    publish(other, "github-pages", PublishOptions(str(place.to)))

    with pytest.raises(GeneratorError) as stopped:
        go(built, place)
    git(*mine, "pull", "--quiet", "--ff-only", str(tmp_path / "clone-of-room"), "main")
    built.build()

    assert stopped.value.problem.code == "P009"
    assert "not in the history of this room" in stopped.value.problem.message
    assert go(built, place).done
    assert "theirs.html" in place.files()


def test_a_push_that_comes_while_a_site_is_sent_is_not_lost(
    built: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A git stands before the real one that lets another push go first."""
    place = branch(tmp_path)
    go(built, place)
    change(built, "Mine.")
    real = shutil.which("git")
    other = tmp_path / "programs/git"
    other.parent.mkdir()
    fake = "tree=$({0} -C {1} rev-parse gh-pages^{{tree}}); {0} -C {1} update-ref refs/heads/gh-pages $({0} -C {1} "
    fake += "-c user.name=O -c user.email=o@example.org commit-tree -p gh-pages -m theirs $tree)"
    other.write_text(f'#!/bin/sh\ncase "$*" in *" push "*) {fake.format(real, place.to)};; esac\nexec {real} "$@"\n')
    other.chmod(0o755)
    monkeypatch.setenv("PATH", f"{other.parent}{os.pathsep}{os.environ['PATH']}")

    with pytest.raises(GeneratorError) as stopped:
        go(built, place, history=False)

    assert stopped.value.problem.code == "P009"
    assert git("-C", str(place.to), "log", "-1", "--format=%s", "gh-pages") == "theirs\n"


def test_all_files_of_a_kind_go_only_when_asked_however_few(built: Room, tmp_path: Path) -> None:
    need("rsync")
    place = Place("rsync", tmp_path)
    built.put("pages/cable/2007/vensk/07VENSK1.pdf", "printed")
    built.build()
    go(built, place)
    (built.content / "pages/cable/2007/vensk/07VENSK1.pdf").unlink()
    built.build()

    with pytest.raises(GeneratorError) as stopped:
        go(built, place)

    assert stopped.value.problem.code == "P010"
    assert "all 1 PDF files" in stopped.value.problem.message
    assert go(built, place, deletions=True).changes.deleted == ("cable/2007/vensk/07VENSK1.pdf",)


def test_pages_are_named_before_other_files_and_the_index_of_the_search_last(built: Room) -> None:
    words = ["publish", "files", "--content", str(built.content), "--output", str(built.output)]
    listed = CliRunner().invoke(app, words)
    again = CliRunner().invoke(app, words)
    named = [line.removeprefix("added ") for line in listed.stdout.splitlines()]
    kinds = [
        3 if one.startswith("search/") else 2 if one.startswith("data/") else int(not one.endswith(".html"))
        for one in named
    ]

    assert ODD in named
    assert kinds == sorted(kinds)
    assert set(kinds) == {0, 1, 2, 3}
    assert re.search(r"To be copied: \d+ added, 0 changed, 0 deleted", listed.stderr)
    assert "Nothing to publish" in again.stderr
