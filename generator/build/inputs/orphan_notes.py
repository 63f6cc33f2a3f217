"""The notes of the owner, read; and whether each belongs to a cable of the room, and to a paragraph of it. Opens no file."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.corpus import Corpus
from generator.markdown import Notes, cable_of, parse_notes
from generator.pages.addresses import cable_page
from generator.problems import Problem, Where, nearest, problem_at
from generator.redaction import Rules

_NUMBER = re.compile(r"[0-9]{1,9}")
_MANY = 10_000  # ids: to compare a name with more of them one by one takes seconds


def read_notes(texts: Mapping[str, bytes], rules: Rules) -> tuple[dict[str, Notes], list[Problem]]:
    """Return the notes of a room by the id of their cable, and second files on one cable (E005)."""
    notes: dict[str, Notes] = {}
    problems: list[Problem] = []
    for path, data in texts.items():
        if not (path.startswith("notes/") and path.endswith(".md")):
            continue
        one = parse_notes(data, path, cable_page(cable_of(path)), rules)
        if one.id in notes:
            first = notes[one.id].path
            problems.append(problem_at("E005", Where(path), other=first, path=first, cable=one.id))
        else:
            notes[one.id] = one
    return notes, problems


def orphan_notes(notes: Mapping[str, Notes], corpus: Corpus) -> Iterator[Problem]:
    """Report notes on a cable (E006) or a paragraph (E009) that the room does not have, and suggest which one was meant."""
    for one in notes.values():
        if one.id in corpus.positions:
            yield from _without_paragraph(one, corpus.cables[corpus.positions[one.id]].anchors())
            continue
        yield problem_at("E006", Where(one.path, 1), cable=one.id, meant=meant_cable(one.id, corpus))


def _without_paragraph(notes: Notes, anchors: Sequence[str]) -> Iterator[Problem]:
    known = frozenset(anchors)
    for note in notes.notes:
        if note.anchor and note.anchor not in known:
            yield problem_at("E009", Where(notes.path, note.line), detail=no_paragraph(notes.id, note.anchor, anchors))


def no_paragraph(cable_id: str, anchor: str, anchors: Iterable[str]) -> str:
    """Return the words for a paragraph that a cable, whose anchors are these, does not have."""
    near = nearest_paragraph(anchor, anchors)
    hint = f"the nearest is {near}" if near else "its paragraphs have no numbers"
    return f"{cable_id} has no {anchor}; {hint}"


def nearest_paragraph(anchor: str, anchors: Iterable[str]) -> str:
    """Return the anchor of the paragraph whose number is nearest to the first number in another anchor, "" if there is none."""
    numbered = [(int(found[0]), one) for one in anchors if (found := _NUMBER.search(one))]
    wanted = _NUMBER.search(anchor)
    if wanted is None or not numbered:
        return ""
    return min(numbered, key=lambda one: abs(one[0] - int(wanted[0])))[1]


def meant_cable(name: str, corpus: Corpus) -> str:
    """Return the id of the cable that a wrong one may mean, "" if there is none."""
    return corpus.holdings.known(name) or nearest(name, _like(name, corpus))


def _like(name: str, corpus: Corpus) -> Iterable[str]:
    """Return the ids that a wrong name may mean: all, in a large room those of its year with the same beginning."""
    if len(corpus.positions) <= _MANY:
        return corpus.positions
    return [one for one in corpus.positions if one[:3] == name[:3]]
