"""Every problem that reading one cable can find: code -> severity, message, hint. docs/problems.md explains them at length.

A message may hold ``{}`` for what was found. Line numbers are added where the problem is made.
"""

from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from generator.problems import Problem, Severity, Where


class Code(msgspec.Struct, frozen=True):
    """What stands behind a code: how bad, what to say, what to do."""

    severity: Severity
    message: str
    hint: str


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

CODES: Mapping[str, Code] = MappingProxyType(
    {
        "C001": Code(_E, "the file is empty", "put the cable's text into it, or delete the file"),
        "C002": Code(
            _E,
            "this is no cable in a layout that is known; the whole text is shown as it is",
            "put front matter between +++ lines before the text, or move the file out of content/cables",
        ),
        "C003": Code(_W, "not UTF-8, read as Windows-1252{}", "save the file as UTF-8 and compare quotes and dashes"),
        "C004": Code(_E, "the front matter cannot be used: {}",
            "it is TOML between two lines of +++; dates as 2007-04-25T10:24:00Z"),
        "C005": Code(_E, "the file holds bytes that are no text{}",
            "replace it by the text itself; pictures and PDF files are not read"),
        "C006": Code(_W, "several cables in one file; only the first is read{}", "split it with: reading-room import FILE"),
        "C007": Code(_W, "the record says that its text is not available{}",
            "nothing to do, unless you have the text from elsewhere"),
        "C008": Code(_W, "a field of the record cannot be read: {}", "compare it with the layout in docs/format.md"),
        "C010": Code(_E, "no identifier can be found{}",
            "name the file by its identifier (07ASTANA1061.txt) or give id in front matter"),
        "C011": Code(_N, "the identifier is read as {}", "nothing to do: the printed form stays findable"),
        "C012": Code(_N, "the identifier is put together from the text: {}", "give id in front matter if it is another"),
        "C101": Code(_W, "the date-time group is not a date: {}", "compare the line with the source"),
        "C102": Code(_N, "a line of the transmission header is not understood: {}", "it is kept as it is"),
        "C110": Code(_W, "no classification line",
            "the cable's own first line is missing; the record's classification is shown"),
        "C120": Code(_W, "'{}' is not a tag", "a tag is two to five capital letters, such as PREL"),
        "C121": Code(_N, "no TAGS line", "nothing to do; tags of the record are used where it has any"),
        "C122": Code(_N, "no SUBJECT line", "the title is the record's, or taken from the first sentence"),
        "C123": Code(_W, "'{}' is no date and no known word of an E.O. line", "compare the line with the source"),
        "C130": Code(_W, "no text after the heading", "is the rest of the message missing from the file?"),
        "C131": Code(_N, "the text breaks off after {} characters", "a fuller copy may exist elsewhere"),
        "C132": Code(_N, "paragraph numbers jump from {}", "a paragraph may have been left out, or its number lost"),
        "C201": Code(_W, "identifier and classification line differ: {}", "the file may hold another cable's text"),
        "C202": Code(_W, "identifier and file name differ: {}", "rename the file, or correct id"),
        "C203": Code(_W, "date-time group and date differ: {}", "the record's date is shown; compare with the source"),
        "C204": Code(_N, "date-time group and day of the year differ: {}", "the message may have been filed late"),
        "C205": Code(_W, "message number and transmission header differ: {}", "header and text may come from two cables"),
        "C206": Code(_W, "classification signal and classification differ: {}", "compare with the source"),
        "C207": Code(_W, "classification of the record and classification line differ: {}", "the record's is shown"),
        "C208": Code(_N, "sections and page markers differ: {}", "a section may be missing"),
        "C209": Code(_N, "tags of the record are missing in the heading: {}", "both are used"),
    }
)  # fmt: skip


def make_problem(code: str, path: str, line: int | None = None, detail: str = "", column: int | None = None) -> Problem:
    """Make the problem that a code stands for, at a place.

    Raises:
        KeyError: the code has no entry in ``CODES``.
    """
    entry = CODES[code]
    return Problem(Where(path, line, column), entry.severity, code, entry.message.replace("{}", detail), entry.hint)
