"""``check``: read the cables that changed since the last build, link all, and report problems. Writes nothing."""

import msgspec

from generator.build.dead_links import dead_links
from generator.build.inputs.inputs import Inputs, load_inputs
from generator.build.inputs.project import Options, Project
from generator.build.inputs.tuning import DEFAULTS
from generator.build.load import borrowed_room
from generator.build.plan.contents import claims_of, contents_of, is_wanted, prints, writes_json
from generator.build.progress import PhaseTimer, Progress
from generator.build.report import in_order
from generator.build.store.addresses import AddressClaims
from generator.build.store.store import Store
from generator.build.work.manifest import ADDRESS as MANIFEST
from generator.build.work.static_files import static_files
from generator.corpus import Corpus
from generator.pages.data.schema import RECORDS
from generator.pages.site_plan import parts_of
from generator.problems import AddressError, Problem
from generator.render.pdf import find_print_template


class Checked(msgspec.Struct, frozen=True):
    """How many cables the room has, and every problem in order of place."""

    cables: int
    problems: tuple[Problem, ...]


def check(project: Project, options: Options | None = None, progress: Progress | None = None) -> Checked:
    """Read a room and return its problems.

    The store of the last build supplies unchanged sources.

    Raises:
        GeneratorError: the settings cannot be used, or there is no content folder.
    """
    options = options or Options()
    inputs = load_inputs(project, options)
    # Without Typst a check continues; a build reports it.
    template = find_print_template(inputs.templates) if options.pdf and inputs.config.build.pdf else None
    with borrowed_room(project, inputs, options, PhaseTimer(progress)) as (room, store, *_):
        inputs = room.inputs
        problems = [*inputs.problems, *room.problems, *room.unmatched]
        printed = prints(inputs, template, len(room.corpus.cables))
        problems += map(project.located, dead_links(project, inputs, room.corpus, pdf=printed))
        try:
            check_addresses(project, inputs, room.corpus, store)
        except AddressError as error:
            problems.append(error.problem)
    return Checked(len(room.corpus.cables), in_order(problems))


def check_addresses(project: Project, inputs: Inputs, corpus: Corpus, store: Store) -> None:
    """Check, as a build does, that no two files claim one address. Does not check the search index, which only a build makes.

    Raises:
        AddressError: B001 two files do, or an address cannot be a file of the site.
        OutputError: B005 a file of the owner cannot be read.
    """
    pdf = is_wanted(inputs.config.build.pdf, len(corpus.cables))
    json = writes_json(inputs, len(corpus.cables))
    claims = AddressClaims(project, inputs.own_addresses, store)
    for part in parts_of(contents_of(corpus, inputs, pdf=pdf), DEFAULTS.cables_per_part):
        for page in part():
            claims.add_all(claims_of(page, pdf=pdf, json=json))
    claims.add(RECORDS, "the records of all cables")
    for address, _, claimed_by in static_files(project, inputs, corpus, ()):
        claims.add(address, claimed_by)
    claims.add(MANIFEST, "the manifest")
    claims.check_folders()
