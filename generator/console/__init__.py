"""What the program says, a module a command: plain lines, on a terminal with colours, and a bar by Rich while work goes on."""

import os
import sys
from collections.abc import Iterable, Sequence

from generator.problems import harmless

_STYLES = {"bold": 1, "dim": 2, "red": 31, "yellow": 33, "cyan": 36}  # as terminals number them


def say(text: str) -> None:
    """Print lines of result; no letter in them acts on a terminal."""
    show(text)


def warn(text: str) -> None:
    """Print lines to standard error, as above."""
    show(text, error=True)


def show(*parts: str | tuple[str, str], error: bool = False) -> None:
    """Print parts one behind another, to standard error when error; one with a style ("red", "bold") has it on a terminal."""
    stream = sys.stderr if error else sys.stdout
    styled = stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    line = ""
    for part in parts:
        text, style = (part, "") if isinstance(part, str) else part
        text = "\n".join(map(harmless, text.split("\n")))
        line += f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if styled and style else text
    try:
        stream.write(f"{line}\n")
        stream.flush()
    except BrokenPipeError:  # ``build | head``: nobody reads any more, but the work goes on
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def in_columns(rows: Iterable[Sequence[str]], *right: int) -> str:
    """Return rows of cells as lines with aligned columns; those that right names are aligned to the right."""
    rows = list(rows)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if at in right else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def count(number: int, one: str, many: str | None = None) -> str:
    """Return ``1 cable``, ``2 cables``; many where an s is not enough."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"
