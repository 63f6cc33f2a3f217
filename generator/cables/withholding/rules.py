"""The bytes of ``content/withheld.toml`` -> Rules. Opens no file.

A file that cannot be used stops the program: to go on without it would publish what is to be kept back.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Annotated

import msgspec

from generator.cables.ids import parse_id
from generator.cables.withholding.matching import is_in, letters_of
from generator.problems import ConfigurationError, Problem, Severity, Where
from generator.toml import TomlError, read_toml

PATH = "withheld.toml"
_FEWEST_LETTERS = 2
_HEADER = re.compile(r"[ \t]*\[\[[ \t]*\"?withhold\"?[ \t]*\]\]")
# Signs that mean something in one layout or another: a reason must read the same in HTML, CSV and TOML.
_PLAIN_REASON = re.compile(r"[^\x00-\x1f\x7f<>&\"\\\[\]]{1,200}")
_ANCHOR = re.compile(r"p?(\d[0-9a-z.]*)", re.IGNORECASE)


class Rule(msgspec.Struct, frozen=True):
    """One thing to keep back. line is where the rule begins in its file.

    cable alone names a whole cable; with paragraphs (anchors, ``p4``) these of it; with text the words in it. text
    alone is kept back wherever it stands.
    """

    line: int
    reason: str
    date: dt.date
    cable: str = ""
    paragraphs: tuple[str, ...] = ()
    text: str = ""

    @property
    def whole(self) -> bool:
        """Say whether the rule takes out a whole cable."""
        return not self.paragraphs and not self.text

    @property
    def mark(self) -> str:
        """Return what stands in the place of what is kept back."""
        return f"[withheld {self.date.isoformat()}: {self.reason}]"


class Rules(msgspec.Struct, frozen=True):
    """All rules of a room, in the order of the file; path is the file's name as problems give it."""

    rules: tuple[Rule, ...] = ()
    path: str = PATH

    def digest(self) -> bytes:
        """Return the digest of the rules: sources read under other rules must be read again."""
        return hashlib.blake2b(msgspec.msgpack.encode(self.rules), digest_size=16).digest()

    def everywhere(self) -> Iterator[tuple[int, Rule]]:
        """Yield number and rule of those that hold wherever their words stand."""
        return ((at, rule) for at, rule in enumerate(self.rules) if not rule.cable)

    def on(self, names: Iterable[str]) -> list[tuple[int, Rule]]:
        """Return number and rule of those that hold for a cable of these names."""
        known = frozenset(names)
        return [(at, rule) for at, rule in enumerate(self.rules) if not rule.cable or rule.cable in known]


NO_RULES = Rules()


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    reason: str
    date: dt.date
    cable: str = ""
    paragraphs: Annotated[tuple[str | int, ...], msgspec.Meta(min_length=1)] | None = None
    text: str | None = None


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    withhold: tuple[dict[str, object], ...] = ()


def parse_rules(data: bytes, path: str) -> Rules:
    """Read the file of rules.

    Args:
        data: its bytes; empty for a room without one.
        path: its name as problems shall give it.

    Raises:
        ConfigurationError: W001 it is not TOML in UTF-8; W002 a rule that cannot be meant.
    """
    try:
        text = data.decode("utf-8-sig")
        table = read_toml(text)
    except UnicodeDecodeError as error:
        where = Where(path, data.count(b"\n", 0, error.start) + 1)
        raise _stop(where, "W001", "not UTF-8 text", "save the file as UTF-8") from None
    except TomlError as error:
        raise _stop(Where(path, error.line, error.column), "W001", f"not TOML: {error.said}", _FORM) from None
    lines = [at for at, line in enumerate(text.splitlines(), 1) if _HEADER.match(line)]
    try:
        rows = msgspec.convert(table, _File).withhold
    except msgspec.ValidationError as error:
        raise _stop(Where(path, 1), "W002", f"cannot be meant: {_said(error)}", _FORM) from None
    found_lines = lines if len(lines) == len(rows) else [1] * len(rows)
    return Rules(tuple(_rule(row, Where(path, line)) for row, line in zip(rows, found_lines, strict=True)), path)


_FORM = "each rule is [[withhold]], then cable and paragraphs or text, a reason and a date, one a line"


def _rule(row: dict[str, object], where: Where) -> Rule:
    try:
        one = msgspec.convert(row, _Row)
    except msgspec.ValidationError as error:
        raise _stop(where, "W002", f"the rule cannot be meant: {_said(error)}", _FORM) from None
    cable, text = one.cable.strip().upper(), (one.text or "").strip()
    wrong = _wrong(one, cable, text)
    if wrong:
        raise _stop(where, "W002", f"the rule cannot be meant: {wrong}", _FORM)
    anchors = [_ANCHOR.fullmatch(str(name).strip()) for name in one.paragraphs or ()]
    names = tuple(dict.fromkeys(f"p{name[1].rstrip('.').lower()}" for name in anchors if name))
    return Rule(where.line or 1, " ".join(one.reason.split()), one.date, cable, names, text)


def _wrong(one: _Row, cable: str, text: str) -> str:
    """Return what is wrong with a rule, "" if nothing is."""
    reason = " ".join(one.reason.split())
    if not _PLAIN_REASON.fullmatch(reason):
        return 'a reason is a line of 1 to 200 signs, none of them < > & " \\ [ or ]'
    if one.text is not None and len(letters_of(text)) < _FEWEST_LETTERS:
        return "text has fewer than two letters or figures"
    if one.text is not None and one.paragraphs is not None:
        return "it names both paragraphs and text"
    if not cable and one.text is None:
        return "it names neither a cable nor a text"
    if not cable and one.paragraphs is not None:
        return "it names paragraphs of no cable"
    bad = next((name for name in one.paragraphs or () if not _ANCHOR.fullmatch(str(name).strip())), None)
    if bad is not None:
        return f"'{bad}' is no number of a paragraph, such as 4 or 2.1"
    if text and parse_id(letters_of(text).upper()) is not None:
        return f"'{text}' names a cable: write it as cable"
    if text and is_in(text, reason):
        return "the reason holds the text that is to be withheld"
    return ""


def is_named(rules: Rules, cable_id: str) -> bool:
    """Say whether a rule takes out the whole of a cable."""
    return any(rule.whole and rule.cable == cable_id for rule in rules.rules)


def unmatched(rules: Rules, used: Iterable[int]) -> list[Problem]:
    """Return a problem (W003) for each rule that matched nothing; used are the numbers of those that did."""
    known = frozenset(used)
    return [
        Problem(
            Where(rules.path, rule.line),
            Severity.ERROR,
            "W003",
            f"nothing is withheld by this rule: {_named(rule)} is not in the room",
            "see its spelling; a rule for what is no longer here must be deleted",
        )
        for at, rule in enumerate(rules.rules)
        if at not in known
    ]


def _named(rule: Rule) -> str:
    if rule.text:
        return f"its text in {rule.cable}" if rule.cable else "its text"
    return f"{', '.join(rule.paragraphs)} of {rule.cable}" if rule.paragraphs else rule.cable


def _said(error: msgspec.ValidationError) -> str:
    said = str(error)
    return f"{said[:1].lower()}{said[1:]}".replace("`", "'")


def _stop(where: Where, code: str, message: str, hint: str) -> ConfigurationError:
    return ConfigurationError(Problem(where, Severity.ERROR, code, message, hint))
