"""The packaged tables, and a room's own rows over them -> Vocabulary. Reads the package's own CSV files and no others."""

import csv
import difflib
import functools
import hashlib
import pkgutil
from collections.abc import Iterable, Mapping

import msgspec

from generator.problems import Problem, Severity, Where
from generator.vocabulary.tables import (
    COLUMNS,
    TAG_KINDS,
    Acronym,
    Caption,
    PortionMark,
    Post,
    Precedence,
    Signal,
    Tag,
    Vocabulary,
)

Row = dict[str, str]
Tables = dict[str, dict[str, Row]]


@functools.cache
def standard() -> Vocabulary:
    """Return the packaged vocabulary, read once."""
    return _build(_packaged())


@functools.cache
def _packaged() -> Tables:
    return {name: _rows(name, _resource(f"{name}.csv").decode("utf-8")) for name in COLUMNS}


def _resource(name: str) -> bytes:
    data = pkgutil.get_data("generator.vocabulary", name)  # importlib.resources would load a dozen modules for it
    if data is None:
        raise FileNotFoundError(name)
    return data


def _rows(name: str, text: str) -> dict[str, Row]:
    """Read a packaged table, whose form tests hold: no quoting surprises, each key once."""
    lines = csv.reader(text.splitlines())
    columns = next(lines)
    rows: dict[str, Row] = {}
    for fields in lines:
        row = dict(zip(columns, fields, strict=True))
        rows[_key(name, row)] = row
    return rows


def _key(name: str, row: Row) -> str:
    """Return the key of a row: its first column; a signal is told apart by its operand too."""
    first = row[COLUMNS[name][0]]
    return f"{first} {row['operand']}" if name == "opsignals" and row.get("operand") else first


def _build(tables: Tables) -> Vocabulary:
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
        )
        for code, row in tables["posts"].items()
    }
    names = {alias: row["code"] for alias, row in tables["post_aliases"].items()}
    for code, post in posts.items():
        names[code] = code
        squeezed = "".join(letter for letter in post.city.upper() if "A" <= letter <= "Z")
        if squeezed and squeezed not in names and squeezed not in posts:
            names[squeezed] = code
    precedences = {
        row["word"]: Precedence(row["word"], row["letter"], row["meaning"], int(row["rank"]))
        for row in tables["precedence"].values()
    }
    for precedence in sorted(precedences.values(), key=lambda one: -one.rank):
        if precedence.word != "NIACT IMMEDIATE":  # its letter is that of IMMEDIATE
            precedences[precedence.letter] = precedence
    routing = {indicator: row["name"] for indicator, row in tables["routing"].items()}
    for post in posts.values():
        if post.indicator:
            routing.setdefault(post.indicator, post.name)
    return Vocabulary(
        posts=posts,
        post_names=names,
        malformed_ids={key: row["id"] for key, row in tables["malformed_ids"].items()},
        tags={
            code: Tag(code, row.get("kind") or "other", row.get("meaning", ""), _confirmed(row))
            for code, row in tables["tags"].items()
        },
        tag_aliases={alias: row["code"] for alias, row in tables["tag_aliases"].items()},
        captions={
            code: Caption(code, row.get("kind", ""), row.get("meaning", ""), _confirmed(row))
            for code, row in tables["captions"].items()
        },
        precedences=precedences,
        routing=routing,
        signals={
            key: Signal(row["signal"], row.get("operand", ""), row.get("meaning", ""))
            for key, row in tables["opsignals"].items()
        },
        acronyms={
            term: Acronym(term, row.get("meaning", ""), _confirmed(row)) for term, row in tables["acronyms"].items()
        },
        portion_marks={
            code: PortionMark(code, row.get("meaning", "")) for code, row in tables["portion_marks"].items()
        },
        digest=hashlib.sha256(msgspec.json.encode(tables)).hexdigest(),
    )


def _degrees(text: str) -> float | None:
    return float(text) if text else None


def _confirmed(row: Row) -> bool:
    return row.get("confirmed", "yes") != "no"


def with_site_rows(tables: Mapping[str, bytes]) -> tuple[Vocabulary, list[Problem]]:
    """Lay a room's own rows over the packaged ones.

    Args:
        tables: file stem (``posts``, ``tags`` …) -> bytes of ``content/vocabulary/STEM.csv``. A row with a known key
            corrects the columns it gives; any other is added.

    Returns:
        The vocabulary and what is wrong with the rows; a row with a fault is left out. Never raises on content.
    """
    if not tables:
        return standard(), []
    problems: list[Problem] = []
    merged: Tables = {name: dict(rows) for name, rows in _packaged().items()}
    for stem in sorted(tables):
        path = f"content/vocabulary/{stem}.csv"
        if stem not in COLUMNS:
            near = nearest(stem, COLUMNS)
            hint = f"rename it to {near}.csv" if near else f"the tables are {', '.join(sorted(COLUMNS))}"
            problems.append(_problem(path, None, "V101", f"there is no table named '{stem}'", hint))
            continue
        for line, row in _site_rows(stem, tables[stem], path, problems):
            key = _key(stem, row)
            known = merged[stem].get(key)
            if known is not None:
                merged[stem][key] = {**known, **row}
            elif stem == "posts" and not row.get("name"):
                problems.append(_problem(path, line, "V105", f"the post {key} has no name", "fill the column name"))
            elif stem == "precedence" and "rank" not in row:
                problems.append(_problem(path, line, "V105", f"{key} has no rank", "a whole number, 1 the most urgent"))
            else:
                merged[stem][key] = {**dict.fromkeys(COLUMNS[stem], ""), **row}
    return _build(merged), problems


def _problem(path: str, line: int | None, code: str, message: str, hint: str) -> Problem:
    return Problem(Where(path, line), Severity.ERROR, code, message, hint)


def _site_rows(stem: str, data: bytes, path: str, problems: list[Problem]) -> list[tuple[int, Row]]:
    """Read a room's table -> (line, row of the columns given) of each sound row."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(_problem(path, line, "V102", "the file is not UTF-8", "save it as UTF-8"))
        return []
    reader = csv.reader(text.splitlines(), strict=True)
    rows: list[tuple[int, Row]] = []
    columns: list[str] = []
    try:
        for fields in reader:
            cells = [field.strip() for field in fields]
            if not any(cells):
                continue
            if not columns:
                columns = cells
                if not _sound_columns(stem, columns, path, problems):
                    return []
                continue
            if len(cells) != len(columns):
                found = f"{len(cells)} fields where the first line names {len(columns)}"
                problems.append(_problem(path, reader.line_num, "V104", found, "quote a field that holds a comma"))
                continue
            row = {name: cell for name, cell in zip(columns, cells, strict=True) if cell}
            if fault := _fault(stem, row):
                problems.append(_problem(path, reader.line_num, *fault))
                continue
            rows.append((reader.line_num, row))
    except csv.Error as error:
        problems.append(
            _problem(path, reader.line_num, "V104", f"not CSV: {error}", "look for a quote that is not closed")
        )
    return rows


def _sound_columns(stem: str, columns: list[str], path: str, problems: list[Problem]) -> bool:
    for column in columns:
        if column not in COLUMNS[stem]:
            near = nearest(column, COLUMNS[stem])
            hint = f"did you mean {near}?" if near else f"the columns are {', '.join(COLUMNS[stem])}"
            problems.append(_problem(path, 1, "V103", f"there is no column '{column}'", hint))
            return False
    if COLUMNS[stem][0] not in columns:
        problems.append(_problem(path, 1, "V103", f"the column {COLUMNS[stem][0]} is missing", "it names each row"))
        return False
    return True


def _fault(stem: str, row: Row) -> tuple[str, str, str] | None:
    """Return (code, message, hint) of the first thing wrong with a row, None for a sound one."""
    key = COLUMNS[stem][0]
    if not row.get(key):
        return "V105", f"the row has no {key}", "fill the first column, or delete the row"
    if stem == "tags" and row.get("kind", "other") not in TAG_KINDS:
        return "V106", f"'{row['kind']}' is no kind of tag", f"one of {', '.join(TAG_KINDS)}"
    for column, most in (("latitude", 90.0), ("longitude", 180.0)):
        if column in row:
            try:
                good = abs(float(row[column])) <= most
            except ValueError:
                good = False
            if not good:
                return "V107", f"'{row[column]}' is no {column}", f"degrees from -{most:.0f} to {most:.0f}"
    if stem == "precedence" and not row.get("rank", "0").isdecimal():
        return "V105", f"'{row['rank']}' is no rank", "a whole number, 1 the most urgent"
    target = {"post_aliases": "code", "tag_aliases": "code", "malformed_ids": "id"}.get(stem)
    if target and not row.get(target):
        return "V105", f"{row[key]} stands for nothing", f"fill the column {target}"
    return None


def nearest(code: str, known: Iterable[str]) -> str | None:
    """Return the known code that is most like a mistyped one, None when nothing is near."""
    found = difflib.get_close_matches(code, list(known), n=1, cutoff=0.7)
    return found[0] if found else None


@functools.cache
def land() -> tuple[tuple[tuple[float, float], ...], ...]:
    """Return the coastlines of the world as rings of (longitude, latitude), degrees (Natural Earth, public domain).

    The file is TopoJSON: rings are made of shared arcs, each a first point and steps, on a grid with a scale.
    """
    data = msgspec.json.decode(_resource("land-110m.json"))
    scale, move = data["transform"]["scale"], data["transform"]["translate"]
    arcs: list[list[tuple[float, float]]] = []
    for arc in data["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x += step_x
            y += step_y
            points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
        arcs.append(points)
    rings = []
    for geometry in data["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            for ring in polygon:
                points = []
                for index in ring:
                    arc = arcs[index] if index >= 0 else arcs[~index][::-1]
                    points.extend(arc if not points else arc[1:])
                rings.append(tuple(points))
    return tuple(rings)
