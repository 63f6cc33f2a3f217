"""``content/site.toml`` -> Config. Typed; everything has a default; an unknown key or a wrong type is an error with its line.

Reads bytes that others give it; opens no file.
"""

import re
import tomllib
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NoReturn

import msgspec

from generator.problems import ConfigurationError, Problem, Severity, Where

PATH = "content/site.toml"
_LINE = re.compile(r"line (\d+)")
_PLACE = re.compile(r"at `\$\.?([^`]*)`")
_UNKNOWN = re.compile(r"unknown field `([^`]+)`")


class Site(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The public part of the configuration: what templates may print.

    base_url is where the room is published (``https://cables.example.org/room``), "" when it is not known: then pages carry no
    canonical address. language is a BCP 47 tag.
    """

    title: str = "Cable reading room"
    description: str = "A reading room of diplomatic cables."
    base_url: str = ""
    language: str = "en"
    publisher: str = ""
    contact: str = ""


class Search(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Full-text search: whether its index is built."""

    enabled: bool = True


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that ``site.toml`` may say, by section."""

    site: Site = Site()
    search: Search = Search()


def parse_config(data: bytes) -> Config:
    """Read ``site.toml``.

    Args:
        data: its bytes; empty when there is no such file.

    Raises:
        ConfigurationError: not UTF-8, not TOML, an unknown key or a value of the wrong type (G001 to G004).
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _fail("G002", data.count(b"\n", 0, error.start) + 1, "the file is not UTF-8", "save it as UTF-8")
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        _fail("G003", int(found[1]) if found else None, f"not TOML: {error}", "texts stand in quotes: title = \"Our room\"")
    try:
        config = msgspec.convert(values, Config)
    except msgspec.ValidationError as error:
        _explain(str(error), text)
    if config.site.base_url and not config.site.base_url.startswith(("https://", "http://")):
        _fail("G001", _line_of("base_url", text), "base_url is no web address", "begin it with https://")
    return config


def _explain(message: str, text: str) -> NoReturn:
    """Turn a validation message into a problem with the line and, for an unknown key, the nearest known one."""
    place = _PLACE.search(message)
    path = place[1] if place else ""
    if unknown := _UNKNOWN.search(message):
        known = _keys(path)
        near = get_close_matches(unknown[1], known, n=1)
        where = f" in [{path}]" if path else ""
        hint = f"did you mean {near[0]}?" if near else f"the keys{where} are {', '.join(known)}"
        _fail("G004", _line_of(unknown[1], text), f"unknown key '{unknown[1]}'{where}", hint)
    expected = message.split(" - at ")[0].replace("`str`", "text").replace("`int`", "a number").replace("`bool`", "true or false")
    expected = expected.replace("`object`", "a section").replace("Expected", "expected")
    _fail("G001", _line_of(path.rsplit(".", 1)[-1], text), f"{expected}, at {path}", "see the table of settings in README.md")


def _keys(path: str) -> list[str]:
    kinds: dict[str, Iterable[str]] = {
        "": Config.__struct_fields__,
        "site": Site.__struct_fields__,
        "search": Search.__struct_fields__,
    }
    return list(kinds.get(path, ()))


def _line_of(key: str, text: str) -> int | None:
    """Return the first line that gives a key or opens a section of that name."""
    pattern = re.compile(rf"\s*(?:{re.escape(key)}\s*=|\[\s*{re.escape(key)}\s*\]|[\w.]*\.{re.escape(key)}\s*=)")
    return next((at for at, line in enumerate(text.splitlines(), 1) if pattern.match(line)), None)


def _fail(code: str, line: int | None, message: str, hint: str) -> NoReturn:
    raise ConfigurationError(Problem(Where(PATH, line), Severity.ERROR, code, message, hint))
