"""A page of the Web, or a letter set as one -> its text, its tables, and the telegram of the printed series in it. Pure."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

_BLOCKS = frozenset(
    {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "table", "blockquote", "hr", "section",
     "article"}
)  # fmt: skip
_UNSEEN = frozenset({"script", "style", "head", "title"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_ENDED_BY = {"td": {"td", "th"}, "th": {"td", "th"}, "tr": {"td", "th", "tr"}, "li": {"li"}, "p": {"p"}}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_LINE_BLOCKS = re.compile(r"<(?:br|p|div|tr)\b", re.IGNORECASE)
_OPEN = re.compile(r"<(?=[^<>]*(?:<|\Z))")
_MOST_OPEN = 50
_FEWEST_BLOCKS = 8  # of a page that sets its lines as blocks: in them, a line end is a blank
_DEEPEST = 100
_MOST_CELLS = 100
_TELEGRAM = re.compile(r"\s*(?:\d{1,4}\.\s*)?(?:Telegram|Airgram|Cable|Circular Telegram) From\b", re.IGNORECASE)

Rows = list[list[str]]


@lru_cache(maxsize=1)  # its text, its tables and its telegram are asked one after another
def _tree_of(html: str) -> ET.Element:
    """Return the elements of a page, however badly they are ended; none within an element that is too deep."""
    plain = _without_comments(html)
    reader = _Reader()
    try:
        reader.feed(plain)
        reader.close()
    except AssertionError:  # a declaration that the library does not know: it is read as text
        reader = _Reader()
        reader.feed(plain.replace("<!", "&lt;!"))
        reader.close()
    return reader.end()


def _without_comments(html: str) -> str:
    """Return a page without comments; one that does not end is text, and so are many tags without an end.

    The library looks for the end of each again and again, which takes the square of their number.
    """
    parts = []
    at = 0
    while (begin := html.find("<!--", at)) >= 0 and (end := html.find("-->", begin)) >= 0:
        parts.append(html[at:begin])
        at = end + len("-->")
    plain = "".join([*parts, html[at:].replace("<!--", "&lt;!--")])
    hostile = plain.count("<") - plain.count(">") > _MOST_OPEN
    return _OPEN.sub("&lt;", plain) if hostile else plain


class _Reader(HTMLParser):
    """Builds the elements of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._tree = ET.TreeBuilder()
        self._open = ["page"]
        self._tree.start("page", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while self._open[-1] in _ENDED_BY.get(tag, ()):
            self._tree.end(self._open.pop())
        if len(self._open) > _DEEPEST:
            return
        self._tree.start(tag, {name: value or "" for name, value in attrs})
        if tag in _VOID:
            self._tree.end(tag)
        else:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open[1:]:
            while (last := self._open.pop()) != tag:
                self._tree.end(last)
            self._tree.end(tag)

    def handle_data(self, data: str) -> None:
        self._tree.data(data)

    def end(self) -> ET.Element:
        """Return the whole page."""
        while self._open:
            self._tree.end(self._open.pop())
        return self._tree.close()


def text_of(html: str) -> str:
    """Return the text of a page without its markup, blocks on lines of their own."""
    return _text(_tree_of(html), flows=_flows(html))


def tables_of(html: str) -> Iterator[Rows]:
    """Yield the tables of a page, row by row; a table within another is also in a cell of it."""
    flows = _flows(html)
    for table in _tree_of(html).iter("table"):
        rows = [row for part in [table, *table] if part.tag != "tr" for row in part if row.tag == "tr"]
        yield [
            [_text(cell, flows=flows).strip() for cell in row[:_MOST_CELLS] if cell.tag in {"td", "th"}] for row in rows
        ]


def telegram_of(html: str) -> str:
    """Return the telegram of a page of the printed series, its notes below it, as the layout of the series reads it; or "".

    It begins at its heading (``211. Telegram From …``), and ends with the element that the heading stands in.
    """
    page = _tree_of(html)
    outer = {inner: one for one in page.iter() for inner in one}
    for heading in page.iter():
        if heading.tag[:1] != "h" or not heading.tag[1:].isdigit() or not _TELEGRAM.match(_words(heading)):
            continue
        around = outer[heading]
        while len(_words(around)) < 2 * len(_words(heading)) and around in outer:  # a frame round the heading alone
            around = outer[around]
        notes = [one for one in page.iter("li") if _is_note(one, outer)]
        said = (_words(note).removesuffix("\u21a9").rstrip() for note in notes)  # an arrow leads back to the text
        texts = [_words(heading), *_paragraphs(around, heading, {*notes})]
        return "\n\n".join([*texts, *(f"{at} {note}" for at, note in enumerate(said, 1))]) + "\n"
    return ""


def _is_note(item: ET.Element, outer: dict[ET.Element, ET.Element]) -> bool:
    near = [item, *[one for one in [outer.get(item), outer.get(outer.get(item, item))] if one is not None]]
    return any("footnote" in one.get("class", "") for one in near)


def _paragraphs(around: ET.Element, heading: ET.Element, notes: set[ET.Element]) -> Iterator[str]:
    """Yield what stands below a heading in an element, block by block, without notes."""
    waiting: list[ET.Element | str] = [around]
    below = False
    while waiting:
        one = waiting.pop()
        if one is heading:
            below = True
        elif one in notes:
            continue
        elif isinstance(one, ET.Element) and any(inner.tag in _BLOCKS for inner in one.iter() if inner is not one):
            waiting += [part for inner in reversed(one) for part in (inner.tail or "", inner)]
            waiting.append(one.text or "")
        elif below and (words := " ".join(one.split()) if isinstance(one, str) else _words(one)):
            yield words


def _words(element: ET.Element) -> str:
    """Return the words of an element, without the numbers of notes that are set high."""
    return " ".join(_text(element, flows=True, unseen=_UNSEEN | {"sup"}).split())


def _flows(html: str) -> bool:
    return len(_LINE_BLOCKS.findall(html[: 1 << 20])) >= _FEWEST_BLOCKS


def _text(root: ET.Element, *, flows: bool, unseen: frozenset[str] = _UNSEEN) -> str:
    """Return the text of an element; flows says that white space which is not set as typed is one blank."""
    parts: list[str] = [""]
    typed = 0
    waiting: list[ET.Element | str | int] = [root]
    while waiting:
        one = waiting.pop()
        if isinstance(one, int):  # the end of a block, which may be set as typed
            parts.append("\n")
            typed -= one
        elif isinstance(one, str):
            text = one if typed or not flows else _SPACE.sub(" ", one)
            parts.append(text.lstrip(" ") if flows and not typed and parts[-1].endswith("\n") else text)
        else:
            if one is not root:
                waiting.append(one.tail or "")
            if one.tag in unseen:
                continue
            if one.tag in _BLOCKS:
                parts.append("\n")
                waiting += [] if one.tag == "br" else [one.tag == "pre"]
                typed += one.tag == "pre"
            waiting.extend(reversed(one))
            waiting.append(one.text or "")
    return "".join(parts)
