"""Whether the owner's notes stand beside cables that are there. Reads no file."""

from collections.abc import Iterable, Iterator, Mapping

from generator.corpus import Corpus
from generator.essays import Notes
from generator.problems import Problem, Severity, Where
from generator.vocabulary import nearest

_MANY = 10_000  # ids: to compare a name with more of them one by one takes seconds


def stray_notes(notes: Mapping[str, Notes], corpus: Corpus) -> Iterator[Problem]:
    """Report notes on a cable that the room does not have, with the cable they may be meant for (E006)."""
    for one in notes.values():
        if one.id in corpus.positions:
            continue
        meant = corpus.holdings.known(one.id) or nearest(one.id, _like(one.id, corpus))
        hint = f"are they on {meant}? else they wait until that cable comes" if meant else "they wait until it comes"
        message = f"notes on {one.id}, which is not here, are shown nowhere"
        yield Problem(Where(one.path, 1), Severity.WARNING, "E006", message, hint)


def _like(name: str, corpus: Corpus) -> Iterable[str]:
    """Return the ids that a name may be meant for: all, in a large room those of the year that begin alike."""
    if len(corpus.positions) <= _MANY:
        return corpus.positions
    return [one for one in corpus.positions if one[:3] == name[:3]]
