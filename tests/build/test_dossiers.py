"""Dossiers: excerpts with their citations, links both ways, what is wrong with a quotation, and nothing of what is withheld."""

import json
from pathlib import Path

import msgspec
import pytest

from generator.config import Site
from generator.exporting.redacted import export_redacted
from generator.language import Catalogue, catalogue_of
from generator.markdown import Excerpt, PrintBlock, parse_essay
from generator.markdown.quotations import QUOTED
from generator.pages.cable.pdf_data import dossier_data
from generator.pages.views import DossierView
from generator.problems import OutputError
from generator.search import texts_of_pages
from tests.room import PLAIN, Room

DOSSIER = """# The bridges

In [[09VENSK13]] the consul writes:

[[09VENSK13#p2 "three bridges are closed"]]

Later [[09VENSK14 "the ferry sails"]] again. See 09VENSK15.
"""
NOT_SHOWN = "E014: a quotation is not shown: its words are"
RULE = '[[withhold]]\ncable = "09VENSK13"\nparagraphs = ["p2"]\nreason = "asked"\ndate = 2026-01-02\n'


@pytest.fixture
def room(tmp_path: Path) -> Room:
    room = Room(tmp_path / "room")
    room.cable(
        "09VENSK13",
        subject="Bridges",
        text="The rain goes on, day by day.\nThree bridges are closed since Monday morning, says the mayor.",
    )
    room.cable("09VENSK14", subject="Ferries", text="The ferry sails.")
    room.cable("09VENSK15", subject="Herring", text="Herring is dear.")
    room.put("dossiers/bridges.md", DOSSIER)
    return room


def test_a_dossier_shows_the_words_of_the_cable_and_their_citation(room: Room) -> None:
    assert room.build().problems == ()
    page = room.page("dossier/bridges.html")

    assert '<blockquote lang="en"><p>Three bridges are closed</p></blockquote>' in page
    assert 'cable/2009/vensk/09VENSK13.html#p2">' in page
    assert "\u201cBridges,\u201d cable 09VENSK13, January 14, 2009, para. 2." in page
    assert (
        '<span lang="en">\u201cThe ferry sails\u201d</span> (<a href="../cable/2009/vensk/09VENSK14.html#p1">' in page
    )
    assert [
        page.index(f'<a class="id" href="../cable/2009/vensk/{one}.html">')
        for one in ("09VENSK13", "09VENSK14", "09VENSK15")
    ]


def test_cables_and_one_index_lead_to_a_dossier(room: Room) -> None:
    room.put("dossiers/ferries.md", "# Ferries\n\nOf 09VENSK14.\n")
    room.build()

    cable = room.page("cable/2009/vensk/09VENSK14.html")
    assert '<a href="../../../dossier/bridges.html">The bridges</a>' in cable
    assert '<a href="../../../dossier/ferries.html">Ferries</a>' in cable
    assert "ferries.html" not in room.page("cable/2009/vensk/09VENSK13.html")
    assert room.page("tag/index.html").count("dossier/") == room.page("tag/index.html").count("dossier/index.html") == 1
    index = room.page("dossier/index.html")
    assert "<h1>Dossiers</h1>" in index
    assert index.index("bridges.html") > index.index("ferries.html")


@pytest.mark.parametrize(
    ("quotation", "message", "hint"),
    [
        ('[[09VENSK13#p2 "four bridges are closed"]]', f"{NOT_SHOWN} not in paragraph p2 of 09VENSK13",
            "the nearest words in p2: Three bridges are closed"),
        ('[[09VENSK13#p1 "three bridges"]]', f"{NOT_SHOWN} not in paragraph p1 of 09VENSK13",
            "name the paragraph that has the words: p2"),
        ('[[09VENSK13 "herring with rye"]]', f"{NOT_SHOWN} not in 09VENSK13", "quote the cable word for word"),
        ("[[09VENSK13#p9]]", "E008: a link leads nowhere: [[09VENSK13#p9]]; the nearest paragraph is p2", ""),
        ('[[09VENSK31 "three bridges are shut"]]', "E008: a link leads nowhere: [[09VENSK31]]; did you mean 09VENSK1", ""),
    ],
)  # fmt: skip
def test_a_wrong_quotation_is_told_with_its_line_and_not_shown(
    room: Room, quotation: str, message: str, hint: str
) -> None:
    room.put("dossiers/bridges.md", f"# The bridges\n\n{quotation}\n")
    problems = room.build().problems

    assert [(room.relative(one).where.path, one.where.line) for one in problems] == [("dossiers/bridges.md", 3)]
    assert message in str(problems[0])
    assert hint in problems[0].hint
    assert [str(one) for one in room.check()] == [str(one) for one in problems]
    if '"' in quotation:
        assert quotation.split('"')[1] not in room.page("dossier/bridges.html")
    assert [str(one) for one in room.build().problems] == [str(one) for one in problems]


def test_words_of_a_paragraph_that_is_withheld_are_never_shown(room: Room) -> None:
    room.put("withheld.toml", RULE)
    report = room.build(msgspec.structs.replace(PLAIN, pdf=True))
    shown = [address for address, data in room.site().items() if b"bridges are closed" in data.lower()]

    assert [one.code for one in report.problems] == ["E014"]
    assert "bridges are" not in str(report.problems[0]).lower()
    assert shown == []
    with pytest.raises(OutputError, match="E014"):
        export_redacted(room.project, room.folder / "redacted")


def test_a_room_that_is_exported_redacted_has_its_dossiers(room: Room) -> None:
    room.put("withheld.toml", RULE.replace("p2", "p1"))
    export_redacted(room.project, room.folder / "redacted")
    room.build()
    copy = Room.__new__(Room)
    copy.folder, copy.content, copy.output = room.folder, room.folder / "redacted", room.folder / "again"
    copy.build()

    assert copy.page("dossier/bridges.html") == room.page("dossier/bridges.html")


def test_an_edit_of_a_cable_renews_the_dossier_that_quotes_it(room: Room) -> None:
    room.build()
    room.edit("cables/09VENSK13.txt", "Three bridges are closed since", "Three bridges were closed since")
    report = room.build()

    assert "dossier/bridges.html" in report.written
    assert [one.code for one in report.problems] == ["E014"]
    room.edit("cables/09VENSK15.txt", "dear", "cheap")
    assert "dossier/bridges.html" not in room.build().written


def test_a_dossier_is_printed_with_the_citations_of_its_cables(room: Room) -> None:
    pytest.importorskip("typst", reason="printing needs the extra pdf")
    report = room.build(msgspec.structs.replace(PLAIN, pdf=True))
    pdf = (room.output / "dossier/bridges.pdf").read_bytes()

    assert report.problems == ()
    assert pdf.startswith(b"%PDF")
    room.edit("cables/09VENSK14.txt", "SUBJECT: FERRIES", "SUBJECT: BOATS")
    room.build(msgspec.structs.replace(PLAIN, pdf=True))
    assert (room.output / "dossier/bridges.pdf").read_bytes() != pdf
    room.template("dossier.typ", "#set document(title: [T])\n#let dossier = json(bytes(sys.inputs.cable))\nOurs")
    written = room.build(msgspec.structs.replace(PLAIN, pdf=True)).written
    assert [one for one in written if one.endswith(".pdf")] == ["dossier/bridges.pdf"]


def test_the_search_and_the_paper_name_a_paragraph_in_the_language_of_the_room() -> None:
    spanish = Catalogue("es", {"{cable}, paragraph {number}": "{cable}, párrafo {number}"}, {})
    essay = parse_essay(b"# Bridges\n\nSee [[09VENSK13#p2]] and [[09VENSK13]], paragraph 2 of all.\n", "dossiers/b.md")
    ((_, text),) = texts_of_pages([essay], spanish)
    excerpt = Excerpt("09VENSK13", "p2", "three bridges", "Telegram 13")
    printed = (PrintBlock("quotation"), *essay.printed)
    view = DossierView("Bridges", "", "", printed=printed, excerpts=(excerpt,))
    quoted, paragraph = json.loads(dossier_data(view, Site(), spanish))["blocks"]

    assert [words for _, words in text.blocks] == [
        "See 09VENSK13, párrafo 2 and 09VENSK13, paragraph 2 of all.",
    ]
    assert (quoted["cited"], quoted["lost"]) == ("Telegram 13", "")
    assert paragraph["text"] == "See 09VENSK13, párrafo 2 and 09VENSK13, paragraph 2 of all."


def test_paper_says_in_the_language_of_the_room_that_words_are_not_in_the_cable() -> None:
    spanish, _ = catalogue_of("es", {})
    assert spanish is not None
    printed = (PrintBlock("quotation"), PrintBlock("paragraph", (("0", QUOTED),)), PrintBlock("quotation", number=1))
    excerpts = (Excerpt("09VENSK13", "p2", "", ""), Excerpt("", "", "", ""))
    view = DossierView("Bridges", "", "", printed=printed, excerpts=excerpts)
    data = json.loads(dossier_data(view, Site(), spanish))
    lost = "Las palabras que aquí se citan no están en 09VENSK13, párrafo 2."

    assert [one.get("lost") or one["text"] for one in data["blocks"]] == [
        lost, f"[{lost}]", "El cable que aquí se cita no está en esta sala.",
    ]  # fmt: skip
    assert data["cited_heading"] == "Los cables de este dosier"
