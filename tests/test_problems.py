"""docs/problems.md is complete: each code of the program has an entry there, each entry a code, and they say the same."""

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.accession.codes import CODES as RECORD_CODES
from generator.cables.codes import CODES

ROOT = Path(__file__).parent.parent
CODE = re.compile(r"[A-Z]\d{3}\Z")
ENTRY = re.compile(r"^### (?P<code>[A-Z]\d{3}) (?P<severity>\w+)\n(?P<text>.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
PARTS = re.compile(
    r"(?P<meaning>\S.*?)\n\n {4}(?P<place>\S[^\n]*?): (?P<severity>error|warning|note) (?P<code>[A-Z]\d{3}): "
    r"(?P<message>\S[^\n]*)\n\nRemedy: (?P<remedy>\S.*?\.)\n*\Z",
    re.DOTALL,
)
ENTRIES = {found["code"]: found for found in ENTRY.finditer((ROOT / "docs/problems.md").read_text(encoding="utf-8"))}


@functools.cache
def nodes() -> tuple[ast.Constant | ast.Call, ...]:
    """Return every constant and call of the program."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "generator").rglob("*.py")))
    return tuple(node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant | ast.Call))


def codes_of_the_program() -> set[str]:
    """Return every text constant of the program that has the form of a code."""
    return {
        node.value
        for node in nodes()
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.match(node.value)
    }


def severities_of_the_program() -> set[tuple[str, str]]:
    """Return (code, severity) of each call that names both, and of each code of a cable or record."""
    found = {(code, entry.severity.value) for code, entry in (*CODES.items(), *RECORD_CODES.items())}
    for node in nodes():
        if isinstance(node, ast.Call):
            given = [*node.args, *(keyword.value for keyword in node.keywords)]
            codes = [one.value for one in given if isinstance(one, ast.Constant) and CODE.match(str(one.value))]
            levels = [
                one.attr.lower()
                for one in given
                if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id == "Severity"
            ]
            found.update((str(code), level) for code in codes for level in levels)
    return found


def test_each_code_of_the_program_has_an_entry() -> None:
    assert codes_of_the_program() - set(ENTRIES) == set()


def test_each_entry_is_a_code_of_the_program() -> None:
    assert set(ENTRIES) - codes_of_the_program() == set()
    assert len(ENTRIES) == (ROOT / "docs/problems.md").read_text(encoding="utf-8").count("\n### ")


def test_the_page_gives_each_code_the_severity_it_has() -> None:
    told = {(code, found["severity"]) for code, found in ENTRIES.items()}

    assert len(severities_of_the_program()) > len(CODES)
    assert severities_of_the_program() - told == set()


@pytest.mark.parametrize("code", ENTRIES)
def test_an_entry_has_meaning_example_and_remedy(code: str) -> None:
    parts = PARTS.match(ENTRIES[code]["text"])

    assert parts is not None
    assert (parts["code"], parts["severity"]) == (code, ENTRIES[code]["severity"])


@pytest.mark.parametrize("code", CODES)
def test_the_example_of_a_cables_problem_is_what_the_program_says(code: str) -> None:
    parts = PARTS.match(ENTRIES[code]["text"])
    said = "(?:.*)".join(re.escape(part) for part in CODES[code].message.split("{}"))

    assert parts is not None
    assert re.fullmatch(said, parts["message"])


def test_entries_stand_in_order_under_their_letter() -> None:
    letters = [code[0] for code in ENTRIES]

    assert all(list(group) == sorted(group) for group in _groups(list(ENTRIES)))
    assert len(set(letters)) == sum(1 for _ in _groups(list(ENTRIES)))


def _groups(codes: list[str]) -> Iterator[list[str]]:
    """Yield the runs of codes with one first letter."""
    group: list[str] = []
    for code in codes:
        if group and group[-1][0] != code[0]:
            yield group
            group = []
        group.append(code)
    yield group
