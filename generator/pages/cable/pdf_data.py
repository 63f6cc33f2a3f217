"""A cable or a dossier on paper: plain values for the print templates (templates/*.typ), texts only, no markup."""

import json
from collections.abc import Iterator

from generator.cables.model import Block, Cable
from generator.config import Site
from generator.corpus.facts import caveat_of
from generator.language import Catalogue, right_to_left
from generator.markdown import Excerpt, PrintBlock
from generator.markdown.printing import NAMED
from generator.markdown.quotations import QUOTED
from generator.pages.cable.citations import citations_of
from generator.pages.dates import day_in_words, time_in_words
from generator.pages.own_words import cable_in_words
from generator.pages.views import CableView, DossierView

_SET_APART = {"comment": "Comment", "note": "Note", "action": "Action request", "biography": "Biographic note"}


def print_data(cable: Cable, view: CableView, site: Site) -> bytes:
    """Return what the print template reads, as JSON."""
    chicago = next((one.text for one in citations_of(cable, view, site) if not one.file), "")
    facts = {
        "Identifier": cable.id,
        "Date": time_in_words(cable.date, cable.precision) if cable.date else "not known",
        "Origin": view.origin or view.post,
        "Classification": view.classification or "not known",
        "Released": day_in_words(cable.released) if cable.released else "",
        "Tags": "; ".join(f"{tag.code} {tag.meaning}".strip() for tag in view.tags),
        "Captions": ", ".join(cable.captions),
        "References": "; ".join(_references(view)),
    }
    data = {
        "id": cable.id,
        "title": view.title,
        # The text and every word about it on paper are English, whatever language the interface has: Typst sets the lines
        # of a language from right to left that way.
        "language": "en",
        "room": site.title,
        "address": f"{site.base_url}{view.address}" if site.base_url else "",
        "classification": view.classification,
        "banner": _banner(cable, view),
        "facts": [[name, value] for name, value in facts.items() if value],
        "blocks": [_block(block) for block in cable.blocks],
        "signature": cable.signature,
        "citation": chicago,
        "source": cable.source,
        "sha256": cable.sha256,
        "keywords": list(cable.tags),
        "year": cable.date.year if cable.date else None,
        "month": cable.date.month if cable.date else None,
        "day": cable.date.day if cable.date else None,
    }
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")


def dossier_data(view: DossierView, site: Site, words: Catalogue) -> bytes:
    """Return what the print template of dossiers reads, as JSON; words is the catalogue of the room."""
    language = view.language or site.language
    data = {
        "title": view.title,
        "description": view.description,
        "language": language,
        "rtl": right_to_left(language),
        "room": site.title,
        "address": f"{site.base_url}{view.address}" if site.base_url else "",
        "blocks": [_own_block(block, view, words) for block in view.printed],
        "cited": [[link.id, citation] for link, citation in view.cited],
        "cited_heading": words.say("The cables of this dossier"),
    }
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")


def _own_block(block: PrintBlock, view: DossierView, words: Catalogue) -> dict[str, object]:
    """Return a block of a dossier; a quotation has the words of the cable, and "" where they are not in it."""
    if block.kind == "quotation":
        one = view.excerpts[block.number]
        return {
            "kind": block.kind, "depth": block.depth, "text": one.text, "lost": _lost(one, words), "cited": one.citation,
        }  # fmt: skip
    runs = [_own_run(text, style, view, words) for text, style in block.runs]
    text = "".join(said for said, _ in runs)
    return {"kind": block.kind, "depth": block.depth, "label": block.label, "text": text, "runs": runs}


def _own_run(text: str, style: str, view: DossierView, words: Catalogue) -> list[str]:
    if style == NAMED:
        return [cable_in_words(text, words), ""]
    if style != QUOTED:
        return [text, style]
    one = view.excerpts[int(text)]
    named = cable_in_words(one.named, words)
    return [f"\u201c{one.text}\u201d ({named})" if one.text else f"[{_lost(one, words)}]", ""]


def _lost(one: Excerpt, words: Catalogue) -> str:
    """Return what stands in the place of words that are not in their cable, as the page has it; "" for those that are."""
    if one.text:
        return ""
    if not one.cable:
        return words.say("The cable quoted here is not in this room.")
    return words.say("The words quoted here are not in {cable}.", cable=cable_in_words(one.named, words))


def _references(view: CableView) -> Iterator[str]:
    for one in view.references:
        label = f"({one.label}) " if one.label else ""
        yield label + (one.link.id if one.link else one.text)


def _banner(cable: Cable, view: CableView) -> str:
    if view.specimen:
        return "A specimen: written for this room, from a country that does not exist."
    told = (
        "A corrected copy." if cable.corrected else "",
        "A partial extract: the transmission header was not published."
        if cable.envelope.notice and not cable.corrected
        else "",
        f"{caveat}." if (caveat := caveat_of(cable.note)) else "",
    )
    return " ".join(one for one in told if one)


def _block(block: Block) -> dict[str, object]:
    return {
        "kind": block.kind,
        "number": block.label.strip(" .\u00b6") if block.anchor else block.label,
        "numbered": bool(block.anchor),
        "mark": block.mark,
        "text": block.text,
        "runs": list(_runs(block)),
        "depth": block.depth,
        "part": block.segment if block.segment in _SET_APART else "",
    }


def _runs(block: Block) -> Iterator[str]:
    """Yield what stands before, between and behind the redactions of a text; of one without any the whole."""
    at = 0
    for mention in sorted(block.mentions, key=lambda one: (one.start, -one.end)):
        if mention.kind == "redaction" and mention.start >= at:
            yield block.text[at : mention.start]
            at = mention.end
    yield block.text[at:]
