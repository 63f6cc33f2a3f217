"""Several telegrams in one PDF become several cables; one telegram on several pages stays one; no line is lost."""

import io
import zipfile

import pytest

from generator.importing.formats.cutting import cut_telegrams
from generator.importing.importing import import_cables
from tests.importing.pdf.pdf_maker import lines, make_pdf
from tests.room import Room, files_of


def header(day: int) -> list[str]:
    return [f"R {day:02}1200Z MAR 09", "FM AMEMBASSY VENSK", "TO SECSTATE WASHDC"]


def telegram(serial: int, *, section: str = "", head: bool = True) -> list[str]:
    return [
        *(header(serial % 27 + 1) if head else []),
        f"UNCLAS {section}VENSK {serial:06}",
        "E.O. 12958: N/A",
        "TAGS: PREL",
        f"SUBJECT: HARBOR {serial}",
        f"1. Ship {serial} is in.",
        f"2. Ship {serial} is out.",
    ]


END = ["BT", "#0031", "NNNN"]
MORE = ["3. The pilots are paid.", "4. The harbor is open."]
BANNER = ["UNCLASSIFIED", ""]
SIGNED = ["", "MARETH", ""]


@pytest.mark.parametrize(
    ("pages", "cuts"),
    [
        pytest.param([telegram(31), telegram(32)], [(1, 1, 31), (2, 2, 32)], id="one a page"),
        pytest.param([telegram(31), MORE, telegram(32), MORE], [(1, 2, 31), (3, 4, 32)], id="two pages each"),
        pytest.param([[*telegram(31), *END, *telegram(32)]], [(1, 1, 31), (1, 1, 32)], id="two on a page"),
        pytest.param(
            [telegram(31), [*MORE, *END, "", *telegram(32)], MORE], [(1, 2, 31), (2, 3, 32)], id="on a page's middle"
        ),
        pytest.param(
            [telegram(31, head=False), telegram(32, head=False)], [(1, 1, 31), (2, 2, 32)], id="without headers"
        ),
        pytest.param(
            [[*BANNER, *telegram(31)], [*BANNER, *MORE], [*BANNER, *telegram(32)]],
            [(1, 2, 31), (3, 3, 32)],
            id="below banners",
        ),
        pytest.param(
            [["Photocopy of the Vensk Library", *telegram(31)], ["Photocopy of the Vensk Library", *telegram(32)]],
            [(1, 1, 31), (2, 2, 32)],
            id="below what an archive stamps on each page",
        ),
        pytest.param(
            [["3 May 2009 09:12 VENSK 001/002", *telegram(31)], ["3 May 2009 09:13 VENSK 002/002", *telegram(32)]],
            [(1, 1, 31), (2, 2, 32)],
            id="below the head of a facsimile",
        ),
        pytest.param(
            [[*telegram(31), "ANNEX 2: 09 VENSK 32", *telegram(32)]],
            [(1, 1, 31), (1, 1, 32)],
            id="below a title with a year",
        ),
        pytest.param([[*telegram(31), *SIGNED, *telegram(32)]], [(1, 1, 31), (1, 1, 32)], id="below a signature"),
        pytest.param(
            [[*telegram(31, head=False), *SIGNED, *telegram(32, head=False), *END, *telegram(33, head=False)]],
            [(1, 1, 31), (1, 1, 32), (1, 1, 33)],
            id="without headers, below each other",
        ),
        pytest.param(
            [["ZCZC AB 31", *telegram(31), *END, "ZCZC AB 32", *telegram(32)]],
            [(1, 1, 31), (1, 1, 32)],
            id="below the line that begins a transmission",
        ),
        pytest.param(
            [[*telegram(31), "==> 09VENSK32.txt <==", *telegram(32)]],
            [(1, 1, 31), (1, 1, 32)],
            id="below the name of its file",
        ),
        pytest.param(
            [["011200Z MAR 09", *telegram(31, head=False)], ["021200Z MAR 09", *telegram(32, head=False)]],
            [(1, 1, 31), (2, 2, 32)],
            id="with nothing but a date-time group above",
        ),
        pytest.param(
            [[*telegram(31), *SIGNED, "[2 of 5]", "", *telegram(32)]],
            [(1, 1, 31), (1, 1, 32)],
            id="below a line on its own",
        ),
        pytest.param(
            [[*telegram(31), "3. We repeat:", *telegram(30), *SIGNED, *telegram(29)]], [(1, 1, 31)], id="two in another"
        ),
        pytest.param(
            [[*telegram(31), "TEXT OF 09 VENSK 30:", *telegram(30)]], [(1, 1, 31)], id="in another below its number"
        ),
        pytest.param(
            [telegram(31), ["The harbor master wrote:", *telegram(32)]], [(1, 2, 31)], id="below words of one page"
        ),
        pytest.param(
            [telegram(31, section="SECTION 01 OF 02 "), telegram(31, section="SECTION 02 OF 02 "), telegram(32)],
            [(1, 2, 31), (3, 3, 32)],
            id="sections are one",
        ),
        pytest.param([telegram(31), MORE, MORE], [(1, 3, 31)], id="one on three pages"),
        pytest.param([telegram(31), ["UNCLAS VENSK 000031", *MORE]], [(1, 2, 31)], id="its number on each page"),
        pytest.param([[*telegram(31), "QTE", *telegram(30, head=True), "UNQTE"]], [(1, 1, 31)], id="one in another"),
        pytest.param([[*telegram(31), "QTE"], telegram(30), ["UNQTE"]], [(1, 3, 31)], id="one in another by page"),
        pytest.param([[*telegram(31), "UNCLAS VENSK 000030 said so."]], [(1, 1, 31)], id="a number in a sentence"),
        pytest.param([["A letter.", "With words."], telegram(31)], [(1, 2, 31)], id="a letter above"),
        pytest.param([["A letter."], ["Its end."]], [(1, 2, 0)], id="no telegram"),
        pytest.param([telegram(31), [], telegram(32)], [(1, 2, 31), (3, 3, 32)], id="an empty page"),
        pytest.param([[]], [(1, 1, 0)], id="nothing"),
    ],
)
def test_pages_are_cut_where_a_telegram_begins(pages: list[list[str]], cuts: list[tuple[int, int, int]]) -> None:
    texts = ["\n".join(page) for page in pages]
    found = cut_telegrams(texts)
    assert [(one.first, one.last, one.serial) for one in found] == cuts
    assert "\n".join(one.text for one in found) == "\n".join(texts)


@pytest.mark.parametrize(
    ("above", "doubtful"),
    [
        pytest.param(["3. Nothing more is known."], True, id="below a sentence"),
        pytest.param(["3. We repeat:"], False, id="announced"),
        pytest.param(["3. We repeat 09 Vensk 32:"], False, id="announced with its number"),
        pytest.param(["BEGIN TEXT"], False, id="between marks"),
        pytest.param(END, False, id="below the end, where it is cut off"),
    ],
)
@pytest.mark.parametrize("head", [True, False])
def test_a_telegram_that_nothing_parts_from_the_one_above_is_told(above: list[str], doubtful: bool, head: bool) -> None:
    text = [*telegram(31), *above, *telegram(32, head=head)]
    found = [line for one in cut_telegrams(["\n".join(text)]) for line in one.doubtful]

    assert found == ([len(telegram(31)) + len(above) + 1] if doubtful else [])


def test_a_pdf_of_three_telegrams_becomes_three_cables_and_is_kept_once(room: Room) -> None:
    data = make_pdf([lines(telegram(31)), lines(MORE), lines([*telegram(32), *END, *telegram(33)])])
    folder = room.content.parent / "theirs"
    folder.mkdir()
    (folder / "09VENSK32.pdf").write_bytes(data)
    done = import_cables([folder], room.content / "cables")

    assert (done.written, done.skipped, done.problems) == (3, 0, ())
    files = files_of(room.content / "cables")
    assert set(files) == {f"2009/09VENSK{n}.txt" for n in (31, 32, 33)} | {"2009/09VENSK31.pdf"}
    assert b"4. The harbor is open." in files["2009/09VENSK31.txt"]
    assert b"The PDF: 09VENSK32.pdf, pages 1 to 2, SHA-256" in files["2009/09VENSK31.txt"]
    assert b"The PDF: 09VENSK32.pdf, page 3, SHA-256" in files["2009/09VENSK33.txt"]
    assert import_cables([folder], room.content / "cables").there == 3


def test_a_pdf_in_an_archive_is_read(room: Room) -> None:
    place = room.content.parent / "foia.zip"
    data = make_pdf([lines(telegram(31))])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../release/F-2009-01.pdf", data)
        archive.writestr("broken.pdf", b"%PDF-1.7\n")
    place.write_bytes(packed.getvalue())
    done = import_cables([place], room.content / "cables")

    assert (done.files, done.written, [one.code for one in done.problems]) == (2, 1, ["I020"])
    assert done.problems[0].where.path.endswith("foia.zip/broken.pdf")
    files = files_of(room.content / "cables")
    assert files["2009/09VENSK31.pdf"] == data
    assert b"The PDF: F-2009-01.pdf, SHA-256" in files["2009/09VENSK31.txt"]
