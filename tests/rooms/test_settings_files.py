"""Rooms of earlier versions, kept as they were: the program of today builds them, or says what to change."""

import shutil
from pathlib import Path

import pytest

import generator
from generator.build.inputs.project import Options, Project
from generator.build.inputs.settings_files import check_version
from generator.build.pipeline import build
from generator.problems import ConfigurationError
from tests.room import Room

KEPT = sorted(Path(__file__).parent.glob("version-*"))
ADDRESSES = {
    "version-0.1": (
        "index.html", "about.html", "cable/2007/vensk/07VENSK12.html", "cable/2007/vensk/07VENSK12.txt",
        "cable/2007/vensk/07VENSK12.json", "cable/2009/lindemar/09LINDEMAR233.html", "cable/2007/01/07VENSK12.html",
        "tag/index.html", "tag/PREL.html", "origin/index.html", "origin/vensk.html", "date/index.html", "date/2007/01.html",
        "classification/index.html", "reference/index.html", "coverage/index.html", "glossary.html", "search/index.html",
        "data/index.html", "data/cables.jsonl", "data/cables.csv", "data/references.csv", "data/tags.csv",
        "data/manifest.sha256", "feed.atom", "feed.json", "sitemap.xml", "robots.txt", "404.html", "_headers",
        ".well-known/security.txt",
    ),
}  # fmt: skip


def test_every_kept_room_has_its_addresses() -> None:
    assert {room.name for room in KEPT} == set(ADDRESSES)


@pytest.mark.parametrize("kept", KEPT, ids=lambda room: room.name)
def test_a_room_of_an_earlier_version_is_built_without_a_warning_and_keeps_its_addresses(
    kept: Path, tmp_path: Path
) -> None:
    shutil.copytree(kept, tmp_path / "room")
    report = build(Project(tmp_path / "room/content", tmp_path / "room/site"), Options(jobs=1))
    page = (tmp_path / "room/site/cable/2007/vensk/07VENSK12.html").read_text(encoding="utf-8")

    assert (report.errors, report.warnings) == (0, 0)
    assert [one for one in ADDRESSES[kept.name] if not (tmp_path / "room/site" / one).is_file()] == []
    assert "From the papers of the late consul." in page
    assert "[withheld 2026-01-02: protects a source]" in page
    assert "Mareth" not in page


@pytest.mark.parametrize(
    ("made_with", "version", "code"),
    [
        ("", "0.2.0", ""),
        ("0.2.0", "0.2.0", ""),
        ("0.2", "0.2.0", ""),
        ("0.1.0", "0.2.0", "G012"),
        ("0.9.0", "0.10.0", "G012"),
        ("0.2.1", "0.2.0", "G011"),
        ("1.0", "0.2.0", "G011"),
    ],
)
def test_a_room_knows_the_version_that_made_it(room: Room, made_with: str, version: str, code: str) -> None:
    room.put("site.toml", f'[build]\nmade_with = "{made_with}"\n')
    try:
        told = check_version(room.project, made_with, version)
    except ConfigurationError as stopped:
        told = (stopped.problem,)

    assert [one.code for one in told] == ([code] if code else [])
    assert all(one.where.line == 2 for one in told)


def test_a_file_of_rules_under_another_name_is_told(room: Room) -> None:
    room.cable("07VENSK12")
    room.put("Withheld.TOML", "")
    room.put("wh.toml", '[[withhold]]\ntext = "quiet"\nreason = "x"\ndate = 2026-01-01\n')
    room.put("other.toml", "")

    problems = room.build().problems

    assert [(one.code, one.where.path.rpartition("/")[2]) for one in problems] == [
        ("B026", "Withheld.TOML"),
        ("B026", "other.toml"),
        ("B026", "wh.toml"),
    ]
    assert "did you mean withheld.toml?" in problems[0].hint


def test_a_room_that_needs_a_later_program_is_not_built(room: Room) -> None:
    room.put("site.toml", '[build]\nmade_with = "999.0"\n')

    with pytest.raises(ConfigurationError) as stopped:
        room.build()

    assert stopped.value.problem.code == "G011"
    assert generator.__version__ in stopped.value.problem.message
