"""What every worker gets once: the folders and inputs of a room."""

from pathlib import Path

import msgspec

from generator.build.inputs.inputs import Inputs
from generator.build.inputs.project import Project
from generator.build.inputs.tuning import DEFAULTS, Tuning
from generator.corpus.change_log import NO_CHANGES
from generator.pages.own_pages import own_links


class Context(msgspec.Struct, frozen=True):
    """What every worker gets once. Folders are absolute; scratch and output are on one disk.

    Attributes:
        inputs: those of the room, without the owner's texts.
        menu: titles and addresses of the owner's pages.
        print_template: None where no PDF is made.
        tuning: its spill_limit is 0 where nobody takes cables from the scratch folder, or workers are on several machines.
        search: whether texts are packed for the search index.
        text_only: whether only the texts and references of cables are wanted: then no abbreviation and no sketch is made.
    """

    content: Path
    output: Path
    scratch: Path
    inputs: Inputs
    menu: tuple[tuple[str, str], ...]
    print_template: Path | None = None
    tuning: Tuning = DEFAULTS
    search: bool = False
    text_only: bool = False


def worker_context(
    project: Project,
    inputs: Inputs,
    scratch: Path,
    print_template: Path | None,
    tuning: Tuning = DEFAULTS,
    *,
    search: bool = False,
) -> Context:
    """Return what every worker gets once; arguments are as in Context, scratch a folder on the disk of the output."""
    menu = own_links(inputs.essays, inputs.vocabulary.words)
    bare = msgspec.structs.replace(inputs, essays=(), front=None, notes={}, translations={}, changes=NO_CHANGES)
    folders = (project.content.absolute(), project.output.absolute(), scratch.absolute())
    return Context(*folders, bare, menu, print_template, tuning, search)
