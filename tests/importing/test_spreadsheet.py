"""A spreadsheet gives a cable for each row; dates and merged cells are read, what is hidden gets nowhere; limits hold."""

import zipfile
from io import BytesIO

import pytest

from generator.importing.importing import import_cables
from tests.importing.intake_cases import row
from tests.importing.sheets import DAY, MOMENT, NS, PLAIN, ZEROS, Cell, book, sheet, spreadsheet
from tests.room import Room, files_of

HEAD = ("Cable ID", "Sent", "Subject", "Full text")


def text(serial: int) -> str:
    return row(serial, "")[-1]


def imported(room: Room, data: bytes, name: str = "cables.xlsx") -> tuple[list[str], dict[str, str], list[str]]:
    """Import a file -> (the codes of its problems, the texts of the cables, the kinds of what was not read)."""
    folder = room.content.parent / "theirs"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    done = import_cables([folder], room.content / "cables")
    texts = {path.rpartition("/")[2]: data.decode() for path, data in files_of(room.content / "cables").items()}
    return [one.code for one in done.problems], texts, [one.words for one in done.unread]


def test_each_row_below_a_title_is_a_cable_and_a_number_with_the_form_of_a_date_is_one(room: Room) -> None:
    rows = [
        ("Cables of Vensk",),
        (),
        HEAD,
        ("07VENSK6401", ("39185.5", MOMENT), "Nets", text(6401)),
        ("07VENSK6402", ("39186", DAY), "Eels", text(6402)),
    ]
    codes, texts, _ = imported(room, book(rows))

    assert codes == []
    assert "\ncreated = 2007-04-13T12:00:00Z\n" in texts["07VENSK6401.txt"]
    assert "\ncreated = 2007-04-14\n" in texts["07VENSK6402.txt"]
    assert "1. Señor Müller counted – ninety nets.\n" in texts["07VENSK6402.txt"]


def test_merged_cells_each_have_what_stands_in_them_and_zeros_that_are_shown_are_read(room: Room) -> None:
    rows: list[tuple[Cell, ...]] = [
        ("Year", "Post", "Telegram No", "Date", "Film", "Text"),
        (("1978", PLAIN), "Vensk", ("6403", PLAIN), ("28605", DAY), ("77", ZEROS), "1. Nets."),
        (None, None, ("6404", PLAIN), ("28606", DAY), None, "1. Eels."),
    ]
    merged = '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/></mergeCells>'
    codes, texts, _ = imported(room, book(rows, after=merged))

    assert codes == []
    assert "\n1. Eels." in texts["78VENSK6404.txt"]
    assert 'film = "00077"' in texts["78VENSK6403.txt"]


def test_hidden_sheets_rows_and_columns_are_left_out(room: Room) -> None:
    rows = [("Cable ID", "Source", "Text"), ("07VENSK6405", "KARLOVIN", text(6405)), ("07VENSK6406", "", text(6406))]
    texts: dict[str, int] = {}
    shown = sheet(rows, texts, before='<cols><col min="2" max="2" hidden="1"/></cols>', hidden=3)
    other = sheet([("Cable ID", "Text"), ("07VENSK6407", text(6407))], texts)
    codes, found, _ = imported(room, spreadsheet({"Cables": shown, "Old": other}, texts, state="hidden"))

    assert list(found) == ["07VENSK6405.txt"]
    assert "KARLOVIN" not in found["07VENSK6405.txt"]
    assert codes == ["I033"]


def test_a_sheet_without_cables_is_told(room: Room) -> None:
    texts: dict[str, int] = {}
    one = sheet([HEAD, ("07VENSK6408", ("39186", DAY), "Eels", text(6408))], texts)
    two = sheet([("Name", "Town"), ("Otto", "Vensk")], texts)
    _, found, kinds = imported(room, spreadsheet({"Cables": one, "People": two}, texts))

    assert list(found) == ["07VENSK6408.txt"]
    assert kinds == ["a table whose columns are not known"]


def test_a_cell_of_words_in_several_forms_is_one_text_without_how_it_is_read_aloud(room: Room) -> None:
    words = f"<si><r><t>{text(6409)[:20]}</t></r><r><t>{text(6409)[20:]}</t></r><rPh><t>KARLOVIN</t></rPh></si>"
    strings = f"<sst {NS}><si><t>Cable ID</t></si><si><t>Text</t></si><si><t>07VENSK6409</t></si>{words}</sst>"
    made = spreadsheet(
        {"S": sheet([("Cable ID", "Text"), ("07VENSK6409", "")], {"Cable ID": 0, "Text": 1, "07VENSK6409": 2})}, {}
    )
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(made)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = strings if name == "xl/sharedStrings.xml" else old.read(name).decode()
            new.writestr(name, data.replace("</c></row></sheetData>", '</c><c t="s"><v>3</v></c></row></sheetData>'))
    _, found, _ = imported(room, out.getvalue())

    assert "1. Señor Müller counted – ninety nets." in found["07VENSK6409.txt"]
    assert "KARLOVIN" not in found["07VENSK6409.txt"]


@pytest.mark.parametrize(
    ("part", "data", "why"),
    [
        ("xl/worksheets/sheet1.xml", "<a>" + " " * (70 << 20) + "</a>", "more than 64 MiB"),
        ("xl/worksheets/sheet1.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "document type"),
        ("xl/workbook.xml", "<workbook", "no element found|unclosed"),
    ],
)
def test_a_spreadsheet_that_could_do_harm_is_not_read(room: Room, part: str, data: str, why: str) -> None:
    made = book([HEAD])
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(made)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, data if name == part else old.read(name))
    folder = room.content.parent / "theirs"
    folder.mkdir()
    (folder / "x.xlsx").write_bytes(out.getvalue())
    (problem,) = import_cables([folder], room.content / "cables").problems

    assert problem.code == "I007"
    assert any(words in problem.message for words in why.split("|"))


def test_signs_that_a_sheet_writes_by_their_number_are_joined_and_half_a_sign_stops_nothing(room: Room) -> None:
    rows: list[tuple[Cell, ...]] = [
        ("Cable ID", "Sent", "Seen by_xD800_", "Subject", "Full text"),
        ("07VENSK6405", ("39186", DAY), "x_xDC00_", "Nets", text(6405).replace("nets", "nets _xD83D__xDE00_ _xD800_")),
    ]
    codes, texts, _ = imported(room, book(rows))

    assert codes == []
    assert "ninety nets \U0001f600 \ufffd" in texts["07VENSK6405.txt"]


@pytest.mark.parametrize(("more", "codes"), [(0, []), (1, ["I034"])])
def test_a_cell_that_is_full_may_be_cut_off(more: int, codes: list[str], room: Room) -> None:
    text = "UNCLAS VENSK 006401\n\n1. ".ljust(32_766 + more, "N")

    assert imported(room, book([["id", "text"], ["07VENSK6401", text]]))[0] == codes
