"""The bytes of a file of Markdown -> its text, and the TOML between ``+++`` lines before it."""

import re
from typing import TypeVar

import msgspec

from generator.language import language_meant, language_tag
from generator.problems import Problem, Where, problem_at
from generator.toml import TomlError, fault_in_words, find_setting, read_toml


class PageFront(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a page or a dossier may say before its text."""

    title: str = ""
    order: int | None = None
    description: str = ""
    draft: bool = False
    aliases: tuple[str, ...] = ()
    language: str = ""


class NotesFront(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a file of notes may say before its text."""

    language: str = ""


_Front = TypeVar("_Front", bound=msgspec.Struct)

_FRONT = re.compile(r"\+\+\+[ \t]*\n(?P<toml>.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_FENCE = re.compile(r"\+\+\+[ \t]*\n")
_YAML = re.compile(r"---[ \t]*\n(?:[\w-]+:.*\n|[ \t-].*\n|#.*\n)+(?:---|\.\.\.)[ \t]*(?:\n|\Z)")


def decode(data: bytes, path: str) -> tuple[str, list[Problem]]:
    """Return the text of a file, and E001 where it is not UTF-8."""
    try:
        text, problems = data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        text = data.decode("utf-8-sig", "replace")
        where = Where(path, data.count(b"\n", 0, error.start) + 1)
        problems = [problem_at("E001", where)]
    return text.replace("\r\n", "\n").replace("\r", "\n"), problems


def front_matter(
    text: str, path: str, problems: list[Problem], kind: type[_Front], row: str = ""
) -> tuple[_Front, str, int]:
    """Return the front matter, of a kind that has defaults, the text after it, and how many lines stand before that text.

    row is the row of the problem of front matter that cannot be used, where it is not that of pages.
    """
    found = _FRONT.match(text)
    front = kind()
    if found is None:
        if _FENCE.match(text):
            problems.append(problem_at("E002.open", Where(path, 1)))
        elif _YAML.match(text):
            problems.append(problem_at("E010", Where(path, 1)))
        return front, text, 0
    try:
        front = msgspec.convert(read_toml(found["toml"]), kind)
    except TomlError as error:
        where = Where(path, (error.line or 0) + 1, error.column)  # its lines begin below the first +++
        problems.append(problem_at(row or "E002.toml", where, fault=error.said))
    except msgspec.ValidationError as error:
        said, key = fault_in_words(error, kind)
        problems.append(problem_at(row or "E002", _line_of(key, found[0], path), fault=said))
    return front, text[found.end() :], text.count("\n", 0, found.end())


def language_of(front: PageFront | NotesFront, text: str, path: str, problems: list[Problem]) -> str:
    """Return the tag of the language of a text, "" for that of the room; text is of the whole file, for the line of E002."""
    written = front.language.strip()
    tag = language_tag(written)
    if written and not tag:
        meant = language_meant(written)
        row = "E002.meant" if meant else "E002.language"
        problems.append(problem_at(row, _line_of("language", text, path), language=written, meant=meant))
    return tag


def _line_of(key: str, text: str, path: str) -> Where:
    """Return the line of a key of the front matter that a text begins with, the first where it is not known."""
    where = find_setting(text, key, path)
    return where if key and where.line else Where(path, 1)
