"""Files for programs that read: llms.txt, and a Markdown copy of each cable where the owner wants it."""

import re

import pytest

from tests.room import Room

LINK = re.compile(r"\]\(([^)]+)\)")


@pytest.fixture
def furnished(room: Room) -> Room:
    room.cable("06LINDEMAR488", subject="Herring")
    room.cable("07VENSK12", refs=["06 LINDEMAR 488"])
    room.put("pages/about.md", "# About [us]\n\nHerring.\n")
    return room


def test_llms_txt_names_the_room_and_its_links_lead_somewhere(furnished: Room) -> None:
    furnished.put(
        "site.toml", '[site]\ntitle = "A <room>"\ndescription = "Of fish."\n[build]\ndata = "full"\nmarkdown = true\n'
    )
    furnished.build()

    text = furnished.page("llms.txt")

    assert text.startswith("# A \\<room\\>\n\n> Of fish.\n\nThe room holds 2 cables, sent from 2006-")
    assert "- [About \\[us\\]](about.html)\n" in text
    links = LINK.findall(text)
    assert "data/full/datapackage.json" in links
    assert [address for address in links if not furnished.has(address)] == []


def test_a_room_that_asks_to_be_left_out_has_no_llms_txt(furnished: Room) -> None:
    furnished.put("site.toml", "[site]\nnoindex = true\n")
    furnished.build()

    assert not furnished.has("llms.txt")


@pytest.mark.parametrize("name", ["llms.txt", "robots.txt"])
def test_the_owners_file_for_machines_takes_the_place_of_ours(furnished: Room, name: str) -> None:
    furnished.put(f"pages/{name}", "# Mine\n")
    furnished.build()

    assert furnished.page(name) == "# Mine\n"


def test_markdown_copies_come_and_go_with_the_setting(furnished: Room) -> None:
    furnished.build()
    address = "cable/2007/vensk/07VENSK12.md"
    assert not furnished.has(address)
    furnished.put("site.toml", "[build]\nmarkdown = true\n")

    furnished.build()

    copy = furnished.page(address)
    assert "Cite as: " in copy
    assert "SHA-256 of the source as published: " in copy
    assert 'href="07VENSK12.md">Markdown</a>' in furnished.page("cable/2007/vensk/07VENSK12.html")
    assert "07ASTANA1061.md" in furnished.page("data/index.html")
    assert furnished.site() == furnished.clean_build()[0]
    furnished.put("site.toml", "")
    furnished.build()
    assert not furnished.has(address)
