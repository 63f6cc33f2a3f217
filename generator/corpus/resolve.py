"""References as printed -> cables of this room, held or not. One cable's references at a time; pure.

docs/format.md, "References": an omitted year is the citing cable's, or the one before when only that is held.
"""

from collections.abc import Mapping, Sequence

import msgspec

from generator.cables.ids import Identity, parse_id
from generator.cables.model import Reference
from generator.corpus.facts import Citation, Facts


class Link(msgspec.Struct, frozen=True):
    """One reference of a cable, resolved. id is None for what is no cable; held says whether the room has it."""

    label: str
    text: str
    kind: str
    id: str | None
    held: bool
    flags: tuple[str, ...] = ()
    guessed: bool = False


class Backlink(msgspec.Struct, frozen=True):
    """Who cites a cable: the citing cable's id, the paragraph's anchor and the sentence, "" when only the REF block does."""

    id: str
    anchor: str = ""
    sentence: str = ""


def resolve_id(cited: str, held: Mapping[str, str], *, year_given: bool) -> tuple[str, bool]:
    """Return (canonical id, whether it is held) of a cited id.

    Args:
        cited: the id with the year written or guessed.
        held: every held id and alias -> id.
        year_given: the year was written; then no other is tried.
    """
    if cited in held:
        return held[cited], True
    if not year_given and (identity := parse_id(cited)) is not None:
        before = Identity(identity.year - 1, identity.post, identity.serial).cable_id
        if before in held:
            return held[before], True
    return cited, False


def resolve_references(references: Sequence[Reference], own: str, held: Mapping[str, str]) -> tuple[Link, ...]:
    """Resolve the items of a REF block in the order of the block; a reference of a cable to itself is dropped."""
    links: list[Link] = []
    for one in references:
        if one.kind != "cable" or one.id is None:
            links.append(Link(one.label, one.text, one.kind, None, held=False, flags=one.flags))
            continue
        cited, is_held = resolve_id(one.id, held, year_given=one.year_given)
        if cited != own:
            links.append(
                Link(
                    one.label, one.text, one.kind, cited, is_held, one.flags, guessed=not one.year_given and not is_held
                )
            )
    return tuple(links)


def lettered(links: Sequence[Link], letters: Sequence[str]) -> tuple[Link, ...]:
    """Return the items that letters stand for: the first of each letter; a bare ``reftel`` is the one item there is."""
    if not letters:
        cables = [link for link in links if link.id is not None]
        return (cables[0],) if len(cables) == 1 else ()
    found: list[Link] = []
    for letter in letters:
        match = next((link for link in links if link.label == letter), None)
        if match is None and len(links) == 1 and not links[0].label:
            match = links[0]
        if match is not None:
            found.append(match)
    return tuple(found)


def cited_in(facts: Facts, links: Sequence[Link], held: Mapping[str, str]) -> list[tuple[str, Backlink]]:
    """Return (cited id, backlink) of everything a cable cites, REF block and text together, each cited cable once.

    A citation in the text gives the sentence; one in the REF block alone gives none.
    """
    found: dict[str, Backlink] = {}
    for citation in facts.citations:
        for cited in _targets(citation, links, held):
            if cited != facts.id and cited not in found:
                found[cited] = Backlink(facts.id, citation.anchor, citation.sentence)
    for link in links:
        if link.id is not None and link.id not in found:
            found[link.id] = Backlink(facts.id)
    return list(found.items())


def _targets(citation: Citation, links: Sequence[Link], held: Mapping[str, str]) -> list[str]:
    if citation.id:
        return [resolve_id(citation.id, held, year_given=citation.year_given)[0]]
    return [link.id for link in lettered(links, citation.letters) if link.id is not None]
