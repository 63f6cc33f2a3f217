"""Whether a build has anything to do at all: what stands in the site is what would be made again. Opens nothing.

Two builds with the same inputs (settings, templates, program, options) and the same sources make the same site, so
where the last one succeeded and nothing in the site is lost or altered, no page need even be planned.
"""

import datetime as dt

import msgspec

from generator.commands.project import Options, Project
from generator.commands.settings import Settings
from generator.output.recipe import digest
from generator.problems import Problem


class Standing(msgspec.Struct, frozen=True):
    """What the last build made, and of what.

    state is the digest of all that it was made of; problems are those found in cables and between them, not those of
    the settings, which every build finds anew.
    """

    state: bytes
    cables: int
    pages: int
    problems: tuple[Problem, ...]
    date: dt.datetime | None = None


def state_of(project: Project, options: Options, settings: Settings, press: bytes, sources: bytes) -> bytes:
    """Return the digest of everything that a site is made of.

    Args:
        project: the room; problems are told with the path of its content.
        options: how it is built; jobs make no difference.
        settings: all of it but the cables.
        press: the digest of the print template, b"" where nothing is printed.
        sources: the digest of all sources; what is read of them follows from that, the program and what is kept back.
    """
    asked = msgspec.msgpack.encode((options.search, options.pdf, options.shard_limit, str(project.content)))
    kept_back = msgspec.msgpack.encode((settings.withheld.digest(), settings.withheld_elsewhere))
    log = msgspec.msgpack.encode(settings.changes)
    return digest(settings.inputs, kept_back, log, asked, press, sources)


def standing_in(note: bytes, state: bytes) -> Standing | None:
    """Return what the last build made if it was made of state; note is what that build left, b"" for nothing."""
    if not note:
        return None
    standing = msgspec.msgpack.decode(note, type=Standing)
    return standing if standing.state == state else None
