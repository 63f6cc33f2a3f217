"""A table next to a folder of files says the number, the case, the title and the dates of each; what does not fit is told."""

import io
import zipfile

import pytest

from generator.importing.importing import import_cables
from tests.importing.pdf.pdf_maker import CABLE, lines, make_pdf
from tests.importing.pdf.test_cutting import telegram
from tests.room import Room, files_of

ROW = ["09VENSK31.pdf", "F-2011-00042", "Harbor; caf\xe9", "31/3/2009", "5/4/2014", "shelf 7", "C05312"]
HEADING = ["File Name", "Case Number", "Title", "Date", "Release Date", "Place", "Doc No"]


def table(separator: str, *rows: list[str]) -> str:
    quoted = ([f'"{value}"' for value in row] for row in (HEADING, *rows))
    return "\n".join(separator.join(row) for row in quoted)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("list.csv", table(",", ROW).encode(), id="commas"),
        pytest.param("list.csv", table(";", ROW).encode("utf-8-sig"), id="semicolons and a mark"),
        pytest.param("list.txt", table("\t", ROW).encode("utf-16"), id="Unicode text"),
        pytest.param("list.csv", table(";", ROW).encode("cp1252"), id="Windows-1252"),
        pytest.param("list.csv", table(",", ["PDF\\09vensk31", *ROW[1:]]).encode(), id="a path without its ending"),
    ],
)
def test_a_row_is_joined_to_its_pdf(name: str, data: bytes, room: Room) -> None:
    folder = room.content.parent / "theirs"
    (folder / "pdf").mkdir(parents=True)
    (folder / "pdf" / "09VENSK31.pdf").write_bytes(make_pdf([lines(CABLE)]))
    (folder / name).write_bytes(data)
    done = import_cables([folder], room.content / "cables")

    assert (done.written, done.skipped) == (1, 0)
    assert [one.code for one in done.problems] == (["I012"] if b"caf\xe9" in data and name[-3:] == "csv" else [])
    text = files_of(room.content / "cables")["2009/09VENSK31.txt"].decode()
    front = text.split("+++")[1]
    for line in (
        'id = "09VENSK31"',
        "created = 2009-03-31",
        "released = 2014-04-05",
        'title = "Harbor; caf\xe9"',
        'archive = { case = "F-2011-00042" }',
        "# Place: shelf 7",
        "# In the table, Doc No: C05312",
        'note = "Text drawn by machine',
    ):
        assert f"\n{line}" in front
    assert text.endswith("1. The harbor is open.\n2. The pilots are paid.\n")
    room.build()
    assert "F-2011-00042" in room.page("cable/2009/vensk/09VENSK31.html")


def test_rows_without_a_file_and_files_without_a_row_are_told(room: Room) -> None:
    folder = room.content.parent / "theirs"
    folder.mkdir()
    for serial in (31, 32, 33):
        (folder / f"09VENSK{serial}.pdf").write_bytes(make_pdf([lines(telegram(serial))]))
    twice = ["09VENSK33.pdf", *ROW[1:]]
    (folder / "list.csv").write_text(table(",", ROW, ["gone.pdf", *ROW[1:]], twice, twice))
    done = import_cables([folder], room.content / "cables")

    assert done.written == 3
    assert sorted((one.code, one.where.path.rpartition("/")[2], one.where.line) for one in done.problems) == [
        ("I028", "list.csv", 3), ("I028", "list.csv", 5), ("I029", "09VENSK32.pdf", None),
    ]  # fmt: skip
    assert b"F-2011-00042" not in files_of(room.content / "cables")["2009/09VENSK33.txt"]


def test_a_row_of_a_pdf_of_several_telegrams_gives_them_its_case_and_no_title(room: Room) -> None:
    folder = room.content.parent / "theirs"
    folder.mkdir()
    (folder / "09VENSK31.pdf").write_bytes(make_pdf([lines(telegram(31)), lines(telegram(32))]))
    (folder / "list.csv").write_text(table(",", ROW))
    done = import_cables([folder], room.content / "cables")

    assert done.written == 2
    for serial in (31, 32):
        text = files_of(room.content / "cables")[f"2009/09VENSK{serial}.txt"]
        assert b'case = "F-2011-00042"' in text
        assert b"released = 2014-04-05" in text
        assert b"title =" not in text
        assert "# In the table, Title: Harbor; caf\xe9".encode() in text
        assert b"created =" not in text


def test_a_table_of_records_next_to_pdf_files_is_imported_as_records(room: Room) -> None:
    folder = room.content.parent / "theirs"
    folder.mkdir()
    (folder / "09VENSK31.pdf").write_bytes(make_pdf([lines(CABLE)]))
    (folder / "list.csv").write_text("id,title,text\n09VENSK40,Harbor,1. The harbor is open.\n")
    assert import_cables([folder], room.content / "cables").written == 2


def test_a_list_names_pdf_files_by_document_numbers(room: Room) -> None:
    folder = room.content.parent / "theirs"
    folder.mkdir()
    (folder / "C05550001.pdf").write_bytes(make_pdf([lines(CABLE)]))
    (folder / "list.csv").write_text(
        "Document Number,Case Number,Document Title,Document Date,Date Posted\n"
        "C05550001,F-2015-1,Harbor,3/31/2009,11/30/2017\nC05550009,F-2015-1,Elsewhere,4/1/2009,11/30/2017\n"
    )
    done = import_cables([folder], room.content / "cables")

    assert [one.code for one in done.problems] == ["I028"]  # no file; the PDF says its number, the list the year of it
    text = files_of(room.content / "cables")["2009/09VENSK31.txt"].decode()
    assert "\ncreated = 2009-03-31\n" in text
    (room.content / "cables/2009/09VENSK31.txt").unlink()
    (folder / "list.csv").write_text(
        "Document Number,MRN,Case Number,Date Posted\nC05550001,09 VENSK 31,F-2015-1,11/30/2017\nC05550009,,F-2015-1,\n"
    )
    assert import_cables([folder], room.content / "cables").written == 1
    text = files_of(room.content / "cables")["2009/09VENSK31.txt"].decode()
    assert "\nreleased = 2017-11-30\n" in text
    assert 'archive = { case = "F-2015-1", document = "C05550001" }' in text


def test_a_table_of_records_that_names_no_pdf_by_all_its_rows_is_imported_as_records(room: Room) -> None:
    folder = room.content.parent / "theirs"
    folder.mkdir()
    (folder / "09VENSK31.pdf").write_bytes(make_pdf([lines(CABLE)]))
    (folder / "list.csv").write_text("Document Number,Title\n09VENSK31,Harbor\n09VENSK40,Quay\n")

    assert import_cables([folder], room.content / "cables").found == 3


def test_a_table_says_the_numbers_of_texts(room: Room) -> None:
    folder = room.content.parent / "theirs"
    (folder / "texts").mkdir(parents=True)
    (folder / "texts" / "a.txt").write_text("1. The harbor is open.\n\nMARETH\n")
    (folder / "texts" / "b.txt").write_text("1. The quay is closed.\n")
    (folder / "list.csv").write_text(
        "File,Cable Number,Date,Subject\na.txt,09VENSK31,2009-03-31,Harbor\ntexts/b,09VENSK32,2009-04-01,Quay\n"
    )
    done = import_cables([folder], room.content / "cables")

    assert (done.written, done.skipped, done.problems) == (2, 0, ())
    text = files_of(room.content / "cables")["2009/09VENSK32.txt"].decode()
    for part in ("created = 2009-04-01\n", 'title = "Quay"\n', "+++\n1. The quay is closed.\n"):
        assert part in text


DELIVERY = {
    "release/scans/09VENSK31.pdf": make_pdf([lines(CABLE)]),
    "release/notes/a.txt": b"1. The quay is closed.\n",
    "release/index.csv": (
        b"File,Cable Number,Case Number,Date,Subject\n"
        b"https://example.org/scans/09VENSK31.pdf?view=1,09VENSK31,F-2011-00042,2009-03-31,Harbor\n"
        b"a.txt,09VENSK32,F-2011-00042,2009-04-01,Quay\n"
    ),
}


def zipped(files: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(DELIVERY, id="a folder"),
        pytest.param({"a.zip": zipped(DELIVERY)}, id="an archive"),
        pytest.param({"a.dat": zipped(DELIVERY)}, id="an archive under another name"),
        pytest.param({"a.zip": zipped({"inner.zip": zipped(DELIVERY)})}, id="an archive in an archive"),
        pytest.param(
            {
                "index.csv": DELIVERY["release/index.csv"],
                "a.zip": zipped({name: data for name, data in DELIVERY.items() if name[-3:] != "csv"}),
            },
            id="a table next to an archive",
        ),
    ],
)
def test_a_table_is_joined_to_what_it_names_however_they_are_packed(files: dict[str, bytes], room: Room) -> None:
    for name, data in files.items():
        place = room.content.parent / "theirs" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    for written in (2, 0):
        done = import_cables([room.content.parent / "theirs"], room.content / "cables")
        assert (done.written, done.skipped, done.problems) == (written, 0, ())

    kept = files_of(room.content / "cables")
    assert {"2009/09VENSK31.txt", "2009/09VENSK31.pdf", "2009/09VENSK32.txt"} <= set(kept)
    for number, title in ((31, b"Harbor"), (32, b"Quay")):
        text = kept[f"2009/09VENSK{number}.txt"]
        assert b'title = "' + title in text
        assert b'case = "F-2011-00042"' in text


def test_archives_in_archives_are_read_to_a_depth_and_told_below(room: Room) -> None:
    packed = zipped({"09VENSK31.txt": "\n".join(telegram(31)).encode()})
    for number in range(32, 36):
        packed = zipped({f"09VENSK{number}.txt": "\n".join(telegram(number)).encode(), "inner.zip": packed})
    place = room.content.parent / "theirs.zip"
    place.write_bytes(packed)
    done = import_cables([place], room.content / "cables")

    assert (done.written, done.skipped) == (4, 1)
    assert [one.words for one in done.unread] == ["an archive in an archive or a letter"]
