"""Explain FILE: each line of a cable with the rule that read it, as words and as JSON."""

import json
import sys
from pathlib import Path

import pytest

from generator.build.explain_cable import explain_cable
from generator.cables.parse import parse_cable
from generator.cables.record.trace_rules import RULES
from generator.cli import main
from generator.pages.cable.provenance import LAYOUTS
from generator.problems import OutputError
from tests.room import Room

GOLDEN = Path(__file__).parent.parent / "golden" / "cables"
SOURCES = sorted(path for path in GOLDEN.glob("sound/*/*") if path.name != "expected.json")
FRONT = GOLDEN / "sound/front-matter/09LINDEMAR112.txt"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.parent.name)
def test_every_line_with_words_is_explained(path: Path) -> None:
    told = explain_cable(path, Path("nowhere"))
    cable, problems = parse_cable(path.read_bytes(), path.as_posix())

    assert {piece.line for piece in told.pieces} == {at for at, line in enumerate(cable.lines, 1) if line.strip()}
    assert all(piece.words == RULES[piece.rule] for piece in told.pieces)
    assert list(told.problems) == problems
    assert told.layout_words == LAYOUTS[cable.layout]


def test_the_layouts_of_the_golden_cables_are_all_there_are_but_the_unknown() -> None:
    assert {explain_cable(path, Path("nowhere")).layout for path in SOURCES} == set(LAYOUTS) - {"unknown"}


def test_a_field_says_where_it_was_taken_from() -> None:
    fields = {field.name: field for field in explain_cable(FRONT, Path("nowhere")).fields}

    assert fields["identifier"].value == "09LINDEMAR112"
    assert fields["title"].source == "SUBJECT line"


def test_a_rooms_own_vocabulary_is_used(room: Room) -> None:
    room.put("vocabulary/posts.csv", "code,name\nVENSK,Consulate of the North\n")
    room.put("cables/message.txt", "UNCLAS VENSK 000031\n\nE.O. 12958: N/A\nTAGS: ECON\nSUBJECT: FAIR\n\n1. Text.\n")
    room.put("cables/09VENSK31.txt", "UNCLAS VENSK 000031\n\nE.O. 12958: N/A\nTAGS: ECON\nSUBJECT: FAIR\n\n1. Text.\n")
    told = explain_cable(room.content / "cables/09VENSK31.txt", room.content)

    assert "Consulate of the North" in {field.value for field in told.fields}


RULES_OF_ROOM = """[[withhold]]
text = "Jorun Mareth"
reason = "asked"
date = 2026-01-02

[[withhold]]
text = "07VENSK15"
reason = "asked"
date = 2026-01-02
"""


def test_a_report_has_nothing_that_the_room_withholds(room: Room) -> None:
    """It goes to others, with a question; who explains a copy elsewhere sees all."""
    room.cable("07VENSK12", subject="Jorun Mareth", text="Jorun Mareth came, and 07 VENSK 15 says so.")
    room.cable("07VENSK15", text="A saffron warehouse.")
    room.put("withheld.toml", RULES_OF_ROOM)
    apart = room.folder / "07VENSK12.txt"
    apart.write_bytes((room.content / "cables/07VENSK12.txt").read_bytes())

    told = str(explain_cable(room.content / "cables/07VENSK12.txt", room.content))
    assert "[withheld 2026-01-02: asked]" in told
    assert all(words not in told.casefold() for words in ("mareth", "vensk 15", "vensk15"))
    assert "saffron" not in str(explain_cable(room.content / "cables/07VENSK15.txt", room.content))
    assert "JORUN MARETH" in str(explain_cable(apart, room.content))


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as stopped:
        explain_cable(tmp_path / "none.txt", tmp_path)

    assert stopped.value.problem.code == "B005"


def run(monkeypatch: pytest.MonkeyPatch, *given: str) -> None:
    monkeypatch.setattr(sys, "argv", ["reading-room", "explain", *given])
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code


def test_the_command_prints_lines_and_rules(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, str(FRONT))
    out = capsys.readouterr().out

    assert "09LINDEMAR112, read as a file of this room: labelled data, then the message" in out
    assert all(words in out for words in ("heading: SUBJECT", "text: paragraph", "end: signature"))
    assert "\x1b" not in out


def test_the_command_prints_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    run(monkeypatch, "--json", str(FRONT))
    told = json.loads(capsys.readouterr().out)

    assert told["id"] == "09LINDEMAR112"
    assert {"line", "column", "text", "rule", "words"} == set(told["pieces"][0])
