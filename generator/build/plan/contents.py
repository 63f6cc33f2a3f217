"""The contents of a site, from which its pages are planned, and the files that accompany the page of a cable."""

from pathlib import Path

from generator.build.inputs.inputs import Inputs
from generator.build.inputs.project import Project
from generator.corpus import Corpus
from generator.pages import Page
from generator.pages.cable.view import Links
from generator.pages.own_pages import dossiers_of
from generator.pages.parts import WHOLE, Scope
from generator.pages.site_plan import Contents
from generator.pages.views import CableView, DossierView
from generator.problems import OutputError, problem_at
from generator.render.pdf import find_print_template

MOST_AUTOMATIC = 5_000  # cables for which pdf = "auto" prints and json = "auto" writes a file each


def print_template(project: Project, inputs: Inputs, *, allowed: bool = True) -> Path | None:
    """Return the template for the PDF files of cables, None if there are none.

    allowed is False for a build without PDF files.

    Raises:
        OutputError: B009 the settings ask for PDF files and Typst is not installed.
    """
    wanted = inputs.config.build.pdf
    template = find_print_template(inputs.templates) if allowed and wanted else None
    if template is None and allowed and wanted is True:
        raise OutputError(problem_at("B009", project.setting("build.pdf")))
    return template


def prints(inputs: Inputs, print_template: Path | None, cables: int) -> bool:
    """Say whether each cable gets a PDF; print_template is None if none can be made."""
    return print_template is not None and is_wanted(inputs.config.build.pdf, cables)


def writes_json(inputs: Inputs, cables: int) -> bool:
    """Say whether the record of each cable is also a JSON file."""
    return is_wanted(inputs.config.build.json, cables)


def is_wanted(setting: bool | str, cables: int) -> bool:
    """Say whether a setting, True, False or "auto", asks for a file for each of so many cables."""
    return cables <= MOST_AUTOMATIC if setting == "auto" else bool(setting)


def contents_of(corpus: Corpus, inputs: Inputs, *, pdf: bool, links: Links = None, scope: Scope = WHOLE) -> Contents:
    """Return the contents from which the pages of a site are planned.

    pdf says whether each cable and each dossier gets a PDF; links are all cables as lines of lists, if they are already made.
    """
    json = writes_json(inputs, len(corpus.cables))
    legacy = inputs.config.build.legacy_addresses
    build, plain = inputs.config.build, frozenset(inputs.plain_addresses)
    return Contents(
        corpus, inputs.essays, inputs.config.site, pdf, json, legacy, inputs.changes, links, inputs.front, plain,
        markdown=build.markdown, full=build.data == "full", dossiers=dossiers_of(inputs.essays, corpus), scope=scope,
        originals=inputs.originals.addresses,
    )  # fmt: skip


def claims_of(page: Page, *, pdf: bool, json: bool) -> list[tuple[str, str]]:
    """Return the addresses of a page and of the files that accompany it, each with the file that claims it."""
    address, claimed_by = page.address, page.claimed_by
    if not page.source:
        printed = page.view.pdf_address if isinstance(page.view, DossierView) else ""
        return [(address, claimed_by), *([(printed, claimed_by)] if printed else [])]
    stem = address.removesuffix("html")
    message = ("message.txt",) if isinstance(page.view, CableView) and page.view.message_address else ()
    if isinstance(page.view, CableView) and page.view.markdown_address:
        message = (*message, "md")
    endings = ("txt", *message, *(("json",) if json else ()), *(("pdf",) if pdf else ()))
    return [(address, claimed_by), *((f"{stem}{ending}", claimed_by) for ending in endings)]
