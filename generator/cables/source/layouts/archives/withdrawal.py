"""Notices in a folder in place of a telegram that was withdrawn: the form of the National Archives, without a text."""

import re
from collections.abc import Iterator, Sequence

from generator.cables.source.dates import read_date
from generator.cables.source.decoding import Decoded
from generator.cables.source.layouts.common import Top, as_message, source_of
from generator.cables.source.model import Line, Metadata, Source, entries

_NAMED = re.compile(r"[ ]*(?:.{0,40}[ ])?WITHDRAW(?:AL (?:NOTICE|SHEET|CARD|SLIP)|N ITEM)\b.{0,40}\Z", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:(?<=[ ]{2})|\A[ ]*)(RG|Record Group|Box|Tab|Folder(?: Title)?|Series|Collection"
    r"|(?:Document |Doc\.? )?(?:Date|Type|Number)"
    r"|From|To|Subject|Title|Case(?: Number| No\.?)?|NND|Restrictions?|Reason|Withdrawn(?: for)?|Classification|Copies|Pages"
    r"|Special Media|System DocID|Retrieval #)[ ]?:[ ]*",
    re.IGNORECASE,
)
_TELEGRAM = re.compile(r"\b(?:tele?gram|cable|airgram)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"([A-Z][A-Za-z .'\-]{1,24}?)[ ]+(?:(?:No\.?|#|tel(?:egram)?)[ ]?){0,2}(\d{1,6})\Z")
_FIGURES = re.compile(r"(?:No\.?[ ]?)?(\d{1,6})\Z", re.IGNORECASE)
_RESTRICTED = re.compile(
    r"[ ]*(?:In the review of this (?:file|folder)\b.*|.*\baccess to it is restricted\b.*)\Z", re.IGNORECASE
)
_FEWEST = 3


def is_withdrawal(top: Top) -> bool:
    """Say whether a text is such a notice of a telegram; a notice of another document is none."""
    if "WITHDRAW" not in top.capitals or not any(_NAMED.match(line) for line in top.lines):
        return False
    found = dict(_fields(top.lines))
    return len(found) >= _FEWEST and bool(_TELEGRAM.search(found.get("type", "")))


def read_withdrawal(page: Decoded) -> Source:
    """Read such a notice: all of it is the record, nothing is message."""
    lines, aside = as_message(page, 0)
    found = dict(_fields([line.text for line in lines]))
    created = read_date(found.get("date", ""))
    numbered = next(
        (match for name in ("from", "title", "subject") if (match := _NUMBERED.match(found.get(name, "")))), None
    )
    given = _FIGURES.match(found.get("number", ""))
    sender = numbered[1] if numbered else found.get("from", "")
    number = given[1] if given else numbered[2] if numbered else ""
    reason = found.get("reason") or found.get("restriction") or found.get("withdrawn for") or ""
    if not reason and any(_RESTRICTED.match(line.text) for line in lines):
        reason = "access is restricted"
    place = "; ".join(
        f"{name.capitalize()} {found[name]}" for name in ("series", "collection", "box", "folder") if name in found
    )
    archive = (
        ("record_group", found.get("rg", "")),
        ("type", found.get("type", "")),
        ("locator", place),
        ("withdrawn", reason or "withdrawn"),
        ("case", found.get("case", "") or (f"NND {found['nnd']}" if "nnd" in found else "")),
    )
    metadata = Metadata(
        id=f"{created[0].year} {sender} {number}" if created and sender and number else None,
        created=created[0] if created else None,
        has_time=False,
        classification=found.get("classification") or None,
        title=found.get("subject") or None,
        source="National Archives, withdrawal notice",
        sender=sender or None,
        to=(found["to"],) if found.get("to") else (),
        archive=tuple((name, value) for name, value in archive if value),
    )
    wrapping = entries(lines, "metadata.form")
    empty = (Line(1, 0, ""),)
    return source_of("withdrawal-notice", page, metadata, empty, (*wrapping, *aside), 0)


def _fields(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield (name, value) of each label that has one; of several of one name the first counts."""
    met: set[str] = set()
    for text in texts:
        labels = list(_LABEL.finditer(text))
        ends = [*[one.start() for one in labels[1:]], len(text)]
        for label, end in zip(labels, ends, strict=False):
            value = text[label.end() : end].strip()
            name = _name(label[1].lower())
            if value and name not in met and value != "-":
                met.add(name)
                yield name, value


def _name(printed: str) -> str:
    plain = printed.removeprefix("document ").removeprefix("doc. ").removeprefix("doc ")
    return {
        "record group": "rg", "folder title": "folder", "case number": "case", "case no": "case", "case no.": "case",
        "restrictions": "restriction",
    }.get(plain, plain)  # fmt: skip
