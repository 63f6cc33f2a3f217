"""Citations read back by the programs that others use: rispy for RIS, bibtexparser for BibTeX, JSON for CSL."""

import json

import msgspec
import pytest
import rispy
from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string

from generator.config import Site
from generator.pages.cable.citations import citations_of
from tests.pages.conftest import Desk
from tests.room import cable_text

SITE = Site(title="The room & more", base_url="https://example.org/room/")
URL = "https://example.org/room/cable/2007/vensk/07VENSK12.html"
TITLES = {
    "plain": "A Quiet Week",
    "signs of LaTeX": r"100% of $5 & #3_x ~ ^ \ {braces} \textbf{no}",
    "braces that do not close": "A { brace } } {{",
    "an entry within": "}, author={Nobody}, x={",
    "a tag of RIS": "TY  - BOOK",
    "quotes": "“Round” and \"straight\", ‘single’ and 'plain'",
    "markup": "<script>alert(1)</script> &amp; &lt;",
    "letters of the world": "Çà et là: Ёлка, 東京, ñandú",
    "an at sign": "@misc{x, title={y}}",
    "a comma and an equals sign": "a, b = c",
    "two dashes": "A -- B --- C",
    "a backslash at the end": "ends so \\",
}


def texts_of(desk: Desk, title: str) -> dict[str, str]:
    reading = desk.read(cable_text("07VENSK12", tags="EFIS, PREL", text="Summary: Fish & chips.\nMore."))
    cable = msgspec.structs.replace(reading.cable, title=title)
    return {one.form: one.text for one in citations_of(cable, reading.view, SITE)}


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_rispy_reads_what_was_written(desk: Desk, title: str) -> None:
    (entry,) = rispy.loads(texts_of(desk, title)["RIS"])

    assert entry["type_of_reference"] == "GOVDOC"
    assert entry["title"] == title
    assert entry["year"] == "2007"
    assert entry["authors"] == ["U.S. Consulate Vensk,"]  # the comma keeps EndNote from cutting the name
    assert entry["publisher"] == "The room & more"
    assert URL in entry["urls"]
    assert len(entry["keywords"]) == 2


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_bibtexparser_reads_what_was_written(desk: Desk, title: str) -> None:
    library = parse_string(texts_of(desk, title)["BibTeX"], append_middleware=[middlewares.LatexDecodingMiddleware()])
    (entry,) = library.entries
    fields = {field.key: str(field.value) for field in entry.fields}

    assert library.failed_blocks == []
    assert (entry.entry_type, entry.key) == ("misc", "07VENSK12")
    assert fields.keys() == {"author", "title", "year", "month", "day", "howpublished", "note", "url"}
    assert bare(fields["title"]) == bare(title)
    assert bare(fields["author"]) == bare("U.S. Consulate Vensk")
    assert fields["year"] == "2007"
    assert fields["url"] == URL


def bare(text: str) -> str:
    """Return a text without what the decoder of LaTeX cannot give back: protecting braces, dashes, kinds of quotes, blanks."""
    for printed, plain in (("—", "---"), ("–", "--"), ("“", '"'), ("”", '"'), ("‘", "'"), ("’", "'"), ("ˆ", "^")):
        text = text.replace(printed, plain)
    return "".join(text.replace("{", "").replace("}", "").split())


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_csl_is_as_its_schema_wants_it(desk: Desk, title: str) -> None:
    (item,) = json.loads(texts_of(desk, title)["CSL-JSON"])

    assert item["title"] == title
    assert item["type"] == "document"
    assert item["issued"] == {"date-parts": [[2007, 1, 13]]}
    assert item["author"] == [{"literal": "U.S. Consulate Vensk"}]
