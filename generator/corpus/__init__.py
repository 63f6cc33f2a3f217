"""All Facts together: order, indexes, resolved references, who cites whom, what is missing. Pure.

``facts_of`` makes the Facts of one cable; ``build_corpus`` puts all of them together; ``check_corpus`` says what is wrong
across them.
"""

from generator.corpus.build import Corpus, Missing, build_corpus
from generator.corpus.chains import Chain, chain_of
from generator.corpus.check import check_corpus, checks_across, longer_version
from generator.corpus.facts import Citation, Facts, abbreviations_in, facts_of, unpack_facts
from generator.corpus.holdings import Cited, Holdings
from generator.corpus.resolve import Backlink, Link

__all__ = [
    "Backlink",
    "Chain",
    "Citation",
    "Cited",
    "Corpus",
    "Facts",
    "Holdings",
    "Link",
    "Missing",
    "abbreviations_in",
    "build_corpus",
    "chain_of",
    "check_corpus",
    "checks_across",
    "facts_of",
    "longer_version",
    "unpack_facts",
]
