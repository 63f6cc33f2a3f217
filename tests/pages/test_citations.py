"""Citations: each form says who, what, when and where, and programs read back what was written."""

import json
import re
from urllib.parse import unquote

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.config import Site
from generator.pages.cable.citations import Citation, citations_of, note_before_number
from tests.pages.conftest import Desk, Reading
from tests.room import cable_text

SITE = Site(title="The room", base_url="https://example.org/room/")
URL = "https://example.org/room/cable/2007/vensk/07VENSK12.html"
FORMS = ("Chicago", "Chicago, note", "FRUS", "APA", "RIS", "BibTeX", "CSL-JSON")


@pytest.fixture(scope="module")
def reading(desk: Desk) -> Reading:
    text = cable_text(
        "07VENSK12", subject="Herring & chips: 50% off_", tags="EFIS", text="Summary: Fish.\nMore (S) fish."
    )
    return desk.read(text)


def form(reading: Reading, name: str, site: Site = SITE) -> str:
    return next(one.text for one in citations_of(reading.cable, reading.view, site) if one.form == name)


def read_ris(text: str) -> list[tuple[str, str]]:
    """Read a record of RIS: two characters, two blanks, a dash, a blank, the value; ER ends it."""
    lines = text.removesuffix("\n").split("\n")
    found = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line) for line in lines]
    assert all(found), lines
    return [(one[1], one[2]) for one in found if one]


def read_bibtex(text: str) -> dict[str, str]:
    """Read one entry of BibTeX, braces counted -> its fields, ``type`` and ``key`` among them."""
    head = re.match(r"@(\w+)\{([^,\s]+),\n", text)
    assert head is not None
    fields = {"type": head[1], "key": head[2]}
    at = head.end()
    while text[at] != "}":
        name = re.match(r"\s*(\w+) = ", text[at:])
        assert name is not None, text[at:]
        at += name.end()
        begin, depth = at, 0
        while depth or text[at] not in ",\n":
            if text[at] == "\\":
                at += 1
            elif text[at] in "{}":
                depth += 1 if text[at] == "{" else -1
            at += 1
        fields[name[1]] = text[begin:at]
        at += 1
        while text[at] == "\n":
            at += 1
    return fields


def bare(value: str) -> str:
    """Return the words of a value of BibTeX."""
    value = value.removeprefix("{").removesuffix("}").removeprefix("{").removesuffix("}")
    named = {"backslash": "\\", "asciitilde": "~", "asciicircum": "^", "braceleft": "{", "braceright": "}"}
    value = re.sub(r"\\text([a-z]+)\{\}", lambda found: named[found[1]], value)
    return re.sub(r"\\([&%$#_])", r"\1", value)


def test_there_is_each_form(reading: Reading) -> None:
    assert tuple(one.form for one in citations_of(reading.cable, reading.view, SITE)) == FORMS


@pytest.mark.parametrize("name", FORMS)
def test_each_form_says_that_a_machine_drew_the_text_from_a_pdf_and_only_then(
    reading: Reading, desk: Desk, name: str
) -> None:
    told = "drawn by machine from a PDF and not proofread"
    note = 'note = "Text drawn by machine from a PDF and not proofread. The PDF: 07VENSK12.pdf."'
    drawn = desk.read(cable_text("07VENSK12").replace("+++\n", f"+++\n{note}\n", 1))

    assert told in form(drawn, name)
    assert told not in form(reading, name)


@pytest.mark.parametrize("name", FORMS)
def test_each_form_says_what_it_is_and_where(reading: Reading, name: str) -> None:
    text = form(reading, name)

    assert "07VENSK12" in text or (name == "FRUS" and "Telegram 12" in text)
    assert "2007" in text
    assert "The room" in text
    assert URL in text


@pytest.mark.parametrize("name", FORMS)
def test_without_an_address_none_is_given(reading: Reading, name: str) -> None:
    assert "http" not in form(reading, name, Site(title="The room"))


@pytest.mark.parametrize("name", ["Chicago", "APA"])
def test_a_sentence_ends_once(reading: Reading, name: str) -> None:
    text = form(reading, name)

    assert ".." not in text
    assert "  " not in text
    assert "None" not in text


def test_ris_is_read_back(reading: Reading) -> None:
    fields = read_ris(form(reading, "RIS"))
    values = dict(fields)

    assert fields[0] == ("TY", "GOVDOC")
    assert fields[-1] == ("ER", "")
    assert values["TI"] == reading.cable.title
    assert values["M1"] == "07VENSK12"
    assert values["PY"] == "2007"
    assert values["DA"] == "2007/01/13/"
    assert values["UR"] == URL
    assert [value for name, value in fields if name == "KW"] == [tag.meaning for tag in reading.view.tags]


def test_bibtex_is_read_back(reading: Reading) -> None:
    fields = read_bibtex(form(reading, "BibTeX"))

    assert (fields["type"], fields["key"]) == ("misc", "07VENSK12")
    assert bare(fields["title"]) == reading.cable.title
    assert (fields["year"], fields["month"], fields["day"]) == ("{2007}", "jan", "{13}")
    assert fields["url"] == "{" + URL + "}"
    assert "07VENSK12" in fields["howpublished"]


@pytest.mark.parametrize("sign", ["\\", "{", "}", "&", "%", "$", "#", "_", "~", "^"])
def test_no_sign_of_a_title_is_a_command_of_bibtex(desk: Desk, sign: str) -> None:
    reading = desk.read(cable_text("07VENSK12"))
    cable = msgspec.structs.replace(reading.cable, title=f"Quay 7{sign}2")
    text = next(one.text for one in citations_of(cable, reading.view, SITE) if one.form == "BibTeX")
    value = read_bibtex(text)["title"]

    assert bare(value) == f"Quay 7{sign}2"
    assert value != "{{" + cable.title + "}}"


def test_csl_is_read_back(reading: Reading) -> None:
    (item,) = json.loads(form(reading, "CSL-JSON"))

    assert item["id"] == item["number"] == "07VENSK12"
    assert item["title"] == reading.cable.title
    assert item["issued"] == {"date-parts": [[2007, 1, 13]]}
    assert item["URL"] == URL
    assert item["author"][0]["literal"]


def test_a_cable_without_a_date_is_cited_without_one(desk: Desk) -> None:
    reading = desk.read("Nothing like a cable.\n", path="cables/a-file.txt")
    texts = {one.form: one.text for one in citations_of(reading.cable, reading.view, SITE)}

    assert not any("None" in text for text in texts.values())
    assert "n.d." in texts["APA"]
    assert {"PY", "DA"} & dict(read_ris(texts["RIS"])).keys() == set()
    assert "year" not in read_bibtex(texts["BibTeX"])
    assert "issued" not in json.loads(texts["CSL-JSON"])[0]


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp")), max_size=40))
def test_any_title_is_read_back(desk: Desk, title: str) -> None:
    reading = desk.read(cable_text("07VENSK12"))
    cable = msgspec.structs.replace(reading.cable, title=f"A {title} z")
    texts = {one.form: one.text for one in citations_of(cable, reading.view, SITE)}

    assert dict(read_ris(texts["RIS"]))["TI"] == cable.title
    assert bare(read_bibtex(texts["BibTeX"])["title"]) == cable.title
    assert json.loads(texts["CSL-JSON"])[0]["title"] == cable.title


def test_a_note_begins_with_what_the_number_of_a_paragraph_may_follow(reading: Reading) -> None:
    head = note_before_number(reading.cable, reading.view, SITE)

    assert head.startswith("U.S. Consulate Vensk")
    assert head.endswith("cable 07VENSK12, January 13, 2007")


def test_a_note_says_to_whom_a_cable_went(desk: Desk) -> None:
    text = "P 131000Z JAN 07\nFM AMCONSUL VENSK\nTO RUEHC/SECSTATE WASHDC PRIORITY 0441\n" + cable_text("07VENSK12")
    whole = desk.read(cable_text("07VENSK12"))
    cable = desk.read(text.replace("\n\n", "\n")).cable
    sent = msgspec.structs.replace(whole.cable, envelope=cable.envelope)

    assert cable.envelope.to
    assert form(Reading(sent, whole.view, whole.corpus), "Chicago, note") == (
        f"U.S. Consulate Vensk to Secretary of State, “{sent.title},” cable 07VENSK12, January 13, 2007, The room, {URL}."
    )


@given(st.text(max_size=40))
def test_a_link_saves_the_citation_and_nothing_but_it(text: str) -> None:
    link = Citation("RIS", text, "x.ris", "text/plain").link

    assert unquote(link.partition(",")[2]) == text.encode("utf-8", "replace").decode()
    assert not set(link) & set(" \"'<>#\r\n\t{}[]\\^`|")
