"""``content/collections/NAME.toml`` -> a Collection: what a room says of some of its cables, and which these are. Pure."""

import re

import msgspec

from generator.markdown.model import OwnLink
from generator.markdown.to_html import MarkdownText
from generator.problems import Problem, Where, problem_at
from generator.toml import TomlError, fault_in_words, find_setting, read_toml_file

FOLDER = "collections"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    description: str = ""
    banner: str = ""
    text: str = ""
    licence: str = ""
    licence_url: str = ""
    folders: tuple[str, ...] = ()
    cables: tuple[str, ...] = ()


class Collection(msgspec.Struct, frozen=True):
    """A part of the cables of a room.

    name is that of its file, which addresses and cables use; banner stands on the page of each of its cables; html is its
    text. Its cables are those in folders (below content/cables), those in cables (ids, each with the line that names it), and
    those whose own metadata name it by name or title.
    """

    name: str
    path: str
    title: str
    description: str = ""
    banner: str = ""
    html: str = ""
    licence: str = ""
    licence_url: str = ""
    folders: tuple[str, ...] = ()
    cables: tuple[tuple[str, int | None], ...] = ()
    links: tuple[OwnLink, ...] = ()

    @property
    def address(self) -> str:
        """Return where its list is in the site."""
        return f"collection/{self.name}.html"


def parse_collection(data: bytes, path: str) -> tuple[Collection | None, list[Problem]]:
    """Read the file of a collection; it cannot be used with E015, and is then no collection."""
    name = path.rpartition("/")[2].removesuffix(".toml")
    if not _NAME.fullmatch(name):
        return None, [problem_at("E015.name", Where(path), name=name)]
    try:
        text, table = read_toml_file(data)
        told = msgspec.convert(table, _File)
    except TomlError as error:
        return None, [problem_at("E015", Where(path, error.line, error.column), fault=error.said)]
    except msgspec.ValidationError as error:
        fault, key = fault_in_words(error, _File)
        return None, [problem_at("E015", find_setting(text, key, path), fault=fault)]
    if not told.title.strip():
        return None, [problem_at("E015", find_setting(text, "title", path), fault="its title is empty")]
    if told.licence_url and not _ADDRESS.fullmatch(told.licence_url):
        return None, [
            problem_at("E015", find_setting(text, "licence_url", path), fault="licence_url is not a full address")
        ]
    problems: list[Problem] = []
    said = told.text.strip("\n")
    above = (find_setting(text, "text", path).line or 1) - 1
    within = _line_of(said.partition("\n")[0], "\n".join(text.splitlines()[above:])) or 1
    markdown = MarkdownText(path, f"collection/{name}.html", said, above + within - 1, problems)
    html, _ = markdown.to_html()
    return Collection(
        name=name, path=path, title=told.title.strip(), description=told.description, banner=told.banner, html=html,
        licence=told.licence, licence_url=told.licence_url, folders=tuple(one.strip("/") for one in told.folders),
        cables=tuple((one.strip().upper(), _line_of(one, text)) for one in told.cables),
        links=tuple(markdown.links),
    ), problems  # fmt: skip


def _line_of(name: str, text: str) -> int | None:
    return next((number for number, line in enumerate(text.splitlines(), 1) if name in line), None)
