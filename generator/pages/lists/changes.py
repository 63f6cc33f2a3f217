"""The pages of changes: an index of the days on which the log was written, and a page a day."""

import datetime as dt
from collections.abc import Iterator, Sequence

from generator.corpus import Corpus
from generator.corpus.change_log import KINDS, Change, Changes
from generator.language import message
from generator.pages import addresses
from generator.pages.cable.view import link_to
from generator.pages.lists.views import Group, IndexView, Row
from generator.pages.page import Page
from generator.pages.views import CableLink, ChangeGroup, ChangesView

INDEX = "changes/index.html"
_LONGEST = 500
_TITLE = message("Changes")
_LEAD = message(
    "Cables that came into this room, whose source became another, or that were withdrawn, by the day it was noted."
)
# What is translated by its value, here and in the template.
_SAID = (
    message("added"), message("changed"), message("withdrawn"),
    message("Added"), message("Changed"), message("Withdrawn"),
)  # fmt: skip


def change_pages(corpus: Corpus, changes: Changes) -> Iterator[Page]:
    """Yield the pages of changes, none for a room that keeps no log."""
    days: dict[dt.date, list[Change]] = {}
    for one in changes.log:
        days.setdefault(one.date, []).append(one)
    if not days:
        return
    words = corpus.vocabulary.words
    rows = []
    cited = {one.id for one in corpus.missing}
    for day, noted in sorted(days.items(), reverse=True):
        place = addresses.changes_page(day)
        counts = ((sum(one.change == kind for one in noted), kind) for kind in KINDS)
        told = ", ".join(f"{words.number(count)} {words.say(kind)}" for count, kind in counts if count)
        rows.append(Row(words.day(day), told, place, len(noted)))
        groups = tuple(_group(corpus, cited, kind, noted) for kind in KINDS)
        view = ChangesView(
            words.day(day), tuple(group for group in groups if group.total), ((words.say(_TITLE), INDEX),)
        )
        yield Page(place, "changes.html", view, claimed_by=f"the changes of {day.isoformat()}")
    index = IndexView(words.say(_TITLE), words.say(_LEAD), (Group("", tuple(rows)),), of=message("Day"))
    yield Page(INDEX, "index_groups.html", index, claimed_by="the index of changes")


def _group(corpus: Corpus, cited: set[str], kind: str, noted: Sequence[Change]) -> ChangeGroup:
    ids = list(dict.fromkeys(one.id for one in noted if one.change == kind))
    return ChangeGroup(kind, tuple(_link(corpus, cited, name) for name in ids[:_LONGEST]), len(ids))


def _link(corpus: Corpus, cited: set[str], cable_id: str) -> CableLink:
    """Return a cable as a line; one that is neither held nor cited has no page to lead to."""
    if cable_id in corpus.positions or cable_id in cited:
        return link_to(corpus, cable_id)
    return CableLink(cable_id, "", held=False)
