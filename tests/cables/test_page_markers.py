"""Page markers of both ages, stray captions and repeated section headings, a case a line: docs/reference/format.md, "Pages"."""

import pytest

from generator.cables.text.lines.page_markers import Taken, depage
from generator.cables.text.lines.repeated_headings import drop_strays
from generator.cables.text.lines.sentences import Gap, goes_on
from tests.cables.words import lines, words

BEFORE = "The trade fair of the year opened its doors to the guests of\n"
AFTER = "the consul, who had come by train."
JOINED = ["The trade fair of the year opened its doors to the guests of", AFTER]
SECOND_HEADING = "UNCLAS SECTION 02 OF 02 LINDEMAR 000131\n\nSIPDIS\n\nTAGS: ECON\nSUBJECT: FAIR"
APART = ["The fair closed.", "", "2. The mayor spoke."]


@pytest.mark.parametrize(
    "marker",
    [
        "LINDEMAR 00000131  002 OF 003",
        "LINDEMAR 00000131  002.2 OF 003",
        "LINDEMAR 00000131 002OF 003",
        "Lindemar 00000131 002 of 003",
        "PORTO STRE 00000131  002 OF 003",
        "PORT AU PR 00000131  002 OF 003",
        "BUENOS AIR 00000131  002.4 OF 003",
        "PAGE 02        LINDEMAR  00131  01 OF 03  182017Z",
        "PAGE 02        PORTO S  00131  182017Z",
        "PAGE 02 RUXHLM0131 S E C R E T [LINDEMAR 000131]",
        "PAGE 02 RUXHLM0131 182017Z",
        "CONFIDENTIAL\n\nCONFIDENTIAL\n\nPAGE 02        LINDEMAR  00131  182017Z",
        "SECRET\nPAGE 02        LINDEMAR  00131  182017Z\nSECRET",
    ],
)
@pytest.mark.parametrize("space", ["", "\n", "\n\n"])
def test_a_marker_in_a_sentence_is_taken_out_and_the_sentence_joined(marker: str, space: str) -> None:
    depaged = depage(lines(f"1. Text.\n\n{BEFORE}{space}{marker}\n{space}{AFTER}"))

    assert [line.text for line in depaged.lines][2:] == JOINED
    assert "\n".join(one.piece.text for one in depaged.taken) == marker.replace("\n\n", "\n")
    assert {one.piece.rule for one in depaged.taken} <= {"page-marker", "page-level"}
    assert all(one.before == 3 for one in depaged.taken)


@pytest.mark.parametrize("space", ["", "\n", "\n\n"])
def test_a_marker_between_paragraphs_leaves_one_blank_line(space: str) -> None:
    depaged = depage(lines(f"The fair closed.\n{space}LINDEMAR 00000131  002 OF 003\n{space}2. The mayor spoke."))

    assert [line.text for line in depaged.lines] == APART


@pytest.mark.parametrize(
    ("text", "kept", "taken"),
    [
        (
            "He said that LINDEMAR 00000131 002 OF 003 the fair would open.",
            ["He said that", "the fair would open."],
            "LINDEMAR 00000131 002 OF 003",
        ),
        (
            "He said that Lindemar 00000131 002 of 003 the fair would open.",
            ["He said that", "the fair would open."],
            "Lindemar 00000131 002 of 003",
        ),
        (
            "He came to PORTO STRE 00000131 002 OF 003 by train.",
            ["He came to", "by train."],
            "PORTO STRE 00000131 002 OF 003",
        ),
        (
            "PAGE 02 HARARE 06677 01 OF 03 291400Z OPPOSITION LEADER",
            ["OPPOSITION LEADER"],
            "PAGE 02 HARARE 06677 01 OF 03 291400Z",
        ),
    ],
)
def test_a_marker_within_a_line_is_cut_out_of_it(text: str, kept: list[str], taken: str) -> None:
    depaged = depage(lines(text))

    assert [line.text for line in depaged.lines] == kept
    assert [one.piece.text.strip() for one in depaged.taken] == [taken]
    assert all(text[line.column :].startswith(line.text) for line in depaged.lines)


@pytest.mark.parametrize(
    "text",
    [
        "REF: LINDEMAR 131",
        "LINDEMAR 000131",
        "The code is 00000131 and no more.",
        "The code is 12345678 002 OF 003.",
        "PAGE 2 of the paper says so.",
        "See PAGE 02 of it.",
        "SECRET",
    ],
)
def test_what_is_no_marker_stays(text: str) -> None:
    depaged = depage(lines(text))

    assert [line.text for line in depaged.lines] == [text]
    assert not depaged.taken


def test_markers_tell_post_and_pages() -> None:
    depaged = depage(lines(f"{BEFORE}PORTO STRE 00000131  002 OF 003\n{AFTER}\nPORTO STRE 00000131  003 OF 003\nend"))

    assert (depaged.markers, depaged.pages) == (2, 3)
    assert depaged.posts == ("PORTO STRE",)


LONG = "The embassy welcomes the establishing of the anti-fraud"


@pytest.mark.parametrize(
    ("before", "after", "length", "broken"),
    [
        (LONG, "center, and the creation", 0, True),
        (f"{LONG}.", "center, and the creation", 0, False),
        (f"{LONG} (which they call", "the center)", 0, True),
        (f'{LONG} "fair"', "and left.", 0, True),
        (f'{LONG} "fair."', "and left.", 0, False),
        (LONG, "Center, and the creation", 0, False),
        (f"{LONG} of the", "Center, and the creation", 0, True),
        (f"{LONG} with", "20 million in hand", 0, True),
        (f"{LONG} and Mr.", "Orley, who came", 0, True),
        (f"{LONG},", "Orley said", 0, True),
        ("Dear Mr. Orley,", "Thank you for the letter.", 0, False),
        ("Short line", "center, and the creation", 0, False),
        ("asked", "the center, and the creation", 90, True),
        (f"{LONG} of the", "a) the center", 0, False),
        (f"{LONG} of the", "3. (C) The center", 0, False),
        (f"{LONG} of the", "-- the center", 0, False),
        ("THE FAIR AND ITS", "GUESTS", 0, False),
    ],
)
def test_a_blank_line_in_a_sentence_is_told(before: str, after: str, length: int, *, broken: bool) -> None:
    assert goes_on(Gap(before, after, blank=True, length=length)) is broken


@pytest.mark.parametrize(
    ("before", "after", "broken"),
    [
        (LONG, "Center, and the creation", True),
        (f"{LONG}.", "Center, and the creation", False),
        (f"{LONG} (it said)", "Center, and the creation", False),
        (f"{LONG}.", "4. (C) And then", False),
    ],
)
def test_a_line_end_or_a_page_alone_ends_no_sentence(before: str, after: str, *, broken: bool) -> None:
    assert goes_on(Gap(before, after)) is broken
    assert goes_on(Gap(before, after, cut=True)) is broken


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The fair brought the guests\nSIPDIS\nof the town.", ["The fair brought the guests", "of the town."]),
        ("The fair closed.\n\nSIPDIS\n\n2. The mayor spoke.", APART),
        ("He saw many lights and SIPDIS stores in town.", ["He saw many lights and", "stores in town."]),
        ("He saw, SIPDIS and then he left.", ["He saw,", "and then he left."]),
        ("Please use the SIPDIS caption.", ["Please use the SIPDIS caption."]),
        ('The caption "SIPDIS" was left out.', ['The caption "SIPDIS" was left out.']),
        ("No caption here.", ["No caption here."]),
        (f"The fair closed.\n\n{SECOND_HEADING}\n\n2. The mayor spoke.", APART),
        ("The talk turned to SECTION 8 of the law.", ["The talk turned to SECTION 8 of the law."]),
    ],
)  # fmt: skip
def test_stray_captions_and_section_headings_are_taken_out(text: str, kept: list[str]) -> None:
    source = lines(text)
    remaining, taken = drop_strays(source, [], words())

    assert [line.text for line in remaining] == kept
    gone = "".join("".join(text.split()) for text in [one.piece.text for one in taken])
    assert len(gone) + sum(len("".join(line.text.split())) for line in remaining) == len("".join(text.split()))


def test_places_of_what_was_taken_out_before_move_with_the_lines() -> None:
    source = lines("1. The fair\nSIPDIS\nopened.\n\n2. It closed.")
    piece = depage(lines("LINDEMAR 00000131  002 OF 003")).taken[0].piece
    remaining, taken = drop_strays(source, [Taken(4, piece)], words())

    assert [line.text for line in remaining] == ["1. The fair", "opened.", "", "2. It closed."]
    assert [(one.before, one.piece.rule) for one in taken] == [(1, "stray-caption"), (3, "page-marker")]
