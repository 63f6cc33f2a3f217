"""The scripts of the search page and of the pages it opens, of the reading list and of the checker of citations.

They are part of the program and no assets: they read files that the program writes, so no template folder overrides
them. Their sources (browser/, browser/page/ for what shows, browser/list/ for the reading list, browser/check/ for the
checker of citations) are modules, which tests load one by one. A browser loads no module from a disk, where all this works
too, and one script is one request; so in a script each module is a function that returns its exports, and stands behind
those that it imports.
"""

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_INDEX = Path(__file__).parent / "browser"
_PAGE = _INDEX / "page"
_LIST = _INDEX / "list"
_CHECK = _INDEX / "check"
_IMPORT = re.compile(r'^import (\{[^}]*\}) from "(\.\.?/(?:[a-z_]+/)*)([a-z_]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) ([A-Za-z_]\w*))", re.MULTILINE)
_INDENT = re.compile(r"^ +", re.MULTILINE)
_CAST = re.compile(r"/\*\* @type [^\n]*?\*/ ")  # within a line, for the checker of types
_COMMENT = re.compile(r"^ *(?://[^\n]*|/\*\*(?:(?!\*/).)*\*/)\n", re.MULTILINE | re.DOTALL)


@cache
def scripts() -> Mapping[str, bytes]:
    """Return the bytes of each script by its address in the site."""
    return {
        "search/engine.js": _script(_INDEX, "engine", "globalThis.Search = $engine;\n"),
        "search/search.js": _script(_PAGE, "search", ""),
        "search/found.js": _source(_PAGE, "found").encode(),
        "check-citations/check.js": _script(_CHECK, "check", ""),
        "list/list.js": _script(_LIST, "list", ""),
        "list/keep.js": _script(_LIST, "keep", ""),
        "list/export.js": _script(_LIST, "export", "globalThis.Exports = $export;\n"),
    }


def script_links() -> dict[str, str]:
    """Return the address, with its digest, that pages ask for, by the address of each script."""
    return {address: f"{address}?v={hashlib.sha256(data).hexdigest()[:8]}" for address, data in scripts().items()}


def _script(folder: Path, name: str, last: str) -> bytes:
    """Return a module and all that it needs as one script, which ends with a statement."""
    modules: dict[str, str] = {}
    _add(folder, name, modules)
    return f'(() => {{\n"use strict";\n{"".join(modules.values())}{last}}})();\n'.encode()


def _add(folder: Path, name: str, modules: dict[str, str]) -> None:
    """Put a module behind those that it imports."""
    if name in modules:
        return
    text = _source(folder, name)
    for _, place, needed in _IMPORT.findall(text):
        _add((folder / place).resolve(), needed, modules)
    exported = ", ".join(_EXPORT.findall(text))
    body = _EXPORT.sub("", _IMPORT.sub(r"const \1 = $\3;\n", text))
    for left_out in (_COMMENT, _CAST, _INDENT):  # no text of a module spans lines, so an indent is none of its
        body = left_out.sub("", body)
    modules[name] = f"const ${name} = (() => {{\n{body}return {{ {exported} }};\n}})();\n"


def _source(folder: Path, name: str) -> str:
    return (folder / f"{name}.js").read_text(encoding="utf-8")
