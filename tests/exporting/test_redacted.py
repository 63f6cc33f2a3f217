"""The content without what is withheld: the same room comes from it, nothing withheld is in it, nothing else is replaced."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from generator.build.inputs.project import Options, Project
from generator.build.pipeline import build
from generator.cli import app
from generator.exporting.redacted import MARKER, export_redacted
from generator.problems import GeneratorError, OutputError
from tests.room import PLAIN, Room, files_of

RULES = """[[withhold]]
text = "Jorun Mareth"
reason = "protects a source"
date = 2026-01-02

[[withhold]]
cable = "07VENSK12"
paragraphs = [2]
reason = "ordered by a court"
date = 2026-01-03

[[withhold]]
cable = "07VENSK14"
reason = "not cleared"
date = 2026-01-05

[[withhold]]
text = "07VENSK15"
reason = "not to be known"
date = 2026-01-06
"""
PLANTED = ("jorun", "mareth", "marzipan", "ledger of the port", "07vensk15", "vensk 15", "saffron", "withhold]]")
SETTINGS = (
    '[site]\ntitle = "A room"\n\n[withheld]\nrequired = true\ncount = 4\n\n[build]\nlegacy_addresses = true\n\n'
    '[publish]\nremote = "https://user:TOKEN@example.org/room.git"\n'
)
SHOWN = SETTINGS.replace("[withheld]\nrequired = true\ncount = 4\n\n", "").replace("user:TOKEN@", "")


@pytest.fixture
def furnished(room: Room) -> Room:
    """A room in which a rule of each kind takes something out of cables, pages, notes and the log of changes."""
    room.put("withheld.toml", RULES)
    room.put("site.toml", SETTINGS)
    room.cable("07VENSK12", text="Jorun Mareth came.\nThe marzipan was read.\nSee 07 VENSK 15.", refs=["07 VENSK 14"])
    room.cable(
        "07VENSK13",
        subject="Jorun Mareth",
        text="The map is by AL-JO-RUN MARETH.",
    )
    room.cable("07VENSK14", text="The ledger of the port.")
    room.cable("07VENSK15", text="The saffron.")
    room.put(
        "notes/07VENSK12.md",
        "On the whole by Jorun Mareth.\n\n## p1\n\nOne.\n\n## p2\n\nOf marzipan.\n\n## p3\n\nThree.\n",
    )
    room.put("notes/07VENSK14.md", "On the ledger of the port.\n")
    room.put("notes/07VENSK15.md", "On the saffron.\n")
    room.put("pages/about.md", "# About\n\nBy Jorun Mareth, with [[07VENSK12]].\n")
    room.put("pages/map.svg", "<svg/>")
    line = '{{"date":"2026-01-01","id":"{}","change":"added","sha256":"00"}}\n'
    room.put("changes.jsonl", line.format("07VENSK12") + line.format("07VENSK15"))
    room.put("cables/scan.pdf", b"%PDF- Jorun Mareth")
    return room


def exported(room: Room, name: str = "public/content") -> dict[str, bytes]:
    export_redacted(room.project, room.folder / name, Options(jobs=1))
    return files_of(room.folder / name)


def without_problems(line: bytes) -> dict[str, object]:
    return {name: value for name, value in json.loads(line).items() if name != "problems"}


def test_the_room_built_from_an_export_is_the_room_built_with_the_rules(furnished: Room) -> None:
    exported(furnished)
    furnished.build()

    other = Project(furnished.folder / "public/content", furnished.folder / "public/site")
    build(other, PLAIN)

    built, mine = files_of(other.output), furnished.site()
    # The stub of a cable withheld whole has problems of its own, where the rules are not there to explain it.
    counted = {"data/cables.csv", "data/cables.jsonl", "data/manifest.sha256", "cable/2007/vensk/07VENSK14.json"}
    assert {one for one in built.keys() | mine.keys() if built.get(one) != mine.get(one)} <= counted
    assert [without_problems(line) for line in built["data/cables.jsonl"].splitlines()] == [
        without_problems(line) for line in mine["data/cables.jsonl"].splitlines()
    ]


def test_nothing_withheld_is_in_an_export(furnished: Room) -> None:
    files = exported(furnished)
    said = "\n".join((*files, *(data.decode("utf-8", "replace") for data in files.values()))).casefold()

    assert [word for word in PLANTED if word in said] == []
    assert "[withheld 2026-01-02" in said
    assert {"cables/07VENSK14.txt", "notes/07VENSK12.md", "pages/map.svg", "vocabulary/posts.csv"} <= set(files)
    assert set(files) & {"cables/07VENSK15.txt", "notes/07VENSK14.md", "notes/07VENSK15.md", "withheld.toml"} == set()
    assert files["site.toml"].decode() == SHOWN


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("pages/about.md", "# About\n\nBy Jorun ![Mareth](map.svg)\n", "W010"),
        ("notes/07VENSK13.md", "By Jorun ![Mareth](map.svg)\n", "W010"),
        ("site.toml", "withheld.required = true\n", "W011"),
        ("withheld.toml", RULES.replace("Jorun Mareth", "Nobody at all"), "W003"),
        ("pages/map.svg", "<svg>Jorun Mareth</svg>", "W005"),
    ],
)
def test_an_export_that_would_show_withheld_words_stops_and_leaves_the_earlier(
    furnished: Room, path: str, text: str, code: str
) -> None:
    before = exported(furnished)
    furnished.put(path, text)

    with pytest.raises(GeneratorError) as stopped:
        exported(furnished)

    assert stopped.value.problem.code == code
    assert stopped.value.problem.where.path == (furnished.content / path).as_posix()
    assert files_of(furnished.folder / "public/content") == before


OVER = f"Jorun <!-- {'calm ' * 80}--> Mareth"  # found by the last gate alone
GATED = {
    "a cable": ("cables/07VENSK16.txt", f"UNCLAS VENSK 000016\n\n1. {OVER}\n", "W006"),
    "a page": ("pages/more.md", f"# More\n\n{OVER}\n", "W006"),
    "a quotation": ("dossiers/more.md", '# More\n\n[[07VENSK12#p2 "The marzipan was read"]]\n', "E014"),
}


@pytest.mark.parametrize(("path", "text", "code"), GATED.values(), ids=GATED)
def test_an_export_is_held_against_the_rules_as_a_site_is(furnished: Room, path: str, text: str, code: str) -> None:
    furnished.put(path, text)

    with pytest.raises(OutputError) as stopped:
        exported(furnished)

    assert stopped.value.problem.code == code
    assert not (furnished.folder / "public/content").exists()


def test_an_export_has_no_drafts(furnished: Room) -> None:
    furnished.put("pages/more.md", "+++\ndraft = true\n+++\n# More\n\nNot yet.\n")

    assert "pages/about.md" in exported(furnished)
    assert "pages/more.md" not in exported(furnished)


def test_a_second_export_has_no_file_of_the_first_that_the_room_lost(furnished: Room) -> None:
    exported(furnished)
    (furnished.content / "pages/map.svg").unlink()

    assert "pages/map.svg" not in exported(furnished)


@pytest.mark.parametrize("name", ["content", "content/inner", ".", "held"])
def test_no_file_of_the_owner_is_replaced(furnished: Room, name: str) -> None:
    (furnished.folder / "held/.git").mkdir(parents=True)
    (furnished.folder / "held/.git/config").write_text("mine")
    shutil.copy(furnished.content / "site.toml", furnished.folder / "held" / MARKER)
    before = files_of(furnished.folder)

    with pytest.raises(GeneratorError) as stopped:
        exported(furnished, name)

    assert stopped.value.problem.code == "B024"
    assert files_of(furnished.folder) == before


def test_the_command_says_how_many_files_it_wrote(furnished: Room, tmp_path: Path) -> None:
    target = tmp_path / "public"

    ran = CliRunner().invoke(app, ["export", "--content", str(furnished.content), "--redacted", str(target)])
    without = CliRunner().invoke(app, ["export", "--content", str(furnished.content)])

    assert ran.exit_code == 0
    assert f"{len(files_of(target)) - 1} files written into {target}, 3 left out." in ran.stdout
    assert without.exit_code == 2
