"""What the program says, a module a command. On a terminal with Rich, elsewhere in plain lines."""

import sys


def say(text: str) -> None:
    """Print a line of result."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def warn(text: str) -> None:
    """Print a line to standard error."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
