"""The look by settings: what pages and style sheet say, which values are refused, and that legible means legible."""

import json
import re

import pytest

from generator.appearance import INDEXES, Appearance, style_of
from generator.pages.data.http_headers import POLICY
from generator.problems import ConfigurationError
from tests.room import Room

PAGES = ("index.html", "cable/2007/vensk/07VENSK12.html", "search/index.html", "404.html", "tag/PREL.html")
OF_ITS_KIND = {"search/index.html": ["search.css"]}
FULL = """[site]
title = "A room"
base_url = "https://example.org/room/"
[publish]
headers = true
[appearance]
accent = "#7a2e2e"
logo = "logo.svg"
font = "text.woff2"
font_italic = "slanted.woff2"
menu = ["search", "about.md", "dates"]
licence = "CC BY 4.0"
licence_url = "https://example.org/by"
stylesheet = "own.css"
"""


@pytest.fixture
def dressed(room: Room) -> Room:
    """A room that uses every setting of the look."""
    room.cable("07VENSK12")
    room.put("pages/about.md", "# About us\n")
    room.template("assets/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    for name in ("text.woff2", "slanted.woff2"):
        room.template(f"assets/{name}", b"wOF2 " + name.encode())
    room.template("assets/own.css", "h1 { color: inherit; }\n")
    room.template("head.html", '<meta name="owner" content="{{ site.title }}">\n')
    room.put("site.toml", FULL)
    room.build()
    return room


def test_every_page_has_what_the_settings_say(dressed: Room) -> None:
    for page in PAGES:
        html = dressed.page(page)
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
        links = re.findall(r'<link rel="stylesheet" href="([^"?]*)', html)
        menu = re.search(r"<nav aria-label=\"This room\">(.*?)</nav>", html, re.DOTALL)

        assert policy is not None
        assert policy[1].endswith("; font-src 'self'"), page
        assert [link.rpartition("/")[2] for link in links] == [
            "room.css",
            *OF_ITS_KIND.get(page, []),
            "appearance.css",
            "own.css",
        ], page
        assert menu is not None
        assert re.findall(r">([^<]+)</a>", menu[1]) == ["Search", "About us", "Dates"], page
        assert '<meta name="owner" content="A room">' in html, page
        assert 'class="logo"' in html, page
        assert '<a rel="license" href="https://example.org/by">CC BY 4.0</a>' in html, page
    assert dressed.page("_headers").count(f"{POLICY}; font-src 'self'") == 1


def test_the_style_sheet_names_the_colours_and_the_fonts_of_the_room(dressed: Room) -> None:
    style = dressed.page("assets/appearance.css")

    assert ":root { --accent: #7a2e2e; }" in style
    assert re.search(r"prefers-color-scheme: dark\) { :root { --accent: #[0-9a-f]{6}; } }", style)
    for name in re.findall(r'url\("([^"?]+)\?v=[0-9a-f]{8}"\)', style):
        assert dressed.has(f"assets/{name}")
    assert style.count("@font-face") == 2


def test_without_settings_there_is_no_style_sheet_and_no_policy_for_fonts(room: Room) -> None:
    room.cable("07VENSK12")
    room.build()

    assert not room.has("assets/appearance.css")
    assert "font-src" not in room.page("index.html")
    assert "appearance.css" not in room.page("index.html")


def test_a_change_of_the_look_renews_every_page_and_equals_a_clean_build(dressed: Room) -> None:
    dressed.edit("site.toml", "#7a2e2e", "#2e2e7a")
    dressed.build()

    assert dressed.clean_build()[0] == dressed.site()


def test_a_menu_of_more_than_seven_entries_stands_below_the_search(room: Room) -> None:
    room.put("pages/about.md", "# About us\n")
    room.build()
    usual = room.page("about.html")
    room.put("site.toml", f"[appearance]\nmenu = {json.dumps([*INDEXES][:8])}\n")
    room.build()
    long = room.page("about.html")

    assert usual.index("<nav aria-label") < usual.index('class="find"')
    assert long.index('class="find"') < long.index("<nav aria-label")
    assert [page.count('class="find"') for page in (usual, long, room.page("index.html"))] == [1, 1, 0]


def test_the_menu_leads_to_dossiers_collections_and_folders_of_pages(room: Room) -> None:
    room.put("pages/history/ports.md", "# Ports\n")
    room.put("dossiers/floods.md", "# Floods\n")
    room.put("collections/holm.toml", 'title = "Holm"\n')
    room.put("site.toml", '[appearance]\nmenu = ["dossiers", "collections", "history/index.md"]\n')
    room.build()
    links = [
        ("dossier/index.html", "Dossiers"),
        ("collection/index.html", "Collections"),
        ("history/index.html", "History"),
    ]

    assert [f'<li><a href="{place}">{title}</a>' in room.page("404.html") for place, title in links] == [True] * 3
    assert [room.has(place) for place, _ in links] == [True] * 3


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ('accent = "navy"', "G006", "'navy' is not a colour"),
        ('accent = "#ffcc00"', "G007", "hard to read on light paper"),
        ('accent_dark = "#17566a"', "G007", "hard to read on dark paper"),
        ('font = "Literata"', "G008", "cannot be a font"),
        ('font = "a b.woff2"', "G008", "cannot be a font"),
        ('font_bold = "b.woff2"', "G008", "belongs to no upright font"),
        ('licence_url = "cc-by"', "G009", "not a full address"),
        ('logo = "lgoo.svg"', "G005", "templates/assets/lgoo.svg"),
        ('stylesheet = "other.css"', "G005", "templates/assets/other.css"),
        ('menu = ["tags", "abuot.md"]', "G010", "did you mean about.md?"),
        ('menu = ["dossiers"]', "G010", "cannot lead to 'dossiers'"),
        ("menu = 3", "G001", "must be a list"),
        ('colour = "#17566a"', "G002", "no setting appearance.colour"),
    ],
)
def test_a_value_that_cannot_be_used_is_told_with_its_line(room: Room, line: str, code: str, said: str) -> None:
    room.put("pages/about.md", "# About us\n")
    room.template("assets/logo.svg", "<svg/>")
    room.put("site.toml", f'[site]\ntitle = "A room"\n\n[appearance]\n{line}\n')

    with pytest.raises(ConfigurationError) as stopped:
        room.build()

    problem = stopped.value.problem
    assert (problem.code, problem.where.line) == (code, 5)
    assert problem.where.path == (room.content / "site.toml").as_posix()
    assert said in problem.message


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, by the formula of WCAG."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("accent", ["#000000", "#17566a", "#7a2e2e", "#004400", "#330066"])
def test_the_shade_for_dark_screens_can_be_read(accent: str) -> None:
    found = re.search(r"dark\).*(#[0-9a-f]{6})", style_of(Appearance(accent=accent), {}))

    assert found is not None
    for paper in ("#181715", "#211f1c"):
        assert (luminance(found[1]) + 0.05) / (luminance(paper) + 0.05) >= 4.5


def test_the_papers_that_colours_are_held_against_are_those_of_the_style_sheet(room: Room) -> None:
    room.build()
    papers = re.findall(r"--paper: (#[0-9a-f]{6}).*?--wash: (#[0-9a-f]{6})", room.page("assets/room.css"))

    for theme, pair in zip(("accent", "accent_dark"), papers, strict=True):
        room.put("site.toml", f'[appearance]\n{theme} = "{pair[0]}"\n')
        with pytest.raises(ConfigurationError) as stopped:
            room.build()
        assert stopped.value.problem.code == "G007"
        assert "contrast is 1.0" in stopped.value.problem.message or "contrast is 1.1" in stopped.value.problem.message
