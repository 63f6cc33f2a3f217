"""The last gate: every file is read before it is written, as a reader would, and checked against every rule. Pure.

Sources are redacted before anything is made from them; what is looked for here is the form that nobody thought of. A match
stops that file and the build.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from generator.problems import OutputError, Problem, Where, problem_at
from generator.redaction.folding import BREAK, fold, unbroken
from generator.redaction.matching import Find
from generator.redaction.reading import texts_in
from generator.redaction.redact import matcher_of
from generator.redaction.rules import Rule, Rules

_ID = re.compile(r"(?:\d{2}|\d{4})[A-Z]{2,20}\d{1,8}(?:_[A-Z])?", re.IGNORECASE)
_LONG = 24  # letters of a paragraph that stands nowhere by chance


class Gate:
    """The rules of a room, ready to check files."""

    def __init__(self, rules: Rules, unwatched: Iterable[int] = ()) -> None:
        """Take the rules.

        Args:
            rules: of the room.
            unwatched: the numbers of those whose words the program itself says on pages: these cannot be held against them.
        """
        self._rules = rules
        self._unwatched = frozenset(unwatched)
        self._matcher = matcher_of(rules)
        self._paragraphs: tuple[str, ...] = ()
        self._prints = True

    @property
    def watches(self) -> bool:
        """Say whether there is any rule."""
        return bool(self._rules.rules)

    def watch(self, paragraphs: Sequence[str], *, touched: bool) -> None:
        """Take what was withheld in the cable whose files come next.

        Args:
            paragraphs: their texts are held against its files too.
            touched: whether anything was. Of another cable the print is not read, which takes as long as all else; what it
                is printed from has been.
        """
        folded = (fold(unbroken(one)) for one in paragraphs)
        self._paragraphs = tuple(one for one in folded if len(one) >= _LONG)
        self._prints = touched

    def check(self, address: str, data: bytes) -> None:
        """Check that a file shows nothing that is withheld.

        Raises:
            OutputError: W006 it does.
        """
        if not self._rules.rules:
            return
        printed = address.startswith("cable/") and address.endswith(".pdf")
        text = texts_in(address, data) if self._prints or not printed else ""
        rule = self.found(address, text)
        if rule is not None:
            raise OutputError(_stopped(self._rules, rule, address))
        if self._paragraphs and address.rpartition(".")[2] != "pdf":
            folded = fold(text)
            if any(wanted in folded for wanted in self._paragraphs):
                named = next(rule for rule in self._rules.rules if rule.paragraphs)
                raise OutputError(_stopped(self._rules, named, address))

    def found(self, address: str, text: str, *, ids: bool = True) -> Rule | None:
        """Return a rule that a text at an address breaks, or that the address does; None if no rule is broken.

        Without ids, rules for cables of which nothing may tell that they exist are left out.
        """
        rules = (self._rules.rules[number] for number in self.numbers(address, text))
        return next((rule for rule in rules if ids or not rule.existence), None)

    def rules_found_in(self, text: str) -> frozenset[int]:
        """Return the numbers of the rules whose words a text of the program's holds, be they a part of an id or not."""
        return frozenset(find.phrase.rule for find in self._matcher.finds(text, strict=True))

    def numbers(self, address: str, text: str) -> Iterator[int]:
        """Yield the numbers of the rules that a text at an address breaks, or that the address does."""
        plain = f"{BREAK}{unbroken(unquote(address))}" if "%" in address else ""
        whole = f"{address}{plain}{BREAK}{text}"
        name = address.rpartition("/")[2].partition(".")[0]
        for find in self._matcher.finds(whole, strict=True):
            number = find.phrase.rule
            rule = self._rules.rules[number]
            mine = rule.existence or not rule.cable or name == rule.cable
            if mine and number not in self._unwatched and not (not rule.existence and _is_named_by_an_id(whole, find)):
                yield number


def _is_named_by_an_id(text: str, find: Find) -> bool:
    """Say whether words are part of a cable's id, or its post's name beside such an id: ids are never words."""
    start, end = find.letters[0][0], find.letters[-1][1]
    while start and (text[start - 1].isalnum() or text[start - 1] == "_"):
        start -= 1
    while end < len(text) and (text[end].isalnum() or text[end] == "_"):
        end += 1
    if _ID.fullmatch(text[start:end]):
        return True
    letters = find.phrase.letters
    return letters.isalpha() and re.search(rf"(?<!\d)\d\d{re.escape(letters)}\d", text, re.IGNORECASE) is not None


def _stopped(rules: Rules, rule: Rule, address: str) -> Problem:
    return problem_at("W006", Where(rules.path, rule.line), detail=address)
