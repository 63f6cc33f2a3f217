"""The page "How to read a cable" quotes its cable as it stands, line for line, and every part it names is there."""

import re
from pathlib import Path

import pytest

from generator.markdown import Essay, parse_essay

CONTENT = Path(__file__).parent.parent.parent / "content"
SOURCE = (CONTENT / "cables/07ASTANA1061.txt").read_text(encoding="utf-8").splitlines()
PAGE = (CONTENT / "pages/how-to-read.md").read_text(encoding="utf-8")
LINES = re.findall(r"^\| (\d+) \| `([^`]+)` \| (.+) \|$", PAGE, re.MULTILINE)


@pytest.fixture(scope="module")
def essay() -> Essay:
    return parse_essay(PAGE.encode(), "pages/how-to-read.md")


def test_the_table_has_the_lines_of_every_layer() -> None:
    assert len(LINES) > 15


@pytest.mark.parametrize(("number", "quoted", "said"), LINES)
def test_a_line_is_quoted_as_it_stands_and_leads_to_its_explanation(
    essay: Essay, number: str, quoted: str, said: str
) -> None:
    anchors = re.findall(r"\]\(#([\w-]+)\)", said)

    assert SOURCE[int(number) - 1].strip() == quoted
    assert anchors
    assert set(anchors) <= {heading.anchor for heading in essay.headings}


def test_the_page_is_sound(essay: Essay) -> None:
    assert essay.problems == ()
    assert f"has {len(SOURCE)} lines" in PAGE
