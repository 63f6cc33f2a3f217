"""Pages and notes that the owner writes in Markdown -> Essay and Note. Pure: opens no file; HTML in them stays text.

A page may begin with TOML front matter between two lines of ``+++`` (title, description, order). A note stands beside a
cable: ``content/notes/ID.md``, with ``## p4`` headings for notes on a paragraph.
"""

import re
import tomllib

import msgspec
from markdown_it import MarkdownIt
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.footnote import footnote_plugin

from generator.problems import Problem, Severity, Where

_FENCE = "+++"
_HEADING = re.compile(r"^#\s+(.+?)\s*#*$", re.MULTILINE)
_PARAGRAPH = re.compile(r"^##\s+(p\d+(?:\.\d+)?[a-z]*)\s*$", re.MULTILINE)
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.\-]*:|//|#|/", re.IGNORECASE)
_LINK = re.compile(r'(<(?:a|img)\b[^>]*?\b(?:href|src)=")([^"]*)(")')
_KEYS = ("title", "description", "order")


class Essay(msgspec.Struct, frozen=True):
    """A page of the owner's. name is its path without ending below ``content/pages``; html has links relative to its place."""

    path: str
    name: str
    title: str
    description: str
    order: int
    html: str


class Note(msgspec.Struct, frozen=True):
    """What the owner says beside a cable: about the whole, and about paragraphs by their anchor."""

    path: str
    cable: str
    html: str
    paragraphs: tuple[tuple[str, str], ...]


def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
    return parser.enable(["table", "strikethrough"]).use(footnote_plugin).use(anchors_plugin, max_level=3)


def parse_essay(data: bytes, path: str, name: str) -> tuple[Essay, list[Problem]]:
    """Read a page.

    Args:
        data: its bytes.
        path: the file, as problems shall name it.
        name: its path below ``content/pages`` without ``.md``; the page's address follows from it.

    Returns:
        The page and what is wrong with it; damaged front matter is reported and the text is shown all the same.
    """
    problems: list[Problem] = []
    values, text = _front_matter(_decode(data, path, problems), path, problems)
    heading = _HEADING.search(text)
    title = values.get("title") if isinstance(values.get("title"), str) else None
    if title is None and heading is not None:
        title = heading[1]
        text = text[: heading.start()] + text[heading.end() :]
    order = values.get("order", 100)
    description = values.get("description", "")
    html = _relative_links(_markdown().render(text), "../" * name.count("/"))
    essay = Essay(
        path,
        name,
        str(title or name.rsplit("/", 1)[-1].replace("-", " ").capitalize()),
        description if isinstance(description, str) else "",
        order if isinstance(order, int) else 100,
        html,
    )
    return essay, problems


def parse_note(data: bytes, path: str, cable: str, root: str) -> tuple[Note, list[Problem]]:
    """Read a note beside a cable; ``## p4`` begins the note on paragraph 4.

    Args:
        data: its bytes.
        path: the file, as problems shall name it.
        cable: the cable's id, the file's name.
        root: the way from the cable's page to the site's root, for links.
    """
    problems: list[Problem] = []
    _, text = _front_matter(_decode(data, path, problems), path, problems)
    parts = _PARAGRAPH.split(text)
    markdown = _markdown()

    def render(part: str) -> str:
        return _relative_links(markdown.render(part), root) if part.strip() else ""

    paragraphs = tuple((parts[at], render(parts[at + 1])) for at in range(1, len(parts) - 1, 2))
    return Note(path, cable, render(parts[0]), paragraphs), problems


def _decode(data: bytes, path: str, problems: list[Problem]) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(Problem(Where(path, line), Severity.WARNING, "E001", "not UTF-8", "save the file as UTF-8"))
        return data.decode("cp1252", "replace").replace("\r\n", "\n")


def _front_matter(text: str, path: str, problems: list[Problem]) -> tuple[dict[str, object], str]:
    """Split front matter from a text; damaged front matter gives {} and a problem."""
    if not text.startswith(_FENCE + "\n"):
        return {}, text
    end = text.find(f"\n{_FENCE}", len(_FENCE))
    if end < 0:
        problems.append(_problem(path, 1, "E002", "front matter without a second line of +++", "close it with +++"))
        return {}, text
    try:
        values: dict[str, object] = tomllib.loads(text[len(_FENCE) + 1 : end + 1])
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        problems.append(_problem(path, 1, "E002", f"front matter is not TOML: {error}", 'texts stand in quotes: title = "About"'))
        values = {}
    problems.extend(
        _problem(path, 1, "E003", f"unknown key '{key}' in front matter", f"the keys are {', '.join(_KEYS)}")
        for key in values
        if key not in _KEYS
    )
    return values, text[end + 1 + len(_FENCE) :].lstrip("\n")


def _problem(path: str, line: int, code: str, message: str, hint: str) -> Problem:
    return Problem(Where(path, line), Severity.WARNING, code, message, hint)


def _relative_links(html: str, root: str) -> str:
    """Put the way to the root before links within the site; other links, and links within the page, stay."""

    def mend(match: "re.Match[str]") -> str:
        target = match[2]
        if not target or _OUTSIDE.match(target):
            return match[0]
        return f"{match[1]}{root}{target}{match[3]}"

    return _LINK.sub(mend, html)
