"""Every problem that taking in records of other systems can meet: code -> severity, message, hint.

docs/problems.md explains them at length. A message may hold ``{}`` for what was found.
"""

from collections.abc import Mapping
from types import MappingProxyType

from generator.cables.codes import Code
from generator.problems import Problem, Severity, Where

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

CODES: Mapping[str, Code] = MappingProxyType(
    {
        "I001": Code(_N, "the file is empty{}", "nothing to do, unless it should hold a cable"),
        "I002": Code(_N, "this is no cable, dump or saved page that is known{}",
            "if it is a cable, name the file by its identifier (07ASTANA1061.txt) and import it again"),
        "I003": Code(_E, "a record cannot be read: {}", "compare it with docs/importing.md; the other records are read"),
        "I004": Code(_E, "no identifier can be found: {}",
            "name the file by its identifier (07ASTANA1061.txt), or put it into content/cables with id in front matter"),
        "I005": Code(_W, "another text of {}, which is kept beside the first",
            "compare the two files, keep one as it is named and delete or rename the other"),
        "I006": Code(_W, "the record of {} has no text", "its metadata is kept; the text may exist elsewhere"),
        "I007": Code(_E, "the archive cannot be read: {}", "unpack it yourself and import the folder"),
        "I008": Code(_E, "the archive unpacks to more than it should: {}",
            "if you trust it, unpack it yourself and import the folder"),
        "I009": Code(_E, "a record is too long to be a cable: {}", "split the file, or import the text by itself"),
        "I010": Code(_E, "no column that is known for an identifier: {}",
            "name the columns in the first row; docs/importing.md lists the names that are known"),
        "I011": Code(_W, "a field of the record cannot be read: {}", "it is kept as a comment in the front matter"),
        "I012": Code(_W, "not UTF-8, read as Windows-1252{}", "compare quotes and dashes with the source"),
        "I013": Code(_E, "too many different texts of {}", "delete or rename those that are no versions of this cable"),
    }
)  # fmt: skip


def make_problem(code: str, path: str, line: int | None = None, detail: str = "") -> Problem:
    """Make the problem that a code stands for, at a place.

    Raises:
        KeyError: the code has no entry in ``CODES``.
    """
    entry = CODES[code]
    return Problem(Where(path, line), entry.severity, code, entry.message.replace("{}", detail), entry.hint)
