"""The index in whole builds, by the real Pagefind: always alike, made again where it must be, kept where making fails."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest

from generator.commands.build import build
from generator.commands.project import Options, Project
from generator.output.pool import Workers, open_pool
from generator.output.search import index, making, program
from tests.room import Room, files_of

SHARDS = Options(jobs=2, pdf=False, shard_limit=2)
WHOLE = Options(jobs=1, pdf=False)
FOLDER = "search/pagefind"


@pytest.fixture
def filled(room: Room) -> Room:
    """A room of eight cables from five years and two posts, one of them citing another."""
    for number, year in enumerate(("99", "03", "05", "06", "07", "07", "07", "07"), 1):
        room.cable(f"{year}{'VENSK' if number % 2 else 'LINDEMAR'}{number}", text=f"Harbour number {number} is quiet.")
    room.build()
    return room


def _shards(room: Room) -> dict[str, int]:
    return {one["name"]: one["count"] for one in json.loads(room.page(f"{FOLDER}/shards.json"))["shards"]}


def _indexed(room: Room) -> dict[str, bytes]:
    return {address: data for address, data in room.site().items() if address.startswith(FOLDER)}


def test_a_small_room_is_one_shard(filled: Room) -> None:
    filled.build(WHOLE)

    assert _shards(filled) == {"all": 8}


@pytest.mark.parametrize("subject", ["???", "...", "&"])
def test_a_room_whose_titles_are_signs_is_indexed(room: Room, subject: str) -> None:
    room.cable("07VENSK1", subject=subject)
    report = room.build(WHOLE)

    assert [problem.code for problem in report.problems if problem.where.path == "search"] == []
    assert _shards(room) == {"all": 1}


def test_a_large_room_is_cut(filled: Room) -> None:
    filled.build(SHARDS)

    assert len(_shards(filled)) >= 5
    assert sum(_shards(filled).values()) == 8
    assert max(_shards(filled).values()) <= 2
    assert {address.split("/")[2] for address in _indexed(filled)} == {
        *_shards(filled),
        index.runtime_name(),
        "shards.json",
        "worker.js",
    }


def test_two_builds_make_the_same_index(filled: Room) -> None:
    filled.build(SHARDS)
    clean, _ = filled.clean_build(Options(jobs=1, pdf=False, shard_limit=2))

    assert _indexed(filled) == {address: data for address, data in clean.items() if address.startswith(FOLDER)}


def test_on_another_kind_of_disk_the_index_is_the_same(filled: Room) -> None:
    memory = Path("/dev/shm")  # noqa: S108  a file system that lists files in the order opposite to most
    if not os.access(memory, os.W_OK):
        pytest.skip("there is no file system in memory here")
    filled.build(WHOLE)
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        output = Path(folder) / "site"
        build(Project(filled.content, output), WHOLE)
        there = files_of(output)

    assert there == filled.site()


def test_only_the_shard_of_an_edited_cable_is_made_again(filled: Room) -> None:
    filled.build(SHARDS)
    filled.edit("cables/99VENSK1.txt", "quiet", "noisy")
    written = [address for address in filled.build(SHARDS).written if address.startswith(FOLDER)]

    touched = {address.split("/")[2] for address in written} - {"shards.json"}
    assert len(touched) == 1
    assert any("fragment" in address for address in written)


def test_what_is_not_searched_makes_no_shard_again(filled: Room) -> None:
    filled.build(SHARDS)
    filled.cable("08VENSK9", refs=("99 VENSK 1",))
    report = filled.build(SHARDS)

    assert "cable/1999/vensk/99VENSK1.html" in report.written  # it is now cited
    home = next(name for name in _shards(filled) if name.startswith("19"))
    assert not any(address.startswith(f"{FOLDER}/{home}/") for address in report.written)


def test_a_build_with_nothing_to_do_writes_nothing(filled: Room) -> None:
    filled.build(SHARDS)

    assert filled.build(SHARDS).written == ()


def test_stale_files_go(filled: Room) -> None:
    filled.build(SHARDS)
    (filled.content / "cables/99VENSK1.txt").unlink()
    filled.build(WHOLE)

    assert _shards(filled) == {"all": 7}
    assert {address.split("/")[2] for address in _indexed(filled)} == {
        "all",
        index.runtime_name(),
        "shards.json",
        "worker.js",
    }


@pytest.mark.parametrize(
    "lost",
    ["all/*/columns.bin", "all/*/0.pf_index", "all/shard.json", "shards.json", "*/wasm.en.pagefind", "worker.js"],
)
def test_what_was_lost_is_made_again(filled: Room, lost: str) -> None:
    filled.build(WHOLE)
    before = _indexed(filled)
    next((filled.output / FOLDER).glob(lost)).unlink()
    filled.build(WHOLE)

    assert _indexed(filled) == before


def test_without_pagefind_the_last_index_stays(filled: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    filled.build(WHOLE)
    before = _indexed(filled)
    filled.edit("cables/99VENSK1.txt", "quiet", "noisy")

    def none() -> Path:
        message = "Pagefind is not installed"
        raise program.PagefindError(message, "install it")

    monkeypatch.setattr(making, "find_program", none)
    report = filled.build(WHOLE)

    assert [problem.code for problem in report.problems if problem.where.path == "search"] == ["S001"]
    assert _indexed(filled) == before


def test_a_pagefind_that_fails_is_told_and_tried_again(
    filled: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "pagefind"
    broken.write_text("#!/bin/sh\necho 'out of paper' >&2\nexit 3\n")
    broken.chmod(0o755)
    with monkeypatch.context() as patched:
        patched.setattr(making, "find_program", lambda: broken)
        report = filled.build(WHOLE)

    told = next(problem for problem in report.problems if problem.code == "S001")
    assert told.message == "shard all: Pagefind failed (exit status 3): out of paper"
    filled.build(WHOLE)
    assert _shards(filled) == {"all": 8}


@pytest.mark.parametrize(("free", "at_once"), [(1, 1), (None, 2), (1 << 40, 2)])
def test_no_more_shards_are_made_at_once_than_memory_suffices_for(
    filled: Room, monkeypatch: pytest.MonkeyPatch, free: int | None, at_once: int
) -> None:
    asked: list[int] = []

    def opened(jobs: int, *rest: Any, **named: Any) -> Workers:  # noqa: ANN401  as the real one
        asked.append(jobs)
        return open_pool(jobs, *rest, **named)

    monkeypatch.setattr(index, "open_pool", opened)
    monkeypatch.setattr(index, "free_memory", lambda: free)
    filled.build(SHARDS)

    assert asked == [at_once]
