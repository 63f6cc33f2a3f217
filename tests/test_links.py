"""Every link of every page leads somewhere: a link check over the whole site, with nothing but a reader of HTML."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec
import pytest

from generator.build.inputs.project import Project
from generator.build.pipeline import build
from tests.room import PLAIN, Room, files_of

REPOSITORY = Path(__file__).parent.parent
_ADDRESSES = {"href", "src", "action", "data", "poster", "cite", "xlink:href", "formaction"}
_NAMED = {"aria-labelledby", "aria-describedby", "aria-controls", "for", "list", "headers"}  # ids of this page
_IN_STYLE = re.compile(r"url\(\s*['\"]?([^'\")]+)")
# What a page asks for by script, and the bundle that a build without search leaves out.
_WITHOUT_SEARCH = ("search/data/",)
_CALLED = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


class Read(msgspec.Struct, frozen=True):
    """What a page says of places: its links as written, its ids in order, the ids by which its parts name each other."""

    links: tuple[str, ...]
    ids: tuple[str, ...]
    named: tuple[str, ...]
    unclosed: tuple[str, ...]


class _Reader(HTMLParser):
    """Takes links and ids from a page, and tells what was left open."""

    VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr", "col"})
    CLOSED_BY_OTHERS = frozenset(
        {"p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "html", "head", "body"}
    )

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.named: list[str] = []
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._take(attrs)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  the base class names it
        self._take(attrs)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open[-1] != tag and self.open[-1] in self.CLOSED_BY_OTHERS:
            self.open.pop()
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.wrong.append(f"</{tag}> at line {self.getpos()[0]}")

    def _take(self, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in _ADDRESSES and value is not None:
                self.links.append(value)
            elif name == "srcset" and value:
                self.links.extend(part.split()[0] for part in value.split(","))
            elif name in _NAMED and value:
                self.named.extend(value.split())
            elif name == "id":
                self.ids.append(value or "")


def read(page: bytes) -> Read:
    """Read a page."""
    reader = _Reader()
    reader.feed(page.decode("utf-8"))
    reader.close()
    left = [tag for tag in reader.open if tag not in _Reader.CLOSED_BY_OTHERS]
    return Read(tuple(reader.links), tuple(reader.ids), tuple(reader.named), (*reader.wrong, *left))


def faults(files: Mapping[str, bytes], below: str = "") -> Iterator[str]:
    """Yield what is wrong with the links and ids of a site.

    Args:
        files: the site's files by address.
        below: the folders that the site stands in on its host, "" or ``a/b/c/``; a link must never leave them.
    """
    pages = {address: read(data) for address, data in files.items() if address.endswith(".html")}
    for address, page in pages.items():
        yield from (f"{address}: {what} is not closed" for what in page.unclosed)
        yield from (f"{address}: id {name!r} twice" for name in {name for name in page.ids if page.ids.count(name) > 1})
        yield from (f"{address}: names {name!r}, which is not there" for name in {*page.named} - {*page.ids})
        for link in page.links:
            fault = _fault(files, pages, address, link, below)
            if fault:
                yield f"{address}: {link!r} {fault}"
    for address, data in files.items():
        if address.endswith(".css"):
            for link in _IN_STYLE.findall(data.decode("utf-8")):
                fault = _fault(files, pages, address, link, below)
                if fault:
                    yield f"{address}: {link!r} {fault}"


def _fault(files: Mapping[str, bytes], pages: Mapping[str, Read], address: str, link: str, below: str) -> str:
    if _CALLED.match(link):
        return ""
    parts = urlsplit(link)
    if parts.path.startswith("/"):  # the page for what is not found is shown at any depth
        return "" if address == "404.html" else "begins at the host's root"
    path = unquote(parts.path)
    joined = posixpath.normpath(posixpath.join(f"/{below}{posixpath.dirname(address)}", path)) if path else ""
    target = joined.removeprefix(f"/{below}") if path else address
    if joined and not joined.startswith(f"/{below}"):
        return "leaves the site"
    if target.startswith(_WITHOUT_SEARCH):
        return ""
    if target not in files:
        return f"leads to {target}, which is not there"
    fragment = unquote(parts.fragment)
    if fragment and target in pages and fragment not in pages[target].ids:
        return f"leads to a place that {target} does not have"
    return ""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The room of this repository."""
    output = tmp_path_factory.mktemp("links") / "site"
    build(Project(REPOSITORY / "content", output), PLAIN)
    return files_of(output)


def test_every_link_leads_to_a_file_and_every_fragment_to_a_place(site: Mapping[str, bytes]) -> None:
    assert list(faults(site)) == []


def test_links_hold_three_folders_down(site: Mapping[str, bytes]) -> None:
    assert list(faults(site, "a/b/c/")) == []


def test_the_pages_have_links_to_check(site: Mapping[str, bytes]) -> None:
    pages = [read(data) for address, data in site.items() if address.endswith(".html")]

    assert len(pages) > 20
    assert sum(len(page.links) for page in pages) > 20 * len(pages) / 2
    assert any("#" in link for page in pages for link in page.links)


def test_every_page_is_reached_from_the_front_page(site: Mapping[str, bytes]) -> None:
    pages = {address: read(data) for address, data in site.items() if address.endswith(".html")}
    reached: set[str] = set()
    ahead = ["index.html"]
    while ahead:
        address = ahead.pop()
        if address in reached or address not in pages:
            continue
        reached.add(address)
        for link in pages[address].links:
            path = unquote(urlsplit(link).path)
            if path and not _CALLED.match(link):
                ahead.append(posixpath.normpath(posixpath.join(posixpath.dirname(address), path)))

    assert sorted(pages.keys() - reached - {"404.html"}) == []


def test_every_link_of_a_tangled_room_leads_somewhere(tmp_path: Path) -> None:
    """Cables that cite one another in a ring, themselves, what is not there, nobody's post; no date, no id, odd names."""
    room = Room(tmp_path)
    room.cable("07VENSK10", refs=["VENSK 11", "VENSK 10"], text="See ref A, ref Z, para 9, refs A-C; reftel B, para 3.")
    room.cable("07VENSK11", refs=["VENSK 12"], tags="PREL, INDEX, UNDATED", signer="CON")
    room.cable("07VENSK12", refs=["VENSK 10", "07 VENSK 99", "STATE 1234", "SMITH E-MAIL"], text="See 05LINDEMAR77.")
    room.cable("07QQQXX5", refs=["VENSK 10"], signer="INDEX")
    room.cable("07VENSK20", path="cables/a/07VENSK20.txt", text="The shorter.")
    room.cable("07VENSK20", path="cables/b/07VENSK20.txt", text="The longer of two that have one identifier.")
    room.cable("99VENSK50", refs=[f"VENSK {n}" for n in range(100, 130)], tags="A/B, PREL", level="SECRET")
    for number in range(30, 36):
        room.cable(f"07VENSK{number}", tags="PREL, UNDATED, KZ", refs=["VENSK 11"])
    room.put(
        "cables/no date.txt", "UNCLAS VENSK 000013\n\nTAGS: PREL\nSUBJECT: NO DATE\nREF: VENSK 10\n\n1. See ref A.\n"
    )
    room.put("cables/odd <name> & #1.txt", "words")
    room.build()

    assert list(faults(room.site(), "a/b/")) == []


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ('<a href="other.html">x</a>', "leads to sub/other.html, which is not there"),
        ('<a href="/index.html">x</a>', "begins at the host's root"),
        ('<a href="../../index.html">x</a>', "leaves the site"),
        ('<a href="#nowhere">x</a>', "leads to a place that sub/page.html does not have"),
        ('<a href="../index.html#nowhere">x</a>', "leads to a place that index.html does not have"),
        ('<img src="picture.png">', "leads to sub/picture.png, which is not there"),
        ('<p id="one"><p id="one">', "id 'one' twice"),
        ('<p aria-labelledby="here there">', "names 'there', which is not there"),
        ('<svg><use xlink:href="#nowhere"/></svg>', "leads to a place that sub/page.html does not have"),
        ("<div><span></div>", "is not closed"),
    ],
)
def test_a_fault_is_found(page: str, fault: str) -> None:
    files = {"index.html": b'<p id="here">', "sub/page.html": page.encode()}

    assert any(fault in one for one in faults(files, "a/b/c/"))


@pytest.mark.parametrize(
    "page",
    [
        '<a href="../index.html#here">x</a><a href="page.html?q=1#a%20b">x</a><p id="a b">',
        '<a href="https://example.org/x">x</a><a href="mailto:a@example.org">x</a><a href="data:,x">x</a><a href="">x</a>',
    ],
)
def test_what_is_sound_is_passed(page: str) -> None:
    assert list(faults({"index.html": b'<p id="here">', "sub/page.html": page.encode()})) == []
