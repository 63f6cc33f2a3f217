"""The bytes of a source and the rules -> the bytes that may be published, and the cable read from these.

Lines stay lines, so that a problem names the line that the owner's editor shows. What cannot be taken out by itself
takes the whole cable with it (W004): better a reader misses a cable than the owner's word is broken.
"""

import codecs
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from generator.cables.model import Block, Cable
from generator.cables.parse import parse_cable
from generator.cables.withholding.matching import (
    PROJECTIONS,
    Piece,
    Projection,
    as_it_is_read,
    is_in,
    may_hold,
    pattern_of,
    squeezed,
    squeezed_source,
)
from generator.cables.withholding.rules import Rule, Rules
from generator.problems import Problem, Severity, Where
from generator.vocabulary import Vocabulary

_EMPTIED = "[withheld]"  # a line of which nothing is left, in the middle of a sentence
_ENDS_PARAGRAPH = ("heading", "rule", "marker")
_SPARE = 400  # signs beyond a paragraph's own in which its end is looked for: page markers, blanks
_Span = tuple[Projection, int, int]


class Published(msgspec.Struct, frozen=True):
    """What of a source may be published: bytes, the cable read from them, its problems, the numbers of the rules used."""

    data: bytes
    cable: Cable
    problems: tuple[Problem, ...]
    used: tuple[int, ...] = ()


def publish(data: bytes, path: str, rules: Rules, vocabulary: Vocabulary | None = None) -> Published:
    """Read one source and take out what the rules name.

    Args:
        data: the bytes of the file.
        path: its path, as ``parse_cable`` takes it.
        rules: the room's rules.
        vocabulary: the room's codes and names; the packaged ones when None.

    Returns:
        The source as it may be published. Problems are those of what is published, and W004.
    """
    cable, problems = parse_cable(data, path, vocabulary)
    mine = rules.on((cable.id, *cable.aliases))
    if not mine:
        return Published(data, cable, tuple(problems))
    text, encoding = _decode(data)
    told_by = (*squeezed_source(text), squeezed("".join(_words_of(cable)))) if any(one.text for _, one in mine) else ()
    mine = [(at, rule) for at, rule in mine if not rule.text or may_hold(told_by, rule.text)]
    used: set[int] = set()
    stuck: list[Rule] = []
    as_it_was = text
    for at, rule in mine:
        if rule.paragraphs:
            text, found, missed = _without_paragraphs(text, cable, rule)
            used.update([at] if found else ())
            stuck.extend([rule] if missed else ())
    for at, rule in mine:
        if rule.text:
            before = text
            text, found = _without(text, rule)
            used.update([at] if found or (before is not as_it_was and is_in(rule.text, as_it_was)) else ())
    kept_back = [rule for _, rule in mine if rule.whole]
    used.update(at for at, rule in mine if rule.whole)
    told = tuple(sorted(used))
    if kept_back:
        return _whole(cable, kept_back[0], path, vocabulary, told)
    if not used and not stuck:
        changed = data
    else:
        changed = _encode(text, encoding)
        cable, problems = parse_cable(changed, path, vocabulary)
    words = [rule for _, rule in mine if rule.text]
    stuck.extend(_still_there(cable, words))
    used.update(at for at, rule in mine if rule in stuck)
    if stuck:
        told = tuple(sorted(used))
        return _whole(cable, stuck[0], path, vocabulary, told, problem=_cannot(path, stuck[0]))
    return Published(changed, cable, tuple(problems), told)


def withhold_words(text: str, rules: Rules, cable_id: str = "") -> tuple[str, tuple[int, ...]]:
    """Take the words that rules name out of a text of the owner's: a page, or the notes on a cable.

    Returns:
        The text, and the numbers of the rules that found something in it.
    """
    used: list[int] = []
    for at, rule in rules.on((cable_id,)):
        if rule.text:
            text, found = _without(text, rule)
            used.extend([at] if found else ())
    return text, tuple(used)


def _decode(data: bytes) -> tuple[str, str]:
    """Decode as the reader does, but so that every byte comes back -> text and encoding."""
    if data[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        encoding = "utf-16-le" if data[:2] == codecs.BOM_UTF16_LE else "utf-16-be"
        return data.decode(encoding, "surrogatepass" if len(data) % 2 == 0 else "replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "surrogateescape"), "cp1252"


def _encode(text: str, encoding: str) -> bytes:
    if encoding == "cp1252":
        return text.encode(encoding, "surrogateescape") if _fits(text) else text.encode("utf-8", "replace")
    return text.encode(encoding, "surrogatepass")


def _fits(text: str) -> bool:
    try:
        text.encode("cp1252", "surrogateescape")
    except UnicodeEncodeError:
        return False
    return True


def _without(text: str, rule: Rule) -> tuple[str, bool]:
    """Take every occurrence of a rule's words out of a text; return it, and whether there was one."""
    find = pattern_of(rule.text)
    found = False
    for project in PROJECTIONS:  # places in a text that was changed are no longer places of another projection
        projection = project(text)
        spans = [(projection, match.start(), match.end()) for match in find.finditer(projection.text)]
        for span in reversed(spans):
            text = _replaced(text, span, rule.mark)
        found = found or bool(spans)
    return text, found


def _without_paragraphs(text: str, cable: Cable, rule: Rule) -> tuple[str, bool, bool]:
    """Take paragraphs out of a text -> the text, whether the cable has all of them, whether one could not be taken out."""
    wanted = [_blocks_of(cable.blocks, anchor) for anchor in rule.paragraphs]
    if not all(wanted):
        return text, False, False
    for blocks in wanted:
        span = _find_paragraph(as_it_is_read(text), blocks)
        if span is None:
            return text, True, True
        text = _replaced(text, span, rule.mark)
    return text, True, False


def _blocks_of(blocks: Sequence[Block], anchor: str) -> list[Block]:
    """Return the block with an anchor and those that belong to it: up to the next number of its rank, or a heading."""
    begin = next((at for at, block in enumerate(blocks) if block.anchor == anchor), None)
    if begin is None:
        return []
    first = blocks[begin]
    found = [first]
    for block in blocks[begin + 1 :]:
        numbered = bool(block.anchor) and block.kind in {"paragraph", "subparagraph", "item"}
        if block.kind in _ENDS_PARAGRAPH or (numbered and block.depth <= first.depth):
            break
        found.append(block)
    return found


def _find_paragraph(projection: Projection, blocks: Sequence[Block]) -> _Span | None:
    """Return where the words of blocks stand in a text behind the number of the first, None if they are not found."""
    first, *rest = blocks
    parts = [first.mark, first.text, *(part for one in rest for part in (one.label, one.mark, one.text))]
    wanted = "".join(filter(str.isalnum, "".join(parts)))
    label = "".join(filter(str.isalnum, first.label))
    if not wanted or not label:
        return None
    text = projection.text
    at = text.find(label)
    while at >= 0:
        begin = at + len(label)
        if (not at or not text[at - 1].isalnum()) and not text[begin : begin + 1].isalnum():
            end = _end_of(text, begin, wanted)
            if end:
                begin += len(text[begin:end]) - len(text[begin:end].lstrip(" \n.)"))
                return projection, begin, end
        at = text.find(label, at + 1)
    return None


def _end_of(text: str, begin: int, wanted: str) -> int:
    """Return where the letters wanted end if they stand at begin one after another, with what ends the sentence, else 0."""
    count = 0
    for at in range(begin, min(len(text), begin + 4 * len(wanted) + _SPARE)):
        letter = text[at]
        if letter.isalnum():
            if letter != wanted[count]:
                return 0
            count += 1
            if count == len(wanted):
                end = at + 1
                while end < len(text) and not text[end].isalnum() and text[end] not in " \n\ue000":
                    end += 1
                return end
    return 0


def _replaced(text: str, span: _Span, mark: str) -> str:
    """Put a mark in the place of a part of a text; what stood on further lines goes, the lines stay."""
    projection, start, end = span
    lines = list(_lines_of(projection.within(start, end)))
    behind = text[lines[-1][-1].source_end :]
    goes_on = bool(behind.splitlines()[:1] and behind.splitlines()[0].strip())
    out: list[str] = []
    at = 0
    for number, pieces in enumerate(lines):
        first, last = pieces[0].source, pieces[-1].source_end
        whole = not text[:first].rpartition("\n")[2].strip() and not text[last:].partition("\n")[0].strip()
        middle = _EMPTIED if whole and goes_on and number < len(lines) - 1 else ""
        out += [text[at:first], middle if number else mark]
        at = last
        if number < len(lines) - 1:  # a hyphen at the line's end parted a word that is no longer there
            at += len(text[at:]) - len(text[at:].lstrip("-\u2010\u00ad"))
    out.append(text[at:])
    return "".join(out)


def _lines_of(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces that hold letters, those of each line together."""
    line: list[Piece] = []
    for piece in pieces:
        if piece.breaks and line:
            yield line
            line = []
        elif piece.kept and not piece.breaks:
            line.append(piece)
    if line:
        yield line


def _still_there(cable: Cable, rules: Iterable[Rule]) -> list[Rule]:
    """Return the rules whose words can still be read in what the reader made of a source."""
    said = "\x1e".join((*_words_of(cable), "\n".join(cable.lines)))
    texts = [project(said).text for project in PROJECTIONS] if rules else []
    return [rule for rule in rules if any(pattern_of(rule.text).search(text) for text in texts)]


def _words_of(cable: Cable) -> Iterator[str]:
    yield from (cable.title, cable.subject, cable.summary or "", cable.signature, cable.note, cable.source)
    yield from (cable.classified_by, cable.corrected, cable.collection, cable.envelope.sender, cable.envelope.notice)
    yield from (*cable.tags, *cable.tags_raw, *cable.captions, *cable.attention)
    yield from (one.text for one in cable.references)
    yield from (one.name for one in (*cable.envelope.to, *cable.envelope.info))
    yield from (block.text for block in cable.blocks)


def _whole(
    cable: Cable, rule: Rule, path: str, vocabulary: Vocabulary | None, used: tuple[int, ...],
    problem: Problem | None = None,
) -> Published:  # fmt: skip
    """Return a source that says nothing but the id, and that it is withheld and why."""
    text = f'+++\nid = "{cable.id}"\ntitle = "Withheld"\n+++\n{rule.mark}\n'
    data = text.encode()
    withheld, _ = parse_cable(data, path, vocabulary)
    return Published(data, withheld, (problem,) if problem else (), used)


def _cannot(path: str, rule: Rule) -> Problem:
    what = f"{', '.join(rule.paragraphs)} cannot" if rule.paragraphs else "the words of a rule cannot"
    return Problem(
        Where(path, 1),
        Severity.ERROR,
        "W004",
        f"{what} be taken out by itself, so the whole cable is withheld (rule of line {rule.line})",
        "take the passage out of the file by hand, or withhold the cable by a rule of its own",
    )
