"""The glossary: captions, portion marks, tags and abbreviations in words. Tags by kind have an index of their own too."""

from collections.abc import Iterator

from generator.corpus import Corpus
from generator.pages import addresses
from generator.pages.cables import tag_link
from generator.pages.page import Page
from generator.pages.views import GlossaryView, Row, Term


def glossary_page(corpus: Corpus) -> Iterator[Page]:
    """Yield the page of all abbreviations that the vocabulary knows, and of the captions and tags of this room's cables."""
    words = corpus.vocabulary
    captions = []
    for code, positions in sorted(corpus.by_caption.items()):
        known = words.captions.get(code)
        meaning = known.meaning if known else ""
        captions.append(Row(code, meaning, addresses.caption_page(code), len(positions)))
    view = GlossaryView(
        captions=tuple(captions),
        tags=tuple(_tags(corpus)),
        marks=tuple(
            Term(one.code, _level_in_words(one.meaning))
            for _, one in sorted(words.portion_marks.items())
            if one.meaning
        ),
        abbreviations=tuple(
            Term(one.term, one.meaning, confirmed=one.confirmed)
            for _, one in sorted(words.acronyms.items(), key=lambda item: (item[0].lower(), item[0]))
            if one.meaning
        ),
    )
    yield Page("glossary.html", "glossary.html", view, claimed_by="the glossary")


def _tags(corpus: Corpus) -> Iterator[Row]:
    for code, positions in sorted(corpus.by_tag.items()):
        tag = tag_link(corpus, code)
        yield Row(code, tag.meaning, tag.address, len(positions), confirmed=tag.confirmed)


def _level_in_words(meaning: str) -> str:
    """Return the meaning of a mark in ordinary letters: ``Secret, NOFORN``; captions keep theirs."""
    words = [
        word if word.strip(",") == "NOFORN" or not word.strip(",").isupper() else word.lower()
        for word in meaning.split()
    ]
    return " ".join(words)[:1].upper() + " ".join(words)[1:]
