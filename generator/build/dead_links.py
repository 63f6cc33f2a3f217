"""Links in the owner's pages, notes, translations and templates that lead nowhere in the site (E008). Writes nothing.

Plans pages only until every link has a target; computes the address of a cable without planning its page.
"""

import posixpath
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from urllib.parse import unquote

import msgspec

from generator.build.inputs.inputs import Inputs
from generator.build.inputs.orphan_notes import meant_cable, nearest_paragraph
from generator.build.inputs.project import Project
from generator.build.plan.contents import claims_of, contents_of, writes_json
from generator.build.work.manifest import ADDRESS as MANIFEST
from generator.build.work.static_files import static_files
from generator.corpus import Corpus, Facts
from generator.markdown import ANCHORS_OF_THE_PAGE, Essay, Notes, OwnLink
from generator.markdown.collections import Collection
from generator.markdown.model import page_place
from generator.pages.addresses import cable_page
from generator.pages.data.schema import RECORDS, TABLE
from generator.pages.site_plan import missing_pages, other_parts
from generator.problems import Problem, Where, nearest, problem_at
from generator.system.listing import scan
from generator.system.reading import read

_PARAGRAPH = re.compile(r"p[0-9]")
_FROM_ROOT = re.compile(r"(?:href|src|action)=\"{{ ?root ?}}(?P<target>[^\"{}]*)\"")
_TEMPLATES = (".html", ".jinja")
_ENDING = re.compile(r"(?:\.message)?\.(?P<ending>html|txt|pdf|json)\Z")


class _Wanted(msgspec.Struct, frozen=True):
    """A link: the file that has it, as a path in the content folder; its address in the site; and its text."""

    path: str
    address: str
    link: OwnLink


def dead_links(project: Project, inputs: Inputs, corpus: Corpus, *, pdf: bool) -> Iterator[Problem]:
    """Report each link of the owner that leads to no page, file, cable or paragraph (E008), without the content folder's path.

    pdf says whether each cable has a PDF.
    """
    wanted = [*_wanted(inputs), *_in_templates(project.templates)]
    yield from _unknown_cables(wanted, corpus)
    into_site = [one for one in wanted if not one.link.cable]
    if not into_site:
        return
    cables = _linked_cables(into_site, corpus)
    json = writes_json(inputs, len(corpus.cables))
    open_ = {one.address for one in into_site} - cables.keys()
    open_ -= {RECORDS, TABLE, MANIFEST, *inputs.own_addresses}
    for address in _addresses(project, inputs, corpus, pdf=pdf):
        if not open_:
            break
        open_.discard(address)
    anchors = {one.address: {*ANCHORS_OF_THE_PAGE, *(part.anchor for part in one.headings)} for one in inputs.essays}
    for one in into_site:
        facts = cables.get(one.address)
        if one.address in open_ or (facts is not None and not _is_made(one.address, facts, pdf=pdf, json=json)):
            near = nearest(one.address, inputs.own_addresses)
            yield _dead(one, f"; did you mean /{near}?" if near else "")
        elif facts is not None:
            yield from _dead_paragraph(one, facts)
        elif one.link.anchor and one.address in anchors and one.link.anchor not in anchors[one.address]:
            near = nearest(one.link.anchor, anchors[one.address], 0.6)
            yield _dead(one, f"; did you mean #{near}?" if near else "; the page has no such heading")


def _wanted(inputs: Inputs) -> Iterator[_Wanted]:
    texts: list[tuple[Essay | Notes | Collection, str]] = [(one, one.address) for one in inputs.essays]
    texts += [(inputs.front, "index.html")] if inputs.front else []
    texts += [(one, cable_page(one.id)) for one in inputs.notes.values()]
    texts += [(one.text, cable_page(one.text.id)) for several in inputs.translations.values() for one in several]
    texts += [(one, one.address) for one in inputs.collections]
    for text, address in texts:
        for link in text.links:
            yield _Wanted(text.path, _place(link.target, address), link)


def _in_templates(folders: Sequence[Path]) -> Iterator[_Wanted]:
    """Yield the links of the owner's templates that are written in full and begin at the root of the site.

    Leaves out the links of the program's own templates: a page may exist only under conditions that a copy repeats.
    """
    *own, packaged = folders
    known = {link.target for _, link in _from_root(packaged)} if own else set()
    for folder in own:
        for name, link in _from_root(folder):
            if link.target not in known:
                yield _Wanted(f"../templates/{name}", _place(f"/{link.target}", ""), link)


def _from_root(folder: Path) -> Iterator[tuple[str, OwnLink]]:
    for found in scan(folder):
        text = read(folder / found.path).decode("utf-8", "replace") if found.path.endswith(_TEMPLATES) else ""
        for line, words in enumerate(text.splitlines(), 1):
            for link in _FROM_ROOT.finditer(words):
                target, _, anchor = link["target"].partition("#")
                yield found.path, OwnLink(target, anchor, line)


def _place(target: str, address: str) -> str:
    """Return the address in the site that a link on a page leads to; "../…" for one that leads out of it."""
    path = unquote(target.partition("?")[0])
    if not path:
        return address
    place = posixpath.normpath(posixpath.join("/", posixpath.dirname(address), path).removeprefix("/") or ".")
    place = "" if place == "." else place
    if place.endswith(".md"):
        return page_place(place)
    return posixpath.join(place, "index.html") if path.endswith("/") or not place else place


def _unknown_cables(wanted: Sequence[_Wanted], corpus: Corpus) -> Iterator[Problem]:
    for one in wanted:
        if not one.link.cable:
            continue
        cable = corpus.holdings.known(one.link.target)
        if cable is None:
            near = meant_cable(one.link.target, corpus)
            yield _dead(one, f"; did you mean {near}?" if near else "; the room does not have this cable")
        else:
            yield from _dead_paragraph(one, corpus.cables[corpus.positions[cable]])


def _linked_cables(wanted: Sequence[_Wanted], corpus: Corpus) -> dict[str, Facts]:
    """Return the cables whose files links lead to, by the address of the link."""
    stems = {one.address: _ENDING.sub("", one.address) for one in wanted if one.address.startswith("cable/")}
    if not stems:
        return {}
    looked = set(stems.values())
    found = {stem: one for one in corpus.cables if (stem := cable_page(one.id).removesuffix(".html")) in looked}
    return {address: found[stem] for address, stem in stems.items() if stem in found}


def _is_made(address: str, facts: Facts, *, pdf: bool, json: bool) -> bool:
    ending = _ENDING.search(address)
    if ending is None:
        return False
    if ending[0].startswith(".message"):
        return bool(facts.taken_from) and ending["ending"] == "txt"
    return {"pdf": pdf, "json": json}.get(ending["ending"], True)


def _dead_paragraph(one: _Wanted, facts: Facts) -> Iterator[Problem]:
    anchor = one.link.anchor
    if _PARAGRAPH.match(anchor) and anchor not in facts.anchors():
        near = nearest_paragraph(anchor, facts.anchors())
        yield _dead(one, f"; the nearest paragraph is {near}" if near else "; its paragraphs have no numbers")


def _addresses(project: Project, inputs: Inputs, corpus: Corpus, *, pdf: bool) -> Iterator[str]:
    """Yield the addresses of all files except held cables and the search index, the cheapest first."""
    for address, _, _ in static_files(project, inputs, corpus):
        yield address
    contents = contents_of(corpus, inputs, pdf=pdf)
    planned = chain.from_iterable(part() for part in other_parts(contents))
    for page in chain(planned, missing_pages(contents, range(len(corpus.missing)))):
        yield from (address for address, _ in claims_of(page, pdf=pdf, json=False))


def _dead(one: _Wanted, hint: str) -> Problem:
    anchor = f"#{one.link.anchor}" if one.link.anchor else ""
    said = f"{one.link.target}{anchor}"
    return problem_at(
        "E008", Where(one.path, one.link.line), detail=f"[[{said}]]{hint}" if one.link.cable else f"{said}{hint}"
    )
