"""The scripts of the search page and of the pages it opens, of the reading list and of the checker of citations.

They are part of the program and no assets: they read files that the program writes, so no template folder overrides
them. Their sources (browser/, browser/page/ for what shows, browser/list/ for the reading list, browser/check/ for the
checker of citations) are modules, which tests load one by one. A browser loads no module from a disk, where all this works
too, and one script is one request; so in a script each module is a function that returns its exports, and stands behind
those that it imports.

What scripts say are messages of the catalogues: ``say("…")`` and ``counted(number, "one", "many")`` with the English words. In
another language each script has the translations of its own messages, in the place of an empty table (browser/words.js).
"""

import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from generator.language import ENGLISH, Catalogue

_INDEX = Path(__file__).parent / "browser"
_PAGE = _INDEX / "page"
_LIST = _INDEX / "list"
_CHECK = _INDEX / "check"
_IMPORT = re.compile(r'^import (\{[^}]*\}) from "((?:\.\.?/)+(?:[a-z_]+/)*)([a-z_]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) ([A-Za-z_]\w*))", re.MULTILINE)
_INDENT = re.compile(r"^ +", re.MULTILINE)
_CAST = re.compile(r"/\*\* @type [^\n]*?\*/ ")  # within a line, for the checker of types
# No text of a module has a comment's sign and no mark behind it.
_BEHIND = re.compile(r"[ \t]+// [^\"`\n]*$", re.MULTILINE)
_EMPTY = re.compile(r"^\n", re.MULTILINE)
# Blanks round a sign. Texts, templates, lines with one within another and regular expressions stay as they are: a division has
# blanks round it (npm run lint), a regular expression has none behind its first stroke.
_SIGN = r"=>|[=!]==|[<>]=?|\|\|=?|&&|\?\?=?|[-+]?=|[?:,;{}()]"
_SPACED = re.compile(
    r"""(^[^\n]*`[^`\n]*\$\{[^`}\n]*`[^\n]*$|`(?:[^`\\]|\\.)*`"""
    r"""|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|/(?![ /*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*)"""
    rf"| ({_SIGN}) ?|({_SIGN}) ",
    re.MULTILINE,
)
# The ends of lines that end no statement. What is const in a module is let in a script, which is shorter.
_ENDS = re.compile(r"(?<=[;{,(=>&|?:\[])\n|\n(?=[})\].?:&|])")
_CONST = re.compile(r"\bconst\b")
_ALONE = re.compile(r"(?<!\w)\((\w+)\)=>")  # not async(one)=>
_COMMENT = re.compile(r"^ *(?://[^\n]*|/\*\*(?:(?!\*/).)*\*/)\n", re.MULTILINE | re.DOTALL)


Messages = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]

_WORDS = "let translated={};"
_TEXT = r'"((?:[^"\\\n]|\\.)*)"'
_SAY = re.compile(rf"\bsay\(\s*{_TEXT}")
_COUNTED = re.compile(rf"\bcounted\(\s*[^\"]+?,\s*{_TEXT},\s*{_TEXT}")


def scripts(words: Catalogue = ENGLISH) -> Mapping[str, bytes]:
    """Return the bytes of each script by its address in the site; words are those of the room's language."""
    return {address: _in_words(script, said, words).encode() for address, (script, said) in _bundled().items()}


def script_links(words: Catalogue = ENGLISH) -> dict[str, str]:
    """Return the address, with its digest, that pages ask for, by the address of each script."""
    return {address: f"{address}?v={hashlib.sha256(data).hexdigest()[:8]}" for address, data in scripts(words).items()}


def messages_in(script: str) -> Messages:
    """Return the messages of a script: those without a number; those with one, for one thing and for many."""
    return tuple(_SAY.findall(script)), tuple(_COUNTED.findall(script))


def _in_words(script: str, messages: Messages, words: Catalogue) -> str:
    """Return a script with the words of a language that its messages have there."""
    plain, numbered = messages
    said: dict[str, object] = {one: words.words[one] for one in plain if words.words.get(one, one) != one}
    said |= {many: words.plurals[many] for _, many in numbered if many in words.plurals}
    if not said:
        return script
    table = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return script.replace(_WORDS, f"let translated={table};")


@cache
def _bundled() -> Mapping[str, tuple[str, Messages]]:
    """Return each script with its messages by its address, in English."""
    made = {
        "search/engine.js": _script(_INDEX, "engine", "globalThis.Search = $engine;\n"),
        "search/search.js": _script(_PAGE, "search", ""),
        "search/months.js": _script(_PAGE / "question", "months", "globalThis.Months = $months;\n"),
        "search/found.js": _script(_PAGE, "found", ""),
        "check-citations/check.js": _script(_CHECK, "check", ""),
        "list/list.js": _script(_LIST, "list", ""),
        "list/keep.js": _script(_LIST, "keep", ""),
        "list/export.js": _script(_LIST, "saving", "globalThis.Exports = $saving;\n"),
    }
    return {address: (script, messages_in(script)) for address, script in made.items()}


def _script(folder: Path, name: str, last: str) -> str:
    """Return a module and all that it needs as one script, which ends with a statement."""
    modules: dict[str, str] = {}
    _add(folder, name, modules)
    return f'(() => {{\n"use strict";\n{"".join(modules.values())}{last}}})();\n'


def _add(folder: Path, name: str, modules: dict[str, str]) -> None:
    """Put a module behind those that it imports."""
    if name in modules:
        return
    needed, module = _module(folder, name)
    for place, other in needed:
        _add((folder / place).resolve(), other, modules)
    modules[name] = module


@cache  # several scripts share most modules
def _module(folder: Path, name: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return what a module imports, each as folder and name, and the function that it is in a script."""
    text = (folder / f"{name}.js").read_text(encoding="utf-8")
    needed = tuple((place, other) for _, place, other in _IMPORT.findall(text))
    exported = ",".join(_EXPORT.findall(text))
    body = _EXPORT.sub("", _IMPORT.sub(r"const \1 = $\3;\n", text))
    # No text of a module spans lines, so an indent is none of its.
    for left_out in (_COMMENT, _CAST, _BEHIND, _INDENT, _EMPTY):
        body = left_out.sub("", body)
    body = _SPACED.sub(lambda found: found[1] or found[2] or found[3], body)
    body = _ALONE.sub(r"\1=>", _CONST.sub("let", _ENDS.sub("", body))).replace(";}", "}")
    return needed, f"let ${name}=(()=>{{{body}return{{{exported}}}}})();\n"
