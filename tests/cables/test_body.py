"""Lines of a text to blocks, a case a line: docs/reference/format.md, "Text". Blocks are written ``kind label mark: text``."""

import pytest

from generator.cables.text.block_parser import read_body
from generator.cables.text.lines.page_markers import depage
from tests.cables.words import lines

LONG = "The fair of the year went on for days " * 5 + "and closed."
LOW = "and the guests of the town went home by train, as they had come, " * 3 + "in the rain."


def blocks(text: str) -> list[str]:
    """Return the blocks of a text, paging taken out, in short."""
    short = {"paragraph": "p", "subparagraph": "sub", "heading": "h"}
    return [
        " ".join(part for part in (short.get(one.kind, one.kind), one.label, one.mark) if part)
        + ": "
        + " ".join(one.parts).strip()
        for one in read_body(depage(lines(text)).lines).blocks
    ]


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("1. One.\n\n2. Two.", ["p 1.: One.", "p 2.: Two."]),
        ("1. One\nand on.\n2. Two.", ["p 1.: One and on.", "p 2.: Two."]),
        ("1.(C) One.\n\n2 . (S//NF) Two.", ["p 1. (C): One.", "p 2 . (S//NF): Two."]),
        ("1. C) One.", ["p 1. C): One."]),
        ("1. (U.S.) firms came.", ["p 1.: (U.S.) firms came."]),
        ("1. (Iran) came.", ["p 1.: (Iran) came."]),
        ("1. (C - ENTIRE TEXT) One.", ["p 1. (C - ENTIRE TEXT): One."]),
        ("1. In the year\n2008. The fair\n14. July.", ["p 1.: In the year 2008. The fair 14. July."]),
        ("1. One.\n\n3. Three.\n\n2. Two.\n\n4. Four.", ["p 1.: One.", "p 3.: Three.", "p 2.: Two.", "p 4.: Four."]),
        ("1. One.\n\n1.1. A part.\n\n1.2. Another.", ["p 1.: One.", "sub 1.1.: A part.", "sub 1.2.: Another."]),
        ("1. One:\n\na) this;\nb) that.", ["p 1.: One:", "item a): this;", "item b): that."]),
        ("1. One:\n\n(i) this;\n(ii) that.", ["p 1.: One:", "item (i): this;", "item (ii): that."]),
        ("1. One:\n\n-- this\nand more\n-- that", ["p 1.: One:", "item --: this and more", "item --: that"]),
        ("1. One:\n\n--This\n\n- That\n\no Else", ["p 1.: One:", "item --: This", "item -: That", "item o: Else"]),
        ("1. One:\n\n-This one.\n-That one.", ["p 1.: One:", "item -: This one.", "item -: That one."]),
        ("1. The minister al\n-Maliki came.", ["p 1.: The minister al -Maliki came."]),
        ("1. Points follow:\n\n1. This.\n\n2. That.", ["p 1.: Points follow:", "item 1.: This.", "item 2.: That."]),
        ("(C) A paragraph without number.", ["p (C): A paragraph without number."]),
    ],
)  # fmt: skip
def test_paragraphs_and_items(text: str, made: list[str]) -> None:
    assert blocks(text) == made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("THE FAIR\n--------\n\n1. One.", ["h: THE FAIR", "p 1.: One."]),
        ("The Fair and\nthe Town\n--------\n1. One.", ["h: The Fair and the Town", "p 1.: One."]),
        ("--------\nThe Fair\n--------\n\n1. One.", ["h: The Fair", "p 1.: One."]),
        ("The Fair\n----------- ----\n\n1. One.", ["h: The Fair", "p 1.: One."]),
        ("The Fair\n- - - - - -\n\n1. One.", ["h: The Fair", "p 1.: One."]),
        ("The Fair\n========\n\n1. One.", ["h: The Fair", "p 1.: One."]),
        ("COMMENT -------\n1. One.", ["h: COMMENT", "p 1.: One."]),
        ("------- Summary -------\n1. One.", ["h: Summary", "p 1.: One."]),
        ("1. It ended well.\nThe Fair\n--------\n2. Two.", ["p 1.: It ended well.", "h: The Fair", "p 2.: Two."]),
        ("1. One and more, in small letters.\n\nTHE FAIR\n\n2. Two.",
            ["p 1.: One and more, in small letters.", "h: THE FAIR", "p 2.: Two."]),
        ("1. ONE AND ALL.\n\nTHE FAIR\n\n2. TWO.", ["p 1.: ONE AND ALL.", "h: THE FAIR", "p 2.: TWO."]),
        ("1. ONE AND ALL.\n\nTHE FAIR\n\nIT CLOSED AGAIN.", ["p 1.: ONE AND ALL.", "p: THE FAIR", "p: IT CLOSED AGAIN."]),
        ("--------\n1. SUMMARY\n--------\n\n2. Two.", ["h: 1. SUMMARY", "p 2.: Two."]),
        ("1. One ended.\n\nThe Fair\nVENSK 00000031  002 OF 002\n--------\n2. Two.",
            ["p 1.: One ended.", "h: The Fair", "p 2.: Two."]),
        ("1. One.\n\n----------\n\n2. Two.", ["p 1.: One.", "rule: ", "p 2.: Two."]),
        ("--------\n\nThe Fair\n\n--------\n\n1. One.", ["h: The Fair", "p 1.: One."]),
        ("--------\n\nThe fair closed.\n\n--------\n\n1. One.", ["rule: ", "p: The fair closed.", "rule: ", "p 1.: One."]),
        ("--------\n\nThe Fair\n\n-----\n\n1. One.", ["h: The Fair", "p 1.: One."]),
        ("THE FAIR OF THE YEAR ------------------- ---\n1. One.", ["h: THE FAIR OF THE YEAR", "p 1.: One."]),
        ("1. One. END NOTE. ------- -", ["p 1.: One. END NOTE. ------- -"]),
        ("1. One --- and two.", ["p 1.: One --- and two."]),
        ("1. One.\n-\n2. Two.", ["p 1.: One.", "p 2.: Two."]),
    ],
)  # fmt: skip
def test_headings_and_rules(text: str, made: list[str]) -> None:
    assert blocks(text) == made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        (f"1. {LONG}\n{LONG}", [f"p 1.: {LONG}", f"p: {LONG}"]),
        (f"1. {LONG}\n{LOW}", [f"p 1.: {LONG} {LOW}"]),
        (f"The topics:\n{LONG}\n{LONG}", ["p: The topics:", f"p: {LONG}", f"p: {LONG}"]),
        (f"1. {LONG}\nXXXXXXXXXXXX\n3. {LONG}", [f"p 1.: {LONG}", "p: XXXXXXXXXXXX", f"p 3.: {LONG}"]),
        (f"1. {LONG}\n2. {LONG}\n4. {LONG}", [f"p 1.: {LONG}", f"p 2.: {LONG}", f"p 4.: {LONG}"]),
        (f"1. {LONG}\n\nOne\nTwo\nThree", [f"p 1.: {LONG}", "lines: One Two Three"]),
    ],
)
def test_edited_text_has_a_paragraph_a_line(text: str, made: list[str]) -> None:
    assert blocks(text) == made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Town    Firms   Visitors\nVensk      12      1,900\nLindemar   40     22,000",
            ["table: Town    Firms   Visitors Vensk      12      1,900 Lindemar   40     22,000"]),
        ("1. It went on for the whole of the week and the day.\n\nVensk 12\nLindemar 40\nPorto Strel 7",
            ["p 1.: It went on for the whole of the week and the day.", "lines: Vensk 12 Lindemar 40 Porto Strel 7"]),
        ("1. One.    Two.", ["p 1.: One.    Two."]),
    ],
)  # fmt: skip
def test_tables_and_short_lines(text: str, made: list[str]) -> None:
    assert blocks(text) == made
