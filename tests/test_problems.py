"""Problems come from one table, and docs/problems.md has an entry for each code that says the same."""

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.problems.codes import CODES, VARIANTS, problem_at
from generator.problems.model import Severity, Where

ROOT = Path(__file__).parent.parent
DETAIL = re.compile(r"\{\w*\}")
ROW = re.compile(r"[A-Z]\d{3}(\.[a-z]+)?")
EXACT = re.compile(r"--[a-z-]+|[\w-]+/[\w/.-]*\w|\b\w+\.(?:toml|md|typ|txt)\b|pip install '[^']+'")  # what a hint names
ENTRY = re.compile(r"^### (?P<code>[A-Z]\d{3}) (?P<severity>\w+)\n(?P<text>.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
PARTS = re.compile(
    r"(?P<meaning>\S.*?)\n\n {4}(?P<place>\S[^\n]*?): (?P<severity>error|warning|note) (?P<code>[A-Z]\d{3}): "
    r"(?P<message>\S[^\n]*)\n\nRemedy: (?P<remedy>\S.*?\.)\n*\Z",
    re.DOTALL,
)
ENTRIES = {found["code"]: found for found in ENTRY.finditer((ROOT / "docs/problems.md").read_text(encoding="utf-8"))}


@functools.cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    """Return path and syntax tree of every module of the program but those of generator/problems."""
    paths = sorted((ROOT / "generator").rglob("*.py"))
    return tuple(
        (path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in paths
        if path.parent.name != "problems"
    )


def rows_of_the_program() -> set[str]:
    """Return every text constant of the program that has the form of a row."""
    return {
        node.value
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and ROW.fullmatch(node.value)
    }


def constructions(tree: ast.AST) -> list[int]:
    """Return the line of each call in a module that makes a problem without the table."""
    called = [(node.func, node.lineno) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    names = [(one.id if isinstance(one, ast.Name) else getattr(one, "attr", ""), line) for one, line in called]
    return [line for name, line in names if name == "Problem"]


def words_of(text: str) -> set[str]:
    """Return the words of four letters and more of a text, each without the s at its end."""
    return {word.removesuffix("s") for word in re.findall(r"[a-z]{4,}", text.lower())} - {
        "mean",
        "that",
        "this",
        "with",
    }


def test_each_row_that_the_program_names_is_in_the_table() -> None:
    assert rows_of_the_program() - {*CODES, *VARIANTS} == set()


def test_each_row_of_the_table_is_used() -> None:
    used = rows_of_the_program()

    assert {row for row in (*CODES, *VARIANTS) if row.removesuffix(".meant") not in used} == set()


def test_no_module_makes_a_problem_without_the_table() -> None:
    assert {path: found for path, tree in modules() if (found := constructions(tree))} == {}


@pytest.mark.parametrize("text", ["Problem(where, severity, code, message, hint)", "problems.model.Problem(where)"])
def test_a_problem_made_without_the_table_is_found(text: str) -> None:
    assert constructions(ast.parse(f"def check():\n    return {text}\n")) == [2]


def test_each_code_has_an_entry_and_each_entry_a_code() -> None:
    assert set(ENTRIES) == set(CODES)
    assert len(ENTRIES) == (ROOT / "docs/problems.md").read_text(encoding="utf-8").count("\n### ")


@pytest.mark.parametrize("code", CODES)
def test_an_entry_has_meaning_example_and_remedy_of_the_table(code: str) -> None:
    parts = PARTS.match(ENTRIES[code]["text"])
    messages = [
        ".*".join(re.escape(part) for part in DETAIL.split(entry.message))
        for row, entry in (*CODES.items(), *VARIANTS.items())
        if row.partition(".")[0] == code
    ]

    assert parts is not None
    assert parts["code"] == code
    assert parts["severity"] == ENTRIES[code]["severity"] == CODES[code].severity
    assert any(re.fullmatch(message, parts["message"]) for message in messages)


@pytest.mark.parametrize("row", [*CODES, *VARIANTS])
def test_an_entry_says_what_the_hint_says(row: str) -> None:
    entry = ENTRIES[row.partition(".")[0]]["text"]
    hint = DETAIL.sub(" ", {**CODES, **VARIANTS}[row].hint)
    words = words_of(hint)

    assert [name for name in EXACT.findall(hint) if name.removeprefix("docs/") not in entry] == []
    assert len(words & words_of(entry)) >= 0.6 * len(words), words - words_of(entry)


@pytest.mark.parametrize("row", VARIANTS)
def test_a_variant_belongs_to_a_code_and_shares_its_severity(row: str) -> None:
    code, _, variant = row.partition(".")

    assert variant
    assert VARIANTS[row].severity == CODES[code].severity


def test_a_problem_names_its_details_and_reads_none_as_a_template() -> None:
    problem = problem_at("E006", Where("content/notes/x.md", 1), cable="{meant}", meant="07VENSK12")

    assert (problem.code, problem.severity) == ("E006", Severity.WARNING)
    assert problem.message == "the room has no cable {meant}; these notes are not shown"
    assert problem.hint == "did you mean 07VENSK12? If not, the notes stay hidden until that cable is added"


def test_a_detail_that_a_row_names_must_be_given() -> None:
    with pytest.raises(KeyError, match="cable"):
        problem_at("E006", Where("content/notes/x.md"))


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
