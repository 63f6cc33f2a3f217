"""The data files and their fields: one table of facts, from which the page about them and datapackage.json are made.

The order and meaning of the fields of a cable are a fixed point: scripts rely on them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from generator.config import Config
from generator.language import message
from generator.markdown.collections import Collection
from generator.pages.data.csv_rows import row, rows
from generator.pages.data.views import DataField, DataFile, DataView
from generator.pages.page import Page

SEPARATOR = "|"  # between the items of a list in a cell; one in an item is written as a stroke
RECORDS, TABLE = "data/cables.jsonl", "data/cables.csv"
_F = DataField

CABLE = (
    _F("id", "string", message("the identifier in its canonical form, such as 07ASTANA1061")),
    _F("url", "string", message("the address of its page, from the root of the site")),
    _F("date", "datetime", message("when it was sent, in UTC; midnight where only the day is known")),
    _F("date_source", "string",
        message("`dtg`: from its date-time group; `metadata`: from the record of who published it")),
    _F("released", "date", message("when it was released")),
    _F("classification", "string", message("as the record or the cable prints it")),
    _F("level", "string", message("UNCLASSIFIED, LIMITED OFFICIAL USE, CONFIDENTIAL, SECRET or TOP SECRET")),
    _F("caveats", "list", message("what restricts it further, such as NOFORN")),
    _F("origin", "string", message("the post it came from, in words")),
    _F("post", "string", message("the code of that post in identifiers")),
    _F("title", "string", message("its subject, set for reading")),
    _F("subject", "string", message("its subject as printed, joined to one line")),
    _F("tags", "list", message("its TAGS as codes of the vocabulary, in the order printed")),
    _F("tags_raw", "list", message("its TAGS as printed"), table=False),
    _F("captions", "list", message("captions, such as SIPDIS")),
    _F("attention", "list", message("lines for the attention of somebody"), table=False),
    _F("precedence", "list", message("how urgent it was, for action and for information")),
    _F("from", "object",
        message("the sender in its header: `name`, `routing`, `precedence` (`null`), `words`; in a table its name")),
    _F("to", "list",
        message("addressees for action: name as printed, routing, precedence, the name in words; in a table the names")),
    _F("info", "list", message("addressees for information, in the same form")),
    _F("executive_order", "object", message("`order`, `value`, `declassify_on`; in a table the order")),
    _F("classified_by", "string", message("who classified it, as printed")),
    _F("reasons", "list", message("the letters of the reasons for it")),
    _F("references", "list",
        message("its REF block: `label`, `text`, `kind`, `id`, `held`; in a table the ids of cables")),
    _F("mentions", "list", message("ids of cables that its text names")),
    _F("cited_by", "list", message("ids of cables of this room that cite it")),
    _F("summary", "string", message("its summary paragraph")),
    _F("signature", "string", message("the name it is signed with")),
    _F("sections", "integer", message("in how many sections it was sent")),
    _F("paragraphs", "integer", message("how many numbered paragraphs it has")),
    _F("words", "integer", message("how many words its text has")),
    _F("sha256", "string", message("the SHA-256 of its source as published")),
    _F("problems", "list", message("codes of what is wrong with its file")),
    _F("archive", "object",
        message("what finds the record in its archive: `film`, `case`, `document`, `release`, `exemptions` and so on"),
        table=False),
    _F("archive_number", "string", message("its number in the archive, as printed there")),
    _F("film", "string", message("the number of its film")),
    _F("case", "string", message("the case in which it was released")),
    _F("document", "string", message("the number of the document in that case")),
    _F("release", "string", message("the decision on its release, as stamped, such as RELEASE IN PART")),
    _F("exemptions", "list",
        message("what was not released, and by which law: `code`, `words`, `basis`; in a table the codes")),
    _F("withdrawn", "string", message("why the archive withdrew its text")),
    _F("collection", "string", message("the collection that it is of")),
    _F("drawn", "string", message("how a machine made its text from PDF files, such as by OCR, where it did")),
    _F("pdfs", "list",
        message("the PDF files that its text was drawn from: "
                "`file`, `url` (`null` where the site does not have it), `sha256`, `pages`"),
        table=False),
    _F("translations", "list",
        message("its translations on its page: `language`, `kind`, `by`, `date`, `licence`"), table=False),
)  # fmt: skip
_REFERENCE = (
    _F("citing", "string", message("the id of the cable that cites")),
    _F("label", "string", message("the letter of the item")),
    _F("text", "string", message("the item as printed")),
    _F("kind", "string", message("`cable`, `email`, `intelligence`, `open-source`, `meeting`, `document` or `other`")),
    _F("cited", "string", message("the id of the cable that is cited")),
    _F("held", "string", message("`yes`: the room holds it; `no`: it does not, or it is no cable")),
)
_TAG = (
    _F("code", "string", message("the code")),
    _F("kind", "string", message("`subject`, `program`, `country`, `region`, `organization`, `person` or `other`")),
    _F("meaning", "string", message("the code in words; a code that means several things has a line for each")),
    _F("cables", "integer", message("how many cables of the room bear it with that meaning")),
    _F("from", "integer", message("the first year of cables in which it means that; empty where it always did")),
    _F("to", "integer", message("the last year of them; empty where it still does")),
)
_WANTED = (
    _F("id", "string", message("the id of a cable that is cited and not held")),
    _F("post", "string", message("the code of its post")),
    _F("year", "integer", message("its year")),
    _F("number", "integer", message("its number in that year")),
    _F("cited_by", "integer", message("how many cables of the room cite it")),
    _F("citing", "string", message("their ids, with a blank between")),
)
_POST = (
    _F("code", "string", message("the code of the post in identifiers")),
    _F("name", "string", message("the post in words")),
    _F("kind", "string", message("`embassy`, `consulate`, `mission`, `department` and so on")),
    _F("city", "string", message("its city")),
    _F("country", "string", message("its country")),
    _F("region", "string", message("its region, as the State Department divides the world")),
    _F("country_code", "string", message("the tag of its country")),
    _F("latitude", "number", message("of the city, in degrees, north positive")),
    _F("longitude", "number", message("of the city, in degrees, east positive")),
    _F("wikidata", "string", message("the item of the city in Wikidata, such as Q1520")),
    _F("wikidata_url", "string", message("the address of that item")),
    _F("cables", "integer", message("how many cables of the room it sent")),
    _F("first", "date", message("the day of the first of them")),
    _F("last", "date", message("the day of the last of them")),
)
_COVERAGE = (
    _F("post", "string", message("the code of the post")),
    _F("year", "integer", message("the year")),
    _F("held", "integer", message("how many of its cables of that year the room holds")),
    _F("highest", "integer", message("the highest number seen, held or cited: the least that it sent")),
    _F("cited", "integer", message("how many are cited and not held")),
)
FILES = (
    DataFile("cables.jsonl", message("Every cable, one JSON object a line, by date, then id"), CABLE),
    DataFile("cables.csv", message("The same as a table, without what does not fit into cells"),
             tuple(field for field in CABLE if field.table)),
    DataFile("references.csv", message("Every item of every REF block"), _REFERENCE),
    DataFile("tags.csv", message("Every tag with its words"), _TAG),
    DataFile("wanted.csv", message("Cables that are cited and not held, the most cited first"), _WANTED),
    DataFile("posts.csv", message("Every post that sent a cable of the room, with its place"), _POST),
    DataFile("coverage.csv",
             message("What the room holds of each post and year, and what numbers imply, without specimens"), _COVERAGE),
)  # fmt: skip
_KEYS: Mapping[str, str | list[str]] = {
    "cables.csv": "id", "wanted.csv": "id", "posts.csv": "code", "coverage.csv": ["post", "year"],
}  # fmt: skip


def table_head(name: str) -> bytes:
    """Return the first line of a table of ``FILES``, such as ``posts.csv``."""
    return row([field.name for one in FILES if one.name == name for field in one.fields])


def table_of(name: str, lines: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Yield a table of ``FILES``, such as ``posts.csv``, given its other lines."""
    yield table_head(name)
    yield from rows(lines)


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
    plain = field.words.replace("`", "")
    told: dict[str, object] = {"name": field.name, "type": "string" if field.kind in {"list", "object"} else field.kind}
    if field.kind == "list":
        told["description"] = f"{plain} (a list, {SEPARATOR} between its items)"
    else:
        told["description"] = plain
    return told
