"""What every worker gets once: the folders, settings and rules of a room."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from generator.appearance import Look
from generator.build.inputs.inputs import Inputs
from generator.build.inputs.project import Project
from generator.build.inputs.tuning import DEFAULTS, Tuning
from generator.config import Site
from generator.pages.own_pages import own_links
from generator.redaction import NO_RULES, Rules
from generator.render.templates import Program
from generator.vocabulary import Vocabulary


class Context(msgspec.Struct, frozen=True):
    """What every worker gets once. Folders are absolute; scratch and output are on one disk.

    Attributes:
        print_template: None where no PDF is made.
        menu: titles and addresses of the owner's pages.
        spill_limit: bytes of parsed cables that a worker keeps on the disk; 0 where workers are on several machines.
        withheld: the rules of what is withheld.
        unwatched: the numbers of the rules that the last gate does not check.
        fresh: whether the output folder holds no file yet.
        search: whether texts are packed for the search index.
        reading_seconds: as in Tuning.
        text_only: whether only the texts and references of cables are wanted: then no abbreviation and no sketch is made.
    """

    content: Path
    output: Path
    scratch: Path
    templates: tuple[Path, ...]
    assets: Mapping[str, str]
    site: Site
    program: Program
    vocabulary: Vocabulary
    print_template: Path | None = None
    menu: tuple[tuple[str, str], ...] = ()
    spill_limit: int = DEFAULTS.spill_limit
    withheld: Rules = NO_RULES
    unwatched: tuple[int, ...] = ()
    fresh: bool = False
    search: bool = False
    look: Look = Look()
    text_only: bool = False
    reading_seconds: float = DEFAULTS.reading_seconds


def worker_context(
    project: Project,
    inputs: Inputs,
    scratch: Path,
    print_template: Path | None,
    tuning: Tuning = DEFAULTS,
    *,
    fresh: bool = False,
    search: bool = False,
) -> Context:
    """Return what every worker gets once; arguments are as in Context, scratch a folder on the disk of the output."""
    return Context(
        content=project.content.absolute(),
        output=project.output.absolute(),
        scratch=scratch.absolute(),
        templates=inputs.templates,
        assets=inputs.links,
        site=inputs.config.site,
        program=inputs.program,
        vocabulary=inputs.vocabulary,
        print_template=print_template,
        menu=own_links(inputs.essays, inputs.vocabulary.words),
        spill_limit=tuning.spill_limit,
        withheld=inputs.withheld,
        unwatched=inputs.unwatched,
        fresh=fresh,
        search=search,
        look=inputs.look,
        reading_seconds=tuning.reading_seconds,
    )
