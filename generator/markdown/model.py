"""What becomes of the owner's Markdown: an Essay or Notes, as values."""

import hashlib

import msgspec

from generator.problems import Problem

DOSSIERS = "dossiers"  # a folder of the content
LONGEST_NAME = 255  # bytes of the name of a file, on the disks that are usual
_KEPT_OF_NAME = 200  # bytes of a longer one


class Heading(msgspec.Struct, frozen=True):
    """A heading of an essay: level 2 to 6, its text without marks, and its anchor, unique on the page."""

    level: int
    text: str
    anchor: str


class OwnLink(msgspec.Struct, frozen=True):
    """A link or a picture in a text of the owner's that leads into the site.

    target is the address as written, relative to the page or, with ``/`` before it, to the root; or, where cable is set,
    that cable's id, as in ``[[07ASTANA1061]]``. anchor is what stands behind ``#``; line counts from 1 in the file.
    """

    target: str
    anchor: str
    line: int | None
    cable: bool = False


class Quotation(msgspec.Struct, frozen=True):
    """Words of a cable in a text of the owner's: id and anchor of the paragraph as written, "" for any; the words as written.

    line counts from 1 in the file.
    """

    cable: str
    anchor: str
    words: str
    line: int | None


class Excerpt(msgspec.Struct, frozen=True):
    """A quotation with its cable: the cable's id, the paragraph's anchor, the words of the cable, how to cite them.

    text "" is a quotation whose words are not in the cable; an excerpt without an id is of a cable that the room does not have.
    """

    cable: str
    anchor: str
    text: str
    citation: str

    @property
    def named(self) -> str:
        """Return cable and paragraph in words, as a link has them."""
        return f"{self.cable}, paragraph {self.anchor[1:]}" if self.anchor else self.cable


class PrintBlock(msgspec.Struct, frozen=True):
    """A block of a text on paper: runs are (text, style), style "", "em", "strong", "code" or "cable".

    kind is "heading", "paragraph", "item", "code", "row" (of a table), "rule" or "quotation"; depth is the level of a
    heading, or how many lists or quotations it is within; label what stands before an item. number is that of the quotation
    where it is one that stands apart; within a run, style "quotation" has the number as its text.
    """

    kind: str
    runs: tuple[tuple[str, str], ...] = ()
    depth: int = 0
    label: str = ""
    number: int = 0


class Essay(msgspec.Struct, frozen=True):
    """A page of the owner's, or a dossier.

    path is the file in the content folder, address the page's place in the site (``pages/about.md`` -> ``about.html``,
    ``dossiers/floods.md`` -> ``dossier/floods.html``).
    order is the place among the owner's pages, None after those that have one. html is safe to print as it is; it
    does not hold the title. withheld are the numbers of the rules that found something once the text was set. Cables that
    the text names are links without an address in html until ``pages/own_words.py`` gives them one; links are all others.
    named says that the title is the owner's and not the file's name; draft that no build makes the page; aliases are
    addresses of the past that lead to it. quotations stand in html as places that ``pages/own_words.py`` fills; cables are
    the ids of all cables that it names, as written; printed is the text for paper, of a dossier alone. excerpts, one for
    each quotation, and cited, the id and citation of each cable that a dossier names, are known with the cables only.
    language is the tag of BCP 47 of title and text, "" for the language of the room.
    """

    path: str
    address: str
    title: str
    order: int | None
    description: str
    html: str
    headings: tuple[Heading, ...]
    problems: tuple[Problem, ...]
    withheld: tuple[int, ...] = ()
    links: tuple[OwnLink, ...] = ()
    named: bool = True
    draft: bool = False
    aliases: tuple[str, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    cables: tuple[str, ...] = ()
    printed: tuple[PrintBlock, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()
    cited: tuple[tuple[str, str], ...] = ()
    language: str = ""

    @property
    def is_dossier(self) -> bool:
        """Say whether it is a dossier."""
        return self.path.startswith(f"{DOSSIERS}/")


class Note(msgspec.Struct, frozen=True):
    """The owner's words beside a cable: anchor is the paragraph's (``p4``), "" for a note on the whole cable.

    line is that of the heading ``## p4``, None for a note on the whole cable.
    """

    anchor: str
    html: str
    line: int | None = None


class Notes(msgspec.Struct, frozen=True):
    """All notes of one file. id is the cable's, taken from the file's name; withheld and language as in Essay."""

    path: str
    id: str
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]
    withheld: tuple[int, ...] = ()
    links: tuple[OwnLink, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    language: str = ""


def own_address(path: str) -> str:
    """Return where a file of content/pages or content/dossiers is in the site: ``dossiers/a.jpg`` -> ``dossier/a.jpg``."""
    folder, _, name = path.partition("/")
    address = f"dossier/{name}" if folder == DOSSIERS else name
    return page_place(address) if address.endswith(".md") else address


def page_place(place: str) -> str:
    """Return where the page of a Markdown file is: ``a/b.md`` -> ``a/b.html``; a name too long for a file is cut short."""
    folder, slash, name = place.removesuffix(".md").rpartition("/")
    whole = name.encode("utf-8", "surrogatepass")
    if len(whole) + len(".html") > LONGEST_NAME:
        cut = whole[:_KEPT_OF_NAME].decode("utf-8", "ignore")
        name = f"{cut}-{hashlib.sha256(whole).hexdigest()[:8]}"
    return f"{folder}{slash}{name}.html"
