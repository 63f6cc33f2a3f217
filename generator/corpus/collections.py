"""Which cables of a room belong to which collection. Pure."""

from collections.abc import Iterator, Sequence

from generator.corpus.catalogue import Holdings
from generator.corpus.facts import Facts
from generator.markdown.collections import Collection
from generator.problems import Problem, Where, problem_at


def members(
    collections: Sequence[Collection], cables: Sequence[Facts], holdings: Holdings
) -> tuple[dict[str, list[int]], list[Problem]]:
    """Return the positions of the cables of each collection, by its name, in order, and what is wrong with its rules.

    A cable belongs to one collection: the one that its own metadata name, else that which names its id, else its folder. Two
    that claim it by the same kind of rule are a problem (E017), and the first by name has it. An id or a folder that the
    room does not have is one too (E016).
    """
    if not collections:
        return {}, []
    ids, problems = _by_id(collections, holdings)
    by_word = {word: one.name for one in reversed(collections) for word in (one.title.casefold(), one.name)}
    folders = {folder: one.name for one in reversed(collections) for folder in one.folders}
    found: dict[str, list[int]] = {one.name: [] for one in collections}
    seen: set[str] = set()
    for at, facts in enumerate(cables):
        above = list(_folders_of(facts.path))
        seen.update(above)
        folder = next((one for one in above if one in folders), None)
        name = by_word.get(facts.collection.casefold()) if facts.collection else None
        name = name or ids.get(at) or (folders[folder] if folder is not None else None)
        if name is not None:
            found[name].append(at)
    for one in collections:
        for folder in one.folders:
            if folder not in seen:
                problems.append(problem_at("E016", Where(one.path), wanted=f"the folder cables/{folder}"))
            if folders[folder] != one.name:
                problems.append(problem_at("E017", Where(one.path), wanted=f"cables/{folder}", holder=folders[folder]))
    return found, problems


def _by_id(collections: Sequence[Collection], holdings: Holdings) -> tuple[dict[int, str], list[Problem]]:
    ids: dict[int, str] = {}
    problems: list[Problem] = []
    for one in collections:
        for name, line in one.cables:
            cable = holdings.known(name)
            if cable is None:
                problems.append(problem_at("E016", Where(one.path, line), wanted=f"the cable {name}"))
                continue
            other = ids.setdefault(holdings.positions[cable], one.name)
            if other != one.name:
                problems.append(problem_at("E017", Where(one.path, line), wanted=name, holder=other))
    return ids, problems


def _folders_of(path: str) -> Iterator[str]:
    """Yield the folders of a cable below content/cables, the nearest first."""
    folder = path.removeprefix("cables/").rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
