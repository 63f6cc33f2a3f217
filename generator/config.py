"""The bytes of ``content/site.toml`` -> Config. Everything has a default. Pure: opens no file, asks no environment.

``Site`` is the public part: templates may read it, and a change of it may change every page. ``Build`` is how the room
is built, which no page shows.
"""

import difflib
import re
from collections.abc import Iterator
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from generator.problems import ConfigurationError, Problem, Severity, Where
from generator.toml import TomlError, read_toml


class Site(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What pages may know of the room as a whole.

    base_url is where the site will stand (``https://example.org/room/``), with a slash at its end, or "" when that is
    not known: then pages leave out what needs a full address. language is a BCP 47 tag. contact is an address to write
    to, electronic or not, or "".
    """

    title: str = "Reading room"
    description: str = ""
    base_url: str = ""
    language: str = "en"
    contact: str = ""


class Build(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the room is built: search says whether a search index is made; pdf whether each cable is also printed.

    pdf "auto" prints them in rooms of up to 5,000 cables, where Typst is installed. json says whether the record of each
    cable is a file of its own, "auto" as above; legacy_addresses whether addresses of the 2010 publication lead here.
    """

    search: bool = True
    pdf: bool | Literal["auto"] = "auto"
    json: bool | Literal["auto"] = "auto"
    legacy_addresses: bool = False


class Publish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where ``reading-room publish`` takes the site; no page shows it.

    remote and branch are of a git repository; domain is the site's own there, "" for the host's; destination is a place as
    rsync or rclone name it. most_deleted is how many files of a hundred that stand there may go without being asked
    for. headers says whether the build writes ``_headers``, which Netlify and Cloudflare Pages read.
    """

    remote: str = "origin"
    branch: str = "gh-pages"
    domain: str = ""
    destination: str = ""
    most_deleted: int = 20
    headers: bool = False


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of ``site.toml``: one field a table."""

    site: Site = Site()
    build: Build = Build()
    publish: Publish = Publish()


_TABLES: dict[str, type[msgspec.Struct]] = {"": Config, "site": Site, "build": Build, "publish": Publish}
# How a message names the types of TOML.
WORDS = {
    "str": "text",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "bool | str": 'true, false or "auto"',
    "array": "a list",
    "object": "a table",
    "date": "a date",
    "datetime": "a date",
    "time": "a time",
}
_EXAMPLES = {
    "text": 'write it between quotes, as in title = "My room"',
    "true or false": "write true or false, without quotes",
    'true, false or "auto"': 'write pdf = true, pdf = false or pdf = "auto"',
}
_WRONG_TYPE = re.compile(r"Expected `(?P<expected>[^`]+)`, got `(?P<got>[^`]+)`(?: - at `\$\.?(?P<key>[^`]*)`)?")
_OTHER_WORD = re.compile(r"Invalid enum value '[^']*'")
_UNKNOWN = re.compile(r"unknown field `(?P<key>[^`]*)`(?: - at `\$\.?(?P<table>[^`]*)`)?")
_TABLE = re.compile(r"\s*\[\s*(?P<name>[^\[\]]+?)\s*\]")
_KEY = re.compile(r"\s*(?P<name>[\w\"'. \t-]+?)\s*=")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def parse_config(data: bytes, path: str) -> Config:
    """Read ``site.toml``.

    Args:
        data: the bytes of the file; empty for a room without one.
        path: the file's name as problems shall give it.

    Raises:
        ConfigurationError: G001 a value of the wrong type, G002 an unknown key, G003 not TOML in UTF-8, G004 a value
            that cannot be right.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _stop(Where(path, line), "G003", "not UTF-8 text", "save the file as UTF-8") from None
    try:
        table = read_toml(text)
    except TomlError as error:
        where = Where(path, error.line, error.column)
        hint = "each line is a name, an equals sign and a value"
        raise _stop(where, "G003", f"not TOML: {error.said}", hint) from None
    try:
        config = msgspec.convert(table, Config)
    except msgspec.ValidationError as error:
        raise _not_ours(str(error), text, path) from None
    return msgspec.structs.replace(config, site=_checked(config.site, text, path))


def with_base_url(config: Config, base_url: str) -> Config:
    """Return the configuration with another address for the site, as ``--base-url`` gives it.

    Raises:
        ConfigurationError: G004 base_url is not a full http or https address.
    """
    site = msgspec.structs.replace(config.site, base_url=base_url)
    return msgspec.structs.replace(config, site=_checked(site, "", "--base-url"))


def _checked(site: Site, text: str, path: str) -> Site:
    if not _LANGUAGE.fullmatch(site.language):
        where = _find(text, "site.language", path)
        raise _stop(
            where, "G004", f"'{site.language}' is not a language tag, at site.language", "write en, fr, kk, pt-BR …"
        )
    base_url = site.base_url.strip()
    if not base_url:
        return msgspec.structs.replace(site, base_url="")
    if not _is_full_address(base_url):
        where = _find(text, "site.base_url", path)
        raise _stop(
            where,
            "G004",
            f"'{base_url}' is not a full address, at site.base_url",
            "write it as https://example.org/room/",
        )
    return msgspec.structs.replace(site, base_url=base_url.rstrip("/") + "/")


def _is_full_address(base_url: str) -> bool:
    try:
        parts = urlsplit(base_url)
    except ValueError:
        return False
    plain = not re.search(r"[\s\"'<>]", base_url)
    return plain and parts.scheme in {"http", "https"} and bool(parts.netloc) and not parts.query and not parts.fragment


def _not_ours(message: str, text: str, path: str) -> ConfigurationError:
    unknown = _UNKNOWN.search(message)
    if unknown:
        table = unknown["table"] or ""
        key = f"{table}.{unknown['key']}" if table else unknown["key"]
        known = _TABLES[table].__struct_fields__
        return _stop(_find(text, key, path), "G002", f"unknown key {key}", _nearest(unknown["key"], known))
    message = _OTHER_WORD.sub("Expected `bool | str`, got `str`", message)
    wrong = _WRONG_TYPE.search(message)
    if wrong is None:
        return _stop(Where(path), "G001", message, "see the table of settings in README.md")
    key = wrong["key"] or ""
    expected, got = (WORDS.get(name, name) for name in (wrong["expected"], wrong["got"]))
    hint = _EXAMPLES.get(expected, f"write [{key}] on a line of its own and the settings below it")
    return _stop(_find(text, key, path), "G001", f"expected {expected}, got {got}, at {key}", hint)


def _nearest(name: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f"did you mean {near[0]}?" if near else f"known here: {', '.join(known)}"


def _find(text: str, key: str, path: str) -> Where:
    """Return the line that sets key (``site.title``), or the file alone when no line does."""
    line = next((number for number, name in _keys(text) if name == key or name.startswith(f"{key}.")), None)
    return Where(path, line)


def _keys(text: str) -> Iterator[tuple[int, str]]:
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        opened = _TABLE.match(line)
        if opened:
            table = _plain(opened["name"])
            yield number, table
            continue
        key = _KEY.match(line)
        if key:
            name = _plain(key["name"])
            yield number, f"{table}.{name}" if table else name


def _plain(key: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in key.split("."))


def _stop(where: Where, code: str, message: str, hint: str) -> ConfigurationError:
    return ConfigurationError(Problem(where, Severity.ERROR, code, message, hint))
