"""Which cables are compared with which. Pure.

Each cable is compared with the longest of the others that have nearly its text, so that there are no more pairs than
cables, and with those that the owner names. Where a rule withholds anything of either, there is none: the other might show
what is withheld.
"""

from generator.corpus import Corpus
from generator.pages import addresses


def pairs_of(corpus: Corpus, position: int) -> list[tuple[int, int]]:
    """Return the pairs of positions that have a page, of those in which a cable stands; the earlier cable first."""
    return sorted(
        {
            (min(position, other), max(position, other))
            for other in (*_longest(corpus, position), *corpus.named.get(position, ()))
            if not corpus.cables[position].withheld and not corpus.cables[other].withheld
        }
    )


def _longest(corpus: Corpus, position: int) -> list[int]:
    """Return those of nearly a cable's text of which the cable is the longest version, or which is the cable's."""
    versions = corpus.versions
    return [
        other
        for other in versions.get(position, ())
        if versions[position][0] == other or versions[other][0] == position
    ]


def compared_with(corpus: Corpus, position: int) -> tuple[tuple[str, str], ...]:
    """Return the id of each cable that a cable is compared with, and the address of the page."""
    cables = corpus.cables
    return tuple(
        (cables[two if one == position else one].id, addresses.compare_page(cables[one].id, cables[two].id))
        for one, two in pairs_of(corpus, position)
    )
