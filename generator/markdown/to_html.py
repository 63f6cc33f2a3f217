"""One text of Markdown -> HTML, with its headings and links.

HTML in Markdown is shown as text, never let through; a link that would run something is left as text and reported.
"""

import re
from collections.abc import Iterator, MutableMapping
from functools import cache
from itertools import pairwise
from typing import Any
from urllib.parse import quote, unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from generator.markdown.model import LONGEST_NAME, Heading, OwnLink, Quotation, page_place
from generator.markdown.quotations import QUOTED, read_quotations
from generator.problems import Problem, Where, problem_at

_OUTSIDE = re.compile(r"(?:https?:|mailto:|//|#)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_SCHEME = re.compile(r"\s*[a-z][a-z0-9+.-]*:", re.IGNORECASE)
PARAGRAPH = re.compile(r"(?P<anchor>p[0-9][0-9a-z.]*)")
_NOT_IN_ANCHORS = re.compile(r"[^\w-]+")
ANCHORS_OF_THE_PAGE = ("main", "find")  # anchors that the page round the text has already


class MarkdownText:
    """One text of Markdown on its way to HTML: what must be known of the page it will stand on."""

    def __init__(
        self, path: str, address: str, body: str, skipped: int, problems: list[Problem], prefix: str = "",
        quotations: list[Quotation] | None = None,
    ) -> None:  # fmt: skip
        """Read a text.

        Args:
            path: of its file, for problems.
            address: of the page that will show it.
            body: the text itself.
            skipped: how many lines of the file stand before it.
            problems: where to add what is wrong with it.
            prefix: begins the anchors of this text, where several are on one page.
            quotations: those of texts before it in the file, to which its own are added.
        """
        # docId keeps the footnotes of several notes on one page apart.
        self.env: MutableMapping[str, Any] = {"docId": prefix} if prefix else {}
        self.tokens = markdown_reader().parse(body, self.env)
        self.path = path
        self.root = "../" * address.count("/")
        self.skipped = skipped
        self.problems = problems
        self.prefix = prefix
        self.links: list[OwnLink] = []
        self.quotations: list[Quotation] = [] if quotations is None else quotations
        self.cables: list[str] = []  # ids that the text names

    def take_title(self) -> str:
        """Take the heading of the first level that opens the text out of it and return it, or ""."""
        if len(self.tokens) < 3 or self.tokens[0].tag != "h1":
            return ""
        title = _plain(self.tokens[1])
        del self.tokens[:3]
        return title

    def to_html(self) -> tuple[str, tuple[Heading, ...]]:
        """Return the text as HTML, and its headings."""
        headings = self._name_headings()
        for token in self.tokens:
            for child in token.children or ():
                self._mend_link(child, token)
            if token.type == "inline":
                self._report_refused(token)
                token.children = list(self._name_cables(token))
                self._number_quotations(token)
        markdown = markdown_reader()
        return str(markdown.renderer.render(self.tokens, markdown.options, self.env)), headings

    def _name_headings(self) -> tuple[Heading, ...]:
        headings: list[Heading] = []
        taken = dict.fromkeys(ANCHORS_OF_THE_PAGE, 1)
        for opening, inline in pairwise(self.tokens):
            if opening.type != "heading_open":
                continue
            text = _plain(inline)
            level = int(opening.tag[1])
            if level == 1:
                self.problems.append(problem_at("E004", self._where(opening), title=text))
            anchor = _anchor(f"{self.prefix} {text}" if self.prefix else text, taken)
            opening.attrSet("id", anchor)
            headings.append(Heading(level, text, anchor))
        return tuple(headings)

    def _mend_link(self, token: Token, around: Token) -> None:
        name = {"link_open": "href", "image": "src"}.get(token.type)
        target = token.attrGet(name) if name else None
        if name is None or not isinstance(target, str):
            return
        if name == "src" and _ELSEWHERE.match(target):
            self.problems.append(problem_at("E011", self._where(around), detail=target))
        if _OUTSIDE.match(target) and not target.startswith("#"):
            return
        if target != "#withheld":
            before, _, behind = target.partition("#")
            self.links.append(OwnLink(before, behind, self._where(around).line))
        if target.startswith("#"):
            return
        place, mark, anchor = target.partition("#")
        if place.startswith("/"):
            place = self.root + place.lstrip("/")
            place += "index.html" if not place or place.endswith("/") else ""
        if place.endswith(".md"):
            short = len(place) < LONGEST_NAME
            place = place.removesuffix(".md") + ".html" if short else quote(page_place(unquote(place)))
        token.attrSet(name, place + mark + anchor)

    def _report_refused(self, token: Token) -> None:
        for child in token.children or ():
            for found in _REFUSED.finditer(child.content) if child.type == "text" else ():
                self.problems.append(problem_at("E003", self._where(token), target=found["target"]))

    def _name_cables(self, token: Token) -> Iterator[Token]:
        """Yield what is within a piece of text, each identifier of a cable in it as a link that has no address yet."""
        within = 0
        for child in token.children or ():
            within += child.nesting if child.type in {"link_open", "link_close"} else 0
            if within or child.type != "text":
                yield child
                continue
            end = 0
            for found in _NAMED.finditer(child.content):
                wanted = found["wanted"]
                yield _text(child, child.content[end : found.start()])
                name = f"{wanted or found['bare']}{found['anchor'] or ''}"
                yield Token("link_open", "a", 1, attrs={"data-wanted" if wanted else "data-named": name})
                anchor = found["anchor"] or ""
                paragraph = f", paragraph {anchor[2:]}" if PARAGRAPH.fullmatch(anchor[1:]) else ""
                yield _text(child, f"{wanted or found['bare']}{paragraph}")
                yield Token("link_close", "a", -1)
                end = found.end()
                self.cables.append(wanted or found["bare"])
                if wanted:
                    self.links.append(OwnLink(wanted, anchor[1:], self._where(token).line, cable=True))
            yield _text(child, child.content[end:])

    def _number_quotations(self, token: Token) -> None:
        for child in token.children or ():
            if child.type == QUOTED:
                line, cable, anchor = self._where(token).line, str(child.meta["cable"]), str(child.meta["anchor"])
                child.meta["number"] = len(self.quotations)
                self.quotations.append(Quotation(cable, anchor, child.content, line))
                self.links.append(OwnLink(cable, anchor, line, cable=True))
                self.cables.append(cable)

    def _where(self, token: Token) -> Where:
        return Where(self.path, token.map[0] + 1 + self.skipped if token.map else None)


# A cable as [[07ASTANA1061]] or [[07ASTANA1061#p4]], or its identifier alone.
_NAMED = re.compile(
    r"\[\[(?P<wanted>[0-9]{2}[A-Z]{2,20}[0-9]{1,7})(?P<anchor>#[\w.-]+)?\]\]|(?<![\w/.#-])(?P<bare>[0-9]{2}[A-Z]{2,20}[0-9]{1,7})(?![\w-])"
)
# What markdown-it leaves of a link whose target it was told to refuse.
_REFUSED = re.compile(r"\]\(\s*<?(?P<target>[A-Za-z][A-Za-z0-9+.-]*:[^)\s>]*)")


class _Markdown(MarkdownIt):
    """Markdown in which a link names a page, an address of the web or a mailbox, and nothing that could run."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        return bool(_OUTSIDE.match(url)) or not _SCHEME.match(url)


@cache
def markdown_reader() -> MarkdownIt:
    """Return the reader of all texts of the owner's."""
    markdown = _Markdown("commonmark", {"html": False})
    markdown.enable("table").use(footnote_plugin).use(read_quotations)
    # Filled once the cables are known (pages/own_words.py).
    markdown.add_render_rule(QUOTED, lambda _, tokens, at, *__: f'<q data-quoted="{tokens[at].meta["number"]}"></q>')
    # A wide table scrolls in a frame of its own, which the keyboard can reach.
    markdown.add_render_rule(
        "table_open", lambda *_: '<div class="scroll" role="group" aria-label="Table" tabindex="0">\n<table>\n'
    )
    markdown.add_render_rule("table_close", lambda *_: "</table>\n</div>\n")
    return markdown


def _text(model: Token, content: str) -> Token:
    """Return a token of text that stands where another stood."""
    return Token("text", "", 0, content=content, level=model.level)


def _plain(inline: Token) -> str:
    kinds = {"text", "code_inline", "text_special"}
    return "".join(child.content for child in inline.children or () if child.type in kinds).strip()


def _anchor(text: str, taken: dict[str, int]) -> str:
    """Return an anchor that is not taken, and take it; taken has the last number given to each."""
    anchor = stem = _NOT_IN_ANCHORS.sub("-", text.lower()).strip("-") or "part"
    number = taken.get(stem, 0)
    while anchor in taken:
        number += 1
        anchor = f"{stem}-{number}"
    taken[stem] = max(number, 1)
    taken.setdefault(anchor, 1)
    return anchor
