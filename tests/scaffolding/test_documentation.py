"""``reading-room help``: every page that a message names is there, and a code has its entry."""

import re
from pathlib import Path

import pytest

from generator.problems import GeneratorError
from generator.scaffolding.documentation import documentation

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"reading-room help ([a-z-]+)\b")
ADDRESS = re.compile(r"docs/[\w/-]+\.md")


def text_of(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("topic", ["import", "how-to/import", "docs/how-to/import.md", "Import"])
def test_a_page_is_found_by_any_form_of_its_name(topic: str) -> None:
    assert documentation(topic) == text_of("how-to/import.md")


def test_without_a_topic_the_pages_are_listed() -> None:
    assert documentation() == text_of("index.md")


@pytest.mark.parametrize("code", ["C206", "c206"])
def test_a_code_has_its_entry_alone(code: str) -> None:
    entry = documentation(code)

    assert entry.startswith("### C206 ")
    assert entry.count("###") == 1
    assert "Remedy: " in entry


@pytest.mark.parametrize(
    ("topic", "hint"),
    [("imports", "did you mean import?"), ("C999", "to list the pages"), ("zzz/zzz", "to list the pages")],
)
def test_a_page_that_is_not_there_is_a_problem(topic: str, hint: str) -> None:
    with pytest.raises(GeneratorError) as stopped:
        documentation(topic)

    assert stopped.value.problem.code == "N006"
    assert hint in stopped.value.problem.hint


def test_what_messages_and_new_rooms_name_is_there() -> None:
    program = [path for path in (ROOT / "generator").rglob("*") if path.suffix in {".py", ".md", ".toml", ".yml"}]
    texts = [path.read_text(encoding="utf-8") for path in (*program, *(ROOT / "templates").rglob("*.html"))]
    named = {name for text in texts for name in NAMED.findall(text)} - {"to"}

    assert {"format", "import", "settings", "templates", "upgrade"} <= named
    assert [name for name in sorted(named) if not documentation(name)] == []


def test_no_hint_names_a_file_that_only_a_clone_has() -> None:
    messages = (ROOT / "generator/problems/codes.py").read_text(encoding="utf-8").partition("_ROWS")[2]

    assert ADDRESS.findall(messages) == []
