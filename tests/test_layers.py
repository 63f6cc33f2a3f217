"""The packages of the program: a module imports only from packages above its own, and pure ones touch no file or process."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGES = (
    "problems", "toml", "language", "appearance", "config", "vocabulary", "cables", "redaction", "markdown", "corpus",
    "pages", "system", "search", "render", "edition", "build", "exporting", "importing", "scaffolding", "preview",
    "publishing", "console", "cli",
)  # fmt: skip
PURE = frozenset(
    {
        "problems",
        "toml",
        "language",
        "appearance",
        "config",
        "vocabulary",
        "cables",
        "redaction",
        "markdown",
        "corpus",
        "pages",
        "importing.formats",
    }
)
OPENING = frozenset(
    {"open", "input", "print", "exec", "eval", "__import__"}
)  # built in, and not for pure packages either
WORLD = frozenset({"os", "pathlib", "sqlite3", "subprocess", "time", "random", "socket", "shutil", "tempfile"})
# Libraries that only one place may import.
ONLY = {
    "typer": ("cli",),
    "rich": ("cli", "console"),
    "babel": ("language",),
    "jinja2": ("render.templates", "render.compiled_templates", "render.translation"),
    "typst": ("render.pdf",),
    "multiprocessing": ("system.processes",),
    "distributed": ("system.processes.cluster",),
    "dask": ("system.processes.cluster",),
    "concurrent": ("system.processes", "publishing.http_copy"),
    "pagefind_bin": ("search",),
    "sqlite3": ("build.store", "edition"),
    "pyarrow": ("edition.parquet",),
    "starlette": ("preview",),
    "uvicorn": ("preview",),
    "watchfiles": ("preview",),
}
# Inner rules: what a package may not import from another one below the same parent.
NEVER = {
    "build.plan": ("build.store", "build.work"),
    "build.store": ("build.inputs.inputs", "build.plan", "build.work"),
}
MOST_MODULES = 12  # or scripts in one folder, __init__ not counted
MOST_LINES = 330  # a module or script that is longer has two jobs
TABLES = frozenset({"generator/problems/codes.py"})  # a row a line, and nothing else: as long as they must be
SCRIPTS = ("generator", "templates")
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
    own = module.split(".", maxsplit=1)[0]
    pure = any(f"{module}.".startswith(f"{place}.") for place in PURE)
    never = tuple(
        f"generator.{place}." for own, places in NEVER.items() for place in places if f"{module}.".startswith(f"{own}.")
    )
    found = []
    for name in imported(source):
        parts = name.split(".")
        if name.startswith("."):
            found.append(f"{module} imports {name}, which does not say from which package")
        if (
            parts[0] == "generator"
            and len(parts) > 1
            and parts[1] in PACKAGES
            and PACKAGES.index(parts[1]) > PACKAGES.index(own)
        ):
            found.append(f"{module} imports {name}, from a package below its own")
        if pure and parts[0] in WORLD:
            found.append(f"{module} is pure and imports {name}")
        if f"{name}.".startswith(never):
            found.append(f"{module} imports {name}, which an inner rule forbids")
        if parts[0] in ONLY and not any(f"{module}.".startswith(f"{place}.") for place in ONLY[parts[0]]):
            found.append(f"{module} imports {name}, which is for {' and '.join(ONLY[parts[0]])} alone")
    if pure:
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
def test_a_module_imports_only_from_packages_above_its_own(name: str, path: Path) -> None:
    assert faults(name, path.read_text(encoding="utf-8")) == []


def test_only_the_pool_opens_a_cluster() -> None:
    importing = {
        name for name, path in modules() if "generator.system.processes.cluster" in imported(path.read_text("utf-8"))
    }

    assert importing == {"system.processes"}


def test_no_folder_holds_more_modules_than_one_can_keep_in_mind() -> None:
    folders = Counter(
        path.parent.relative_to(PACKAGE).as_posix() for _, path in modules() if path.name != "__init__.py"
    )

    assert {folder: count for folder, count in folders.items() if count > MOST_MODULES and folder != "."} == {}


def scripts() -> list[Path]:
    return sorted(path for folder in SCRIPTS for path in (PACKAGE.parent / folder).rglob("*.js"))


def test_no_folder_holds_more_scripts_than_one_can_keep_in_mind() -> None:
    folders = Counter(path.parent.relative_to(PACKAGE.parent).as_posix() for path in scripts())

    assert folders
    assert {folder: count for folder, count in folders.items() if count > MOST_MODULES} == {}


def test_no_module_or_script_is_long() -> None:
    lengths = {
        path.relative_to(PACKAGE.parent).as_posix(): path.read_text(encoding="utf-8").count("\n")
        for path in (*PACKAGE.rglob("*.py"), *scripts())
    }

    assert {path: lines for path, lines in lengths.items() if lines > MOST_LINES and path not in TABLES} == {}


def test_every_package_has_modules() -> None:
    assert {name.split(".")[0] for name, _ in modules()} == set(PACKAGES)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("build.store.store", "from generator.build.inputs.inputs import Settings"),
        ("cables.text.block_parser", "from generator.corpus import build_corpus"),
        ("problems", "import generator.cli"),
        ("pages.site_plan", "import os"),
        ("corpus.build", "def f():\n    from pathlib import Path"),
        ("build.pipeline", "from rich.console import Console"),
        ("build.pipeline", "import jinja2"),
        ("system.writer", "import multiprocessing"),
        ("markdown", "from generator import console"),
        ("cables.text.block_parser", "from ..corpus import build_corpus"),
        ("cables.text.block_parser", "from . import parse"),
        ("corpus.build", "def f(path):\n    return open(path).read()"),
        ("render.assets", "import jinja2"),
        ("publishing.doctor", "import typst"),
    ],
)
def test_a_fault_is_found(module: str, source: str) -> None:
    assert len(faults(module, source)) == 1
