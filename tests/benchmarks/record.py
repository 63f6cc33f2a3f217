"""The record of a run: steps, ratios and their limits, as JSON while it grows and as Markdown to be kept."""

import re
import sys
from pathlib import Path

import msgspec


class Step(msgspec.Struct, frozen=True):
    """One thing that was measured: seconds, bytes of all processes together and of the main one, phases, files.

    phases are (name, count, seconds); processor is the seconds that all its processes had of processors.
    """

    name: str
    seconds: float
    peak: int
    phases: tuple[tuple[str, int, float], ...] = ()
    written: int | None = None
    removed: int | None = None
    main: int = 0
    processor: float = 0.0


class Ratio(msgspec.Struct, frozen=True):
    """A figure and the most that it should be."""

    name: str
    value: float
    most: float


class Record:
    """What was measured so far. Each addition is printed and kept at once."""

    def __init__(self, name: str, where: str, path: Path) -> None:
        """Begin with nothing; where says when, and on what machine."""
        self.name, self.where = name, where
        self.steps: list[Step] = []
        self.ratios: list[Ratio] = []
        self.said: list[str] = []
        self._path = path

    @property
    def kept(self) -> bool:
        """Say whether every limit was kept."""
        return all(one.value <= one.most for one in self.ratios)

    def add(self, step: Step) -> Step:
        """Take a step."""
        self.steps.append(step)
        self._keep(f"{step.name}: {step.seconds:.2f} s ({step.processor:.2f} of processors), {step.peak / 1e6:.0f} MB")
        return step

    def ratio(self, name: str, value: float, most: float) -> None:
        """Take a figure that has a limit."""
        self.ratios.append(Ratio(name, value, most))
        self._keep(f"{name}: {value:.2f} (at most {most:.2f})")

    def say(self, words: str) -> None:
        """Take a figure that has none."""
        self.said.append(words)
        self._keep(words)

    def _keep(self, words: str) -> None:
        sys.stdout.write(words + "\n")
        sys.stdout.flush()
        whole = {"where": self.where, "steps": self.steps, "ratios": self.ratios, "said": self.said}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_bytes(msgspec.json.format(msgspec.json.encode(whole)))


def table(record: Record) -> str:
    """Return the record in Markdown."""
    lines = [f"{record.where}.", "", *(f"- {words}" for words in record.said), ""]
    lines += ["| step | seconds | of processors | MB | written | removed | seconds of each phase |"]
    lines += ["|---|--:|--:|--:|--:|--:|---|"]
    for step in record.steps:
        phases = ", ".join(f"{name} {seconds:.1f}" for name, _, seconds in step.phases)
        files = " | ".join("" if number is None else f"{number:,}" for number in (step.written, step.removed))
        lines.append(
            f"| {step.name} | {step.seconds:.1f} | {step.processor:.1f} | {step.peak / 1e6:,.0f} | {files} | {phases} |"
        )
    lines += ["", "| figure | measured | at most | kept |", "|---|--:|--:|---|"]
    for one in record.ratios:
        kept = "yes" if one.value <= one.most else "no"
        lines.append(f"| {one.name} | {one.value:.2f} | {one.most:.2f} | {kept} |")
    return "\n".join(lines) + "\n"


def into_markdown(record: Record, text: str) -> str:
    """Return text with the record in the place of the last one of its name, or at the end."""
    first, last = f"<!-- {record.name} -->", f"<!-- end of {record.name} -->"
    whole = f"{first}\n{table(record)}{last}\n"
    if first not in text or last not in text:
        return f"{text.rstrip()}\n\n{whole}" if text.strip() else whole
    return re.sub(re.escape(first) + r".*?" + re.escape(last) + r"\n?", lambda _: whole, text, flags=re.DOTALL)
