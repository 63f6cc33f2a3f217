"""``explain``: why a page is stale, or how a cable is read."""

import msgspec

from generator.build.explain import Explanation
from generator.build.explain_cable import Reading
from generator.console import count, say, show
from generator.problems import harmless

_LONGEST_SHOWN = 96  # characters of a line of a source


def show_explanation(told: Explanation, *, as_json: bool) -> None:
    """Print whether a file of the site is stale, why, and the parts that its page is made of."""
    if as_json:
        say(msgspec.json.encode(told).decode())
        return
    address = told.address if told.page in {"", told.address} else f"{told.address}, written with {told.page}"
    say(address)
    if told.why and told.page:
        say("Stale: the next build renders it again, because")
    elif told.page:
        say("Current: the next build does not render it again.")
    for words in told.words:
        say(f"  {harmless(words)}")
    width = max((len(part.of) for part in told.parts), default=0)
    for part in told.parts:
        state = "unchanged" if part.made == part.wanted else f"{part.made or 'none'} -> {part.wanted or 'none'}"
        say(f"  {part.name:9} {part.of or '-':{width}}  {state}")


def show_reading(read: Reading, *, as_json: bool) -> None:
    """Print how a cable is read: its fields, its lines with the rule that read each, its problems."""
    if as_json:
        say(msgspec.json.encode(read).decode())
        return
    say(f"{harmless(f'{read.path}: {read.id}, read as {read.layout_words}')}\n")
    for field in read.fields:
        source = f"  ({harmless(field.source)})" if field.source else ""
        say(f"  {field.name:16} {_shortened(field.value)}{source}")
    say("")
    rule = ""
    width = max((len(piece.words) for piece in read.pieces), default=0)
    for piece in read.pieces:
        words = piece.words if piece.words != rule else ""
        rule = piece.words
        show((f"{piece.line:5}  ", "dim"), (f"{words:{width}}  ", "cyan"), _shortened(piece.text.strip()))
    if read.joined:
        say(f"\n{count(read.joined, 'blank line')} within a sentence removed")
    if read.problems:
        say("")
    for problem in read.problems:
        say(str(problem))


def _shortened(text: str) -> str:
    text = harmless(text)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}\u2026"
