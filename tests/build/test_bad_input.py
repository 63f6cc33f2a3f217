"""What an owner puts into the content folder by mistake: the site is built all the same, each mistake is told."""

import json
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import pytest

from generator.problems import AddressError, OutputError, Problem, Severity, Where
from tests.room import Room, cable_text

SOUND = "cable/2007/vensk/07VENSK12.html"
BAD = "cable/2007/vensk/07VENSK13.html"
LATIN = b"UNCLAS VENSK 000013\n\nTAGS: PREL\nSUBJECT: A\n\n1. Caf\xe9.\n"


def found(problems: Sequence[Problem], code: str) -> Problem:
    """Return the one problem of a code."""
    (one,) = [problem for problem in problems if problem.code == code]
    return one


@pytest.mark.parametrize(
    ("name", "data", "code", "page"),
    [
        ("07VENSK13.txt", b"", "C001", BAD),
        ("07VENSK13.txt", b" \n\n", "C001", BAD),
        ("shopping.txt", b"Milk, bread, a herring.\n", "C002", "cable/undated/SHOPPING.html"),
        ("07VENSK13.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "C005", BAD),
        ("07VENSK13.txt", LATIN, "C003", BAD),
    ],
    ids=["an empty file", "a blank file", "no cable", "bytes that are no text", "another encoding"],
)
def test_a_bad_file_is_told_and_the_room_stands(room: Room, name: str, data: bytes, code: str, page: str) -> None:
    room.cable("07VENSK12")
    room.put(f"cables/{name}", data)
    report = room.build()
    problem = room.relative(found(report.problems, code))

    assert problem.where.path == f"cables/{name}"
    assert problem.where.line is not None
    assert problem.hint
    assert room.has(SOUND)
    assert room.has(page)
    assert (room.output / page).with_suffix(".txt").read_bytes() == data
    assert report.problems == room.check()


@pytest.mark.parametrize("name", ["index", "con", "a" * 41, "z" * 200, "été", "---", "a b & c <d>", "_1"])
def test_a_file_of_any_name_has_a_page_and_a_record(room: Room, name: str) -> None:
    room.put(f"cables/{name}.txt", "Nothing like a cable.\n")
    room.put(f"notes/{name}.md", "A note.\n")
    report = room.build()
    (line,) = room.page("data/cables.jsonl").splitlines()
    url = json.loads(line)["url"]

    assert room.has(url)
    assert (room.output / url).with_suffix(".txt").read_text(encoding="utf-8") == "Nothing like a cable.\n"
    assert {problem.code for problem in report.problems} >= {"C002", "C010"}
    assert room.build().written == ()


def test_an_empty_room_is_built(room: Room) -> None:
    report = room.build()

    assert (report.cables, report.problems) == (0, ())
    assert room.has("index.html")
    assert room.page("data/cables.jsonl") == ""


def test_of_two_files_with_one_id_the_first_is_shown_and_the_other_reported(room: Room) -> None:
    room.put("cables/b/07VENSK12.txt", cable_text("07VENSK12", subject="The second"))
    room.put("cables/a/07VENSK12.txt", cable_text("07VENSK12", subject="The first"))
    report = room.build()

    assert report.cables == 1
    assert "The First" in room.page(SOUND)
    problem = room.relative(found(report.problems, "K001"))
    assert problem.where == Where("cables/b/07VENSK12.txt", 1)
    assert problem.severity is Severity.ERROR
    assert (room.content / "cables/a/07VENSK12.txt").as_posix() in problem.message
    assert problem.hint


def test_two_names_that_differ_in_case_alone_are_two_files_with_one_id(room: Room) -> None:
    room.put("cables/07VENSK12.txt", cable_text("07VENSK12", subject="In capitals"))
    room.put("cables/07vensk12.txt", cable_text("07VENSK12", subject="In small letters"))
    report = room.build()

    assert room.relative(found(report.problems, "K001")).where.path == "cables/07vensk12.txt"
    assert "In Capitals" in room.page(SOUND)


def test_an_address_that_a_page_and_an_index_claim_stops_the_build_with_both_names(room: Room) -> None:
    room.cable("07VENSK12")
    room.put("pages/tag/index.md", "# My tags\n")

    with pytest.raises(AddressError) as stopped:
        room.build()

    problem = stopped.value.problem
    assert problem.code == "B001"
    assert "pages/tag/index.md" in problem.message
    assert "the index of tags" in problem.message
    assert problem.hint


@pytest.mark.parametrize("path", ["pages/tag/index.md", "pages/tag", "pages/data/manifest.sha256"])
def test_what_would_stop_the_build_for_its_address_is_told_by_check_with_all_else(room: Room, path: str) -> None:
    room.cable("07VENSK12")
    room.put("cables/empty.txt", "")
    room.put(path, "# My own")
    with pytest.raises(AddressError) as stopped:
        room.build()
    problems = room.check()

    assert found(problems, "B001") == stopped.value.problem
    assert found(problems, "C001")


def test_a_stopped_build_leaves_the_last_site_to_the_next(room: Room) -> None:
    room.cable("07VENSK12")
    room.build()
    before = room.site()
    room.put("pages/tag/index.md", "# My tags\n")
    with pytest.raises(AddressError):
        room.build()
    (room.content / "pages/tag/index.md").unlink()

    room.build()
    assert room.site() == before


def test_pages_whose_names_differ_in_case_alone_claim_one_address(room: Room) -> None:
    room.put("pages/about.md", "# One\n")
    room.put("pages/About.md", "# Two\n")

    with pytest.raises(AddressError) as stopped:
        room.build()

    assert "pages/about.md" in stopped.value.problem.message
    assert "pages/About.md" in stopped.value.problem.message


@pytest.mark.parametrize(
    "path", ["pages/tag", "pages/index.html/x.txt", "pages/about.html/x.txt", "pages/robots.txt/x"]
)
def test_a_file_that_would_be_a_folder_of_the_site_stops_the_build(room: Room, path: str) -> None:
    room.put("pages/about.md", "# About")
    room.put(path, "x")

    with pytest.raises(AddressError) as stopped:
        room.build()

    assert stopped.value.problem.code == "B001"
    assert path in stopped.value.problem.message


@pytest.mark.parametrize(
    "path", ["pages/con.txt", "pages/a:b.txt", "pages/end./x.txt", "pages/a\x01b.md", "dossiers/nul.md"]
)
def test_a_name_that_some_disk_refuses_keeps_that_file_alone_out_of_the_site(room: Room, path: str) -> None:
    room.cable("07VENSK12")
    room.put("pages/about.md", "# About\n")
    room.put(path, "x")
    report = room.build()

    assert [(one.code, room.relative(one).where.path) for one in report.problems] == [("B001", path)]
    assert (room.has(SOUND), room.has("about.html"), room.has(path.removeprefix("pages/"))) == (True, True, False)


def test_a_file_that_cannot_be_read_is_told_and_forgotten(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.build.work import worker  # noqa: PLC0415  as above
    from generator.system.reading import cannot_read, read  # noqa: PLC0415  as above

    room.cable("07VENSK12")
    room.cable("07VENSK13")
    room.build()

    def refuse(path: Path | str) -> bytes:
        if str(path).endswith("07VENSK13.txt"):
            raise cannot_read(str(path), PermissionError(13, "Permission denied"))
        return read(path)

    monkeypatch.setattr(worker, "read", refuse)
    report = room.build()

    assert room.relative(found(report.problems, "B005")).where.path == "cables/07VENSK13.txt"
    assert report.cables == 1
    assert "cable/2007/vensk/07VENSK13.html" in report.removed
    files, problems = room.clean_build()
    assert (files, problems) == (room.site(), report.problems)


def test_a_name_that_is_no_text_is_told(room: Room) -> None:
    room.cable("07VENSK12")
    (room.content / "cables").joinpath(b"caf\xe9.txt".decode("utf-8", "surrogateescape")).write_bytes(b"x")
    report = room.build()

    assert "B005" in {problem.code for problem in report.problems}
    assert room.has(SOUND)


def test_a_folder_for_the_memory_that_cannot_be_made_stops_the_build(room: Room) -> None:
    (room.folder / ".reading-room").write_text("a file in its place", encoding="utf-8")

    with pytest.raises(OutputError) as stopped:
        room.build()

    assert stopped.value.problem.code == "B003"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("07VENSK13", "did you mean 07VENSK12?"),
        ("07WENSK12", "did you mean 07VENSK12?"),
        ("99PARIS4711", "the notes stay hidden until that cable is added"),
    ],
)
def test_notes_on_a_cable_that_is_not_there_are_told(room: Room, name: str, hint: str) -> None:
    room.cable("07VENSK12")
    room.put(f"notes/{name}.md", "A note.\n")
    report = room.build()
    problem = room.relative(found(report.problems, "E006"))

    assert problem.where == Where(f"notes/{name}.md", 1)
    assert problem.severity is Severity.WARNING
    assert problem.hint.startswith(hint)
    assert report.problems == room.check()
    room.cable(name)
    assert room.build().problems == room.check()
    assert "E006" not in {one.code for one in room.build().problems}


def test_what_check_finds_is_what_a_build_tells(room: Room) -> None:
    for name, text in {
        "cables/07VENSK12.txt": cable_text("07VENSK12", refs=["VENSK 30", "NOWHERE 3"], tags="PREL 4711, QQQQQ"),
        "cables/a/07VENSK12.txt": cable_text("07VENSK12", tags="4712"),
        "cables/07NOWHERE3.txt": cable_text("07NOWHERE3"),
        "cables/empty.txt": "",
        "vocabulary/tags.csv": "code,kind\nPREL,fish\n",
        "pages/about.md": "# One\n\n# Two\n\n[x](javascript:x)\n",
        "notes/07VENSK99.md": "A note.\n",
    }.items():
        room.put(name, text)
    told = room.build().problems

    assert told == room.check()
    assert {problem.code for problem in told} >= {
        "C001", "C010", "C120", "E003", "E004", "E006", "K001", "K002", "K003", "V106",
    }  # fmt: skip
    assert all(problem.where.path.startswith(room.content.as_posix()) and problem.hint for problem in told)


@pytest.mark.parametrize("letters", ["a" * 252, "\u00e9" * 126], ids=["letters", "accents"])
def test_a_name_too_long_for_a_page_is_cut_short_and_stops_no_build(room: Room, letters: str) -> None:
    room.put(f"pages/{letters}.md", "# Long\n")
    room.put(f"dossiers/{letters}.md", "# Longer\n")
    room.put("pages/short.md", f'+++\naliases = ["{"b" * 300}.html"]\n+++\n# Short\n\n[x]({letters}.md)\n')
    report = room.build()
    (page,) = (address for address in room.site() if address.startswith(letters[:9]))

    assert [one.code for one in report.problems] == ["E013"]
    assert len(page.encode()) < 255
    assert "<h1>Long</h1>" in room.page(page)
    assert quote(page) in room.page("short.html")
    assert room.has(f"dossier/{page}")
