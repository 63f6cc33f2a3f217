"""Which pages are stale: plans every page and compares its fingerprint with that of the last build. Writes nothing."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from itertools import chain, islice
from pathlib import Path

import msgspec

from generator.build.inputs.inputs import Inputs
from generator.build.inputs.tuning import DEFAULTS, Tuning
from generator.build.plan.contents import claims_of, contents_of, prints, writes_json
from generator.build.plan.fingerprint import NOTHING, Fingerprint, unpacked, why_stale
from generator.corpus import Change, Corpus
from generator.pages import ListPage, Page
from generator.pages.cable.view import link_at, links_of
from generator.pages.own_pages import dossiers_of
from generator.pages.own_words import link_cables, translated
from generator.pages.parts import WHOLE, Scope, touched_scope
from generator.pages.site_plan import parts_of
from generator.pages.views import CableView, CompareView, DossierView
from generator.render.pdf import DOSSIER, find_template, print_template_digest
from generator.render.templates import Renderer
from generator.system.digests import digest


class LastBuild(msgspec.Struct, frozen=True):
    """The result of the last build.

    Attributes:
        fingerprint: address of a page -> its packed fingerprint, b"" for a page that was not written.
        altered: pages with a file that is missing, or changed since it was written.
        records: the ids of the cables that have a line in data/cables.jsonl.
    """

    fingerprint: Callable[[str], bytes]
    altered: Container[str]
    records: Container[str]


class StalePage(msgspec.Struct, frozen=True):
    """A page to render, with its encoded view and its packed fingerprint."""

    page: Page
    view: bytes
    fingerprint: bytes


class PlannedPages(msgspec.Struct, frozen=True):
    """Some pages of the site.

    Attributes:
        count: how many.
        claims: the addresses of all, and of the files that accompany them, each with its claimant.
        new: the addresses of the stale ones.
        stale: the pages to render.
    """

    count: int
    claims: list[tuple[str, str]]
    new: set[str]
    stale: list[StalePage]


class Planner:
    """Plans the pages of a site, in parts that are independent of each other."""

    def __init__(
        self,
        corpus: Corpus,
        inputs: Inputs,
        digests: Mapping[str, bytes],
        print_template: Path | None,
        last: LastBuild,
        tuning: Tuning = DEFAULTS,
        scope: Scope = WHOLE,
        templates: Mapping[str, bytes] | None = None,
        lines: Mapping[str, bytes] | None = None,
    ) -> None:
        """Plan nothing yet.

        digests are the SHA-256 of each source; print_template is None if no PDF is made. templates has the digest of each
        template by its name, where they are known; lines those of the lines of cables in lists by their ids, as the last
        build knew them.
        """
        self.scope = scope
        self.links = links_of(corpus) if scope.parts is None else None
        self._corpus = corpus
        self._pdf = prints(inputs, print_template, len(corpus.cables))
        self._json = writes_json(inputs, len(corpus.cables))
        contents = contents_of(corpus, inputs, pdf=self._pdf, links=self.links, scope=scope)
        self.parts = parts_of(contents, tuning.cables_per_part)
        self._inputs, self._digests, self._last, self._at_once = inputs, digests, last, tuning.planned_pages
        self.templates = templates if templates is not None else template_digests(inputs)
        self._print_template = print_template_digest(print_template) if print_template and self._pdf else b""
        dossier = find_template(inputs.templates, DOSSIER)
        self._dossier_template = print_template_digest(dossier) if self._print_template else b""
        self._encode = msgspec.msgpack.Encoder().encode
        self._lines: dict[int, bytes] = {}
        if scope.parts is None:  # now, since processes that are forked share what was made before
            self._lines = {at: self._line(at) for at in range(len(corpus.cables))}
        elif lines:
            known = ((at, lines.get(one.id)) for at, one in enumerate(corpus.cables) if one.id not in scope.parts)
            self._lines = {at: line for at, line in known if line is not None}

    def lines(self) -> dict[str, bytes]:
        """Return the digest of the line of each cable, by its id."""
        return {one.id: self._line(at) for at, one in enumerate(self._corpus.cables)}

    def _line(self, at: int) -> bytes:
        """Return the digest of the line of a cable; the words of tags are in the inputs."""
        line = self._lines.get(at)
        if line is None:
            one = self._corpus.cables[at]
            link = link_at(self._corpus, at, self.links)
            line = self._lines[at] = digest(self._encode((link, one.post, one.tags, one.drawn)))
        return line

    def stale_pages(self, part: int) -> Iterator[PlannedPages]:
        """Yield the pages of a part, some at a time."""
        pages = self.parts[part]()
        while some := tuple(islice(pages, self._at_once)):
            claims: list[tuple[str, str]] = []
            new: set[str] = set()
            stale: list[StalePage] = []
            for page in some:
                view = encoded_view(page, self._inputs, self._corpus)
                fingerprint = self.fingerprint(page, view)
                own = self.claims(page)
                claims += own
                if self.why_stale(page, fingerprint)[1]:
                    new.update(address for address, _ in own)
                    stale.append(StalePage(page, view, fingerprint.packed()))
            yield PlannedPages(len(some), claims, new, stale)

    def addresses(self, planned: Iterable[PlannedPages]) -> Iterator[tuple[str, str]]:
        """Yield the addresses of stale pages and of the files that accompany them, each with the page's part."""
        for some in planned:
            for stale in some.stale:
                yield from ((address, stale.page.part) for address, _ in self.claims(stale.page))

    def explained_pages(self) -> Iterator[tuple[Page, Fingerprint, Fingerprint | None, tuple[str, ...]]]:
        """Yield every page with its fingerprint now and in the last build, and why it is stale, () if it is current."""
        for part in self.parts:
            for page in part():
                fingerprint = self.fingerprint(page, encoded_view(page, self._inputs, self._corpus))
                yield page, fingerprint, *self.why_stale(page, fingerprint)

    def claims(self, page: Page) -> list[tuple[str, str]]:
        """Return the addresses of a page and of the files that accompany it, each with its claimant."""
        return claims_of(page, pdf=self._pdf, json=self._json)

    def fingerprint(self, page: Page, view: bytes) -> Fingerprint:
        """Return the fingerprint of a page, given its encoded view."""
        source = NOTHING
        template = self.templates.get(page.template, NOTHING)
        if page.source:
            source = digest(self._digests[page.source], page.source.encode())  # a file name may give id or title
            if self._print_template:
                template = digest(template, self._print_template)
        elif isinstance(page.view, DossierView) and page.view.pdf_address:
            template = digest(template, self._dossier_template)
        elif isinstance(page.view, CompareView):
            source = digest(*(self._digests[path] for path in page.view.sources))
        lines = [self._line(at) for at in page.lines] if isinstance(page, ListPage) else ()
        shown = digest(view, b"".join(lines))
        return Fingerprint(source, shown, self._inputs.public, template[:8], self._inputs.program_digest)

    def why_stale(self, page: Page, fingerprint: Fingerprint) -> tuple[Fingerprint | None, tuple[str, ...]]:
        """Return the fingerprint of a page in the last build, and why the page is stale, () if it is current."""
        packed = self._last.fingerprint(page.address)
        intact = page.address not in self._last.altered
        if intact and packed == fingerprint.packed():  # nearly all pages
            old: Fingerprint | None = fingerprint
            why: tuple[str, ...] = ()
        else:
            old = unpacked(packed) if packed else None
            why = why_stale(old, fingerprint, intact=intact)
        return old, why or (("record",) if page.source and cable_id(page) not in self._last.records else ())


def scope_of(corpus: Corpus, change: Change, inputs: Inputs) -> Scope:
    """Return the parts that a change of the sources can touch, with those of all cables that the owner's texts tell of.

    A note, a translation, a dossier or a named pair may show words of any cable.
    """
    scope = touched_scope(corpus, change)
    told = {
        *inputs.notes,
        *inputs.translations,
        *dossiers_of(inputs.essays, corpus),
        *chain.from_iterable(inputs.config.build.compare),
    }
    return msgspec.structs.replace(scope, parts=(scope.parts or frozenset()) | told)


def template_digests(inputs: Inputs) -> dict[str, bytes]:
    """Return the digest of each template with all that it extends and includes, by its name."""
    return Renderer(
        inputs.templates, inputs.config.site, inputs.program, inputs.links, words=inputs.vocabulary.words
    ).digests()


def encoded_view(page: Page, inputs: Inputs, corpus: Corpus) -> bytes:
    """Return the view of a page as msgpack, with notes on its cable and translations; a list or a feed without its lines."""
    own = inputs.notes.get(cable_id(page))
    view = page.view
    several = inputs.translations.get(cable_id(page))
    if several:
        view = msgspec.structs.replace(view, translations=translated(several, page.address, corpus))
    if own is not None:
        texts = [(note.anchor, link_cables(note.html, page.address, corpus)) for note in own.notes]
        whole = "".join(html for anchor, html in texts if not anchor)
        beside = tuple((anchor, html) for anchor, html in texts if anchor)
        view = msgspec.structs.replace(view, note=whole, paragraph_notes=beside)
    return msgspec.msgpack.encode(view)


def cable_id(page: Page) -> str:
    """Return the id of the cable that a page shows, "" for a page without a cable."""
    return page.view.id if isinstance(page.view, CableView) else ""
