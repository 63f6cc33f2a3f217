"""The bytes of a source and the rules -> the bytes that may be published, and the cable read from these.

Lines stay lines, so that a problem names the line that the owner's editor shows. What cannot be taken out by itself
takes the whole cable with it (W004): better a reader misses a cable than the owner's word is broken.
"""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec

from generator.cables.ids import parse_id
from generator.cables.model import Cable
from generator.problems import Problem, Where, problem_at
from generator.redaction.folding import BREAK, in_other_encodings, unbroken
from generator.redaction.listed import listed_numbers
from generator.redaction.matching import Matcher, Phrase, phrase_of, turned_round
from generator.redaction.paragraphs import copies_of, find_paragraph, still_holds
from generator.redaction.rewriting import Span, lines_of, replaced
from generator.redaction.rules import Rule, Rules
from generator.redaction.views import Part, set_aside
from generator.vocabulary import Vocabulary

_MOST_ZEROS = 8  # digits of a serial as it is padded
_BYTES = re.compile("[\udc80-\udcff]")
# What of a cable is no text of its source, or names it: ids are never words. Precedences are the program's words for what the
# source prints as a letter or not at all; those that it prints are in its lines.
_NO_WORDS = frozenset(
    {
        "id",
        "path",
        "layout",
        "sha256",
        "post",
        "aliases",
        "date_source",
        "precision",
        "title_source",
        "ledger",
        "removals",
    }
    | {"lines", "checks", "mentions", "anchor", "kind", "line", "level", "segment", "precedence"}
)


Reader = Callable[[bytes, str, Vocabulary | None], tuple[Cable, list[Problem]]]


class Published(msgspec.Struct, frozen=True):
    """What of a source may be published: bytes, the cable read from them, its problems, the numbers of the rules used.

    barred are the digests of the PDF files that its text was drawn from, where a rule holds for the cable: a PDF has all words.
    removed are the texts of the paragraphs that were taken out, for who makes sure that they are nowhere. A cable of
    which nothing may tell that it exists has the id "".
    """

    data: bytes
    cable: Cable
    problems: tuple[Problem, ...]
    used: tuple[int, ...] = ()
    removed: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()


def redact(
    data: bytes, path: str, rules: Rules, vocabulary: Vocabulary | None = None, reader: Reader | None = None
) -> Published:
    """Read one source and take out what the rules name.

    Args:
        data: the bytes of the file.
        path: its path, as ``parse_cable`` takes it.
        rules: the room's rules.
        vocabulary: the room's codes and names; the packaged ones when None.
        reader: reads the cable, as ``parse_cable`` does, which it is when None.

    Returns:
        The source as it may be published. Problems are those of what is published, and W004.
    """
    reader = reader or _parse
    cable, problems = reader(data, path, vocabulary)
    mine = rules.on((cable.id, *cable.aliases)) if rules.rules else []
    if not mine:
        return Published(data, cable, tuple(problems))
    hidden = [at for at, rule in mine if rule.existence and rule.cable == cable.id]
    if hidden:
        return Published(b"", _nothing_of(path, vocabulary), (), tuple(hidden))
    published = _Redaction(cable, path, rules, dict(mine), vocabulary, reader).done(data, problems)
    return msgspec.structs.replace(published, barred=tuple(one.sha256 for one in cable.pdfs))


def _parse(data: bytes, path: str, vocabulary: Vocabulary | None) -> tuple[Cable, list[Problem]]:
    from generator.cables.parse import parse_cable  # noqa: PLC0415  a build in which nothing changed reads no cable

    return parse_cable(data, path, vocabulary)


class _Redaction:
    """One source on its way to what may be published of it."""

    def __init__(
        self,
        cable: Cable,
        path: str,
        rules: Rules,
        mine: dict[int, Rule],
        vocabulary: Vocabulary | None,
        reader: Reader,
    ) -> None:
        self.reader = reader
        self.cable, self.path, self.mine, self.vocabulary = cable, path, mine, vocabulary
        self.matcher = matcher_of(rules)
        self.used: set[int] = set()
        self.stuck: list[Rule] = []
        self.removed: list[tuple[Rule, str]] = []

    def done(self, data: bytes, problems: list[Problem]) -> Published:
        """Return what may be published of the source's bytes; problems are those of the source as it is."""
        whole = [at for at, rule in self.mine.items() if rule.whole]
        text, encoding = _decode(data)
        changed = self._without_words(self._without_paragraphs(text))
        if whole:
            self.used.update(whole)
            return self._whole(self.mine[whole[0]])
        cable = self.cable
        if changed != text:
            data = _encode(changed, encoding)
            cable, problems = self.reader(data, self.path, self.vocabulary)
        self._check(cable, data, text if changed == text else "")
        if self.stuck:
            return self._whole(self.stuck[0], _cannot(self.path, self.stuck[0]))
        return Published(data, cable, tuple(problems), tuple(sorted(self.used)), self._texts())

    def _without_paragraphs(self, text: str) -> str:
        for at, rule in self.mine.items():
            for anchor in rule.paragraphs:
                for blocks in copies_of(self.cable.blocks, anchor):
                    self.used.add(at)
                    spans = find_paragraph(text, blocks, set_aside(text, self.cable))
                    if not spans:
                        self.stuck.append(rule)
                    for span in reversed(spans):
                        text = replaced(text, span, _mark_in(text, rule))
                    self.removed.append((rule, "\n".join(block.text for block in blocks)))
        return text

    def _without_words(self, text: str) -> str:
        aside = set_aside(text, self.cable)
        matchers = [self.matcher, *self._cited(self.cable)]
        spans = [span for matcher in matchers for span in _spans(text, matcher, self.mine, aside)]
        spans += _listed(text, self.mine)
        self.used.update(number for number, _ in spans)
        for number, span in reversed(_apart(spans)):
            text = replaced(text, span, _mark_in(text, self.mine[number]))
        return text

    def _cited(self, cable: Cable) -> list[Matcher]:
        """Return what finds the numbers, written without a year, of cables of which nothing may tell that they exist.

        In a cable of the same year such a number is theirs, be it cited or in a page marker.
        """
        hidden = {at: rule for at, rule in self.mine.items() if rule.existence}
        named = {at: rule for at, rule in hidden.items() if _is_of_year(cable, rule) or _cites(cable, rule)}
        return [_without_year(named)] if named else []

    def _check(self, cable: Cable, data: bytes, searched: str) -> None:
        """Note the rules whose words can still be read in what the reader made of the source, or in its bytes.

        searched is a text in which they were looked for and do not stand: it is not looked through again.
        """
        said = BREAK.join(map(unbroken, words_of(cable)))
        found = {find.phrase.rule for find in self.matcher.finds(said)}
        lines = "\n".join(cable.lines)
        if lines.split() != searched.split():
            found |= {find.phrase.rule for _, find in self.matcher.finds_read(lines)}
        others = in_other_encodings(data) if self.matcher.beyond_ascii else ()
        found |= {find.phrase.rule for text in others for find in self.matcher.finds(text)}
        found |= {at for at, rule in self.mine.items() if rule.existence and _cites(cable, rule)}
        left = [at for at in sorted(found) if at in self.mine]
        self.used.update(left)
        self.stuck += [self.mine[at] for at in left]
        self.stuck += [rule for rule, text in self.removed if still_holds(cable.blocks, text)]

    def _texts(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.removed)

    def _whole(self, rule: Rule, problem: Problem | None = None) -> Published:
        """Return a source that says nothing but the id, and that it is withheld and why."""
        data = f'+++\nid = "{self.cable.id}"\ntitle = "Withheld"\n+++\n{rule.mark}\n'.encode()
        withheld, _ = _parse(data, self.path, self.vocabulary)
        return Published(data, withheld, (problem,) if problem else (), tuple(sorted(self.used)), self._texts())


def withhold_words(text: str, rules: Rules, cable_id: str = "") -> tuple[str, tuple[int, ...]]:
    """Take the words that rules name out of a text of the owner's: a page, or the notes on a cable.

    Returns:
        The text, and the numbers of the rules that found something in it.
    """
    mine = dict(rules.on((cable_id,)))
    hidden = {at: rule for at, rule in mine.items() if rule.existence}
    matchers = [matcher_of(rules), *([_without_year(hidden)] if hidden else [])]
    spans = [span for matcher in matchers for span in _spans(text, matcher, mine)] if mine else []
    spans += _listed(text, hidden)
    for number, span in reversed(_apart(spans)):
        text = replaced(text, span, mine[number].mark)
    return text, tuple(sorted({number for number, _ in spans}))


@lru_cache(maxsize=4)
def matcher_of(rules: Rules) -> Matcher:
    """Return what finds the words of all rules; the number of each phrase is that of its rule."""
    worded = [(at, rule.text) for at, rule in enumerate(rules.rules) if rule.text]
    phrases = [phrase_of(text, at) for at, text in worded]
    phrases += [one for at, text in worded for one in turned_round(text, at)]
    phrases += [one for at, rule in enumerate(rules.rules) for form in rule.forms for one in _padded(form, at)]
    return Matcher(phrases)


def _without_year(rules: Mapping[int, Rule]) -> Matcher:
    """Return what finds the ids of cables, by the number of their rule, written without a year."""
    forms = {(form.split(" ", 1)[1], at) for at, rule in rules.items() for form in rule.forms}
    return Matcher(one for form, at in sorted(forms) for one in _padded(form, at))


def _padded(form: str, rule: int) -> Iterator[Phrase]:
    """Yield the phrases for an id as it is written, its year before the post or behind, with zeros or without."""
    *head, serial = form.split(" ")
    for names in dict.fromkeys((" ".join(head), " ".join(reversed(head)))):
        for width in range(len(serial), _MOST_ZEROS + 1):
            yield phrase_of(f"{names} {serial:0>{width}}", rule, whole=True)


def _spans(
    text: str, matcher: Matcher, mine: dict[int, Rule], aside: Sequence[Part] = ()
) -> Iterator[tuple[int, Span]]:
    """Yield where words of rules stand in a source: the number of the rule, and the place on each line."""
    for view, find in matcher.finds_read(text, aside):
        if find.phrase.rule in mine:
            span = lines_of(text, [view.span(start, end) for start, end in find.letters])
            yield from ((find.phrase.rule, (line,)) for line in span) if view.by_columns else [(find.phrase.rule, span)]


def _listed(text: str, rules: Mapping[int, Rule]) -> Iterator[tuple[int, Span]]:
    """Yield where numbers of cables of which nothing may tell that they exist stand in lists: the rule's number, the place."""
    for at, rule in rules.items():
        if rule.existence:
            yield from ((at, lines_of(text, [span])) for span in listed_numbers(text, rule))


def _apart(spans: Iterable[tuple[int, Span]]) -> list[tuple[int, Span]]:
    """Return spans in order, those that overlap made one of the first's rule."""
    out: list[tuple[int, Span]] = []
    for number, span in sorted(spans, key=lambda one: (one[1][0][0], -one[1][-1][1])):
        if out and span[0][0] < out[-1][1][-1][1]:
            before, lines = out[-1]
            if span[-1][1] > lines[-1][1]:
                # What stands between the lines of both belongs to neither; a common line reaches as far as the longer.
                kept = [line for line in span if line[0] >= lines[-1][1]]
                last = max((line[1] for line in span if line[0] < lines[-1][1]), default=lines[-1][1])
                out[-1] = before, (*lines[:-1], (lines[-1][0], max(lines[-1][1], last)), *kept)
        else:
            out.append((number, span))
    return out


def _is_of_year(cable: Cable, rule: Rule) -> bool:
    identity = parse_id(rule.cable)
    return identity is not None and cable.year == identity.year


def _cites(cable: Cable, rule: Rule) -> bool:
    """Say whether a cable names that of a rule, or may: a number without a year is taken for it."""
    identity = parse_id(rule.cable)
    if identity is None:
        return False
    if any(one.id == rule.cable for one in cable.references):
        return True
    return any(
        one.kind == "cable"
        and (one.post, one.serial) == (identity.post, identity.serial)
        and one.year in {None, identity.year}
        for block in cable.blocks
        for one in block.mentions
    )


def _decode(data: bytes) -> tuple[str, str]:
    """Decode so that every byte comes back -> text and encoding; bytes that are no UTF-8 are kept as such."""
    if data[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        encoding = "utf-16-le" if data[:2] == codecs.BOM_UTF16_LE else "utf-16-be"
        return data.decode(encoding, "surrogatepass" if len(data) % 2 == 0 else "replace"), encoding
    return data.decode("utf-8", "surrogateescape"), "utf-8"


def _encode(text: str, encoding: str) -> bytes:
    return text.encode(encoding, "surrogateescape" if encoding == "utf-8" else "surrogatepass")


def _mark_in(text: str, rule: Rule) -> str:
    """Return the mark of a rule in the encoding of a text: one with bytes of Windows-1252 is read as that."""
    if rule.mark.isascii() or not _BYTES.search(text):
        return rule.mark
    return rule.mark.encode("cp1252", "replace").decode("utf-8", "surrogateescape")


def _nothing_of(path: str, vocabulary: Vocabulary | None) -> Cable:
    cable, _ = _parse(b"", path, vocabulary)
    return msgspec.structs.replace(cable, id="", aliases=(), year=None, post="", serial=None, title="")


def words_of(value: object) -> Iterator[str]:
    """Yield every text of a cable that a reader may see."""
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from words_of(one)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            if name not in _NO_WORDS:
                yield from words_of(getattr(value, name))


def _cannot(path: str, rule: Rule) -> Problem:
    named = ", ".join(rule.paragraphs) or "the text of a rule"
    return problem_at("W004", Where(path, 1), named=named, line=rule.line)
