"""The views of a cable's page and of the page of a cable that is cited and not held."""

from collections.abc import Sequence

from generator.cables.ids import parse_id
from generator.corpus import Backlink, Corpus, Facts, Link, Missing, chain_of, checks_across, longer_version, number_of
from generator.corpus.change_log import NO_CHANGES, Changes
from generator.language import message
from generator.pages import addresses
from generator.pages.cable.classification_words import classification_in_words
from generator.pages.comparison.pairs import compared_with
from generator.pages.page import CollectionLink
from generator.pages.views import CableLink, CableView, CitedBy, Mentioned, MissingView, ReferenceLine, TagLink, Thread
from generator.vocabulary import Tag

SPECIMENS = "specimens"
Links = Sequence[CableLink] | None
_SHORTEST_THREAD = 3
_MOST_OF_A_NUMBER = 100
_DOUBTS = {
    "": message("No year is printed, and the year of this cable is not known."),
    "citing": message("No year is printed. The year of this cable is taken, as cables do that leave it out."),
    "number": message("No year is printed. The year before is taken: this year's number was not reached yet."),
    "held": message("No year is printed. The year before is taken: that cable is held, and this year's is not."),
}


def cable_link(facts: Facts) -> CableLink:
    """Return a held cable as a line of a list."""
    return CableLink(
        facts.id, addresses.cable_page(facts.id), facts.title, facts.date, facts.origin,
        classification_in_words(facts.classification), facts.level,
        facts.summary, specimen=facts.collection == SPECIMENS,
    )  # fmt: skip


def links_of(corpus: Corpus) -> list[CableLink]:
    """Return every held cable, by position, as a line of a list; who plans all pages makes each line once."""
    return [cable_link(one) for one in corpus.cables]


def link_to(corpus: Corpus, cable_id: str, links: Links = None) -> CableLink:
    """Return a cable as a line of a list, held or only cited; links are those of all cables where they are made."""
    position = corpus.positions.get(cable_id)
    if position is None:
        return CableLink(cable_id, addresses.cable_page(cable_id), held=False)
    return link_at(corpus, position, links)


def link_at(corpus: Corpus, position: int, links: Links = None) -> CableLink:
    """Return the cable at a position as a line of a list."""
    return links[position] if links else cable_link(corpus.cables[position])


def tag_link(corpus: Corpus, code: str, year: int | None) -> TagLink:
    """Return a tag with its words in a cable of a year; a code that the vocabulary does not know stays a code."""
    tag = corpus.vocabulary.tag_in(code, year)
    address = addresses.tag_page(code)
    return TagLink(code, tag.kind, tag.meaning, address, tag.confirmed) if tag else TagLink(code, "other", "", address)


def tag_of_list(corpus: Corpus, code: str) -> TagLink:
    """Return a tag with its words in the cables of this room: where they mean several things by it, each with its years."""
    rows = corpus.vocabulary.tags_by_year.get(code)
    if rows is None:
        return tag_link(corpus, code, None)
    years = {corpus.cables[at].sent_in for at in corpus.by_tag.get(code, ())}
    found = dict.fromkeys(corpus.vocabulary.tag_in(code, year) for year in sorted(years, key=lambda one: one or 0))
    meant = [one for one in found if one is not None and one.meaning]
    if len(meant) == 1:
        return TagLink(code, rows[-1].kind, meant[0].meaning, addresses.tag_page(code), meant[0].confirmed)
    return TagLink(code, rows[-1].kind, "; ".join(map(_with_years, meant)), addresses.tag_page(code))


def _with_years(tag: Tag) -> str:
    years = " ".join([f"from {tag.first}"] * bool(tag.first) + [f"to {tag.last}"] * bool(tag.last))
    return f"{tag.meaning} ({years}{'' if tag.confirmed else ', not confirmed'})"


def cable_view(
    corpus: Corpus, position: int, links: Links = None,
    *, pdf: bool = False, json: bool = False, markdown: bool = False, changes: Changes = NO_CHANGES,
    dossiers: tuple[tuple[str, str], ...] = (), originals: tuple[str, ...] = (),
) -> CableView:  # fmt: skip
    """Make the view of the cable at a position.

    links are those of all cables where they are made (links_of); pdf says that it is printed too, json that its record is a
    file of its own, markdown that it is a Markdown file too; changes is the log of changes; dossiers those that name it;
    originals as in the view.
    """
    facts = corpus.cables[position]
    post = corpus.vocabulary.post_of(facts.post)
    earlier, later = corpus.neighbours[position]
    longer = longer_version(corpus, position)
    others = [at for at in corpus.same_number.get(number_of(facts.id), ()) if at != position]
    return CableView(
        id=facts.id,
        address=addresses.cable_page(facts.id),
        text_address=addresses.cable_file(facts.id, "txt"),
        message_address=addresses.cable_file(facts.id, "message.txt") if facts.taken_from else "",
        pdf_address=addresses.cable_file(facts.id, "pdf") if pdf else "",
        json_address=addresses.cable_file(facts.id, "json") if json else "",
        markdown_address=addresses.cable_file(facts.id, "md") if markdown else "",
        changed=corpus.vocabulary.words.day(changes.changed[facts.id]) if facts.id in changes.changed else "",
        title=facts.title,
        date=facts.date,
        precision=facts.precision,
        origin=facts.origin,
        post=facts.post,
        post_address=addresses.origin_page(facts.post) if facts.post else "",
        country=post.country,
        country_code=post.country_code,
        classification=classification_in_words(facts.classification),
        level=facts.level,
        level_address=addresses.level_page(facts.level) if facts.level else "",
        tags=tuple(tag_link(corpus, code, facts.sent_in) for code in facts.tags),
        references=tuple(
            ReferenceLine(
                link.label,
                link.text,
                link.kind,
                link_to(corpus, link.id, links) if link.id else None,
                link.flags,
                _doubt(link),
                link.item,
            )
            for link in corpus.links[position]
        ),
        mentioned=_mentioned(corpus, facts, links),
        cited_by=_cited_by(corpus, corpus.cited_by.get(facts.id, ()), links),
        earlier=link_at(corpus, earlier, links) if earlier >= 0 else None,
        later=link_at(corpus, later, links) if later >= 0 else None,
        specimen=facts.collection == SPECIMENS,
        collection=_collection(corpus, position),
        month_address=addresses.month_page(facts.date.year, facts.date.month) if facts.date else "",
        problems=tuple(problem.code for problem in facts.problems),
        thread=_thread(corpus, position, links),
        versions=tuple(link_at(corpus, at, links) for at in corpus.versions.get(position, ())),
        compared=compared_with(corpus, position),
        longer=link_at(corpus, longer, links)
        if longer is not None and corpus.cables[longer].words > facts.words
        else None,
        checks=checks_across(corpus, position),
        same_number=tuple(link_at(corpus, at, links) for at in others[:_MOST_OF_A_NUMBER]),
        same_number_more=max(0, len(others) - _MOST_OF_A_NUMBER),
        dossiers=dossiers,
        originals=originals,
    )


def _collection(corpus: Corpus, position: int) -> CollectionLink | None:
    """Return the collection that a cable is of, or that it names itself where the room says nothing of it."""
    name = corpus.collection_at.get(position)
    own = corpus.cables[position].collection
    if name is None:
        return CollectionLink(own) if own else None
    one = next(one for one in corpus.collections if one.name == name)
    return CollectionLink(one.title, one.name, one.address, one.banner, one.licence, one.licence_url)


def _doubt(link: Link) -> tuple[str, str]:
    """Return what a reader should know of a reference's year, and the other cable that it may mean, "" for none."""
    if link.kind == "cable" and link.id is None:
        return _DOUBTS[""], ""
    if link.year == "printed" or (link.year == "citing" and link.held and not link.other):
        return "", ""
    return _DOUBTS[link.year], link.other or ""


def _thread(corpus: Corpus, position: int, links: Links) -> Thread | None:
    """Return the thread that a cable stands in, None when it connects fewer than three."""
    if not corpus.cites[position] and not corpus.citing[position]:
        return None
    chain = chain_of(position, corpus.cites, corpus.citing)
    if len(chain.positions) < _SHORTEST_THREAD:
        return None
    place = {at: n for n, at in enumerate(chain.positions)}
    cables = [link_at(corpus, at, links) for at in chain.positions]
    return Thread(
        tuple([CableLink(one.id, one.address, one.title, one.date) for one in cables]),
        tuple((place[one], place[other]) for one, other in chain.edges),
        place[position],
        chain.distance,
    )


def _mentioned(corpus: Corpus, facts: Facts, links: Links) -> tuple[Mentioned, ...]:
    found: dict[tuple[str, bool], Mentioned] = {}
    for citation in facts.citations:
        guess = (citation.id, citation.year_given)
        if citation.id and guess not in found:
            cited = corpus.holdings.find(citation.id, facts, year_given=citation.year_given)
            if cited.id != facts.id:
                found[guess] = Mentioned(*guess, link_to(corpus, cited.id, links))
    return tuple(found.values())


def _cited_by(corpus: Corpus, backlinks: tuple[Backlink, ...], links: Links) -> tuple[CitedBy, ...]:
    return tuple(
        [CitedBy(link_to(corpus, one.id, links), one.anchor, one.sentence, one.label, one.text) for one in backlinks]
    )


def is_invented(corpus: Corpus, missing: Missing) -> bool:
    """Say whether only specimens cite a cable: then it was never sent, and nobody need ask for it."""
    return all(corpus.cables[corpus.positions[one.id]].collection == SPECIMENS for one in missing.cited_by)


def missing_view(corpus: Corpus, missing: Missing, links: Links = None) -> MissingView | None:
    """Make the view of a cable that is not held; None when its id does not follow the grammar. links are as in cable_view."""
    identity = parse_id(missing.id)
    if identity is None:
        return None
    post = corpus.vocabulary.post_of(identity.post)
    before, after = (
        link_at(corpus, at, links) if at is not None else None
        for at in corpus.holdings.around(identity.post, identity.year, identity.serial)
    )
    return MissingView(
        id=missing.id,
        post=identity.post,
        post_name=post.name,
        country=post.country,
        post_address=addresses.origin_page(identity.post) if identity.post in corpus.by_post else "",
        year=identity.year,
        serial=identity.serial,
        cited_by=_cited_by(corpus, missing.cited_by, links),
        before=before,
        after=after,
        between=not (before and after and before.date and after.date and before.date > after.date),
        specimen=is_invented(corpus, missing),
    )
