"""Catalogues as files of TOML -> ``Catalogue`` and problems: the program's own, and a room's ``content/languages/TAG.toml``.

Opens no file but the program's. A file has ``[words]`` (English message = translation), ``[plurals."English plural"]`` with
a line for each category of CLDR, and may have ``[catalogue]`` with name, by and reviewed. ``en.toml`` has every message.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from generator.language.catalogue import ENGLISH, Catalogue
from generator.language.messages import placeholders
from generator.problems import Problem, Where, nearest, problem_at
from generator.toml import TomlError, read_toml, read_toml_file

FOLDER = "languages"  # of the content folder
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
_ABOUT: Mapping[str, type] = {"name": str, "by": str, "reviewed": bool}
_MOST_MISSING = 5  # named in one problem


def known_languages(own: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return the languages that a room can have, in order; own are its files of catalogues by their tags."""
    return tuple(sorted({*_packaged(), *own}))


def catalogue_of(language: str, own: Mapping[str, bytes]) -> tuple[Catalogue | None, list[Problem]]:
    """Return the catalogue of a language: the program's, and the room's own laid over it.

    Args:
        language: a BCP 47 tag. A catalogue with exactly this name is used, else that of the language without a region.
        own: tag -> bytes of ``languages/TAG.toml`` of the content folder.

    Returns:
        The catalogue, None for a language without one; and what is wrong with the room's files. A translation with a
        fault is left out.
    """
    problems: list[Problem] = []
    primary = language.partition("-")[0].lower()
    chosen = {tag.lower(): tag for tag in (*_packaged(), *own)}
    names = [chosen[tag] for tag in dict.fromkeys((primary, language.lower())) if tag in chosen]
    words: dict[str, str] = {}
    plurals: dict[str, dict[str, str]] = {}
    for name in names:
        if name in _packaged() and primary != ENGLISH.language:
            new_words, new_plurals = _checked(_table(name), "", f"{name}.toml", problems)
            words, plurals = words | new_words, plurals | new_plurals
    for name in names:
        if name not in own:
            continue
        path = f"{FOLDER}/{name}.toml"
        try:
            text, table = read_toml_file(own[name])
        except TomlError as error:
            problems.append(problem_at("L002", Where(path, error.line, error.column), fault=error.said))
            continue
        new_words, new_plurals = _checked(table, text, path, problems)
        words, plurals = words | new_words, plurals | new_plurals
        known_words, known_plurals = messages()
        missing = [one for one in (*known_words, *known_plurals) if one not in words and one not in plurals]
        if missing and primary != ENGLISH.language:
            shown = "; ".join(f"“{one}”" for one in missing[:_MOST_MISSING])
            problems.append(problem_at("L003", Where(path, 1), count=len(missing), first=shown))
    return (Catalogue(language, words, plurals) if names else None), problems


@cache
def messages() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return every message of the program: those without a number, and the plurals of the others."""
    table = _table(ENGLISH.language)
    return tuple(table["words"]), tuple(table["plurals"])


@cache
def _packaged() -> tuple[str, ...]:
    folder = resources.files("generator.language")
    return tuple(sorted(one.name.removesuffix(".toml") for one in folder.iterdir() if one.name.endswith(".toml")))


@cache
def _table(name: str) -> dict[str, Any]:
    return read_toml((resources.files("generator.language") / f"{name}.toml").read_text(encoding="utf-8"))


def _checked(
    table: Mapping[str, Any], text: str, path: str, problems: list[Problem]
) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Return the translations of a file that can be used; add what is wrong with the others to problems."""
    for key, value, fault in _shape(table):
        problems.append(problem_at("L005", _line_of(text, value, path), key=key, fault=fault))
    known_words, known_plurals = messages()
    words: dict[str, str] = {}
    plurals: dict[str, dict[str, str]] = {}
    for message, said in _entries(table, "words"):
        if not isinstance(said, str):
            problems.append(problem_at("L005", _line_of(text, message, path), key=message, fault="no text in quotes"))
        elif message not in known_words:
            problems.append(_unknown(message, known_words, _line_of(text, message, path)))
        elif placeholders(said) != placeholders(message):
            problems.append(_wrong(message, said, _line_of(text, message, path)))
        else:
            words[message] = said
    for message, forms in _entries(table, "plurals"):
        where = _line_of(text, message, path)
        if not isinstance(forms, dict) or not all(isinstance(one, str) for one in forms.values()):
            problems.append(problem_at("L005", where, key=message, fault="no table of texts"))
        elif message not in known_plurals:
            problems.append(_unknown(message, known_plurals, where))
        elif "other" not in forms or not set(forms) <= set(CATEGORIES):
            fault = f"a table that needs other and may have {', '.join(CATEGORIES[:-1])}"
            problems.append(problem_at("L005", where, key=message, fault=fault))
        elif bad := next((one for one in forms.values() if not _fits(one, message)), ""):
            problems.append(_wrong(message, bad, where))
        else:
            plurals[message] = dict(forms)
    return words, plurals


def _fits(said: str, message: str) -> bool:
    """Say whether a form of a plural has the tokens of the message; the number itself may be left out (``one cable``)."""
    mine, wanted = placeholders(said), placeholders(message)
    shorter = [(*wanted[:at], *wanted[at + 1 :]) for at, one in enumerate(wanted) if one.startswith("{")]
    return mine in (wanted, *shorter)


def _shape(table: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with the tables of a file: the name, what to look for, the fault."""
    for name, value in table.items():
        if name not in {"catalogue", "words", "plurals"}:
            yield name, name, "none of [catalogue], [words] and [plurals]"
        elif not isinstance(value, dict):
            yield name, name, "no table"
    about = table.get("catalogue")
    for name, value in about.items() if isinstance(about, dict) else ():
        if name not in _ABOUT:
            yield name, name, "none of name, by and reviewed"
        elif not isinstance(value, _ABOUT[name]):
            yield name, name, "no text in quotes" if _ABOUT[name] is str else "neither true nor false"


def _entries(table: Mapping[str, Any], name: str) -> Iterator[tuple[str, Any]]:
    found = table.get(name)
    yield from found.items() if isinstance(found, dict) else ()


def _unknown(message: str, known: tuple[str, ...], where: Where) -> Problem:
    return problem_at("L004", where, message=message, meant=nearest(message, known, 0.6))


def _wrong(message: str, said: str, where: Where) -> Problem:
    tokens = " ".join(dict.fromkeys(placeholders(message))) or "none"
    found = " ".join(dict.fromkeys(placeholders(said))) or "none"
    return problem_at("L006", where, message=message, found=found, wanted=tokens)


def _line_of(text: str, key: str, path: str) -> Where:
    """Return the line of a file that has a key."""
    spelled = (json.dumps(key, ensure_ascii=False), f"'{key}'", key)
    lines = text.splitlines()
    for one in spelled:
        for number, line in enumerate(lines, start=1):
            if line.lstrip(" \t[").startswith((one, f"plurals.{one}")):
                return Where(path, number)
    return Where(path)
