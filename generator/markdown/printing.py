"""Markdown that is set -> its blocks for paper. Keeps every word; of links the words, of pictures what is said of them."""

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from generator.markdown.model import PrintBlock
from generator.markdown.quotations import QUOTED

NAMED = "cable"  # the style of a cable that the text names, which print has in the language of the room
_STYLES = {"em_open": "em", "strong_open": "strong"}
_TEXTS = frozenset({"text", "text_special", "html_inline"})
_WHOLE = {"fence": "code", "code_block": "code", "hr": "rule"}
_NESTS = ("bullet_list", "ordered_list", "blockquote")


def print_blocks(tokens: Sequence[Token]) -> tuple[PrintBlock, ...]:
    """Return the blocks of a text; quotations of cables keep their numbers."""
    text = _Text()
    return tuple(block for token in tokens for block in text.take(token))


class _Text:
    """A text on its way to paper: what is open at a place of it."""

    def __init__(self) -> None:
        self._lists: list[int | None] = []  # the number of the last item of each, None for a list without numbers
        self._label, self._heading, self._depth = "", 0, 0
        self._cells: list[tuple[str, str]] | None = None

    def take(self, token: Token) -> Iterator[PrintBlock]:
        """Yield the blocks that end with a token."""
        name = token.type
        if name.startswith(_NESTS):
            self._nest(token)
        elif name == "list_item_open":
            last = self._lists[-1]
            self._lists[-1] = None if last is None else last + 1
            self._label = "\u2013" if last is None else f"{last + 1}."
        elif name in {"heading_open", "heading_close"}:
            self._heading = int(token.tag[1]) if token.nesting > 0 else 0
        elif name == "footnote_open":
            self._label = f"[{int(token.meta['id']) + 1}]"
        elif name == "tr_open":
            self._cells = []
        elif name == "tr_close":
            yield PrintBlock("row", tuple(self._cells or ()))
            self._cells = None
        elif name in _WHOLE:
            text = token.content.rstrip("\n")
            yield PrintBlock(_WHOLE[name], ((text, "code"),) if text else (), self._depth)
        elif name == "inline":
            yield from self._inline(tuple(_runs(token)))

    def _nest(self, token: Token) -> None:
        self._depth += token.nesting
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            self._lists.append(int(token.attrGet("start") or 1) - 1 if token.type == "ordered_list_open" else None)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            self._lists.pop()

    def _inline(self, runs: tuple[tuple[str, str], ...]) -> Iterator[PrintBlock]:
        if self._cells is not None:
            self._cells += [*([("\u2003", "")] if self._cells else []), *runs]
        elif len(runs) == 1 and runs[0][1] == QUOTED:
            yield PrintBlock("quotation", depth=self._depth, number=int(runs[0][0]))
        elif self._heading:
            yield PrintBlock("heading", runs, self._heading)
        elif runs:
            yield PrintBlock("item" if self._label else "paragraph", runs, self._depth, self._label)
            self._label = ""


def _runs(token: Token) -> Iterator[tuple[str, str]]:
    style = ""
    for child in token.children or ():
        name = child.type
        if name in _STYLES:
            style = _STYLES[name]
        elif name in {"em_close", "strong_close"}:
            style = ""
        elif name == "link_open":
            linked = child.attrGet("data-wanted") or child.attrGet("data-named")
            style = NAMED if linked else style
        elif name == "link_close":
            style = "" if style == NAMED else style
        elif name in _TEXTS and child.content:
            yield child.content, style
        elif name == "code_inline":
            yield child.content, "code"
        elif name == "image":
            yield child.content, "em"
        elif name == "softbreak":
            yield " ", style
        elif name == "hardbreak":
            yield "\n", style
        elif name == "footnote_ref":
            yield f"[{int(child.meta['id']) + 1}]", ""
        elif name == QUOTED:
            yield str(child.meta["number"]), QUOTED
