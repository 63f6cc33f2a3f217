"""Problems: as text with colours, as JSON lines, or as annotations for GitHub."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from generator.console import count, in_columns, show
from generator.problems import Problem, Severity, harmless

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_MOST_SHOWN = 50
_MANY = 10  # problems from which on they are counted by code
_ORDER = tuple(Severity)


def show_problems(
    problems: Sequence[Problem],
    form: str = "text",
    *,
    everything: bool = True,
    rest: str = "reading-room check lists all",
    result: bool = False,
) -> None:
    """Print problems as text, as JSON lines or as annotations for GitHub; where there are many, count text by code.

    Args:
        problems: in order of place.
        form: "text", "json" or "github".
        everything: False for the worst alone, errors first, without notes.
        rest: where the rest is when not everything is shown.
        result: whether text is the command's result and goes to standard output, as the other forms do; else it goes to
            standard error.
    """
    if form == "json":
        for one in problems:
            print(harmless(json.dumps(for_machines(one), ensure_ascii=False)))  # noqa: T201  this is the console
        return
    if form == "github":
        for one in problems:
            print(_annotation(one))  # noqa: T201  as above
        return
    shown = list(problems)
    if not everything:
        worst = sorted(problems, key=lambda one: _ORDER.index(one.severity))
        shown = [one for one in worst if one.severity is not Severity.NOTE][:_MOST_SHOWN]
    for one in shown:
        severity = (str(one.severity), _COLOURS[one.severity])
        said = f" {one.code}: {harmless(one.message)}\n  hint: {harmless(one.hint)}"
        show(f"{harmless(str(one.where))}: ", severity, said, error=not result)
    counts = Counter(one.severity for one in problems)
    counts.subtract(one.severity for one in shown)
    left = [count(counts[kind], f"more {kind}") for kind in Severity if counts[kind]]
    if left:
        show(f"{', '.join(left)}: {rest}", error=not result)
    if len(problems) > _MANY:
        show(in_columns(_by_code(problems), 2), error=not result)


def _by_code(problems: Sequence[Problem]) -> Iterator[tuple[str, str, str]]:
    """Yield how many problems have each code, errors first, then the most frequent."""
    counts = Counter((one.severity, one.code) for one in problems)
    for (severity, code), number in sorted(
        counts.items(), key=lambda one: (_ORDER.index(one[0][0]), -one[1], one[0][1])
    ):
        yield str(severity), code, f"{number:,}"


def _annotation(one: Problem) -> str:
    """Return a problem as a workflow command of GitHub, which reads %, line ends and, in properties, : and , as its own."""
    kind = "notice" if one.severity is Severity.NOTE else str(one.severity)
    path = _written_out(one.where.path).replace(":", "%3A").replace(",", "%2C")
    column = f",col={one.where.column}" if one.where.column else ""
    message = _written_out(f"{one.message} ({one.hint})")
    return f"::{kind} file={path},line={one.where.line or 1}{column},title={one.code}::{message}"


def _written_out(text: str) -> str:
    return "%0A".join(harmless(line) for line in text.replace("%", "%25").split("\n"))


def for_machines(one: Problem) -> dict[str, object]:
    """Return a problem for machines."""
    return {
        "path": one.where.path,
        "line": one.where.line,
        "column": one.where.column,
        "severity": str(one.severity),
        "code": one.code,
        "message": one.message,
        "hint": one.hint,
    }
