"""The data files and their fields: one table of facts, from which the page about them and datapackage.json are made.

The order and meaning of the fields of a cable are a fixed point: scripts rely on them.
"""

from collections.abc import Iterator

import msgspec

from generator.config import Site
from generator.pages.page import Page
from generator.pages.views import DataField, DataFile, DataView

SEPARATOR = "|"  # between the items of a list in a cell; one in an item is written as a stroke
RECORDS, TABLE = "data/cables.jsonl", "data/cables.csv"
_F = DataField

CABLE = (
    _F("id", "string", "the identifier in its canonical form, such as 07ASTANA1061", table=True),
    _F("url", "string", "the address of its page, from the root of the site", table=True),
    _F("date", "datetime", "when it was sent, in UTC; midnight where only the day is known", table=True),
    _F(
        "date_source",
        "string",
        "dtg: from its date-time group; metadata: from the record of who published it",
        table=True,
    ),
    _F("released", "date", "when it was released", table=True),
    _F("classification", "string", "as the record or the cable prints it", table=True),
    _F("level", "string", "UNCLASSIFIED, LIMITED OFFICIAL USE, CONFIDENTIAL, SECRET or TOP SECRET", table=True),
    _F("caveats", "list", "what restricts it further, such as NOFORN", table=True),
    _F("origin", "string", "the post it came from, in words", table=True),
    _F("post", "string", "the code of that post in identifiers", table=True),
    _F("title", "string", "its subject, set for reading", table=True),
    _F("subject", "string", "its subject as printed, joined to one line", table=True),
    _F("tags", "list", "its TAGS as codes of the vocabulary, in the order printed", table=True),
    _F("tags_raw", "list", "its TAGS as printed"),
    _F("captions", "list", "captions, such as SIPDIS", table=True),
    _F("attention", "list", "lines for the attention of somebody"),
    _F("precedence", "list", "how urgent it was, for action and for information", table=True),
    _F("from", "object", "the sender in its header: name, routing, precedence (null); in a table its name", table=True),
    _F("to", "list", "addressees for action: name, routing, precedence; in a table their names", table=True),
    _F("info", "list", "addressees for information, in the same form", table=True),
    _F("executive_order", "object", "order, value, declassify_on; in a table the order", table=True),
    _F("classified_by", "string", "who classified it, as printed", table=True),
    _F("reasons", "list", "the letters of the reasons for it", table=True),
    _F(
        "references",
        "list",
        "its REF block: label, text, kind, id, held; in a table the ids of cables",
        table=True,
    ),
    _F("mentions", "list", "ids of cables that its text names", table=True),
    _F("cited_by", "list", "ids of cables of this room that cite it", table=True),
    _F("summary", "string", "its summary paragraph", table=True),
    _F("signature", "string", "the name it is signed with", table=True),
    _F("sections", "integer", "in how many sections it was sent", table=True),
    _F("paragraphs", "integer", "how many numbered paragraphs it has", table=True),
    _F("words", "integer", "how many words its text has", table=True),
    _F("sha256", "string", "the SHA-256 of its source as published", table=True),
    _F("problems", "list", "codes of what is wrong with its file", table=True),
)
_REFERENCE = (
    _F("citing", "string", "the id of the cable that cites", table=True),
    _F("label", "string", "the letter of the item", table=True),
    _F("text", "string", "the item as printed", table=True),
    _F("kind", "string", "cable, email, intelligence, open-source, meeting, document or other", table=True),
    _F("cited", "string", "the id of the cable that is cited", table=True),
    _F("held", "string", "yes: the room holds it; no: it does not, or it is no cable", table=True),
)
_TAG = (
    _F("code", "string", "the code", table=True),
    _F("kind", "string", "subject, program, country, region, organization, person or other", table=True),
    _F("meaning", "string", "the code in words", table=True),
    _F("cables", "integer", "how many cables of the room bear it", table=True),
)
_WANTED = (
    _F("id", "string", "the id of a cable that is cited and not held", table=True),
    _F("post", "string", "the code of its post", table=True),
    _F("year", "integer", "its year", table=True),
    _F("number", "integer", "its number in that year", table=True),
    _F("cited_by", "integer", "how many cables of the room cite it", table=True),
    _F("citing", "string", "their ids, with a blank between", table=True),
)
FILES = (
    DataFile("cables.jsonl", "Every cable, one JSON object a line, by date, then id", CABLE),
    DataFile(
        "cables.csv", "The same as a table, without what does not fit into cells", tuple(f for f in CABLE if f.table)
    ),
    DataFile("references.csv", "Every item of every REF block", _REFERENCE),
    DataFile("tags.csv", "Every tag with its words", _TAG),
    DataFile("wanted.csv", "Cables that are cited and not held, the most cited first", _WANTED),
)
_KEYS = {"cables.csv": "id", "tags.csv": "code", "wanted.csv": "id"}


def data_page(*, json: bool, changes: bool = False) -> Iterator[Page]:
    """Yield the page about the data files; json and changes are as in DataView."""
    yield Page(
        "data/index.html",
        "data.html",
        DataView(FILES, SEPARATOR, json, changes),
        claimed_by="the page of the data files",
    )


def data_package(site: Site) -> bytes:
    """Return ``data/datapackage.json`` (Data Package 1.0): what the tables are, field by field."""
    package: dict[str, object] = {"profile": "data-package", "name": "reading-room", "title": site.title}
    if site.description:
        package["description"] = site.description
    if site.base_url:
        package["homepage"] = site.base_url
    package["resources"] = [_resource(one) for one in FILES if one.name.endswith(".csv")]
    return msgspec.json.format(msgspec.json.encode(package), indent=2) + b"\n"


def _resource(one: DataFile) -> dict[str, object]:
    schema: dict[str, object] = {"fields": [_field(field) for field in one.fields], "missingValues": [""]}
    if one.name in _KEYS:
        schema["primaryKey"] = _KEYS[one.name]
    if one.name == "references.csv":
        key = {"fields": "citing", "reference": {"resource": "cables", "fields": "id"}}
        schema["foreignKeys"] = [key]
    return {
        "profile": "tabular-data-resource",
        "name": one.name.partition(".")[0],
        "title": one.title,
        "path": one.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema,
    }


def _field(field: DataField) -> dict[str, object]:
    """Return a field for a table: a list or object stands in it as text."""
    told: dict[str, object] = {"name": field.name, "type": "string" if field.kind in {"list", "object"} else field.kind}
    if field.kind == "list":
        told["description"] = f"{field.words} (a list, {SEPARATOR} between its items)"
    else:
        told["description"] = field.words
    return told


def as_markdown() -> str:
    """Return the tables of fields as docs/data.md has them."""
    out = []
    for one in FILES:
        head = f"### data/{one.name}\n\n{one.title}.\n\n| field | type | |\n|---|---|---|\n"
        out.append(head + "".join(f"| `{field.name}` | {field.kind} | {field.words} |\n" for field in one.fields))
    return "\n".join(out)
