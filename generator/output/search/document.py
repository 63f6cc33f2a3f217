"""A cable's page -> the words of it that are searched, and its facets. Pure: bytes in, values out.

Two thirds of a page are not searched (navigation, what cites it, envelope, exact source). Leaving them out saves
reading them, and a shard need not be made again when only they changed. Facets are no words: they are kept in columns
(columns.py).

A page is read as Pagefind 1.5 reads one: the same elements are left out, the same end a sentence, and a heading weighs
as much. Of its attributes ``data-pagefind-body``, ``-ignore``, ``-weight`` and ``-meta="name"`` are known, of an owner's
own template too.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Final, NamedTuple

RULE: Final = b"4"  # of all that is read here: another rule, another number, and every shard is made again
BESIDE: Final = "beside"
PLAIN: Final = "1"  # the weight of a word
_TITLE: Final = "<h1 data-pagefind-body"
_TITLE_END: Final = "</h1>"
_TEXT: Final = '<div class="body" data-pagefind-body'
_WORDS: Final = "<p hidden data-pagefind-weight"
_WORDS_END: Final = "</p>"
_FACET: Final = re.compile(r'<span data-pagefind-filter="(\w+)">([^<]*)</span>\s?')
# Possessive: of no sign is it asked twice what it is. What is not closed goes on to the end.
_TAG: Final = re.compile(
    r"""<(?:!--.*?(?:-->|\Z)|![^>]*(?:>|\Z)|"""
    r"""(/?)([a-zA-Z][^\s/>]*+)((?:[^>"'=]|=\s*+(?:"[^"]*+"|'[^']*+')?+|["'])*+)(?:>|\Z))""",
    re.DOTALL,
)
_RAW: Final = ("script", "style")
_PARAGRAPH: Final = re.compile(r'\sid="(p\d[^"]*|beside)"')
_ATTRIBUTE: Final = re.compile(r'\sdata-pagefind-(body|ignore|weight|meta)(?:="([^"]*)")?')
_ENDS_A_WORD: Final = re.compile(r"""[\w'")$*]""")
_SENTENCES: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "p", "td", "div", "ul", "li", "article", "section"))
_LEFT_OUT: Final = frozenset(
    ("head", "style", "script", "noscript", "label", "form", "svg", "footer", "nav", "iframe", "template")
)
_VOID: Final = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_HEADINGS: Final = {"h1": "7", "h2": "6", "h3": "5", "h4": "4", "h5": "3", "h6": "2"}
_UNSEEN: Final = re.compile("[\u200b\ufeff]")  # no spaces to us, but some browsers part words there


class Document(NamedTuple):
    """What is searched of a cable.

    words are those of the title, the text, and what stands beside it (ids, tags), as they stand. weights tells from which
    place on words weigh how much; anchors before which word a paragraph begins; meta what is told with a hit; facets the
    values of each.
    """

    words: Sequence[str]
    weights: Sequence[tuple[int, str]]
    anchors: Sequence[tuple[str, int]]
    meta: Mapping[str, str]
    facets: Mapping[str, tuple[str, ...]]


def document_of(page: bytes) -> Document:
    """Read a page.

    The words beside the text get the anchor ``beside``: who is found by them is led to no paragraph. Of a page that is
    not laid out as ours the parts marked ``data-pagefind-body`` are read, the whole where none is.
    """
    html = page.decode("utf-8", "replace")
    facets: dict[str, tuple[str, ...]] = {}
    for name, value in _FACET.findall(html):
        facets[name] = (*facets.get(name, ()), unescape(value))
    reader = _Reader()
    for part in _parts(html):
        reader.read(part)
    words, weights, anchors = reader.done()
    if "title" not in reader.meta and (title := _inside(html, "h1") or _inside(html, "title")):
        reader.meta["title"] = title
    return Document(words, weights, anchors, dict(sorted(reader.meta.items())), facets)


def _inside(html: str, name: str) -> str:
    """Return the text of the first element of a name, "" if there is none."""
    start = html.find(f"<{name}")
    end = html.find(f"</{name}>", start)
    text = html[html.find(">", start) + 1 : end] if 0 <= start < end else ""
    return " ".join(_UNSEEN.sub("", unescape(_TAG.sub("", text))).split())


def _parts(html: str) -> Iterator[str]:
    title, body, words = html.find(_TITLE), html.find(_TEXT), html.rfind(_WORDS)
    title_end, words_end = html.find(_TITLE_END, title), html.find(_WORDS_END, words)
    if min(title, body, words, title_end, words_end) < 0 or not title_end < body < words:
        yield from _bodies(html)
        return
    yield html[title : title_end + len(_TITLE_END)]
    yield _FACET.sub("", html[body:words])
    yield f'<p id="{BESIDE}"{html[words + len("<p hidden") : words_end + len(_WORDS_END)]}'


def _bodies(html: str) -> Iterator[str]:
    """Yield the parts of a page that are marked, each with all that is in it."""
    depth, since = 0, 0
    name = ""
    found = False
    for tag in _TAG.finditer(html):
        closes, element, attributes = tag.group(1, 2, 3)
        if depth and element == name:
            depth += -1 if closes else 1
            if not depth:
                yield html[since : tag.end()]
        elif not depth and element and not closes and "data-pagefind-body" in attributes:
            depth, since, name, found = 1, tag.start(), element, True
    if depth:
        yield html[since:]
    if not found:
        yield html


class _Reader:
    """Reads tag by tag."""

    def __init__(self) -> None:
        self.meta: dict[str, str] = {}
        self._words: list[str] = []
        self._weights: list[tuple[int, str]] = []
        self._anchors: list[tuple[str, int]] = []
        self._pieces: list[str] = []  # of the text since the last anchor or change of weight
        self._last = " "  # the last sign of the text
        self._telling: list[list[str]] = []  # of each open element whose text is told, that text

    def read(self, html: str) -> None:
        """Read one part; what it leaves open ends with it."""
        # Of each element that is open: its name, whether it is left out, its weight, the name under which its text is
        # told, and that text.
        opened: list[tuple[str, bool, str, str, list[str]]] = []
        out, weight = False, PLAIN
        self._weigh(PLAIN)
        names: Counter[str] = Counter()
        at = 0
        while tag := _TAG.search(html, at):
            self._take(html[at : tag.start()], out=out)
            at = tag.end()
            closes, name, attributes = tag.group(1, 2, 3)
            if not name:
                continue
            name = name.lower()
            if closes:
                if not names[name]:
                    continue
                while opened:
                    ended = opened.pop()
                    names[ended[0]] -= 1
                    self._end(ended, out=out)
                    out, weight = (opened[-1][1], opened[-1][2]) if opened else (False, PLAIN)
                    self._weigh(weight)
                    if ended[0] == name:
                        break
                continue
            told = dict(_ATTRIBUTE.findall(attributes)) if "data-pagefind" in attributes else {}
            left = out or name in _LEFT_OUT or ("ignore" in told and "body" not in told)
            if not left and (anchor := _PARAGRAPH.search(attributes)):
                self._part()
                self._anchors.append((anchor[1], len(self._words)))
            if name in _VOID or attributes.endswith("/"):
                self._say(" " if name == "br" and not left else "")
                continue
            opened.append((name, left, _weight_of(told, name, weight), self._told_as(told, name), []))
            names[name] += 1
            if opened[-1][3]:
                self._telling.append(opened[-1][4])
            if name in _RAW:
                end = html.find(f"</{tag[2]}", at)
                at = end if end >= 0 else len(html)
            out, weight = left, opened[-1][2]
            if name in _SENTENCES and not left:
                self._say(" ")
            self._weigh(weight)
        self._take(html[at:], out=out)
        while opened:
            self._end(opened.pop(), out=out)
            out = opened[-1][1] if opened else False

    def done(self) -> tuple[list[str], list[tuple[int, str]], list[tuple[str, int]]]:
        """Return words, weights and anchors."""
        self._part()
        return self._words, [one for one in self._weights if one[0] < len(self._words)], self._anchors

    def _told_as(self, told: Mapping[str, str], name: str) -> str:
        """Return under which name the text of an element is told, "" for none; what stands in its attribute is told here."""
        meta, _, literal = told.get("meta", "").partition(":")
        if meta and literal:
            self.meta[meta] = unescape(literal)
            return ""
        return meta or ("title" if name == "h1" else "")

    def _take(self, text: str, *, out: bool) -> None:
        if not text:
            return
        if not out:
            self._say(text)
        for told in self._telling:
            told.append(text)

    def _end(self, ended: tuple[str, bool, str, str, list[str]], *, out: bool) -> None:
        name, _, _, meta, text = ended
        if meta:
            self._telling.pop()
        if meta and (told := " ".join(_UNSEEN.sub("", unescape("".join(text))).split())):
            if meta != "title" or name != "h1":
                self.meta[meta] = told
            else:
                self.meta.setdefault(meta, told)
        if name in _SENTENCES and not out:
            self._say(". " if _ENDS_A_WORD.match(self._last) else " ")

    def _say(self, text: str) -> None:
        if text:
            self._pieces.append(text)
            self._last = text[-1]

    def _weigh(self, weight: str) -> None:
        if not self._weights or self._weights[-1][1] != weight:
            self._part()
            place = len(self._words)
            if self._weights and self._weights[-1][0] == place:
                self._weights.pop()
            if not self._weights or self._weights[-1][1] != weight:
                self._weights.append((place, weight))

    def _part(self) -> None:
        """Part words here."""
        if self._pieces:
            self._words += _UNSEEN.sub("", unescape("".join(self._pieces))).split()
            self._pieces.clear()
        self._last = " "


def _weight_of(told: Mapping[str, str], name: str, around: str) -> str:
    """Return the weight of an element's words: its own, else that of a heading, unless one is given around it."""
    given = unescape(told.get("weight", "")).split()
    return given[0] if given else _HEADINGS.get(name, around) if around == PLAIN else around
