"""A room's own rows, laid over the packaged ones -> Vocabulary and problems. Opens no file."""

import csv
import re
from collections.abc import Mapping

from generator.problems import Problem, Where, nearest, problem_at
from generator.vocabulary.packaged import Row, Tables, key_of, packaged_rows, standard, vocabulary_of
from generator.vocabulary.tables import BOUNDS, COLUMNS, TAG_KINDS, Vocabulary

_ITEM = re.compile(r"Q[1-9][0-9]{0,11}")
_ONE_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_YEAR_DIGITS = 4


def with_site_rows(tables: Mapping[str, bytes]) -> tuple[Vocabulary, list[Problem]]:
    """Lay a room's own rows over the packaged ones.

    Args:
        tables: file stem (``posts``, ``tags`` …) -> bytes of ``content/vocabulary/STEM.csv``. A row with a known key
            corrects the columns it gives; any other is added. Where a code has several meanings, a row without
            years and places replaces them all, one with them goes before the others.

    Returns:
        The vocabulary and what is wrong with the rows; a row with a fault is left out. Never raises on content.
    """
    if not tables:
        return standard(), []
    problems: list[Problem] = []
    merged: Tables = {name: dict(rows) for name, rows in packaged_rows().items()}
    for stem in sorted(tables):
        path = f"vocabulary/{stem}.csv"
        if stem not in COLUMNS:
            meant, known_tables = nearest(stem, COLUMNS), ", ".join(sorted(COLUMNS))
            problems.append(problem_at("V101", Where(path), name=stem, meant=meant, known=known_tables))
            continue
        seen: dict[tuple[str, ...], int] = {}
        for line, row in _site_rows(stem, tables[stem], path, problems):
            key = key_of(stem, row)
            whole = (key, *(row.get(column, "") for column in _several(stem)))
            if whole in seen:
                problems.append(problem_at("V108", Where(path, line), key=key, first=seen[whole]))
                continue
            seen[whole] = line
            known = merged[stem].get(key)
            if known is not None:
                merged[stem][key] = _laid_over(known, row)
            elif stem == "posts" and not row.get("name"):
                problems.append(problem_at("V105.of", Where(path, line), key=f"the post {key}", column="name"))
            elif stem == "precedence" and "rank" not in row:
                problems.append(problem_at("V105.rank", Where(path, line), key=key))
            else:
                merged[stem][key] = [{**dict.fromkeys(COLUMNS[stem], ""), **row}]
    return vocabulary_of(merged), problems


def _several(stem: str) -> tuple[str, ...]:
    """Return the columns that tell the rows of one key apart, () where a key has one row."""
    bounds = tuple(column for column in BOUNDS if column in COLUMNS[stem])
    return (*bounds, "meaning") if bounds and stem == "acronyms" else bounds


def _laid_over(known: list[Row], row: Row) -> list[Row]:
    """Return the rows of a key with a room's own row laid over them."""
    if row.get("city", known[0].get("city")) != known[0].get("city"):
        row = {"wikidata": "", "wikidata_source": "", **row}  # the item known is of another city
    bounds = {column: row.get(column, "") for column in BOUNDS}
    if not any(bounds.values()):
        return [{**known[0], **row}] if len(known) == 1 else [{**known[0], **dict.fromkeys(BOUNDS, ""), **row}]
    same = [at for at, one in enumerate(known) if {column: one.get(column, "") for column in BOUNDS} == bounds]
    if same:
        return [{**one, **row} if at == same[0] else one for at, one in enumerate(known)]
    return [{**known[0], **bounds, **row}, *known]


def _site_rows(stem: str, data: bytes, path: str, problems: list[Problem]) -> list[tuple[int, Row]]:
    """Read a room's table -> (line, row of the columns given) of each sound row."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(problem_at("V102", Where(path, line)))
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
                where = Where(path, reader.line_num)
                problems.append(problem_at("V104", where, found=len(cells), named=len(columns)))
                continue
            row = {name: cell for name, cell in zip(columns, cells, strict=True) if cell}
            if fault := _fault(stem, row, Where(path, reader.line_num)):
                problems.append(fault)
                continue
            rows.append((reader.line_num, row))
    except csv.Error as error:
        problems.append(problem_at("V104.quote", Where(path, reader.line_num), fault=error))
    return rows


def _sound_columns(stem: str, columns: list[str], path: str, problems: list[Problem]) -> bool:
    for column in columns:
        if column not in COLUMNS[stem]:
            meant, known = nearest(column, COLUMNS[stem]), ", ".join(COLUMNS[stem])
            problems.append(problem_at("V103", Where(path, 1), column=column, meant=meant, known=known))
            return False
    if COLUMNS[stem][0] not in columns:
        problems.append(problem_at("V103.key", Where(path, 1), column=COLUMNS[stem][0]))
        return False
    return True


def _fault(stem: str, row: Row, where: Where) -> Problem | None:
    """Return the problem of the first thing wrong with a row, None for a sound one."""
    key = COLUMNS[stem][0]
    if not row.get(key):
        return problem_at("V105", where, column=key)
    if stem == "tags" and row.get("kind", "other") not in TAG_KINDS:
        return problem_at("V106", where, kind=row["kind"], known=", ".join(TAG_KINDS))
    for column, most in (("latitude", 90.0), ("longitude", 180.0)):
        if column in row:
            try:
                good = abs(float(row[column])) <= most
            except ValueError:
                good = False
            if not good:
                return problem_at("V107", where, value=row[column], column=column, most=f"{most:.0f}")
    if not _ITEM.fullmatch(row.get("wikidata", "Q1")):
        return problem_at("V107.item", where, value=row["wikidata"])
    for column in ("from", "to"):
        if column in row and not (row[column].isdecimal() and len(row[column]) == _YEAR_DIGITS):
            return problem_at("V107.year", where, value=row[column], column=column)
    if row.get("from", "") > row.get("to", "9999"):
        return problem_at("V107.order", where, first=row["from"], last=row["to"])
    if stem == "precedence" and not (row.get("rank", "0").isdecimal() and len(row.get("rank", "0")) <= _YEAR_DIGITS):
        return problem_at("V105.rank", where, key=row[key])
    if stem == "spellings" and any(not _ONE_WORD.fullmatch(row.get(column, "x")) for column in ("spelling", "name")):
        return problem_at("V105.word", where, key=row[key])
    target = {"post_aliases": "code", "tag_aliases": "code", "malformed_ids": "id", "spellings": "name"}.get(stem)
    if target and not row.get(target):
        return problem_at("V105.of", where, key=row[key], column=target)
    return None
