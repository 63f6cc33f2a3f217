"""Every page with the task to make it and the recipe by which it would be made. Writes nothing."""

from collections.abc import Iterator
from pathlib import Path

from generator.commands.claims import Claims
from generator.commands.settings import Settings
from generator.commands.tasks import page_task, prints, records_apart
from generator.corpus import Corpus
from generator.output.assets import asset_links
from generator.output.bench import Aside, PageTask
from generator.output.pdf import press_digest
from generator.output.recipe import NOTHING, Recipe, digest
from generator.output.render import Renderer
from generator.output.store import Store
from generator.pages import Page, plan_pages


def plan(
    corpus: Corpus, settings: Settings, store: Store, claims: Claims, asides: dict[str, Aside], press: Path | None
) -> Iterator[tuple[Page, PageTask, Recipe]]:
    """Yield every page, one after another, with its task and recipe.

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
    for page in plan_pages(corpus, settings.essays, site, pdf=pdf, json=apart, legacy=legacy, changes=log):
        claims.add(page.address, page.claimed_by or page.source)
        source = NOTHING
        template = templates.get(page.template, NOTHING)
        if page.source:
            stem = page.address.removesuffix(".html")
            claims.add(f"{stem}.txt", page.source)
            source = digest(digests[page.source], page.source.encode())  # a name may tell an id, a title
            if apart:
                claims.add(f"{stem}.json", page.source)
            if pdf:
                claims.add(f"{stem}.pdf", page.source)
                template = digest(template, printed_by)
        task = page_task(page, settings.notes, asides.pop(page.source, None))
        recipe = Recipe(source, digest(task.view), settings.public, template[:8], settings.program_digest)
        yield page, task, recipe
