"""The owner's own words: a Markdown page -> Essay, a file of notes -> Notes. Pure: opens no file, never raises.

HTML in Markdown is shown as text, never let through; a link that would run something is left as text and reported.
"""

import re
from collections.abc import MutableMapping
from functools import cache
from itertools import pairwise
from typing import Any

import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from generator.config import WORDS
from generator.problems import Problem, Severity, Where
from generator.toml import TomlError, read_toml


class Heading(msgspec.Struct, frozen=True):
    """A heading of an essay: level 2 to 6, its text without marks, and its anchor, unique on the page."""

    level: int
    text: str
    anchor: str


class Essay(msgspec.Struct, frozen=True):
    """A page of the owner's.

    path is the file in the content folder, address the page's place in the site (``pages/about.md`` -> ``about.html``).
    order is the place among the owner's pages, None after those that have one. html is safe to print as it is; it
    does not hold the title.
    """

    path: str
    address: str
    title: str
    order: int | None
    description: str
    html: str
    headings: tuple[Heading, ...]
    problems: tuple[Problem, ...]


class Note(msgspec.Struct, frozen=True):
    """The owner's words beside a cable: anchor is the paragraph's (``p4``), "" for a note on the whole cable."""

    anchor: str
    html: str


class Notes(msgspec.Struct, frozen=True):
    """All notes of one file. id is the cable's, taken from the file's name."""

    path: str
    id: str
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]


class _FrontMatter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str = ""
    order: int | None = None
    description: str = ""


_FRONT = re.compile(r"\+\+\+[ \t]*\n(?P<toml>.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_FENCE = re.compile(r"\+\+\+[ \t]*\n")
_TYPE = re.compile(r"`(?:\$\.)?([^`|]*?)(?: \| null)?`")
_OUTSIDE = re.compile(r"(?:https?:|mailto:|//|#)", re.IGNORECASE)
_SCHEME = re.compile(r"\s*[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SECTION = re.compile(r"(?P<anchor>p[0-9][0-9a-z.]*)")
_NOT_IN_ANCHORS = re.compile(r"[^\w-]+")
_OF_THE_PAGE = ("main", "find")  # anchors that the page round the text has already
_FROM_PAGES = len("pages/")


def parse_essay(data: bytes, path: str) -> Essay:
    """Read a page.

    Args:
        data: the file's bytes: Markdown, with TOML between ``+++`` lines before it if the owner wishes.
        path: the file's path in the content folder, ``pages/…/name.md``.

    Returns:
        The page, with problems E001 (not UTF-8), E002 (the front matter cannot be used), E003 (a link that is refused)
        and E004 (a heading of the first level within the text, a warning).
    """
    text, problems = _decode(data, path)
    front, body, skipped = _front_matter(text, path, problems)
    address = path[_FROM_PAGES:].removesuffix(".md") + ".html"
    reader = _Reader(path, address, body, skipped, problems)
    title = reader.take_title()
    html, headings = reader.set_type()
    return Essay(
        path=path,
        address=address,
        title=front.title or title or path.rpartition("/")[2].removesuffix(".md").replace("-", " ").capitalize(),
        order=front.order,
        description=front.description,
        html=html,
        headings=headings,
        problems=tuple(problems),
    )


def parse_notes(data: bytes, path: str, address: str) -> Notes:
    """Read the notes beside one cable.

    Args:
        data: the file's bytes: Markdown. What stands under ``## p4`` is beside paragraph p4, what stands before the
            first such heading is on the whole cable.
        path: the file's path in the content folder, ``notes/ID.md``.
        address: the address of the page that shows them; links are made relative to it.
    """
    text, problems = _decode(data, path)
    name = path.rpartition("/")[2].removesuffix(".md").upper()
    lines = text.split("\n")
    edges = _sections(text)
    starts = [("", 0), *((anchor, below) for anchor, _, below in edges)]
    ends = [*(line for _, line, _ in edges), len(lines)]
    notes = []
    for number, ((anchor, start), end) in enumerate(zip(starts, ends, strict=True)):
        body = "\n".join(lines[start:end])
        if body.strip():
            html, _ = _Reader(path, address, body, start, problems, f"note{number}").set_type()
            notes.append(Note(anchor, html))
    return Notes(path, name, tuple(notes), tuple(problems))


def _sections(text: str) -> list[tuple[str, int, int]]:
    """Return each heading that begins the notes on a paragraph: anchor, its line from 0, the line below."""
    found = []
    for opening, inline in pairwise(_markdown().parse(text, {})):
        if opening.type == "heading_open" and opening.tag == "h2" and opening.level == 0 and opening.map:
            section = _SECTION.fullmatch(inline.content)
            if section:
                found.append((section["anchor"], opening.map[0], opening.map[1]))
    return found


def _decode(data: bytes, path: str) -> tuple[str, list[Problem]]:
    try:
        text, problems = data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        text = data.decode("utf-8-sig", "replace")
        where = Where(path, data.count(b"\n", 0, error.start) + 1)
        problems = [_error(where, "E001", "not UTF-8 text", "save the file as UTF-8")]
    return text.replace("\r\n", "\n").replace("\r", "\n"), problems


def _front_matter(text: str, path: str, problems: list[Problem]) -> tuple[_FrontMatter, str, int]:
    """Return the front matter, the text after it, and how many lines stand before that text."""
    found = _FRONT.match(text)
    front = _FrontMatter()
    if found is None:
        if _FENCE.match(text):
            message = "the front matter has no end"
            problems.append(_error(Where(path, 1), "E002", message, "write a second line of +++ below it"))
        return front, text, 0
    hint = "between the +++ lines stand title, description (text) and order (a number)"
    try:
        front = msgspec.convert(read_toml(found["toml"]), _FrontMatter)
    except TomlError as error:
        problems.append(_error(Where(path, 1), "E002", f"the front matter is not TOML: {error}", hint))
    except msgspec.ValidationError as error:
        said = _TYPE.sub(lambda found: WORDS.get(found[1], f"'{found[1]}'"), str(error))
        problems.append(_error(Where(path, 1), "E002", f"the front matter cannot be used: {said}", hint))
    return front, text[found.end() :], text.count("\n", 0, found.end())


class _Reader:
    """One text of Markdown on its way to HTML: what must be known of the page it will stand on."""

    def __init__(
        self, path: str, address: str, body: str, skipped: int, problems: list[Problem], prefix: str = ""
    ) -> None:
        # docId keeps the footnotes of several notes on one page apart.
        self.env: MutableMapping[str, Any] = {"docId": prefix} if prefix else {}
        self.tokens = _markdown().parse(body, self.env)
        self.path = path
        self.root = "../" * address.count("/")
        self.skipped = skipped
        self.problems = problems
        self.prefix = prefix

    def take_title(self) -> str:
        """Take the heading of the first level that opens the text out of it and return it, or ""."""
        if len(self.tokens) < 3 or self.tokens[0].tag != "h1":
            return ""
        title = _plain(self.tokens[1])
        del self.tokens[:3]
        return title

    def set_type(self) -> tuple[str, tuple[Heading, ...]]:
        """Return the text as HTML, and its headings."""
        headings = self._name_headings()
        for token in self.tokens:
            for child in token.children or ():
                self._mend_link(child)
            if token.type == "inline":
                self._report_refused(token)
        markdown = _markdown()
        return str(markdown.renderer.render(self.tokens, markdown.options, self.env)), headings

    def _name_headings(self) -> tuple[Heading, ...]:
        headings: list[Heading] = []
        taken = dict.fromkeys(_OF_THE_PAGE, 1)
        for opening, inline in pairwise(self.tokens):
            if opening.type != "heading_open":
                continue
            text = _plain(inline)
            level = int(opening.tag[1])
            if level == 1:
                hint = "the page's title is its one heading of the first level: write ## for a part of the text"
                self.problems.append(
                    Problem(self._where(opening), Severity.WARNING, "E004", f"'{text}' is a second title", hint)
                )
            anchor = _anchor(f"{self.prefix} {text}" if self.prefix else text, taken)
            opening.attrSet("id", anchor)
            headings.append(Heading(level, text, anchor))
        return tuple(headings)

    def _mend_link(self, token: Token) -> None:
        name = {"link_open": "href", "image": "src"}.get(token.type)
        target = token.attrGet(name) if name else None
        if name is None or not isinstance(target, str) or _OUTSIDE.match(target):
            return
        place, mark, anchor = target.partition("#")
        if place.startswith("/"):
            place = self.root + place.lstrip("/")
            place += "index.html" if not place or place.endswith("/") else ""
        if place.endswith(".md"):
            place = place.removesuffix(".md") + ".html"
        token.attrSet(name, place + mark + anchor)

    def _report_refused(self, token: Token) -> None:
        for child in token.children or ():
            for found in _REFUSED.finditer(child.content) if child.type == "text" else ():
                hint = "links go to pages of the site, to http and https addresses, and to mailto"
                message = f"the link to '{found['target']}' is refused and stands as text"
                self.problems.append(_error(self._where(token), "E003", message, hint))

    def _where(self, token: Token) -> Where:
        return Where(self.path, token.map[0] + 1 + self.skipped if token.map else None)


# What markdown-it leaves of a link whose target it was told to refuse.
_REFUSED = re.compile(r"\]\(\s*<?(?P<target>[A-Za-z][A-Za-z0-9+.-]*:[^)\s>]*)")


class _Markdown(MarkdownIt):
    """Markdown in which a link names a page, an address of the web or a mailbox, and nothing that could run."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        return bool(_OUTSIDE.match(url)) or not _SCHEME.match(url)


@cache
def _markdown() -> MarkdownIt:
    markdown = _Markdown("commonmark", {"html": False})
    markdown.enable("table").use(footnote_plugin)
    # A wide table scrolls in a frame of its own, which the keyboard can reach.
    markdown.add_render_rule(
        "table_open", lambda *_: '<div class="scroll" role="group" aria-label="Table" tabindex="0">\n<table>\n'
    )
    markdown.add_render_rule("table_close", lambda *_: "</table>\n</div>\n")
    return markdown


def _plain(inline: Token) -> str:
    kinds = {"text", "code_inline", "text_special"}
    return "".join(child.content for child in inline.children or () if child.type in kinds).strip()


def _anchor(text: str, taken: dict[str, int]) -> str:
    """Return an anchor that is not taken, and take it; taken has the last number given to each."""
    anchor = stem = _NOT_IN_ANCHORS.sub("-", text.lower()).strip("-") or "part"
    number = taken.get(stem, 0)
    while anchor in taken:
        number += 1
        anchor = f"{stem}-{number}"
    taken[stem] = max(number, 1)
    taken.setdefault(anchor, 1)
    return anchor


def _error(where: Where, code: str, message: str, hint: str) -> Problem:
    return Problem(where, Severity.ERROR, code, message, hint)
