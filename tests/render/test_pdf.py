"""A cable on paper: its text is all there, it is tagged, the same bytes every time, made again only when it must be."""

import io
import re
from pathlib import Path

import pypdf
import pytest

from generator.build import pipeline
from generator.build.inputs.project import Options
from generator.build.plan import contents
from generator.problems import OutputError, TemplateError
from generator.render import pdf
from tests.room import Room

PRINTED = Options(jobs=1, search=False)
ADDRESS = "cable/2007/vensk/07VENSK12.pdf"
HOSTILE = (
    '#panic("no") *stars* _lines_ $sum$ `raw` <label> @reference \\ // comment [[ ]] #let x = 1 "quotes" <b>bold</b>'
)


def read_pdf(data: bytes) -> tuple[pypdf.PdfReader, str]:
    reader = pypdf.PdfReader(io.BytesIO(data))
    return reader, " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_the_owners_cable_is_printed_whole(room: Room) -> None:
    source = Path(__file__).parent.parent.parent / "content" / "cables" / "07ASTANA1061.txt"
    room.put("cables/07ASTANA1061.txt", source.read_bytes())
    room.build(PRINTED)
    data = (room.output / "cable/2007/astana/07ASTANA1061.pdf").read_bytes()
    reader, text = read_pdf(data)

    assert reader.metadata is not None
    assert reader.metadata.title == "Kazakhstan Resolves to Improve TIP Response"
    assert dict(reader.root_object["/MarkInfo"].get_object())["/Marked"]  # type: ignore[call-overload]
    assert b"pdfuaid:part" in data
    for words in ("07ASTANA1061", "25 April 2007", "anti-TIP center", "ORDWAY", "Unclassified", "06ASTANA368", "1 / 3"):
        assert words in text, words
    assert "002 OF 002" not in text
    assert 'href="07ASTANA1061.pdf"' in room.page("cable/2007/astana/07ASTANA1061.html")


def test_text_is_never_taken_for_markup(room: Room) -> None:
    room.cable("07VENSK12", text=f"He wrote {HOSTILE} and left.")
    room.build(PRINTED)
    _, text = read_pdf((room.output / ADDRESS).read_bytes())

    assert '#panic("no") *stars* _lines_ $sum$ `raw` <label> @reference' in text
    assert "<b>bold</b> and left." in text


def test_a_redaction_is_a_mark_that_says_so_and_the_words_round_it_stay(room: Room) -> None:
    room.cable("07VENSK12", text="XXXXXXXXXXXX told us twice.\nWe saw [NAME REMOVED], and XXXXXXXXXXXX.\nNothing else.")
    room.build(PRINTED)
    _, text = read_pdf((room.output / ADDRESS).read_bytes())

    assert "redacted told us twice." in text
    assert "We saw redacted , and redacted ." in text.replace("redacted,", "redacted ,").replace(
        "redacted.", "redacted ."
    )
    assert "XXXX" not in text
    assert "REMOVED" not in text


def test_the_same_cable_gives_the_same_bytes_and_is_printed_once(room: Room) -> None:
    room.cable("07VENSK12")
    room.cable("07VENSK13")
    room.build(PRINTED)
    first = room.site()

    assert room.build(PRINTED).written == ()
    room.edit("cables/07VENSK13.txt", "quiet.", "loud.")
    assert ADDRESS not in room.build(PRINTED).written
    clean, _ = room.clean_build(PRINTED)
    assert clean[ADDRESS] == first[ADDRESS]


def test_a_cable_is_printed_alike_whatever_the_language_of_the_interface(room: Room) -> None:
    room.cable("07VENSK12")
    room.build(PRINTED)
    english = (room.output / ADDRESS).read_bytes()
    room.put("site.toml", '[site]\nlanguage = "ar"\n')
    report = room.build(PRINTED)

    assert not [one for one in report.problems if one.severity == "error"]
    assert 'dir="rtl"' in room.page("cable/2007/vensk/07VENSK12.html")
    assert (room.output / ADDRESS).read_bytes() == english


def test_a_changed_print_template_prints_again(room: Room) -> None:
    room.cable("07VENSK12")
    room.build(PRINTED)
    room.template("cable.typ", "#set document(title: [T])\n#let cable = json(bytes(sys.inputs.cable))\nOurs: #cable.id")

    assert ADDRESS in room.build(PRINTED).written
    assert "Ours: 07VENSK12" in read_pdf((room.output / ADDRESS).read_bytes())[1]


def test_switched_off_nothing_is_printed_and_what_was_is_removed(room: Room) -> None:
    room.cable("07VENSK12")
    room.build(PRINTED)
    assert room.has(ADDRESS)
    room.put("site.toml", "[build]\npdf = false\n")
    report = room.build(PRINTED)

    assert not room.has(ADDRESS)
    assert report.removed == (ADDRESS,)
    assert ".pdf" not in room.page("cable/2007/vensk/07VENSK12.html")


def test_a_print_template_that_fails_is_named(room: Room) -> None:
    room.cable("07VENSK12")
    room.template("cable.typ", "#nothing-of-this-name")

    with pytest.raises(TemplateError, match=r"T005.*nothing-of-this-name"):
        room.build(PRINTED)


def test_without_typst_auto_prints_nothing_and_true_says_what_to_install(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "typst_version", lambda: "")
    room.cable("07VENSK12")
    room.build(PRINTED)
    assert not room.has(ADDRESS)

    room.put("site.toml", "[build]\npdf = true\n")
    place = re.escape((room.content / "site.toml").as_posix())
    with pytest.raises(OutputError, match=place + r":2: error B009.*Typst is not installed") as stopped:
        room.build(PRINTED)
    assert "pip install typst pypdfium2" in stopped.value.problem.hint


@pytest.mark.parametrize(("many", "said"), [(False, "Typst is not installed"), (True, "more than 1 cables")])
def test_a_build_that_would_remove_the_pdf_files_of_the_last_stops(
    room: Room, monkeypatch: pytest.MonkeyPatch, many: bool, said: str
) -> None:
    room.cable("07VENSK12")
    room.build(PRINTED)
    room.cable("07VENSK13")
    before = room.site()
    if many:
        monkeypatch.setattr(contents, "MOST_AUTOMATIC", 1)
        monkeypatch.setattr(pipeline, "MOST_AUTOMATIC", 1)
    else:
        monkeypatch.setattr(pdf, "typst_version", lambda: "")

    with pytest.raises(OutputError) as stopped:
        room.build(PRINTED)

    assert stopped.value.problem.code == "B025"
    assert said in stopped.value.problem.message
    assert room.site() == before
    room.build(Options(jobs=1, search=False, pdf=False))
    assert not room.has(ADDRESS)
    room.build(PRINTED)
    assert not room.has(ADDRESS)
