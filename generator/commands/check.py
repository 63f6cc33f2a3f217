"""``check``: read every cable, link them, and say what is wrong. Writes nothing."""

import msgspec

from generator.cables.parse import parse_cable
from generator.commands.notes import stray_notes
from generator.commands.project import Options, Project
from generator.commands.settings import read_settings
from generator.commands.sources import scan_cables
from generator.corpus import build_corpus, check_corpus, facts_of
from generator.output.files import read
from generator.problems import OutputError, Problem


class Checked(msgspec.Struct, frozen=True):
    """How many cables were read, and every problem in order of place."""

    cables: int
    problems: tuple[Problem, ...]


def check(project: Project) -> Checked:
    """Read a room and return what is wrong with it.

    Raises:
        GeneratorError: the settings cannot be used, or there is no content folder.
    """
    settings = read_settings(project, Options())
    sources, unnamed = scan_cables(project.content)
    problems = [*settings.problems, *map(project.located, unnamed)]
    facts = []
    for found in sources:
        try:
            data = read(project.content / found.path)
        except OutputError as error:
            problems.append(error.problem)
            continue
        cable, own = parse_cable(data, found.path, settings.vocabulary)
        problems.extend(map(project.located, own))
        facts.append(facts_of(cable, own))
    corpus = build_corpus(facts, settings.vocabulary)
    problems.extend(map(project.located, (*check_corpus(corpus), *stray_notes(settings.notes, corpus))))
    problems.sort(key=lambda one: (one.where.path, one.where.line or 0, one.code, one.message))
    return Checked(len(facts), tuple(problems))
