"""All Facts together: order, indexes, resolved references, who cites whom, what is missing. Pure.

``facts_of`` makes the Facts of one cable; ``build_corpus`` puts all of them together; ``check_corpus`` says what is wrong
across them.
"""

from generator.corpus.build import Corpus, Missing, build_corpus, hold_lean, number_of
from generator.corpus.catalogue import Cited, Holdings
from generator.corpus.checks import check_corpus, checks_across, longer_version
from generator.corpus.facts import Citation, Facts, abbreviations_in, facts_of, unpack_facts
from generator.corpus.resolve import Backlink, Link
from generator.corpus.threads import Chain, chain_of
from generator.corpus.touched import Change, touched_by

__all__ = [
    "Backlink", "Chain", "Change", "Citation", "Cited", "Corpus", "Facts", "Holdings", "Link", "Missing",
    "abbreviations_in", "build_corpus", "chain_of", "check_corpus", "checks_across", "facts_of", "hold_lean",
    "longer_version", "number_of", "touched_by", "unpack_facts",
]  # fmt: skip
