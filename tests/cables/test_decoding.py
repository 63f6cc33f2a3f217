"""Bytes to text, a case a line: docs/reference/format.md, "Decoding"."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cables.parse import parse_cable
from generator.cables.source.decoding import clean, decode, has_marks, split_lines, unescape

PAGE = """<table class='cable'>
<tr><td>09LINDEMAR131</td><td>2009-02-12 16:04</td><td>2010-12-01 12:12</td><td>UNCLASSIFIED</td>
<td>Embassy Lindemar</td></tr></table>
<code><pre></pre></code>
<code><pre>UNCLAS LINDEMAR 000131&#x000A;&#x000A;TAGS: ECON&#x000A;SUBJECT: FAIR&#x000A;&#x000A;%s</pre></code>"""


@pytest.mark.parametrize(
    ("data", "text", "codes"),
    [
        (b"plain\n", "plain\n", []),
        (b"", "", []),
        (b"\xef\xbb\xbfmarked", "marked", []),
        ("caf\u00e9 \u201cin\u201d".encode(), "caf\u00e9 \u201cin\u201d", []),
        ("caf\u00e9 \u201cin\u201d".encode("cp1252"), "caf\u00e9 \u201cin\u201d", ["C003"]),
        (b"not \x81 in it", "not \ufffd in it", ["C003"]),
        ("UTF-16 \u201cin\u201d".encode("utf-16"), "UTF-16 \u201cin\u201d", []),
        (b"a\r\nb\rc\nd", "a\nb\nc\nd", []),
        ("a\u2028b\u2029c\u0085d".encode(), "a\nb\nc\nd", []),
        ("a\u00a0b\u2007c\u202fd\te".encode(), "a b c d e", []),
        ("a\u200bb\ufeffc\u00add".encode(), "abcd", []),
        ("a\u202eb\u2066c".encode(), "abc", []),
        (b"a\x07b" + b"c" * 100, "ab" + "c" * 100, []),
        (b"page\n\x0cnext", "page\nnext", []),
        (b"\x00\x01\x02\x03\x04\x05", "", ["C005"]),
    ],
)
def test_bytes_become_text_that_can_be_seen(data: bytes, text: str, codes: list[str]) -> None:
    decoded, damage = decode(data)

    assert decoded == text
    assert [code for code, _, _ in damage] == codes


def test_windows_text_is_reported_on_its_line() -> None:
    assert decode(b"one\ntwo\nthr\xe9e")[1] == [("C003", 3, "")]


@given(st.binary(max_size=300))
def test_no_character_that_cannot_be_seen_is_left(data: bytes) -> None:
    text, _ = decode(data)

    assert all(letter in {"\n", " "} or letter >= "\u00a1" or "!" <= letter <= "~" for letter in text)
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("don&#8217;t", "don\u2019t"),
        ("don&#x2019;t", "don\u2019t"),
        ("R&amp;D", "R&D"),
        ("&lt;b&gt;", "<b>"),
        ("a&nbsp;b", "a b"),
        ("&#145;so&#146;", "\u2018so\u2019"),  # as browsers read them
        ("&pounding ahead8", "&pounding ahead8"),
        ("&centrales8", "&centrales8"),
        ("&copy;", "&copy;"),
        ("&#0;&#7;", "&#0;&#7;"),
        ("&#99999999;", "&#99999999;"),
        ("AT&T", "AT&T"),
        ("&#55296;", "&#55296;"),
    ],
)
def test_only_whole_entities_are_replaced(text: str, plain: str) -> None:
    assert unescape(text) == plain


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("1. &pounding ahead8.", '"pounding ahead".'),  # no entity: mended as damage of the wire
        ("1. The fair &centrales8 opened.", 'The fair "centrales" opened.'),
        ("1. A &amp; B.", "A &amp; B."),  # the page is not escaped
        ("1. Cost: <<218634>>.", "Cost: <<218634>>."),
        ("1. Less than < five.", "Less than < five."),
        ("1. See <a href='/tag/ECON.html'>ECON</a>.", "See ECON."),
        ("1. One<br>&#x000A;two.", "One two."),
        ("1. <strong>Bold</strong> and </td></tr></table>plain.", "Bold and plain."),
        ("\u00b61. Text.", "Text."),
    ],
)
def test_the_text_of_a_saved_page_is_taken_as_it_is(inside: str, shown: str) -> None:
    cable, _ = parse_cable((PAGE % inside).encode(), "09LINDEMAR131.html")

    assert cable.layout == "wikileaks-html"
    assert [block.text for block in cable.blocks] == [shown]


def test_lines_have_no_blanks_at_their_ends() -> None:
    assert split_lines("a  \n b\t\n\n") == ["a", " b", "", ""]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("\u00b61. Text", True), ("\ufffd1.", True), ("line\\", True), ("Declassified/Released", True), ("plain", False)],
)
def test_what_is_no_part_of_a_message_is_noticed(text: str, *, expected: bool) -> None:
    assert has_marks(text) is expected
