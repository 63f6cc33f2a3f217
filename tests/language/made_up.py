"""A room in a language made up for tests, of the project's own cables, with whatever else makes a kind of page.

Its letters are those of Greek, so that a Latin word on a page is one that no catalogue can translate, or a name.
"""

import json
import shutil
from pathlib import Path

from generator.build.inputs.project import Options
from generator.language.messages import pieces
from generator.language.read import messages
from tests.room import Room

CONTENT = Path(__file__).parent.parent.parent / "content"
GREEK = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "ΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠΘΡΣΤΥΩΫΧΥΖαβψδεφγηιξκλμνοπθρστυωϋχυζ"
)


def in_greek_letters(message: str) -> str:
    """Return a message with every letter Greek; its tokens stay."""
    return "".join(words.translate(GREEK) if words else token for token, words in pieces(message))


def made_up() -> str:
    """Return a catalogue of every message in Greek letters."""
    words, plurals = messages()
    quoted = [json.dumps(one, ensure_ascii=False) for one in words]
    lines = ["[words]", *(f"{one} = {in_greek_letters(one[1:-1]).join(chr(34) * 2)}" for one in quoted)]
    for one in plurals:
        lines += [f"[plurals.{json.dumps(one, ensure_ascii=False)}]", f'other = "{in_greek_letters(one)}"']
    return "\n".join(lines)


SETTINGS = """[site]
title = "Αναγνωστήριο"
language = "LANGUAGE"
base_url = "https://example.org/"
contact = "Αθήνα"

[build]
legacy_addresses = true
markdown = true
json = true
compare = [["07VENSK12", "07VENSK31"]]
"""


def room_in(language: str, folder: Path, *, search: bool = False) -> Room:
    """Build a room in a language in a folder; el is the one made up. Every kind of page is in it, search on demand."""
    room = Room(folder)
    shutil.copytree(CONTENT / "cables", room.content / "cables", dirs_exist_ok=True)
    shutil.copytree(CONTENT / "vocabulary", room.content / "vocabulary", dirs_exist_ok=True)
    room.put("site.toml", SETTINGS.replace("LANGUAGE", language))
    if language == "el":
        room.put("languages/el.toml", made_up())
    room.put("pages/a.md", "# Σελίδα\n\nΛόγια, [[07VENSK12]].\n")
    room.put("dossiers/b.md", '# Φάκελος\n\n[[07ASTANA1061#p4]]\n\n[[07ASTANA1061#p4 "no such words"]]\n')
    room.put("notes/07ASTANA1061.md", "Μια σημείωση.\n\n## p2\n\nΆλλη.\n")
    room.put("changes.jsonl", '{"date": "2026-01-02", "id": "07ASTANA1061", "change": "added"}\n')
    room.put("collections/c.toml", 'title = "Συλλογή"\ncables = ["07ASTANA1061"]\nlicence = "Άδεια"\n')
    quiet = [f"The harbour was quiet for {days} days." for days in range(41)]
    room.cable("07VENSK12", text="\n".join(quiet[:-1]))
    room.cable("07VENSK31", text="\n".join(quiet), refs=("07VENSK12", "07LINDEMAR77"))
    room.cable("07VENSK32", refs=("07VENSK31", "MEMO OF A MEETING"))
    report = room.build(Options(jobs=1, search=search, pdf=False))
    assert [str(one) for one in report.problems if one.code.startswith("L")] == []
    return room
