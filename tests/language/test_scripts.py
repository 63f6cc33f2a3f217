"""What scripts say has a place in the catalogues, and a room in another language has it in its scripts."""

import json
import re

import pytest

from generator.language import ENGLISH, catalogue_of
from generator.render.translation import OF_SCRIPTS
from generator.search.scripts import messages_in, script_links, scripts
from tests.language.messages import TEMPLATES
from tests.room import Room

LANGUAGES = ("es", "fr", "de", "ru", "ar")
ASSETS = (TEMPLATES / "assets" / "cable.js", TEMPLATES / "assets" / "404.js")
TABLE = re.compile(r'<script type="application/json" id="interface-words">(.*?)</script>')
IN_SCRIPT = re.compile(r"\blet translated=(\{.*?\});let ")
# Strings of a script with two words or more that begin a sentence: none may be said but as a message.
SENTENCE = re.compile(r'["`]([A-Z][a-z]+ [^"`\n]*[a-z][^"`\n]*)["`]')


def test_the_table_has_what_the_scripts_of_templates_say_and_no_more() -> None:
    said = {one for path in ASSETS for one in re.findall(r'\bsay\(\s*"([^"]+)"', path.read_text(encoding="utf-8"))}

    assert said == set(OF_SCRIPTS)


@pytest.mark.parametrize("address", sorted(scripts()))
def test_a_sentence_of_a_script_is_a_message(address: str) -> None:
    script = scripts()[address].decode()
    plain, numbered = messages_in(script)
    known = {*plain, *(form for pair in numbered for form in pair)}
    # What a saved list says of a cable is English as the cable is, and so are errors that only a console shows.
    known |= {
        "Diplomatic cable",
        "January February March April May June July August September October November December",
    }

    assert [one for one in SENTENCE.findall(script) if one not in known and "Diplomatic cable" not in one] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", sorted(scripts()))
def test_a_script_has_the_words_of_the_room(address: str, language: str) -> None:
    words, _ = catalogue_of(language, {})
    assert words is not None
    script = scripts(words)[address].decode()
    plain, numbered = messages_in(scripts()[address].decode())
    found = IN_SCRIPT.search(script)
    table = json.loads(found[1]) if found else {}

    assert {one: words.say(one) for one in plain} == {one: table.get(one, one) for one in plain}
    assert {many: words.plurals[many] for _, many in numbered} == {many: table[many] for _, many in numbered}
    assert len(table) <= len({*plain, *(many for _, many in numbered)})
    assert bool(table) == (script_links(words)[address] != script_links()[address])


def test_a_script_in_english_has_no_words_beside_its_own() -> None:
    tables = [IN_SCRIPT.findall(script.decode()) for script in scripts(ENGLISH).values()]

    assert {one for table in tables for one in table} == {"{}"}


def test_a_room_corrects_what_a_script_says(room: Room) -> None:
    room.put("site.toml", '[site]\nlanguage = "es"\n')
    room.put("languages/es.toml", '[words]\n"Searching …" = "Un momento…"\n')
    room.cable("07VENSK12")

    room.build()

    assert '"Searching …":"Un momento…"' in room.page("search/search.js")
    assert '"Checking …":"Comprobando…"' in room.page("check-citations/check.js")


@pytest.mark.parametrize("language", LANGUAGES)
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
