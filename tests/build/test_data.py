"""The data files of a built room: a program that knows Data Packages finds them as they are described, others read them."""

import csv
import io
import json
from pathlib import Path

import frictionless
import pytest

from generator.pages.data.schema import FILES
from tests.room import PLAIN, POSTS, Room

TWELVE = "cable/2007/vensk/07VENSK12"


@pytest.fixture
def furnished(room: Room) -> Room:
    """A room of plain, odd and hostile cables, built."""
    room.cable("06LINDEMAR5", subject="Herring, quotas", tags="EFIS, ECON", text="Quotas rose.")
    room.cable(
        "07VENSK12",
        subject='=HYPERLINK("x"),\t"quoted"',
        refs=["06 LINDEMAR 5", "@SUM(1)", "+41 22", "VENSK 30"],
        text="See ref A and 07 VENSK 31.\nAll is calm.",
        tags="EFIS, ZZZZZ",
    )
    room.cable("07VENSK13", refs=["VENSK 12"], level="CONFIDENTIAL")
    room.put("cables/a-file.txt", b"No cable.\n")
    room.build()
    return room


def table(room: Room, name: str) -> list[dict[str, str]]:
    text = (room.output / "data" / name).read_bytes().decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def records(room: Room) -> dict[str, dict[str, object]]:
    return {one["id"]: one for one in map(json.loads, room.page("data/cables.jsonl").splitlines())}


def test_the_data_package_is_valid(furnished: Room) -> None:
    report = frictionless.validate(str(furnished.output / "data/datapackage.json"))

    assert report.flatten(["resource", "type", "message"]) == []
    assert report.valid
    assert [task.name for task in report.tasks] == ["cables", "references", "tags", "wanted", "posts", "coverage"]


def test_a_package_that_lies_is_not_valid(furnished: Room) -> None:
    place = furnished.output / "data/tags.csv"
    place.write_text(place.read_text(encoding="utf-8").replace(",1,,\n", ",many,,\n"), encoding="utf-8")

    assert not frictionless.validate(str(furnished.output / "data/datapackage.json")).valid


@pytest.mark.parametrize("file", FILES, ids=lambda one: one.name)
def test_a_file_has_the_fields_that_are_told_of_it(furnished: Room, file: object) -> None:
    one = next(known for known in FILES if known is file)
    text = (furnished.output / "data" / one.name).read_text(encoding="utf-8")
    first = text.splitlines()[0]
    names = tuple(json.loads(first)) if one.name.endswith(".jsonl") else tuple(first.split(","))

    assert names == tuple(field.name for field in one.fields)


def as_markdown() -> str:
    """Return the tables of fields as docs/reference/data.md has them."""
    out = []
    for one in FILES:
        head = f"### data/{one.name}\n\n{one.title}.\n\n| field | type | |\n|---|---|---|\n"
        out.append(head + "".join(f"| `{field.name}` | {field.kind} | {field.words} |\n" for field in one.fields))
    return "\n".join(out)


def test_the_page_and_the_documentation_tell_each_field(furnished: Room) -> None:
    page = furnished.page("data/index.html")
    told = Path("docs/reference/data.md").read_text(encoding="utf-8")

    assert told.endswith(as_markdown())
    for one in FILES:
        assert f'<h2 id="{one.name.replace(".", "-")}">' in page
        assert all(f"<code>{field.name}</code>" in page for field in one.fields)
    assert 'href="../../../data/index.html"' in furnished.page(f"{TWELVE}.html")


def test_the_table_of_cables_says_what_the_records_say(furnished: Room) -> None:
    rows = {row["id"]: row for row in table(furnished, "cables.csv")}
    known = records(furnished)
    twelve = rows["07VENSK12"]

    assert list(rows) == list(known)
    assert twelve["sha256"] == known["07VENSK12"]["sha256"]
    assert twelve["tags"] == "EFIS|ZZZZZ"
    assert twelve["references"] == "06LINDEMAR5|07VENSK30"
    assert twelve["mentions"] == "07VENSK31"
    assert twelve["cited_by"] == "07VENSK13"
    assert rows["AFILE"]["date"] == rows["AFILE"]["post"] == ""


def test_no_cell_begins_as_a_formula_does(furnished: Room) -> None:
    cells = [
        cell
        for one in FILES
        if one.name.endswith(".csv")
        for row in table(furnished, one.name)
        for cell in row.values()
    ]

    assert any(cell.startswith("'=") for cell in cells)
    assert any(cell.startswith("'@") for cell in cells)
    assert any(cell.startswith("'+") for cell in cells)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_the_record_of_a_cable_is_a_file_of_its_own(furnished: Room) -> None:
    assert json.loads(furnished.page(f"{TWELVE}.json")) == records(furnished)["07VENSK12"]
    assert 'href="07VENSK12.json"' in furnished.page(f"{TWELVE}.html")


def test_it_can_be_switched_off_and_its_files_go(furnished: Room) -> None:
    furnished.put("site.toml", "[build]\njson = false\n")
    report = furnished.build()

    assert f"{TWELVE}.json" in report.removed
    assert f'{TWELVE}.json"' not in furnished.page(f"{TWELVE}.html")
    assert furnished.site() == furnished.clean_build()[0]


def test_legacy_addresses_lead_to_the_pages(furnished: Room) -> None:
    furnished.put("site.toml", '[site]\nbase_url = "https://example.org/"\n[build]\nlegacy_addresses = true\n')
    furnished.build()
    page = furnished.page("cable/2007/01/07VENSK12.html")

    assert '<meta http-equiv="refresh" content="0; url=../../../cable/2007/vensk/07VENSK12.html">' in page
    assert '<link rel="canonical" href="https://example.org/cable/2007/vensk/07VENSK12.html">' in page
    assert len(page.encode()) < 1_000


def test_feeds_are_linked_where_they_are(furnished: Room) -> None:
    furnished.build()

    assert 'href="feed.atom"' in furnished.page("index.html")
    assert 'href="../tag/EFIS.atom"' in furnished.page("tag/EFIS.html")
    assert 'href="../origin/vensk.json"' in furnished.page("origin/vensk.html")
    assert furnished.has("tag/EFIS.atom")
    assert furnished.has("origin/vensk.json")
    assert not furnished.has("tag/ZZZZZ.atom")


def test_security_txt_comes_and_goes_with_its_contact(furnished: Room) -> None:
    furnished.put("site.toml", '[site]\ncontact = "room@example.org"\n')
    furnished.build()
    assert furnished.has(".well-known/security.txt")
    assert b"  .well-known/security.txt\n" in (furnished.output / "data/manifest.sha256").read_bytes()
    assert furnished.build().written == ()

    furnished.put("site.toml", "")
    assert ".well-known/security.txt" in furnished.build().removed


def test_files_that_are_as_they_were_are_not_written_again(furnished: Room) -> None:
    furnished.edit("cables/07VENSK13.txt", "The week was quiet.", "The week was loud.")
    written = furnished.build(PLAIN).written

    assert "data/cables.csv" in written
    assert {"data/tags.csv", "data/references.csv", "data/datapackage.json", "data/index.html"}.isdisjoint(written)


def test_posts_have_their_place_and_coverage_has_each_post_and_year(furnished: Room) -> None:
    furnished.put(
        "vocabulary/posts.csv",
        POSTS.replace("longitude\n", "longitude,wikidata\n").replace("4.5\n", "4.5,Q99\n").replace("5.5\n", "5.5,\n"),
    )
    furnished.build()

    posts = {one["code"]: one for one in table(furnished, "posts.csv")}
    assert posts["VENSK"]["wikidata_url"] == "https://www.wikidata.org/entity/Q99"
    assert (posts["VENSK"]["city"], posts["VENSK"]["latitude"], posts["VENSK"]["cables"]) == ("Vensk", "61.5", "2")
    assert posts["VENSK"]["first"] <= posts["VENSK"]["last"]
    covered = {(one["post"], one["year"]): one for one in table(furnished, "coverage.csv")}
    assert covered["VENSK", "2007"] == {"post": "VENSK", "year": "2007", "held": "2", "highest": "31", "cited": "2"}
    assert [one for one in covered.values() if int(one["held"]) + int(one["cited"]) > int(one["highest"])] == []
