"""Progress: a bar with count, rate and time left on a terminal, one line a phase elsewhere, nothing when quiet."""

import io
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.build.progress import Phase, PhaseTimer
from generator.build.report import Report
from generator.console import say
from generator.console.build import report_json, show_report
from generator.console.problems import show_problems
from generator.console.progress import Watcher
from generator.problems import Problem, Severity, Where

ROOT = Path(__file__).parent.parent
# Works at a phase for half a second; on a terminal that is long enough to be seen.
WORK = """
import sys, time
from generator.build.progress import PhaseTimer
from generator.console.problems import show_problems
from generator.console.progress import Watcher
with PhaseTimer(Watcher(quiet=sys.argv[1] == "quiet")).phase("make", 20) as done:
    for number in range(20 if sys.argv[1] != "beyond" else 30):
        time.sleep(0.03)
        done.look(1)
        if number % 2:
            done.add()
"""


def on_a_terminal(how: str) -> str:
    """Return what the work shows on a terminal of eighty columns."""
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "TERM"}}
    environment |= {"PYTHONPATH": str(ROOT), "COLUMNS": "80", "TERM": "xterm"}
    with subprocess.Popen(
        [sys.executable, "-c", WORK, how], env=environment, stdout=theirs, stderr=theirs, stdin=theirs
    ) as process:
        os.close(theirs)
        shown = io.BytesIO()
        try:
            while data := os.read(ours, 65_536):
                shown.write(data)
        except OSError:
            pass  # the other end of a terminal closes so
    os.close(ours)
    assert process.returncode == 0
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.getvalue().decode())


def test_a_terminal_shows_phase_count_rate_and_time_left() -> None:
    shown = on_a_terminal("loud")

    assert re.search(r"Rendering pages .* +\d+/20 +\d+/s 0:00:0\d", shown)
    assert "20/20" in shown  # what was looked at and need not be made is progress too


def test_a_phase_that_goes_on_beyond_what_was_expected_has_no_end() -> None:
    assert re.search(r"30/\?", on_a_terminal("beyond"))


def test_when_quiet_a_terminal_shows_nothing() -> None:
    assert on_a_terminal("quiet") == ""


@pytest.mark.parametrize(
    ("quiet", "name", "count", "expected"),
    [
        (False, "make", 3, r"Rendering pages: 3 in \d+\.\d\d s, [\d,]+/s\n"),
        (False, "make", 0, r"Rendering pages: nothing to do \(\d+\.\d\d s\)\n"),
        (False, "import", 2000, r"Importing: 2\.0 kB in \d+\.\d\d s, [\d.]+ [kM]?B/s\n"),
        (True, "make", 3, ""),
    ],
    ids=["things", "none", "bytes", "quiet"],
)
def test_elsewhere_there_is_one_line_a_phase(
    capsys: pytest.CaptureFixture[str], name: str, count: int, expected: str, *, quiet: bool
) -> None:
    with PhaseTimer(Watcher(quiet=quiet)).phase(name, 3) as done:
        for _ in range(count):
            done.add()
    out, err = capsys.readouterr()

    assert re.fullmatch(expected, out)
    assert err == ""


def test_a_phase_that_breaks_off_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        with PhaseTimer(Watcher(quiet=False)).phase("make"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert capsys.readouterr().out == ""


def told(phases: Sequence[Phase]) -> Report:
    return Report(1, 2, (), (), (), tuple(phases))


def test_the_table_at_the_end_has_count_rate_and_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    show_report(told([Phase("read", 1500, 3.0), Phase("link", 0, 0.25)]), "site", "look")
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]

    assert lines[0] == ["Reading", "cables", "1500", "500/s", "3.00", "s"]
    assert lines[1] == ["Linking", "cables", "0.25", "s"]
    assert lines[2] == ["Total", "3.25", "s"]


def test_machines_are_told_the_same() -> None:
    assert '{"name": "read", "count": 1500, "seconds": 3.0, "rate": 500.0}' in report_json(
        told([Phase("read", 1500, 3.0)])
    )
    assert '"rate": null' in report_json(told([Phase("link", 0, 0.25)]))


ACTS = "a\x1b[31mb\x07c\x9b2Jd\ne\rf\u202eg\u200bh\u2028i\x7fj\ud800k"


def acting() -> Problem:
    return Problem(Where(f"cables/{ACTS}.txt", 3), Severity.WARNING, "C120", f"'{ACTS}' is not a tag", f"see {ACTS}")


def acts(text: str) -> list[str]:
    """Return the letters of a text that a terminal obeys or an eye does not see."""
    return [letter for letter in text if letter != "\n" and not letter.isprintable()]


def test_a_problem_shows_letters_that_would_act_instead_of_obeying_them() -> None:
    shown = str(acting())

    assert acts(shown) == []
    assert shown.count("\n") == 1
    assert "a\\u001b[31mb\\u0007c\\u009b2Jd\\u000ae\\u000df\\u202eg\\u200bh\\u2028i\\u007fj\\ud800k" in shown


@pytest.mark.parametrize(("form", "lines"), [("text", 2), ("json", 1), ("github", 1)])
def test_nothing_in_a_problem_acts_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, form: str, lines: int
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    show_problems([acting()], form)
    shown = "".join(capsys.readouterr())

    assert acts(shown) == []
    assert shown.count("\n") == lines
    assert form != "json" or json.loads(shown)["message"] == f"'{ACTS}' is not a tag"


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [({}, True), ({"NO_COLOR": ""}, False), ({"TERM": "dumb"}, False)],
    ids=["a terminal", "no colours wanted", "a terminal without colours"],
)
def test_a_severity_has_its_colour_where_a_terminal_shows_colours(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], *, coloured: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    show_problems([acting()])

    assert ("\x1b[33mwarning\x1b[0m C120: " in capsys.readouterr().err) is coloured


def test_rich_is_not_loaded_where_nobody_sees_a_bar() -> None:
    code = "import sys; import generator.console.build, generator.console.problems, generator.console.progress; "
    loaded = subprocess.run(
        [sys.executable, "-c", code + "print('rich.console' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert loaded.stdout == "False\n"


def test_a_line_that_is_said_does_not_act(capsys: pytest.CaptureFixture[str]) -> None:
    say(f"two\n{ACTS}")

    assert acts(capsys.readouterr().out) == []
