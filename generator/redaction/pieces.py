"""Words taken out of a text in pieces, such as the tokens of set Markdown: a name may begin in one and end in another."""

from collections.abc import Sequence

from generator.redaction.redact import matcher_of
from generator.redaction.rules import Rules


def withhold_in_pieces(pieces: Sequence[str], rules: Rules, cable_id: str = "") -> tuple[list[str], tuple[int, ...]]:
    """Take the words that rules name out of pieces of one text.

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
