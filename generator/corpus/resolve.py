"""References as printed -> cables of this room, held or not. One cable's references at a time; pure.

docs/reference/format.md, "References" and "Mentions".
"""

from collections.abc import Sequence

import msgspec

from generator.corpus.catalogue import Holdings
from generator.corpus.facts import Facts

_FIRST = ord("A")


class Link(msgspec.Struct, frozen=True, gc=False):
    """One reference of a cable, resolved. id is None for what is no cable, or a cable whose year is unknown.

    held says whether the room has it; year and other are those of ``holdings.Cited``. Links with one item stand under one
    letter of the block.
    """

    label: str
    text: str
    kind: str
    id: str | None
    held: bool
    flags: tuple[str, ...] = ()
    year: str = "printed"
    other: str = ""
    item: int = 0


class Backlink(msgspec.Struct, frozen=True, gc=False):
    """Who cites a cable: the citing cable's id, the paragraph's anchor and the sentence, "" when only the REF block does.

    label and text are those of the item of its REF block, "" when only the text cites.
    """

    id: str
    anchor: str = ""
    sentence: str = ""
    label: str = ""
    text: str = ""


def resolve_references(facts: Facts, holdings: Holdings) -> tuple[Link, ...]:
    """Resolve the items of a REF block in the order of the block; a reference of a cable to itself is dropped."""
    links: list[Link] = []
    item, before = -1, ("", -1)
    for one in facts.references:
        if not one.label or (one.label, one.line) != before:
            item, before = item + 1, (one.label, one.line)
        if one.kind != "cable" or one.id is None:
            links.append(Link(one.label, one.text, one.kind, None, held=False, flags=one.flags, item=item))
            continue
        cited = holdings.find(one.id, facts, year_given=one.year_given)
        if cited.id != facts.id:
            links.append(
                Link(one.label, one.text, one.kind, cited.id, cited.held, one.flags, cited.year, cited.other, item)
            )
    return tuple(links)


def lettered(lines: Sequence[tuple[int, str, bool]], letters: Sequence[str]) -> tuple[int, ...]:
    """Return the places of what letters stand for in a REF block.

    Args:
        lines: for each line of the block its item, its letter or "", and whether it names a cable.
        letters: those of ``refs A-C``; none for a bare ``reftel``, which is the one item that names cables.

    Returns:
        The places of each letter's first item, all its cables. In a block without any letter they count its items: A is the
        first. None where a letter has no item, or ``reftel`` could be several.
    """
    if not letters:
        cables = {item for item, _, is_cable in lines if is_cable}
        return tuple(at for at, (item, _, is_cable) in enumerate(lines) if is_cable and cables == {item})
    first: dict[str, int] = {}
    if any(label for _, label, _ in lines):
        for item, label, _ in lines:
            first.setdefault(label, item)
    elif all(ord(letter) - _FIRST < len(lines) for letter in letters):
        first = {chr(_FIRST + at): item for at, (item, _, _) in enumerate(lines)}
    wanted = [first[letter] for letter in letters if letter in first]
    return tuple([at for item in wanted for at, line in enumerate(lines) if line[0] == item])


def cited_in(facts: Facts, links: Sequence[Link], holdings: Holdings) -> list[tuple[str, Backlink]]:
    """Return (cited id, backlink) of everything a cable cites, REF block and text together, each cited cable once.

    A citation in the text gives the sentence, an item of the REF block its letter and words.
    """
    listed: dict[str, Link] = {}
    for link in links:
        if link.id is not None:
            listed.setdefault(link.id, link)
    found: dict[str, Backlink] = {}
    answers: dict[tuple[str, ...], tuple[int, ...]] = {}  # a text may say ref A a thousand times
    if facts.citations:
        lines = [(link.item, link.label, link.id is not None) for link in links]
    for citation in facts.citations:
        if citation.id:
            targets = [holdings.find(citation.id, facts, year_given=citation.year_given).id]
        else:
            places = answers.get(citation.letters)
            if places is None:
                places = answers[citation.letters] = lettered(lines, citation.letters)
            targets = [cited for at in places if (cited := links[at].id) is not None]
        for cited in targets:
            if cited != facts.id and cited not in found:
                item = listed.get(cited)
                label, text = (item.label, item.text) if item else ("", "")
                found[cited] = Backlink(facts.id, citation.anchor, citation.sentence, label, text)
    for cited, item in listed.items():
        if cited not in found:
            found[cited] = Backlink(facts.id, "", "", item.label, item.text)
    return list(found.items())
