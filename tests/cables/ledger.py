"""What holds of any cable that was read: each character is in the ledger once, and what is text is shown, in order."""

from collections import Counter
from collections.abc import Iterator

from generator.cables.model import Cable
from generator.cables.record.trace_rules import RULES
from generator.cables.text.lines.mends import MENDED

PILCROW = "\u00b6"  # one in mid-line goes to the ledger by itself, and what follows it moves up
DRESSING = {"text.heading-rule", "text.rule"}


def squeezed(text: str) -> str:
    return "".join(text.split())


def unaccounted(cable: Cable) -> Iterator[tuple[int, str]]:
    """Yield (line, what is amiss) wherever the ledger does not hold each character of a line once, at its place."""
    by_line: dict[int, list[tuple[int, str]]] = {}
    for piece in cable.ledger:
        if piece.rule not in RULES:
            yield piece.line, f"no name of a rule: {piece.rule!r}"
        by_line.setdefault(piece.line, []).append((piece.column, piece.text))
    for number, line in enumerate(cable.lines, 1):
        pieces = by_line.pop(number, [])
        held, there = Counter(squeezed("".join(text for _, text in pieces))), Counter(squeezed(line))
        if held != there:
            yield number, f"lost {dict(there - held)}, made up {dict(held - there)} of {line!r}: {pieces}"
        elif PILCROW not in line:
            for column, text in pieces:
                if line[column : column + len(text)] != text:
                    yield number, f"{text!r} is not at {column} of {line!r}"
    yield from ((number, "no such line") for number in by_line)


def unmended(cable: Cable, at: int) -> str:
    """Return the text of a block with what the source has in place of each mend: as many characters, ending at its offset."""
    text = cable.blocks[at].text
    for removal in cable.removals:
        if removal.block == at and removal.piece.rule in MENDED:
            begin = removal.offset - len(removal.piece.text)
            text = text[:begin] + removal.piece.text + text[removal.offset :]
    return text


def not_shown(cable: Cable) -> str:
    """Return what differs between the text of the ledger and the text of the blocks, "" when nothing does."""
    pieces = sorted((p for p in cable.ledger if p.rule.startswith("text.")), key=lambda p: (p.line, p.column))
    source = squeezed("".join(piece.text for piece in pieces if piece.rule not in DRESSING))
    rules = {squeezed(piece.text) for piece in pieces if piece.rule in DRESSING}
    shown = ""
    for at, block in enumerate(cable.blocks):
        text = squeezed(unmended(cable, at)) if block.kind != "rule" else ""
        label, mark = squeezed(block.label), squeezed(block.mark)
        # ``(C) 1.`` has its mark before its number
        before = bool(label and mark) and source.startswith(f"{mark}{label}", len(shown))
        shown += f"{mark}{label}{text}" if before else f"{label}{mark}{text}"
    joined = sum(removal.piece.rule == "line-end-hyphen" for removal in cable.removals)
    if joined:
        if len(source) - len(shown) != joined:
            return f"{len(source) - len(shown)} hyphens are gone where {joined} are told"
        source, shown = source.replace("-", ""), shown.replace("-", "")
    if shown != source:
        at = next(
            (i for i, (a, b) in enumerate(zip(shown, source, strict=False)) if a != b), min(len(shown), len(source))
        )
        return f"{source[at : at + 60]!r} is shown as {shown[at : at + 60]!r}"
    bare = [line for block in cable.blocks for line in block.dressing if squeezed(line) not in rules]
    return f"rules that no source has: {bare}" if bare else ""
