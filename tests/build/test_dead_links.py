"""Links in the owner's pages and notes: those that lead nowhere are told, and identifiers of cables lead to them."""

from pathlib import Path

import pytest

from generator.problems import Severity
from tests.room import Room, cable_text

PAGES = {
    "pages/about.md": "# About\n\n## Sources\n\nText\n",
    "pages/dossiers/mine.md": "# Mine\n\nText\n",
    "site.toml": "[build]\npdf = false\n",
    "pages/list.csv": "a,b\n",
    "cables/07VENSK12.txt": cable_text("07VENSK12", text="One.\nTwo.\nThree."),
}
CABLE = "/cable/2007/vensk/07VENSK12"


def told(room: Room, text: str, path: str = "pages/one.md") -> list[str]:
    """Return line, code and message of each problem of a text of the owner's, the same from a check and from a build."""
    room.put(path, text)
    found, built = (
        [f"{one.where.line} {one.code} {one.message}" for one in problems if one.where.path.endswith(path)]
        for problems in (room.check(), room.build().problems)
    )
    assert found == built
    return found


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """A room with two pages, a file and a cable of three paragraphs."""
    made = Room(tmp_path)
    for path, text in PAGES.items():
        made.put(path, text)
    return made


@pytest.mark.parametrize(
    "link",
    [
        "about.md", "about.html", "/about.html", "about.md#sources", "#here", "/", "index.html", "dossiers/mine.html",
        "list.csv",
        "tag/index.html", "/tag/PREL.html", "search/", "search/index.html?q=x", "404.html", "data/cables.jsonl",
        "data/cables.csv", "assets/room.css", f"{CABLE}.html", f"{CABLE}.html#p3", f"{CABLE}.html#envelope",
        f"{CABLE}.txt", f"{CABLE}.json",
        "/cable/2007/index.html", "/cable/2007/vensk/", "https://example.org/nothing",
        "mailto:a@example.org", "sitemap.xml#x",
    ],
)  # fmt: skip
def test_a_link_to_something_of_the_site_is_no_problem(room: Room, link: str) -> None:
    room.put("site.toml", '[site]\nbase_url = "https://example.org/"\n')

    assert told(room, f"# One\n\n## Here\n\n[x]({link})\n") == []


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("[x](nowhere.md)", "nowhere.md"),
        ("[x](/abuot.html)", "/abuot.html; did you mean /about.html?"),
        ("[x](about.md#surces)", "about.md#surces; did you mean #sources?"),
        ("[x](#nothing)", "#nothing; the page has no such heading"),
        ("![x](pic.png)", "pic.png"),
        ("[x](../cables/07VENSK12.txt)", "../cables/07VENSK12.txt"),
        (f"[x]({CABLE}.html#p77)", f"{CABLE}.html#p77; the nearest paragraph is p3"),
        (f"[x]({CABLE}.pdf)", f"{CABLE}.pdf"),
        ("[x](/cable/2007/vensk/07VENSK13.html)", "/cable/2007/vensk/07VENSK13.html"),
        ("[[07VENSK13]]", "[[07VENSK13]]; did you mean 07VENSK12?"),
        ("[[99NOWHERE1]]", "[[99NOWHERE1]]; the room does not have this cable"),
        ("[[07VENSK12#p0]]", "[[07VENSK12#p0]]; the nearest paragraph is p1"),
    ],
)
def test_a_link_that_leads_nowhere_is_told_with_its_line(room: Room, link: str, said: str) -> None:
    (problem,) = told(room, f"# One\n\n## Here\n\n{link}\n")

    assert problem.startswith(f"5 E008 a link leads nowhere: {said}")


def test_a_dead_link_in_a_note_is_told_and_a_link_to_a_paragraph_beside_it_is_not(room: Room) -> None:
    text = "See [three](#p3), [nine](#p9).\n\n## p2\n\n[x](nowhere.html)\n"

    assert told(room, text, "notes/07VENSK12.md") == [
        "1 E008 a link leads nowhere: #p9; the nearest paragraph is p3",
        "5 E008 a link leads nowhere: nowhere.html",
    ]


def test_a_dead_link_is_a_warning_which_is_told_by_every_build(room: Room) -> None:
    room.put("pages/one.md", "[x](nowhere.html)\n")
    first, second = room.build().problems, room.build().problems

    assert [(one.code, one.severity) for one in first] == [("E008", Severity.WARNING)]
    assert first == second


def test_an_identifier_in_a_page_leads_to_the_cable(room: Room) -> None:
    assert told(room, "07VENSK12, [[07VENSK12#p2]], `07VENSK12`, 07VENSK99, [07VENSK12](about.md)\n") == []
    html = room.page("one.html")

    assert '<p><a href="cable/2007/vensk/07VENSK12.html">07VENSK12</a>, ' in html
    assert '<a href="cable/2007/vensk/07VENSK12.html#p2">07VENSK12, paragraph 2</a>, <code>07VENSK12</code>' in html
    assert '</code>, 07VENSK99, <a href="about.html">07VENSK12</a></p>' in html


def test_an_identifier_in_a_note_leads_to_the_cable_as_soon_as_the_room_has_it(room: Room) -> None:
    assert told(room, "See 08LINDEMAR3.\n", "notes/07VENSK12.md") == []
    assert "See 08LINDEMAR3." in room.page(f"{CABLE[1:]}.html")

    room.put("cables/08LINDEMAR3.txt", cable_text("08LINDEMAR3"))
    room.build()
    link = 'See <a href="../../../cable/2008/lindemar/08LINDEMAR3.html">08LINDEMAR3</a>.'
    assert link in room.page(f"{CABLE[1:]}.html")


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("p99", "07VENSK12 has no p99; the nearest is p3"),
        ("p2-3", "07VENSK12 has no p2-3; the nearest is p2"),
        ("Paragraph 2", "07VENSK12 has no Paragraph 2; the nearest is p2"),
    ],
)
def test_a_note_on_a_paragraph_that_is_not_there_is_told(room: Room, heading: str, said: str) -> None:
    text = f"Whole.\n\n## p1\n\nOne.\n\n## {heading}\n\nLost.\n"

    assert told(room, text, "notes/07VENSK12.md") == [f"7 E009 a note is not shown: {said}"]


@pytest.mark.parametrize("heading", ["Sources", "p", "Paragraphs", "The 2 posts"])
def test_another_heading_is_part_of_the_note(room: Room, heading: str) -> None:
    assert told(room, f"## {heading}\n\nText.\n", "notes/07VENSK12.md") == []
    assert f">{heading}</h2>" in room.page(f"{CABLE[1:]}.html")


@pytest.mark.parametrize("text", ["---\ntitle: One\nlayout: page\n---\nText\n", "---\ntags:\n  - a\n---\n"])
def test_front_matter_of_other_programs_is_told(room: Room, text: str) -> None:
    (problem,) = told(room, text)

    assert problem.startswith("1 E010 ")


@pytest.mark.parametrize("text", ["---\n\nText\n\n---\n", "Text\n\n---\ntitle: x\n---\n", "---\n"])
def test_a_rule_is_no_front_matter(room: Room, text: str) -> None:
    assert told(room, text) == []


def test_a_picture_of_another_site_is_told(room: Room) -> None:
    (problem,) = told(room, "![x](https://example.org/x.png)\n")

    assert problem == "1 E011 the picture https://example.org/x.png is on another site and is not shown"
