"""Words quoted from a cable: which are found, what is shown of them, and what is nearest where they are not there."""

import time

import pytest

from generator.cables.model import Block
from generator.markdown import parse_essay
from generator.markdown.quotations import Place, find_quotation

BLOCKS = (
    Block("paragraph", "Before the numbers.", 1),
    Block(
        "paragraph",
        "SUMMARY: Three bridges are closed, and the ferry's crew\nhas stopped. It cost 1.5 million.",
        2,
        "1.",
        "p1",
    ),
    Block("item", "The northern bridge.", 4, "a)"),
    Block("paragraph", "The mayor said: \u201cNo boat will sail\u201d. Caf\u00e9s stay open.", 5, "2.", "p2"),
)


@pytest.mark.parametrize(
    ("words", "anchor", "found"),
    [
        ("three bridges are closed", "p1", Place("p1", "Three bridges are closed")),
        ("Three bridges are closed,", "p1", Place("p1", "Three bridges are closed,")),
        ("the ferry\u2019s crew has stopped.", "", Place("p1", "the ferry's crew has stopped.")),
        ("Three bridges ... has stopped", "p1", Place("p1", "Three bridges \u2026 has stopped")),
        ("Three bridges [\u2026] 1.5 million", "p1", Place("p1", "Three bridges \u2026 1.5 million")),
        ("million. The northern bridge", "p1", Place("p1", "million. The northern bridge")),
        ("before the numbers", "", Place("", "Before the numbers")),
        ("no boat will sail", "p1", Place("p2", "No boat will sail", exact=False, elsewhere=True)),
        ("no boat will sail", "p9", Place("p2", "No boat will sail", exact=False, elsewhere=True)),
        ("three bridges were closed", "p1", Place("p1", "Three bridges are closed", exact=False)),
        ("the rye bridge", "p1", Place("p1", "The northern bridge", exact=False)),
        ("has stopped ... three bridges", "p1", Place("p1", "SUMMARY: Three bridges", exact=False)),
        ("it cost 15 million", "p1", Place("p1", "It cost 1.5 million", exact=False)),
        ("ridges are closed", "p1", Place("p1", "bridges are closed", exact=False)),
        ("entirely other words", "p1", Place("", "", exact=False)),
        ("", "p1", Place("", "", exact=False)),
        ("...", "p1", Place("", "", exact=False)),
    ],
)  # fmt: skip
def test_words_are_found_whatever_their_case_and_signs(words: str, anchor: str, found: Place) -> None:
    place = find_quotation(words, anchor, BLOCKS)

    assert (place.text, place.exact, place.elsewhere) == (found.text, found.exact, found.elsewhere)
    assert not found.text or place.anchor == found.anchor


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('[[09VENSK13#p1 "a b"]]', [("09VENSK13", "p1", "a b", 1)]),
        ("x\n\nIn [[09VENSK13 \u201ca\nb\u201d]]", [("09VENSK13", "", "a\nb", 3)]),
        ('[[09VENSK13#p2 "*c*" ]] [[09VENSK14 "d"]]', [("09VENSK13", "p2", "*c*", 1), ("09VENSK14", "", "d", 1)]),
        ('- [[09VENSK13 "a [SIC] b"]]', [("09VENSK13", "", "a [SIC] b", 1)]),
        ('[[09VENSK13 "a &amp; b"]]', [("09VENSK13", "", "a & b", 1)]),
        ('`[[09VENSK13 "a"]]`', []),
        ('[[09VENSK13 "a]] and on', []),
        ("[[09VENSK13]]", []),
    ],
)  # fmt: skip
def test_a_quotation_is_read_with_its_cable_paragraph_and_line(text: str, quoted: list[tuple[object, ...]]) -> None:
    essay = parse_essay(text.encode(), "dossiers/a.md")

    assert [(one.cable, one.anchor, one.words, one.line) for one in essay.quotations] == quoted
    assert essay.html.count("data-quoted") == len(quoted)
    assert (essay.address, essay.is_dossier) == ("dossier/a.html", True)


def test_a_dossier_has_every_word_on_paper() -> None:
    parts = (
        "# T", "One *two* **three**\nfour `five`[^1]", "1. six\n   - seven", "> eight", "    nine",
        "| a | b |\n|---|---|\n| c | d |", "---", "## ten", '[[09VENSK13 "e"]]', "[^1]: eleven\n",
    )  # fmt: skip
    text = "\n\n".join(parts)
    essay = parse_essay(text.encode(), "dossiers/a.md")

    said = " ".join("".join(one for one, _ in block.runs) for block in essay.printed)
    kinds = [(block.kind, block.depth, block.label) for block in essay.printed]

    assert said.split() == [
        "One",
        "two",
        "three",
        "four",
        "five[1]",
        "six",
        "seven",
        "eight",
        "nine",
        "a",
        "b",
        "c",
        "d",
        "ten",
        "eleven",
    ]
    assert kinds == [
        ("paragraph", 0, ""), ("item", 1, "1."), ("item", 2, "\u2013"), ("paragraph", 1, ""), ("code", 0, ""), ("row", 0, ""),
        ("row", 0, ""), ("rule", 0, ""), ("heading", 2, ""), ("quotation", 0, ""), ("item", 0, "[1]"),
    ]  # fmt: skip


@pytest.mark.parametrize("unit", ['[[09VENSK13 "a ', "[[", "a ... "])
def test_the_time_of_reading_grows_with_the_text(unit: str) -> None:
    def seconds(times: int) -> float:
        best = 9.0
        for _ in range(3):
            began = time.process_time()
            parse_essay((unit * times).encode(), "dossiers/a.md")
            find_quotation(unit * times, "", (Block("paragraph", unit * times, 1, "1.", "p1"),))
            best = min(best, time.process_time() - began)
        return best

    assert seconds(4_000) < 9 * max(seconds(1_000), 0.01)
