"""A test uses public names alone: what is private may change without a test having to."""

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PATCHES = frozenset({"setattr", "delattr", "object", "patch"})  # the methods of monkeypatch and of mock.patch


def is_private(name: str) -> bool:
    """Say whether a dotted name has a private part."""
    return any(part.startswith("_") and not part.startswith("__") for part in name.split("."))


def texts_of(arguments: Sequence[ast.expr]) -> list[str]:
    """Return the arguments that are plain texts."""
    return [one.value for one in arguments if isinstance(one, ast.Constant) and isinstance(one.value, str)]


def private_names(source: str) -> Iterator[str]:
    """Yield "line: name" for each private name of another module or object that a source reads, imports or patches."""
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Attribute):
            own = isinstance(node.value, ast.Name) and node.value.id in {"self", "cls", "os"}  # os._exit is documented
            names = [] if own else [node.attr]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in PATCHES:
            names = texts_of(node.args[:2])
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"getattr", "setattr"}:
            names = texts_of(node.args[1:2])
        yield from (f"{node.lineno}: {name}" for name in names if is_private(name))  # type: ignore[attr-defined]


def test_no_test_uses_a_private_name() -> None:
    found = [
        f"{path.relative_to(TESTS)}:{name}"
        for path in sorted(TESTS.rglob("*.py"))
        for name in private_names(path.read_text(encoding="utf-8"))
    ]

    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "from generator.cables.parse import _hidden",
        "from generator._hidden import parse",
        "from generator.cables import parse\nparse._hidden(b'')",
        "monkeypatch.setattr(parse, '_hidden', None)",
        "monkeypatch.setattr('generator.cables.parse._hidden', None)",
        "mock.patch('generator.cables.parse._hidden')",
        "mock.patch.object(parse, '_hidden')",
        "getattr(parse, '_hidden')",
    ],
)
def test_a_private_name_is_found(source: str) -> None:
    assert len(list(private_names(source))) == 1


@pytest.mark.parametrize(
    "source", ["self._own = 1", "_own = parse", "parse.__doc__", "monkeypatch.setattr(os, 'replace', f)"]
)
def test_a_name_of_ones_own_or_a_public_one_is_none(source: str) -> None:
    assert list(private_names(source)) == []
