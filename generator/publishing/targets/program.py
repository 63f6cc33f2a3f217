"""Runs another program and returns its output; a missing program or a failure is a problem."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from generator.problems import OutputError, Where, problem_at
from generator.system.programs import without_credentials

_LINES = 3  # of what a program said, in a message


def run(command: Sequence[str], folder: Path | None = None, *, allowed: Sequence[int] = ()) -> bytes:
    """Run a program and return what it wrote to its standard output, b"" where its exit status is one of those allowed.

    Raises:
        OutputError: P006 there is no such program, P007 it failed.
    """
    done = _done(command, folder, allowed)
    if done.returncode in allowed:
        return b""
    return done.stdout


def git(folder: Path, *words: str, allowed: Sequence[int] = ()) -> str:
    """Run git in a folder, as ``run``; return what it wrote, without blanks and line ends around it."""
    return run(["git", "-C", str(folder), *words], allowed=allowed).decode("utf-8", "replace").strip()


def standard_error_of(command: Sequence[str]) -> bytes:
    """Run a program, as ``run``, and return what it wrote to its standard error."""
    return _done(command, None).stderr


def _done(
    command: Sequence[str], folder: Path | None, allowed: Sequence[int] = ()
) -> "subprocess.CompletedProcess[bytes]":
    """Run a program to its end. It is never asked anything: who publishes from a timer could not answer."""
    if shutil.which(command[0]) is None:
        raise OutputError(problem_at("P006", Where(command[0]), program=command[0]))
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(  # noqa: S603  the programs are named in this package, and no shell reads the words
        list(command), cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    if done.returncode != 0 and done.returncode not in allowed:
        raise failed(command[0], done.returncode, done.stderr)
    return done


def failed(name: str, status: int, said: bytes) -> OutputError:
    """Return what to raise when a program failed; said is what it wrote to its standard error."""
    lines = [line for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    fault = without_credentials("; ".join(lines[-_LINES:])) or "it did not say why"
    return OutputError(problem_at("P007", Where(name), program=name, status=status, fault=fault))
