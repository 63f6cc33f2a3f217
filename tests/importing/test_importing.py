"""``import`` on the disk: what is written where, what is left alone, what is said; and as the owner runs it."""

import csv
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from generator.importing import holdings
from generator.importing.importing import find_folder, import_cables
from generator.importing.tally import Imported
from generator.problems import OutputError
from generator.system.writer import Writer
from tests.importing.intake_cases import record
from tests.room import Room, cable_text, files_of

GOLDEN = Path(__file__).parent.parent / "golden" / "cables" / "sound"
PAGE = GOLDEN / "wikileaks-html" / "09LINDEMAR113.html"


def row(number: int, cable_id: str, body: str = "1. Text.") -> str:
    return f'"{number}","3/4/2006 9:05","{cable_id}","Consulate Vensk","UNCLASSIFIED","","","{body}"\n'


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder of what other systems gave: a dump, a saved page, a text, and what lies beside such things."""
    folder = tmp_path / "theirs"
    (folder / "site").mkdir(parents=True)
    (folder / "cables.csv").write_text("".join(row(n, f"06VENSK{n}") for n in range(1, 6)), encoding="utf-8")
    shutil.copy(PAGE, folder / "site")
    (folder / "site" / "style.css").write_text("p { color: black }", encoding="utf-8")
    (folder / "09VENSK31.txt").write_text(
        "UNCLAS VENSK 000031\n\nTAGS: PREL\nSUBJECT: X\n\n1. Text.\n", encoding="utf-8"
    )
    (folder / "README.md").write_text("UNCLAS VENSK 000032\n\nTAGS: PREL\nSUBJECT: X\n\n1. Text.\n", encoding="utf-8")
    return folder


def outcome(done: Imported) -> tuple[int, int, int, int]:
    return done.written, done.there, done.versions, done.skipped


def test_a_cable_becomes_a_file_named_by_year_and_id(sources: Path, room: Room) -> None:
    done = import_cables([sources], room.content / "cables")

    assert outcome(done) == (7, 0, 0, 2)
    assert done.problems == ()
    assert set(files_of(room.content / "cables")) == {
        *(f"2006/06VENSK{n}.txt" for n in range(1, 6)), "2009/09LINDEMAR113.txt", "2009/09VENSK31.txt",
    }  # fmt: skip
    assert [path.name for path in (room.content / "cables").iterdir() if path.name.startswith(".")] == []


def test_what_is_imported_is_built_without_errors(sources: Path, room: Room) -> None:
    import_cables([sources], room.content / "cables")
    report = room.build()

    assert (report.cables, report.errors) == (7, 0)
    assert room.has("cable/2009/lindemar/09LINDEMAR113.html")


def test_a_second_run_writes_nothing(sources: Path, room: Room) -> None:
    import_cables([sources], room.content)
    before = files_of(room.content)

    assert outcome(import_cables([sources], room.content)) == (0, 7, 0, 2)
    assert files_of(room.content) == before


def test_a_run_that_was_killed_goes_on(sources: Path, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    write = Writer.write_parts
    left = [3]

    def until_killed(*arguments: object) -> object:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return write(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Writer, "write_parts", until_killed)
    with pytest.raises(KeyboardInterrupt):
        import_cables([sources], room.content)
    monkeypatch.setattr(Writer, "write_parts", write)
    (room.content / "cables" / ".reading-room-import").mkdir()
    (room.content / "cables" / ".reading-room-import" / "99-0").write_text("half", encoding="utf-8")

    assert outcome(import_cables([sources], room.content)) == (4, 3, 0, 2)
    assert not (room.content / "cables" / ".reading-room-import").exists()


def test_another_text_of_a_cable_is_kept_beside_the_first(tmp_path: Path, room: Room) -> None:
    theirs = tmp_path / "cables.csv"
    texts = ("One.", "Two.", "One.", "Three.", "Two.")
    theirs.write_text("".join(row(n, "06VENSK9", text) for n, text in enumerate(texts)), encoding="utf-8")
    done = import_cables([theirs], room.content)

    assert outcome(done) == (1, 2, 2, 0)
    assert [problem.code for problem in done.problems] == ["I005", "I005"]
    assert done.problems[0].where.path.endswith("content/cables/2006/06VENSK9_b.txt")
    assert set(files_of(room.content / "cables")) == {f"2006/06VENSK9{suffix}.txt" for suffix in ("", "_b", "_c")}
    assert 'note = "Another text of this cable, beside 2006/06VENSK9.txt"' in (
        room.content / "cables/2006/06VENSK9_b.txt"
    ).read_text(encoding="utf-8")
    assert outcome(import_cables([theirs], room.content)) == (0, 5, 0, 0)
    report = room.build()
    assert [problem.code for problem in report.problems if problem.code[0] == "K" and problem.code != "K002"] == [
        "K006"
    ] * 2
    assert not any(problem.code == "C202" for problem in report.problems)
    assert report.errors == 0


@pytest.mark.parametrize("names", [("a.csv", "b.txt"), ("b.csv", "a.txt")])
def test_a_record_of_a_list_gets_its_text_in_whichever_order_they_come(
    room: Room, tmp_path: Path, names: tuple[str, str]
) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / names[0]).write_text(
        "Document Number,Draft Date,Film Number,Subject\n1976VENSK00031,06-MAR-1976,D760012-0345,NETS\n"
    )
    (folder / names[1]).write_text(
        record("1976VENSK00031", "UNCLAS VENSK 0031\n\n1. NETS.\n", Draft_Date="06 MAR 1976")
    )
    done = import_cables([folder], room.content)
    ((name, text),) = files_of(room.content / "cables").items()

    assert name == "1976/76VENSK31.txt"
    assert b"1. NETS." in text
    assert text.count(b"created = 1976-03-06") == 1
    assert (done.written, done.joined + done.there, done.versions) == (1, 1, 0)


def test_a_list_of_another_day_gets_no_text_of_the_same_number(room: Room, tmp_path: Path) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / "a.csv").write_text("Document Number,Draft Date,Subject\n1976VENSK00031,07-MAR-1976,EELS\n")
    (folder / "b.txt").write_text(record("1976VENSK00031", "UNCLAS VENSK 0031\n\n1. NETS.\n", Draft_Date="06 MAR 1976"))
    import_cables([folder], room.content)

    assert len(files_of(room.content / "cables")) == 2


def test_more_texts_than_letters_are_all_kept(tmp_path: Path, room: Room) -> None:
    theirs = tmp_path / "cables.csv"
    theirs.write_text("".join(row(n, "06VENSK9", f"{n}.") for n in range(30)), encoding="utf-8")
    done = import_cables([theirs], room.content)

    assert outcome(done) == (1, 0, 29, 0)
    assert {"2006/06VENSK9_z.txt", "2006/06VENSK9_ab.txt"} < set(files_of(room.content / "cables"))


def test_more_texts_of_one_number_than_can_be_are_a_problem(
    tmp_path: Path, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holdings, "MOST_TEXTS", 3)
    theirs = tmp_path / "cables.csv"
    theirs.write_text("".join(row(n, "06VENSK9", f"{n}.") for n in range(5)), encoding="utf-8")
    done = import_cables([theirs], room.content)

    assert outcome(done) == (1, 0, 2, 2)
    assert [problem.code for problem in done.problems].count("I013") == 2


def test_a_cable_that_is_there_under_another_name_or_in_another_layout_is_found(room: Room) -> None:
    room.put("cables/old/09LINDEMAR113.html", PAGE.read_bytes())
    same = import_cables([PAGE], room.content)
    room.put("cables/old/09LINDEMAR113.html", PAGE.read_bytes().replace(b"Nobody", b"Somebody"))
    other = import_cables([PAGE], room.content)

    assert (outcome(same), outcome(other)) == ((0, 1, 0, 0), (0, 0, 1, 0))
    assert (room.content / "cables/2009/09LINDEMAR113_b.txt").is_file()


def test_what_the_owner_changed_in_front_matter_stays(room: Room) -> None:
    import_cables([PAGE], room.content)
    place = room.content / "cables/2009/09LINDEMAR113.txt"
    place.write_text(place.read_text(encoding="utf-8").replace("A BRIDGE OPENS", "A bridge", 1), encoding="utf-8")
    changed = place.read_bytes()

    assert outcome(import_cables([PAGE], room.content)) == (0, 1, 0, 0)
    assert place.read_bytes() == changed


def test_a_dry_run_says_the_same_and_writes_nothing(sources: Path, room: Room, tmp_path: Path) -> None:
    (sources / "more.csv").write_text(row(1, "06VENSK1") + row(2, "06VENSK1", "Other."), encoding="utf-8")
    before = files_of(tmp_path)
    dry = import_cables([sources], room.content, dry=True)

    assert files_of(tmp_path) == before
    report = tmp_path.parent / f"{tmp_path.name}-dry.csv"
    import_cables([sources], room.content, dry=True, report=report)
    outcomes = {one["outcome"] for one in csv.DictReader(report.read_text(encoding="utf-8").splitlines())}
    assert outcomes == {"would be written", "would be version", "there", "skipped"}
    assert not (room.content / "cables" / ".reading-room-import").exists()
    assert outcome(dry) == outcome(import_cables([sources], room.content)) == (7, 1, 1, 2)


def test_a_zip_is_read_like_its_folder(sources: Path, room: Room, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "theirs.dat", "w") as archive:
        for path, data in files_of(sources).items():
            archive.writestr(f"../../{path}", data)
        archive.writestr("../../07VENSK1/", b"")
    done = import_cables([tmp_path / "theirs.dat"], room.content / "cables")
    made = files_of(room.content / "cables")
    shutil.rmtree(room.content / "cables")
    import_cables([sources], room.content / "cables")

    assert outcome(done) == (7, 0, 0, 2)
    assert made == files_of(room.content / "cables")


@pytest.mark.parametrize(
    "printed", ["../../x", "CON", "/etc/passwd", "06VENSK9/../../x", "C:\\x", "06VENSK0", "06VENSK9\\\\x00"]
)
def test_no_name_leaves_the_folder(tmp_path: Path, printed: str) -> None:
    theirs = tmp_path / "cables.csv"
    theirs.write_text(row(1, printed), encoding="utf-8")
    done = import_cables([theirs], tmp_path / "room" / "cables")

    assert outcome(done) == (0, 0, 0, 1)
    assert done.problems[0].code == "I004"
    assert files_of(tmp_path).keys() == {"cables.csv"}


def test_a_name_in_the_report_is_no_formula(room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "held"
    folder.mkdir()
    (folder / "=1+1.txt").write_text("Fish.")
    monkeypatch.chdir(folder)
    import_cables([Path()], room.content, report=tmp_path / "report.csv")

    assert "\n'=1+1.txt,,,skipped,,I002," in (tmp_path / "report.csv").read_text(encoding="utf-8")


def test_the_report_has_a_line_for_each_record(sources: Path, room: Room, tmp_path: Path) -> None:
    (sources / "cables.csv").write_text(
        row(1, "06VENSK1") + row(2, "06VENSK1") + row(3, "06VENSK1", "Other.") + row(4, "x")
    )
    report = tmp_path / "report.csv"
    import_cables([sources], room.content, report=report)
    lines = list(csv.DictReader(report.read_text(encoding="utf-8").splitlines()))

    assert {path.name for path in tmp_path.iterdir()} >= {"report.csv"}
    assert not list(tmp_path.glob("*.part"))
    assert [
        (Path(one["source"]).name, one["line"], one["id"], one["outcome"], one["file"], one["code"]) for one in lines
    ] == [
        ("09VENSK31.txt", "", "09VENSK31", "written", "2009/09VENSK31.txt", ""),
        ("README.md", "", "", "skipped", "", "I002"),
        ("cables.csv", "1", "06VENSK1", "written", "2006/06VENSK1.txt", ""),
        ("cables.csv", "2", "06VENSK1", "there", "2006/06VENSK1.txt", ""),
        ("cables.csv", "3", "06VENSK1", "version", "2006/06VENSK1_b.txt", "I005"),
        ("cables.csv", "4", "", "skipped", "", "I004"),
        ("09LINDEMAR113.html", "", "09LINDEMAR113", "written", "2009/09LINDEMAR113.txt", ""),
        ("style.css", "", "", "skipped", "", "I002"),
    ]
    assert all(one["why"] for one in lines if one["code"])


@pytest.mark.parametrize(
    ("made", "into", "folder"),
    [
        ("content/cables", "content/cables", "content/cables"),
        ("content/cables", "content", "content/cables"),
        ("content/cables", ".", "content/cables"),
        ("", "content/cables", "content/cables"),
        ("", "anywhere", "anywhere"),
        ("anywhere", "anywhere", "anywhere"),
    ],
)
def test_into_names_a_room_or_any_folder(tmp_path: Path, made: str, into: str, folder: str) -> None:
    (tmp_path / made).mkdir(parents=True, exist_ok=True)

    assert find_folder(tmp_path / into)[1] == tmp_path / folder


def test_the_words_of_the_room_tell_its_posts(room: Room, tmp_path: Path) -> None:
    room.put("vocabulary/post_aliases.csv", "alias,code,kind,source\nVEN,VENSK,cut,test\n")
    theirs = tmp_path / "export.csv"
    theirs.write_text("id,text\n1975VEN00214,1. Text.\n", encoding="utf-8")
    import_cables([theirs], room.content)

    assert (room.content / "cables/1975/75VENSK214.txt").is_file()


def test_a_source_that_is_not_there_stops(room: Room, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="B005"):
        import_cables([tmp_path / "nowhere"], room.content)


def test_a_folder_that_cannot_be_written_stops(sources: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match=r"B00[35]"):
        import_cables([sources], tmp_path / "file" / "cables")


def test_as_the_owner_runs_it(sources: Path, tmp_path: Path) -> None:
    (sources / "broken.csv").write_text(row(1, "06VENSK7") + '"2","3/4/2006 9:05","06VENSK8"\n', encoding="utf-8")
    root = str(Path(__file__).parent.parent.parent)
    command = [sys.executable, "-m", "generator", "import", "theirs", "--report", "report.csv"]
    done = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": root}, capture_output=True, text=True, encoding="utf-8", check=False
    )

    assert done.returncode == 1
    assert done.stderr.startswith("theirs/broken.csv:2: error I003: a record cannot be read: 3 columns")
    assert done.stdout.partition("\n")[0].startswith("Importing: ")
    assert done.stdout.partition("\n")[2] == (
        "11 records in 6 files: 8 written to content/cables, 3 skipped. 1 error, 0 warnings.\n"
        "Not imported: Markdown without a cable in its front matter (README.md). "
        "To do: give it front matter with an id, or rename it to .txt if it is a cable.\n"
        "Not imported: a part of a saved site (style.css). To do: leave it out.\n"
        "The report has the result of each record: report.csv\n"
    )
    assert (tmp_path / "content/cables/2006/06VENSK7.txt").is_file()


def test_a_cable_file_of_ours_is_taken_as_it_is(tmp_path: Path, room: Room) -> None:
    theirs = tmp_path / "letter.txt"
    theirs.write_text(cable_text("07VENSK12"), encoding="utf-8")
    import_cables([theirs], room.content)

    assert (room.content / "cables/2007/07VENSK12.txt").read_bytes() == theirs.read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text elsewhere")
def test_what_is_passed_over_in_a_folder_is_told(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"UNCLAS VENSK 000031")
    (theirs / "link.txt").symlink_to(tmp_path)
    done = import_cables([theirs], tmp_path / "cables")

    assert sorted(one.code for one in done.problems) == ["B005", "B011"]
    assert all(one.where.path.startswith(theirs.as_posix()) for one in done.problems)
