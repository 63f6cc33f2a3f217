"""Each folder of tests/golden/cables is a case: one source, and ``expected.json`` with what is read out of it.

``sound`` has a folder for each layout and oddity, ``damaged`` one for each code of a problem. A change of what is read
shows as a change of these files; ``UPDATE_GOLDEN=1 make test`` writes them anew, to be read before they are committed.
"""

import json
import os
from pathlib import Path

import pytest

from generator.cables.model import Cable
from generator.cables.parse import parse_cable
from generator.cables.record.trace_rules import RULES
from generator.problems import Problem
from generator.problems.codes import CODES
from generator.vocabulary import Vocabulary, with_site_rows

GOLDEN = Path(__file__).parent.parent / "golden" / "cables"
SPECIMEN_POSTS = b"""code,name,kind,city,country,region,country_code,indicator
LINDEMAR,Embassy Lindemar,embassy,Lindemar,Halvania,Specimens,QH,RUXHLM
VENSK,Consulate Vensk,consulate,Vensk,Halvania,Specimens,QH,RUXHVN
"""
SPECIMEN_TAGS = b"code,kind,meaning\nQH,country,Halvania\n"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    words, problems = with_site_rows({"posts": SPECIMEN_POSTS, "tags": SPECIMEN_TAGS})
    assert not problems
    return words


def summary(cable: Cable, problems: list[Problem]) -> dict[str, object]:
    """Return what a case pins: every field that is not empty, blocks and removals in short, problems with their lines."""
    envelope = cable.envelope
    fields: dict[str, object] = {
        "layout": cable.layout,
        "id": cable.id,
        "aliases": cable.aliases,
        "date": cable.date.isoformat() if cable.date else None,
        "date_source": cable.date_source,
        "precision": cable.precision,
        "released": cable.released.isoformat() if cable.released else None,
        "classification": cable.classification,
        "origin": cable.origin,
        "title": cable.title,
        "title_source": cable.title_source,
        "subject": cable.subject,
        "subject_mark": cable.subject_mark,
        "tags": cable.tags,
        "tags_raw": cable.tags_raw,
        "captions": cable.captions,
        "corrected": cable.corrected,
        "attention": cable.attention,
        "precedence": envelope.precedence,
        "dtg": envelope.dtg,
        "from": envelope.sender,
        "to": [(one.name, one.routing, one.precedence, one.count) for one in envelope.to],
        "info": [(one.name, one.routing, one.precedence, one.count) for one in envelope.info],
        "signals": envelope.signals,
        "distribution": envelope.distribution,
        "notice": envelope.notice,
        "order": [cable.executive_order.order, cable.executive_order.value] if cable.executive_order else None,
        "declassify_on": str(cable.executive_order.declassify_on)
        if cable.executive_order and cable.executive_order.declassify_on
        else None,
        "classified_by": cable.classified_by,
        "reasons": cable.reasons,
        "references": [(one.label, one.text, one.kind, one.id, one.flags) for one in cable.references],
        "summary": cable.summary,
        "signature": cable.signature,
        "sections": cable.sections,
        "paragraphs": cable.paragraphs,
        "words": cable.words,
        "collection": cable.collection,
        "blocks": [
            " | ".join(part for part in (b.kind, b.anchor, b.label, b.mark, b.segment, *b.dressing, b.text) if part)
            for b in cable.blocks
        ],
        "mentions": [f"{one.kind}: {b.text[one.start : one.end]}" for b in cable.blocks for one in b.mentions],
        "archive": cable.archive,
        "set_aside": [f"{one.rule} | {one.line} | {one.text.strip()}" for one in cable.ledger if one.rule in SET_ASIDE],
        "removed": [f"{one.piece.rule} | {one.piece.line} | {one.piece.text.strip()}" for one in cable.removals],
        "checks": [f"{'agrees' if one.agrees else 'differs'} | {one.name} | {one.said}" for one in cable.checks],
        "problems": [f"{one.code} | {one.where.line} | {one.message}" for one in problems],
    }
    kept = {name: value for name, value in fields.items() if value not in (None, "", (), [], "minute")}
    as_in_the_file: dict[str, object] = json.loads(json.dumps(kept))  # tuples become lists
    return as_in_the_file


SET_ASIDE = frozenset(rule for rule in RULES if rule.startswith("layout.")) - {
    "layout.pilcrow", "layout.line-end", "layout.line-number", "layout.links", "layout.declassification-stamp",
}  # fmt: skip


def cases() -> list[Path]:
    return sorted(path for kind in ("sound", "damaged") for path in (GOLDEN / kind).iterdir() if path.is_dir())


def source_of(case: Path) -> Path:
    (source,) = (path for path in case.iterdir() if path.name != "expected.json")
    return source


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.parent.name}-{case.name}")
def test_a_cable_is_read_as_its_folder_says(case: Path, vocabulary: Vocabulary) -> None:
    source = source_of(case)
    found = summary(*parse_cable(source.read_bytes(), source.name, vocabulary))
    expected = case / "expected.json"
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    assert found == json.loads(expected.read_text(encoding="utf-8"))


def test_there_is_a_damaged_folder_for_each_code() -> None:
    of_texts = {code for code in CODES if code.startswith("C")} - {"C015"}  # of the time that reading took

    assert {path.name for path in (GOLDEN / "damaged").iterdir()} == of_texts


@pytest.mark.parametrize("case", sorted((GOLDEN / "damaged").iterdir()), ids=lambda case: case.name)
def test_a_damaged_cable_gives_the_problem_its_folder_is_named_after(case: Path, vocabulary: Vocabulary) -> None:
    source = source_of(case)
    _, problems = parse_cable(source.read_bytes(), source.name, vocabulary)

    assert case.name in {problem.code for problem in problems}
    assert all(problem.hint and problem.where.path == source.name for problem in problems)


def test_no_kind_of_case_is_empty() -> None:
    assert len(list((GOLDEN / "sound").iterdir())) >= 10
    assert len(list((GOLDEN / "damaged").iterdir())) >= 20
