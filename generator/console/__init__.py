"""What the program says, a module a command. On a terminal with Rich, elsewhere in plain lines."""

import os
import sys
from typing import TextIO

from generator.problems import harmless


def say(text: str) -> None:
    """Print lines of result; no letter in them acts on a terminal."""
    _print(sys.stdout, text)


def warn(text: str) -> None:
    """Print lines to standard error, as above."""
    _print(sys.stderr, text)


def count(number: int, one: str, many: str | None = None) -> str:
    """Return ``1 cable``, ``2 cables``; many where an s is not enough."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def _print(stream: TextIO, text: str) -> None:
    try:
        stream.write("".join(f"{harmless(line)}\n" for line in text.split("\n")))
        stream.flush()
    except BrokenPipeError:  # ``build | head``: nobody reads any more, but the work goes on
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
