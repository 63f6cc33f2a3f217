"""What is written of a record reads as the record did: every layout, with any oddity; nothing of a message is lost."""

from collections import Counter
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cables.model import Cable
from generator.cables.parse import parse_cable
from generator.cables.source.layouts import read_source
from generator.importing.cable_file import with_note
from generator.importing.formats import Transcript, Unread, read_records, same_message
from generator.importing.formats.documents.exports import sections_of
from tests.cables.test_nothing_lost import REAL, SOURCES, mutations
from tests.cables.words import words

# What is about the file and not about the cable: where lines are, which layout, which words say where it came from.
OF_THE_FILE = frozenset({"path", "layout", "sha256", "source", "checks", "removals", "ledger", "lines"})
# Folders of cases without one cable in them, and one whose two records are joined again when they are kept.
NO_RECORD = frozenset({"C001", "C002", "C005", "C006", "C010", "bare", "nara-sections"})


def records(data: bytes, path: str) -> list[Transcript | Unread]:
    return list(read_records([data], path, words()))


def transcript(data: bytes, path: str) -> Transcript:
    (one,) = records(data, path)
    assert isinstance(one, Transcript), one
    return one


def read_again(one: Transcript) -> Cable:
    return parse_cable(one.text.encode(), f"cables/{one.year}/{one.id}.txt", words())[0]


def of_the_cable(cable: Cable) -> dict[str, object]:
    """Return all that a cable says, without the places of its file; where only the day counts, the day."""
    fields = {name: getattr(cable, name) for name in cable.__struct_fields__ if name not in OF_THE_FILE}
    if cable.date is not None and cable.precision == "day":
        fields["date"] = cable.date.date()
    if cable.title_source == "file-name":
        del fields["title"]
    fields["blocks"] = [msgspec.structs.replace(block, line=0) for block in cable.blocks]
    fields["references"] = [msgspec.structs.replace(one, line=0) for one in cable.references]
    fields["envelope"] = msgspec.structs.replace(cable.envelope, lines=())
    return fields


def layouts() -> list[Path]:
    return [path for path in dict.fromkeys([*SOURCES, *REAL]) if path.parent.name not in NO_RECORD]


@pytest.mark.parametrize("path", layouts(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_is_written_reads_as_the_record_did(path: Path) -> None:
    data = path.read_bytes()
    one = transcript(data, path.as_posix())

    assert of_the_cable(read_again(one)) == of_the_cable(parse_cable(data, path.as_posix(), words())[0])


def test_all_layouts_are_among_them() -> None:
    found = {read_source(path.read_bytes(), path.as_posix()).layout for path in layouts()}

    assert found >= {
        "front-matter", "wikileaks-html", "pasted-page", "five-line", "csv-row", "pdf-text", "nara", "frus", "bare",
    }  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(mutations())
def test_what_is_written_of_a_damaged_record_reads_as_the_record_did(data: bytes) -> None:
    path = "saved/09VENSK31.txt"
    for one in records(data, path):
        if isinstance(one, Transcript) and one.line is None:
            assert of_the_cable(read_again(one)) == of_the_cable(parse_cable(data, path, words())[0])


@pytest.mark.parametrize(
    "data",
    [
        b"B6, 1.4(D)\nFM EMBASSY LINDEMAR\n2. Nets dry.\nMessage Attributes\nE.O. 12958: N/A\nsometime in March\n",
        b"12. Telegram From the Embassy  Halvania to the Department of State\nLindemar, March 4, 1969, 1015Z.\n112. Herring.\n",
        (
            b"12. Telegram From the Consulate in Vensk to the Department of State\n\nVensk, March 9, 1966, 6 p.m.\n\n"
            b"880. Nets.\n\nHe had this:\n\nR 051758Z MAR 66\nFM AMCONSUL LINDEMAR\nTO STATE\n\n1. Eels.\n\nNNNN\n\nMareth\n"
        ),
    ],
    ids=["codes at the top are no banner", "blanks in the title of a volume", "a header in a text of a volume"],
)
def test_what_fuzzing_found_reads_as_the_record_did(data: bytes) -> None:
    one = transcript(data, "saved/09VENSK31.txt")

    assert of_the_cable(read_again(one)) == of_the_cable(parse_cable(data, "saved/09VENSK31.txt", words())[0])


@settings(max_examples=60, deadline=None)
@given(mutations())
def test_no_character_of_a_message_is_lost(data: bytes) -> None:
    path = "saved/09VENSK31.txt"
    for one in records(data, path):
        if isinstance(one, Transcript) and one.line is None:
            before, after = (
                Counter("".join("".join(line.text.split()) for line in read_source(text, path).message))
                for text in (data, one.text.encode())
            )
            assert before == after


@given(st.binary(max_size=400), st.sampled_from(["07ASTANA1.txt", "x.csv", "CON", "../../x", "a.html", "\ud800"]))
def test_any_bytes_give_records_or_problems(data: bytes, path: str) -> None:
    for one in records(data, path):
        if isinstance(one, Unread):
            assert one.problem.hint
        else:
            assert one.id.isalnum()
            assert one.text.startswith("+++\n")


def test_entities_in_a_saved_page_are_text() -> None:
    page = next(path for path in SOURCES if path.parent.name == "wikileaks-html")
    data = page.read_bytes().replace(b"drawn", b"").replace(b"Nobody", b"&lt;Nobody&#8217;s &amp;pound&quot;")
    cable = read_again(transcript(data, page.as_posix()))

    assert "&lt;Nobody&#8217;s &amp;pound&quot; fell off." in cable.blocks[-1].text


@pytest.mark.parametrize(
    "title", ['A "QUOTED" TITLE', "BACK\\SLASH", "AMP &quot; &amp; &#10; &", "+++", "\u00e9\u4e2d", "''"]
)
def test_any_title_goes_through_front_matter(title: str) -> None:
    data = f"02LINDEMAR77\n{title}\nThu May 02 00:00:00 +0200 2002\nUNCLASSIFIED\nEmbassy Lindemar\n1. Text.\n".encode()

    assert read_again(transcript(data, "x.txt")).title == parse_cable(data, "x.txt", words())[0].title


def test_what_has_no_key_in_front_matter_is_a_comment_there() -> None:
    page = next(path for path in SOURCES if path.parent.name == "plusd").read_text(encoding="utf-8")
    one = transcript(page.encode(), "x.html")

    assert "\n# Film Number: D740099-0112\n" in one.text
    assert 'film = "D740099-0112"' in one.text


def test_a_record_of_the_archives_is_kept_whole_below_front_matter() -> None:
    nara = next(path for path in SOURCES if path.parent.name == "nara").read_text(encoding="utf-8")
    one = transcript(f"{nara}Film Number: D740187-0640\nErrors: n/a\n".encode(), "x.txt")

    assert one.text.endswith(f"{nara}Film Number: D740187-0640\nErrors: n/a\n")
    assert ("film", "D740187-0640") in read_again(one).archive


def test_an_export_of_several_records_is_one_cable_each() -> None:
    nara = next(path for path in SOURCES if path.parent.name == "nara").read_text(encoding="utf-8")
    found = records((nara + nara.replace("00214", "00215").replace("0214", "0215")).encode(), "export.txt")

    assert [one.id for one in found if isinstance(one, Transcript)] == ["75LINDEMAR214", "75LINDEMAR215"]
    assert [one.line for one in found if isinstance(one, Transcript)] == [1, nara.count("\n") + 1]


@pytest.mark.parametrize(
    ("data", "path", "code"),
    [
        (b"", "a.txt", "I001"),
        (b" \n\n", "a.txt", "I001"),
        (b"milk\nbread\n", "list.txt", "I002"),
        (b"%PDF-1.4 ...", "09VENSK31.pdf", "I002"),
        (b"\x00\x01A\x03" * 50, "09VENSK31.txt", "I002"),
        (b"<!DOCTYPE html><html><body>TAGS: PREL SUBJECT: x</body></html>", "09VENSK31.html", "I002"),
        (b'{"id": "09VENSK31"}', "09VENSK31.json", "I002"),
        (b"UNCLAS VENSK 000031\n\nE.O. 12958: N/A\nTAGS: PREL\n\n1. Text.\n", "letter.txt", "I004"),
        (b'"1","3/4/2006 9:05","../../x","","","","","x"', "dump.csv", "I004"),
        (b'"1","3/4/2006 9:05","CON","","","","","x"', "dump.csv", "I004"),
        (b'"1","3/4/2006 9:05","06VENSK9","x"', "dump.csv", "I003"),
        (b"No.,Date,Subject\n1,2007-01-01,x\n", "export.csv", "I010"),
        (b"id,text\n,x\n", "export.csv", "I004"),
        (b'id,text\n06VENSK1,"x","y","z"\n', "export.csv", "I003"),
        (b"[" * 200_000, "deep.json", "I002"),
        (b"<?xml version='1.0'?><a><b></a>", "export.xml", "I003"),
        (b"<?xml version='1.0'?>" + b"<a>" * 100 + b"</a>" * 100, "export.xml", "I003"),
    ],
)
def test_what_is_not_taken_in_is_a_problem(data: bytes, path: str, code: str) -> None:
    (one,) = records(data, path)

    assert isinstance(one, Unread)
    assert (one.problem.code, one.problem.where.path) == (code, path)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'"1","March","06VENSK9","","","","","1. Text."', "I011"),
        (b'"1","3/4/2006 9:05","06VENSK9","","","","",""', "I006"),
        (b'"1","3/4/2006 9:05","06VENSK9","","","","","caf\xe9"', "I012"),
        (b"id,date,text\n06VENSK9,March,1. Text.\n", "I011"),
    ],
)
def test_a_record_is_kept_with_what_is_wrong_with_it(data: bytes, code: str) -> None:
    if data.startswith(b'"1","March"'):
        data = b'"0","3/4/2006 9:05","06VENSK8","","","","","x"\n' + data
    one = records(data, "dump.csv")[-1]

    assert isinstance(one, Transcript)
    assert [problem.code for problem in one.problems] == [code]


def test_a_table_of_the_archives_is_read_by_the_names_of_its_columns() -> None:
    table = (
        "Document Number,Draft Date,From,Subject,TAGS,Original Classification,Film Number,Message Text\r\n"
        '1975VENSK00214,12 FEB 1975,LINDEMAR,"RAILWAY ""GAUGE""","EFIS, QH",UNCLASSIFIED,D750050-0001,'
        '"UNCLAS LINDEMAR 0214\r\nSUBJ: RAILWAY GAUGE\r\n1. TEXT."\r\n'
    )
    one = transcript(table.encode("utf-8-sig"), "export.csv")
    cable = read_again(one)

    assert (one.id, one.line) == ("75VENSK214", 2)
    assert (cable.date and cable.date.date().isoformat(), cable.tags) == ("1975-02-12", ("EFIS", "QH"))
    assert (cable.classification, cable.subject, cable.blocks[-1].text) == ("UNCLASSIFIED", "RAILWAY GAUGE", "TEXT.")
    assert cable.source == "National Archives, Access to Archival Databases"
    assert 'film = "D750050-0001"' in one.text
    assert cable.envelope.sender == "LINDEMAR"  # no header of its own names it


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_a_table_may_have_other_delimiters(delimiter: str) -> None:
    text = delimiter.join(("id", "date", "text")) + "\n" + delimiter.join(("06VENSK9", "2006-03-04", "1. Text."))

    assert transcript(text.encode(), "t.csv").id == "06VENSK9"


def test_a_quote_that_is_not_closed_ends_a_table_and_nothing_else() -> None:
    found = records(b'id,text\n06VENSK1,x\n06VENSK2,"' + b"y" * (17 << 20), "t.csv")

    assert [one.id if isinstance(one, Transcript) else one.problem.code for one in found] == ["06VENSK1", "I003"]


def test_a_file_that_is_too_long_for_a_cable_is_not_read() -> None:
    (one,) = records(b"UNCLAS VENSK 000031\n" + b"word " * (4 << 20), "09VENSK31.txt")

    assert isinstance(one, Unread)
    assert one.problem.code == "I009"


def test_two_files_hold_the_same_message_whatever_wraps_it() -> None:
    page = next(path for path in SOURCES if path.parent.name == "wikileaks-html")
    data = page.read_bytes()
    written = transcript(data, page.as_posix()).text

    assert same_message(written.encode(), data, page.name)
    assert same_message(written.replace("\n", " \r\n").encode(), data, page.name)
    assert not same_message(written.replace("Nobody", "Somebody").encode(), data, page.name)
    assert same_message(b'+++\nid = "09LINDEMAR113"\n+++\n', data, page.name)
    assert not same_message(data, b'+++\nid = "09LINDEMAR113"\n+++\n', page.name)


def test_a_note_goes_into_front_matter_once() -> None:
    noted = with_note('+++\nid = "09VENSK1"\n+++\n1. Text.\n+++\n', 'beside "x"')

    assert noted == '+++\nid = "09VENSK1"\nnote = "beside \\"x\\""\n+++\n1. Text.\n+++\n'
    assert with_note(noted, "other") == noted
    assert with_note("1. Text.", "other") == "1. Text."


@pytest.mark.parametrize("size", [1, 7, 1_000])
def test_an_export_is_cut_at_the_same_places_however_its_bytes_come(size: int) -> None:
    first = b"Two records\nMessage Text\nFIRST\nMessage Attributes\nA\n"
    data = first + b"Message Text\nSECOND\n"

    assert list(sections_of(data[at : at + size] for at in range(0, len(data), size))) == [
        (1, first),
        (6, data[len(first) :]),
    ]
