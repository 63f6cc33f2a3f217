"""What the parts of reading found -> problems with their places in the file. Judges no text; codes are in ``codes``."""

import re
from collections.abc import Sequence

from generator.cables.heading.draft import Fields
from generator.cables.heading.tags import Tags
from generator.cables.model import Cable, Check, ExecutiveOrder
from generator.cables.record.consistency import Evidence, check_record
from generator.cables.source.model import Source
from generator.problems import Problem, Where, problem_at

_KNOWN_ORDER_VALUE = re.compile(
    r"N/?A\b|NONE|OADR|MR\b|X\d|X?GDS|DECL|DNG|AFTER|UNTIL|UPON|CLOSURE|AS AMENDED|[A-Z]{2,20} YEARS|TAGS|$",
    re.IGNORECASE,
)
_STUB_LENGTH = 300


class Findings:
    """Collects problems of one file; knows how lines of the message lie in the file."""

    def __init__(self, path: str, physical: tuple[int, ...]) -> None:
        """Begin with none; physical is ``Source.physical``."""
        self.path = path
        self.physical = physical
        self.problems: list[Problem] = []

    def add(self, code: str, line: int | None = None, detail: str = "", column: int | None = None) -> None:
        """Note a problem by its code; line counts from 1 in ``Source.lines``, column from 1."""
        if line and self.physical:
            line = self.physical[line - 1] if line <= len(self.physical) else self.physical[-1]
            column = None
        self.problems.append(problem_at(code, Where(self.path, line or None, column), detail=detail))


def make_checks(findings: Findings, line: int, evidence: Evidence) -> tuple[Check, ...]:
    """Make the checks of the record; each that fails is a problem as well, at the classification line, 0 for none."""
    made: list[Check] = []
    for check, code in check_record(evidence):
        made.append(check)
        if not check.agrees:
            findings.add(code, line, check.said)
    return tuple(made)


def report(
    findings: Findings,
    cable: Cable,
    source: Source,
    damage: Sequence[tuple[str, int, str]],
    heading: Fields,
    tags: Tags,
    order: ExecutiveOrder | None,
    id_source: str,
    gaps: Sequence[tuple[int, str]],
) -> None:
    """Turn what the parts found into problems, in the order of the file."""
    for code, line, detail in (*source.damage, *damage):
        findings.add(code, line, detail)
    broken = any(code in {"C001", "C002", "C005"} for code, _, _ in source.damage)
    if cable.year is None:
        findings.add("C010", 1)
    elif id_source in {"classification-line", "header"}:
        findings.add("C012", heading.classification_line or 1, cable.id)
    elif cable.aliases:
        findings.add("C011", 1, f"{cable.id}, not {cable.aliases[0]}")
    for token, line, column in tags.doubtful:
        findings.add("C120", line, token, column)
    if not broken and source.layout != "frus":
        labelled = bool(source.metadata.sender)  # a print that labels what a heading says
        if heading.classification is None and not (labelled and cable.level):
            findings.add("C110", 1)
        if not heading.tags and not (labelled and cable.tags):
            findings.add("C121", heading.classification_line or 1)
        if not heading.subject and not (labelled and source.metadata.title):
            findings.add("C122", heading.classification_line or 1)
        if order is not None and order.declassify_on is None and not _KNOWN_ORDER_VALUE.match(order.value):
            findings.add("C123", heading.classification_line or 1, order.value[:60])
        if not cable.blocks:
            findings.add("C130", len(source.lines) or 1)
        elif _is_stub(cable):
            findings.add("C131", cable.blocks[-1].line, str(sum(len(block.text) for block in cable.blocks)))
    for line, jump in gaps:
        findings.add("C132", line, jump)


def _is_stub(cable: Cable) -> bool:
    """Say whether a text is short and breaks off: ten of eleven known stubs end in three dots."""
    length = sum(len(block.text) for block in cable.blocks)
    return cable.blocks[-1].text.endswith("...") and length < _STUB_LENGTH
