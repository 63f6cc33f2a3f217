"""A PDF that is imported: its text as it stands on the page, what must not get out, and files that mean harm."""

import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import zlib
from pathlib import Path

import pypdf
import pytest

from generator.importing.importing import import_cables
from generator.importing.pdf.drawing import MOST_LETTERS, MOST_PAGES
from generator.importing.pdf.process import DrawingProcess, DrawingProcesses
from generator.importing.pdf.reading import Drawn, read_pdf
from generator.importing.tally import Imported
from generator.problems import Problem
from tests.importing.pdf.pdf_maker import CABLE, box, lines, make_pdf, word
from tests.room import Room, files_of

NAME = "KARLOVIN"


def drawn(folder: Path, data: bytes, *, take_covered: bool = False) -> Drawn:
    place = folder / "09VENSK31.pdf"
    place.write_bytes(data)
    with DrawingProcess(take_covered=take_covered) as process:
        found = read_pdf(place, "09VENSK31.pdf", process)
    assert isinstance(found, Drawn), found
    return found


def refused(folder: Path, data: bytes, seconds: float = 150) -> Problem:
    place = folder / "09VENSK31.pdf"
    place.write_bytes(data)
    with DrawingProcess() as process:
        found = read_pdf(place, "09VENSK31.pdf", process, seconds=seconds)
    assert isinstance(found, Problem), found
    return found


def imported(room: Room, data: bytes, *, take_covered: bool = False, name: str = "09VENSK31.pdf") -> Imported:
    folder = room.content.parent / "theirs"
    folder.mkdir()
    (folder / name).write_bytes(data)
    return import_cables([folder], room.content / "cables", take_covered=take_covered)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(lines(["FM VENSK", "TO DEPT"]), "FM VENSK\nTO DEPT", id="lines from the top"),
        pytest.param(word("LOW", 72, 100) + word("HIGH", 72, 700), "HIGH\nLOW", id="drawn upwards"),
        pytest.param(lines(["A", "B", "", "C", "D"]), "A\nB\n\nC\nD", id="an empty line"),
        pytest.param(word("INFO", 72, 700) + word("LOG-00", 132, 700), "INFO      LOG-00", id="a column"),
        pytest.param(word("TO DEPT", 72, 700) + word("NSC", 96, 688), "TO DEPT\n    NSC", id="an indent"),
        pytest.param(word("SUBJECT", 72, 700) + word("SUBJECT", 73.5, 699), "SUBJECT", id="a layer drawn twice"),
        pytest.param(word("NO NO", 72, 700), "NO NO", id="a word that is said twice"),
        pytest.param(word("T", 72, 700) + word("wo", 78, 700), "Two", id="a word drawn in parts"),
        pytest.param(word("caf\xe9 \xa7 5", 72, 700), "caf\xe9 \xa7 5", id="letters with accents"),
    ],
)
def test_text_stands_as_on_the_page(content: str, expected: str, tmp_path: Path) -> None:
    assert drawn(tmp_path, make_pdf([content])).pages == (expected,)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_turned_is_read_as_it_is_shown(turn: int, tmp_path: Path) -> None:
    matrix = {90: "0 1 -1 0 600 72", 180: "-1 0 0 -1 540 700", 270: "0 -1 1 0 72 700"}[turn]
    content = f"q {matrix} cm {word('ONE', 0, 0)} {word('TWO', 0, -12)} Q"
    assert drawn(tmp_path, make_pdf([content], page=f"/Rotate {turn}")).pages == ("ONE\nTWO",)


HIDDEN = lines([*CABLE, f"3. The pilot is {NAME}."])
AT = (72 + 16 * 6, 720 - 12 * 8)  # where the name stands


@pytest.mark.parametrize(
    "cover",
    [
        pytest.param(box(AT[0] - 2, AT[1] - 3, 54, 13), id="a black box"),
        pytest.param(box(AT[0] - 2, AT[1] - 3, 54, 13, "0.15 g"), id="a dark grey box"),
        pytest.param(box(AT[0] - 2, AT[1] - 3, 54, 13, "0 0 0.3 rg"), id="a dark blue box"),
        pytest.param(box(AT[0] + 12, AT[1] - 3, 18, 13), id="a box over some letters"),
        pytest.param(f"0 G 12 w {AT[0]} {AT[1] + 3} m {AT[0] + 50} {AT[1] + 3} l S", id="a thick line"),
        pytest.param(
            f"0 g {AT[0] - 4} {AT[1] - 4} m {AT[0] + 60} {AT[1] - 4} l "
            f"{AT[0] + 56} {AT[1] + 11} l {AT[0] - 4} {AT[1] + 11} l f",
            id="a shape of four corners",
        ),
        pytest.param(
            f"q 54 0 0 13 {AT[0] - 2} {AT[1] - 3} cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q", id="a dark picture"
        ),
    ],
)
@pytest.mark.parametrize("order", ["over", "below"])
def test_text_in_a_dark_place_stops_its_page_and_gets_nowhere(cover: str, order: str, room: Room) -> None:
    page = f"{HIDDEN}\n{cover}" if order == "over" else f"{cover}\n{HIDDEN}"
    done = imported(room, make_pdf([page, lines(CABLE)]))

    assert [one.code for one in done.problems] == ["I022"]
    assert "page 1 " in done.problems[0].message
    files = files_of(room.content / "cables")
    assert set(files) == {"2009/09VENSK31.txt"}
    assert NAME.encode() not in files["2009/09VENSK31.txt"]
    assert b"Not in this text, for text under a filled box: page 1 of the PDF." in files["2009/09VENSK31.txt"]


def test_text_under_an_annotation_stops_its_page(tmp_path: Path) -> None:
    place = f"[{AT[0] - 2} {AT[1] - 3} {AT[0] + 54} {AT[1] + 11}]"
    note = f"/Annots [<< /Type /Annot /Subtype /Square /Rect {place} /IC [0 0 0] /C [0 0 0] /F 4 >>]"
    assert drawn(tmp_path, make_pdf([HIDDEN], page=note)).left_out == (1,)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(HIDDEN, id="no box"),
        pytest.param(HIDDEN + box(72, 100, 200, 50), id="a box where no text is"),
        pytest.param(box(60, 500, 500, 250, "0.8 g") + HIDDEN, id="a light ground"),
        pytest.param(box(60, 500, 500, 250) + HIDDEN.replace("0 g", "1 g"), id="white text on a dark ground"),
        pytest.param(HIDDEN + "0 G 1 w 72 650 m 400 650 l S", id="a line between"),
    ],
)
def test_a_page_that_hides_nothing_is_taken(page: str, tmp_path: Path) -> None:
    found = drawn(tmp_path, make_pdf([page]))
    assert found.left_out == ()
    assert NAME in found.pages[0]


def test_covered_text_is_taken_when_asked_for_and_the_pdf_is_not_kept(room: Room) -> None:
    done = imported(room, make_pdf([HIDDEN + box(AT[0] - 2, AT[1] - 3, 54, 13)]), take_covered=True)

    assert [one.code for one in done.problems] == ["I026"]
    files = files_of(room.content / "cables")
    assert set(files) == {"2009/09VENSK31.txt"}
    assert NAME.encode() in files["2009/09VENSK31.txt"]


def test_the_pdf_is_kept_beside_its_cable_with_its_digest_and_builds(room: Room) -> None:
    data = make_pdf([lines(CABLE), ""])
    done = imported(room, data)

    assert [one.code for one in done.problems] == ["I023"]
    files = files_of(room.content / "cables")
    assert files["2009/09VENSK31.pdf"] == data
    text = files["2009/09VENSK31.txt"].decode()
    assert "Text drawn by machine from a PDF and not proofread." in text
    assert hashlib.sha256(data).hexdigest() in text
    assert "no layer of text: page 2 of the PDF" in text
    assert text.endswith("1. The harbor is open.\n2. The pilots are paid.\n")


def test_a_pdf_that_is_imported_again_is_there(room: Room) -> None:
    data = make_pdf([lines(CABLE)])
    imported(room, data)
    done = import_cables([room.content.parent / "theirs"], room.content / "cables")
    assert (done.written, done.there, done.errors) == (0, 1, 0)


def test_a_pdf_of_pictures_alone_is_told(room: Room) -> None:
    done = imported(room, make_pdf(["", ""]))
    assert [one.code for one in done.problems] == ["I023", "I027"]
    assert files_of(room.content / "cables") == {}


def locked(data: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt("a password", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def bomb() -> bytes:
    """Return a page whose content unpacks to 2 GiB."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"q Q " * (4 << 20)) for _ in range(128)) + packer.flush()
    packed = zlib.compress(packed, 9)
    data = make_pdf(["X"])
    stream = b"<< /Filter [/FlateDecode /FlateDecode] /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed)
    return data.replace(b"<< /Length 1 >>\nstream\nX\nendstream", stream)


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        pytest.param(locked(make_pdf([lines(CABLE)])), "I020", "password", id="locked"),
        pytest.param(b"%PDF-1.7\n", "I020", "damaged", id="its first line alone"),
        pytest.param(b"%PDF-1.7\n" + bytes(range(256)) * 40, "I020", "damaged", id="no PDF behind the first line"),
        pytest.param(make_pdf([""] * (MOST_PAGES + 1)), "I021", f"{MOST_PAGES + 1} pages", id="too many pages"),
        pytest.param(
            make_pdf([lines(["x" * 1_000] * (MOST_LETTERS // 1_000 + 1))]),
            "I021",
            "characters on page 1",
            id="too many characters",
        ),
    ],
)
def test_a_pdf_that_cannot_be_read_is_told(data: bytes, code: str, says: str, tmp_path: Path) -> None:
    problem = refused(tmp_path, data)
    assert (problem.code, problem.where.path) == (code, "09VENSK31.pdf")
    assert says in problem.message


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_pdf_that_is_cut_off_is_read_or_told(share: float, tmp_path: Path) -> None:
    data = make_pdf([lines(CABLE)] * 3)
    place = tmp_path / "cut.pdf"
    place.write_bytes(data[: int(len(data) * share)])
    with DrawingProcess() as process:
        found = read_pdf(place, "cut.pdf", process)
    assert found.code in {"I020", "I021"} if isinstance(found, Problem) else len(found.pages) <= 3


def test_what_unpacks_to_more_than_memory_ends_within_its_limits(tmp_path: Path) -> None:
    place = tmp_path / "bomb.pdf"
    place.write_bytes(bomb())
    with DrawingProcess() as process:
        found = read_pdf(place, "bomb.pdf", process)
    assert found.code == "I021" if isinstance(found, Problem) else found.without_text == (1,)


def test_a_reader_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    problem = refused(tmp_path, make_pdf([lines(CABLE)]), seconds=0.001)
    assert problem.code == "I021"
    assert "seconds" in problem.message


@pytest.mark.parametrize(
    ("catalog", "objects", "says"),
    [
        pytest.param(
            "/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (app.alert\\(1\\)) >>] >> >>", (), "a script",
            id="script",
        ),
        pytest.param(
            "/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a.txt) /EF << /F 4 0 R >> >>] >> >>",
            ("<< /Type /EmbeddedFile /Length 2 >>\nstream\nhi\nendstream",), "embedded files", id="a file",
        ),
        pytest.param(
            "/AcroForm << /Fields [<< /FT /Tx /T (a) /V (b) >>] >>", (), "form fields", id="form"
        ),
    ],
)  # fmt: skip
def test_what_a_pdf_holds_besides_its_pages_is_told_and_not_read(
    catalog: str, objects: tuple[str, ...], says: str, tmp_path: Path
) -> None:
    found = drawn(tmp_path, make_pdf([lines(CABLE)], catalog=catalog, objects=objects))
    assert [one.code for one in found.problems] == ["I024"]
    assert says in found.problems[0].message
    assert found.pages[0].startswith("UNCLAS VENSK 000031")


def test_the_limits_of_the_reader_are_set_before_the_file_is_opened() -> None:
    program = (
        "import resource, generator.importing.pdf.drawing as d\n"
        "d.draw = lambda *a, **k: {'limits': [resource.getrlimit(one)[0] for one in"
        " (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)]}\n"
        "d.main(['\"none\"'], take_covered=False)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    memory, seconds, output = json.loads(done.stdout)["limits"]
    assert (memory, output) == (2 << 30, 64 << 20)
    assert 120 < seconds < 140  # those that it has used, and 120 more


def test_one_process_draws_many_files_and_a_new_one_those_after_a_file_that_ends_it(tmp_path: Path) -> None:
    sound, slow = tmp_path / "sound.pdf", tmp_path / "slow.pdf"
    sound.write_bytes(make_pdf([lines(CABLE)]))
    slow.write_bytes(make_pdf([lines(CABLE)] * 1_500))
    with DrawingProcess() as process:
        assert "pages" in process.draw(sound, 60)
        first = process.number
        assert "pages" in process.draw(sound, 60)
        assert process.number == first
        assert process.draw(slow, 0.05) == {"limit": "more than 0.05 seconds"}
        assert process.number is None
        assert "pages" in process.draw(sound, 60)
        second = process.number
        assert second not in {None, first}
        os.kill(second or 0, signal.SIGKILL)
        assert "status -9" in process.draw(sound, 60)["limit"]
        assert "pages" in process.draw(sound, 60)


def test_a_pdf_in_which_no_cable_is_found_is_told_as_such(room: Room) -> None:
    done = imported(room, make_pdf([lines(["A letter to the harbor master."])]), name="letter.pdf")

    assert [(one.count, one.words) for one in done.unread] == [(1, "a PDF in which no cable was found")]


def test_the_page_of_a_cable_from_a_pdf_says_so_above_its_text(room: Room) -> None:
    imported(room, make_pdf([lines(CABLE)]))
    room.build()

    page = room.page("cable/2009/vensk/09VENSK31.html")
    assert "<strong>Drawn from a PDF by machine.</strong> The text was not proofread" in page
    assert "SHA-256" in page


def test_files_that_are_drawn_ahead_come_as_they_are_asked_for(tmp_path: Path) -> None:
    places = []
    for number in range(7):
        places.append(tmp_path / f"{number}.pdf")
        places[-1].write_bytes(b"no PDF" if number == 3 else make_pdf([lines([f"SHIP {number}"])]))
    with DrawingProcesses(2) as processes:
        processes.expect(places)
        asked = [places[0], places[2], places[3], places[1], places[6], places[5], places[4]]
        found = [processes.draw(place, 60) for place in asked]
    assert [one.get("pages") for one in found] == [
        ["SHIP 0"], ["SHIP 2"], None, ["SHIP 1"], ["SHIP 6"], ["SHIP 5"], ["SHIP 4"],
    ]  # fmt: skip
    assert found[2] == {"error": "it is damaged or cut off"}


def test_two_imports_of_a_folder_are_alike_however_many_processes_draw(room: Room, tmp_path: Path) -> None:
    for number in range(30, 36):
        text = [f"UNCLAS VENSK 0000{number}", *CABLE[1:6], f"1. Ship {number}."]
        (tmp_path / f"09VENSK{number}.pdf").write_bytes(make_pdf([lines(text)]))
    assert import_cables([tmp_path], room.content).written == 6
    for number in range(30, 36):
        assert f"Ship {number}." in (room.content / f"cables/2009/09VENSK{number}.txt").read_text("utf-8")
