"""A cable as Markdown: every word of its text, none of it read as markup, with its citation and digest."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.cables.model import Block
from generator.config import Site
from generator.pages.cable.citations import citations_of
from generator.pages.data.markdown_copy import as_plain_text, markdown_copy
from tests.pages.conftest import Desk
from tests.room import cable_text

SITE = Site(title="The *room*", base_url="https://example.org/room/")
HOSTILE = (
    "<script>alert(1)</script> & &amp; [a](javascript:b) ![x](y) *bold* _it_ `code` | a | b |",
    "# no heading",
    "- no item",
    "+ no item",
    "1) no number",
    "> no quotation",
    "    no code",
    "---",
    "~~~",
    "===",
    "\\",
    "https://example.org/ www.example.org user@example.org",
)
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def words(tokens: list[Token]) -> str:
    """Return the text of tokens as a reader sees it."""
    inner = (one for token in tokens for one in token.children or [token])
    shown = ["\n" if one.type in {"softbreak", "hardbreak"} else one.content for one in inner]
    return " ".join(" ".join(shown).split())


def squeezed(text: str) -> str:
    return "".join(text.split())


def kinds(tokens: list[Token]) -> set[str]:
    return {one.type for token in tokens for one in (token, *(token.children or ()))}


def test_a_copy_has_the_citation_the_digest_and_every_word(desk: Desk) -> None:
    reading = desk.read(
        cable_text(
            "07VENSK12", refs=["06 LINDEMAR 5", "05 VENSK 2"], text="One herring.\nTwo herrings.", subject="A fish"
        )
    )

    copy = markdown_copy(reading.cable, reading.view, SITE).decode()

    tokens = READER.parse(copy)
    shown = words(tokens)
    assert copy.startswith("# A Fish\n\n- Identifier: 07VENSK12\n- Date: 2007-01-13")
    assert citations_of(reading.cable, reading.view, SITE)[0].text in shown
    assert f"SHA-256 of the source as published: {reading.cable.sha256}" in shown
    assert "- Page: <https://example.org/room/cable/2007/vensk/07VENSK12.html>\n" in copy
    for said in ("1. One herring.", "2. Two herrings.", "A. 06 LINDEMAR 5 (06LINDEMAR5)", "HOLM", "A FISH"):
        assert said in shown
    assert kinds(tokens) & {"ordered_list_open", "html_inline", "html_block", "em_open", "strong_open"} == set()


def test_the_text_of_a_cable_is_no_markup(desk: Desk) -> None:
    reading = desk.read(cable_text("07VENSK12", text="\n".join(HOSTILE), subject="*A* <b>fish</b>"))

    tokens = READER.parse(markdown_copy(reading.cable, reading.view, Site()).decode())

    made = {"html_inline", "html_block", "link_open", "image", "em_open", "strong_open", "code_inline", "table_open"}
    assert kinds(tokens) & {*made, "blockquote_open", "code_block", "ordered_list_open", "hr"} == set()
    shown = squeezed(words(tokens))
    assert [block.text for block in reading.cable.blocks if squeezed(block.text) not in shown] == []


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=60))
def test_any_line_is_read_as_it_stands(line: str) -> None:
    tokens = READER.parse(as_plain_text(line))

    assert kinds(tokens) <= {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}
    assert squeezed(words(tokens)) == squeezed(line)


@pytest.mark.parametrize("text", ["Fish      Tons\nHerring   7", "```\n~~~", "````` five", "# no heading\n\tno code"])
def test_a_table_keeps_its_columns_and_cannot_end_its_fence(desk: Desk, text: str) -> None:
    reading = desk.read(cable_text("07VENSK12"))
    cable = msgspec.structs.replace(reading.cable, blocks=(Block("table", text, 1), Block("paragraph", "After it.", 9)))

    tokens = READER.parse(markdown_copy(cable, reading.view, Site()).decode())

    assert [token.content for token in tokens if token.type == "fence"] == [f"{text}\n"]
    assert "After it." in words(tokens)
