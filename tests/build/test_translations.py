"""Translations of cables: what a page shows of them, what is wrong with a file, what becomes stale, what is withheld."""

import json
import re
from pathlib import Path

import msgspec
import pytest

from generator.build.inputs.project import Options, Project
from generator.build.pipeline import build
from generator.exporting.redacted import export_redacted
from generator.problems import Severity
from tests.room import PLAIN, Room, files_of

TEXT = "The ferry sails.\nThe ice has gone.\nA list follows.\nThe end."
PAGE = "cable/2009/vensk/09VENSK13.html"
SPANISH = """+++
title = "El transbordador"
by = "Ana Ruiz"
kind = "person"
date = 2026-05-03
licence = "CC BY 4.0"
note = "Revised."
+++
## p1

El transbordador *zarpa*. <b>Véase</b> [[09VENSK14]].

## 2.

El hielo se ha ido.
"""
ARABIC = '+++\nby = "Example 4"\nkind = "machine"\n+++\n## p4\n\nالنهاية.\n'


@pytest.fixture
def room(tmp_path: Path) -> Room:
    room = Room(tmp_path / "room")
    room.cable("09VENSK13", text=TEXT)
    room.cable("09VENSK14")
    return room


def told(room: Room) -> list[str]:
    """Return the problems of a build, each as path, line, code and message."""
    found = (room.relative(one) for one in room.build().problems)
    return [f"{one.where.path}:{one.where.line} {one.code} {one.message}" for one in found]


def pair(page: str, anchor: str) -> str:
    """Return the translations of a paragraph on a page."""
    found = re.search(
        rf'<div class="pair"><div class="o">\n<p id="{anchor}">.*?</div>\n(.*?)</div>\n</div>',
        page,
        re.DOTALL,
    )
    return found[1] if found else ""


def test_each_paragraph_has_its_translation_with_language_direction_and_maker(room: Room) -> None:
    room.put("translations/09VENSK13.es.md", SPANISH)
    room.put("translations/more/09vensk13.AR.md", ARABIC)
    assert told(room) == []
    page = room.page(PAGE)

    assert '<p class="title" lang="es" dir="ltr">El transbordador</p>' in page
    assert (
        'Translated into Spanish by Ana Ruiz. <time datetime="2026-05-03">3 May 2026</time>. Licence: CC BY 4.0.'
        in page
    )
    assert '<p dir="auto">Revised.</p>' in page
    assert "Paragraphs 3, 4 have no translation here." in page
    assert "Translated into Arabic by a machine: Example 4." in page
    assert "A machine translation can be wrong." in page
    assert "Paragraphs 1–3 have no translation here." in page
    assert '<div class="tr t2" lang="es" dir="ltr"><p class="by" lang="en" dir="auto">1 · Spanish</p>' in pair(
        page, "p1"
    )
    assert "<em>zarpa</em>. &lt;b&gt;Véase&lt;/b&gt; <a href=" in pair(page, "p1")
    assert "El hielo" in pair(page, "p2")
    assert 'id="p3"' in page
    assert pair(page, "p3") == ""
    assert '<div class="tr t1 machine" lang="ar" dir="rtl">' in pair(page, "p4")
    assert "4 · Arabic, machine translation" in pair(page, "p4")


def test_a_cable_without_numbers_stands_in_one_piece_with_its_translation(room: Room) -> None:
    path = room.cable("09VENSK15", text="A word.")
    path.write_text(path.read_text().replace("1. A word.", "A word.\n\nAnother word."))
    room.put("translations/09VENSK15.es.md", "By hand.\n")
    room.put("translations/09VENSK13.es.md", '+++\nkind = "person"\n+++\nBefore.\n\n## p1\n\nUno.\n')
    assert told(room) == ["translations/09VENSK15.es.md:1 E023 the translation does not say who or what made it"]
    page = room.page("cable/2009/vensk/09VENSK15.html")
    body = page[page.index('<div class="body') : page.index('<p class="signature"')]

    assert body.index("Another word.") < body.index("By hand.")
    assert body.count('class="pair"') == 1
    assert "Translated into Spanish; the translator is not named." in page
    assert "Translated into Spanish by a person." in room.page(PAGE)
    assert "no translation here" not in page


def test_the_record_of_a_cable_tells_of_its_translations(room: Room) -> None:
    room.put("translations/09VENSK13.es.md", SPANISH)
    room.build()
    lines = [json.loads(line) for line in room.page("data/cables.jsonl").splitlines()]

    assert [one["translations"] for one in lines] == [
        [{"language": "es", "kind": "person", "by": "Ana Ruiz", "date": "2026-05-03", "licence": "CC BY 4.0"}],
        [],
    ]


def test_a_page_without_a_translation_says_nothing_of_any(room: Room) -> None:
    room.build()
    before = room.page("cable/2009/vensk/09VENSK14.html")
    room.put("translations/09VENSK13.es.md", SPANISH)
    room.build()

    assert room.page("cable/2009/vensk/09VENSK14.html") == before
    assert "ranslation" not in before
    assert "translations.css" in room.page(PAGE)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("09VENSK13.md", "x", "E018 '09VENSK13.md' does not name a cable and a language"),
        ("09VENSK13.es.txt", "x", "E018 '09VENSK13.es.txt' does not name a cable and a language"),
        ("09VENSK13.xx.md", "x", "E019 'xx' is not a known language"),
        ("09VENSK13.spanish.md", "x", "E019 'spanish' is not the tag of a language"),
        ("09VENSK99.es.md", SPANISH, "1 E021 the room has no cable 09VENSK99; this translation is not shown"),
        ("09VENSK13.es.md", "## p1\n\nUno.\n", "1 E023 the translation does not say who or what made it"),
        ("09VENSK13.es.md", SPANISH.replace("## 2.", "## p9"),
            "13 E022 part of a translation is not shown: 09VENSK13 has no p9; the nearest is p4"),
        ("09VENSK13.es.md", SPANISH.replace("## 2.", "## Paragraph 2"),
            "13 E022 part of a translation is not shown: 09VENSK13 has no Paragraph 2; the nearest is p2"),
        ("09VENSK13.es.md", SPANISH.replace('"person"', '"robot"'),
            "4 E002 the front matter cannot be used: invalid enum value 'robot', at kind"),
        ("09VENSK13.es.md", SPANISH.replace("by =", "by "), "3 E002 "),
        ("09VENSK13.es.md", SPANISH.replace("+++\n##", "##"), "1 E002 the front matter is not closed"),
        ("09VENSK13.es.md", b'+++\nby = "A"\n+++\n## p1\n\nUno.\n\xff\n', "7 E001 the file is not UTF-8"),
        ("09VENSK13.es.md", SPANISH + "\n[x](javascript:run)\n", "17 E003 "),
        ("09VENSK13.es.md", SPANISH + "\n[x](nowhere.html)\n", "17 E008 "),
        ("09VENSK13.es.md", "---\nby: A\n---\n## p1\n\nUno.\n", "1 E010 "),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_is_told_with_its_place(
    room: Room, name: str, data: str | bytes, expected: str
) -> None:
    room.put(f"translations/{name}", data)
    found = told(room)

    assert any(one.startswith(f"translations/{name}:") and expected in one.replace(":None", "") for one in found), found
    assert all(one.hint for one in room.check())
    assert room.has(PAGE)


def test_two_files_of_one_cable_and_language_are_told_and_the_first_is_shown(room: Room) -> None:
    room.put("translations/09VENSK13.es.md", SPANISH)
    room.put("translations/b/09VENSK13.ES.md", SPANISH.replace("zarpa", "vuelve"))
    (one,) = room.build().problems

    assert (one.code, one.severity) == ("E020", Severity.ERROR)
    assert "translations/09VENSK13.es.md already translates 09VENSK13 into Spanish" in one.message
    assert "zarpa" in room.page(PAGE)
    assert "vuelve" not in room.page(PAGE)


def test_a_translation_added_changed_or_taken_away_makes_the_page_of_its_cable_stale_alone(room: Room) -> None:
    room.build()
    for change in (SPANISH, SPANISH.replace("hielo", "mar"), None):
        place = room.content / "translations/09VENSK13.es.md"
        if change is None:
            place.unlink()
        else:
            room.put("translations/09VENSK13.es.md", change)
        report = room.build()
        pages = {path for path in report.written if path.endswith(".html")}

        assert pages == {PAGE}
        assert room.site() == room.clean_build()[0]
    assert "ranslation" not in room.page(PAGE)


def test_a_paragraph_that_the_cable_lost_takes_its_translation_with_it(room: Room) -> None:
    room.put("translations/09VENSK13.es.md", SPANISH)
    room.build()
    room.cable("09VENSK13", text="The ferry sails.")

    assert [one.split()[1] for one in told(room)] == ["E022"]
    assert "El hielo" not in room.page(PAGE)
    assert room.site() == room.clean_build()[0]


def test_a_quotation_in_a_translation_is_held_against_its_cable(room: Room) -> None:
    room.put(
        "translations/09VENSK13.es.md",
        SPANISH + '\n[[09VENSK13#p2 "the ice has gone"]] y [[09VENSK13#p2 "no such words"]]\n',
    )
    codes = [one.code for one in room.build().problems]

    assert codes == ["E014"]
    assert '<span lang="en" dir="ltr">\u201cThe ice has gone\u201d</span>' in room.page(PAGE)


def test_the_words_of_a_translation_are_in_the_index(room: Room) -> None:
    room.put("site.toml", "[build]\noffline_search = false\n")
    searched = msgspec.structs.replace(PLAIN, search=True)
    room.build(searched)
    before = {path: data for path, data in room.site().items() if path.startswith("search/")}
    room.put("translations/09VENSK13.es.md", SPANISH)
    room.build(searched)
    after = {path: data for path, data in room.site().items() if path.startswith("search/")}

    assert before != after
    assert after == {path: data for path, data in room.clean_build(searched)[0].items() if path.startswith("search/")}


# Withholding

RULE = '[[withhold]]\n{}\nreason = "asked"\ndate = 2026-01-02\n'
MARK = "[withheld 2026-01-02: asked]"


def held(room: Room, rule: str) -> tuple[list[str], str]:
    """Return the codes of a build with a rule, and all its bytes."""
    room.put("withheld.toml", RULE.format(rule))
    codes = [one.code for one in room.build(msgspec.structs.replace(PLAIN, show_withheld=True)).problems]
    return codes, b"\n".join(room.site().values()).decode("utf-8", "replace")


def test_a_withheld_paragraph_withholds_its_translation(room: Room) -> None:
    room.put("translations/09VENSK13.es.md", SPANISH)
    codes, said = held(room, 'cable = "09VENSK13"\nparagraphs = [2]')

    assert codes == []
    assert "El hielo" not in said
    assert "zarpa" in said
    assert "Paragraphs 3, 4 have no translation here." in room.page(PAGE)


@pytest.mark.parametrize("rule", ['cable = "09VENSK13"', 'text = "09VENSK13"'])
def test_a_withheld_cable_withholds_its_translation(room: Room, rule: str) -> None:
    room.put("translations/09VENSK13.es.md", SPANISH)
    codes, said = held(room, rule)

    assert codes == []
    assert not any(word in said for word in ("hielo", "zarpa", "transbordador", "Ana Ruiz"))


def test_words_withheld_in_a_paragraph_withhold_a_translation_without_their_marks(room: Room) -> None:
    room.put("translations/09VENSK13.es.md", SPANISH)
    codes, said = held(room, 'text = "ice has gone"')
    assert codes == ["E024"]
    assert "hielo" not in said

    room.put("translations/09VENSK13.es.md", SPANISH.replace("El hielo se ha ido", f"El {MARK}"))
    codes, said = held(room, 'text = "ice has gone"')
    assert codes == []
    assert said.count(f"El {MARK}") == 1


def test_a_text_without_numbers_that_is_withheld_in_part_has_no_translation(room: Room) -> None:
    path = room.cable("09VENSK15", text="A word.")
    path.write_text(path.read_text().replace("1. A word.", "A word.\n\nAnother word."))
    room.put("translations/09VENSK15.es.md", '+++\nby = "A"\ntitle = "Calma"\n+++\nUna palabra.\n\nOtra.\n')
    codes, said = held(room, 'text = "Another word."')

    assert codes == ["E024"]
    assert "Una palabra" not in said
    assert "Calma" in said


def test_words_that_are_the_same_in_a_translation_are_taken_out_of_it(room: Room) -> None:
    room.cable("09VENSK13", text="Jorun Mareth came.\nJorun Mareth went.", subject="Jorun Mareth")
    front = '+++\ntitle = "Jorun Mareth"\nby = "J. Jorun Mareth"\nnote = "Of Jorun Mareth"\n+++\n'
    room.put("translations/09VENSK13.es.md", front + "## p1\n\nVino *Jorun* Mareth.\n\n## p2\n\nSe fue.\n")
    codes, said = held(room, 'text = "Jorun Mareth"')

    assert codes == ["E024"]  # the second does not say where the words were
    assert "Se fue" not in said
    assert "Mareth" not in said
    assert "Vino" in said


def test_a_title_is_withheld_with_that_of_the_cable(room: Room) -> None:
    room.cable("09VENSK13", text=TEXT, subject="The ferry of Holm")
    room.put("translations/09VENSK13.es.md", SPANISH)
    codes, said = held(room, 'cable = "09VENSK13"\ntext = "ferry of holm"')

    assert codes == ["E024"]
    assert "El transbordador</p>" not in said
    assert "El transbordador <em>zarpa" in said


def test_an_export_has_no_translation_of_what_is_withheld_and_makes_the_same_room(room: Room) -> None:
    room.cable("09VENSK13", text=TEXT + "\nThe lamp of the quay burns.", subject="The ferry of Holm")
    room.cable("09VENSK16", text="Quiet.")
    more = "\n## p5\n\nArde la lámpara.\n"
    room.put("translations/09VENSK13.es.md", SPANISH.replace("+++\n##", "+++\nAntes de todo.\n\n##") + more)
    room.put("translations/09VENSK14.ar.md", ARABIC)
    room.put("translations/09VENSK16.es.md", SPANISH)
    rules = ('cable = "09VENSK13"\nparagraphs = [2]', 'cable = "09VENSK13"\ntext = "lamp of the quay"',
             'cable = "09VENSK13"\ntext = "ferry of holm"', 'text = "09VENSK16"')  # fmt: skip
    room.put("withheld.toml", "".join(RULE.format(one) for one in rules))
    export_redacted(room.project, room.folder / "public/content", Options(jobs=1))
    room.build()
    exported = files_of(room.folder / "public/content")
    other = Project(room.folder / "public/content", room.folder / "public/site")
    build(other, PLAIN)
    said = b"\n".join((*exported.values(), *room.site().values())).decode("utf-8", "replace")

    assert "translations/09VENSK16.es.md" not in exported
    assert not any(word in said for word in ("hielo", "lámpara", 'title = "El', "Antes de todo"))
    assert exported["translations/09VENSK13.es.md"].decode().startswith('+++\nby = "Ana Ruiz"')
    assert files_of(other.output)[PAGE] == room.site()[PAGE]
    assert "zarpa" in room.page(PAGE)
