"""What machines read in the head of a cable's page: Dublin Core, citation tags, Open Graph, schema.org. No looks."""

from collections.abc import Iterator

import msgspec
from markupsafe import Markup

from generator.cables.model import Cable
from generator.config import Site
from generator.pages.citations import author_of
from generator.pages.dates import machine_time
from generator.pages.envelope import readable_name
from generator.pages.escaping import escape
from generator.pages.views import CableView

_LONGEST_DESCRIPTION = 200


def head_of(cable: Cable, view: CableView, site: Site) -> Markup:
    """Return the elements for the head of a cable's page; what needs a full address is left out when there is none."""
    lines = [f'<meta name="{name}" content="{escape(text)}">' for name, text in _names(cable, view, site)]
    lines += [f'<meta property="{name}" content="{escape(text)}">' for name, text in _graph(cable, view, site)]
    if site.base_url:
        url = escape(site.base_url + view.address)
        lines += [f'<link rel="canonical" href="{url}">', f'<link rel="cite-as" href="{url}">']
    lines.append(f'<script type="application/ld+json">{_linked(cable, view, site)}</script>')
    return Markup("\n".join(lines))  # noqa: S704  every text in it went through escape


def description_of(cable: Cable) -> str:
    """Return the summary, or the first words of the text, cut at a word to about 200 characters."""
    text = cable.summary or next((block.text for block in cable.blocks if block.kind == "paragraph"), "")
    text = " ".join(text[: _LONGEST_DESCRIPTION * 2].split())
    if len(text) <= _LONGEST_DESCRIPTION:
        return text
    return f"{text[:_LONGEST_DESCRIPTION].rsplit(' ', 1)[0].rstrip(' ,;:-')}…"


def _names(cable: Cable, view: CableView, site: Site) -> Iterator[tuple[str, str]]:
    author = author_of(view)
    yield "description", description_of(cable)
    yield "dcterms.identifier", cable.id
    yield "dcterms.title", cable.title
    yield "dcterms.creator", author
    if cable.date:
        yield "dcterms.date", machine_time(cable.date, cable.precision)
    yield "dcterms.type", "Text"
    yield "dcterms.language", "en"
    for tag in view.tags:
        yield "dcterms.subject", tag.meaning or tag.code
    if view.country:
        yield "dcterms.spatial", view.country
    yield "dcterms.isPartOf", site.title
    for reference in view.references:
        if reference.link is not None:
            yield "dcterms.references", reference.link.id
    yield "citation_title", cable.title
    yield "citation_author", author
    if cable.date:
        yield "citation_publication_date", f"{cable.date:%Y/%m/%d}"
    yield "citation_technical_report_institution", author
    yield "citation_technical_report_number", cable.id
    yield "citation_language", "en"
    if site.base_url:
        yield "citation_public_url", site.base_url + view.address


def _graph(cable: Cable, view: CableView, site: Site) -> Iterator[tuple[str, str]]:
    yield "og:type", "article"
    yield "og:title", cable.title
    yield "og:description", f"{cable.id}, {view.origin}"
    yield "og:site_name", site.title
    if cable.date:
        yield "article:published_time", machine_time(cable.date, cable.precision)
    if site.base_url:
        yield "og:url", site.base_url + view.address


def linked_data(cable: Cable, view: CableView, site: Site) -> dict[str, object]:
    """Return the cable in the words of schema.org: a component of an archive that is also a message."""
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": ["ArchiveComponent", "Message"],
        "identifier": cable.id,
        "name": cable.title,
        "sender": {"@type": "Organization", "name": author_of(view)},
        "inLanguage": "en",
        "isPartOf": {"@type": "Collection", "name": site.title},
    }
    if cable.date:
        data["dateSent"] = machine_time(cable.date, cable.precision)
    if cable.envelope.to:
        data["toRecipient"] = [_organization(addressee.name) for addressee in cable.envelope.to]
    if cable.envelope.info:
        data["ccRecipient"] = [_organization(addressee.name) for addressee in cable.envelope.info]
    if view.tags:
        data["keywords"] = [tag.meaning or tag.code for tag in view.tags]
    if view.country:
        data["locationCreated"] = {"@type": "Country", "name": view.country}
    cited = [reference.link.id for reference in view.references if reference.link is not None]
    if cited:
        data["citation"] = cited
    if site.base_url:
        data["url"] = site.base_url + view.address
        data["isPartOf"] = {"@type": "Collection", "name": site.title, "url": site.base_url}
    return data


def _organization(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": readable_name(name)}


def _linked(cable: Cable, view: CableView, site: Site) -> str:
    """Return the linked data as text that cannot close the element it stands in."""
    text = msgspec.json.encode(linked_data(cable, view, site)).decode()
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
