"""Words that the owner's rules name are taken out of Markdown that is set."""

from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from markdown_it.token import Token

from generator.redaction import Rules
from generator.redaction.folding import unbroken
from generator.redaction.redact import matcher_of


def withhold_tokens(tokens: Sequence[Token], rules: Rules, cable_id: str = "") -> tuple[int, ...]:
    """Take the words that rules name out of Markdown that is set -> the numbers of the rules that found something.

    Emphasis, links, cells and lines of a quotation no longer part words here. A link to an address that holds such words
    leads nowhere.
    """
    if not rules.rules:
        return ()
    shown = [token for token in _flat(tokens) if token.type != "inline"]
    pieces = [token.content if token.type in _SAID else "\n" for token in shown if _is_read(token)]
    pieces, used = withhold_in_pieces(pieces, rules, cable_id)
    for token, piece in zip((token for token in shown if _is_read(token)), pieces, strict=True):
        if token.type in _SAID:
            token.content = piece
    found = set(used)
    for token in shown:
        for name, value in token.attrs.items():
            (said,), numbers = withhold_in_pieces((unbroken(unquote(str(value))),), rules, cable_id)
            if numbers:
                token.attrSet(name, said if name == "title" else "#withheld")
                found.update(numbers)
    return tuple(sorted(found))


def withhold_in_pieces(pieces: Sequence[str], rules: Rules, cable_id: str = "") -> tuple[list[str], tuple[int, ...]]:
    """Take the words that rules name out of pieces of one text: a name may begin in one token and end in another.

    Args:
        pieces: what is read one behind another; what parts two words (a line end) is a piece or part of one.
        rules: the room's.
        cable_id: the cable that the text is on, "" for none.

    Returns:
        The pieces, each in its place, and the numbers of the rules that found something.
    """
    mine = dict(rules.on((cable_id,)))
    text = "".join(pieces)
    finds = [
        (find.phrase.rule, view.span(*find.letters[0])[0], view.span(*find.letters[-1])[1])
        for view, find in (matcher_of(rules).finds_read(text) if mine else ())
        if find.phrase.rule in mine
    ]
    if not finds:
        return list(pieces), ()
    marks: dict[int, str] = {}
    gone = [False] * len(text)
    for rule, first, last in finds:
        if not any(gone[first:last]):
            marks[first] = mine[rule].mark
        gone[first:last] = [True] * (last - first)  # what stands between the letters goes too
    out: list[str] = []
    start = 0
    for piece in pieces:
        letters = (marks.get(at, "") if gone[at] else text[at] for at in range(start, start + len(piece)))
        out.append("".join(letters))
        start += len(piece)
    return out, tuple(sorted({rule for rule, _, _ in finds}))


_SAID = frozenset({"text", "code_inline", "text_special", "fence", "code_block"})
_PARTS = frozenset({"softbreak", "hardbreak"})


def _is_read(token: Token) -> bool:
    """Say whether a token is text, or parts one word from another: a line end, or the end of a block."""
    return token.type in _SAID or token.type in _PARTS or (token.block and token.nesting < 0)


def _flat(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield tokens and what is within them, in the order in which they are read."""
    for token in tokens:
        yield token
        yield from _flat(token.children or ())
