"""The glossary: abbreviations, captions and portion marks in words. Tags have an index of their own."""

from collections.abc import Iterator

from generator.corpus import Corpus
from generator.pages import addresses
from generator.pages.page import Page
from generator.pages.views import GlossaryView, Row, Term


def glossary_page(corpus: Corpus) -> Iterator[Page]:
    """Yield the page of all abbreviations that the vocabulary knows, and of the captions that this room's cables bear."""
    words = corpus.vocabulary
    captions = []
    for code, positions in sorted(corpus.by_caption.items()):
        known = words.captions.get(code)
        meaning = known.meaning if known else ""
        captions.append(Row(code, meaning, addresses.caption_page(code), len(positions)))
    view = GlossaryView(
        captions=tuple(captions),
        marks=tuple(Term(one.code, one.meaning) for _, one in sorted(words.portion_marks.items()) if one.meaning),
        abbreviations=tuple(
            Term(one.term, one.meaning, confirmed=one.confirmed)
            for _, one in sorted(words.acronyms.items(), key=lambda item: (item[0].lower(), item[0]))
            if one.meaning
        ),
    )
    yield Page("glossary.html", "glossary.html", view, claimed_by="the glossary")
