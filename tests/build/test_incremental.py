"""A build after a change makes what a clean build makes, and no more than it must."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import msgspec
import pytest

from generator.build import pipeline as building
from generator.build.inputs.project import Options
from generator.build.plan import staleness
from generator.build.plan.fingerprint import PARTS
from generator.build.report import Report
from generator.build.store.store import Store
from generator.build.work import worker
from generator.build.work.manifest import ADDRESS as MANIFEST
from generator.build.work.worker import render_page
from generator.corpus import Corpus
from generator.pages.cable.view import Links, link_at
from generator.pages.views import CableLink
from generator.problems import OutputError
from generator.system.digests import SIZE
from tests.room import PLAIN, Room, cable_text

TWELVE = "cable/2007/vensk/07VENSK12.html"


@pytest.fixture
def furnished(room: Room) -> Room:
    """A room with some of everything, built."""
    room.cable("06LINDEMAR5", subject="Herring quotas", tags="EFIS, ECON", text="Quotas rose.\nPrices fell.")
    room.cable("07VENSK12", refs=["06 LINDEMAR 5", "VENSK 30"], text="See ref A.\nAll is calm.", tags="EFIS")
    room.cable("07VENSK13", refs=["VENSK 12"], text="A follow-up to reftel.\nIt rained.", level="CONFIDENTIAL")
    room.cable("07VENSK14", subject="Rain", text="It rained again.\nAnd again.")
    room.put("site.toml", '[site]\ntitle = "A room"\n')
    room.put("pages/about.md", "# About\n\nWords.\n")
    room.put("pages/seal.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    room.put("notes/07VENSK12.md", "A note.\n\n## p2\n\nOn the second.\n")
    room.build()
    return room


def as_clean(room: Room) -> Report:
    """Build once more and hold the site against a clean build of the same content."""
    report = room.build()
    files, problems = room.clean_build()
    site = room.site()
    assert site.keys() == files.keys()
    assert [address for address, data in files.items() if site[address] != data] == []
    assert report.problems == problems
    return report


def test_with_nothing_to_do_no_file_is_written(furnished: Room) -> None:
    before = {path: path.stat().st_mtime_ns for path in furnished.output.rglob("*")}
    report = furnished.build()

    assert (report.written, report.removed) == ((), ())
    assert {phase.name: phase.count for phase in report.phases}["make"] == 0
    assert {path: path.stat().st_mtime_ns for path in furnished.output.rglob("*")} == before


def test_an_edit_of_the_body_touches_one_page_and_its_copies(furnished: Room) -> None:
    furnished.edit("cables/07VENSK14.txt", "And again.", "And once more.")

    assert set(as_clean(furnished).written) == {
        "cable/2007/vensk/07VENSK14.html",
        "cable/2007/vensk/07VENSK14.txt",
        "cable/2007/vensk/07VENSK14.json",
        "data/cables.jsonl",
        "data/cables.csv",
        MANIFEST,
    }


def test_an_edit_of_a_note_touches_one_page(furnished: Room) -> None:
    furnished.edit("notes/07VENSK12.md", "On the second.", "About the second.")

    assert as_clean(furnished).written == (TWELVE, MANIFEST)


def edit_subject(room: Room) -> None:
    room.edit("cables/07VENSK12.txt", "A QUIET WEEK", "A LOUD WEEK")


def edit_tags(room: Room) -> None:
    room.edit("cables/07VENSK12.txt", "TAGS: EFIS", "TAGS: SNAR, ZZZZ")


def edit_references(room: Room) -> None:
    room.edit("cables/07VENSK12.txt", "VENSK 30", "VENSK 14")


def add_the_missing(room: Room) -> None:
    room.cable("07VENSK30", subject="Here at last")


def delete(room: Room) -> None:
    (room.content / "cables/06LINDEMAR5.txt").unlink()


def delete_all(room: Room) -> None:
    for path in (room.content / "cables").iterdir():
        path.unlink()


def rename_file(room: Room) -> None:
    (room.content / "cables/07VENSK14.txt").rename(room.content / "cables/a-copy-of-07VENSK14.txt")


def rename_id(room: Room) -> None:
    (room.content / "cables/07VENSK14.txt").unlink()
    room.cable("07VENSK15", subject="Rain", text="It rained again.\nAnd again.")


def move(room: Room) -> None:
    (room.content / "cables/2007").mkdir()
    (room.content / "cables/07VENSK14.txt").rename(room.content / "cables/2007/07VENSK14.txt")


def double(room: Room) -> None:
    room.cable("07VENSK14", path="cables/0-first.txt", subject="The other rain")


def break_one(room: Room) -> None:
    room.put("cables/07VENSK14.txt", b"")


def edit_settings(room: Room) -> None:
    room.put("site.toml", '[site]\ntitle = "Another room"\nbase_url = "https://example.org/room/"\n')


def edit_vocabulary(room: Room) -> None:
    room.put("vocabulary/tags.csv", "code,kind,meaning\nEFIS,subject,Herring and other fish\n")


def break_vocabulary(room: Room) -> None:
    room.put("vocabulary/tags.csv", "code,kind,meaning\nEFIS,fish,Herring\n")


def edit_template(room: Room) -> None:
    room.template("cable.html", '{% extends "base.html" %}{% block main %}{{ view.id }}{% endblock %}')


def edit_base(room: Room) -> None:
    room.template("base.html", "<!doctype html><title>{{ site.title }}</title>{% block main %}{% endblock %}")


def edit_style(room: Room) -> None:
    room.template("assets/room.css", "body { color: #222 }")


def add_asset(room: Room) -> None:
    room.template("assets/more/seal.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")


def edit_page(room: Room) -> None:
    room.put("pages/about.md", "# About us\n\nOther words.\n")


def delete_page(room: Room) -> None:
    (room.content / "pages/about.md").unlink()
    (room.content / "pages/seal.svg").unlink()


def delete_note(room: Room) -> None:
    (room.content / "notes/07VENSK12.md").unlink()


def page_becomes_folder(room: Room) -> None:
    (room.content / "pages/seal.svg").unlink()
    room.put("pages/seal.svg/inner.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")


CHANGES: tuple[Callable[[Room], None], ...] = (
    edit_subject, edit_tags, edit_references, add_the_missing, delete, delete_all, rename_file, rename_id, move, double,
    break_one, edit_settings, edit_vocabulary, break_vocabulary, edit_template, edit_base, edit_style, add_asset,
    edit_page, delete_page, delete_note, page_becomes_folder,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_after_a_change_and_after_its_undoing_the_site_is_that_of_a_clean_build(
    furnished: Room, change: Callable[[Room], None]
) -> None:
    before = furnished.site()
    content = {path: path.read_bytes() for path in furnished.content.rglob("*") if path.is_file()}
    change(furnished)
    report = as_clean(furnished)
    assert report.written or report.removed or report.problems

    for folder in (furnished.content, furnished.templates):
        for path in sorted(folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
    for path, data in content.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    furnished.build()
    assert furnished.site() == before


def test_a_template_makes_again_what_uses_it_and_nothing_else(furnished: Room) -> None:
    furnished.template("missing.html", "<!doctype html><title>{{ view.id }}</title>")

    assert as_clean(furnished).written == ("cable/2007/vensk/07VENSK30.html", MANIFEST)


@pytest.mark.parametrize("name", [".cable.html.swp", "cable.html~", "notes.md", "picture.png"])
def test_what_lies_beside_the_templates_is_none(furnished: Room, name: str) -> None:
    furnished.template(name, b"\x89{% if \xff")

    assert furnished.build().written == ()


DAMAGED = (
    TWELVE, "cable/2007/vensk/07VENSK12.txt", "cable/2007/vensk/07VENSK30.html", "index.html", "tag/EFIS.html", "about.html",
    "seal.svg", "assets/room.css", "data/cables.jsonl", "data/tags.csv", "robots.txt", MANIFEST,
)  # fmt: skip


@pytest.mark.parametrize("damage", ["lost", "longer", "replaced", "linked"])
def test_what_was_lost_or_altered_in_the_site_is_mended(furnished: Room, damage: str) -> None:
    before = furnished.site()
    for address in DAMAGED:
        _damage(furnished.output / address, damage, furnished.folder / "elsewhere" / address)
    report = furnished.build()

    assert furnished.site() == before
    assert not any((furnished.output / address).is_symlink() for address in DAMAGED)
    assert set(report.written) >= set(DAMAGED)


@pytest.mark.parametrize("address", ["index.html", "data/cables.jsonl", "cable/2007/vensk/07VENSK12.txt", MANIFEST])
def test_a_folder_in_place_of_a_file_is_mended(furnished: Room, address: str) -> None:
    before = furnished.site()
    (furnished.output / address).unlink()
    (furnished.output / address / "deep").mkdir(parents=True)
    (furnished.output / address / "deep" / "file").write_text("x", encoding="utf-8")
    furnished.build()

    assert furnished.site() == before


def test_a_file_in_place_of_a_folder_is_mended(furnished: Room) -> None:
    before = furnished.site()
    shutil.rmtree(furnished.output / "tag")
    (furnished.output / "tag").write_text("x", encoding="utf-8")
    furnished.build()

    assert furnished.site() == before


def _damage(place: Path, damage: str, elsewhere: Path) -> None:
    data = place.read_bytes()
    if damage == "longer":
        place.write_bytes(data + b"x")
        return
    place.unlink()
    if damage == "replaced":
        place.write_bytes(bytes(reversed(data)))
    elif damage == "linked":
        elsewhere.parent.mkdir(parents=True, exist_ok=True)
        elsewhere.write_bytes(data)
        place.symlink_to(elsewhere)


def test_what_no_page_owns_is_removed(furnished: Room) -> None:
    (furnished.output / "old" / "deep").mkdir(parents=True)
    (furnished.output / "old" / "deep" / "page.html").write_text("x", encoding="utf-8")
    (furnished.output / "tag" / "OLD.html").write_text("x", encoding="utf-8")
    report = furnished.build()

    assert report.removed == ("old/deep/page.html", "tag/OLD.html")
    assert not (furnished.output / "old").exists()


@pytest.mark.parametrize("damage", ["lost", "garbage", "empty", "another version"])
def test_a_lost_or_damaged_memory_costs_time_and_nothing_else(furnished: Room, damage: str) -> None:
    before = furnished.site()
    store = furnished.project.store
    for path in store.parent.glob("store.sqlite-*"):
        path.unlink()
    if damage == "lost":
        store.unlink()
    elif damage == "garbage":
        store.write_bytes(b"not a database, and long enough to be looked at" * 100)
    elif damage == "empty":
        store.write_bytes(b"")
    else:
        data = bytearray(store.read_bytes())
        data[60:64] = (99).to_bytes(4, "big")  # user_version, by the format of SQLite's files
        store.write_bytes(bytes(data))

    assert furnished.build().written == ()
    assert furnished.site() == before


def test_clean_makes_everything_again_to_the_same_bytes(furnished: Room) -> None:
    before = furnished.site()
    furnished.build(msgspec.structs.replace(PLAIN, anew=True))

    assert furnished.site() == before


@pytest.mark.parametrize("options", [PLAIN, msgspec.structs.replace(PLAIN, anew=True)], ids=["build", "build --clean"])
def test_a_build_beside_another_stops_and_does_the_other_no_harm(
    furnished: Room, monkeypatch: pytest.MonkeyPatch, options: Options
) -> None:
    tried: list[str] = []

    def make_and_try(*arguments: object) -> object:
        if not tried:
            with pytest.raises(OutputError) as stopped:
                furnished.build(options)
            tried.append(stopped.value.problem.code)
        return render_page(*arguments)  # type: ignore[arg-type]

    edit_settings(furnished)
    monkeypatch.setattr(building, "render_page", make_and_try)
    furnished.build()

    assert tried == ["B006"]
    assert furnished.site() == furnished.clean_build()[0]


def test_two_jobs_make_what_one_makes(furnished: Room) -> None:
    for number in range(20, 60):
        furnished.put(f"cables/07VENSK{number}.txt", cable_text(f"07VENSK{number}", refs=[f"VENSK {number - 1}"]))
    one, problems = furnished.clean_build()
    report = furnished.build(msgspec.structs.replace(PLAIN, jobs=2))

    assert furnished.site() == one
    assert report.problems == problems


def test_an_older_file_in_place_of_a_newer_is_seen(furnished: Room) -> None:
    place = furnished.content / "cables/07VENSK14.txt"
    place.write_text(cable_text("07VENSK14", subject="Hail"), encoding="utf-8")
    os.utime(place, ns=(10**18, 10**18))

    assert "cable/2007/vensk/07VENSK14.html" in as_clean(furnished).written


def test_a_file_that_is_newer_and_says_what_it_said_is_not_read_again(
    furnished: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnished.build()
    before = furnished.site()
    for place in (furnished.content / "cables").glob("*"):
        os.utime(place, ns=(10**18, 10**18))  # as a fresh checkout does, and long ago

    def publish(_data: bytes, path: str, *_more: object) -> NoReturn:
        raise AssertionError(path)

    with monkeypatch.context() as patched:
        patched.setattr(worker, "redact", publish)
        report = furnished.build()

    assert report.written == ()
    assert furnished.site() == before
    assert next(phase.count for phase in furnished.build().phases if phase.name == "read") == 0


def test_the_problems_of_a_file_that_was_not_read_again_are_told_again(furnished: Room) -> None:
    place = furnished.put("cables/notes-of-a-meeting.txt", "Nothing like a cable.\n")
    os.utime(place, ns=(10**18, 10**18))
    first = furnished.build()
    again = furnished.build()

    assert next(phase.count for phase in again.phases if phase.name == "read") < len(list(place.parent.iterdir()))
    assert {problem.code for problem in again.problems} >= {"C002", "C010"}
    assert again.problems == first.problems


def test_the_recipe_has_the_five_parts_that_a_page_is_a_function_of() -> None:
    assert PARTS == ("source", "view", "settings", "template", "program")


def test_a_memory_begun_anew_is_told_once(furnished: Room) -> None:
    (furnished.project.store).write_bytes(b"no memory" * 1000)
    codes = [[problem.code for problem in furnished.build().problems] for _ in range(3)]

    assert [found.count("B010") for found in codes] == [1, 0, 0]


def test_lines_of_lists_are_known_from_build_to_build(furnished: Room) -> None:
    room = furnished
    room.cable("07VENSK13", refs=["VENSK 12"], text="It rained.", subject="Hail", level="CONFIDENTIAL")
    room.cable("07VENSK15", subject="Snow", text="It snowed.", tags="EFIS, PREL")
    (room.content / "cables/07VENSK14.txt").unlink()
    room.build()
    kept = lines_of(room)

    room.build(msgspec.structs.replace(PLAIN, anew=True))
    assert kept == lines_of(room)
    assert kept.keys() == {"06LINDEMAR5", "07VENSK12", "07VENSK13", "07VENSK15"}


def test_a_line_that_is_known_and_untouched_is_not_made_again(furnished: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    far = furnished.cable("08SARDEN3", subject="Far away", tags="EFIS", text="Nobody cites this.")
    os.utime(far, (1_000_000_000, 1_000_000_000))  # a younger file is read again at the next build
    furnished.build()
    made: set[str] = set()

    def noted(corpus: Corpus, position: int, links: Links = None) -> CableLink:
        made.add(corpus.cables[position].id)
        return link_at(corpus, position, links)

    monkeypatch.setattr(f"{staleness.__name__}.link_at", noted)
    furnished.cable("06LINDEMAR5", subject="Herring", tags="EFIS, ECON", text="Quotas rose.\nPrices fell.")
    report = furnished.build()

    assert "06LINDEMAR5" in made
    assert "08SARDEN3" not in made
    assert "tag/EFIS.html" in report.written


def lines_of(room: Room) -> dict[str, bytes]:
    """What a build kept of the lines of lists: the digest of each cable's."""
    with Store(room.project.store) as store:
        ids, digests = msgspec.msgpack.decode(store.note("lines"), type=tuple[list[str], bytes])
    assert len(digests) == SIZE * len(ids)
    return {name: digests[at * SIZE : at * SIZE + SIZE] for at, name in enumerate(ids)}
