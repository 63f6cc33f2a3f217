"""``compare_pages``: a page for each two versions of one text. Pure."""

from collections.abc import Iterator

from generator.corpus import Corpus
from generator.pages import addresses
from generator.pages.cable.view import link_at
from generator.pages.comparison.pairs import pairs_of
from generator.pages.page import Page
from generator.pages.views import CompareView


def compare_pages(corpus: Corpus) -> Iterator[Page]:
    """Yield a page for each pair."""
    for position in sorted({*corpus.versions, *corpus.named}):
        for one, two in pairs_of(corpus, position):
            if one == position:
                first, second = corpus.cables[one], corpus.cables[two]
                view = CompareView(
                    link_at(corpus, one),
                    link_at(corpus, two),
                    (first.path, second.path),
                    corpus.vocabulary.words.say("{first} and {second}", first=first.id, second=second.id),
                )
                address = addresses.compare_page(first.id, second.id)
                yield Page(address, "compare.html", view, claimed_by=f"the comparison of {first.id} and {second.id}")
