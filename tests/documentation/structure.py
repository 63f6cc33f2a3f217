"""Prints modules a folder, lines a package, and what a build reaches.

    python -m tests.documentation.structure [FOLDER] [--start MODULE]

FOLDER holds the package ``generator``, of another commit perhaps; MODULE is the one that a build begins with.
"""

import argparse
import ast
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.documentation.reference import ROOT


def modules(package: Path) -> dict[str, Path]:
    """Return the path of each module, by its name below the package."""
    found = ((path.relative_to(package).with_suffix("").as_posix(), path) for path in sorted(package.rglob("*.py")))
    return {name.removesuffix("/__init__").replace("/", "."): path for name, path in found}


def imports(name: str, known: Mapping[str, Path]) -> set[str]:
    """Return the modules of the program that one module imports itself."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(known[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("generator"):
            base = (node.module or "").removeprefix("generator").lstrip(".")
            found.update((base, *(f"{base}.{alias.name}".lstrip(".") for alias in node.names)))
    return found & known.keys()


def reached(start: str, known: Mapping[str, Path]) -> set[str]:
    """Return the modules that one module imports, by way of others too."""
    seen, waiting = {start}, [start]
    while waiting:
        new = imports(waiting.pop(), known) - seen
        seen |= new
        waiting += new
    return seen


def report(root: Path, start: str) -> Iterator[str]:
    """Yield the lines to print."""
    known = modules(root / "generator")
    folders = Counter(path.parent.relative_to(root).as_posix() for path in known.values() if path.name != "__init__.py")
    lines: Counter[str] = Counter()
    for name, path in known.items():
        lines[name.partition(".")[0]] += len(path.read_text(encoding="utf-8").splitlines())
    own, all_of_them = len(imports(start, known)), len(reached(start, known))
    yield f"{start} imports {own} modules itself and reaches {all_of_them} of {len(known)}"
    yield from (f"{count:4} modules  {folder}" for folder, count in folders.most_common())
    yield from (f"{count:6} lines  {name}" for name, count in lines.most_common())
    yield f"{sum(lines.values()):6} lines together"


def main() -> None:
    """Read the arguments and print the report."""
    parser = argparse.ArgumentParser(description="How large the program is, and what a build reaches.")
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT)
    parser.add_argument("--start", default="build.pipeline")
    given = parser.parse_args()
    sys.stdout.write("\n".join(report(given.folder, given.start)) + "\n")


if __name__ == "__main__":
    main()
