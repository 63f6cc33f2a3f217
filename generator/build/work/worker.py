"""What worker processes do: read a source, render a page. Both ends of each task: what is sent, and what comes back.

A task is made in the main process (``SourceTask``, ``page_task``) and done in a worker (``read_source``, ``render_page``) with
its ``Tools``.
"""

import hashlib
import os
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

import msgspec

from generator.build.inputs.inputs import Inputs
from generator.build.work.context import Context
from generator.build.work.spill import Spilled, SpilledCable, SpillFile
from generator.cables.model import Cable, Use
from generator.corpus import Corpus, abbreviations_in, facts_of
from generator.pages import ListPage, Page, whole_view
from generator.pages.cable.content import read_for_page
from generator.pages.cable.pdf_data import dossier_data, print_data
from generator.pages.cable.view import Links
from generator.pages.comparison.align import compare
from generator.pages.data.entries import set_entries
from generator.pages.data.markdown_copy import markdown_copy
from generator.pages.data.numbers import set_numbers
from generator.pages.data.records import record, record_file
from generator.pages.data.views import EntriesView, NumbersView
from generator.pages.views import CableView, CompareView, DossierView, FeedView
from generator.problems import OutputError, Problem, Where, problem_at
from generator.redaction import Gate, Published, redact
from generator.render.pdf import DOSSIER, TEMPLATE, PdfPrinter, Printed, find_template
from generator.render.templates import Renderer
from generator.search.document import pack, text_of
from generator.system.budget import OutOfTimeError, within
from generator.system.digests import digest
from generator.system.reading import read
from generator.system.writer import Writer, Written
from generator.vocabulary import Vocabulary

_LONG = 1 << 20  # bytes of a file that has twice the time to be read


class Tools:
    """What one worker works with, set up once."""

    def __init__(self, context: Context) -> None:
        inputs = context.inputs
        self.context, self.site, self.vocabulary = context, inputs.config.site, inputs.vocabulary
        self.content = f"{os.fspath(context.content)}/"
        self.gate = Gate(inputs.withheld, inputs.unwatched)
        check = self.gate.check if inputs.withheld.rules else None
        # Two that make files in one folder wait for each other.
        own = context.scratch / f"{os.getpid()}-{os.urandom(6).hex()}"
        own.mkdir(parents=True)  # a preview of a room that was never built has no folder yet
        self.writer = Writer(context.output, own, check=check)
        self.renderer = Renderer(
            inputs.templates, self.site, inputs.program, inputs.links, context.menu, inputs.look, self.vocabulary.words
        )
        self.spill = SpillFile(context.scratch, context.tuning.spill_limit)
        self.encoder = msgspec.msgpack.Encoder()
        self._decoders: dict[str, msgspec.msgpack.Decoder[msgspec.Struct]] = {}
        self._printers: dict[str, PdfPrinter] = {}

    def view(self, kind: str, data: bytes) -> msgspec.Struct:
        """Return the view that was encoded as data."""
        decoder = self._decoders.get(kind)
        if decoder is None:
            module, _, name = kind.partition(":")
            decoder = self._decoders[kind] = msgspec.msgpack.Decoder(getattr(import_module(module), name))
        return decoder.decode(data)

    def redact(self, data: bytes, path: str) -> Published:
        """Return what may be published of a source."""
        return redact(data, path, self.context.inputs.withheld, self.vocabulary, self._parse)

    def _parse(self, data: bytes, path: str, vocabulary: Vocabulary | None) -> tuple[Cable, list[Problem]]:
        """Read a cable; one that takes longer than it may is shown as it is."""
        from generator.cables.parse import parse_cable  # noqa: PLC0415  a build in which nothing changed reads no cable
        from generator.cables.unset import unset_cable  # noqa: PLC0415  as above

        seconds = self.context.tuning.reading_seconds * (1 + len(data) / _LONG)
        try:
            return within(seconds, lambda: parse_cable(data, path, vocabulary))
        except OutOfTimeError:
            return unset_cable(data, path, vocabulary)

    def print(self, data: bytes, address: str, name: str) -> Printed:
        """Return the PDF of a cable, or of what another print template is for; a printer is set up for its first."""
        if name not in self._printers:
            template = find_template(self.context.inputs.templates, name)
            if template is None:
                raise TypeError(address)
            self._printers[name] = PdfPrinter(template)
        return self._printers[name].print(data, address)


# Reading a source


class SourceTask(msgspec.Struct, frozen=True):
    """A source to read. digest is the SHA-256 of the bytes whose facts are known, b"" for none."""

    path: str
    digest: bytes = b""


class SourceRead(msgspec.Struct, frozen=True):
    """A source after reading: facts as msgpack, or the problem that it could not be read at all.

    Without either the file has the bytes that are known: only its time changed.
    """

    path: str
    digest: bytes = b""
    facts: bytes = b""
    text: bytes = b""
    spilled: Spilled | None = None
    problem: Problem | None = None


# Parts of a cable that no line of the full text has.
_BESIDE_THE_TEXT: Mapping[str, object] = {"ledger": (), "removals": (), "lines": (), "checks": ()}


def reading_digest(inputs: Inputs) -> bytes:
    """Return the digest of everything but its source that the facts of a cable depend on."""
    return digest(inputs.program_digest, inputs.vocabulary.digest.encode(), inputs.withheld.digest())


def read_source(tools: Tools, task: SourceTask) -> SourceRead:
    """Read one source of the content folder, and spill its cable for the page."""
    path = task.path
    try:
        data = read(tools.content + path)
    except OutputError as error:
        return SourceRead(path, problem=msgspec.structs.replace(error.problem, where=Where(path)))
    if task.digest and task.digest == hashlib.sha256(data).digest():
        return SourceRead(path, task.digest)
    published = tools.redact(data, path)
    cable = published.cable
    vocabulary = tools.vocabulary
    text_only = tools.context.text_only
    uses = (
        ()
        if text_only or any(one.code == "C015" for one in published.problems)
        else abbreviations_in(cable, vocabulary)
    )
    facts = facts_of(
        cable, published.problems, published.used, vocabulary, uses, sketched=not text_only, barred=published.barred
    )
    if text_only:
        cable = msgspec.structs.replace(cable, **_BESIDE_THE_TEXT)
    kept = SpilledCable(cable, uses, cable.sha256)
    if published.used:
        kept = SpilledCable(cable, uses, hashlib.sha256(data).hexdigest(), published.data, published.removed)
    text = pack(text_of(cable, vocabulary)) if tools.context.search else b""
    return SourceRead(path, bytes.fromhex(cable.sha256), tools.encoder.encode(facts), text, tools.spill.write(kept))


def read_text(tools: Tools, path: str) -> bytes:
    """Return the packed text of a source for the search index."""
    return pack(text_of(tools.redact(read(tools.content + path), path).cable, tools.vocabulary))


# Rendering a page


class PageTask(msgspec.Struct, frozen=True):
    """A page to render. view is msgpack of the Struct that kind names (``module:Name``).

    source is the cable that the page shows, in the content folder, or ""; spilled tells where that cable was spilled, or
    each of the two that a comparison shows.
    """

    address: str
    template: str
    kind: str
    view: bytes
    source: str = ""
    spilled: tuple[Spilled | None, ...] = ()


class PageMade(msgspec.Struct, frozen=True):
    """A page after rendering: the files written, the page first, its line of data/cables.jsonl, what was not printed."""

    files: tuple[Written, ...]
    record: bytes = b""
    problem: Problem | None = None


def page_task(
    page: Page, corpus: Corpus, view: bytes, spilled: tuple[Spilled | None, ...] = (), links: Links = None
) -> PageTask:
    """Return the task to render a page.

    view is encoded, of a list without its lines; links are all cables as lines of lists, where they are already made.
    """
    if isinstance(page, ListPage):
        view = msgspec.msgpack.encode(whole_view(page, corpus, links))
    kind = f"{type(page.view).__module__}:{type(page.view).__name__}"
    return PageTask(page.address, page.template, kind, view, page.source, spilled)


def render_page(tools: Tools, task: PageTask) -> PageMade:
    """Render one page and write it; if it shows a cable, write the files that accompany it too.

    Raises:
        TemplateError: the template failed.
        OutputError: B003 the page cannot be written, B005 its source has gone.
    """
    view = tools.view(task.kind, task.view)
    if isinstance(view, CableView) and task.source:
        return _render_cable(tools, task, view)
    if isinstance(view, DossierView):
        return _render_dossier(tools, task, view)
    make = _BYTES_OF.get(type(view))
    return PageMade(
        (tools.writer.write(task.address, make(tools, view) if make else _from_template(tools, task, view)),)
    )


def _from_template(tools: Tools, task: PageTask, view: msgspec.Struct) -> bytes:
    reading = None
    if isinstance(view, CompareView):
        spilled = task.spilled or (None, None)
        reading = compare(*(_cable_of(tools, path, at)[1] for path, at in zip(view.sources, spilled, strict=True)))
    return tools.renderer.render(task.template, task.address, view, reading)


def _feed(tools: Tools, view: FeedView) -> bytes:
    from generator.pages.data.feed_files import set_feed  # noqa: PLC0415  few builds that follow a change write a feed

    return set_feed(view, tools.site)


# Views whose file no template makes.
_BYTES_OF: Mapping[type[msgspec.Struct], Callable[[Tools, Any], bytes]] = {
    FeedView: _feed,
    EntriesView: lambda _, view: set_entries(view),
    NumbersView: lambda _, view: set_numbers(view),
}


def _render_cable(tools: Tools, task: PageTask, view: CableView) -> PageMade:
    site = tools.site
    data, cable, uses = _cable_of(tools, task.source, next(iter(task.spilled), None))
    reading = read_for_page(view, cable, tools.vocabulary, site, uses)
    page = tools.renderer.render(task.template, task.address, view, reading)
    written = [
        tools.writer.write(task.address, page),
        tools.writer.write(task.address.removesuffix(".html") + ".txt", data),
    ]
    if view.message_address:
        message = "\n".join((*cable.lines, "")).encode()
        written.append(tools.writer.write(view.message_address, message))
    problem = None
    if view.pdf_address:
        printed, problem = _print(tools, print_data(cable, view, site), view.pdf_address, TEMPLATE, task.source)
        written.append(printed)
    line = record(cable, view, tools.vocabulary)
    if view.markdown_address:
        written.append(tools.writer.write(view.markdown_address, markdown_copy(cable, view, site)))
    if view.json_address:
        written.append(tools.writer.write(view.json_address, record_file(line)))
    return PageMade(tuple(written), line, problem)


def _render_dossier(tools: Tools, task: PageTask, view: DossierView) -> PageMade:
    page = tools.writer.write(task.address, tools.renderer.render(task.template, task.address, view))
    if not view.pdf_address:
        return PageMade((page,))
    data = dossier_data(view, tools.site, tools.vocabulary.words)
    printed, problem = _print(tools, data, view.pdf_address, DOSSIER, task.address)
    return PageMade((page, printed), problem=problem)


def _print(tools: Tools, data: bytes, address: str, name: str, path: str) -> tuple[Written, Problem | None]:
    """Write a PDF; return a problem (T006) of the file at path where some of it could not be printed."""
    tools.gate.check(f"{address}.json", data)  # again, since the text of a PDF cannot always be read
    printed = tools.print(data, address, name)
    lost = problem_at("T006", Where(path), detail=printed.lost) if printed.lost else None
    return tools.writer.write(address, printed.data), lost


def _cable_of(tools: Tools, source: str, spilled: Spilled | None) -> tuple[bytes, Cable, tuple[Use, ...] | None]:
    """Return what may be published of a source: its bytes, the cable, its abbreviations where known."""
    data = read(tools.content + source)
    kept = tools.spill.read(spilled) if spilled else None
    if kept is not None and kept.source == hashlib.sha256(data).hexdigest():
        tools.gate.watch(kept.removed, touched=bool(kept.data))
        return kept.data or data, kept.cable, kept.uses
    published = tools.redact(data, source)  # it was not spilled, or the file changed while the build went on
    tools.gate.watch(published.removed, touched=bool(published.used))
    return published.data, published.cable, None
