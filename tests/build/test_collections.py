"""Collections: which cables are of one, where a reader meets it, and what is wrong with its file."""

import json
from pathlib import Path

import pytest

from generator.corpus.collections import members
from tests.room import Room

UNUSABLE = "E015: the collection cannot be used:"
PAPERS = """title = "The Holm papers"
description = "From the consul's desk"
banner = "Typed from carbon copies."
text = "Read [[09VENSK13]] *first*."
licence = "CC BY 4.0"
licence_url = "https://creativecommons.org/licenses/by/4.0/"
folders = ["holm"]
cables = ["09VENSK13"]
"""


@pytest.fixture
def room(tmp_path: Path) -> Room:
    room = Room(tmp_path / "room")
    room.cable("09VENSK13")
    room.cable("09VENSK14", path="cables/holm/deep/09VENSK14.txt")
    room.cable("09VENSK15")
    own = room.cable("09VENSK16", path="cables/holm/09VENSK16.txt")
    own.write_text(own.read_text().replace("+++\n", '+++\ncollection = "Letters"\n', 1))
    room.put("collections/holm.toml", PAPERS)
    room.put("collections/letters.toml", 'title = "letters"\n')
    return room


def test_a_cable_is_of_the_collection_that_it_or_its_folder_or_its_id_tells(room: Room) -> None:
    assert room.build().problems == ()
    records = [json.loads(line) for line in room.page("data/cables.jsonl").splitlines()]

    assert {one["id"]: one["collection"] for one in records} == {
        "09VENSK13": "holm", "09VENSK14": "holm", "09VENSK15": None, "09VENSK16": "letters",
    }  # fmt: skip
    assert room.page("data/cables.csv").splitlines()[0].endswith(",collection,drawn")


def test_readers_meet_a_collection_on_its_cables_in_its_list_and_on_the_front_page(room: Room) -> None:
    room.build()
    cable, listed = room.page("cable/2009/vensk/09VENSK14.html"), room.page("collection/holm.html")

    assert (
        '<a href="../../../collection/holm.html">The Holm papers</a>\u201d. Typed from carbon copies. Licence: <a rel="license"'
        in cable
    )
    assert 'Read <a href="../cable/2009/vensk/09VENSK13.html">09VENSK13</a> <em>first</em>.' in listed
    assert 'href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>' in listed
    assert [listed.count(f'{one}.html">') for one in ("09VENSK13", "09VENSK14", "09VENSK15")] == [2, 1, 0]
    assert '<a href="collection/index.html">Collections</a>: The Holm papers, letters' in room.page("index.html")
    assert "From the consul&#39;s desk" in room.page("collection/index.html")
    assert "09VENSK14" in room.page("collection/holm.atom")


def test_a_room_without_collections_says_nothing_of_them(room: Room) -> None:
    for name in ("holm", "letters"):
        (room.content / f"collections/{name}.toml").unlink()
    room.build()

    assert not room.has("collection/index.html")
    assert "collection/" not in room.page("index.html")
    assert "From the collection \u201cLetters\u201d." in room.page("cable/2009/vensk/09VENSK16.html")


@pytest.mark.parametrize(
    ("path", "text", "line", "message"),
    [
        ("a.toml", "title = 3\n", 1, f"{UNUSABLE} expected text, got a number, at title"),
        ("a.toml", 'title = "A"\nfolders = "b"\n', 2, f"{UNUSABLE} expected a list, got text, at folders"),
        ("a.toml", 'title = "A"\nfolder = ["b"]\n', 2, f"{UNUSABLE} 'folder' means nothing here; did you mean folders?"),
        ("a.toml", "title = A\n", 1, f"{UNUSABLE} the value is missing, or is text without quotes"),
        ("a.toml", "banner = 'b'\n", None, f"{UNUSABLE} it has no title"),
        ("a.toml", 'title = " "\n', 1, f"{UNUSABLE} its title is empty"),
        ("a.toml", 'title = "A"\nlicence_url = "javascript:x"\n', 2, f"{UNUSABLE} licence_url is not a full"),
        ("A b.toml", 'title = "A"\n', None, "E015: 'A b' cannot be the name of a collection"),
        ("a.toml", 'title = "A"\ncables = [\n "09VENSK99"]\n', 3, "E016: a collection names the cable 09VENSK99"),
        ("a.toml", 'title = "A"\nfolders = ["none"]\n', None, "E016: a collection names the folder cables/none"),
        ("i.toml", 'title = "A"\ncables = ["09VENSK13"]\n', 2, "E017: 09VENSK13 is of the collection holm already"),
        ("i.toml", 'title = "A"\nfolders = ["holm"]\n', None, "E017: cables/holm is of the collection holm already"),
    ],
)  # fmt: skip
def test_a_file_of_a_wrong_shape_is_told_with_its_line(
    room: Room, path: str, text: str, line: int | None, message: str
) -> None:
    room.put(f"collections/{path}", text)
    problems = room.check()

    assert [(room.relative(one).where.path, one.where.line) for one in problems] == [(f"collections/{path}", line)]
    assert message in str(problems[0])


def test_an_edit_of_a_collection_renews_what_shows_it(room: Room) -> None:
    room.build()
    room.put("collections/letters.toml", 'title = "Letters home"\n')
    written = room.build().written

    assert "cable/2009/vensk/09VENSK16.html" in written
    assert "cable/2009/vensk/09VENSK15.html" not in written
    files, _ = room.clean_build()
    assert room.site() == files
    assert members((), (), None) == ({}, [])  # type: ignore[arg-type]  # no cable is looked at


@pytest.mark.parametrize(
    ("text", "line"),
    [('text = "See [x](nope.md)."\n', 2), ('text = """\n\nOne.\n\nSee [x](nope.md).\n"""\n', 6)],
)
def test_a_dead_link_of_its_text_is_told_at_its_line(room: Room, text: str, line: int) -> None:
    room.put("collections/smith.toml", f'title = "Smith"\n{text}')

    assert [one.where.line for one in room.check() if one.code == "E008"] == [line]
