"""A document of Word gives its text; hidden and covered words get nowhere; what is not read is told."""

import io
import zipfile
from collections.abc import Mapping

import pytest

from generator.importing.importing import import_cables
from tests.importing.intake_cases import cable
from tests.room import Room, files_of

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def document(body: str, more: Mapping[str, str] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {NS}><w:body>{body}</w:body></w:document>")
        for name, text in (more or {}).items():
            archive.writestr(name, text)
    return out.getvalue()


def paragraphs(text: str) -> str:
    return "".join(f"<w:p>{run(line)}</w:p>" for line in text.split("\n"))


def imported(room: Room, data: bytes, name: str = "letter.docx") -> tuple[list[str], str]:
    folder = room.content.parent / "theirs"
    folder.mkdir()
    (folder / name).write_bytes(data)
    done = import_cables([folder], room.content / "cables")
    texts = files_of(room.content / "cables")
    return [one.code for one in done.problems], b"".join(texts.values()).decode()


def test_paragraphs_are_lines_and_cells_of_a_row_stand_apart(room: Room) -> None:
    row = "".join(f"<w:tc><w:p>{run(cell)}</w:p></w:tc>" for cell in ("Hemp", "90"))
    codes, text = imported(room, document(paragraphs(cable(6301)) + f"<w:tbl><w:tr>{row}</w:tr></w:tbl>"))

    assert codes == []
    assert "\n1. Ninety nets were counted at the quay.\n" in text
    assert "\nHemp   90\n" in text
    assert "SUBJECT: NETS\n" in text


def test_deleted_text_is_left_out_and_text_boxes_are_read_once(room: Room) -> None:
    deleted = f"<w:p><w:del>{run('KARLOVIN')}</w:del>{run('3. One.')}</w:p>"
    box = f"<w:txbxContent><w:p>{run('4. Two.')}</w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    boxed = f"<w:p><w:r><mc:AlternateContent {mc}>{both}</mc:AlternateContent></w:r></w:p>"
    _, text = imported(room, document(paragraphs(cable(6302)) + deleted + boxed))

    assert "KARLOVIN" not in text
    assert text.count("4. Two.") == 1
    assert "3. One." in text


@pytest.mark.parametrize(
    "properties",
    [
        "<w:vanish/>",
        '<w:highlight w:val="black"/>',
        '<w:shd w:val="clear" w:fill="000000"/>',
    ],
)
def test_words_that_are_not_seen_stop_the_document(properties: str, room: Room) -> None:
    codes, text = imported(room, document(paragraphs(cable(6303)) + f"<w:p>{run('KARLOVIN', properties)}</w:p>"))

    assert codes == ["I032"]
    assert text == ""


@pytest.mark.parametrize("properties", ['<w:vanish w:val="0"/>', '<w:highlight w:val="yellow"/>'])
def test_words_that_are_seen_are_read(properties: str, room: Room) -> None:
    codes, text = imported(room, document(paragraphs(cable(6304)) + f"<w:p>{run('4. Seen.', properties)}</w:p>"))

    assert codes == []
    assert "4. Seen." in text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(document(paragraphs(cable(6305)))[:300], "I007", id="cut off"),
        pytest.param(document("<w:p>")[:-1], "I007", id="no XML"),
        pytest.param(document("<w:p>" * 100 + "</w:p>" * 100), None, id="deep"),
        pytest.param(document(paragraphs("&#97;" * 400_000)), "I007", id="a bomb"),
        pytest.param(document("").replace(b"word/document.xml", b"word/documenx.xml"), "I007", id="without a text"),
    ],
)
def test_a_document_that_cannot_be_read_is_told(data: bytes, code: str | None, room: Room) -> None:
    codes, text = imported(room, data)

    assert text == ""
    assert codes == ([code] if code else [])


def test_footnotes_are_told(room: Room) -> None:
    notes = {"word/footnotes.xml": f"<w:footnotes {NS}><w:p>{run('See there.')}</w:p></w:footnotes>"}
    folder = room.content.parent / "theirs"
    folder.mkdir()
    (folder / "a.docx").write_bytes(document(paragraphs(cable(6306)), notes))
    report = folder.parent / "report.csv"
    import_cables([folder], room.content / "cables", report=report)

    assert "the file contains footnotes, which is not read" in report.read_text()
