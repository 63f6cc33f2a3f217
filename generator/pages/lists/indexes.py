"""The indexes that are plain lists of lists: classification, captions, signers, references; and all indexes together."""

from collections.abc import Callable, Iterator, Mapping
from urllib.parse import quote

import msgspec

from generator.cables.heading.classification import LEVELS
from generator.corpus import Corpus
from generator.language import message
from generator.pages import addresses
from generator.pages.cable.view import link_to
from generator.pages.charts import first_and_last_year, spark_width
from generator.pages.lists.collections import INDEX as COLLECTIONS
from generator.pages.lists.collections import collection_pages
from generator.pages.lists.coverage import coverage_page
from generator.pages.lists.dates import date_pages
from generator.pages.lists.glossary import GLOSSARY, glossary_page
from generator.pages.lists.paginate import index_row, list_pages
from generator.pages.lists.posts import origin_pages
from generator.pages.lists.tags import pair_pages, tag_pages
from generator.pages.lists.views import Group, IndexView, ListView, ReferenceIndexView
from generator.pages.page import Page
from generator.pages.parts import WHOLE, Scope, in_part, part_of

_UNSURE = message("(meaning not confirmed)")
_MOST_CITED = 200
_NAMED = 3
_NO_LEVEL = message("Unknown")


def level_pages(corpus: Corpus, scope: Scope = WHOLE) -> Iterator[Page]:
    """Yield the index of classification in order of level, and a list for each."""
    order = {level: at for at, level in enumerate(LEVELS)}
    ordered = {
        level: corpus.by_level[level]
        for level in sorted(corpus.by_level, key=lambda level: (order.get(level, len(order)), level))
    }
    words = corpus.vocabulary.words
    lead = words.say("The level that each cable was given when it was sent. A copy may have been released since.")
    yield from _plain_index(
        corpus, ordered, "classification/index.html", (message("Classification"), lead, message("Level")), scope,
        address=lambda level: addresses.level_page(level or _NO_LEVEL),
        name=lambda level: level.capitalize() or words.say(_NO_LEVEL),
        words=lambda _: "",
    )  # fmt: skip


def caption_pages(corpus: Corpus, scope: Scope = WHOLE) -> Iterator[Page]:
    """Yield the index of captions, and a list for each."""
    known = corpus.vocabulary.captions

    lead = corpus.vocabulary.words.say("Captions say who may see a cable, or how it is to be handled.")
    yield from _plain_index(
        corpus, dict(sorted(corpus.by_caption.items())), "caption/index.html",
        (message("Captions"), lead, message("Caption")), scope,
        address=addresses.caption_page, name=str, words=lambda code: known[code].meaning if code in known else "",
        confirmed=lambda code: code not in known or known[code].confirmed,
    )  # fmt: skip


def signer_pages(corpus: Corpus, scope: Scope = WHOLE) -> Iterator[Page]:
    """Yield the index of the names that cables are signed with, and a list for each."""

    def posts(name: str) -> str:
        origins = dict.fromkeys(corpus.cables[at].origin for at in corpus.by_signer[name] if corpus.cables[at].origin)
        return ", ".join(list(origins)[:3])

    lead = corpus.vocabulary.words.say("Cables go out under the name of the chief of the post, whoever wrote them.")
    yield from _plain_index(
        corpus, dict(sorted(corpus.by_signer.items())), "signer/index.html",
        (message("Signers"), lead, message("Name")), scope,
        address=addresses.signer_page, name=str.title, words=posts,
    )  # fmt: skip


def _plain_index(
    corpus: Corpus, index: Mapping[str, list[int]], place: str, heading: tuple[str, str, str], scope: Scope,
    *, address: Callable[[str], str], name: Callable[[str], str], words: Callable[[str], str],
    confirmed: Callable[[str], bool] = lambda _: True,
) -> Iterator[Page]:  # fmt: skip
    """Yield an index with one group of lines, and the list that each line leads to.

    heading is the index's title, its lead, and what a line is.
    """
    years = first_and_last_year(corpus)
    title, lead, of = heading
    say = corpus.vocabulary.words.say
    rows = []
    for key, positions in index.items():
        in_words, sure = words(key), confirmed(key)
        rows.append(index_row(corpus, positions, years, name(key), in_words, address(key), confirmed=sure))
        if not scope.wants(part := part_of(title.lower(), key)):
            continue
        crumbs = ((say(title), place),)
        told = in_words if sure or not in_words else f"{in_words} {say(_UNSURE)}"
        query = f"classification={quote(key)}" if of == "Level" and key else ""
        shown = ListView(name(key), told, crumbs=crumbs, query=query)
        pages = list_pages(corpus, positions, address(key), shown, of=name(key), ordered=of == "Level")
        yield from in_part(part, pages)
    view = IndexView(say(title), lead, (Group("", tuple(rows)),), spark_width=spark_width(*years), of=of)
    yield Page(place, "index_groups.html", view, claimed_by=f"the index of {title.lower()}")


def reference_page(corpus: Corpus, _scope: Scope = WHOLE) -> Iterator[Page]:
    """Yield the page of the most cited cables, held and not held."""
    held = sorted(corpus.cited_by.items(), key=lambda one: (-len(one[1]), one[0]))
    missing = sorted(corpus.missing, key=lambda one: (-len(one.cited_by), one.id))
    view = ReferenceIndexView(
        tuple((link_to(corpus, cable_id), len(who)) for cable_id, who in held[:_MOST_CITED]),
        len(held),
        tuple((link_to(corpus, one.id), len(one.cited_by)) for one in missing[:_MOST_CITED]),
        len(missing),
    )
    yield Page("reference/index.html", "references.html", view, claimed_by="the index of references")


class Index(msgspec.Struct, frozen=True):
    """One index of the site.

    Attributes:
        title: as the front page names it, in English.
        address: of its first page, for the front page and the sitemap; "" for lists that other indexes lead to.
        words: what the front page says of it.
        pages: yields all its pages, or those of a scope.
        there: says whether the room has it.
    """

    title: str
    address: str
    words: Callable[[Corpus], str]
    pages: Callable[[Corpus, Scope], Iterator[Page]]
    there: Callable[[Corpus], bool] = lambda _: True


def _tags(corpus: Corpus) -> str:
    return corpus.vocabulary.words.count(
        "{count} code for subjects, places, programs and organizations",
        "{count} codes for subjects, places, programs and organizations",
        len(corpus.by_tag),
    )


def _collections(corpus: Corpus) -> str:
    titles = [one.title for one in corpus.collections]
    named = ", ".join(titles[:_NAMED])
    return corpus.vocabulary.words.say("{names} and others", names=named) if len(titles) > _NAMED else named


def _posts(corpus: Corpus) -> str:
    posts = sum(1 for post in corpus.by_post if post)
    return corpus.vocabulary.words.count("{count} that sent cables", "{count} that sent cables", posts)


def _references(corpus: Corpus) -> str:
    words, missing = corpus.vocabulary.words, len(corpus.missing)
    if not missing:
        return words.say("what cites what")
    return words.count(
        "what cites what, and {count} cable cited and not held",
        "what cites what, and {count} cables cited and not held",
        missing,
    )


def _fixed(words: str) -> Callable[[Corpus], str]:
    return lambda corpus: corpus.vocabulary.words.say(words)


# The one place where an index is added: the build, the preview, the front page and the sitemap read this tuple.
INDEXES = (
    Index(message("Tags"), "tag/index.html", _tags, tag_pages),
    Index(message("Collections"), COLLECTIONS, _collections, collection_pages, lambda corpus: bool(corpus.collections)),
    Index("Tags together", "", lambda _: "", pair_pages),
    Index(message("Posts"), "origin/index.html", _posts, origin_pages),
    Index(message("Dates"), "date/index.html", _fixed(message("years and months")), date_pages),
    Index(
        message("Classification"), "classification/index.html", _fixed(message("from unclassified upward")), level_pages
    ),
    Index(message("Captions"), "caption/index.html", _fixed(message("who may see a cable")), caption_pages),
    Index(message("Signers"), "signer/index.html", _fixed(message("whose name is at the end")), signer_pages),
    Index(message("References"), "reference/index.html", _references, reference_page),
    Index(message("Coverage"), "coverage/index.html", _fixed(message("what is held, of how much")), coverage_page),
    Index(message("Glossary"), GLOSSARY, _fixed(message("abbreviations, captions, portion marks")), glossary_page),
)
