"""A room with all that a room can have: what is withheld is in no file of it, of its exports, and in nothing that is printed.

Every secret is planted in all places that its rule covers. Before there are rules each is found, so that nothing found means
something.
"""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from generator.build.inputs.project import Options
from generator.cli import app
from generator.exporting.export import export
from generator.exporting.redacted import export_redacted
from generator.publishing.package import package
from generator.redaction.matching import letters_of
from tests.exporting.rooms import everything
from tests.redaction.test_build_with_rules import texts_of
from tests.room import Room, files_of

PERSON, PASSAGE, WHOLE, LOCAL, HIDDEN = (
    "Zubrowka Quillfeather",
    "the xylophone convoy leaves at dusk",
    "marzipan ledger",
    "Gorblimey",
    "saffron warehouse",
)
SECRETS = (PERSON, PASSAGE, WHOLE, LOCAL, HIDDEN, "07VENSK15")
NOWHERE: dict[str, set[str]] = {secret: set() for secret in SECRETS}
RULES = f"""[[withhold]]
text = "{PERSON}"
reason = "asked"
date = 2026-01-02

[[withhold]]
cable = "07VENSK12"
paragraphs = [2]
reason = "asked"
date = 2026-01-02

[[withhold]]
cable = "07VENSK14"
reason = "asked"
date = 2026-01-02

[[withhold]]
cable = "07VENSK13"
text = "{LOCAL}"
reason = "asked"
date = 2026-01-02

[[withhold]]
text = "07VENSK15"
reason = "asked"
date = 2026-01-02
"""
SETTINGS = """[site]
title = "A room"
base_url = "https://example.org/room/"
contact = "room@example.org"

[build]
data = "full"
parquet = true
markdown = true
json = true
legacy_addresses = true

[publish]
headers = true
"""
TRANSLATION = '+++\ntitle = "{0}"\nby = "{0}"\nnote = "{0}"\n+++\nPor {0}.\n\n## p1\n\n{0}.\n'
TURNED = "MARETH, QUILLFEATHER, ZUBROWKA"
LOG = '{{"date":"2026-01-0{}","id":"{}","change":"added","sha256":"ab"}}\n'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """Build the room without rules, its exports and its package; the test does it again with rules."""
    room = Room(tmp_path_factory.mktemp("everywhere"))
    room.put("site.toml", SETTINGS)
    room.cable("06LINDEMAR5", subject=f"Dinner with {PERSON}", text="Fish.", signer="QUILLFEATHER")
    paragraphs = f"Summary: {PERSON} came. End summary.\nIn 06 LINDEMAR 5 {PASSAGE}.\nCalm, says [[ref]]."
    refs = ["06 LINDEMAR 5", "07 VENSK 14", "07 VENSK 15", f"A TALK WITH {PERSON.upper()}"]
    room.cable("07VENSK12", refs=refs, text=paragraphs, tags=f"PREL, {TURNED}")
    room.cable("07VENSK12", path="cables/07VENSK12_b.txt", text=f"{paragraphs}\nMore of the fair, day by day.")
    room.cable("07VENSK13", subject=f"{LOCAL} in the rain", refs=["VENSK 12", "VENSK 15"], text=f"{LOCAL} said so.")
    room.cable("07VENSK14", subject=f"The {WHOLE}", text=f"About the {WHOLE}.\nSee 06 LINDEMAR 5.", signer="LEDGER")
    room.cable("07VENSK15", subject=f"A {HIDDEN}", text=f"The {HIDDEN} of 07 VENSK 12.")
    room.put(
        "pages/about.md", "# About *Zubrowka* Quillfeather\n\nSee [[07VENSK15]], ![Zubrowka *Quillfeather*](x.png)\n"
    )
    room.put("notes/07VENSK12.md", f"On *Zubrowka*\nQuillfeather.\n\n## p2\n\nWhere {PASSAGE}.\n")
    room.put("notes/07VENSK13.md", "On Gor*blimey*.\n")
    room.put("notes/07VENSK14.md", f"On the {WHOLE}.\n")
    room.put("notes/07VENSK15.md", f"On the {HIDDEN}.\n")
    room.put("translations/07VENSK12.es.md", TRANSLATION.format(PERSON) + f"\n## p2\n\nDonde {PASSAGE}.\n")
    room.put("translations/07VENSK13.es.md", f"## p1\n\n{LOCAL}.\n\n## p9\n\nOf Gor*blimey*.\n")
    room.put("translations/07VENSK14.es.md", TRANSLATION.format(WHOLE))
    room.put("translations/07VENSK15.es.md", TRANSLATION.format(HIDDEN))
    quoted = f'[[07VENSK12#p2 "{PASSAGE}"]]\n\n[[07VENSK14 "the {WHOLE}"]]\n\n[[07VENSK15#p1 "The {HIDDEN}"]]'
    room.put("dossiers/fair.md", f"# The fair of Zubrowka _Quillfeather_\n\n{quoted}\n\nSee [[07VENSK13]].\n")
    room.put("collections/papers.toml", 'title = "Papers"\ntext = "By the *consul*."\nfolders = ["papers"]\n')
    room.cable("08VENSK3", path="cables/papers/08VENSK3.txt", text=f"{PERSON.upper()} and 07VENSK15.")
    room.put("changes.jsonl", "".join(LOG.format(day, name) for day, name in ((1, "07VENSK13"), (2, "07VENSK15"))))
    _make(room, "before")
    return room


def _make(room: Room, name: str) -> str:
    """Build a room and all that is made of it, and return what is printed meanwhile."""
    folder = room.folder / name
    room.build(Options(jobs=1, show_withheld=True))
    export(room.project, folder / "data", Options(jobs=1), fts=True, parquet=True)
    export_redacted(room.project, folder / "public/content", Options(jobs=1))
    package(room.project, folder / "package", Options(jobs=1))
    said = []
    places = ["--content", str(room.content), "--output", str(room.output)]
    for command in (
        ["build", *places, "--json"],
        ["check", *places[:2], "--format", "github"],
        ["publish", "files", *places, "--dry-run"],
        ["explain", "cable/2007/vensk/07VENSK12.html", *places, "--json"],
    ):
        ran = CliRunner().invoke(app, command)
        assert ran.exit_code in {0, 1}, ran.output
        said.append(ran.output)
    return "\n".join(said)


def _found(*folders: Path) -> dict[str, set[str]]:
    """Return the files under folders that hold a secret, however they pack it, by the secret."""
    found: dict[str, set[str]] = {secret: set() for secret in SECRETS}
    for folder in folders:
        files = {path: data for path, data in files_of(folder).items() if not path.startswith(".reading-room/")}
        tables = ((path, _rows(folder / path)) for path in files if path.endswith((".sqlite", ".parquet")))
        for path, text in (*texts_of(files), *tables):
            letters = letters_of(text).lower()
            for secret, paths in found.items():
                if letters_of(secret).lower() in letters:
                    paths.add(path)
    return found


def _rows(path: Path) -> str:
    """Return all that can be read in a file of tables."""
    alone = path.parent / f"alone-{path.name}"
    alone.mkdir()
    try:
        path.rename(alone / path.name)
        return everything(alone)
    finally:
        (alone / path.name).rename(path)
        alone.rmdir()


def test_nothing_withheld_is_in_any_file_or_printed(built: Room) -> None:
    room = built
    before = _found(room.output, room.folder / "before")
    endings = {Path(path).suffix for paths in before.values() for path in paths}

    assert all(before.values())
    assert endings >= {
        ".html",
        ".txt",
        ".md",
        ".json",
        ".jsonl",
        ".csv",
        ".pdf",
        ".atom",
        ".bin",
        ".gz",
        ".sqlite",
        ".parquet",
    }

    room.put("withheld.toml", RULES)
    room.build(Options(jobs=1))
    assert _found(room.output) == NOWHERE

    room.put(
        "dossiers/fair.md", "# The fair of Zubrowka _Quillfeather_\n\nSee [[07VENSK13]].\n"
    )  # E014 stops an export
    printed = letters_of(_make(room, "after")).lower()

    assert _found(room.output, room.folder / "after") == NOWHERE
    assert [secret for secret in SECRETS[:5] if letters_of(secret).lower() in printed] == []
