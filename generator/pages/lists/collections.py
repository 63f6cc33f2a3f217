"""The index of collections, and a list for each with its own text and licence."""

from collections.abc import Iterator

import msgspec

from generator.corpus import Corpus
from generator.language import message
from generator.pages.charts import first_and_last_year, spark_width
from generator.pages.lists.feeds import feed_of
from generator.pages.lists.paginate import index_row, list_pages
from generator.pages.lists.views import Group, IndexView, ListView
from generator.pages.own_words import link_cables
from generator.pages.page import Page
from generator.pages.parts import WHOLE, Scope

INDEX = "collection/index.html"


def collection_pages(corpus: Corpus, _scope: Scope = WHOLE) -> Iterator[Page]:
    """Yield the index of collections and a list for each, where the room has any; they are of no part."""
    if not corpus.collections:
        return
    years = first_and_last_year(corpus)
    words = corpus.vocabulary.words
    rows = []
    for one in corpus.collections:
        positions = corpus.by_collection[one.name]
        rows.append(index_row(corpus, positions, years, one.title, one.description, one.address))
        crumbs = ((words.say("Collections"), INDEX),)
        shown = ListView(one.title, one.description, crumbs=crumbs, feed=feed_of(one.address))
        for page in list_pages(corpus, positions, one.address, shown, of=one.title, ordered=True):
            if page.address == one.address and isinstance(page.view, ListView):
                text = link_cables(one.html, one.address, corpus)
                told = msgspec.structs.replace(page.view, text=text, licence=(one.licence, one.licence_url))
                yield msgspec.structs.replace(page, view=told, claimed_by=one.path)
            else:
                yield page
    lead = words.say("Parts of this room, each with its own source and terms.")
    groups = (Group("", tuple(rows)),)
    view = IndexView(words.say("Collections"), lead, groups, spark_width=spark_width(*years), of=message("Collection"))
    yield Page(INDEX, "index_groups.html", view, claimed_by="the index of collections")
