"""Cables read for tests of the pages: a small corpus, and the way from a text to its view."""

from collections.abc import Sequence

import msgspec
import pytest

from generator.cables.model import Cable
from generator.cables.parse import parse_cable
from generator.corpus import Corpus, build_corpus, facts_of
from generator.pages.cable.view import cable_view
from generator.pages.views import CableView
from generator.vocabulary import Vocabulary, with_site_rows
from tests.room import POSTS, cable_text


class Reading(msgspec.Struct, frozen=True):
    """A cable with the view of its page and the corpus it stands in."""

    cable: Cable
    view: CableView
    corpus: Corpus


class Desk:
    """Reads invented cables into a corpus."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Read with a vocabulary."""
        self.vocabulary = vocabulary

    def read(self, text: str, *others: str, path: str = "cables/07VENSK12.txt") -> Reading:
        """Read a cable among others, each of which is a whole text."""
        cable, problems = parse_cable(text.encode(), path, self.vocabulary)
        facts = [facts_of(cable, problems)]
        for number, other in enumerate(others):
            facts.append(facts_of(*parse_cable(other.encode(), f"cables/other-{number}.txt", self.vocabulary)))
        corpus = build_corpus(facts, self.vocabulary)
        return Reading(cable, cable_view(corpus, corpus.positions[cable.id]), corpus)

    def corpus(self, ids: Sequence[str]) -> Corpus:
        """Return a corpus of plain cables."""
        read = (parse_cable(cable_text(one).encode(), f"cables/{one}.txt", self.vocabulary) for one in ids)
        return build_corpus([facts_of(*one) for one in read], self.vocabulary)


@pytest.fixture(scope="session")
def desk() -> Desk:
    """A desk that knows the invented posts."""
    vocabulary, _ = with_site_rows({"posts": POSTS.encode()})
    return Desk(vocabulary)
