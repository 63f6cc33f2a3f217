"""The record of a cable in its archive, in words: numbers, the decision on its release, exemptions, how to ask for it. Pure.

The words of exemptions are short forms of the texts that ``Exemption.basis`` names; a code without a row has no words.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import msgspec

from generator.cables.model import Cable, Piece
from generator.cables.source.model import ARCHIVE
from generator.language import Catalogue, message

_FOIA = "5 U.S.C. 552(b)({})"
_EXEMPTIONS: Mapping[str, str] = {
    "1": "classified national security information",
    "2": "internal personnel rules and practices",
    "3": "exempted by another statute",
    "4": "trade secrets and commercial or financial information",
    "5": "deliberation within and between agencies",
    "6": "personal privacy",
    "7": "law enforcement records",
    "8": "supervision of financial institutions",
    "9": "geological information on wells",
}
# E.O. 13526, section 1.4; E.O. 12958 has the first seven in section 1.5, and in section 1.4 since 25 March 2003.
_CATEGORIES: Mapping[str, str] = {
    "A": "military plans, weapons systems or operations",
    "B": "foreign government information",
    "C": "intelligence activities, sources or methods, or cryptology",
    "D": "foreign relations or foreign activities of the United States, including confidential sources",
    "E": "scientific, technological or economic matters of national security",
    "F": "programs for safeguarding nuclear materials or facilities",
    "G": "vulnerabilities or capabilities of systems, installations, projects or plans",
    "H": "weapons of mass destruction",
}
_NEW_ORDER = dt.date(2010, 6, 27)  # E.O. 13526 is in effect
_SECTION_MOVED = dt.date(2003, 3, 25)  # E.O. 13292: section 1.5 of E.O. 12958 becomes section 1.4
_NATIONAL_ARCHIVES = "National Archives"
_ELECTRONIC = (dt.date(1973, 7, 1), dt.date(1979, 12, 31))
# Why a stretch of the source is set aside, by the rule that read it.
_ASIDE: Mapping[str, str] = {
    "layout.above": message("Stands above the message"),
    "layout.below": message("Stands below the message"),
    "layout.banner": message("Banner of a release, an archive or a printing system"),
    "layout.lost-text": message("The archive's word that it has no text"),
    "layout.illegible": message("Classification line that cannot be read"),
    "layout.section-header": message("Header and heading of a later section"),
    "layout.section-end": message("End of a section"),
    "layout.declassification-stamp": message("Stamp of the declassification review"),
    "page-banner": message("Banner at a page break"),
    "tail-residue": message("Left behind by archives and message systems"),
}
# The names in ARCHIVE, which templates translate by their value.
LABELS = (
    message("Number in the archive"), message("Film number"), message("Electronic file"), message("Record group"),
    message("Type of record"), message("Where its text lies"), message("Withdrawn for"), message("Case number"),
    message("Document number"), message("Release decision"), message("Printed for release"),
)  # fmt: skip
_CODES = re.compile(r"\bB[1-9]\b|\b1\.[45]\([A-H]\)")
_SHOWN = 3  # lines of one stretch that are set aside; the source below has all
_NAMES = ("number", "film", "electronic", "case", "document")  # by which a record is asked for


class Exemption(msgspec.Struct, frozen=True):
    """An exemption from release: its code, its words, the law; words and basis are "" where the code is not known."""

    code: str
    words: str
    basis: str


class Aside(msgspec.Struct, frozen=True):
    """A stretch of the source that is not of the message: why it is set aside, its lines in words, its first lines."""

    why: str
    lines: str
    text: str


def archive_rows(cable: Cable) -> tuple[tuple[str, str], ...]:
    """Return name in words and value of what finds a record in its archive, but for its exemptions."""
    known = dict(cable.archive)
    return tuple((words, known[name]) for name, words in ARCHIVE.items() if known.get(name) and name != "exemptions")


def exemptions_of(cable: Cable) -> tuple[Exemption, ...]:
    """Return the exemptions that the stamps of a release, or the card in place of a text, name, each in words."""
    known = dict(cable.archive)
    printed = _day(known.get("printed", ""))
    codes = known.get("exemptions", "").split() or _CODES.findall(known.get("withdrawn", ""))
    return tuple(exemption_in_words(code, printed) for code in dict.fromkeys(codes))


def exemption_in_words(code: str, printed: dt.date | None = None) -> Exemption:
    """Return an exemption in words.

    code is ``B1`` to ``B9``, or a category of an executive order, such as ``1.4(D)``; printed the day of the release, which
    tells the order, None for unknown.
    """
    if code[:1] == "B" and code[1:] in _EXEMPTIONS:
        return Exemption(code, _EXEMPTIONS[code[1:]], _FOIA.format(code[1:]))
    section, _, letter = code.rstrip(")").partition("(")
    words = _CATEGORIES.get(letter, "")
    order = _order_of(section, letter, printed)
    if not words or not order:
        return Exemption(code, "", "")
    return Exemption(code, words, f"{order}, section {section}({letter.lower()})")


def _order_of(section: str, letter: str, printed: dt.date | None) -> str:
    """Return the executive order that has a category in a section; "" where none is known to."""
    if section == "1.5" and letter != "H":
        return "E.O. 12958"
    if section != "1.4":
        return ""  # section 1.3 of E.O. 12356 has no letters of this kind
    if letter == "H" or (printed and printed >= _NEW_ORDER):
        return "E.O. 13526"
    if printed is None:
        return "E.O. 12958 as amended in 2003, or E.O. 13526"
    return "E.O. 12958 as amended" if printed >= _SECTION_MOVED else ""


def _day(printed: str) -> dt.date | None:
    """Return the day of a stamp, ``02/26/2031``: month, day, year, as the Department prints it."""
    try:
        month, day, year = (int(one) for one in printed.split("/"))
        return dt.date(year, month, day)
    except ValueError:
        return None


def card_of(cable: Cable) -> str:
    """Return why a record has no text: "withdrawn", "lost" for the archive's word that it has none, "" for other cables."""
    if cable.blocks:
        return ""
    known = dict(cable.archive)
    if "withdrawn" in known or "withdraw" in known.get("type", "").lower():
        return "withdrawn"
    return "lost" if any(piece.rule == "layout.lost-text" for piece in cable.ledger) else ""


def is_in_central_files(cable: Cable) -> bool:
    """Say whether a record is of the Central Foreign Policy Files, July 1973 to 1979, of the National Archives."""
    first, last = _ELECTRONIC
    return bool(cable.source.startswith(_NATIONAL_ARCHIVES) and cable.date and first <= cable.date.date() <= last)


def archival_citation(cable: Cable) -> str:
    """Return where the record lies, as its archive has it cited, without a stop; "" where the record does not say."""
    known = dict(cable.archive)
    if is_in_central_files(cable):
        film = f", film {known['film']}" if known.get("film") else ""
        return (
            f"Document {known.get('number') or cable.id}{film}; Central Foreign Policy Files, 7/1/1973\u201312/31/1979; "
            "General Records of the Department of State, Record Group 59; National Archives at College Park, "
            "Access to Archival Databases"
        )
    parts = [f"{name} {known[name]}" for name in ("case", "document") if known.get(name)]
    if not parts:
        return ""
    if known.get("release"):
        parts.append(known["release"].lower())
    if known.get("printed"):
        parts.append(f"printed {known['printed']}")
    return f"Released copy: {', '.join(parts)}"


def how_to_ask(cable: Cable) -> str:
    """Return how to ask for the text of a record that has none."""
    known = dict(cable.archive)
    names = [f"{ARCHIVE[name].lower()} {known[name]}" for name in _NAMES if known.get(name)] or [f"cable {cable.id}"]
    naming = f"Name {', '.join(names)}" + (f" and the date, {cable.date.date().isoformat()}." if cable.date else ".")
    day = cable.date.date() if cable.date else dt.date(cable.year, 7, 1) if cable.year else None
    if day is None:
        return f"The date is not known, and so neither is the archive. {naming}"
    if day < _ELECTRONIC[0]:
        return (
            "Cables of before July 1973 are on paper at the National Archives at College Park, in Record Group 59. Ask its "
            f"reference staff for a copy; what is still classified, by mandatory declassification review. {naming}"
        )
    if day <= _ELECTRONIC[1]:
        return (
            "Cables of July 1973 to 1979 are at the National Archives at College Park, in Record Group 59, Central Foreign "
            "Policy Files. Ask there for the record under the Freedom of Information Act, or for a mandatory "
            f"declassification review. {naming}"
        )
    return (
        "Cables of 1980 and after are at the Department of State. Ask there under the Freedom of Information Act "
        f"(foia.state.gov). {naming}"
    )


def set_aside_of(cable: Cable, words: Catalogue) -> tuple[Aside, ...]:
    """Return what of the source is not of the message, stretch by stretch: stamps, banners, footers, repeated headers."""
    pieces = [piece for piece in cable.ledger if piece.rule in _ASIDE]
    return tuple(_stretch(list(group), words) for _, group in groupby(_runs(pieces), key=lambda one: one[0]))


def _runs(pieces: Sequence[Piece]) -> Iterator[tuple[int, Piece]]:
    """Number pieces by the stretch that they are of: one rule, lines that follow one another or stand a blank line apart."""
    number = 0
    before: Piece | None = None
    for piece in pieces:
        if before is not None and (piece.rule != before.rule or piece.line > before.line + 2):
            number += 1
        before = piece
        yield number, piece


def _stretch(group: Sequence[tuple[int, Piece]], words: Catalogue) -> Aside:
    pieces = [piece for _, piece in group]
    first, last = pieces[0].line, pieces[-1].line
    texts = [piece.text.strip() for piece in pieces]
    more = len(texts) - _SHOWN
    shown = "\n".join(texts[:_SHOWN]) + (f"\n\u2026 and {more} more line{'s' if more > 1 else ''}" if more > 0 else "")
    if first == last:
        lines = words.say("line {numbers}", numbers=first)
    else:
        lines = words.say("lines {numbers}", numbers=words.say("{first} to {last}", first=first, last=last))
    return Aside(words.say(_ASIDE[pieces[0].rule]), lines, shown)
