"""The record of a cable's file: what was checked and repaired, the PDF of its text, the source as HTML. Judges nothing anew."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

import msgspec
from markupsafe import Markup

from generator.cables.mentions.mentions import WITHHELD
from generator.cables.model import Cable, Check, Removal
from generator.language import ENGLISH, Catalogue, message
from generator.pages.addresses import as_url
from generator.pages.cable.body_html import place_of, repair_in_words
from generator.pages.html import escape_words
from generator.pages.views import CableView

LAYOUTS = {
    "pasted-page": message("a page of the 2010 publication, pasted as text"),
    "wikileaks-html": message("a saved page of the 2010 publication"),
    "front-matter": message("a file of this room: labelled data, then the message"),
    "five-line": message("a short label of five lines, then the message"),
    "csv-row": message("a row of the 2010 collection"),
    "nara": message("a record of the National Archives"),
    "plusd-html": message("a saved page of the publication of 2013"),
    "yaml-front-matter": message("front matter in YAML, then the message"),
    "smart": message("a print of the Department's system of 2009 and after"),
    "white-house": message("a print of the White House's collection"),
    "telegram-form": message("the Department's printed form of a telegram"),
    "withdrawal-notice": message("a notice in place of a telegram that was withdrawn"),
    "british-telegram": message("a telegram of the British foreign service"),
    "cablegram": message("a cablegram with a number, a place and a day"),
    "frus": message("a document of Foreign Relations of the United States"),
    "pdf-text": message("text drawn from a PDF"),
    "bare": message("a bare message"),
    "unknown": message("text of no known layout"),
}
# What templates translate by its value: the names of checks, what they found, and the kinds of references.
CHECKS = (
    message("Identifier and classification line"), message("Identifier and file name"),
    message("Date-time group and date"), message("Date-time group and day of year"),
    message("Message number and transmission header"), message("Classification signal and classification"),
    message("Classification and classification line"), message("Sections and page markers"),
    message("Tags above and in the heading"), message("Text and its end"), message("Numbers of paragraphs"),
    message("Identifier and other files"), message("Codes and vocabulary"), message("References and dates"),
    message("Text and other texts"),
)  # fmt: skip
FOUND = (
    message("all known"), message("also in {found}"), message("breaks off after {found} characters"), message("in order"),
    message("nearly that of {found}"), message("no other file has it"), message("no text"),
    message("none is nearly the same"), message("none was sent later"), message("not known: {found}"),
    message("only above: {found}"), message("sent later: {found}"), message("some are missing"), message("the same"),
    message("{found} words"),
)  # fmt: skip
REFERENCES = (
    message("cable"), message("email"), message("intelligence"), message("open-source"), message("meeting"),
    message("document"), message("other"),
)  # fmt: skip
_FEW = 2_000  # lines
_TOGETHER = {
    "doubled-heading": message("A second copy of the heading is left out."),
    "doubled-caption": message("Captions printed twice are left out."),
}


class Repair(msgspec.Struct, frozen=True):
    """A repair in words, the lines of the source, and the anchor of the paragraph, "" for a repair in the heading.

    words are HTML that is safe to print.
    """

    words: Markup
    lines: str
    anchor: str = ""


class PdfPage(msgspec.Struct, frozen=True):
    """A page of a PDF: its number, and the anchor of the paragraph of the cable that its first line is in, "" for none."""

    number: int
    anchor: str = ""


class DrawnFrom(msgspec.Struct, frozen=True):
    """A PDF: its name, its address from the root of the site, "" where the site does not have it, its digest, its pages."""

    name: str
    address: str
    sha256: str
    pages: tuple[PdfPage, ...] = ()


def layout_in_words(layout: str) -> str:
    """Return how a source is laid out, as the end of a sentence."""
    return LAYOUTS.get(layout, layout.replace("-", " "))


def checks_of(cable: Cable, problems: Sequence[str]) -> tuple[Check, ...]:
    """Return the checks of a record against itself, and whether its text is whole, as far as it shows.

    problems are the codes of what was found wrong in it.
    """
    length = sum(len(block.text) for block in cable.blocks)
    if "C130" in problems:
        end = Check("text and its end", agrees=False, found="", words="no text")
    elif "C131" in problems:
        end = Check("text and its end", agrees=False, found=str(length), words="breaks off after {found} characters")
    else:
        end = Check("text and its end", agrees=True, found=str(cable.words), words="{found} words")
    own = tuple(map(_said_once, cable.checks))
    if not cable.paragraphs:
        return (*own, end)
    in_order = "C132" not in problems
    return (*own, end, Check("numbers of paragraphs", in_order, "", "in order" if in_order else "some are missing"))


def _said_once(check: Check) -> Check:
    """Return a check as it is shown: a value that both of its parts have stands once."""
    first, _, second = check.found.partition("; ")
    return msgspec.structs.replace(check, found=first) if first == second else check


def withheld_of(cable: Cable) -> str:
    """Return how much of a cable its owner withholds, by the marks that stand in its place: "whole", "part" or ""."""
    if len(cable.blocks) == 1 and WITHHELD.fullmatch(cable.blocks[0].text):
        return "whole"
    if "[withheld " not in "\n".join(cable.lines):  # one long text is searched sooner than many short ones
        return ""
    return "part" if any("[withheld " in line and WITHHELD.search(line) for line in cable.lines) else ""


def repairs_of(cable: Cable, words: Catalogue = ENGLISH) -> tuple[Repair, ...]:
    """Return what was repaired, in the order of the source; the lines of one doubled heading are one repair."""
    anchors = _anchors(cable)
    found: list[tuple[int, Repair]] = []
    for (rule, block), group in groupby(cable.removals, key=lambda one: (one.piece.rule, one.block)):
        same = list(group)
        if rule in _TOGETHER and block < 0:
            found.append(
                (same[0].piece.line, Repair(Markup.escape(words.say(_TOGETHER[rule])), _lines(same, cable, words)))
            )
            continue
        anchor = anchors[place_of(same[0], cable)[0]] if block >= 0 and anchors else ""
        found.extend(
            (one.piece.line, Repair(repair_in_words(one, words), _lines([one], cable, words), anchor)) for one in same
        )
    return tuple(repair for _, repair in sorted(found, key=lambda one: one[0]))


def _anchors(cable: Cable) -> list[str]:
    """Return for each block its anchor, or that of the nearest one above that has one."""
    anchors = []
    anchor = ""
    for block in cable.blocks:
        anchor = block.anchor or anchor
        anchors.append(anchor)
    return anchors


def _lines(removals: Sequence[Removal], cable: Cable, words: Catalogue) -> str:
    """Return the lines of removals in words: a range where nothing between them was kept, else each by itself."""
    gone = {one.piece.line for one in cable.removals}
    runs: list[list[int]] = []
    for number in sorted({one.piece.line for one in removals}):
        between = range(runs[-1][-1] + 1, number) if runs else ()
        if runs and all(line in gone or not cable.lines[line - 1].strip() for line in between):
            runs[-1].append(number)
        else:
            runs.append([number])
    told = [
        str(run[0]) if len(run) == 1 else words.say("{first} to {last}", first=run[0], last=run[-1]) for run in runs
    ]
    if len(told) > 1:
        told = [words.say("{first} and {second}", first=", ".join(told[:-1]), second=told[-1])]
    sentence = message("line {numbers}") if told[0].isdigit() else message("lines {numbers}")
    return words.say(sentence, numbers=told[0])


def drawn_from(cable: Cable, view: CableView) -> tuple[DrawnFrom, ...]:
    """Return the PDF files that the text of a cable was drawn from, in order."""
    addresses = view.originals or ("",) * len(cable.pdfs)
    anchors = _anchors(cable) if cable.pdfs else []
    return tuple(
        DrawnFrom(
            pdf.file.rpartition("/")[2],
            as_url(address),
            pdf.sha256,
            tuple(PdfPage(number, _anchor_at(cable, anchors, line)) for number, line in pdf.pages),
        )
        for pdf, address in zip(cable.pdfs, addresses, strict=False)
    )


def _anchor_at(cable: Cable, anchors: Sequence[str], line: int) -> str:
    """Return the anchor of the paragraph that a line of the source is in; of a blank line that of the next with words."""
    while line and line < len(cable.lines) and not cable.lines[line - 1].strip():
        line += 1
    at = bisect_right(cable.blocks, line, key=lambda block: block.line) if line else 0
    return anchors[at - 1] if at else ""


def set_source(lines: Sequence[str]) -> Markup:
    """Set the exact source with its line numbers: two columns side by side, so that copying takes the text alone."""
    numbers = (_few_numbers if len(lines) <= _FEW else _numbers)(len(lines))
    text = escape_words("\n".join(lines))
    # HTML drops a line end right after <pre>: one is given for it to drop.
    return Markup(f'<pre class="nos" aria-hidden="true">{numbers}</pre><pre>\n{text}</pre>')  # noqa: S704  text is escaped


def _numbers(count: int) -> str:
    """Return the column of line numbers: the first and each fifth, as editions of texts have them."""
    return "\n".join("" if number % 5 and number > 1 else str(number) for number in range(1, count + 1))


_few_numbers = lru_cache(maxsize=512)(_numbers)  # most sources have as many lines as some other
