"""Words -> stems, as Pagefind's program makes them, and that program for the browser.

Pagefind is asked for each word once (lexicon.py); in a browser its program stems what a reader types (browser/stems.js),
so that both always agree.
"""

import gzip
from collections.abc import Iterable
from functools import partial
from itertools import islice

import msgspec

from generator.problems import Problem, problem_at
from generator.search.document import MARK
from generator.search.format import LONGEST
from generator.search.pagefind.lexicon import page_of, stems_in, unpack
from generator.search.pagefind.program import LANGUAGE, PLACE, PagefindError, ask, find_program
from generator.search.pagefind.webassembly import without_unused
from generator.system.processes import Workers

_AT_ONCE = 25_000  # words of one run, which costs as much as 1,000 of them
_PROGRAM = f"wasm.{LANGUAGE}.pagefind"
# The functions of Pagefind's program that browser/stems.js calls, as Pagefind's own script calls them. They are written
# down nowhere else: when that script has them otherwise, no index is made.
_CALLS = (
    "function init_pagefind(metadata_bytes)",
    "function request_indexes(ptr,query)",
    "__wbindgen_init_externref_table",
    '"./pagefind_web_bg.js":',
    "wasm.__wbindgen_externrefs",
    "wasm.__wbindgen_malloc",
    "wasm.__wbindgen_free",
    "wasm.__wbindgen_start()",
)
# The functions of it that are kept for the browser: those that browser/stems.js calls. Searching takes as much again.
_KEPT = ("init_pagefind", "request_indexes", "__wbindgen_malloc", "__wbindgen_free", "__wbindgen_start")


class Asked(msgspec.Struct, frozen=True):
    """The stems of each word that Pagefind was asked for, and its program for the browser, b"" if nobody wanted it.

    problem is set where Pagefind failed.
    """

    stems: list[tuple[str, ...]]
    program: bytes
    problem: Problem | None = None


class Stems:
    """The stems of all words that were asked for so far. Facets' terms are their own stems."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[str, ...]] = {}
        self.program = b""

    def learn(self, words: Iterable[str], pool: Workers | None = None) -> None:
        """Ask Pagefind for the words that are not known, the workers each for some of them.

        Raises:
            PagefindError: it failed.
        """
        new = dict.fromkeys(word for word in words if word not in self.known)
        self.known.update({word: (word,) for word in new if word.startswith(MARK)})
        left = (word for word in new if not word.startswith(MARK))
        some = iter(lambda: list(islice(left, _AT_ONCE)), [])
        tasks = [(part, not (at or self.program)) for at, part in enumerate(some)]
        answers = pool.map(ask_stems, tasks, _name, batch=1) if pool else map(partial(ask_stems, None), tasks)
        for (part, _), asked in zip(tasks, answers, strict=True):
            if asked.problem is not None:
                raise PagefindError(asked.problem)
            self.program = self.program or asked.program
            self.known.update(zip(part, asked.stems, strict=True))


def ask_stems(_tools: object, task: tuple[list[str], bool]) -> Asked:
    """Ask Pagefind for the stems of some words. A task for workers; the second part says whether the program is wanted."""
    words, wanted = task
    try:
        files = ask(find_program(), page_of(words))
        program = _program(files) if wanted else b""
        stems = [tuple(dict.fromkeys(stem[:LONGEST] for stem in found)) for found in stems_in(files, words)]
    except PagefindError as error:
        return Asked([], b"", error.problem)
    except ValueError as error:
        return Asked([], b"", problem_at("S001.answer", PLACE, fault=error))
    return Asked(stems, program)


def _name(_task: object) -> str:
    return "words of the search index"


def _program(files: dict[str, bytes]) -> bytes:
    """Return Pagefind's program for the browser, compressed.

    Raises:
        ValueError: it is missing, or is called otherwise than browser/stems.js does.
    """
    script = files.get("pagefind.js", b"").decode("utf-8", "replace")
    unknown = [call for call in _CALLS if call not in script]
    if unknown or _PROGRAM not in files:
        message = f"a Pagefind that the search page cannot use: {unknown[0] if unknown else _PROGRAM} is not there"
        raise ValueError(message)
    return gzip.compress(without_unused(unpack(files[_PROGRAM]), _KEPT), 9, mtime=0)
