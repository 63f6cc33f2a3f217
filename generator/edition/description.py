"""``datapackage.json`` and ``metadata.json``: what the files of an edition are, for readers and for Datasette."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from generator.edition.full_text import PARTS
from generator.edition.tables import TABLES, VIEWS, Column, Table
from generator.pages.data.schema import About
from generator.system.reading import digest_file

PACKAGE, METADATA, DATABASE = "datapackage.json", "metadata.json", "room.sqlite"


def metadata(told: About) -> bytes:
    """Return what Datasette reads of a room: titles of tables, columns and views, and how they are sorted."""
    tables: dict[str, object] = {}
    for table in TABLES:
        tables[table.name] = {
            "description": table.title,
            "columns": {column.name: column.words for column in table.columns},
            **({"sort": "date", "label_column": "title"} if table.name == "cables" else {}),
        }
    tables |= {view.name: {"description": view.title} for view in VIEWS}
    head: dict[str, object] = {"title": told.title}
    if len(told.licences) == 1:  # Datasette shows one for all
        head |= {"license": told.licences[0][0], "license_url": told.licences[0][1]}
    return _lines(head | {"databases": {"room": {"title": told.title, "tables": tables}}})


def data_package(told: About, paths: Iterable[Path]) -> bytes:
    """Return the description of files (Data Package 1.0), in order of name."""
    files = sorted(paths, key=lambda path: path.name)
    resources = [*_tables(files), *(_file(path) for path in files)]
    return _lines(told.head("reading-room-full-text") | {"resources": resources})


def _tables(files: Iterable[Path]) -> Iterator[dict[str, object]]:
    """Yield the tables of room.sqlite as resources of their own, with fields and keys."""
    if not any(path.name == DATABASE for path in files):
        return
    for table in TABLES:
        yield {
            "name": table.name,
            "title": table.title,
            "path": DATABASE,
            "format": "sqlite",
            "dialect": {"table": table.name},
            "schema": schema_of(table),
        }


def _file(path: Path) -> dict[str, object]:
    """Return a file as a resource, with its size and digest; a file of Parquet or of texts with its fields."""
    seen, sha256 = digest_file(path)
    name, _, ending = path.name.partition(".")
    one: dict[str, object] = {
        "name": f"file-{name.lower()}" + (f"-{ending.lower()}" if ending == "parquet" else ""),
        "path": path.name,
        "bytes": seen.st_size,
        "hash": f"sha256:{sha256.hex()}",
    }
    kinds = {
        "jsonl.gz": {"format": "jsonl", "compression": "gz", "mediatype": "application/x-ndjson", "encoding": "utf-8"},
        "sqlite": {"format": "sqlite", "mediatype": "application/vnd.sqlite3"},
        "json": {"format": "json", "mediatype": "application/json", "encoding": "utf-8"},
        "parquet": {"format": "parquet", "mediatype": "application/vnd.apache.parquet"},
    }
    return one | kinds.get(ending, {}) | _fields_of(name, ending)


def _fields_of(name: str, ending: str) -> dict[str, object]:
    """Return the fields of a file that has some of its own, by its name and ending."""
    if ending == "jsonl.gz":
        return {"schema": _schema_of_lines()}
    table = next((one for one in TABLES if one.name == name.partition("-")[0]), None)
    return {"schema": _schema(map(_field, table.columns))} if table and ending == "parquet" else {}


def _schema_of_lines() -> dict[str, object]:
    """Return the fields of a line of a text file: those of a cable, then a list for each of the other tables."""
    tables = {table.name: table for table in TABLES}
    parts: Iterator[dict[str, object]] = (
        {"name": name, "type": "array", "description": tables[name].title} for name in PARTS
    )
    return _schema((*map(_field, tables["cables"].columns), *parts))


def _schema(fields: Iterable[dict[str, object]]) -> dict[str, object]:
    """Return a schema in which an empty text is a value: each of these formats has a null of its own."""
    return {"fields": list(fields), "missingValues": []}


def schema_of(table: Table) -> dict[str, object]:
    """Return the schema of a table (Table Schema): fields, primary key, foreign keys."""
    schema = _schema(map(_field, table.columns)) | {"primaryKey": list(table.key)}
    if table.name != "cables":
        schema["foreignKeys"] = [{"fields": [table.cable], "reference": {"resource": "cables", "fields": ["id"]}}]
    return schema


def _field(column: Column) -> dict[str, object]:
    field: dict[str, object] = {"name": column.name, "type": column.type, "description": column.words}
    return field | ({"constraints": {"required": True}} if column.needed else {})


def _lines(values: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(values), indent=2) + b"\n"
