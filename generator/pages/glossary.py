"""The glossary: captions, portion marks, tags and abbreviations in words, and the cables that use an abbreviation.

Tags by kind have an index of their own too. How many cables use an abbreviation stands in the glossary alone, and its list
ends after the first: a new cable leaves full lists as they are (docs/decisions/abbreviations.md).
"""

from collections.abc import Iterator

from generator.corpus import Corpus
from generator.pages import addresses
from generator.pages.cables import tag_link
from generator.pages.index_views import GlossaryView, ListView, Row, Term
from generator.pages.page import Page
from generator.vocabulary import Acronym


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
            _term(corpus, one)
            for _, one in sorted(words.acronyms.items(), key=lambda item: (item[0].lower(), item[0]))
            if one.meaning
        ),
    )
    yield Page("glossary.html", "glossary.html", view, claimed_by="the glossary")
    yield from _uses(corpus)


def _term(corpus: Corpus, one: Acronym) -> Term:
    uses = corpus.by_abbreviation.get(one.term)
    if uses is None:
        return Term(one.term, one.meaning, one.confirmed)
    return Term(one.term, one.meaning, one.confirmed, uses.count, addresses.abbreviation_page(one.term))


def _uses(corpus: Corpus) -> Iterator[Page]:
    """Yield for each abbreviation with a meaning the list of the first cables that use it."""
    crumbs = (("Glossary", "glossary.html"),)
    for term, uses in corpus.by_abbreviation.items():
        known = corpus.vocabulary.acronyms[term]
        if known.meaning:
            told = known.meaning if known.confirmed else f"{known.meaning} (meaning not confirmed)"
            view = ListView(term, told, (), crumbs, rest=term if uses.count > len(uses.first) else "")
            place = addresses.abbreviation_page(term)
            yield Page(place, "list.html", view, claimed_by=f"the abbreviation {term}", lines=uses.first)


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
