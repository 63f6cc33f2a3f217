"""A reading list as it is saved, read back by other people's programs; and that its citations are those of a cable's page.

The browser makes the exports (generator/search/browser/list/formats.js), so node makes them here.
"""

import csv
import io
import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
import rispy
from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from markdown_it import MarkdownIt

from generator.pages.cable.citations import citations_of
from generator.pages.data.entries import entry_at
from tests.pages.conftest import Desk
from tests.pages.test_citations_read import SITE, TITLES, URL, bare
from tests.programs import need
from tests.room import cable_text

SCRIPT = Path(__file__).parent.parent / "javascript" / "write_exports.mjs"
NAMES = ("CSV", "RIS", "BibTeX", "CSL-JSON", "Markdown", "plain text")
NOTES = {
    **TITLES,
    "two lines": "First, then\nsecond.",
    "the end of a record": "so\nER  - \nTY  - BOOK\nTI  - Another",
    "a formula": "=HYPERLINK(1)",
    "a list within": "- one\n- two",
    "a number of a list": "1. one",
    "code": "`a` and `b`",
    "a link": "[x](javascript:alert(1)) ![y](z)",
    "a heading": "# One",
    "none": "",
}
Item = dict[str, object]


def written(items: Sequence[Item]) -> dict[str, str]:
    """Return the text of a list in each format."""
    sent = json.dumps({"room": {"title": SITE.title, "url": SITE.base_url}, "items": items})
    done = subprocess.run([need("node"), str(SCRIPT)], input=sent, capture_output=True, text=True, check=True)
    made: dict[str, str] = json.loads(done.stdout)
    return made


@pytest.fixture(scope="module")
def texts(desk: Desk) -> dict[str, str]:
    """The list of a cable a title and note, and of one that is not held, in each format."""
    entry = entry_at(desk.read(cable_text("07VENSK12", tags="EFIS, PREL")).corpus, 0)
    items: list[Item] = []
    for number, (title, note) in enumerate(pairs(), 1):
        row = msgspec.structs.replace(entry, id=f"07VENSK{number}", title=title)
        items.append({"id": row.id, "note": note, "entry": json.loads(msgspec.json.encode(row))})
    items.append({"id": "09NOWHERE1", "note": "Ask for it.", "entry": None})
    return written(items)


def pairs() -> list[tuple[str, str]]:
    """Return a title and a note for each cable of the list."""
    titles = [*TITLES.values(), *["A Quiet Week"] * (len(NOTES) - len(TITLES))]
    return list(zip(titles, NOTES.values(), strict=True))


def folded(text: str) -> str:
    return " ".join(text.split())


def test_the_formats_are_those_that_are_tested(texts: dict[str, str]) -> None:
    assert tuple(texts) == NAMES


def test_a_reader_of_csv_reads_what_was_written(texts: dict[str, str]) -> None:
    rows = list(csv.DictReader(io.StringIO(texts["CSV"].removeprefix("\ufeff"))))

    assert [row["id"] for row in rows] == [*(f"07VENSK{n}" for n in range(1, len(pairs()) + 1)), "09NOWHERE1"]
    for row, (title, note) in zip(rows, pairs(), strict=False):
        assert row["title"].removeprefix("'" if title[0] in "=+-@" else "") == title
        assert row["note"].removeprefix("'" if note[:1] in ("=", "-", "@") else "") == note
        assert row["note"][:1] not in ("=", "-", "@")
        assert (row["date"], row["held"], row["tags"]) == ("2007-01-13", "yes", "EFIS PREL")
    assert (rows[-1]["held"], rows[-1]["title"], rows[-1]["note"]) == ("no", "", "Ask for it.")


def test_rispy_reads_what_was_written(texts: dict[str, str]) -> None:
    entries = rispy.loads(texts["RIS"])

    assert len(entries) == len(pairs()) + 1
    for entry, (title, note) in zip(entries, pairs(), strict=False):
        assert entry["type_of_reference"] == "GOVDOC"
        assert entry["title"] == folded(title)
        assert entry.get("notes", []) == ([folded(note)] if note else [])
        assert entry["authors"] == ["U.S. Consulate Vensk,"]
        assert entry["urls"] == [URL]
        assert len(entry["keywords"]) == 2
    assert entries[-1]["notes"] == ["not in The room & more", "Ask for it."]
    assert "authors" not in entries[-1]


def test_bibtexparser_reads_what_was_written(texts: dict[str, str]) -> None:
    library = parse_string(texts["BibTeX"], append_middleware=[middlewares.LatexDecodingMiddleware()])

    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == [*(f"07VENSK{n + 1}" for n in range(len(pairs()))), "09NOWHERE1"]
    for entry, (title, note) in zip(library.entries, pairs(), strict=False):
        fields = {field.key: str(field.value) for field in entry.fields}
        assert bare(fields["title"]) == bare(title)
        assert bare(fields.get("annote", "")) == bare(note)
        assert fields["url"] == URL


def test_braces_are_balanced_for_bibtex_itself_which_knows_no_backslash(texts: dict[str, str]) -> None:
    depth = 0
    for letter in texts["BibTeX"]:
        depth += (letter == "{") - (letter == "}")
        assert depth >= 0
    assert depth == 0


def test_citeproc_reads_what_was_written_and_cites_it(texts: dict[str, str]) -> None:
    items = json.loads(texts["CSL-JSON"])
    assert [(one["title"], one.get("note", "")) for one in items[:-1]] == pairs()
    source = CiteProcJSON(items)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for one in items:
        bibliography.register(Citation([CitationItem(one["id"])]))
    cited = [str(entry) for entry in bibliography.bibliography()]

    assert len(cited) == len(items)
    assert any("U.S. Consulate Vensk" in one and "2007" in one and "A Quiet Week" in one for one in cited)


def test_markdown_it_reads_what_was_written(texts: dict[str, str]) -> None:
    tokens = MarkdownIt().parse(texts["Markdown"])
    items = [at for at, token in enumerate(tokens) if token.type == "list_item_open"]
    kinds = {token.type for token in tokens}
    blocks = [
        [token for token in tokens[at:end] if token.type == "inline"]
        for at, end in zip(items, [*items[1:], len(tokens)], strict=True)
    ]

    assert len(items) == len(pairs()) + 1
    assert kinds == {
        "heading_open", "heading_close", "inline", "ordered_list_open", "ordered_list_close", "list_item_open",
        "list_item_close", "paragraph_open", "paragraph_close",
    }  # fmt: skip
    for (line, *notes), (title, note) in zip(blocks, pairs(), strict=False):
        children = line.children or []
        assert children[0].attrs == {"href": URL}
        assert children[1].content == folded(title)
        assert [one.type for one in children] == ["link_open", "text", "link_close", "text"]
        assert [one.type for told in notes for one in told.children or []] == ["text"] * bool(note)
        assert "".join(told.children[0].content for told in notes if told.children) == folded(note)


def test_plain_text_has_a_line_a_citation(texts: dict[str, str]) -> None:
    lines = texts["plain text"].split("\n")

    assert (
        f"1. U.S. Consulate Vensk. “A Quiet Week.” Cable 07VENSK1, January 13, 2007. The room & more. {URL}." in lines
    )
    assert f"{len(pairs()) + 1}. 09NOWHERE1 (not in The room & more)." in lines
    assert "   second." in lines


@pytest.mark.parametrize("change", [{}, {"created": ""}, {"note": "Text drawn by machine from a PDF."}], ids=str)
def test_a_list_cites_a_cable_as_its_page_does(desk: Desk, change: dict[str, str]) -> None:
    text = cable_text("07VENSK12", tags="EFIS, PREL, QQQQ", text="1. More.")
    for name, value in change.items():
        text = text.replace("+++\n", f'+++\n{name} = "{value}"\n', 1)
    reading = desk.read(text)
    page = {one.form: one.text for one in citations_of(reading.cable, reading.view, SITE)}
    row = json.loads(msgspec.json.encode(entry_at(reading.corpus, 0)))
    made = written([{"id": "07VENSK12", "note": "", "entry": row}])

    assert made["RIS"] == page["RIS"]
    assert made["BibTeX"] == f"{page['BibTeX']}\n"
    assert json.loads(made["CSL-JSON"]) == json.loads(page["CSL-JSON"])
    assert made["plain text"] == f"1. {page['Chicago']}\n"
