"""What the program says, a module a command. On a terminal with Rich, elsewhere in plain lines."""

import sys

from generator.problems import harmless


def say(text: str) -> None:
    """Print lines of result; no letter in them acts on a terminal."""
    sys.stdout.write(_lines(text))
    sys.stdout.flush()


def warn(text: str) -> None:
    """Print lines to standard error, as above."""
    sys.stderr.write(_lines(text))
    sys.stderr.flush()


def _lines(text: str) -> str:
    return "".join(f"{harmless(line)}\n" for line in text.split("\n"))
