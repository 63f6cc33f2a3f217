"""What a worker does: read one source, make one page. Decides nothing about which.

The cable that was read for its facts is put aside, encoded, in a file of the worker's own, so that the same build need
not read it twice; a page takes it from there, whichever worker made it.
"""

import hashlib
import os
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import msgspec

from generator.cables.model import Cable
from generator.cables.withholding import NO_RULES, Published, Rules, publish
from generator.config import Site
from generator.corpus import abbreviations_in, facts_of
from generator.output.files import Writer, Written, read
from generator.output.pdf import Press
from generator.output.render import Program, Renderer
from generator.pages.feeds import set_feed
from generator.pages.printed import print_data
from generator.pages.reading import read_for_page
from generator.pages.records import record, record_file
from generator.pages.views import CableView, FeedView
from generator.problems import OutputError, Problem, Where
from generator.vocabulary import Vocabulary

_ASIDE_LIMIT = 2 << 30  # bytes of encoded cables that one worker puts aside; what is beyond is read again


class Context(msgspec.Struct, frozen=True):
    """What every worker is given once. Folders are absolute; scratch and output are on one disk.

    press is the print template, None where nothing is printed; menu the titles and addresses of the owner's pages;
    asides whether cables are put aside, which processes of one machine can;
    withheld the rules of what is to be kept back; fresh says that nothing stands in the output yet.
    """

    content: Path
    output: Path
    scratch: Path
    templates: tuple[Path, ...]
    assets: Mapping[str, str]
    site: Site
    program: Program
    vocabulary: Vocabulary
    press: Path | None = None
    menu: tuple[tuple[str, str], ...] = ()
    asides: bool = True
    withheld: Rules = NO_RULES
    fresh: bool = False


class Aside(msgspec.Struct, frozen=True):
    """Where an encoded cable was put: the number of the file, where it starts there, its length in bytes."""

    file: int
    start: int
    length: int


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """What is put aside of a source: the cable, and the places of its abbreviations, which its facts needed too."""

    cable: Cable
    places: dict[str, int]


class SourceTask(msgspec.Struct, frozen=True):
    """A source to read. digest is the SHA-256 of what is known of it already, empty for nothing."""

    path: str
    digest: bytes = b""


class SourceRead(msgspec.Struct, frozen=True):
    """A source after reading: facts as msgpack, or the problem that it could not be read at all.

    Without either the file has the bytes that are known: it is newer on the disk, and says what it said.
    """

    path: str
    digest: bytes = b""
    facts: bytes = b""
    aside: Aside | None = None
    problem: Problem | None = None


class PageTask(msgspec.Struct, frozen=True):
    """A page to make. view is msgpack of the Struct that kind names (``module:Name``).

    source is the cable that the page shows, in the content folder, or "".
    """

    address: str
    template: str
    kind: str
    view: bytes
    source: str = ""
    aside: Aside | None = None


class PageMade(msgspec.Struct, frozen=True):
    """A page after making: what was written (the page, then the copy of its source), its line of data/cables.jsonl."""

    files: tuple[Written, ...]
    record: bytes = b""


class Bench:
    """A worker's tools, set up once."""

    def __init__(self, context: Context) -> None:
        """Set up the tools; opens the file for cables put aside."""
        self.context = context
        self.content = f"{os.fspath(context.content)}/"
        self.writer = Writer(context.output, context.scratch, fresh=context.fresh)
        self.renderer = Renderer(context.templates, context.site, context.program, context.assets, context.menu)
        self.encoder = msgspec.msgpack.Encoder()
        self.kept = msgspec.msgpack.Decoder(Kept)
        self.views: dict[str, msgspec.msgpack.Decoder[msgspec.Struct]] = {}
        self.aside = -1
        self.aside_length = 0
        self.others: dict[int, int] = {}
        self.press: Press | None = None

    def put_aside(self, kept: Kept) -> Aside | None:
        """Keep a cable for the page that will show it, or return None when there are too many or no room on the disk."""
        data = self.encoder.encode(kept)
        if not self.context.asides or self.aside_length + len(data) > _ASIDE_LIMIT:
            return None
        start = self.aside_length
        try:
            if self.aside < 0:
                self.aside = os.open(self._aside_path(os.getpid()), os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
            if os.pwrite(self.aside, data, start) < len(data):
                return None
        except OSError:  # a full disk: it is read again then, and what must be written stops the build with a word
            return None
        self.aside_length += len(data)
        return Aside(os.getpid(), start, len(data))

    def take(self, aside: Aside) -> Kept:
        """Return what some worker put aside."""
        handle = self.others.get(aside.file)
        if handle is None:
            handle = self.others[aside.file] = os.open(self._aside_path(aside.file), os.O_RDONLY)
        return self.kept.decode(os.pread(handle, aside.length, aside.start))

    def view(self, kind: str, data: bytes) -> msgspec.Struct:
        """Return the view that was encoded as data."""
        decoder = self.views.get(kind)
        if decoder is None:
            module, _, name = kind.partition(":")
            decoder = self.views[kind] = msgspec.msgpack.Decoder(getattr(import_module(module), name))
        return decoder.decode(data)

    def publish(self, data: bytes, path: str) -> Published:
        """Return what may be published of a source."""
        return publish(data, path, self.context.withheld, self.context.vocabulary)

    def print(self, data: bytes, address: str) -> bytes:
        """Return the PDF of a cable; the press is set up for the first."""
        if self.press is None:
            if self.context.press is None:
                raise TypeError(address)
            self.press = Press(self.context.press)
        return self.press.print(data, address)

    def _aside_path(self, number: int) -> Path:
        return self.context.scratch / f"cables-{number}"


def prepare(context: Context) -> Bench:
    """Set up a worker."""
    return Bench(context)


def read_source(bench: Bench, task: SourceTask) -> SourceRead:
    """Read one source of the content folder: its facts, and the cable put aside."""
    path = task.path
    try:
        data = read(bench.content + path)
    except OutputError as error:
        return SourceRead(path, problem=msgspec.structs.replace(error.problem, where=Where(path)))
    if task.digest and task.digest == hashlib.sha256(data).digest():
        return SourceRead(path, task.digest)
    published = bench.publish(data, path)
    cable = published.cable
    vocabulary = bench.context.vocabulary
    places = abbreviations_in(cable, vocabulary)
    facts = bench.encoder.encode(facts_of(cable, published.problems, published.used, vocabulary, places))
    return SourceRead(path, bytes.fromhex(cable.sha256), facts, bench.put_aside(Kept(cable, places)))


def make_page(bench: Bench, task: PageTask) -> PageMade:
    """Make one page and, if it shows a cable, the copy of its source beside it.

    Raises:
        TemplateError: the template failed.
        OutputError: B003 the page cannot be written, B005 its source has gone.
    """
    view = bench.view(task.kind, task.view)
    if isinstance(view, FeedView):
        return PageMade((bench.writer.write(task.address, set_feed(view, bench.context.site)),))
    if not task.source:
        page = bench.renderer.render(task.template, task.address, view)
        return PageMade((bench.writer.write(task.address, page),))
    data = read(bench.content + task.source)
    vocabulary = bench.context.vocabulary
    if not isinstance(view, CableView):
        raise TypeError(task.kind)
    kept = bench.take(task.aside) if task.aside else None
    # The file may have changed while the build went on, or something of it is withheld.
    if kept is not None and kept.cable.sha256 == hashlib.sha256(data).hexdigest():
        cable, places = kept.cable, kept.places
    else:
        published = bench.publish(data, task.source)
        data, cable, places = published.data, published.cable, None
    reading = read_for_page(view, cable, vocabulary, bench.context.site, places)
    page = bench.renderer.render(task.template, task.address, view, reading)
    written = bench.writer.write(task.address, page)
    copy = bench.writer.write(task.address.removesuffix(".html") + ".txt", data)
    files: tuple[Written, ...] = (written, copy)
    if view.pdf_address:
        printed = bench.print(print_data(cable, view, bench.context.site), view.pdf_address)
        files = (*files, bench.writer.write(view.pdf_address, printed))
    line = record(cable, view)
    if view.json_address:
        files = (*files, bench.writer.write(view.json_address, record_file(line)))
    return PageMade(files, line)
