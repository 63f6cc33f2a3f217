"""Every page with the task to make it and the recipe by which it would be made. Writes nothing."""

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from generator.commands.claims import Claims
from generator.commands.project import Project
from generator.commands.settings import Settings
from generator.commands.tasks import (
    MOST_PRINTED,
    encoded_view,
    line_digests,
    page_task,
    plain_files,
    prints,
    records_apart,
)
from generator.corpus import Corpus
from generator.output.assets import asset_links
from generator.output.bench import Aside, PageTask
from generator.output.manifest import ADDRESS as MANIFEST
from generator.output.pdf import press_digest
from generator.output.recipe import NOTHING, Recipe, digest
from generator.output.render import Renderer
from generator.output.store import Store
from generator.pages import Page, plan_pages
from generator.pages.cables import links_of
from generator.pages.fields import RECORDS


def plan(
    corpus: Corpus, settings: Settings, store: Store, claims: Claims, asides: dict[str, Aside], press: Path | None
) -> Iterator[tuple[Page, Callable[[], PageTask], Recipe]]:
    """Yield every page, one after another, with what gives its task, and its recipe.

    Args:
        corpus: all cables.
        settings: all else.
        store: the memory, for the digest of each source.
        claims: takes every address of a page and of the files beside it.
        asides: where cables were put aside; each is taken out as its page is planned.
        press: the print template, None where nothing is printed.
    """
    renderer = Renderer(settings.templates, settings.config.site, settings.program, asset_links(settings.assets))
    templates = renderer.digests()
    digests = dict(store.source_digests())
    pdf = prints(settings, press, len(corpus.cables))
    printed_by = press_digest(press) if pdf else b""
    apart, legacy = records_apart(settings, len(corpus.cables)), settings.config.build.legacy_addresses
    site, log = settings.config.site, settings.changes
    links = links_of(corpus)
    lines = line_digests(corpus, links)
    planned = plan_pages(corpus, settings.essays, site, pdf=pdf, json=apart, legacy=legacy, changes=log, links=links)
    for page in planned:
        claim(page, claims, pdf=pdf, json=apart)
        source = NOTHING
        template = templates.get(page.template, NOTHING)
        if page.source:
            source = digest(digests[page.source], page.source.encode())  # a name may tell an id, a title
            if pdf:
                template = digest(template, printed_by)
        view = encoded_view(page, settings.notes)
        shown = digest(view, b"".join([lines[at] for at in page.lines])) if page.lines else digest(view)
        recipe = Recipe(source, shown, settings.public, template[:8], settings.program_digest)
        yield page, partial(page_task, page, corpus, view, asides.pop(page.source, None)), recipe


def claim(page: Page, claims: Claims, *, pdf: bool, json: bool) -> None:
    """Take the addresses of a page and of the files beside it.

    Raises:
        AddressError: B001 one of them cannot be had.
    """
    claims.add(page.address, page.claimed_by or page.source)
    if page.source:
        stem = page.address.removesuffix(".html")
        endings = ("txt", *(["json"] if json else []), *(["pdf"] if pdf else []))
        for ending in endings:
            claims.add(f"{stem}.{ending}", page.source)


def check_claims(corpus: Corpus, settings: Settings, project: Project) -> None:
    """Make sure that no two files of a room want one address, as a build does; not of the search index, which it makes.

    Raises:
        AddressError: B001 two want one, or one can be no file of the site.
        OutputError: B005 a file of the owner's cannot be read.
    """
    apart, legacy = records_apart(settings, len(corpus.cables)), settings.config.build.legacy_addresses
    pdf = settings.config.build.pdf is True or (
        settings.config.build.pdf == "auto" and len(corpus.cables) <= MOST_PRINTED
    )
    with tempfile.TemporaryDirectory(prefix="reading-room-") as folder, Store(Path(folder) / "store.sqlite") as store:
        claims = Claims(project, settings, store)
        site, log = settings.config.site, settings.changes
        for page in plan_pages(corpus, settings.essays, site, pdf=pdf, json=apart, legacy=legacy, changes=log):
            claim(page, claims, pdf=pdf, json=apart)
        claims.add(RECORDS, "the records of all cables")
        for address, _, claimed_by in plain_files(project, settings, corpus, ()):
            claims.add(address, claimed_by)
        claims.add(MANIFEST, "the manifest")
        claims.check_folders()
