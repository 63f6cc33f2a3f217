"""What other systems hold, a form a case: tables, JSON, mail, volumes, and what is told of the files that are not read."""

import bz2
import gzip
import zipfile
from pathlib import Path

import pytest

from generator.cables.parse import parse_cable
from generator.importing.archives import MOST_TIMES
from generator.importing.formats import Transcript, Unread, read_records
from generator.importing.importing import import_cables
from tests.cables.words import words
from tests.room import Room

TEXT = '"UNCLAS VENSK 000031\n\nSUBJECT: THE FERRY\n\n1. It runs again.\n\nPELL\n"'
LETTER = """From: A <a@vensk.example>
To: B <b@vensk.example>
Subject: FW: ferry
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=XX

--XX
Content-Type: text/plain; charset=utf-8

For you.
--XX
Content-Type: message/rfc822

From: C <c@vensk.example>
Subject: ferry
Content-Type: text/html; charset=utf-8

<html><head><title>x</title></head><body><p>R 091400Z AUG 05</p><p>FM AMCONSUL VENSK</p><p>TO SECSTATE WASHDC 0042</p>
<p>UNCLAS VENSK 000077</p><p>SUBJECT: THE FERRY</p><p>1. It runs again &amp; on time.</p></body></html>
--XX--
"""
VOLUME = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>
<div type="document" n="4" xml:id="d4"><head>4. Telegram From the Embassy in Lindemar to the Department of State<note
type="source">Source: Department of State, Central Files. Confidential; Priority.</note></head>
<opener><dateline>Lindemar, <date when="1961-02-04T16:20:00">February 4, 1961, 1620Z</date>.</dateline></opener>
<p>512. Subject: The ferry. Ref: State 88.</p><p>1. It runs <hi rend="italic">again</hi>.</p>
<closer><signed>Hollis</signed></closer></div>
<div type="document" n="5" xml:id="d5"><head>5. Memorandum of Conversation</head><p>Nothing.</p></div>
</body></text></TEI>"""


def read(data: bytes | str, path: str = "theirs/x.csv", dates: str = "") -> list[Transcript | Unread]:
    raw = data.encode() if isinstance(data, str) else data
    return list(read_records([raw], path, words(), dates))


def cables(data: bytes | str, path: str = "theirs/x.csv", dates: str = "") -> list[Transcript]:
    return [one for one in read(data, path, dates) if isinstance(one, Transcript)]


@pytest.mark.parametrize(
    ("printed", "created"),
    [
        ("4/25/2007 10:24:00 PM", "2007-04-25T22:24:00Z"),
        ("2007-04-25T10:24:00+02:00", "2007-04-25T08:24:00Z"),
        ("25-Apr-07", "2007-04-25"),
        ("April 25, 2007", "2007-04-25"),
        ("15-Jan-1977 12:00:00 am", "1977-01-15"),
        ("25.04.2007", "2007-04-25"),
        ("20070425", "2007-04-25"),
    ],
)
def test_a_date_is_read_as_spreadsheets_and_data_bases_write_it(printed: str, created: str) -> None:
    (one,) = cables(f'id,date,text\n{created[2:4]}VENSK31,"{printed}",{TEXT}\n')

    assert f"\ncreated = {created}\n" in one.text


def test_a_date_in_another_year_than_the_number_is_no_date_of_the_cable() -> None:
    (one,) = cables(f"id,created_at,text\n07VENSK31,2015-03-04,{TEXT}\n")

    assert "\ncreated" not in one.text
    assert "\n# created_at: 2015-03-04\n" in one.text
    assert [problem.code for problem in one.problems] == ["I011"]


@pytest.mark.parametrize(
    ("second", "dates", "created", "told"),
    [
        ("13/04/2007", "", "created = 2007-04-03", []),
        ("04/13/2007", "", "created = 2007-03-04", []),
        ("05/06/2007", "", "# date: 03/04/2007", ["I011"]),
        ("05/06/2007", "dmy", "created = 2007-04-03", []),
        ("05/06/2007", "mdy", "created = 2007-03-04", []),
        ("13/04/2007", "mdy", "created = 2007-03-04", []),
    ],
)
def test_the_whole_column_decides_which_number_is_the_month(
    second: str, dates: str, created: str, told: list[str]
) -> None:
    first, _ = cables(f"id,date,text\n07VENSK31,03/04/2007,x\n07VENSK32,{second},x\n", dates=dates)

    assert created in first.text
    assert [one.code for one in first.problems] == told


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_whatever_parts_its_columns_and_however_it_is_encoded(separator: str, encoding: str) -> None:
    text = separator.join(["id", "title", "text"]) + "\n" + separator.join(["07VENSK31", "F\u00eate", TEXT]) + "\n"
    (one,) = cables(text.encode(encoding), "x.txt")

    assert 'title = "F\u00eate"' in one.text
    assert [problem.code for problem in one.problems] == (["I012"] if encoding == "cp1252" else [])


@pytest.mark.parametrize(
    ("heading", "row", "cable_id"),
    [
        ("ID,Date,Reference ID,Origin,Text", "7,4/25/2007,07VENSK31,Consulate Vensk,x", "07VENSK31"),
        ("id,refid,content", "7,07VENSK31,x", "07VENSK31"),
        ("Document Number,Film Number,Subject", "1975NEWDE00031,D750001-0002,X", "75NEWDELHI31"),
    ],
)
def test_a_row_number_is_no_identifier(heading: str, row: str, cable_id: str) -> None:
    assert [one.id for one in cables(f"{heading}\n{row}\n")] == [cable_id]


def test_a_header_of_a_table_stands_above_the_message() -> None:
    header = '"R 251024Z APR 07\nFM AMCONSUL VENSK\nTO SECSTATE WASHDC 0042"'
    (one,) = cables(f"reference id,header,text\n07VENSK31,{header},{TEXT}\n")
    cable, _ = parse_cable(one.text.encode(), "cables/2007/07VENSK31.txt", words())

    assert (cable.envelope.sender, cable.precision) == ("AMCONSUL VENSK", "minute")


def test_what_a_tag_means_is_no_tag_and_a_phrase_is_kept_as_a_comment() -> None:
    plain, phrases = cables(
        'id,tags,text\n07VENSK31,EFIS - Fisheries | UK - United Kingdom,x\n07VENSK32,"EFIS, Trade Issues",x\n'
    )

    assert 'tags = ["EFIS", "UK"]' in plain.text
    assert 'tags = ["EFIS"]' in phrases.text
    assert "# tags: EFIS, Trade Issues" in phrases.text


def test_behind_a_cell_too_long_the_next_row_is_read() -> None:
    data = f'id,title,text\n07VENSK31,x,"{"y" * (17 << 20)}"\n07VENSK32,x,z\n07VENSK33,x,z\n'
    found = read(data)

    assert [one.id for one in found if isinstance(one, Transcript)] == ["07VENSK32", "07VENSK33"]
    assert [one.problem.code for one in found if isinstance(one, Unread)] == ["I003"]


@pytest.mark.parametrize(
    "data",
    [
        '{"document_number": "1977VENSK00051", "subject": "FERRY", "body": "1. X."}\n',
        '[{"document_number": "1977VENSK00051", "subject": "FERRY", "body": "1. X."}]',
        '{"count": 1, "results": [{"document_number": "1977VENSK00051", "subject": "FERRY", "body": "1. X."}]}',
        '{"hits": {"hits": [{"_source": {"document_number": "1977VENSK00051", "subject": "FERRY", "body": "1. X."}}]}}',
    ],
)
def test_json_is_read_as_lines_as_an_array_and_round_a_list(data: str) -> None:
    assert [one.id for one in cables(data, "x.json")] == ["77VENSK51"]


@pytest.mark.parametrize(
    "data", ['{"id": ' + "[" * 100_000, '{"id": "07VENSK31", "text": ', '{"id": 07}', '{"a": {"b": 1}}']
)
def test_json_that_is_none_is_told(data: str) -> None:
    (one,) = read(data, "x.json")

    assert isinstance(one, Unread)
    assert one.problem.code in {"I002", "I003"}


def test_a_cable_is_read_out_of_letters_and_no_name_of_their_heads_is_kept() -> None:
    (one,) = cables(LETTER, "x.eml")

    assert one.id == "05VENSK77"
    assert "again & on time" in one.text
    assert "vensk.example" not in one.text


def test_a_broken_line_ends_the_head_of_a_letter_and_no_name_above_it_is_kept() -> None:
    head = "From: A <a@vensk.example>\nMIME-Version: 1.0\nbroken\n\n"
    message = "R 091400Z AUG 05\nFM AMCONSUL VENSK\nTO SECSTATE WASHDC 0042\n\nUNCLAS VENSK 000077\n\n1. It runs.\n"

    (one,) = cables(head + message, "theirs/letter.eml")

    assert "1. It runs." in one.text
    assert "a@vensk.example" not in one.text


def test_the_telegrams_of_a_volume_are_read_and_its_other_documents_told() -> None:
    found = read(VOLUME, "volume.xml")

    assert [one.id for one in found if isinstance(one, Transcript)] == ["61LINDEMAR512"]
    assert [one.problem.where.path for one in found if isinstance(one, Unread)] == ["volume.xml#d5"]


def test_a_volume_with_entities_is_refused() -> None:
    bomb = VOLUME.replace("<TEI", '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><TEI', 1)
    (one,) = read(bomb, "volume.xml")

    assert isinstance(one, Unread)
    assert "entities" in one.problem.message


@pytest.mark.parametrize(
    ("name", "data", "words_of_it"),
    [
        ("a.pdf.gz", gzip.compress(b"%PDF-1.4\n"), "PDF"), ("a.7z", b"7z\xbc\xaf\x27\x1c\x00\x04", "7z"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        ("a.png", b"\x89PNG\r\n", "picture"), ("a.md", b"# Notes\n", "Markdown"),
        ("a.html", b"<html><p>x</p></html>", "page of the Web"),
        ("a.db", b"SQLite format 3\x00", "data base"), ("a.rtf", b"{\\rtf1 x}", "word processor"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_read_is_told_by_kind(
    name: str, data: bytes, words_of_it: str, tmp_path: Path, room: Room
) -> None:
    (tmp_path / name).write_bytes(data)
    done = import_cables([tmp_path / name], room.content)

    assert [(one.count, words_of_it in one.words) for one in done.unread] == [(1, True)]
    assert done.unread[0].advice
    assert done.found == 0


def test_a_file_packed_by_gzip_is_read_and_a_bomb_is_refused(tmp_path: Path, room: Room) -> None:
    (tmp_path / "05VENSK77.txt.gz").write_bytes(gzip.compress(b"UNCLAS VENSK 000077\n\nSUBJECT: X\n\n1. X.\n"))
    (tmp_path / "05VENSK78.txt.gz").write_bytes(gzip.compress(b"x" * (8 << 20) * (MOST_TIMES // 100)))
    done = import_cables([tmp_path], room.content)

    assert done.written == 1
    assert [one.code for one in done.problems] == ["I008"]


@pytest.mark.parametrize("kind", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_an_archive_cannot_bound_is_not_unpacked(kind: int, tmp_path: Path, room: Room) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", kind) as archive:
        archive.writestr("05VENSK77.txt", b"x" * 1_000_000)
    done = import_cables([tmp_path / "a.zip"], room.content)

    assert [one.code for one in done.problems] == ["I007"]
    assert bz2  # the module is there: the kind is refused, not unknown


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2), (2, 3, 1)])
def test_sections_of_one_number_become_one_cable_in_their_order(
    order: tuple[int, ...], tmp_path: Path, room: Room
) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    for number, section in enumerate(order):
        (theirs / f"1976VENSK00052-{number}.txt").write_text(
            record(section, 3, f"{section}. PART {section}."), encoding="utf-8"
        )
    done = import_cables([theirs], room.content)
    data = (room.content / "cables/1976/76VENSK52.txt").read_bytes()
    cable, problems = parse_cable(data, "cables/1976/76VENSK52.txt", words())

    assert (done.written, done.joined, done.errors) == (1, 2, 0)
    assert [block.text for block in cable.blocks] == ["PART 1.", "PART 2.", "PART 3."]
    assert "C014" not in {one.code for one in problems}
    assert data.count(b"Message Attributes") == 3  # each record stands whole in the file
    assert import_cables([theirs], room.content).there == 3


def test_other_messages_of_one_number_are_cables_of_their_own(tmp_path: Path, room: Room) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    for number in range(1, 31):
        text = record(1, 1, f"1. ASK {number}.").replace("THE LAMP TAX", f"INQUIRY {number}")
        (theirs / f"1976VENSK00052-{number}.txt").write_text(text, encoding="utf-8")
    done = import_cables([theirs], room.content)

    assert done.written == 30
    assert (room.content / "cables/1976/76VENSK52-30.txt").is_file()
    assert room.build().cables == 30
    assert room.has("cable/1976/vensk/76VENSK52-30.html")
    assert import_cables([theirs], room.content).there == 30


@pytest.mark.parametrize(("paged", "missing"), [((), "2, 3 of 3"), ((2,), "3 of 3"), ((3, 2), None)])
def test_a_section_that_page_lines_name_is_not_missing(paged: tuple[int, ...], missing: str | None) -> None:
    pages = "\n\n".join(f"PAGE 03        VENSK  00052  0{one} OF 03  140930Z\n\nPART {one}." for one in paged)
    _, problems = parse_cable(record(1, 3, f"1. PART 1.\n\n{pages}").encode(), "76VENSK52.txt", words())

    told = [one.message for one in problems if one.code == "C014"]
    assert told == ([] if missing is None else [f"sections are missing from this file: {missing}"])


def record(section: int, total: int, text: str) -> str:
    """Return a record of the National Archives, one section of a message."""
    page, line = (f"0{section} OF 0{total}  ", f"SECTION {section} OF {total} ") if total > 1 else ("", "")
    return f"""Message Text

PAGE 01        VENSK  00052  {page}140930Z

ACTION EUR-12
                     ---------------------     10470{section}
R 140915Z FEB 76
FM AMCONSUL VENSK
TO SECSTATE WASHDC 0418

UNCLAS {line}VENSK 00052

E.O. 11652: N/A
TAGS: ECON
SUBJECT: THE LAMP TAX

{text}

NNNN


Message Attributes

Document Number: 1976VENSK00052
Draft Date: 14 FEB 1976
Film Number: D760001-000{section}
Original Classification: UNCLASSIFIED
TAGS: ECON
"""
