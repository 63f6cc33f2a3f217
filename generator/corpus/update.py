"""``reworded``: a corpus after the words of a few cables have changed, in a fraction of the time of ``build_corpus``. Pure.

What links cables (ids, dates, references, tags …) must be as it was; then all but the cables themselves and their
versions is as it was too. A preview needs this at each keystroke, a build never.
"""

from collections.abc import Iterable

import msgspec

from generator.corpus.build import Corpus
from generator.corpus.facts import Facts
from generator.corpus.near_duplicates import find_versions

# Facts that build_corpus makes no link of.
_WORDS = frozenset({"title", "summary", "words", "sketch", "problems", "paragraphs", "taken_from"})
_LINKING = tuple(name for name in Facts.__struct_fields__ if name not in _WORDS)


def reworded(corpus: Corpus, read: Iterable[Facts]) -> Corpus | None:
    """Return what ``build_corpus`` would of the same facts with those read in place of their older ones.

    Returns:
        None where more than words has changed: a cable is new, links otherwise, or is one of several with its id.
    """
    cables = list(corpus.cables)
    sketched = False
    for one in read:
        at = corpus.positions.get(one.id)
        if at is None or one.id in corpus.doubled:
            return None
        old = cables[at]
        if any(getattr(old, name) != getattr(one, name) for name in _LINKING):
            return None
        sketched = sketched or old.sketch != one.sketch or old.words != one.words
        cables[at] = one
    held = tuple(cables)
    versions = find_versions([one.sketch for one in held], [one.words for one in held]) if sketched else corpus.versions
    holdings = msgspec.structs.replace(corpus.holdings, cables=held)
    return msgspec.structs.replace(corpus, cables=held, holdings=holdings, versions=versions)
