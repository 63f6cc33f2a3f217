"""Pagefind's program on this machine and its program in a browser make the same stem of a word."""

import json
import re
import subprocess
from pathlib import Path

from generator.search.pagefind.stems import Stems
from tests.programs import need

ROOT = Path(__file__).parents[2]
ODD = [
    "dying",
    "skies",
    "lying",
    "idly",
    "gently",
    "ugly",
    "early",
    "only",
    "singly",
    "generously",
    "relational",
    "rational",
    "governor",
    "policy",
    "policies",
    "news",
    "herring",
    "proceed",
    "exceed",
    "hopping",
    "hoping",
    "agreed",
    "Ålesund",
    "café",
    "naïve",
    "O'Neil",
    "don't",
    "U.S.",
    "anti-trafficking",
    "state/inr",
    "22,000",
    "Al-Qaeda",
    "Qadhafi",
    "ŒUVRE",
    "Straße",
    "İstanbul",
    "ΑΘΗΝΑ",
    "Москва",
    "x²",
    "a_b",
    "cited_by",
    "~5",
    "=xy",
    "$100",
    "a+b",
    "`",
    "-",
]


def test_both_programs_of_pagefind_stem_words_alike(tmp_path: Path) -> None:
    texts = [*sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "content").rglob("*.txt"))]
    said = {word for path in texts for word in path.read_text(encoding="utf-8", errors="replace").split()}
    words = [*ODD, *sorted(word for word in said if re.search(r"\w", word) and not re.search(r"[€©№]", word))[::12]]
    stems = Stems()
    stems.learn(words)
    program = tmp_path / "pagefind.bin"
    program.write_bytes(stems.program)
    done = subprocess.run(
        [need("node"), str(Path(__file__).with_name("stem.mjs")), str(program)],
        input=json.dumps(words), capture_output=True, text=True, check=True,
    )  # fmt: skip

    made = json.loads(done.stdout)
    assert len(words) > 500
    assert [word for word, one in zip(words, made, strict=True) if one not in (stems.known[word] or ("",))] == []
