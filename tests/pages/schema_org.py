"""What schema.org 29 defines for the types that pages use: a type's parents, its own properties, and their ranges.

A small part of https://schema.org/version/latest/schemaorg-current-https.jsonld, written down as facts to check against.
"""

from collections.abc import Iterator, Mapping

TEXT = frozenset({"Text", "URL", "Date", "DateTime"})  # what stands in JSON as text

PARENTS: Mapping[str, tuple[str, ...]] = {
    "Thing": (),
    "CreativeWork": ("Thing",),
    "ArchiveComponent": ("CreativeWork",),
    "Message": ("CreativeWork",),
    "Collection": ("CreativeWork",),
    "Organization": ("Thing",),
    "ArchiveOrganization": ("Organization",),  # a LocalBusiness, which is an Organization
    "Place": ("Thing",),
    "City": ("Place",),  # an AdministrativeArea too
    "Country": ("Place",),  # an AdministrativeArea, which is a Place
    "PropertyValue": ("Thing",),
    "DefinedTerm": ("Thing",),
    "Person": ("Thing",),
}
RANGES: Mapping[str, Mapping[str, frozenset[str]]] = {
    "Thing": {
        "alternateName": frozenset({"Text"}),
        "description": frozenset({"Text"}),
        "identifier": frozenset({"PropertyValue", "Text", "URL"}),
        "name": frozenset({"Text"}),
        "sameAs": frozenset({"URL"}),
        "url": frozenset({"URL"}),
    },
    "CreativeWork": {
        "about": frozenset({"Thing"}),
        "abstract": frozenset({"Text"}),
        "archivedAt": frozenset({"URL"}),
        "author": frozenset({"Organization", "Person"}),
        "citation": frozenset({"CreativeWork", "Text"}),
        "dateCreated": frozenset({"Date", "DateTime"}),
        "datePublished": frozenset({"Date", "DateTime"}),
        "encodingFormat": frozenset({"Text", "URL"}),
        "hasPart": frozenset({"CreativeWork"}),
        "inLanguage": frozenset({"Text"}),
        "isBasedOn": frozenset({"CreativeWork", "URL"}),
        "isPartOf": frozenset({"CreativeWork", "URL"}),
        "keywords": frozenset({"DefinedTerm", "Text", "URL"}),
        "license": frozenset({"CreativeWork", "URL"}),
        "locationCreated": frozenset({"Place"}),
        "mentions": frozenset({"Thing"}),
        "publisher": frozenset({"Organization", "Person"}),
        "spatialCoverage": frozenset({"Place"}),
        "text": frozenset({"Text"}),
    },
    "Place": {"containedInPlace": frozenset({"Place"})},
    "ArchiveComponent": {
        "holdingArchive": frozenset({"ArchiveOrganization"}),
        "itemLocation": frozenset({"Place", "Text"}),
    },
    "Message": {
        "bccRecipient": frozenset({"Organization", "Person"}),
        "ccRecipient": frozenset({"Organization", "Person"}),
        "dateReceived": frozenset({"DateTime"}),
        "dateSent": frozenset({"DateTime"}),
        "recipient": frozenset({"Organization", "Person"}),
        "sender": frozenset({"Organization", "Person"}),
        "toRecipient": frozenset({"Organization", "Person"}),
    },
}


def lineage(name: str) -> Iterator[str]:
    """Yield a type and all it descends from."""
    yield name
    for parent in PARENTS[name]:
        yield from lineage(parent)


def faults(value: Mapping[str, object], place: str = "") -> Iterator[str]:
    """Yield what in a JSON-LD object is not as schema.org defines it."""
    given = value.get("@type")
    types = [str(one) for one in (given if isinstance(given, list) else [given])]
    if unknown := [one for one in types if one not in PARENTS]:
        yield f"{place or 'the object'} is of no known type: {unknown}"
        return
    ranges = {name: kinds for one in types for each in lineage(one) for name, kinds in RANGES.get(each, {}).items()}
    for name, held in value.items():
        if name.startswith("@"):
            continue
        if name not in ranges:
            yield f"{place}{name} is no property of {types}"
            continue
        for one in held if isinstance(held, list) else [held]:
            yield from _fault_of(one, ranges[name], f"{place}{name}")


def _fault_of(value: object, kinds: frozenset[str], place: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        own = value.get("@type")
        if isinstance(own, str) and own in PARENTS and not kinds.intersection(lineage(own)):
            yield f"{place} may not be of type {own}"
        yield from faults(value, f"{place}.")
    elif not isinstance(value, str) or not kinds & TEXT:
        yield f"{place} may not be {value!r}"
