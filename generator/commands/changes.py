"""Writes the log of changes into the content, when the owner asks for it."""

import datetime as dt
from collections.abc import Mapping, Sequence

from generator.commands.project import Options, Project
from generator.commands.settings import Settings, read_settings
from generator.commands.withheld import check_all_matched
from generator.corpus import Facts
from generator.corpus.changes import PATH, changes_since, lines_of
from generator.output.files import cannot_write
from generator.problems import ConfigurationError


def write_changes(
    project: Project, options: Options, settings: Settings, facts: Sequence[Facts], digests: Mapping[str, bytes]
) -> Settings:
    """Note what changed since the log was last written, and return the settings as they are then.

    The day is that of the date that the build was told, else today: the one place where a build looks at the clock, and
    what it sees stands in the content from then on. digests are the SHA-256 of sources as published, by path.

    Raises:
        ConfigurationError: W003 a rule of what is withheld matches nothing; nothing is noted then.
        OutputError: B003 the log cannot be written.
    """
    idle = check_all_matched(settings.withheld, settings.withheld_elsewhere, facts)
    if idle:
        raise ConfigurationError(project.located(idle[0]))
    day = (settings.told_date or dt.datetime.now(dt.UTC)).date()
    new = changes_since(settings.changes, ((one.path, one.id, digests[one.path].hex()) for one in facts), day)
    if not new:
        return settings
    place = project.content / PATH
    try:
        before = place.read_bytes() if place.is_file() else b""
        parted = before if not before or before.endswith(b"\n") else before + b"\n"
        beside = place.with_name(f".{PATH}.new")
        beside.write_bytes(parted + lines_of(new))
        beside.replace(place)
    except OSError as error:
        raise cannot_write(str(place), error) from None
    return read_settings(project, options)
