"""The glossary: captions, portion marks, tags and abbreviations in words, the cables that use an abbreviation, the sources.

Tags by kind have an index of their own too. How many cables use an abbreviation stands in the glossary alone, and its list
ends after the first: a new cable leaves full lists as they are (docs/explanation/decisions/abbreviations.md).
"""

from collections.abc import Iterator

from generator.corpus import Corpus
from generator.language import message
from generator.pages import addresses
from generator.pages.cable.view import tag_of_list
from generator.pages.lists.tags import by_words
from generator.pages.lists.views import GlossaryView, ListView, Row, Sense, SourcesView, Term
from generator.pages.page import ListPage, Page
from generator.pages.parts import WHOLE, Scope, part_of
from generator.vocabulary import Acronym, Meaning, Vocabulary

GLOSSARY = "glossary.html"
SOURCES = "glossary/sources.html"
_TABLES = {
    "tags": (message("Tags"), message("codes and names by which cables are filed")),
    "acronyms": (message("Abbreviations"), message("meanings of abbreviations in the text")),
    "captions": (message("Captions"), message("words on who may see a cable or how it is handled")),
    "portion_marks": (message("Portion marks"), message("marks before paragraphs")),
    "precedence": (message("Precedence"), message("degrees of urgency")),
    "opsignals": (message("Operating signals"), message("signals in the transmission header")),
    "routing": (message("Routing indicators"), message("stations of the network")),
    "posts": (message("Posts"), message("posts, missions and departments")),
    "post_aliases": (message("Spellings of posts"), message("other spellings, read as the post")),
    "tag_aliases": (message("Spellings of tags"), message("other spellings, read as the tag")),
    "spellings": (message("Spellings of names"), message("spellings of one name, which a search joins")),
    "malformed_ids": (message("Garbled identifiers"), message("identifiers, read as what they stand for")),
}


def glossary_page(corpus: Corpus, scope: Scope = WHOLE) -> Iterator[Page]:
    """Yield the page of all abbreviations that the vocabulary knows, and of the captions and tags of this room's cables."""
    words = corpus.vocabulary
    captions = []
    for code, positions in sorted(corpus.by_caption.items()):
        known = words.captions.get(code)
        meaning = known.meaning if known else ""
        captions.append(Row(code, meaning, addresses.caption_page(code), len(positions)))
    view = GlossaryView(
        captions=tuple(captions),
        tags=tuple(sorted(_tags(corpus), key=by_words)),
        marks=tuple(
            Term(code, (Sense(_level_in_words(meaning)),))
            for code, meaning in sorted(words.portion_marks.items())
            if meaning
        ),
        abbreviations=tuple(
            _term(corpus, one)
            for _, one in sorted(words.acronyms.items(), key=lambda item: (item[0].lower(), item[0]))
            if one.meanings
        ),
    )
    yield Page(GLOSSARY, "glossary.html", view, claimed_by="the glossary")
    tables = tuple((*_TABLES[one.table], one) for name in _TABLES for one in words.rests if one.table == name)
    yield Page(SOURCES, "sources.html", SourcesView(tables), claimed_by="the sources of the glossary")
    yield from _uses(corpus, scope)


def _term(corpus: Corpus, one: Acronym) -> Term:
    uses = corpus.by_abbreviation.get(one.term)
    senses = tuple(_sense(one.term, meaning, corpus.vocabulary) for meaning in one.meanings)
    if uses is None:
        return Term(one.term, senses)
    return Term(one.term, senses, uses.count, addresses.abbreviation_page(one.term))


def _sense(term: str, meaning: Meaning, vocabulary: Vocabulary) -> Sense:
    """Return a meaning in words; that of ``GOK`` depends on the country."""
    if "*" in meaning.text:
        words = meaning.text.replace("*", f"a country with the initial{'s' * (len(term) > len('GOK'))} {term[2:]}")
        return Sense(words, "told by the post and the tags of the cable")
    bound = []
    if meaning.where:
        known = [vocabulary.tags.get(code) for code in meaning.where]
        names = [tag.meaning if tag and tag.meaning else code for tag, code in zip(known, meaning.where, strict=True)]
        bound.append(f"on {', '.join(names)}")
    bound += [f"from {meaning.first}"] * bool(meaning.first) + [f"to {meaning.last}"] * bool(meaning.last)
    return Sense(meaning.text, f"in cables {' '.join(bound)}" if bound else "")


def _uses(corpus: Corpus, scope: Scope) -> Iterator[Page]:
    """Yield for each abbreviation with a meaning the list of the first cables that use it."""
    crumbs = ((corpus.vocabulary.words.say("Glossary"), GLOSSARY),)
    for term, uses in corpus.by_abbreviation.items():
        known = corpus.vocabulary.acronyms[term]
        if known.meanings and scope.wants(part := part_of("abbreviation", term)):
            senses = [_sense(term, meaning, corpus.vocabulary) for meaning in known.meanings]
            told = "; or ".join(f"{one.words} ({one.bound})" if one.bound else one.words for one in senses)
            view = ListView(term, told, crumbs=crumbs, rest=term if uses.count > len(uses.first) else "")
            place = addresses.abbreviation_page(term)
            yield ListPage(place, "list.html", view, claimed_by=f"the abbreviation {term}", part=part, lines=uses.first)


def _tags(corpus: Corpus) -> Iterator[Row]:
    for code, positions in sorted(corpus.by_tag.items()):
        tag = tag_of_list(corpus, code)
        yield Row(code, tag.meaning, tag.address, len(positions), confirmed=tag.confirmed)


def _level_in_words(meaning: str) -> str:
    """Return the meaning of a mark in ordinary letters: ``Secret, NOFORN``; captions keep theirs."""
    words = [
        word if word.strip(",") == "NOFORN" or not word.strip(",").isupper() else word.lower()
        for word in meaning.split()
    ]
    return " ".join(words)[:1].upper() + " ".join(words)[1:]
