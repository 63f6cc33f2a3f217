"""The rooms of the program: a module imports only from rooms above its own, and pure rooms do not touch the world."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOMS = (
    "problems", "toml", "config", "vocabulary", "cables", "accession", "essays", "corpus", "pages", "output", "commands",
    "console", "cli",
)  # fmt: skip
PURE = frozenset({"problems", "toml", "config", "cables", "accession", "essays", "corpus", "pages"})
OPENING = frozenset({"open", "input", "print", "exec", "eval", "__import__"})  # built in, and not for pure rooms either
WORLD = frozenset({"os", "pathlib", "sqlite3", "subprocess", "time", "random", "socket", "shutil", "tempfile"})
# What only one place may know: the terminal, Jinja2, processes, Pagefind.
ONLY = {
    "typer": ("cli",),
    "rich": ("cli", "console"),
    "jinja2": ("output.render", "output.render_code"),
    "typst": ("output.pdf",),
    "multiprocessing": ("output.pool",),
    "distributed": ("output.cluster",),
    "dask": ("output.cluster",),
    "concurrent": ("output.pool", "output.mirror"),
    "pagefind_bin": ("output.search",),
    "starlette": ("output.preview",),
    "uvicorn": ("output.preview",),
    "watchfiles": ("output.preview",),
}
PACKAGE = Path(__file__).parent.parent / "generator"


def imported(source: str) -> Iterator[str]:
    """Yield the name of every module that a source imports, wherever in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = f"{'.' * node.level}{node.module or ''}"
            yield from ([f"{module}.{alias.name}" for alias in node.names] if module == "generator" else [module])


def called(source: str) -> set[str]:
    """Return the plain names that a source calls."""
    calls = (node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return {name.id for name in calls if isinstance(name, ast.Name)}


def faults(module: str, source: str) -> list[str]:
    """Return what a module imports and may not. module is its name below the package (``cables.parse``)."""
    room = module.split(".", maxsplit=1)[0]
    found = []
    for name in imported(source):
        parts = name.split(".")
        if name.startswith("."):
            found.append(f"{module} imports {name}, which does not say from which room")
        if (
            parts[0] == "generator"
            and len(parts) > 1
            and parts[1] in ROOMS
            and ROOMS.index(parts[1]) > ROOMS.index(room)
        ):
            found.append(f"{module} imports {name}, from a room below its own")
        if room in PURE and parts[0] in WORLD:
            found.append(f"{module} is pure and imports {name}")
        if parts[0] in ONLY and not any(f"{module}.".startswith(f"{place}.") for place in ONLY[parts[0]]):
            found.append(f"{module} imports {name}, which is for {' and '.join(ONLY[parts[0]])} alone")
    if room in PURE:
        found += [f"{module} is pure and calls {name}" for name in sorted(called(source) & OPENING)]
    return found


def modules() -> list[tuple[str, Path]]:
    found = [
        (path.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", "."), path) for path in PACKAGE.rglob("*.py")
    ]
    return sorted(
        (name.removesuffix(".__init__"), path) for name, path in found if name not in {"__init__", "__main__"}
    )


@pytest.mark.parametrize(("name", "path"), modules(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_module_imports_only_from_rooms_above_its_own(name: str, path: Path) -> None:
    assert faults(name, path.read_text(encoding="utf-8")) == []


def test_only_the_pool_opens_a_cluster() -> None:
    importing = {name for name, path in modules() if "generator.output.cluster" in imported(path.read_text("utf-8"))}

    assert importing == {"output.pool"}


def test_every_room_has_modules() -> None:
    assert {name.split(".")[0] for name, _ in modules()} == set(ROOMS)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("cables.body", "from generator.corpus import build_corpus"),
        ("problems", "import generator.cli"),
        ("pages.plan", "import os"),
        ("corpus.build", "def f():\n    from pathlib import Path"),
        ("commands.build", "from rich.console import Console"),
        ("commands.build", "import jinja2"),
        ("output.files", "import multiprocessing"),
        ("essays", "from generator import console"),
        ("cables.body", "from ..corpus import build_corpus"),
        ("cables.body", "from . import parse"),
        ("corpus.build", "def f(path):\n    return open(path).read()"),
        ("output.rendering", "import jinja2"),
        ("commands.doctor", "import typst"),
    ],
)
def test_a_fault_is_found(module: str, source: str) -> None:
    assert len(faults(module, source)) == 1
