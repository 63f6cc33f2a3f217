"""The PDF that a text was drawn from is on the site, a click from each paragraph; none of which anything is withheld."""

import hashlib
import json

import pytest

from generator.build.work.manifest import ADDRESS as MANIFEST
from generator.exporting.redacted import export_redacted
from generator.importing.importing import import_cables
from tests.importing.pdf.pdf_maker import CABLE, lines, make_pdf
from tests.room import PLAIN, Room, files_of

SECOND = (
    "UNCLAS VENSK 000032", "", "E.O. 12958: N/A", "TAGS: PREL", "SUBJECT: THE PILOTS OF VENSK", "", "1. The pilots rest.",
)  # fmt: skip
LATER = ("3. The tugs are new.", "4. The quay is dry.")
PAGE = "cable/2009/vensk/09VENSK31.html"
ADDRESS = "pdf/2009/09VENSK31.pdf"
WITHHELD = '[[withhold]]\n{}\nreason = "privacy"\ndate = 2026-01-02\n'


def header(day: int) -> list[str]:
    return [f"R {day:02}1200Z MAR 09", "FM AMCONSUL VENSK", "TO SECSTATE WASHDC"]


@pytest.fixture
def held(room: Room) -> Room:
    """A room with two telegrams of one PDF: the first on its pages 1 and 2, the second on page 3."""
    place = room.folder / "theirs" / "release.pdf"
    place.parent.mkdir()
    place.write_bytes(make_pdf([lines([*header(1), *CABLE]), lines(LATER), lines([*header(2), *SECOND])]))
    assert import_cables([place], room.content).written == 2
    return room


def codes(room: Room) -> list[str]:
    return sorted(one.code for one in room.build().problems if one.code in {"B027", "W014"})


def has_pdf(room: Room) -> bool:
    """Say whether a file of the site is the PDF, or a page links one."""
    data = (room.content / "cables/2009/09VENSK31.pdf").read_bytes()
    files = files_of(room.output)
    return any(one == data for one in files.values()) or any(
        f"{ADDRESS}".encode() in one for path, one in files.items() if path.endswith(".html")
    )


def test_the_page_of_a_cable_links_the_pdf_and_each_page_of_its_text(held: Room) -> None:
    assert codes(held) == []
    page = held.page(PAGE)
    assert (held.output / ADDRESS).read_bytes() == (held.content / "cables/2009/09VENSK31.pdf").read_bytes()
    assert f'href="../../../{ADDRESS}#page=1"' in page
    assert f'<a href="../../../{ADDRESS}#page=2">Page 2</a>, from <a href="#p3">paragraph 3</a>' in page
    assert "#page=3" not in page
    second = held.page("cable/2009/vensk/09VENSK32.html")
    assert f'<a href="../../../{ADDRESS}#page=3">Page 3</a>' in second


def test_the_record_names_the_pdf_with_its_digest(held: Room) -> None:
    held.build()
    one = next(json.loads(line) for line in held.page("data/cables.jsonl").splitlines() if "09VENSK31" in line)
    digest = hashlib.sha256((held.content / "cables/2009/09VENSK31.pdf").read_bytes()).hexdigest()
    assert one["pdfs"] == [{"file": "09VENSK31.pdf", "url": ADDRESS, "sha256": digest, "pages": [1, 2]}]
    assert f"{digest}  {ADDRESS}" in held.page(MANIFEST)


def test_a_build_of_the_same_room_writes_nothing(held: Room) -> None:
    held.build()
    assert held.build().written == ()
    held.cable("09VENSK40")
    assert ADDRESS not in held.build().written


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param('cable = "09VENSK31"', id="a cable"),
        pytest.param('cable = "09VENSK31"\nparagraphs = [2]', id="a paragraph"),
        pytest.param('cable = "09VENSK31"\ntext = "harbor is open"', id="words of it"),
        pytest.param('cable = "09VENSK32"\nparagraphs = [1]', id="another cable of the PDF"),
        pytest.param('text = "tugs are new"', id="words everywhere"),
        pytest.param('text = "09VENSK32"', id="that there is another cable of it"),
        pytest.param('text = "quiet"', id="words that only another cable has"),
    ],
)
def test_the_pdf_of_a_cable_for_which_a_rule_holds_is_not_published(held: Room, rule: str) -> None:
    held.cable("09VENSK40", text="It is quiet.")
    held.build()
    assert has_pdf(held)
    held.put("withheld.toml", WITHHELD.format(rule))
    report = held.build()
    told = next(one for one in report.problems if one.code == "W014")
    assert (told.where.path.rpartition("/")[2], told.where.line) == ("withheld.toml", 1)
    assert not has_pdf(held)
    assert not list(held.output.rglob("pdf/*"))
    export_redacted(held.project, held.folder / "public", PLAIN)
    assert not list((held.folder / "public").rglob("*.pdf"))


def test_a_rule_for_another_cable_keeps_no_pdf_back(held: Room) -> None:
    held.cable("09VENSK40", text="It is quiet.")
    held.put("withheld.toml", WITHHELD.format('cable = "09VENSK40"'))
    assert codes(held) == []
    assert has_pdf(held)
    export_redacted(held.project, held.folder / "public", PLAIN)
    assert (held.folder / "public/cables/2009/09VENSK31.pdf").is_file()


def test_a_pdf_that_was_replaced_or_went_leaves_the_site(held: Room) -> None:
    held.build()
    place = held.content / "cables/2009/09VENSK31.pdf"
    place.write_bytes(place.read_bytes() + b"%")
    assert codes(held) == ["B027", "B027"]
    assert not (held.output / ADDRESS).exists()
    assert "which is not on this site" in held.page(PAGE)
    place.unlink()
    assert codes(held) == ["B027", "B027"]


@pytest.mark.parametrize(
    "name",
    ["../../../secret.pdf", "/etc/a.pdf", "2009/../09VENSK31.pdf", "09VENSK31.txt", ".pdf", "link.pdf", "in/a.pdf"],
)
def test_front_matter_publishes_no_file_outside_the_folder_of_cables(held: Room, name: str) -> None:
    secret = held.folder / "secret.pdf"
    secret.write_bytes(b"%PDF-1.4 secret")
    (held.content / "cables/link.pdf").symlink_to(secret)
    (held.folder / "in").mkdir()
    (held.folder / "in/a.pdf").write_bytes(secret.read_bytes())
    (held.content / "cables/in").symlink_to(held.folder / "in")
    digest = hashlib.sha256(secret.read_bytes()).hexdigest()
    held.put(
        "cables/09VENSK50.txt",
        f'+++\nid = "09VENSK50"\npdf = {{ file = "{name}", sha256 = "{digest}" }}\n+++\n1. Words.\n',
    )
    assert codes(held) == ["B027"]
    assert not any(b"secret" in data for path, data in files_of(held.output).items() if path.endswith(".pdf"))


@pytest.mark.parametrize(
    "value",
    ['"a.pdf"', "{}", '{ file = "a.pdf" }', '{ file = "a.pdf", sha256 = "00" }', '{ file = 1, sha256 = "00" }', "[1]",
     '{ file = "a.pdf", sha256 = "' + "0" * 64 + '", pages = [0] }',
     '{ file = "a.pdf", sha256 = "' + "0" * 64 + '", pages = [1], lines = [1, 2] }'],
)  # fmt: skip
def test_front_matter_that_names_no_pdf_is_told(room: Room, value: str) -> None:
    room.put("cables/09VENSK50.txt", f'+++\nid = "09VENSK50"\npdf = {value}\n+++\n1. Words.\n')
    assert [(one.code, one.where.line) for one in room.check() if one.code in {"C004", "B027"}] == [("C004", 3)]


def test_an_owner_may_keep_the_pdf_files_off_the_site(held: Room) -> None:
    held.put("site.toml", "[build]\noriginal_pdfs = false\n")
    assert codes(held) == []
    assert not has_pdf(held)


def test_sections_from_two_pdf_files_name_both(room: Room) -> None:
    for at in (1, 2):
        top = [*header(1), f"UNCLAS SECTION 0{at} OF 02 VENSK 000031"]
        body = [*CABLE[1:6], f"{at}. The quay has part {at}."]
        place = room.folder / f"part{at}.pdf"
        place.write_bytes(make_pdf([lines([*top, *body])]))
        import_cables([place], room.content)
    room.build()
    page = room.page(PAGE)
    assert "The quay has part 2." in page
    assert sorted(path for path in files_of(room.output) if path.startswith("pdf/")) == [
        "pdf/2009/09VENSK31.2.pdf",
        "pdf/2009/09VENSK31.pdf",
    ]
