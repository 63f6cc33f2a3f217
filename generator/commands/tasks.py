"""What workers are told: the context of a room, and of each page the task to make it. For ``build`` and ``serve`` alike."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from generator.commands.project import Project
from generator.commands.settings import Settings
from generator.corpus import Corpus
from generator.essays import Notes
from generator.output.assets import asset_links
from generator.output.bench import Aside, Context, PageTask
from generator.output.files import read
from generator.output.recipe import digest
from generator.pages import Page, hosting, whole_view
from generator.pages.cables import Links
from generator.pages.files import plan_files
from generator.pages.plan import essay_links
from generator.pages.views import CableLink, CableView

MOST_PRINTED = 5_000  # cables that pdf = "auto" prints, and json = "auto" sets apart


def bench_context(
    project: Project, settings: Settings, scratch: Path, press: Path | None, *, asides: bool = True
) -> Context:
    """Return what every worker is given once.

    Args:
        project: the room.
        settings: all of it but the cables.
        scratch: a folder on the disk of the output.
        press: the print template, None where nothing is printed.
        asides: whether a cable that was read is put aside for its page; not where workers are on several machines.
    """
    return Context(
        content=project.content.absolute(),
        output=project.output.absolute(),
        scratch=scratch.absolute(),
        templates=settings.templates,
        assets=asset_links(settings.assets),
        site=settings.config.site,
        program=settings.program,
        vocabulary=settings.vocabulary,
        press=press,
        menu=essay_links(settings.essays),
        asides=asides,
        withheld=settings.withheld,
    )


def reading_digest(settings: Settings) -> bytes:
    """Return the digest of all but its source that the facts of a cable depend on."""
    return digest(settings.program_digest, settings.vocabulary.digest.encode(), settings.withheld.digest())


def prints(settings: Settings, press: Path | None, cables: int) -> bool:
    """Say whether each of a number of cables is printed too; press is None where that cannot be."""
    return press is not None and (settings.config.build.pdf is True or cables <= MOST_PRINTED)


def records_apart(settings: Settings, cables: int) -> bool:
    """Say whether the record of each of a number of cables is a file of its own too."""
    wanted = settings.config.build.json
    return cables <= MOST_PRINTED if wanted == "auto" else bool(wanted)


def encoded_view(page: Page, notes: Mapping[str, Notes]) -> bytes:
    """Return the view of a page with the owner's notes on its cable, of a list or a feed without its lines."""
    return msgspec.msgpack.encode(_with_notes(page, notes))


def line_digests(corpus: Corpus, links: Sequence[CableLink]) -> Sequence[bytes]:
    """Return of each cable, by position, the digest of what it is in lists and feeds; words of tags are in the settings."""
    encode = msgspec.msgpack.Encoder().encode
    return [digest(encode((link, one.post, one.tags))) for link, one in zip(links, corpus.cables, strict=True)]


def page_task(page: Page, corpus: Corpus, view: bytes, aside: Aside | None = None, links: Links = None) -> PageTask:
    """Return the task to make a page, given its encoded view; links are those of all cables where they are made."""
    if page.lines:
        view = msgspec.msgpack.encode(whole_view(page, corpus, links))
    kind = f"{type(page.view).__module__}:{type(page.view).__name__}"
    return PageTask(page.address, page.template, kind, view, page.source, aside)


def _with_notes(page: Page, notes: Mapping[str, Notes]) -> msgspec.Struct:
    own = notes.get(shown_id(page))
    if own is None:
        return page.view
    whole = "".join(note.html for note in own.notes if not note.anchor)
    beside = tuple((note.anchor, note.html) for note in own.notes if note.anchor)
    return msgspec.structs.replace(page.view, note=whole, paragraph_notes=beside)


def shown_id(page: Page) -> str:
    """Return the id of the cable that a page shows, "" for a page of no cable."""
    return page.view.id if isinstance(page.view, CableView) else ""


def plain_files(
    project: Project, settings: Settings, corpus: Corpus, table: Iterable[bytes] | None = None
) -> Iterator[tuple[str, Iterable[bytes], str]]:
    """Yield address, bytes in parts and what claims it, of each file that is made beside the pages.

    table are the parts of data/cables.csv, which is left out without them. Nothing is read or made before the parts are taken.

    Raises:
        OutputError: B005 a file cannot be read.
    """
    for path in settings.plain:
        yield path.removeprefix("pages/"), _bytes_of(project.content / path), path
    for asset in settings.assets:
        yield asset.address, _bytes_of(Path(asset.path)), f"templates/{asset.address}"
    if settings.config.publish.headers:
        yield hosting.ADDRESS, (hosting.headers_file(),), "headers = true under [publish]"
    for address, parts in plan_files(corpus, settings.config, settings.essays, table, settings.told_date):
        yield address, parts, "the files for machines"


def _bytes_of(path: Path) -> Iterator[bytes]:
    yield read(path)
