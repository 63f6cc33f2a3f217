"""Changes of the program that its tests should see: one at a time, in a copy, with the tests nearest to its module.

    python -m tests.mutants.run N [--seed S] [--only NAME] [--minutes M]

A change is of one comparison, one ``and``, ``or`` or ``not``, or one number or truth value. The tests fail: it is caught. They
pass: it survives, and is listed, for it is a rule that no test holds, or a change that changes nothing. Ends with 1 where one
survives, or none was tried.
"""

import argparse
import ast
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

ROOT = Path(__file__).parent.parent.parent
_COPIED = ("generator", "tests", "templates", "content", "docs")
_LEAST, _TIMES = 60.0, 5.0  # seconds, and times what the tests take unchanged, that a change may take

# Modules, and the tests nearest to them, the quickest first.
NEAREST: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "ids": (("generator/cables/ids.py",), ("tests/cables/test_ids.py",)),
    "references": (
        ("generator/cables/heading/references.py", "generator/corpus/resolve.py"),
        ("tests/cables/test_references.py", "tests/corpus/test_resolve.py"),
    ),
    "feeds": (("generator/pages/lists/feeds.py", "generator/pages/data/feed_files.py"), ("tests/pages/test_feeds.py",)),
    "files": (
        tuple(f"generator/system/{name}.py" for name in ("listing", "output_folder", "reading", "writer")),
        ("tests/system/test_files.py", "tests/hostile/test_no_files.py", "tests/hostile/test_links.py"),
    ),
    "rules": (
        tuple(f"generator/redaction/{name}.py" for name in ("redact", "paragraphs", "pieces", "rewriting", "rules")),
        ("tests/redaction/test_redact.py", "tests/redaction/test_forms.py"),
    ),
    "words": (
        tuple(f"generator/redaction/{name}.py" for name in ("folding", "matching", "views")),
        ("tests/redaction/test_redact.py", "tests/redaction/test_forms.py"),
    ),
    "gate": (
        tuple(f"generator/redaction/{name}.py" for name in ("gate", "reading", "unpacking")),
        ("tests/redaction/test_last_gate.py",),
    ),
    "publishing": (
        ("generator/publishing/publish.py", "generator/publishing/targets", "generator/publishing/diff.py"),
        ("tests/publishing/test_publish.py", "tests/publishing/test_histories.py"),
    ),
    "copies": (
        tuple(f"generator/publishing/{name}.py" for name in ("http_copy", "host_limits", "doctor", "verify")),
        ("tests/publishing/test_http_copy.py", "tests/publishing/test_doctor.py"),
    ),
    "packages": (
        tuple(f"generator/publishing/{name}.py" for name in ("bag", "package", "signature", "verify_bag")),
        ("tests/publishing/test_packages.py",),
    ),
    "preview": (
        ("generator/preview",),
        ("tests/preview", "tests/redaction/test_publishing_with_rules.py"),
    ),
}
_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


class Mutant(msgspec.Struct, frozen=True, order=True):
    """A change: the module's path, line, where it begins and ends in the module's bytes, the code before and after."""

    path: str
    line: int
    begin: int
    end: int
    before: str
    after: str

    def __str__(self) -> str:
        """Return place and change in one line."""
        return f"{self.path}:{self.line}: {' '.join(self.before.split())}  ->  {' '.join(self.after.split())}"


def mutants_of(path: str, source: str) -> list[Mutant]:
    """Return every change of a module, in order of place; each leaves a module that can be read."""
    starts = [0]
    for line in source.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    found = []
    for node in _code(ast.parse(source)):
        for changed in _changed(node):
            assert node.end_lineno is not None
            assert node.end_col_offset is not None
            begin, end = (
                starts[node.lineno - 1] + node.col_offset,
                starts[node.end_lineno - 1] + node.end_col_offset,
            )
            before = source.encode()[begin:end].decode()
            one = Mutant(path, node.lineno, begin, end, before, f"({ast.unparse(changed)})")
            if _can_be_read(mutated(source, one)):
                found.append(one)
    return sorted(found)


def mutated(source: str, one: Mutant) -> str:
    """Return a module with a change made."""
    data = source.encode()
    return (data[: one.begin] + one.after.encode() + data[one.end :]).decode()


def _can_be_read(source: str) -> bool:
    """Say whether a text is a module: what stands within an f-string, say, may have no place of its own."""
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def _code(node: ast.AST) -> Iterator[ast.expr]:
    """Yield the expressions that a run of the program computes: no annotations, no parts of f-strings."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns"} or isinstance(value, ast.JoinedStr):
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, ast.AST) and not isinstance(one, ast.JoinedStr):
                if isinstance(one, ast.expr):
                    yield one
                yield from _code(one)


def _changed(node: ast.expr) -> Iterator[ast.expr]:
    match node:
        case ast.Compare(left, ops, comparators):
            for at, operator in enumerate(ops):
                other = _COMPARED[type(operator)]()
                yield ast.Compare(left, [*ops[:at], other, *ops[at + 1 :]], comparators)
        case ast.BoolOp(operator, values):
            yield ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int(value)):
            yield ast.Constant(value + 1)


def modules_of(places: Sequence[str]) -> list[str]:
    """Return the modules of places: modules, or folders of them."""
    found = [
        path for one in places for path in ([ROOT / one] if one.endswith(".py") else sorted((ROOT / one).rglob("*.py")))
    ]
    return [path.relative_to(ROOT).as_posix() for path in found]


def chosen(names: Sequence[str], count: int, chance: random.Random) -> dict[str, list[Mutant]]:
    """Return as many changes, by the name of their modules, each name with as nearly the same number as it has."""
    left = {name: _mixed(name, chance) for name in names}
    out: dict[str, list[Mutant]] = {name: [] for name in names}
    while count > 0 and any(left.values()):
        for name in names:
            if left[name] and count > 0:
                out[name].append(left[name].pop())
                count -= 1
    return out


def _mixed(name: str, chance: random.Random) -> list[Mutant]:
    all_of = [
        one
        for path in modules_of(NEAREST[name][0])
        for one in mutants_of(path, (ROOT / path).read_text(encoding="utf-8"))
    ]
    chance.shuffle(all_of)
    return all_of


def run_tests(folder: Path, tests: Sequence[str], seconds: float | None) -> bool | None:
    """Say whether tests pass in a copy; None when they are not done in time."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        return process.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        return None
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def main() -> int:
    """Try changes, print what came of each, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=tuple(NEAREST), action="append")
    parser.add_argument("--minutes", type=float, default=0.0, help="begin no change after so long; 0 sets no end")
    wanted = parser.parse_args()
    names = wanted.only or list(NEAREST)
    until = time.monotonic() + wanted.minutes * 60 if wanted.minutes else float("inf")
    caught = late = 0
    tried: Counter[str] = Counter()
    survived: list[Mutant] = []
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy = Path(folder)
        for name in _COPIED:
            shutil.copytree(ROOT / name, copy / name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
        for path in ROOT.glob("*.*"):
            if path.is_file():
                shutil.copy(path, copy)
        for name, mutants in chosen(names, wanted.count, random.Random(wanted.seed)).items():
            tests = NEAREST[name][1]
            begun = time.monotonic()
            if not mutants or begun > until:
                continue
            if not run_tests(copy, tests, None):
                print(f"{name}: its tests fail unchanged; none was tried")
                continue
            limit = max(_LEAST, _TIMES * (time.monotonic() - begun))
            for one in mutants:
                if time.monotonic() > until:
                    break
                place = copy / one.path
                source = place.read_text(encoding="utf-8")
                place.write_text(mutated(source, one), encoding="utf-8")
                passed = run_tests(copy, tests, limit)
                place.write_text(source, encoding="utf-8")
                late += passed is None
                caught += passed is False
                tried[name] += 1
                if passed:
                    survived.append(one)
                    print(f"survived: {one}", flush=True)
    print(", ".join(f"{name} {count}" for name, count in tried.items()))
    print(f"{caught + late + len(survived)} tried (seed {wanted.seed}): {caught} caught, {late} not done in time, "
          f"{len(survived)} survived")  # fmt: skip
    return int(bool(survived) or not caught)


if __name__ == "__main__":
    sys.exit(main())
