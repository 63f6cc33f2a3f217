"""Reads a page as a screen reader does: each text with the language in which it will be spoken."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr", "path", "circle", "rect"})
_OPTIONAL = frozenset({"li", "dt", "dd"})  # items whose end may be left out
_SILENT = frozenset({"script", "style", "code"})
_SPOKEN = ("aria-label", "alt", "placeholder", "title")


class Texts(HTMLParser):
    """Collects the texts of a page: (language, text, where)."""

    def __init__(self) -> None:
        """Begin with no text."""
        super().__init__()
        self.found: list[tuple[str, str, str]] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, and collect what is said of it."""
        if tag in _OPTIONAL:
            self._end_item()
        given = dict(attrs)
        language = given.get("lang") or (self._open[-1][1] if self._open else "")
        for name in _SPOKEN:
            if given.get(name) and not (name == "title" and tag == "link"):
                self.found.append((language, str(given[name]), f"{tag}[{name}]"))
        if tag not in _VOID:
            self._open.append((tag, language))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect what is said of an element without an end."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if tag in {"ul", "ol", "dl", "div"}:
            self._end_item()
        if tag not in _VOID:
            opened, _ = self._open.pop()
            if opened != tag:
                message = f"</{tag}> closes <{opened}>"
                raise ValueError(message)

    def _end_item(self) -> None:
        """Close the item of a list that is open: its end may be left out."""
        if self._open and self._open[-1][0] in _OPTIONAL:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Collect a text."""
        if data.strip() and self._open and self._open[-1][0] not in _SILENT:
            self.found.append((self._open[-1][1], data.strip(), ">".join(tag for tag, _ in self._open[-3:])))


def texts_of(page: str) -> list[tuple[str, str, str]]:
    """Return the texts of a page: the language in which each is spoken, the text, its place."""
    parser = Texts()
    parser.feed(page)
    parser.close()
    return parser.found


# What is the same in every language: identifiers, names of files and addresses, of programs and formats.
_NAMES = re.compile(
    r"https?://\S+|[\w/#.-]+\.(?:html|csv|jsonl?|sha256|gz|sqlite|md|txt|xml)\b|\d\dASTANA\d+|\b\d\d[A-Z]+\d+\b|"
    r"\b(?:reading-room|Markdown|SHA-256|UTC|full/|PDF|JSON|sha256sum|p\d[\w.]*|[0-9a-f]{64})"
)
_WORD = re.compile(r"[A-Za-z]*[a-z][a-z]+")  # codes in capitals are the same in every language


def english_outside_english(page: str, facts: Iterable[str], said: Iterable[str] = ()) -> Iterator[str]:
    """Yield each text with Latin words that a page does not mark as English; for a language in other letters.

    facts are names that may stand in a label, which has one language; said are words that may stand anywhere, such as
    those that a reader wrote.
    """
    for language, text, place in texts_of(page):
        left = _NAMES.sub("", text)
        if "[" in place:
            for name in facts:
                left = left.replace(name, "")
        for words in said:
            left = left.replace(words, "")
        if language != "en" and _WORD.search(left):
            yield f"{place}: {text[:100]}"
