"""How much of real cables is read, field by field, and what changed since the last run on record. ``make accuracy``.

    python -m tests.benchmarks.accuracy [--cables DIR] [--record]

DIR is ``../shared/cables`` beside the project where it is there, else the cables of the repository. Each field has a
witness: what a publisher's own index says of a cable (``expected.jsonl``), or a plain search of the source that shares no
line with the parser. A cable that differs from its witness is named; ``accuracy_exceptions.toml`` gives the reason for
each that is known. The record ``accuracy.json`` holds counts alone, no word of a cable; ``--record`` writes it anew.

The exit status is 1 when a field fell below the record, a field that must be whole is not and no reason is given, or a
reason is given that is no longer needed.
"""

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.cables.model import Cable
from generator.cables.parse import parse_cable
from generator.corpus import abbreviations_in
from generator.vocabulary import standard
from tests.benchmarks.heading_readings import golden_readings
from tests.benchmarks.layout_readings import measure_layouts, table, unknown_faults
from tests.benchmarks.page_breaks import broken
from tests.cables.ledger import not_shown, squeezed, unaccounted
from tests.cables.test_reading import CASES, read, reading

ROOT = Path(__file__).parent.parent.parent
SHARED = ROOT.parent / "shared" / "cables"
RECORD = Path(__file__).with_name("accuracy.json")
EXCEPTIONS = Path(__file__).with_name("accuracy_exceptions.toml")
# What must be right in every cable or explained cable by cable; of the other fields it is known that some cannot be.
WHOLE = (
    "present", "day", "classification", "origin", "title", "tags", "markers gone", "captions gone", "headings gone",
    "every character", "text as in source",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A cable read, its source as plain text without any help of the parser, and what the publisher's index says of it."""

    cable: Cable
    header: str
    body: str
    expected: dict[str, Any] | None = None
    breaks: tuple[
        tuple[int, str], ...
    ] = ()  # page markers put into its paragraphs: the line, and what is read otherwise

    @property
    def top(self) -> str:
        """The body before its first numbered paragraph."""
        first = re.search(
            r"^\s*\u00b6?1\s?\.\s*(?!.{0,4}\(?U?\)? ?CLASSIFIED BY)", self.body[:8000], re.MULTILINE | re.IGNORECASE
        )
        return self.body[: first.start() if first else 4000]


@dataclass
class Score:
    """What was right of what was asked, and the cables with something that was not."""

    right: int = 0
    asked: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, case: Case, right: int, asked: int) -> None:
        self.right += min(right, asked)
        self.asked += asked
        if right < asked:
            self.wrong.append(case.cable.id)


def letters(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def words(tags: Sequence[str]) -> set[str]:
    return {word for tag in tags for word in re.findall(r"[A-Z0-9]+", tag.upper())}


def split_source(data: bytes) -> tuple[str, str]:
    """Return (header, body) of a source as plain text; a source in one piece is both."""
    text = data.decode("utf-8", "replace").replace("&#x000A;", "\n").replace("\r\n", "\n").replace("\u00a0", " ")
    blocks = re.findall(r"<code><pre>(.*?)</pre></code>", text, re.DOTALL)
    if len(blocks) < 2:
        return text, text
    header, body = (re.sub(r"</?(?:a|br|strong|em|td|tr|table)\b[^<>\n]*>", "", block) for block in blocks[:2])
    return header, body.replace("\u00b6", "")


# Each witness returns (right, asked): numbers of cables, or of lines within one.
def _asked(pattern: str, text: str, got: Callable[[re.Match[str]], bool]) -> tuple[int, int]:
    found = re.search(pattern, text, re.MULTILINE | re.IGNORECASE)
    return (int(got(found)), 1) if found else (0, 0)


def _expected(name: str, same: Callable[[Cable, Any], bool]) -> Callable[[Case], tuple[int, int]]:
    def witness(case: Case) -> tuple[int, int]:
        if case.expected is None or not case.expected[name]:
            return 0, int(case.expected is not None and name == "id")
        return int(same(case.cable, case.expected[name])), 1

    return witness


def _addressees(case: Case) -> tuple[int, int]:
    envelope = case.cable.envelope
    asked = len(re.findall(r"^(?:(?:TO|INFO)\s+)?R[A-Z]{3,7} ?/ ?\S", case.header, re.MULTILINE))
    return sum(bool(one.routing) for one in (*envelope.to, *envelope.info)), asked


def _markers(case: Case) -> tuple[int, int]:
    asked = len(re.findall(r"(?<!\d)0\d{7}\s+\d{3}(?:\.\d)?\s?OF\s\d", case.body, re.IGNORECASE))
    return case.cable.pages_removed, asked


def _sequence(case: Case) -> tuple[int, int]:
    numbers = [int(b.anchor[1:]) for b in case.cable.blocks if b.kind == "paragraph" and b.anchor[1:].isdigit()]
    first = numbers[0] if numbers and numbers[0] <= 2 else 1
    asked = bool(re.search(r"^\s*\d{1,2}\s?\.\s?\(?[A-Z]", case.body, re.MULTILINE))
    return int(bool(numbers) and numbers == list(range(first, first + len(numbers)))), int(asked)


def _classified_by(case: Case) -> tuple[int, int]:
    found = re.search(r"(?<![a-z])classified by\b[ :]*([^\n]*)", case.top, re.IGNORECASE)
    if not found:
        return 0, 0
    return int(letters(found[1])[:40] in letters(case.cable.classified_by)), 1


def _references(case: Case) -> tuple[int, int]:
    found = re.search(r"(?:^|\s)REF(?:TEL)?S?\s?:\s*(\S[^\n]*)", case.top, re.IGNORECASE)
    if not found or found[1].strip(" .").upper() in {"NONE", "N/A"}:
        return 0, 0
    return int(bool(case.cable.references)), 1


def _tags_line(case: Case) -> tuple[int, int]:
    found = re.search(r"(?:^|\n|\S {2,}|[a-z] )TAGS?\b[\s:;,]*([^\n]*)", case.top)
    if not found:
        return 0, 0
    line = re.split(r"\sSUBJ|\sE\.?O\.|\s{5,}", found[1])[0]
    return int(words([line]) <= words(case.cable.tags_raw) | words(case.cable.tags)), 1


def _signature(case: Case) -> tuple[int, int]:
    """A name ends the text, on a line of its own or behind a full stop in capitals."""
    end = re.sub(r"[ ]+\n", "\n", case.body[-300:]).rstrip()
    found = re.search(r"(?:[.!?)\"]|\n)\n([A-Za-z][A-Za-z'\-]{2,20})\.?$|[.!?)] +([A-Z][A-Z'\-]{3,20})$", end)
    name = found and (found[1] or found[2])
    return int(bool(name) and letters(str(name)) in letters(case.cable.signature)), int(bool(name))


def _left(case: Case, pattern: str) -> tuple[int, int]:
    return int(not any(re.search(pattern, block.text) for block in case.cable.blocks)), 1


def _text_of_source(case: Case) -> tuple[int, int]:
    """Every character of the source's message is in the ledger: counted on the file, not on the parser's own lines."""
    if case.cable.layout == "csv-row":  # quotes and escapes are the file's, not the message's
        return 0, 0
    held = "".join(squeezed(piece.text) for piece in case.cable.ledger)
    there = squeezed(case.body) if case.header is case.body else squeezed(case.header) + squeezed(case.body)
    return int(all(held.count(letter) >= there.count(letter) for letter in set(there) - set("\\\u00b6\ufeff"))), 1


WITNESSES: dict[str, Callable[[Case], tuple[int, int]]] = {
    "present": _expected("id", lambda cable, want: cable.id == want),
    "day": _expected("date", lambda cable, want: str(cable.date)[:10] == want[:10]),
    "classification": _expected("classification", lambda cable, want: cable.classification == want),
    "origin": _expected("origin", lambda cable, want: cable.origin == want),
    "title": _expected("title", lambda cable, want: letters(want)[-40:] in letters(cable.subject or cable.title)),
    "tags": _expected("tags", lambda cable, want: words(want) <= words(cable.tags) | words(cable.tags_raw)),
    "classification line": lambda case: _asked(
        r"^\s*(?:U ?N ?C ?L ?A ?S|C ?O ?N ?F ?I ?D ?E ?N|S ?E ?C ?R ?E ?T)\b[^\n]* 0*(\d{1,7})[ ]*$",
        case.body[:3000],
        lambda found: case.cable.serial == int(found[1]),
    ),
    "executive order": lambda case: _asked(
        r"(?:^|\s)E\.?\s?O\.?,?\s*:?\s*(\d{4,5})",
        case.top,
        lambda found: case.cable.executive_order is not None and case.cable.executive_order.order == found[1],
    ),
    "TAGS line": _tags_line,
    "SUBJECT line": lambda case: _asked(
        r"(?:^|\s)SUBJ(?:ECT)?\s*:\s*(?:\([A-Z/]+\))?\s*(\S[^\n]*)",
        case.top,
        lambda found: letters(re.split(r"\sREFS?:", found[1])[0]) in letters(case.cable.subject),
    ),
    "REF block": _references,
    "Classified By": _classified_by,
    "date-time group": lambda case: _asked(
        r"^\s*(?:[ZOPR] ){0,4}(\d\d)(\d\d)\d\dZ [A-Z]{3} \d\d",
        case.header,
        lambda found: (
            case.cable.envelope.dtg_date is not None and f"{case.cable.envelope.dtg_date:%d%H}" == found[1] + found[2]
        ),
    ),
    "addressees": _addressees,
    "page markers": _markers,
    "paragraph numbers": _sequence,
    "signature": _signature,
    "markers gone": lambda case: _left(case, r"(?i)(?<!\d)0\d{7}\s+\d{3}(?:\.\d)?\s?OF\s\d"),
    "captions gone": lambda case: _left(case, r"(?:\A|[a-z,\n] ?)SIPDIS(?: ?[a-z\n]|\Z)"),
    "headings gone": lambda case: _left(
        case, r"\A\s*(?:E\.?O\.? ?1\d{4}|TAGS?:|SUBJ(?:ECT)?:|(?:UNCLAS|S E C R E T|C O N F I D)\S* SECTION \d\d OF)"
    ),
    "every character": lambda case: (int(not list(unaccounted(case.cable))), 1),
    "text as in source": lambda case: (int(not not_shown(case.cable)), 1),
    "whole source": _text_of_source,
}


def cases(folder: Path) -> Iterator[Case]:
    """Yield each cable below a folder, with what ``expected.jsonl`` in it says of the cable."""
    listed = folder / "expected.jsonl"
    asked = map(json.loads, listed.read_text(encoding="utf-8").splitlines()) if listed.is_file() else ()
    expected = {one["id"]: one for one in asked}
    names = ("*.txt", "*.html", "*.csv")
    for path in sorted(path for name in names for path in folder.rglob(name)):
        data = path.read_bytes()
        cable, _ = parse_cable(data, path.relative_to(folder).as_posix())
        yield Case(cable, *split_source(data), expected.pop(cable.id, None), tuple(broken(data, path.name)))
    for one in expected.values():
        raise LookupError(f"{one['id']} is asked for and not among the cables of {folder}")  # noqa: TRY003, EM102  stops a measurement


def measure(all_cases: Sequence[Case]) -> dict[str, Score]:
    """Return the score of each field over cables."""
    scores = {name: Score() for name in WITNESSES}
    for case in all_cases:
        for name, witness in WITNESSES.items():
            scores[name].add(case, *witness(case))
    return {name: score for name, score in scores.items() if score.asked}


def glosses(all_cases: Sequence[Case]) -> dict[str, int]:
    """Count the abbreviations of cables: explained by a table, spelled out by the cable itself, left undecided."""
    counts = {"shown": 0, "spelled out": 0, "undecided": 0}
    for case in all_cases:
        for use in abbreviations_in(case.cable, standard()):
            counts["spelled out" if use.own else "shown" if use.meaning else "undecided"] += 1
    return counts


def explained() -> dict[tuple[str, str], str]:
    """Return the reason for each (field, cable) that is known to differ from its witness."""
    listed = tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8"))["exception"]
    return {(one["field"], one["cable"]): one["reason"] for one in listed}


def faults(scores: dict[str, Score], record: dict[str, list[int]], reasons: dict[tuple[str, str], str]) -> list[str]:
    """Return what is not as it should be, a line each."""
    wrong = {(name, cable) for name, score in scores.items() for cable in score.wrong}
    found = [
        f"{name}: {scores[name].right if name in scores else 0} right, {right} on record"
        for name, (right, _) in record.items()
        if name not in scores or scores[name].right < right
    ]
    found += [
        f"{name}: {cable} differs, and no reason is given"
        for name, cable in sorted(wrong - set(reasons))
        if name in WHOLE
    ]
    found += [f"{name}: the reason for {cable} is no longer needed" for name, cable in sorted(set(reasons) - wrong)]
    return found


def report(
    scores: dict[str, Score], record: dict[str, list[int]], reasons: dict[tuple[str, str], str]
) -> Iterator[str]:
    """Yield one line a field: right, asked, the change since the record, and the cables that differ."""
    for name, score in scores.items():
        before = record.get(name)
        change = "new" if before is None else f"{score.right - before[0]:+d}" if score.right != before[0] else ""
        named = [f"{cable}*" if (name, cable) in reasons else cable for cable in score.wrong]
        shown = " ".join(named[:4]) + (f" and {len(named) - 4} more" if len(named) > 4 else "")
        yield f"{name:20} {score.right:6} / {score.asked:<6} {change:>4}  {shown}".rstrip()


def readings() -> dict[str, Score]:
    """Return for each kind of ``tests/cables/reading`` how many of its invented cables are read as their readings say."""
    scores: dict[str, Score] = {}
    for path in CASES:
        score = scores.setdefault(f"reading: {path.parent.name}", Score())
        right = reading(read(path)) == path.with_suffix(".reading").read_text(encoding="utf-8")
        score.right += right
        score.asked += 1
        if not right:
            score.wrong.append(path.stem)
    return scores


def where(folder: Path | None) -> tuple[str, list[Path]]:
    """Return the name under which counts are kept, and the folders to read."""
    if folder is not None:
        return folder.name, [folder]
    if SHARED.is_dir():
        return "shared", [SHARED]
    return "repository", [ROOT / "content" / "cables", ROOT / "tests" / "golden" / "cables" / "sound"]


def main() -> int:
    options = argparse.ArgumentParser(description="How much of real cables is read.")
    options.add_argument("--cables", type=Path, help="a folder of cables, with expected.jsonl if there is one")
    options.add_argument("--record", action="store_true", help="write the counts down as the record")
    given = options.parse_args()
    name, folders = where(given.cables)
    records: dict[str, dict[str, list[int]]] = json.loads(RECORD.read_text(encoding="utf-8"))
    read = [case for folder in folders for case in cases(folder)]
    scores, record = measure(read), records.get(name, {})
    reasons = {key: reason for key, reason in explained().items() if any(case.cable.id == key[1] for case in read)}
    say = sys.stdout.write
    say(f"{len(read)} cables of {', '.join(map(str, folders))}\n\n{'':20}  right / asked  since the record\n")
    say("\n".join(report(scores, record, reasons)) + "\n")
    say("glosses: " + ", ".join(f"{count:,} {kind}" for kind, count in glosses(read).items()) + "\n")
    breaks = [changed for case in read for _, changed in case.breaks]
    say(f"page breaks put into paragraphs: {len(breaks) - sum(map(bool, breaks))} / {len(breaks)} leave no trace\n")
    golden = golden_readings()
    say(
        "golden readings: "
        + ", ".join(f"{right} / {asked} {name}" for name, (right, asked, _) in golden.items())
        + "\n"
    )
    for (kind, cable), reason in sorted(reasons.items()):
        say(f"\n* {cable}, {kind}: {reason}")
    wrong = faults(scores, {} if given.record else record, reasons)
    invented = readings()
    say("\n" + "\n".join(report(invented, {kind: [one.asked, one.asked] for kind, one in invented.items()}, {})) + "\n")
    wrong += [f"{kind}: {' '.join(one.wrong)} read otherwise" for kind, one in invented.items() if one.wrong]
    layouts = measure_layouts()
    say("\n" + "\n".join(table(layouts)) + "\n")
    wrong += [f"layout {one}" for one in unknown_faults(layouts)]
    wrong += [f"golden readings, {name}: {one}" for name, (_, _, found) in golden.items() for one in found]
    say("".join(f"\n! {line}" for line in wrong) + "\n")
    if given.record and given.cables is None:
        records[name] = {kind: [score.right, score.asked] for kind, score in scores.items()}
        rows = [f' "{key}": {json.dumps(value)}' for key, value in sorted(records.items())]
        RECORD.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
