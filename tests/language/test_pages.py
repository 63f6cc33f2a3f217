"""No English word of the interface outside ``lang="en"``: every kind of page, in a language made up for the test.

Its letters are those of Greek, so that a Latin word on a page is one that no catalogue can translate, or a name.
"""

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.build.inputs.project import Options
from generator.language.messages import pieces
from generator.language.read import messages
from tests.language.walk import english_outside_english, texts_of
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
language = "el"
base_url = "https://example.org/"
contact = "Αθήνα"

[build]
legacy_addresses = true
markdown = true
json = true
compare = [["07VENSK12", "07VENSK31"]]
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Return every page of the project's own cables, with whatever else makes a kind of page."""
    room = Room(tmp_path_factory.mktemp("greek"))
    shutil.copytree(CONTENT / "cables", room.content / "cables", dirs_exist_ok=True)
    shutil.copytree(CONTENT / "vocabulary", room.content / "vocabulary", dirs_exist_ok=True)
    room.put("site.toml", SETTINGS)
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
    report = room.build(Options(jobs=1, search=False, pdf=False))
    assert [str(one) for one in report.problems if one.code.startswith("L")] == []
    return {address: data.decode() for address, data in room.site().items() if address.endswith(".html")}


def test_no_english_word_of_the_interface_stands_outside_english(pages: Mapping[str, str]) -> None:
    posts = re.findall(r">(\w[^<]*)</a></th>", pages["origin/index.html"])
    found: dict[str, str] = {}
    for address, page in pages.items():
        for one in english_outside_english(page, posts):
            found.setdefault(re.sub(r"\d+", "0", one), address)

    assert found == {}


def test_every_page_says_its_language(pages: Mapping[str, str]) -> None:
    assert {page.split("<html ")[1].split(">")[0] for page in pages.values()} == {'lang="el"'}


def test_there_is_a_page_of_every_kind(pages: Mapping[str, str]) -> None:
    kinds = {
        "cable/2007/astana/07ASTANA1061.html", "cable/2006/astana/06ASTANA368.html", "index.html", "a.html",
        "dossier/b.html", "tag/QH.html", "tag/QH/newest.html", "tag/index.html", "origin/index.html", "date/index.html",
        "date/2007/04.html", "reference/index.html", "coverage/index.html", "glossary.html", "glossary/sources.html",
        "changes/index.html", "data/index.html", "search/index.html", "list/index.html", "404.html",
        "compare/07VENSK12--07VENSK31.html", "check-citations/index.html", "cable/2007/04/07ASTANA1061.html",
        "collection/c.html", "collection/index.html", "classification/index.html", "signer/index.html",
    }  # fmt: skip

    assert kinds <= set(pages)


def test_a_cable_is_read_in_english(pages: Mapping[str, str]) -> None:
    said = texts_of(pages["cable/2007/astana/07ASTANA1061.html"])

    assert {language for language, text, _ in said if "Kazakhstan" in text} == {"en"}
    assert ("el", "Άλλη.", "aside>p") in {
        (language, text, ">".join(place.split(">")[-2:])) for language, text, place in said
    }
