"""What machines read in the head of a cable's page: Dublin Core, citation tags, Open Graph, schema.org. No looks."""

from collections.abc import Iterator

from markupsafe import Markup

from generator.cables.model import Cable
from generator.config import Site
from generator.pages.cable.citations import author_of
from generator.pages.cable.station_names import organization_in_words
from generator.pages.dates import day_in_words, machine_time
from generator.pages.html import escape, json_in_a_page
from generator.pages.views import CableView
from generator.vocabulary import Vocabulary

_LONGEST_DESCRIPTION = 200
_SHORTEST_DESCRIPTION = 60  # a first paragraph of fewer characters is mostly a heading: KEY POINTS


def head_of(cable: Cable, view: CableView, site: Site, vocabulary: Vocabulary) -> Markup:
    """Return the elements for the head of a cable's page; what needs a full address is left out when there is none."""
    lines = [
        f'<meta name="{name}" property="{card}" content="{escape(text)}">'
        if card
        else f'<meta name="{name}" content="{escape(text)}">'
        for name, card, text in _named(cable, view, site)
    ]
    lines.append('<meta property="og:type" content="article">')
    if site.base_url:
        url = escape(site.base_url + view.address)
        lines += [f'<link rel="canonical" href="{url}">', f'<link rel="cite-as" href="{url}">']
    lines.append(
        f'<script type="application/ld+json">{json_in_a_page(linked_data(cable, view, site, vocabulary))}</script>'
    )
    return Markup("\n".join(lines))  # noqa: S704  every text in it went through escape


def description_of(cable: Cable) -> str:
    """Return the summary, or the first blocks from a paragraph on that say something, cut at a word to about 200 characters.

    Their numbers stand between them, as in the text: without these, words would come together that stand nowhere so.
    """
    text = cable.summary or ""
    for block in cable.blocks if not text else ():
        if text:
            text = f"{text} {block.label} {block.mark} {block.text}"
        elif block.kind == "paragraph":
            text = block.text
        if len(text) > _SHORTEST_DESCRIPTION:
            break
    text = " ".join(text[: _LONGEST_DESCRIPTION * 2].split())
    if len(text) <= _LONGEST_DESCRIPTION:
        return text
    return f"{text[:_LONGEST_DESCRIPTION].rsplit(' ', 1)[0].rstrip(' ,;:-')}…"


def _named(cable: Cable, view: CableView, site: Site) -> Iterator[tuple[str, str, str]]:
    """Yield the name of each element, what a share card (Open Graph) calls it, "" for nothing, and its text."""
    author = author_of(view.origin, view.post, specimen=view.specimen)
    yield (
        "description",
        "og:description",
        ". ".join(one for one in (_source_line(cable, view), description_of(cable)) if one),
    )
    yield "dcterms.identifier", "", cable.id
    yield "dcterms.title", "og:title", cable.title
    yield "dcterms.creator", "", author
    if cable.date:
        yield "dcterms.date", "article:published_time", machine_time(cable.date, cable.precision)
    yield "dcterms.language", "", "en"
    if view.tags:  # Dublin Core and Zotero divide them at semicolons
        yield "dcterms.subject", "", "; ".join(tag.meaning or tag.code for tag in view.tags)
    if view.country:
        yield "dcterms.spatial", "", view.country
    yield "dcterms.isPartOf", "og:site_name", site.title
    for reference in view.references:
        if reference.link is not None:
            yield "dcterms.references", "", reference.link.id
    # No citation_author: Zotero would cut it at its last blank, as a person's name. It takes dcterms.creator whole.
    yield "citation_title", "", cable.title
    if cable.date:
        yield "citation_publication_date", "", f"{cable.date:%Y/%m/%d}"
    yield "citation_technical_report_institution", "", author
    yield "citation_technical_report_number", "", cable.id
    if site.base_url:
        yield "citation_public_url", "og:url", site.base_url + view.address


def _source_line(cable: Cable, view: CableView) -> str:
    """Return the identifier, the origin and the day, as a share card says them before the summary."""
    day = day_in_words(cable.date) if cable.date else ""
    return ", ".join(part for part in (cable.id, view.origin, day) if part)


def linked_data(cable: Cable, view: CableView, site: Site, vocabulary: Vocabulary) -> dict[str, object]:
    """Return the cable in the words of schema.org: a component of an archive that is also a message.

    Its summary, its tags and what it cites stand beside it, in ``description``, ``dcterms.subject`` and ``dcterms.references``.
    """
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": ["ArchiveComponent", "Message"],
        "identifier": cable.id,
        "name": cable.title,
        "sender": {"@type": "Organization", "name": author_of(view.origin, view.post, specimen=view.specimen)},
        "inLanguage": "en",
        "isPartOf": {"@type": "Collection", "name": site.title},
    }
    if cable.date:
        data["dateSent"] = machine_time(cable.date, cable.precision)
    if cable.envelope.to:
        names = [organization_in_words(one.name, vocabulary) for one in cable.envelope.to]
        data["toRecipient"] = [{"@type": "Organization", "name": name} for name in names]
    if view.country:
        data["locationCreated"] = _place(cable, view, vocabulary)
    if site.base_url:
        data["url"] = site.base_url + view.address
        data["isPartOf"] = {"@type": "Collection", "name": site.title, "url": site.base_url}
    return data


def _place(cable: Cable, view: CableView, vocabulary: Vocabulary) -> dict[str, object]:
    """Return where a cable was written: the country, or the city where its item in Wikidata is known."""
    country: dict[str, object] = {"@type": "Country", "name": view.country}
    post = vocabulary.post_of(cable.post)
    if not post.wikidata or not post.city:
        return country
    same = f"https://www.wikidata.org/entity/{post.wikidata}"
    return {"@type": "City", "name": post.city, "sameAs": same, "containedInPlace": country}
