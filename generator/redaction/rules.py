"""The bytes of ``content/withheld.toml`` -> Rules. Opens no file.

A file that cannot be used stops the program: to go on without it would publish what is to be kept back.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Annotated

import msgspec

from generator.cables.ids import TITLES, Identity, parse_id, read_identity
from generator.problems import ConfigurationError, Problem, Where, problem_at
from generator.redaction.folding import fold
from generator.redaction.matching import Matcher, letters_of, phrase_of
from generator.toml import TomlError, fault_in_words, find_setting, read_toml_file
from generator.vocabulary import Vocabulary, standard

PATH = "withheld.toml"
_WITHHOLD = "withhold"  # the name of the file's only table
_FEWEST_LETTERS = 2
_HEADER = re.compile(r"[ \t]*\[\[[ \t]*\"?withhold\"?[ \t]*\]\]")
# Signs that mean something in one layout or another: a reason must read the same in HTML, CSV and TOML.
_PLAIN_REASON = re.compile(r"[^\x00-\x1f\x7f<>&\"\\\[\]]{1,200}")
# What a value must be, where it is of another kind.
_KINDS = {
    "withhold": "each rule begins with [[withhold]], with two brackets on each side",
    "date": "the date must be a date, such as 2026-01-02, without quotes",
    "paragraphs": 'paragraphs must be a list, such as [2, 4] or ["2.1"]',
    "text": "text must be text between quotes",
    "cable": "the cable must be an identifier between quotes",
    "reason": "the reason must be text between quotes",
}
_ANCHOR = re.compile(r"p?(\d[0-9a-z.]*)", re.IGNORECASE)
_NAME_IN_ID = re.compile(r"(?<=\d)([A-Za-z]{2,20})(?=\d)")
_REPEATED = re.compile(r"(?<=\d)[a-z]+\Z")  # what tells apart paragraphs of one number: p4b


class Rule(msgspec.Struct, frozen=True):
    """One rule: what it withholds. line is where the rule begins in its file.

    cable alone names a whole cable; with paragraphs (one anchor, ``p4``) that of it; with text the words in it. text
    alone is kept back wherever it stands. cable is the canonical id, also the names by which the rule knows the cable.
    existence says that nothing may tell that there is such a cable; forms are then the ways in which its id is written.
    """

    line: int
    reason: str
    date: dt.date
    cable: str = ""
    paragraphs: tuple[str, ...] = ()
    text: str = ""
    also: tuple[str, ...] = ()
    existence: bool = False
    forms: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Say whether the rule takes out a whole cable and leaves its page."""
        return not self.paragraphs and not self.text and not self.existence

    def is_on(self, names: frozenset[str]) -> bool:
        """Say whether the rule holds for a cable of these names."""
        return not self.cable or self.existence or self.cable in names or not names.isdisjoint(self.also)

    def digest(self) -> bytes:
        """Return the digest of what the rule withholds; reason and date do not count."""
        said = (self.cable, self.paragraphs, fold(self.text), self.existence)
        return hashlib.blake2b(msgspec.msgpack.encode(said), digest_size=16).digest()

    @property
    def mark(self) -> str:
        """Return the mark that replaces withheld words."""
        return f"[withheld {self.date.isoformat()}: {self.reason}]"


class Rules(msgspec.Struct, frozen=True):
    """All rules of a room, in the order of the file; path is the file's name as problems give it."""

    rules: tuple[Rule, ...] = ()
    path: str = PATH

    def digest(self) -> bytes:
        """Return the digest of the rules: sources read under other rules must be read again."""
        return hashlib.blake2b(msgspec.msgpack.encode(self.rules), digest_size=16).digest()

    def on(self, names: Iterable[str]) -> list[tuple[int, Rule]]:
        """Return number and rule of those that hold for a cable of these names."""
        known = frozenset(names)
        return [(at, rule) for at, rule in enumerate(self.rules) if rule.is_on(known)]

    def hides(self, cable_id: str) -> bool:
        """Say whether a rule withholds that a cable of an id exists."""
        return any(rule.existence and rule.cable == cable_id for rule in self.rules)

    def withheld_digests(self) -> frozenset[bytes]:
        """Return a digest of each rule: a later build must not show what it withholds unasked."""
        return frozenset(rule.digest() for rule in self.rules)


NO_RULES = Rules()


def may_speak_of_withheld(anchor: str, rules: Iterable[Rule]) -> bool:
    """Say whether notes on a paragraph may speak of one that rules withhold: of it, of a part of it, of one of its number.

    Notes whose heading names no paragraph by an anchor (``## Paragraphs 2 to 4``) may speak of any.
    """
    withheld = [_REPEATED.sub("", one) for rule in rules for one in rule.paragraphs]
    own = _REPEATED.sub("", anchor)
    return bool(withheld and anchor and not _ANCHOR.fullmatch(anchor)) or any(
        own == one or own.startswith(f"{one}.") for one in withheld
    )


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    reason: str
    date: dt.date
    cable: str = ""
    paragraphs: Annotated[tuple[str | int, ...], msgspec.Meta(min_length=1)] | None = None
    text: str | None = None


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    withhold: tuple[dict[str, object], ...] = ()


def parse_rules(data: bytes, path: str, vocabulary: Vocabulary | None = None) -> Rules:
    """Read the file of rules.

    Args:
        data: its bytes; empty for a room without one.
        path: its name as problems shall give it.
        vocabulary: the room's codes and names, by which a cable is known under its other ids; the packaged ones when None.

    Raises:
        ConfigurationError: W001 it is not TOML in UTF-8; W002 a rule that cannot be meant.
    """
    try:
        text, table = read_toml_file(data)
        rows = msgspec.convert(table, _File).withhold
    except TomlError as error:
        raise _stop(Where(path, error.line, error.column), "W001", fault=error.said) from None
    except msgspec.ValidationError as error:
        fault, key = fault_in_words(error, _File)
        raise _stop(find_setting(text, key, path), "W002.file", fault=_KINDS.get(key, fault)) from None
    lines = [at for at, line in enumerate(text.splitlines(), 1) if _HEADER.match(line)]
    found_lines = lines if len(lines) == len(rows) else [find_setting(text, _WITHHOLD, path).line or 1] * len(rows)
    words = standard() if vocabulary is None else vocabulary
    found = [_rules(row, Where(path, line), words, text) for row, line in zip(rows, found_lines, strict=True)]
    rules = Rules(tuple(rule for some in found for rule in some), path)
    _check_marks(rules)
    return rules


def _rules(row: dict[str, object], where: Where, vocabulary: Vocabulary, text_of_file: str) -> Iterator[Rule]:
    """Yield the rules that a row stands for: one for each paragraph that it names."""
    try:
        one = msgspec.convert(row, _Row)
    except msgspec.ValidationError as error:
        above = (where.line or 1) - 1
        rest = "\n".join(text_of_file.splitlines()[above:])
        fault, key = fault_in_words(error, _Row)
        line = find_setting(rest, f"{_WITHHOLD}.{key}", where.path).line or 1
        raise _stop(Where(where.path, above + line), "W002", fault=_KINDS.get(key, fault)) from None
    cable, text = one.cable.strip().upper(), (one.text or "").strip()
    hidden = _cable_named(text, vocabulary)
    wrong = _wrong(one, cable, text if hidden else "")
    if wrong:
        raise _stop(where, "W002", fault=wrong)
    rule = Rule(where.line or 1, " ".join(one.reason.split()), one.date, cable, (), text)
    if hidden is not None:
        forms = tuple(_forms(hidden, text, vocabulary))
        yield msgspec.structs.replace(rule, cable=hidden.cable_id, text="", existence=True, forms=forms)
        return
    if cable:
        found, _ = read_identity(cable, vocabulary)
        names = (cable,) if found is None or found.cable_id == cable else (found.cable_id, cable)
        rule = msgspec.structs.replace(rule, cable=names[0], also=names[1:])
    anchors = [_ANCHOR.fullmatch(str(name).strip()) for name in one.paragraphs or ()]
    named = dict.fromkeys(f"p{name[1].rstrip('.').lower()}" for name in anchors if name)
    yield from (msgspec.structs.replace(rule, paragraphs=(name,)) for name in named) if named else (rule,)


def _cable_named(text: str, vocabulary: Vocabulary) -> Identity | None:
    """Return the cable that a text names, in whatever spelling; None where it is other words."""
    strict = parse_id(letters_of(text).upper()) if text else None
    written = text if strict is None else strict.cable_id
    return (read_identity(written, vocabulary)[0] if written and "/" not in written else None) or strict


def _forms(identity: Identity, text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the ways in which an id is written, its parts with blanks between; text is how its rule writes it."""
    names = [identity.post, *(name for name, code in vocabulary.post_names.items() if code == identity.post)]
    names += [name for name, codes in vocabulary.cut_posts.items() if identity.post in codes]
    names += [match[1].upper() for match in _NAME_IN_ID.finditer(letters_of(text))]
    for year in (f"{identity.year % 100:02d}", str(identity.year)):
        for name in dict.fromkeys(names):
            yield from (f"{year} {title}{name} {identity.serial}" for title in ("", "EFTO", *TITLES))


def _check_marks(rules: Rules) -> None:
    """Make sure that what stands in the place of things kept back holds none of them.

    Raises:
        ConfigurationError: W002 it does.
    """
    phrases = [
        phrase_of(words, at) for at, rule in enumerate(rules.rules) for words in (rule.text, *rule.forms) if words
    ]
    matcher = Matcher(phrases)
    for other in rules.rules:
        for _, find in matcher.finds_read(other.mark):
            line = rules.rules[find.phrase.rule].line
            bare = msgspec.structs.replace(other, reason="")
            if any(one.phrase.rule == find.phrase.rule for _, one in matcher.finds_read(bare.mark)):
                raise _stop(Where(rules.path, line), "W002.mark", mark=other.mark)
            raise _stop(Where(rules.path, other.line), "W002.reason", line=str(line))


def _wrong(one: _Row, cable: str, named: str) -> str:
    """Return what is wrong with a rule, "" if nothing is; named is its text where that names a cable."""
    reason = " ".join(one.reason.split())
    if not _PLAIN_REASON.fullmatch(reason):
        return 'a reason is a line of 1 to 200 signs, none of them < > & " \\ [ or ]'
    if one.text is not None and len(fold(one.text)) < _FEWEST_LETTERS:
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
    if cable and named:
        return f"'{named}' names a cable: to keep back that it exists, leave out cable"
    return ""


def unmatched(rules: Rules, used: Iterable[int]) -> list[Problem]:
    """Return a problem (W003) for each rule that matched nothing; used are the numbers of those that did."""
    known = frozenset(used)
    return [
        problem_at("W003", Where(rules.path, rule.line), named=_named(rule))
        for at, rule in enumerate(rules.rules)
        if at not in known
    ]


def _named(rule: Rule) -> str:
    if rule.existence:
        return "the cable of this id"
    if rule.text:
        return f"its text in {rule.cable}" if rule.cable else "its text"
    return f"{', '.join(rule.paragraphs)} of {rule.cable}" if rule.paragraphs else rule.cable


def _stop(where: Where, row: str, **details: str) -> ConfigurationError:
    return ConfigurationError(problem_at(row, where, **details))
