"""The command line as its user meets it: what is printed where, and the exit status."""

import json
import os
import pty
import re
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

import generator
from generator.build.inputs.project import Project
from generator.cli import main
from tests.room import Room

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
QUICK = ("--no-search", "--jobs", "1")


class Outcome(msgspec.Struct, frozen=True):
    """How a command ended and what it printed."""

    status: int
    out: str
    err: str


class CommandLine:
    """The program, run in this process in a room's folder."""

    def __init__(self, room: Room, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        """Stand in the room's folder, as an owner does, with no wish about colours."""
        self._monkeypatch, self._capsys = monkeypatch, capsys
        monkeypatch.chdir(room.folder)
        for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "PY_COLORS"):
            monkeypatch.delenv(name, raising=False)

    def __call__(self, *arguments: str) -> Outcome:
        """Run one command."""
        self._capsys.readouterr()
        self._monkeypatch.setattr(sys, "argv", ["reading-room", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = self._capsys.readouterr()
        code = ended.value.code
        return Outcome(code if isinstance(code, int) else 0, out, err)


@pytest.fixture
def command(room: Room, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The program in a room with one sound cable."""
    room.cable("07VENSK12")
    return CommandLine(room, monkeypatch, capsys)


@pytest.fixture
def warned(room: Room) -> None:
    """One cable with a warning (a tag that is none) and a note."""
    room.cable("07VENSK13", tags="PREL 4711")


@pytest.fixture
def broken(room: Room) -> None:
    """One file that is no cable: an error."""
    room.put("cables/empty.txt", "")


def test_a_sound_room_is_built_with_status_0(command: CommandLine) -> None:
    done = command("build", *QUICK)

    assert done.status == 0
    assert done.err == ""
    assert re.search(r"1 cable, \d+ pages in site: \d+ files written, 0 removed\. 0 errors, 0 warnings\.", done.out)
    assert "View it: reading-room serve --open" in done.out
    assert re.search(r"^Total: \d+\.\d\d s$", done.out, re.MULTILINE)
    for phase in ("Reading cables", "Linking cables", "Rendering pages", "Writing files"):
        assert re.search(rf"^{phase}: .*\d\.\d\d s", done.out, re.MULTILINE)


def test_the_command_to_look_at_another_folder_names_it(command: CommandLine) -> None:
    assert "reading-room serve --output out/here --open" in command("build", "--output", "out/here", *QUICK).out


@pytest.mark.usefixtures("broken")
def test_errors_in_content_leave_the_site_whole_and_count_when_strict(command: CommandLine, room: Room) -> None:
    done = command("build", *QUICK)

    assert (done.status, command("build", "--strict", *QUICK).status) == (0, 1)
    assert "\nThe site is complete: " in done.out
    assert "content/cables/empty.txt:1: error C001: the file is empty\n  hint: " in done.err
    assert room.has("cable/2007/vensk/07VENSK12.html")


@pytest.mark.usefixtures("warned")
@pytest.mark.parametrize("verb", [("build", *QUICK), ("check",)], ids=lambda verb: verb[0])
def test_warnings_count_only_when_strict(command: CommandLine, verb: Sequence[str]) -> None:
    plain, strict = command(*verb), command(*verb, "--strict")

    assert (plain.status, strict.status) == (0, 1)
    assert "content/cables/07VENSK13.txt:9:12: warning C120: '4711' is not a tag" in plain.err + plain.out
    assert strict.err == plain.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "--unknown"),
        ("build", "--jobs", "0"),
        ("check", "--format", "xml"),
        ("serve", "--port", "99999"),
        ("unknown",),
    ],
)
def test_wrong_usage_gives_status_2(command: CommandLine, arguments: Sequence[str]) -> None:
    done = command(*arguments)

    assert done.status == 2
    assert "Usage:" in done.err
    assert "Traceback" not in done.err


def test_a_setting_that_cannot_be_used_gives_status_3(command: CommandLine, room: Room) -> None:
    room.put("site.toml", "[site]\ntitel = 'x'\n")
    done = command("build", *QUICK)

    assert done.status == 3
    assert done.out == ""
    assert re.match(r"content/site\.toml:2.*: error G\d+: .*titel", done.err)
    assert "hint: " in done.err


def test_an_address_claimed_twice_gives_status_3(command: CommandLine, room: Room) -> None:
    room.put("pages/tag/index.md", "# Tags")
    done = command("build", *QUICK)

    assert done.status == 3
    assert done.err.startswith(
        "content/pages/tag/index.md: error B001: the index of tags and pages/tag/index.md both claim"
    )
    assert len(done.err.splitlines()) == 2


def test_a_template_that_fails_gives_status_3_with_its_line(command: CommandLine, room: Room) -> None:
    room.template("cable.html", "<p>\n{{ view.subjct }}\n")
    done = command("build", *QUICK)

    assert done.status == 3
    assert done.err.startswith("templates/cable.html:2: error T002: CableView has no field 'subjct' (cable/2007/vensk/")


def test_a_folder_that_is_not_ours_is_left_alone(command: CommandLine, room: Room) -> None:
    kept = room.folder / "holiday" / "photo.jpg"
    kept.parent.mkdir()
    kept.write_bytes(b"sea")
    for verb in (("build", *QUICK), ("clean",)):
        done = command(*verb, "--output", "holiday")
        assert done.status == 3
        assert "holiday: error B002: " in done.err

    assert [path.name for path in kept.parent.iterdir()] == ["photo.jpg"]


def test_a_content_folder_that_is_missing_gives_status_3(command: CommandLine) -> None:
    done = command("build", "--content", "nowhere")

    assert done.status == 3
    assert done.err.startswith("nowhere: error B007: ")


@pytest.mark.usefixtures("broken")
def test_json_says_what_was_done_and_nothing_else(command: CommandLine) -> None:
    done = command("build", "--json", *QUICK)
    told = json.loads(done.out)

    assert done.status == 0
    assert done.err == ""
    assert (told["cables"], told["errors"], told["warnings"]) == (2, 2, 0)
    assert "index.html" in told["written"]
    assert told["removed"] == []
    assert {one["code"] for one in told["problems"]} == {"C001", "C010"}
    assert set(told["problems"][0]) == {"path", "line", "column", "severity", "code", "message", "hint"}
    assert {"read", "link", "make", "files"} <= {one["name"] for one in told["phases"]}
    assert json.loads(command("build", "--json", *QUICK).out)["written"] == []


def test_clean_removes_the_site_and_its_memory(command: CommandLine, room: Room) -> None:
    command("build", *QUICK)
    done = command("clean")

    assert (done.status, done.err) == (0, "")
    assert not room.output.exists()
    assert not (room.folder / ".reading-room").exists()
    assert (room.content / "cables/07VENSK12.txt").is_file()
    assert command("clean").out == "There was nothing to delete.\n"


def test_clean_leaves_the_memory_of_another_site(command: CommandLine, room: Room) -> None:
    command("build", *QUICK)
    command("build", "--output", "other", *QUICK)
    command("clean", "--output", "other")

    assert room.has("index.html")
    assert (room.folder / ".reading-room" / "site").is_dir()


def test_build_clean_makes_everything_again(command: CommandLine) -> None:
    command("build", *QUICK)
    done = command("build", "--clean", *QUICK)

    assert re.search(r"^Reading cables: 1 ", done.out, re.MULTILINE)


def test_the_base_url_of_the_command_line_wins(command: CommandLine, room: Room) -> None:
    room.put("site.toml", '[site]\nbase_url = "https://one.example/"\n')
    command("build", "--base-url", "https://two.example/room/", *QUICK)

    assert "https://two.example/room/cable/2007/vensk/07VENSK12.html" in room.page("sitemap.xml")
    page = room.page("cable/2007/vensk/07VENSK12.html")
    assert '<link rel="canonical" href="https://two.example/room/cable/2007/vensk/07VENSK12.html">' in page
    assert "one.example" not in page


@pytest.mark.parametrize("url", ["room", "ftp://example.org/", "https://example.org/?a=b"])
def test_a_base_url_that_is_none_gives_a_hint(command: CommandLine, url: str) -> None:
    done = command("build", "--base-url", url, *QUICK)

    assert done.status == 3
    assert "hint: " in done.err


@pytest.mark.usefixtures("warned", "broken")
def test_check_as_text(command: CommandLine, room: Room) -> None:
    done = command("check")

    assert done.status == 1
    assert re.search(r"^3 cables read: 2 errors, \d+ warnings?, \d+ notes?\.$", done.out, re.MULTILINE)
    assert "content/cables/empty.txt:1: error C001" in done.out
    assert not room.output.exists()
    assert not (room.folder / ".reading-room").exists()


@pytest.mark.usefixtures("warned", "broken")
def test_a_build_shows_errors_first_and_each_phase_once(command: CommandLine) -> None:
    done = command("build", *QUICK)
    severities = re.findall(r"^\S+: (error|warning) ", done.err, re.MULTILINE)

    assert severities == ["error", "error", "warning"]
    assert done.out.count("Reading cables") == 1


@pytest.mark.usefixtures("warned", "broken")
@pytest.mark.parametrize(
    ("asked", "codes", "status"),
    [
        (("--code", "C120"), {"C120"}, 0),
        (("--code", "c0"), {"C001", "C010"}, 1),
        (("--code", "C001", "--code", "C120"), {"C001", "C120"}, 1),
        (("--severity", "warning"), {"C120"}, 0),
        (("--severity", "warning", "--strict"), {"C120"}, 1),
        (("--severity", "error", "--code", "C120"), set(), 0),
    ],
)
def test_check_prints_only_what_is_asked_for(
    command: CommandLine, asked: Sequence[str], codes: set[str], status: int
) -> None:
    done = command("check", "--format", "json", *asked)

    assert ({json.loads(line)["code"] for line in done.out.splitlines()}, done.status) == (codes, status)


def test_a_code_that_is_none_is_wrong_usage(command: CommandLine) -> None:
    done = command("check", "--code", "nonsense")

    assert (done.status, "NONSENSE is not a code" in done.err) == (2, True)


@pytest.mark.parametrize(
    "asked", [("build", "--json"), ("check", "--format", "json"), ("check", "--format=json")], ids=" ".join
)
def test_what_stops_the_program_is_json_where_json_was_asked_for(command: CommandLine, asked: Sequence[str]) -> None:
    done = command(*asked, "--content", "nowhere")
    told = json.loads(done.out)
    (problem,) = told["problems"] if asked[0] == "build" else [told]

    assert (done.status, done.err, problem["code"], problem["severity"]) == (3, "", "B007", "error")


@pytest.mark.parametrize("verb", [("build", *QUICK), ("explain", "07VENSK12"), ("clean",)], ids=lambda verb: verb[0])
@pytest.mark.parametrize(
    "fault",
    [PermissionError(13, "Permission denied", "store.sqlite"), sqlite3.OperationalError("readonly database")],
    ids=str,
)
def test_a_fault_of_the_disk_is_a_problem_and_no_traceback(
    command: CommandLine, monkeypatch: pytest.MonkeyPatch, verb: Sequence[str], fault: Exception
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(Project, "store_folder", property(fail))
    done = command(*verb)

    assert (done.status, done.out) == (3, "")
    assert re.search(r"error B0\d\d: .*(Permission denied|readonly database)\n  hint: ", done.err)


def test_a_build_goes_on_when_nobody_reads_what_it_prints(command: CommandLine, room: Room) -> None:
    del command
    line = f"{sys.executable} -m generator build --no-search | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=room.folder,
        env=os.environ | {"PYTHONPATH": str(Path(generator.__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert room.has("cable/2007/vensk/07VENSK12.html")


@pytest.mark.parametrize("inside", ["content", "content/cables", "site"])
def test_a_command_finds_the_room_that_it_is_run_in(
    command: CommandLine, room: Room, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    assert command("build", *QUICK).status == 0
    monkeypatch.chdir(room.folder / inside)

    checked, built = command("check"), command("build", *QUICK)
    made = command("new", "07VENSK99")

    assert (checked.status, "1 cable read" in checked.out) == (0, True)
    assert (built.status, "0 files written" in built.out) == (0, True)
    assert (made.status, (room.content / "cables/2007/07VENSK99.txt").is_file()) == (0, True)
    assert not (room.folder / inside / "site").exists()


def test_doctor_prints_problems_where_a_pipe_takes_them_and_counts_many(command: CommandLine, room: Room) -> None:
    assert command("build", *QUICK).status == 0
    for number in range(60):
        room.output.joinpath(f"stray-{number}.html").write_text("x", encoding="utf-8")

    done = command("doctor")

    assert (done.status, "D003" in done.err) == (1, False)
    assert done.out.count("error D003: the manifest does not list this file") == 50
    assert "10 more errors: --json lists all" in done.out


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version_is_told(command: CommandLine, option: str) -> None:
    done = command(option)

    assert (done.status, done.out) == (0, f"reading-room {generator.__version__}\n")


@pytest.mark.parametrize("verb", [(), ("build",), ("templates", "eject")], ids=" ".join)
def test_help_has_a_short_option_too(command: CommandLine, verb: Sequence[str]) -> None:
    short, long = command(*verb, "-h"), command(*verb, "--help")

    assert (short.status, short.out) == (0, long.out)
    assert "Usage: " in short.out


def test_the_shell_can_complete_commands(command: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_READING_ROOM_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "reading-room bu")
    monkeypatch.setenv("COMP_CWORD", "1")

    assert command().out.split() == ["build"]


def test_what_is_one_is_told_in_the_singular(command: CommandLine, room: Room) -> None:
    sound = command("check").out
    room.put("cables/empty.txt", "")

    assert re.fullmatch(r"1 cable read: 0 errors, 0 warnings, (1 note|\d+ notes)\.\n", sound)
    assert re.search(r"^2 cables read: 2 errors, ", command("check").out, re.MULTILINE)


@pytest.mark.usefixtures("warned", "broken")
def test_check_as_json_gives_one_object_a_line(command: CommandLine) -> None:
    done = command("check", "--format", "json")
    told = [json.loads(line) for line in done.out.splitlines()]

    assert (done.status, done.err) == (1, "")
    assert told[0]["path"] == "content/cables/07VENSK13.txt"
    assert {(one["severity"], one["code"]) for one in told} >= {("error", "C001"), ("warning", "C120")}
    assert all(one["hint"] for one in told)


@pytest.mark.usefixtures("warned", "broken")
def test_check_for_github_gives_annotations(command: CommandLine) -> None:
    done = command("check", "--format", "github")

    assert done.status == 1
    assert "::error file=content/cables/empty.txt,line=1,title=C001::the file is empty (" in done.out
    assert "::warning file=content/cables/07VENSK13.txt,line=9,col=12,title=C120::'4711' is not a tag (" in done.out
    assert all(re.match(r"::(error|warning|notice) file=", line) for line in done.out.splitlines())


def test_signs_that_mean_something_to_github_are_written_out(command: CommandLine, room: Room) -> None:
    room.put("cables/50% off, really.txt", "no cable")
    done = command("check", "--format", "github")

    assert "file=content/cables/50%25 off%2C really.txt," in done.out


def test_many_problems_are_cut_with_a_word_where_the_rest_is(command: CommandLine, room: Room) -> None:
    for number in range(40):
        room.put(f"cables/empty-{number}.txt", "")
    built, checked = command("build", *QUICK), command("check")

    assert built.err.count("hint: ") == 50
    assert "30 more errors: reading-room check lists all" in built.err
    assert checked.out.count("hint: ") == 80
    assert re.search(r"^error +C001 +40$", checked.out, re.MULTILINE)
    assert re.search(r"^error +C001 +40$", built.err, re.MULTILINE)


def test_notes_that_a_build_does_not_show_are_told_as_notes(command: CommandLine, room: Room) -> None:
    for serial in (12, 13):
        room.cable(f"07VENSK{serial}")
        room.edit(f"cables/07VENSK{serial}.txt", "TAGS: PREL\n", "")
    built = command("build", *QUICK)

    assert "hint: " not in built.err
    assert re.search(r"^2 more notes: reading-room check lists all$", built.err, re.MULTILINE)


def test_the_word_where_the_rest_is_names_the_folder_of_another_room(command: CommandLine, room: Room) -> None:
    (room.folder / "content").rename(room.folder / "two words")
    for number in range(51):
        (room.folder / "two words" / "cables" / f"empty-{number}.txt").write_text("", encoding="utf-8")

    assert (
        "reading-room check --content 'two words' lists all" in command("build", "--content", "two words", *QUICK).err
    )


def test_brackets_in_a_message_are_text(command: CommandLine, room: Room) -> None:
    room.put("cables/[red]angry[/red].txt", "")

    assert "content/cables/[red]angry[/red].txt:1: error C001" in command("check").out


def test_without_a_terminal_there_is_no_bar_and_no_colour(command: CommandLine, room: Room) -> None:
    room.put("cables/empty.txt", "")
    done = command("build", *QUICK)

    assert "\x1b" not in done.out + done.err
    assert "\r" not in done.out + done.err
    assert "━" not in done.out + done.err


def test_help_says_what_each_command_is_for(command: CommandLine) -> None:
    done = command("--help")

    assert done.status == 0
    for verb in ("build", "serve", "check", "clean"):
        assert re.search(rf"^\s*{verb}\s+\S", done.out, re.MULTILINE)
    assert "..." not in done.out.partition("Commands:")[2]  # no sentence is cut


@pytest.mark.parametrize(("wish", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)], ids=["plain", "NO_COLOR"])
def test_a_terminal_has_colour_unless_it_is_not_wanted(room: Room, wish: dict[str, str], *, coloured: bool) -> None:
    room.put("cables/empty.txt", "")
    printed = on_terminal(room.folder, wish)

    assert "error" in printed
    assert bool(re.search(r"\x1b\[[0-9;]*3\d", printed)) is coloured
    assert "Rendering pages" in printed


def on_terminal(folder: Path, wish: dict[str, str]) -> str:
    """Return what ``python -m generator build`` prints on a terminal."""
    ours, theirs = pty.openpty()
    unset = {"NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "COLUMNS"}
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    root = str(Path(__file__).parent.parent)
    environment |= {"TERM": "xterm-256color", "PYTHONPATH": root, **wish}
    command = [sys.executable, "-m", "generator", "build", *QUICK]
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=theirs, stderr=theirs, stdin=theirs) as process:
        os.close(theirs)
        parts = []
        while True:
            try:
                part = os.read(ours, 1 << 16)
            except OSError:  # the other end was closed
                break
            if not part:
                break
            parts.append(part)
        process.wait()
    os.close(ours)
    return b"".join(parts).decode()
