"""The parser in its compiled form, for tests and measurements: made once for these sources, then taken from ``.compiled``."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / ".compiled"
_LACKING = 3  # the exit status of the script where a compiler or Python.h is missing


class LackingError(Exception):
    """What compiling needs is not installed; the message says what."""


def compile_parser() -> None:
    """Make ``.compiled`` of these very sources, unless it is.

    Raises:
        LackingError: there is no compiler, or Python.h is missing.
        AssertionError: compiling failed.
    """
    done = subprocess.run(
        [ROOT / "tools/compiled.sh", "make", sys.executable], capture_output=True, text=True, check=False
    )
    if done.returncode == _LACKING:
        raise LackingError(done.stderr.strip())
    if done.returncode:
        raise AssertionError(done.stderr)


def environment(form: str) -> dict[str, str]:
    """Return the variables with which Python runs the program in a form, "pure" or "compiled", and finds the tests."""
    places = [FOLDER, ROOT] if form == "compiled" else [ROOT]
    return {**os.environ, "PYTHONSAFEPATH": "1", "PYTHONPATH": os.pathsep.join(map(str, places))}
