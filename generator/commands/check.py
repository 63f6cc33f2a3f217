"""``check``: read every cable, link them, and say what is wrong. Writes nothing."""

import msgspec

from generator.cables.withholding import publish
from generator.commands.notes import stray_notes
from generator.commands.planning import check_claims
from generator.commands.project import Options, Project
from generator.commands.settings import read_settings
from generator.commands.sources import scan_cables
from generator.commands.withheld import check_all_matched, refuse
from generator.corpus import build_corpus, check_corpus, facts_of
from generator.output.files import read
from generator.problems import AddressError, OutputError, Problem


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
    sources, passed = scan_cables(project.content)
    refuse(settings.withheld, project.content, ((found.path, found.path) for found in sources))
    problems = [*settings.problems, *map(project.located, passed)]
    facts = []
    for found in sources:
        try:
            data = read(project.content / found.path)
        except OutputError as error:
            problems.append(error.problem)
            continue
        published = publish(data, found.path, settings.withheld, settings.vocabulary)
        problems.extend(map(project.located, published.problems))
        facts.append(facts_of(published.cable, published.problems, published.used, settings.vocabulary))
    corpus = build_corpus(facts, settings.vocabulary)
    problems.extend(map(project.located, (*check_corpus(corpus), *stray_notes(settings.notes, corpus))))
    try:
        check_claims(corpus, settings, project)
    except AddressError as error:
        problems.append(error.problem)
    idle = check_all_matched(settings.withheld, settings.withheld_elsewhere, facts)
    problems.extend(map(project.located, idle))
    problems.sort(key=lambda one: (one.where.path, one.where.line or 0, one.code, one.message))
    return Checked(len(facts), tuple(problems))
