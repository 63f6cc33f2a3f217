"""``explain ADDRESS``: would the next build render this file of the site again, and why. Changes nothing.

The answer is the build's own: it reads changed sources, plans and compares pages, and keeps nothing.
"""

import re
from contextlib import closing

import msgspec

from generator.build.inputs.inputs import load_inputs
from generator.build.inputs.project import Options, Project
from generator.build.load import borrowed_room
from generator.build.plan.contents import print_template
from generator.build.plan.fingerprint import NOTHING, PARTS, Fingerprint
from generator.build.plan.staleness import LastBuild, Planner
from generator.build.progress import PhaseTimer, Progress
from generator.build.store.records_file import RecordsFile
from generator.cables.ids import parse_id
from generator.pages import Page
from generator.pages.addresses import cable_page
from generator.pages.data.schema import RECORDS
from generator.problems import OutputError, Where, problem_at
from generator.system.listing import changed_folders

_CODE = re.compile(r"[A-Z]\d{3}")  # of a problem
_WORDS = {
    "new": "no build has rendered it yet",
    "altered": "one of its files in the site is missing or was changed",
    "record": "its line in data/cables.jsonl is missing",
    "source": "its source file, or the name of that file, changed",
    "view": "its data from other cables, its notes or its translations changed",
    "settings": "the settings that pages show, the vocabulary or an asset changed",
    "template": "its template, or a template that it extends or includes, changed",
    "program": "the program changed",
}


class Part(msgspec.Struct, frozen=True):
    """One of the five parts of a fingerprint: its name, its input, and two hexadecimal digests, "" for none."""

    name: str
    of: str
    made: str
    wanted: str


class Explanation(msgspec.Struct, frozen=True):
    """Whether a file of the site is stale.

    address is the file's address; page is the address of the page that it belongs to, "" for none. why has the names of
    the parts that differ, or "new", "altered", "record"; it is empty if the file is current.
    """

    address: str
    page: str
    why: tuple[str, ...]
    words: tuple[str, ...]
    parts: tuple[Part, ...] = ()


def explain(
    project: Project, address: str, options: Options | None = None, progress: Progress | None = None
) -> Explanation:
    """Explain one file of the site.

    address is the file's, or a cable's id for its page; a folder means its index.html.

    Raises:
        OutputError: B021 the room has no such file.
        GeneratorError: a fault that stops a build.
    """
    options = options or Options()
    wanted = _address(project, address)
    inputs = load_inputs(project, options)
    template = print_template(project, inputs, allowed=options.pdf)
    with borrowed_room(project, inputs, options, PhaseTimer(progress)) as (room, store, scratch, _):
        row = store.file(wanted)
        page = (row.page if row else "") or wanted
        inputs, corpus = room.inputs, room.corpus
        altered = store.see(changed_folders(project.output, store.folders()))
        with closing(RecordsFile(project.output / RECORDS, scratch, intact=RECORDS not in altered)) as records:
            last = LastBuild(store.fingerprint, altered, records)
            planner = Planner(corpus, inputs, dict(store.source_digests()), template, last, options.tuning)
            for one, fingerprint, before, why in planner.explained_pages():
                if one.address == page or (one.source and page == _copy(one)):
                    words = tuple(_WORDS[name] for name in why)
                    return Explanation(wanted, one.address, why, words, _parts(one, fingerprint, before))
    if row is None:
        row_of = "B021.code" if _CODE.fullmatch(address) else "B021"
        raise OutputError(problem_at(row_of, Where(address), address=wanted))
    if row.page:
        gone = "no page of the room has this file any longer: the next build deletes it"
        return Explanation(wanted, "", ("removed",), (gone,))
    other = "this file is not a page: every build makes it, and writes it if its bytes changed"
    return Explanation(wanted, "", (), (other,))


def _address(project: Project, address: str) -> str:
    """Return the address in the site for an address, a path into the site or an id."""
    identity = parse_id(address)
    if identity is not None:
        return cable_page(identity.cable_id)
    address = address.removeprefix(f"{project.output.as_posix()}/").removeprefix("./").lstrip("/")
    return f"{address}index.html" if not address or address.endswith("/") else address


def _copy(page: Page) -> str:
    return page.address.removesuffix(".html") + ".txt"


def _parts(page: Page, fingerprint: Fingerprint, made: Fingerprint | None) -> tuple[Part, ...]:
    of = {
        "source": page.source,
        "view": type(page.view).__name__,
        "settings": "site.toml, vocabulary, assets",
        "template": page.template,
        "program": "reading-room",
    }
    return tuple(
        Part(name, of[name], _hex(getattr(made, name)) if made else "", _hex(getattr(fingerprint, name)))
        for name in PARTS
    )


def _hex(digest: bytes) -> str:
    return "" if digest == NOTHING else digest.hex()
