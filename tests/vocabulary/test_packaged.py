"""The packaged tables: each loads, is of one form, and every row of it can be reached by what the rooms look up."""

import csv
from collections import Counter
from importlib import resources

import pytest

from generator.cables.fields import find_captions
from generator.cables.ids import parse_id, read_identity, squeeze_post
from generator.cables.source import Line
from generator.cables.tags import parse_tags
from generator.pages.abbreviations import find_abbreviations
from generator.vocabulary import Vocabulary, land, standard
from generator.vocabulary.tables import COLUMNS, TAG_KINDS

Rows = list[dict[str, str]]
KEYS = {name: columns[0] for name, columns in COLUMNS.items()}


def rows(table: str) -> Rows:
    """Return the rows of a packaged table, read without the room's own reader."""
    text = (resources.files("generator.vocabulary") / f"{table}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), strict=True))


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    return standard()


@pytest.mark.parametrize("table", COLUMNS)
def test_a_table_has_its_columns_and_each_row_a_key_of_its_own(table: str) -> None:
    found = rows(table)
    keys = Counter((row[KEYS[table]], row.get("operand", "")) for row in found)

    assert found
    assert set(found[0]) == set(COLUMNS[table])
    assert [key for key, count in keys.items() if count > 1 or not key[0]] == []
    assert [row for row in found if None in row.values() or None in row] == []
    assert [row for row in found for cell in row.values() if cell != cell.strip()] == []
    assert [row for row in found if not row["source"]] == []


def test_every_table_in_the_package_is_read() -> None:
    folder = resources.files("generator.vocabulary")

    assert {path.name.removesuffix(".csv") for path in folder.iterdir() if path.name.endswith(".csv")} == set(COLUMNS)


def test_every_post_is_found_by_its_code_and_stands_on_the_map(words: Vocabulary) -> None:
    assert [
        row["code"]
        for row in rows("posts")
        if words.post_names.get(row["code"]) != row["code"] or words.posts[row["code"]].name != row["name"]
    ] == []
    assert [
        post.code
        for post in words.posts.values()
        if (post.latitude is None) is not (post.longitude is None)
        or abs(post.latitude or 0) > 90
        or abs(post.longitude or 0) > 180
    ] == []


def test_every_post_can_be_the_post_of_an_identifier(words: Vocabulary) -> None:
    assert [code for code in words.posts if parse_id(f"07{code}12") is None] == []


def test_every_alias_of_a_post_leads_to_a_known_post(words: Vocabulary) -> None:
    wrong = [
        (row["alias"], row["code"], squeeze_post(row["alias"], words.post_names))
        for row in rows("post_aliases")
        if row["code"] not in words.posts
        or (row["alias"].isalpha() and squeeze_post(row["alias"], words.post_names) not in {row["code"], row["alias"]})
    ]
    assert wrong == []


def test_a_code_is_never_the_alias_of_another_post(words: Vocabulary) -> None:
    assert [row for row in rows("post_aliases") if row["alias"] in words.posts and row["alias"] != row["code"]] == []


def test_every_alias_of_a_post_can_be_reached(words: Vocabulary) -> None:
    unreachable = [
        row["alias"]
        for row in rows("post_aliases")
        if (found := read_identity(f"07{row['alias']}12", words)[0]) is None or found.year != 2007
    ]
    assert unreachable == []


def test_every_garbled_identifier_is_read_as_what_it_stands_for(words: Vocabulary) -> None:
    wrong = [
        (row["malformed"], row["id"])
        for row in rows("malformed_ids")
        if (found := read_identity(row["malformed"], words)[0]) is None or found.cable_id != row["id"]
    ]
    assert wrong == []


def test_every_tag_is_read_from_a_line_of_tags(words: Vocabulary) -> None:
    def read(code: str) -> tuple[str, ...]:
        item = f"OVIP ({code})" if "," in code else f"OVIP, {code}"
        return parse_tags([Line(1, 0, f"{item}, ZZ")], words).codes

    assert [code for code in words.tags if code not in read(code)] == []
    assert {tag.kind for tag in words.tags.values()} <= set(TAG_KINDS)


def test_every_alias_of_a_tag_is_read_as_the_tag(words: Vocabulary) -> None:
    wrong = [
        (row["alias"], row["code"])
        for row in rows("tag_aliases")
        if row["code"] not in words.tags
        or row["code"] in words.tag_aliases
        or parse_tags([Line(1, 0, f"{row['alias']}, ZZ")], words).codes[:1] != (row["code"],)
    ]
    assert wrong == []


def test_every_caption_is_found_on_a_line_of_its_own(words: Vocabulary) -> None:
    wrong = [
        code for code in words.captions if not any(code.startswith(one) for one in find_captions(code, words.captions))
    ]
    assert wrong == []


def test_every_precedence_has_a_rank_and_its_letter_leads_to_it(words: Vocabulary) -> None:
    found = rows("precedence")

    assert sorted(int(row["rank"]) for row in found) == list(range(len(found)))
    assert {
        row["word"]: words.precedences[row["letter"]].word for row in found if row["word"] != "NIACT IMMEDIATE"
    } == {row["word"]: row["word"] for row in found if row["word"] != "NIACT IMMEDIATE"}
    assert words.precedences["NIACT IMMEDIATE"].letter == "O"


@pytest.mark.parametrize("table", ["routing", "opsignals", "acronyms", "portion_marks"])
def test_every_row_of_the_plain_tables_is_in_the_vocabulary(words: Vocabulary, table: str) -> None:
    expected = {f"{row[KEYS[table]]} {row.get('operand', '')}".strip() for row in rows(table)}
    kept = {
        "routing": set(words.routing),
        "opsignals": set(words.signals),
        "acronyms": set(words.acronyms),
        "portion_marks": set(words.portion_marks),
    }

    assert expected <= kept[table]


def test_every_abbreviation_is_found_in_a_text(words: Vocabulary) -> None:
    unreachable = [
        term
        for term in words.acronyms
        if [one.abbreviation.term for one in find_abbreviations([f"we saw {term} there"], words.acronyms)] != [term]
    ]
    assert unreachable == []


def test_the_coastline_is_closed_rings_on_the_globe() -> None:
    rings = land()

    assert len(rings) > 100
    assert all(len(ring) >= 4 and ring[0] == ring[-1] for ring in rings)
    assert all(-180.01 <= x <= 180.01 and -90.01 <= y <= 90.01 for ring in rings for x, y in ring)


def test_the_packaged_vocabulary_is_read_once() -> None:
    assert standard() is standard()
