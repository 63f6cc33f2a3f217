"""Writes the log of changes into the content, if the owner asks for it."""

import datetime as dt
from collections.abc import Mapping, Sequence

from generator.build.inputs.inputs import Inputs, load_inputs
from generator.build.inputs.project import Options, Project
from generator.build.inputs.withheld import check_rules
from generator.corpus import Facts
from generator.corpus.change_log import PATH, changes_since, lines_of
from generator.problems import ConfigurationError
from generator.system.reading import read_if_there
from generator.system.writer import Writer


def write_changes(
    project: Project, options: Options, settings: Inputs, facts: Sequence[Facts], digests: Mapping[str, bytes]
) -> Inputs:
    """Add what changed since the last entry to the log, and return the settings with the new log.

    The day is the date given to the build, else today. Only here does a build read the clock; from then on the date is
    content. digests are the SHA-256 of sources as published, by path.

    Raises:
        ConfigurationError: W003 a rule of withholding matches nothing; the log stays as it is.
        OutputError: B003 the log cannot be written.
    """
    idle = check_rules(settings.withheld, settings.withheld_elsewhere, facts, project.content, settings.vocabulary)
    if idle:
        raise ConfigurationError(project.located(idle[0]))
    day = (settings.environment_date or dt.datetime.now(dt.UTC)).date()
    new = changes_since(settings.changes, ((one.path, one.id, digests[one.path].hex()) for one in facts if one.id), day)
    if not new:
        return settings
    before = read_if_there(project.content / PATH)
    parted = before if not before or before.endswith(b"\n") else before + b"\n"
    Writer(project.content, project.store_folder).write(PATH, parted + lines_of(new))
    return load_inputs(project, options)
