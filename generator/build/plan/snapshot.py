"""The result of the last build, and whether this one has anything to do. Opens nothing.

Two builds with the same inputs (settings, templates, program, options) and the same sources make the same site. So if
the last one succeeded and every file of the site is there unchanged, no page need be planned.
"""

import datetime as dt
from pathlib import Path

import msgspec

from generator.build.inputs.inputs import Inputs
from generator.build.inputs.project import Options, Project
from generator.build.plan.contents import prints, writes_json
from generator.problems import Problem
from generator.render.pdf import print_template_digest
from generator.system.digests import digest


class Snapshot(msgspec.Struct, frozen=True):
    """The result of a build.

    Attributes:
        state: the digest of all inputs of the site (``state_of``).
        cables: how many the site has.
        pages: how many the site has.
        problems: those in cables and between them; every build finds those of the inputs again.
        date: the source date of the build.
    """

    state: bytes
    cables: int
    pages: int
    problems: tuple[Problem, ...]
    date: dt.datetime | None = None


def state_of(project: Project, options: Options, inputs: Inputs, print_template: Path | None, sources: bytes) -> bytes:
    """Return the digest of all inputs of a site: problems are located by the path of its content.

    print_template is None if no PDF is made; sources is the digest of all sources.
    """
    asked = msgspec.msgpack.encode((options.search, options.pdf, str(project.content)))
    withheld = msgspec.msgpack.encode((inputs.withheld.digest(), inputs.withheld_elsewhere))
    log = msgspec.msgpack.encode(inputs.changes)
    template = print_template_digest(print_template) if print_template else b""
    return digest(inputs.inputs, withheld, log, asked, template, sources)


def frame_of(project: Project, options: Options, inputs: Inputs, print_template: Path | None, cables: int) -> bytes:
    """Return the digest of everything that a site of so many cables is made from, but for the cables.

    Arguments are as for state_of. Where it is that of the last build, only pages that the change of the sources can touch
    may differ.
    """
    files = (prints(inputs, print_template, cables), writes_json(inputs, cables))
    return digest(state_of(project, options, inputs, print_template, b""), bytes(files))


def unchanged(note: bytes, state: bytes) -> Snapshot | None:
    """Return the result of the last build if it had this state; note is the result as the store has it, b"" for none."""
    if not note:
        return None
    snapshot = msgspec.msgpack.decode(note, type=Snapshot)
    return snapshot if snapshot.state == state else None
