"""What scripts say has a place in the catalogues, and a page in another language brings the translations."""

import json
import re
from pathlib import Path

import pytest

import generator
from generator.language import ENGLISH, catalogue_of
from generator.render.translation import OF_SCRIPTS
from tests.language.messages import TEMPLATES
from tests.room import Room

BROWSER = Path(generator.__file__).parent / "search" / "browser"
SCRIPTS = (
    TEMPLATES / "assets" / "cable.js",
    TEMPLATES / "assets" / "404.js",
    BROWSER / "list" / "keep.js",
    BROWSER / "page" / "found.js",
)
TABLE = re.compile(r'<script type="application/json" id="interface-words">(.*?)</script>')


def test_the_table_has_what_the_scripts_say_and_no_more() -> None:
    said = {one for path in SCRIPTS for one in re.findall(r'\bsay\(\s*"([^"]+)"', path.read_text(encoding="utf-8"))}

    assert said == set(OF_SCRIPTS)


@pytest.mark.parametrize("language", ["es", "fr", "de", "ru", "ar"])
def test_a_page_brings_the_translations(room: Room, language: str) -> None:
    words, _ = catalogue_of(language, {})
    assert words is not None
    room.put("site.toml", f'[site]\nlanguage = "{language}"\n')
    room.cable("07VENSK12")

    room.build()

    page = room.page("cable/2007/vensk/07VENSK12.html")
    found = TABLE.search(page)
    assert found is not None
    table = json.loads(found[1])
    assert {one: words.say(one) for one in OF_SCRIPTS} == {**{one: one for one in OF_SCRIPTS}, **table}
    assert f'<a href="../../../glossary.html">{words.say("Glossary")}</a>' in page
    assert (' dir="rtl"' in page.split("<head>")[0]) == (language == "ar")


def test_an_english_page_has_no_table(room: Room) -> None:
    room.cable("07VENSK12")

    room.build()

    assert "interface-words" not in room.page("cable/2007/vensk/07VENSK12.html")
    assert ENGLISH.say("Keep") == "Keep"
