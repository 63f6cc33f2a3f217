"""The owner's pages: each by itself, folders of them with an index, and the addresses that lead to them. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from generator.corpus import Corpus
from generator.language import ENGLISH, Catalogue, message
from generator.markdown import Essay
from generator.pages.cable.view import link_to
from generator.pages.own_words import link_cables
from generator.pages.page import Page
from generator.pages.views import DossierView, EssayView, MovedView

# First parts of the addresses that the program gives its own pages: a folder of the owner's in one of them has no index.
OWN_FOLDERS = frozenset(
    {
        "assets", "cable", "caption", "changes", "check-citations", "classification", "collection", "compare", "coverage",
        "data", "date", "glossary", "list", "origin", "pdf", "reference", "search", "signer", "sitemap", "tag",
    }
)  # fmt: skip
_PART = 2
_CONTENTS_FROM = 5
_INDEX = "index.html"
_TITLES = {"dossier/index.html": message("Dossiers")}  # of folders whose index the owner did not write


def own_pages(essays: Sequence[Essay], plain: frozenset[str], corpus: Corpus, *, pdf: bool = False) -> Iterator[Page]:
    """Yield the owner's pages, an index for each folder of them that has none, and a page at each old address.

    plain are the addresses of the owner's files that are no Markdown; pdf says whether dossiers are printed.
    """
    listed = _listed(essays, corpus.vocabulary.words)
    titles = {address: title for entries in listed.values() for title, address, _ in entries}
    listed.pop(_INDEX, None)
    for essay in essays:
        parts = tuple((one.text, one.anchor) for one in essay.headings if one.level == _PART)
        headings = parts if len(parts) >= _CONTENTS_FROM else ()
        html = link_cables(essay.html, essay.address, corpus)
        crumbs = _crumbs(essay.address, titles)
        pages = listed.get(essay.address, ())
        language = other_language(essay, corpus.vocabulary.words)
        shown = (essay.title, essay.description, html, headings, crumbs, pages, essay.draft, language)
        if essay.is_dossier:
            dossier = DossierView(
                *shown,
                essay.address,
                cited=tuple((link_to(corpus, cable), citation) for cable, citation in essay.cited),
                pdf_address=essay.address.removesuffix("html") + "pdf" if pdf else "",
                printed=essay.printed if pdf else (),
                excerpts=essay.excerpts if pdf else (),
            )
            yield Page(essay.address, "dossier.html", dossier, claimed_by=essay.path)
        else:
            yield Page(essay.address, "essay.html", EssayView(*shown), claimed_by=essay.path)
        for alias in essay.aliases:
            yield Page(alias, "moved.html", MovedView(essay.title, essay.address), claimed_by=essay.path)
    there = {essay.address for essay in essays} | plain
    for address, entries in listed.items():
        if address not in there:
            view = EssayView(titles[address], "", "", (), _crumbs(address, titles), entries)
            yield Page(address, "essay.html", view, claimed_by=f"the index of pages/{address.removesuffix(_INDEX)}")


def dossiers_of(essays: Sequence[Essay], corpus: Corpus) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return title and address of the dossiers that name each held cable, by its id, in the order of titles."""
    found: dict[str, list[tuple[str, str]]] = {}
    for essay in sorted(essays, key=lambda one: (one.title, one.address)):
        if essay.is_dossier:
            for cable in dict.fromkeys(map(corpus.holdings.known, essay.cables)):
                found.setdefault(cable or "", []).append((essay.title, essay.address))
    return {cable: tuple(titles) for cable, titles in found.items() if cable}


def other_language(essay: Essay | None, words: Catalogue) -> str:
    """Return the language of a page of the owner's, "" where it is that of the room."""
    return essay.language if essay and essay.language != words.language else ""


def own_links(essays: Sequence[Essay], words: Catalogue = ENGLISH) -> tuple[tuple[str, str], ...]:
    """Return title and address of the owner's pages, those with an order first, then by title; a folder is one entry."""
    return tuple((title, address) for title, address, _ in _listed(essays, words).get(_INDEX, ()))


def own_addresses(essays: Sequence[Essay]) -> Iterator[str]:
    """Yield the addresses of the owner's pages, and of the indexes of their folders."""
    yield from dict.fromkeys((*(essay.address for essay in essays), *(one for one in _listed(essays) if one != _INDEX)))


_Entry = tuple[str, str, str]  # title, address, description


def _listed(essays: Sequence[Essay], words: Catalogue = ENGLISH) -> dict[str, tuple[_Entry, ...]]:
    """Return what each folder's index lists, in order, by its address; index.html lists what no other does."""
    by_address = {essay.address: essay for essay in essays}
    folders: dict[str, dict[str, tuple[bool, int, str, str]]] = {}

    def enter(address: str) -> None:
        folder = address.removesuffix(f"/{_INDEX}") if address.endswith(f"/{_INDEX}") else address
        above = folder.rpartition("/")[0]
        first = above.partition("/")[0]
        index = f"{above}/{_INDEX}" if above and first not in OWN_FOLDERS else _INDEX
        essay = by_address.get(address)
        named = folder.rpartition("/")[2].replace("-", " ").replace("_", " ").capitalize()
        title = essay.title if essay else words.say(_TITLES.get(address, named))
        order = essay.order if essay else None
        folders.setdefault(index, {})[address] = (order is None, order or 0, title, essay.description if essay else "")
        if index != _INDEX:
            enter(index)

    for essay in essays:
        enter(essay.address)
    return {
        index: tuple(
            (title, address, described)
            for address, (_, _, title, described) in sorted(entries.items(), key=lambda one: (one[1][:3], one[0]))
        )
        for index, entries in folders.items()
    }


def _crumbs(address: str, titles: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return title and address of the indexes above a page, the widest first."""
    folders = address.removesuffix(f"/{_INDEX}").split("/")[:-1]
    indexes = [f"{'/'.join(folders[: at + 1])}/{_INDEX}" for at in range(len(folders))]
    return tuple((titles[index], index) for index in indexes if index in titles)
