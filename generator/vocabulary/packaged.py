"""The packaged tables -> Vocabulary. Reads the package's own CSV files and no others."""

import csv
import functools
import hashlib
import pkgutil
from collections import Counter
from collections.abc import Mapping

import msgspec

from generator.vocabulary.tables import COLUMNS, Acronym, Caption, Meaning, Post, Rests, Signal, Tag, Vocabulary

_CUT = 6  # characters of a post in the numbers of the National Archives
Row = dict[str, str]
OWN_ROWS = "this room's own rows"  # what a row rests on that names no source
Tables = dict[str, dict[str, list[Row]]]  # table -> key -> its rows: one, except in tables with years


@functools.cache
def standard() -> Vocabulary:
    """Return the packaged vocabulary, read once."""
    return vocabulary_of(packaged_rows())


@functools.cache
def packaged_rows() -> Tables:
    """Return the rows of all packaged tables."""
    return {name: _rows(name, resource(f"{name}.csv").decode("utf-8")) for name in COLUMNS}


def resource(name: str) -> bytes:
    """Return a file of this package."""
    data = pkgutil.get_data("generator.vocabulary", name)  # importlib.resources would load a dozen modules for it
    if data is None:
        raise FileNotFoundError(name)
    return data


@functools.cache
def land() -> str:
    """Return the coastlines of the world as an SVG path in units of the map of posts (tests/vocabulary/coastlines.py)."""
    return resource("land.txt").decode("ascii").replace("\n", "")


def _rows(name: str, text: str) -> dict[str, list[Row]]:
    """Read a packaged table, whose form tests hold: no quoting surprises, no row twice."""
    lines = csv.reader(text.splitlines())
    columns = next(lines)
    rows: dict[str, list[Row]] = {}
    for fields in lines:
        row = dict(zip(columns, fields, strict=True))
        rows.setdefault(key_of(name, row), []).append(row)
    return rows


def key_of(name: str, row: Row) -> str:
    """Return the key of a row: its first column; of a signal, its operand too."""
    first = row[COLUMNS[name][0]]
    return f"{first} {row['operand']}" if name == "opsignals" and row.get("operand") else first


def vocabulary_of(tables: Tables) -> Vocabulary:
    """Return the vocabulary that rows of tables make."""
    single = {name: {key: rows[0] for key, rows in table.items()} for name, table in tables.items()}
    posts = {
        code: Post(
            code,
            row["name"],
            row.get("kind", ""),
            row.get("city", ""),
            row.get("country", ""),
            row.get("region", ""),
            row.get("country_code", ""),
            row.get("indicator", ""),
            _degrees(row.get("latitude", "")),
            _degrees(row.get("longitude", "")),
            _confirmed(row),
            row.get("wikidata", ""),
        )
        for code, row in single["posts"].items()
    }
    names = {alias: row["code"] for alias, row in single["post_aliases"].items()}
    for code, post in posts.items():
        names[code] = code
        squeezed = "".join(letter for letter in post.city.upper() if "A" <= letter <= "Z")
        if squeezed and squeezed not in names and squeezed not in posts:
            names[squeezed] = code
    routing = {indicator: row["name"] for indicator, row in single["routing"].items()}
    for post in posts.values():
        if post.indicator:
            routing.setdefault(post.indicator, post.name)
    tags = {code: tuple(map(_tag, rows)) for code, rows in tables["tags"].items()}
    return Vocabulary(
        posts=posts,
        post_names=names,
        cut_posts=_cut_posts(posts),
        malformed_ids={key: row["id"] for key, row in single["malformed_ids"].items()},
        tags={code: max(rows, key=_last_year) for code, rows in tags.items()},
        tags_by_year={code: rows for code, rows in tags.items() if any(row.first or row.last for row in rows)},
        tag_aliases={alias: row["code"] for alias, row in single["tag_aliases"].items()},
        captions={
            code: Caption(code, row.get("kind", ""), row.get("meaning", ""), _confirmed(row))
            for code, row in single["captions"].items()
        },
        routing=routing,
        signals={
            key: Signal(row["signal"], row.get("operand", ""), row.get("meaning", ""), _confirmed(row))
            for key, row in single["opsignals"].items()
        },
        acronyms={
            term: Acronym(
                term, tuple(_meaning(row) for row in rows if row.get("meaning")), any(row.get("word") for row in rows)
            )
            for term, rows in tables["acronyms"].items()
        },
        portion_marks={code: row.get("meaning", "") for code, row in single["portion_marks"].items()},
        rests=tuple(_rests(name, [row for rows in table.values() for row in rows]) for name, table in tables.items()),
        spellings={spelling: row["name"] for spelling, row in single["spellings"].items()},
        digest=hashlib.sha256(msgspec.json.encode(tables)).hexdigest(),
    )


def _rests(name: str, rows: list[Row]) -> Rests:
    meaning = next(column for column in ("meaning", "name", "code", "id") if column in COLUMNS[name][1:])
    sources = Counter(
        source for row in rows for source in dict.fromkeys((row.get("source") or OWN_ROWS).split("; ")) if source
    )
    ordered = tuple(sorted(sources.items(), key=lambda one: (-one[1], one[0])))
    empty = sum(not row.get(meaning) for row in rows)
    return Rests(name, len(rows), empty, sum(not _confirmed(row) for row in rows), ordered)


def _tag(row: Row) -> Tag:
    kind, meaning = row.get("kind") or "other", row.get("meaning", "")
    return Tag(row["code"], kind, meaning, _confirmed(row), *_years(row))


def _last_year(tag: Tag) -> tuple[bool, int]:
    """Order the meanings of a code by the years they end in; one that has not ended is the last."""
    return not tag.last, tag.last


def _meaning(row: Row) -> Meaning:
    where = tuple([one.replace("_", " ") for one in row.get("where", "").split()])
    return Meaning(row["meaning"], _confirmed(row), where, *_years(row))


def _years(row: Row) -> tuple[int, int]:
    return int(row.get("from") or 0), int(row.get("to") or 0)


def _cut_posts(posts: Mapping[str, Post]) -> dict[str, tuple[str, ...]]:
    """Return each name cut to six characters, blanks counted and then left out (``NEW BR`` -> NEWBR) -> the codes it begins."""
    found: dict[str, dict[str, None]] = {}
    for code, post in posts.items():
        town = post.city.upper().replace("-", " ")
        begins = {code[:_CUT]}
        for at in range(1, _CUT):  # USUN NEW YORK: a code may have its blank before the town
            if town and code[at:].startswith("".join(filter(str.isalpha, town))[: max(1, len(code) - at)]):
                begins.add(f"{code[:at]} {town}"[:_CUT])
        if town and town[:1] == code[:1]:
            begins.add(town[:_CUT])
        for name in begins:
            found.setdefault("".join(letter for letter in name if "A" <= letter <= "Z"), {})[code] = None
    return {name: tuple(codes) for name, codes in found.items() if len(name) > 1}


def _degrees(text: str) -> float | None:
    return float(text) if text else None


def _confirmed(row: Row) -> bool:
    return row.get("confirmed", "yes") != "no"
