"""A problem as a value: a place, a severity, a code, a message, a hint. Prints nothing, decides nothing."""

import re
from enum import StrEnum

import msgspec

# What a terminal or an eye would take for something else than a letter: controls (with them escapes that move the cursor
# or colour the rest), marks without width, controls of direction, separators of lines, halves of a pair that is none.
_HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def harmless(text: str) -> str:
    r"""Return a text of anybody's so that it may be shown on one line: what acts or hides is written as ``\u001b``."""
    return _HARMFUL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


class Severity(StrEnum):
    """How bad a problem is. Only errors change the exit status, with ``--strict`` warnings too."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Where(msgspec.Struct, frozen=True, order=True):
    """A place in a file of the owner's: lines and columns count from 1, None where there is none to name."""

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """Return ``path:line:column`` as editors read it, as far as it is known."""
        parts = (self.path, self.line, self.column)
        return ":".join(str(part) for part in parts if part is not None)


class Problem(msgspec.Struct, frozen=True):
    """One thing that is not as it should be, and what to do about it.

    The code is stable and has an entry in docs/problems.md: C for cables, V for vocabulary, E for essays (pages and
    notes), G for the configuration, K for checks over all cables, T for templates, B for building, W for
    withholding, P for publishing, D for what ``doctor`` finds, I for importing, X for exports and packages, L for languages,
    N for what ``init``, ``new`` and ``templates`` make.

    other is the path of a second file, as it stands in the message: both change when paths are told from elsewhere.
    """

    where: Where
    severity: Severity
    code: str
    message: str
    hint: str
    other: str = ""

    def __str__(self) -> str:
        """Return the problem as a terminal shows it: place, severity, code, message, then the hint; nothing in it acts."""
        where, message, hint = (harmless(part) for part in (str(self.where), self.message, self.hint))
        return f"{where}: {self.severity} {self.code}: {message}\n  hint: {hint}"
