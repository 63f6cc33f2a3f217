"""The data files and their fields: one table of facts, from which the page about them and datapackage.json are made.

The order and meaning of the fields of a cable are a fixed point: scripts rely on them.
"""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from generator.config import Config
from generator.markdown.collections import Collection
from generator.pages.data.csv_rows import row
from generator.pages.data.views import DataField, DataFile, DataView
from generator.pages.page import Page

SEPARATOR = "|"  # between the items of a list in a cell; one in an item is written as a stroke
RECORDS, TABLE = "data/cables.jsonl", "data/cables.csv"
_F = DataField

CABLE = (
    _F("id", "string", "the identifier in its canonical form, such as 07ASTANA1061"),
    _F("url", "string", "the address of its page, from the root of the site"),
    _F("date", "datetime", "when it was sent, in UTC; midnight where only the day is known"),
    _F("date_source", "string", "dtg: from its date-time group; metadata: from the record of who published it"),
    _F("released", "date", "when it was released"),
    _F("classification", "string", "as the record or the cable prints it"),
    _F("level", "string", "UNCLASSIFIED, LIMITED OFFICIAL USE, CONFIDENTIAL, SECRET or TOP SECRET"),
    _F("caveats", "list", "what restricts it further, such as NOFORN"),
    _F("origin", "string", "the post it came from, in words"),
    _F("post", "string", "the code of that post in identifiers"),
    _F("title", "string", "its subject, set for reading"),
    _F("subject", "string", "its subject as printed, joined to one line"),
    _F("tags", "list", "its TAGS as codes of the vocabulary, in the order printed"),
    _F("tags_raw", "list", "its TAGS as printed", table=False),
    _F("captions", "list", "captions, such as SIPDIS"),
    _F("attention", "list", "lines for the attention of somebody", table=False),
    _F("precedence", "list", "how urgent it was, for action and for information"),
    _F("from", "object", "the sender in its header: name, routing, precedence (null), words; in a table its name"),
    _F(
        "to",
        "list",
        "addressees for action: name as printed, routing, precedence, the name in words; in a table the names",
    ),
    _F("info", "list", "addressees for information, in the same form"),
    _F("executive_order", "object", "order, value, declassify_on; in a table the order"),
    _F("classified_by", "string", "who classified it, as printed"),
    _F("reasons", "list", "the letters of the reasons for it"),
    _F("references", "list", "its REF block: label, text, kind, id, held; in a table the ids of cables"),
    _F("mentions", "list", "ids of cables that its text names"),
    _F("cited_by", "list", "ids of cables of this room that cite it"),
    _F("summary", "string", "its summary paragraph"),
    _F("signature", "string", "the name it is signed with"),
    _F("sections", "integer", "in how many sections it was sent"),
    _F("paragraphs", "integer", "how many numbered paragraphs it has"),
    _F("words", "integer", "how many words its text has"),
    _F("sha256", "string", "the SHA-256 of its source as published"),
    _F("problems", "list", "codes of what is wrong with its file"),
    _F(
        "archive",
        "object",
        "what finds the record in its archive: film, case, document, release, exemptions and so on",
        table=False,
    ),
    _F("archive_number", "string", "its number in the archive, as printed there", table=True),
    _F("film", "string", "the number of its film", table=True),
    _F("case", "string", "the case in which it was released", table=True),
    _F("document", "string", "the number of the document in that case", table=True),
    _F("release", "string", "the decision on its release, as stamped, such as RELEASE IN PART", table=True),
    _F(
        "exemptions",
        "list",
        "what was not released, and by which law: code, words, basis; in a table the codes",
        table=True,
    ),
    _F("withdrawn", "string", "why the archive withdrew its text", table=True),
    _F("collection", "string", "the collection that it is of", table=True),
    _F("drawn", "string", "how a machine made its text from PDF files, such as by OCR, where it did", table=True),
    _F(
        "pdfs",
        "list",
        "the PDF files that its text was drawn from: file, url (null where the site does not have it), sha256, pages",
        table=False,
    ),
    _F("translations", "list", "its translations on its page: language, kind, by, date, licence", table=False),
)
_REFERENCE = (
    _F("citing", "string", "the id of the cable that cites"),
    _F("label", "string", "the letter of the item"),
    _F("text", "string", "the item as printed"),
    _F("kind", "string", "cable, email, intelligence, open-source, meeting, document or other"),
    _F("cited", "string", "the id of the cable that is cited"),
    _F("held", "string", "yes: the room holds it; no: it does not, or it is no cable"),
)
_TAG = (
    _F("code", "string", "the code"),
    _F("kind", "string", "subject, program, country, region, organization, person or other"),
    _F("meaning", "string", "the code in words; a code that means several things has a line for each"),
    _F("cables", "integer", "how many cables of the room bear it with that meaning"),
    _F("from", "integer", "the first year of cables in which it means that; empty where it always did"),
    _F("to", "integer", "the last year of them; empty where it still does"),
)
_WANTED = (
    _F("id", "string", "the id of a cable that is cited and not held"),
    _F("post", "string", "the code of its post"),
    _F("year", "integer", "its year"),
    _F("number", "integer", "its number in that year"),
    _F("cited_by", "integer", "how many cables of the room cite it"),
    _F("citing", "string", "their ids, with a blank between"),
)
_POST = (
    _F("code", "string", "the code of the post in identifiers"),
    _F("name", "string", "the post in words"),
    _F("kind", "string", "embassy, consulate, mission, department and so on"),
    _F("city", "string", "its city"),
    _F("country", "string", "its country"),
    _F("region", "string", "its region, as the State Department divides the world"),
    _F("country_code", "string", "the tag of its country"),
    _F("latitude", "number", "of the city, in degrees, north positive"),
    _F("longitude", "number", "of the city, in degrees, east positive"),
    _F("wikidata", "string", "the item of the city in Wikidata, such as Q1520"),
    _F("wikidata_url", "string", "the address of that item"),
    _F("cables", "integer", "how many cables of the room it sent"),
    _F("first", "date", "the day of the first of them"),
    _F("last", "date", "the day of the last of them"),
)
_COVERAGE = (
    _F("post", "string", "the code of the post"),
    _F("year", "integer", "the year"),
    _F("held", "integer", "how many of its cables of that year the room holds"),
    _F("highest", "integer", "the highest number seen, held or cited: the least that it sent"),
    _F("cited", "integer", "how many are cited and not held"),
)
FILES = (
    DataFile("cables.jsonl", "Every cable, one JSON object a line, by date, then id", CABLE),
    DataFile(
        "cables.csv", "The same as a table, without what does not fit into cells", tuple(f for f in CABLE if f.table)
    ),
    DataFile("references.csv", "Every item of every REF block", _REFERENCE),
    DataFile("tags.csv", "Every tag with its words", _TAG),
    DataFile("wanted.csv", "Cables that are cited and not held, the most cited first", _WANTED),
    DataFile("posts.csv", "Every post that sent a cable of the room, with its place", _POST),
    DataFile(
        "coverage.csv",
        "What the room holds of each post and year, and what numbers imply, without specimens",
        _COVERAGE,
    ),
)
_KEYS: Mapping[str, str | list[str]] = {
    "cables.csv": "id",
    "wanted.csv": "id",
    "posts.csv": "code",
    "coverage.csv": ["post", "year"],
}


def table_head(name: str) -> bytes:
    """Return the first line of a table of ``FILES``, such as ``posts.csv``."""
    return row([field.name for one in FILES if one.name == name for field in one.fields])


def data_page(*, json: bool, changes: bool = False, markdown: bool = False, full: bool = False) -> Iterator[Page]:
    """Yield the page about the data files; json, changes, markdown and full are as in DataView."""
    yield Page(
        "data/index.html",
        "data.html",
        DataView(FILES, SEPARATOR, json, changes, markdown=markdown, full=full),
        claimed_by="the page of the data files",
    )


class About(msgspec.Struct, frozen=True):
    """What a data package says of itself; licences have words and address, first the room's own, then those of collections."""

    title: str
    description: str = ""
    homepage: str = ""
    licences: tuple[tuple[str, str], ...] = ()

    def head(self, name: str) -> dict[str, object]:
        """Return the head of a data package of that name (Data Package 1.0, which wants an address for each licence)."""
        licences = [{"title": words, "path": address} for words, address in self.licences]
        told = {"description": self.description, "homepage": self.homepage, "licenses": licences}
        return {"profile": "data-package", "name": name, "title": self.title} | {k: v for k, v in told.items() if v}


def about(config: Config, collections: Iterable[Collection] = ()) -> About:
    """Return what the data packages of a room say of themselves."""
    look = config.appearance
    licences = [(look.licence or look.licence_url, look.licence_url)]
    licences += [(f"{one.title}: {one.licence or one.licence_url}", one.licence_url) for one in collections]
    named = tuple((words, address) for words, address in licences if address)
    return About(config.site.title, config.site.description, config.site.base_url, named)


def data_package(told: About) -> bytes:
    """Return ``data/datapackage.json`` (Data Package 1.0): what the tables are, field by field."""
    package = told.head("reading-room")
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
