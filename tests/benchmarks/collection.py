"""Write a synthetic collection: cables of any number in invented text, the same bytes on every run and machine.

    python -m tests.benchmarks.collection N FOLDER [--jobs N]

FOLDER becomes a content folder: ``cables/YYYY/ID.txt`` and ``site.toml``. Posts, tags and abbreviations are those of the
packaged vocabulary, everything said with them is invented. What is drawn from counts stands in shape.py (years, posts,
tags, classifications, sections, references) and below; words and their growth in prose.py.
"""

import argparse
import multiprocessing
import os
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from generator.vocabulary import standard
from tests.benchmarks.prose import Words, wrapped
from tests.benchmarks.shape import ARCHIVE, SEED, Outline, Outliner, Plan, Slot, pick

# Of 1,295 pages: 535 re-flowed by an editor, 1,210 with SIPDIS (269 twice), 746 with underlined headings, 271 redacted.
EDITED = 0.41
DOUBLED_CAPTION = 0.21
UNDERLINED = 0.58
REDACTED = 0.2
SUMMARY = 0.78
COMMENT = 0.39
TWO_LINE_SUBJECT = 0.58
LAYOUTS = {"front-matter": 84, "pasted": 14, "bare": 2}  # of those that are not of the archive
PARAGRAPH_WORDS = 92  # on average; 9 paragraphs in the median cable, 18 in one of ten
SITE = '[site]\ntitle = "A synthetic collection"\n'
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_WORDS = {"CONFIDENTIAL": "C O N F I D E N T I A L", "SECRET": "S E C R E T", "UNCLASSIFIED": "UNCLAS"}
_MARKS = {"CONFIDENTIAL": "C", "SECRET": "S", "UNCLASSIFIED": "U"}
_PASTED = (
    "Identifier\nCreated\nClassification\nOrigin\n{}\n{}\n{}\n{}\nCable title:  \n\n{}\n\nTags:  {} \n"
    "pdf how-to read a cable\n"
)


class Scribe:
    """Writes the text of any cable of a plan. A text depends on the cable's place and the plan alone."""

    def __init__(self, plan: Plan) -> None:
        """Prepare the words."""
        self._outliner = Outliner(plan)
        self._words = Words()
        self._printed = {}
        for code, post in standard().posts.items():
            city = "".join(letter for letter in post.city.upper() if letter.isalpha() or letter == " ")
            self._printed[code] = city if city.replace(" ", "") == code else code

    def text(self, slot: Slot) -> str:
        """Return the file of one cable."""
        draw = random.Random(f"{SEED} {slot.place}")
        outline = self._outliner.outline(slot, draw)
        if slot.sent.year in ARCHIVE:
            return self._archived(outline, draw)
        title = self._words.title(draw)
        message = self._message(outline, title, draw)
        layout = pick(draw, LAYOUTS)
        created = f"{slot.sent:%Y-%m-%d %H:%M}:00"
        if layout == "pasted":
            top = (slot.id, created, outline.classification, slot.post.name, title, " ".join(outline.tags))
            return _PASTED.format(*top) + message
        if layout == "bare":
            return message
        tags = ", ".join(f'"{tag}"' for tag in outline.tags)
        return (
            f'+++\nid = "{slot.id}"\ncreated = {slot.sent:%Y-%m-%dT%H:%M}:00Z\nclassification = "{outline.classification}"\n'
            f'origin = "{slot.post.name}"\ntags = [{tags}]\n+++\n{message}'
        )

    def _message(self, outline: Outline, title: str, draw: random.Random) -> str:
        level, _, caveat = outline.classification.partition("//")
        edited = draw.random() < EDITED
        paragraphs = self._paragraphs(outline, draw, _MARKS[level], edited)
        if not edited and outline.sections > 1:
            self._break_pages(paragraphs, outline, draw)
        return "\n".join(
            (
                *self._header(outline, draw, level),
                *self._heading(outline, title, draw, (level, caveat)),
                *paragraphs,
                self._words.long[_place_of(outline.slot)].upper(),
                "",
            )
        )

    def _header(self, outline: Outline, draw: random.Random, level: str) -> list[str]:
        slot = outline.slot
        letter, precedence = draw.choice((("O", "IMMEDIATE"), ("P", "PRIORITY"), ("R", "ROUTINE")))
        sent = slot.sent
        fleet = draw.choices(self._outliner.plan.slots, k=pick(draw, {0: 2, 3: 3, 7: 4, 15: 1}))
        part = "/01" if outline.sections > 1 else ""
        info = [
            f"{one.post.indicator}/AMEMBASSY {self._printed[one.post.code]} {draw.randrange(10_000):04d}"
            for one in fleet
        ]
        lines = [
            f"VZCZCXRO{draw.randrange(10_000):04d}",
            f"{letter}{letter} {' '.join(dict.fromkeys(one.post.indicator for one in fleet)) or 'RUEHWEB'}",
            f"DE {slot.post.indicator} #{slot.serial % 10_000:04d}{part} {sent:%j%H%M}",
            f"ZN{'R' if level == 'UNCLASSIFIED' else 'Y'} {_MARKS[level] * 5} ZZH",
            f"{letter} {sent:%d%H%M}Z {_MONTHS[sent.month - 1]} {sent:%y}",
            f"FM {self._sender(slot)}",
            f"TO RUEHC/SECSTATE WASHDC {precedence} {draw.randrange(10_000):04d}",
        ]
        return [*lines, *(f"{'INFO ' if not at else ''}{one}" for at, one in enumerate(info))]

    def _sender(self, slot: Slot) -> str:
        code = slot.post.code
        kinds = {"embassy": "AMEMBASSY", "consulate": "AMCONSUL", "mission": "USMISSION"}
        return (
            "SECSTATE WASHDC" if code == "STATE" else f"{kinds.get(slot.post.kind, '')} {self._printed[code]}".strip()
        )

    def _heading(self, outline: Outline, title: str, draw: random.Random, marking: tuple[str, str]) -> list[str]:
        slot, (level, caveat) = outline.slot, marking
        section = f"SECTION 01 OF {outline.sections:02d} " if outline.sections > 1 else ""
        lines = [f"{_WORDS[level]} {section}{self._printed[slot.post.code]} {slot.serial:06d} ", "", "SIPDIS", ""]
        if caveat:
            lines += ["NOFORN" if caveat == "NOFORN" else "SENSITIVE", ""]
        if draw.random() < DOUBLED_CAPTION:
            lines += ["DEPT FOR EUR/WE AND INR", "", "SIPDIS", ""]
        until = (
            f"{slot.sent:%m/%d}/{slot.sent.year + 10}"
            if f"{slot.sent:%m%d}" != "0229"
            else f"03/01/{slot.sent.year + 10}"
        )
        lines.append("E.O. 12958: " + ("N/A" if level == "UNCLASSIFIED" else f"DECL: {until}"))
        lines.append(f"TAGS: {(' ' if draw.random() < 0.68 else ', ').join(outline.tags)}")
        half = title.find(" ", len(title) // 2)
        broken = half > 0 and draw.random() < TWO_LINE_SUBJECT
        lines += [f"SUBJECT: {title[:half]} \n{title[half + 1 :]} " if broken else f"SUBJECT: {title} ", ""]
        if outline.references:
            lines += [*self._references(outline, draw), ""]
        if level != "UNCLASSIFIED":
            name = f"{draw.choice(self._words.long).capitalize()} {draw.choice(self._words.long).capitalize()}"
            lines += [f"Classified By: Ambassador {name}, for reasons 1.4 (b) and (d).", ""]
        return lines

    def _references(self, outline: Outline, draw: random.Random) -> list[str]:
        own = outline.slot
        lines = []
        for at, (year, code, serial) in enumerate(outline.references):
            # An omitted year is read as the citing cable's; it is omitted where that is so.
            given = year != own.sent.year or draw.random() < 0.2
            cited = f"{f'{year % 100:02d} ' if given else ''}{self._printed[code]} {serial}"
            letter = f"{chr(65 + at)}. " if len(outline.references) > 1 else ""
            lines.append(f"{'REF: ' if not at else '     '}{letter}{cited}")
        return lines

    def _paragraphs(self, outline: Outline, draw: random.Random, mark: str, edited: bool) -> list[str]:
        words = min(max(int(draw.lognormvariate(6.68, 0.68)), 60), 12_000)  # median 800, mean 1,000
        own = self._words.own(draw)
        left = words
        texts: list[str] = []
        while left > 0:
            size = 20 + int(draw.expovariate(1 / (PARAGRAPH_WORDS - 20)))
            texts.append(self._words.paragraph(draw, min(size, left + 15), own))
            left -= size
        if draw.random() < SUMMARY:
            texts[0] = f"Summary: {texts[0]}  End summary."
        if draw.random() < COMMENT and len(texts) > 2:
            texts[-1] = f"Comment: {texts[-1]}  End comment."
        _point(texts, outline, draw)
        if draw.random() < REDACTED:
            at = draw.randrange(len(texts))
            texts[at] = texts[at].replace(" the ", " XXXXXXXXXXXX the ", 1)
        underlined = draw.random() < UNDERLINED
        lines: list[str] = []
        set_text: Callable[[str], str] = str if edited else wrapped
        for number, text in enumerate(texts, 1):
            if underlined and number > 1 and draw.random() < 0.3:
                heading = " ".join(draw.choices(self._words.long, k=4)).capitalize()
                lines += [heading, "-" * len(heading), ""]
            shown = "" if draw.random() < 0.04 else f"({mark if draw.random() < 0.9 else 'U'}) "
            lines += [set_text(f"{number}. {shown}{text}"), ""]
            if draw.random() < 0.02:
                lines += [set_text(f"-- {one}.") for one in " ".join(draw.choices(self._words.long, k=40)).split(" a")]
                lines.append("")
        return lines

    def _break_pages(self, lines: list[str], outline: Outline, draw: random.Random) -> None:
        """Put page markers into the text, three in four inside a sentence."""
        slot = outline.slot
        for page in range(2, outline.sections + 1):
            marker = f"{self._printed[slot.post.code][:10]} {slot.serial:08d}  {page:03d} OF {outline.sections:03d}"
            at = min(len(lines) * (page - 1) // outline.sections + 1, len(lines) - 1)
            inside = lines[at].split("\n")
            middle = draw.randrange(len(inside)) if draw.random() < 0.75 else 0
            lines[at] = "\n".join((*inside[:middle], "", marker, "", "", *inside[middle:]))

    def _archived(self, outline: Outline, draw: random.Random) -> str:
        """Return a text in the layout of the archive of the 1970s."""
        slot, sent = outline.slot, outline.slot.sent
        post = self._printed[slot.post.code]
        filed = f"{sent:%d%H%M}Z"
        level = "CONFIDENTIAL" if outline.classification.startswith(("CONF", "SEC")) else "UNCLASSIFIED"
        texts = [self._words.paragraph(draw, 70, self._words.own(draw)) for _ in range(draw.randrange(2, 9))]
        _point(texts, outline, draw)
        stamp = "Declassified/Released US Department of State EO Systematic Review 30 JUN 2005"
        body = []
        for number, text in enumerate(texts, 1):
            body.append(wrapped(f"{number}. {text.upper()}"))
            if number % 4 == 0:
                body.append(
                    f"{level}\n{level}\nPAGE {number // 4 + 1:02d}  {slot.post.code[:6]} {slot.serial:05d}  {filed}"
                )
        return "\n".join(
            (
                f"Message Text\n\nPAGE 01  {slot.post.code[:6]} {slot.serial:05d}  {filed}\n\n{draw.randrange(60):02d}",
                "ACTION EUR-12\nINFO OCT-01 ISO-00 NSC-05 L-03\n/022 W",
                f"------------------{draw.randrange(1_000_000):06d}",
                f"R {filed} {_MONTHS[sent.month - 1]} {sent:%y}",
                f"FM {self._sender(slot)}",
                f"TO SECSTATE WASHDC {draw.randrange(10_000):04d}",
                f"{level} {post} {slot.serial:05d}",
                f"E.O. 11652: {'GDS' if level == 'CONFIDENTIAL' else 'N/A'}",
                f"TAGS: {', '.join(outline.tags)}",
                f"SUBJECT: {self._words.title(draw)}",
                *self._references(outline, draw),
                *body,
                self._words.long[_place_of(slot)].upper(),
                level,
                stamp,
                "NNNN",
                "",
            )
        )


def _place_of(slot: Slot) -> int:
    """Return the number of the name that signs for a post in a year."""
    return random.Random(f"{SEED} {slot.post.code}{slot.sent.year // 3}").randrange(3000)


def _point(texts: list[str], outline: Outline, draw: random.Random) -> None:
    """Let the text point at its references and paragraphs, as a third of all texts do."""
    count = len(outline.references)
    if count and draw.random() < 0.6:
        at = draw.randrange(len(texts))
        pointer = f"(ref {chr(65 + draw.randrange(min(count, 26)))})" if count > 1 else "(reftel)"
        texts[at] = texts[at].replace(",", f" {pointer},", 1)
    if draw.random() < 0.2:
        at = draw.randrange(len(texts))
        texts[at] += f"  See para {1 + draw.randrange(len(texts))}."


def place_of(slot: Slot) -> str:
    """Return the path of a cable's file in the content folder."""
    return f"cables/{slot.sent.year}/{slot.id}.txt"


def write_collection(count: int, folder: Path, jobs: int = 1) -> Plan:
    """Write a collection; return its plan."""
    plan = Plan(count)
    for year in {slot.sent.year for slot in plan.slots}:
        (folder / "cables" / str(year)).mkdir(parents=True, exist_ok=True)
    (folder / "site.toml").write_text(SITE, encoding="utf-8")
    if jobs == 1:
        _write_share((plan.slots, plan, folder))
    else:
        with multiprocessing.get_context("spawn").Pool(jobs) as pool:
            pool.map(_write_part, [(count, folder, share, jobs) for share in range(jobs)])
    return plan


def _write_part(task: tuple[int, Path, int, int]) -> None:
    count, folder, share, jobs = task
    plan = Plan(count)
    _write_share((plan.slots[share::jobs], plan, folder))


def _write_share(task: tuple[Sequence[Slot], Plan, Path]) -> None:
    slots, plan, folder = task
    scribe = Scribe(plan)
    top = f"{folder}/"
    for slot in slots:
        with open(top + place_of(slot), "w", encoding="utf-8", newline="\n") as file:  # noqa: PTH123 - 251,287 times
            file.write(scribe.text(slot))


def main() -> None:
    """Read the arguments and write the collection."""
    parser = argparse.ArgumentParser(description="Write a synthetic collection of cables in invented text.")
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    began = time.perf_counter()
    write_collection(options.count, options.folder, options.jobs)
    sys.stdout.write(f"{options.count} cables in {options.folder}: {time.perf_counter() - began:.1f} s\n")


if __name__ == "__main__":
    main()
