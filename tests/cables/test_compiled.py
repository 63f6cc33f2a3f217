"""Compiled, the parser reads every cable as it does in pure Python, byte for byte, and takes time in the same proportion."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.compiled import FOLDER, ROOT, LackingError, compile_parser, environment
from tests.programs import lack

_READ = """
import hashlib, sys
from pathlib import Path

import msgspec

from generator.cables import parse
from tests.benchmarks.wire_cables import make_cable

root = Path(sys.argv[1])
sources = [*sorted((root / "content/cables").rglob("*")), *sorted((root / "tests/golden").rglob("*"))]
files = [(one.relative_to(root).as_posix(), one.read_bytes()) for one in sources if one.is_file()]
print(parse.__file__)
for path, data in [*files, *(make_cable(number, 100 + 5 * number) for number in range(300))]:
    read = msgspec.json.encode(parse.parse_cable(data, path))
    print(path, len(read), hashlib.sha256(read).hexdigest())
"""


@pytest.fixture(scope="session")
def compiled() -> Path:
    """The folder of the compiled form; the test is skipped where no compiler is, unless programs are required."""
    try:
        compile_parser()
    except LackingError as error:
        lack(str(error).partition(":")[0])
    return FOLDER


def run(form: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment(form), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_compiled_every_cable_is_read_as_in_pure_python(compiled: Path) -> None:
    pure, *expected = run("pure", "-c", _READ, str(ROOT)).splitlines()
    library, *read = run("compiled", "-c", _READ, str(ROOT)).splitlines()

    assert Path(pure) == ROOT / "generator/cables/parse.py"
    assert Path(library).is_relative_to(compiled)
    assert library.endswith(".so")
    assert len(read) > 400
    assert read == expected


def test_compiled_time_grows_with_the_size_and_no_faster(compiled: Path) -> None:
    said = run("compiled", "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/cables/test_linear.py")

    assert compiled.is_dir()
    assert " passed" in said
    assert " failed" not in said


def test_compiled_a_room_is_the_same_and_made_by_the_same_program(compiled: Path, tmp_path: Path) -> None:
    told = []
    for form in ("pure", "compiled"):
        site = tmp_path / form / "site"
        run(form, "-m", "generator", "build", "--no-pdf", "--jobs", "2", "--output", str(site))
        told.append((site / "data/manifest.sha256").read_bytes())
    digest = "from generator.commands.settings import program_digest; print(program_digest().hex())"

    assert compiled.is_dir()
    assert told[0] == told[1]
    assert run("pure", "-c", digest) == run("compiled", "-c", digest)


def test_sources_that_were_changed_are_not_taken_for_those_that_were_compiled(compiled: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    (clone / "tools").mkdir(parents=True)
    script = clone / "tools/compiled.sh"
    script.write_bytes((ROOT / "tools/compiled.sh").read_bytes())
    script.chmod(0o755)
    for name in ("generator", ".compiled/generator"):
        (clone / name / "cables").mkdir(parents=True)
        (clone / name / "cables/parse.py").write_text("A = 1\n", encoding="utf-8")

    assert compiled.is_dir()
    assert subprocess.run([script, "current"], check=False).returncode == 0
    (clone / "generator/cables/parse.py").write_text("A = 2\n", encoding="utf-8")
    assert subprocess.run([script, "current"], check=False).returncode == 1
