"""The owner's pages: folders with an index, the text of the front page, drafts, old addresses, links of templates."""

import re

import pytest

from generator.pages.own_pages import OWN_FOLDERS
from generator.preview.session import Session
from generator.problems import AddressError, Severity
from tests.room import Room

CABLE = "cable/2007/vensk/07VENSK12.html"


@pytest.fixture
def dossiers(room: Room) -> Room:
    """Forty dossiers in a folder, two of them one deeper, and a page beside it."""
    room.cable("07VENSK12")
    room.put("site.toml", '[site]\nbase_url = "https://example.org/"\n')
    for number in range(38):
        room.put(f"pages/dossiers/no-{number:02d}.md", f"# Dossier {number:02d}\n\nOn [[07VENSK12]].\n")
    room.put("pages/dossiers/old/a.md", "+++\ntitle = 'First of old'\ndescription = 'What it is'\norder = 1\n+++\n")
    room.put("pages/dossiers/old/b.md", "# Another of old\n")
    room.put("pages/about.md", "# About\n")
    return room


def foot(html: str) -> list[str]:
    found = re.search(r'<footer class="room-foot">(.*?)</footer>', html, re.DOTALL)
    return re.findall(r'href="[^"]*?([\w-]+(?:/[\w-]+)*\.html)"', found[1] if found else "")


def test_a_folder_of_pages_is_one_link_to_an_index_that_lists_them(dossiers: Room) -> None:
    dossiers.build()
    index = dossiers.page("dossiers/index.html")

    assert [one for one in foot(dossiers.page(CABLE)) if "dossier" in one or "about" in one] == [
        "about.html",
        "dossiers/index.html",
    ]
    assert len(re.findall(r'href="\.\./dossiers/no-\d\d\.html"', index)) == 38
    assert "<h1>Dossiers</h1>" in index
    assert '<a href="../dossiers/old/index.html">Old</a>' in index
    assert '<a href="../../dossiers/old/a.html">First of old</a>: What it is' in dossiers.page(
        "dossiers/old/index.html"
    )
    assert '<a href="../../dossiers/index.html">Dossiers</a>' in dossiers.page("dossiers/old/b.html")
    assert "https://example.org/dossiers/old/index.html" in dossiers.page("sitemap.xml")


def test_an_index_of_the_owners_own_has_its_words_and_the_list(dossiers: Room) -> None:
    dossiers.put("pages/dossiers/index.md", "# Readings\n\nForty of them.\n")
    dossiers.build()
    index = dossiers.page("dossiers/index.html")

    assert "<h1>Readings</h1>" in index
    assert "Forty of them." in index
    assert '<a href="../dossiers/no-07.html">Dossier 07</a>' in index
    assert '<a href="../dossiers/index.html">Readings</a>' in dossiers.page("dossiers/no-07.html")
    assert [title for title in re.findall(r">(\w+)</a>", dossiers.page("about.html")) if title == "Readings"]


@pytest.mark.parametrize("path", ["pages/dossiers/index.html", "pages/tag/mine.md"])
def test_a_folder_that_has_an_index_already_is_left_as_it_is(dossiers: Room, path: str) -> None:
    dossiers.put(path, "<!doctype html><title>Mine</title>\n")

    report = dossiers.build()

    assert report.errors == 0
    assert ("<title>Mine" in dossiers.page("dossiers/index.html")) is path.startswith("pages/dossiers")
    assert "<h1>Tags</h1>" in dossiers.page("tag/index.html")


def test_the_folders_that_the_program_keeps_for_itself_are_all_known(dossiers: Room) -> None:
    dossiers.put("changes.jsonl", '{"date":"2026-01-01","id":"07VENSK12","change":"added","sha256":"00"}\n')
    before = {address.partition("/")[0] for address in dossiers.site() if "/" in address}
    dossiers.build()
    made = {address.partition("/")[0] for address in dossiers.site() if "/" in address}

    assert before == set()
    assert made - {"dossiers"} <= OWN_FOLDERS


def test_a_changed_title_in_a_folder_renews_its_index_and_the_room_equals_a_clean_build(dossiers: Room) -> None:
    dossiers.build()
    dossiers.edit("pages/dossiers/no-07.md", "Dossier 07", "The herring")

    report = dossiers.build()

    assert {"dossiers/index.html", "dossiers/no-07.html"} <= set(report.written)
    assert CABLE not in report.written
    assert dossiers.clean_build()[0] == dossiers.site()


def test_the_front_page_has_the_text_of_the_owner(room: Room) -> None:
    room.cable("07VENSK12")
    room.put("pages/index.md", "# Welcome\n\nBegin with [[07VENSK12]] or [this](about.md).\n\n[x](nowhere.md)\n")
    room.put("pages/about.md", "# About\n")

    problems = [str(room.relative(one)) for one in room.build().problems]
    html = room.page("index.html")

    assert "<h2>Welcome</h2>" in html
    assert f'Begin with <a href="{CABLE}">07VENSK12</a> or <a href="about.html">this</a>' in html
    assert [one for one in problems if "E008" in one and "pages/index.md:5" in one]
    assert "Welcome" not in "".join(foot(html))
    assert room.clean_build()[0] == room.site()


def test_a_draft_is_in_the_preview_alone(room: Room) -> None:
    room.put("pages/vensk.md", "+++\ndraft = true\n+++\n# Vensk\n\nNot ready.\n")
    room.put("pages/about.md", "# About\n\n[x](vensk.md)\n")
    session = Session(room.project, print, search=False)
    session.look()

    problems = [(one.code, one.severity) for one in room.build().problems]

    assert not [address for address, data in room.site().items() if b"Not ready" in data or "vensk.html" in address]
    assert problems == [("E008", Severity.WARNING), ("E012", Severity.NOTE)]
    assert b"A draft: it is not in the site." in (session.answer("vensk.html").body or b"")
    assert b"vensk.html" in (session.answer("about.html").body or b"")


def test_old_addresses_lead_to_the_page_and_those_that_cannot_be_are_told(room: Room) -> None:
    room.put("pages/papers/about.md", '+++\naliases = ["/info.html", "a/b.html", "../x.html", "about"]\n+++\n# About\n')
    problems = [str(room.relative(one)) for one in room.build().problems]

    assert 'content="0; url=papers/about.html"' in room.page("info.html")
    assert 'content="0; url=../papers/about.html"' in room.page("a/b.html")
    assert [one.split(": ")[1] for one in problems] == ["error E013", "error E013"]
    room.put("pages/info.md", "# Info\n")
    with pytest.raises(AddressError):
        room.build()


def test_links_of_the_owners_templates_that_lead_nowhere_are_told_with_their_line(room: Room) -> None:
    room.cable("07VENSK12")
    room.put("pages/about.md", "# About\n\n## Sources\n")
    line = "".join(
        f'<a href="{{{{ root }}}}{place}">' for place in ("about.html#sources", "abuot.html", "opensearch.xml")
    )
    room.template("cable.html", '{% extends "program/cable.html" %}\n{% block tags %}\n' + line + "{% endblock %}\n")

    problems = room.build().problems

    assert [(one.where.path, one.where.line) for one in problems] == [((room.templates / "cable.html").as_posix(), 3)]
    assert "abuot.html; did you mean /about.html?" in problems[0].message


def test_a_page_in_another_language_says_so_and_so_does_every_link_to_it(room: Room) -> None:
    room.cable("07VENSK12")
    room.put("site.toml", '[site]\nlanguage = "es"\n[appearance]\nmenu = ["about.md"]\n')
    room.put("pages/about.md", "+++\ntitle = 'About'\nlanguage = 'en'\naliases = ['old.html']\n+++\nWords.\n")
    room.put("pages/papers/nota.md", "+++\ntitle = 'Nota'\nlanguage = 'es'\n+++\nPalabras.\n")
    room.put("pages/papers/page.md", "+++\ntitle = 'Page'\nlanguage = 'ar'\n+++\n## A part\n\nWords.\n")
    room.put("pages/index.md", "+++\ntitle = 'Welcome'\nlanguage = 'en'\n+++\nWords.\n")
    room.build()
    about, index, front = room.page("about.html"), room.page("papers/index.html"), room.page("index.html")
    english = ' lang="en" dir="ltr"'

    assert f"<title{english}>About" in about
    assert f"<h1{english}>About</h1>" in about
    assert f'<div class="essay"{english}>' in about
    assert {*re.findall(r'<a href="(?:\.\./)*about.html"([^>]*)>', about + index + front)} == {english}
    assert f"<title{english}>About</title>" in room.page("old.html")
    assert '<li lang="ar" dir="rtl"><a href="../papers/page.html">Page</a>' in index
    assert '<li><a href="../papers/nota.html">Nota</a>' in index
    assert '<div class="essay">' in room.page("papers/nota.html")
    assert f'<div class="essay"{english}>' in front


def test_what_a_quotation_says_in_a_dossier_of_another_language_has_its_own(room: Room) -> None:
    room.cable("07VENSK12", text="The harbour was quiet.")
    room.put(
        "dossiers/a.md",
        "+++\ntitle = 'Uno'\nlanguage = 'es'\n+++\nDice:\n\n"
        '[[07VENSK12 "The harbour was quiet"]]\n\n[[07VENSK12 "The harbour was loud"]]\n',
    )
    room.put("notes/07VENSK12.md", "Cited in a dossier.\n")
    room.build()
    page = room.page("dossier/a.html")

    assert '<div class="essay" lang="es" dir="ltr">' in page
    assert '<blockquote lang="en" dir="ltr">' in page
    assert '<figcaption lang="en" dir="ltr">' in page
    assert '<p class="banner" lang="en">' in page
    assert '<a href="../../../dossier/a.html" lang="es" dir="ltr">Uno</a>' in room.page(CABLE)
