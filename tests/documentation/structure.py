"""Prints modules a folder, lines a package, and what a build reaches; or records them in the page on the architecture.

    python -m tests.documentation.structure [FOLDER] [--start MODULE] [--record PAGE]

FOLDER holds the package ``generator``, of another commit perhaps; MODULE is the one that a build begins with. With
--record the figures of the columns "after" of PAGE are replaced.
"""

import argparse
import ast
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.documentation.reference import ROOT

MOST = 12  # modules of a folder


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


def recorded(page: str, root: Path, start: str) -> str:
    """Return the page with the figures of the program in its columns "after"."""
    known = modules(root / "generator")
    texts = {name: path.read_text(encoding="utf-8").splitlines() for name, path in known.items()}
    folders: defaultdict[str, Counter[str]] = defaultdict(Counter)
    lines: Counter[str] = Counter()
    for name, path in known.items():
        package = name.partition(".")[0]
        lines[package] += len(texts[name])
        if path.name != "__init__.py" and path.parent != root / "generator":
            folders[package][path.parent.as_posix()] += 1
    largest = {package: max(counts.values()) for package, counts in folders.items()}
    path_of_build = sum(
        (node.end_lineno or 0) - node.lineno + 1
        for node in ast.parse("\n".join(texts[start])).body
        if isinstance(node, ast.FunctionDef) and node.name in {"build", "_build"}
    )
    figures = {
        "folders with more than twelve modules": str(
            sum(count > MOST for counts in folders.values() for count in counts.values())
        ),
        "modules that `build` imports itself": str(len(imports(start, known))),
        "modules that `build` reaches": f"{len(reached(start, known))} of {len(known)}",
        "lines of the main path": f"`{start.replace('.', '/')}.py` {len(texts[start])}, of which {path_of_build} are the path",
    }
    named = set(re.findall(r"`(\w+)`", "".join(row.split("|")[3] for row in page.splitlines() if row.count("|") == 7)))
    out = []
    for row in page.splitlines():
        cells = row.split("|")
        if len(cells) == 5 and cells[1].strip() in figures:
            cells[3] = f" {figures[cells[1].strip()]} "
        elif len(cells) == 8 and cells[1].strip() == "together":
            cells[4] = f" {lines.total():,} "
        elif len(cells) == 8 and (packages := set(re.findall(r"`(\w+)`", cells[3]))):
            packages |= lines.keys() - named if "the rest" in cells[3] else set()
            cells[4] = f" {sum(lines[one] for one in packages):,} "
            cells[5] = f" {max(largest.get(one, 0) for one in packages)} "
        out.append("|".join(cells))
    return "\n".join(out) + "\n"


def main() -> None:
    """Read the arguments, and print the report or record it."""
    parser = argparse.ArgumentParser(description="How large the program is, and what a build reaches.")
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT)
    parser.add_argument("--start", default="build.pipeline")
    parser.add_argument("--record", type=Path, metavar="PAGE")
    given = parser.parse_args()
    if given.record:
        page = given.record.read_text(encoding="utf-8")
        given.record.write_text(recorded(page, given.folder, given.start), encoding="utf-8")
        return
    sys.stdout.write("\n".join(report(given.folder, given.start)) + "\n")


if __name__ == "__main__":
    main()
