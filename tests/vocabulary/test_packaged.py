"""The packaged tables: each loads, is of one form, and every row of it can be reached by what the rooms look up."""

import csv
import re
from collections import Counter
from importlib import resources

import pytest

from generator.cables.header.envelope import precedence_of
from generator.cables.heading.fields import find_captions
from generator.cables.heading.tags import parse_tags
from generator.cables.ids import parse_id, read_identity, squeeze_post
from generator.cables.mentions.abbreviations import Context, abbreviations_of
from generator.cables.source.model import Line
from generator.vocabulary import Meaning, Vocabulary, standard
from generator.vocabulary.tables import BOUNDS, COLUMNS, TAG_KINDS
from tests.vocabulary.coastlines import rings_of_land

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
    several = BOUNDS + (("meaning",) if table == "acronyms" else ()) if "from" in COLUMNS[table] else ("operand",)
    keys = Counter((row[KEYS[table]], *(row.get(column, "") for column in several)) for row in found)

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


def test_every_item_of_wikidata_has_a_source_and_stands_for_one_city() -> None:
    known = [row for row in rows("posts") if row["wikidata"]]
    cities = {(row["city"], row["country"]): set[str]() for row in known}
    for row in known:
        cities[row["city"], row["country"]].add(row["wikidata"])

    assert len(known) > 150
    assert [row["code"] for row in known if not re.fullmatch(r"Q[1-9]\d*", row["wikidata"]) or not row["city"]] == []
    assert [row["code"] for row in rows("posts") if bool(row["wikidata"]) is not bool(row["wikidata_source"])] == []
    assert [city for city, items in cities.items() if len(items) > 1] == []
    assert len({item for items in cities.values() for item in items}) == len(cities)


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


def test_every_precedence_has_a_rank_and_its_letter_is_read_as_its_word() -> None:
    found = rows("precedence")
    words = {row["word"]: precedence_of(row["letter"]) for row in found}

    assert sorted(int(row["rank"]) for row in found) == list(range(len(found)))
    assert words.pop("NIACT IMMEDIATE") == ("IMMEDIATE",)
    assert words == {word: (word,) for word in words}


@pytest.mark.parametrize("table", ["routing", "opsignals", "acronyms", "portion_marks", "spellings"])
def test_every_row_of_the_plain_tables_is_in_the_vocabulary(words: Vocabulary, table: str) -> None:
    expected = {f"{row[KEYS[table]]} {row.get('operand', '')}".strip() for row in rows(table)}
    kept = {
        "routing": set(words.routing),
        "opsignals": set(words.signals),
        "acronyms": set(words.acronyms),
        "portion_marks": set(words.portion_marks),
        "spellings": set(words.spellings),
    }

    assert expected <= kept[table]


def test_a_name_is_among_its_spellings_and_no_spelling_of_another(words: Vocabulary) -> None:
    assert {name for name in words.spellings.values() if words.spellings.get(name) != name} == set()


def test_every_abbreviation_is_found_in_a_text(words: Vocabulary) -> None:
    def found(term: str, meaning: Meaning) -> list[str]:
        context = Context("", "", meaning.where, meaning.first or meaning.last or 2009)
        return [use.term for use in abbreviations_of(f"we saw the {term} there", words, context)]

    unreachable = [
        (term, meaning.text)
        for term, one in words.acronyms.items()
        for meaning in one.meanings
        if found(term, meaning) != [term] and term != "IV"  # IV is a numeral wherever the cable does not spell it out
    ]
    assert unreachable == []


@pytest.mark.parametrize(
    ("code", "year", "meaning"),
    [
        ("SNAR", 2007, "Narcotics"), ("PINT", 2007, "Internal Political Affairs"), ("KCRM", 2007, "Criminal Activity"),
        ("KZ", 2007, "Kazakhstan"), ("XI", 2007, "North Africa"), ("KNAR", 2007, "Nazi Assets and Restitution"),
        ("GE", 1974, "East Germany"), ("GE", 1985, ""), ("GE", 2009, "Georgia"), ("GW", 1974, "West Germany"), ("GW", 2009, ""),
        ("XV", 1974, "Antarctica"), ("XV", 2009, "South Pacific Ocean Area"), ("XB", 1974, "Asia"),
        ("XB", 2009, "East Asia and Pacific"), ("GE", None, ""), ("WTO", 1974, "Warsaw Pact Organization"),
    ],
)  # fmt: skip
def test_a_tag_is_read_by_the_year_of_the_cable(words: Vocabulary, code: str, year: int | None, meaning: str) -> None:
    tag = words.tag_in(code, year)

    assert tag is not None
    assert tag.meaning == meaning


def test_no_two_meanings_of_a_tag_hold_in_one_year(words: Vocabulary) -> None:
    wrong = [
        (code, year)
        for code, tags in words.tags_by_year.items()
        for year in range(1960, 2030)
        if sum(tag.first <= year and (year <= tag.last or not tag.last) for tag in tags) > 1
    ]
    assert wrong == []


def test_what_a_reader_sees_holds_no_note_of_the_maintainer() -> None:
    seen = [
        (table, row["meaning"]) for table in ("tags", "acronyms", "captions", "portion_marks") for row in rows(table)
    ]
    notes = re.compile(
        r"TAGS;|\blist\)|list text|\blater\b|Warning line|Spelled-out|\(to \d{4}\)|\d{4}s", re.IGNORECASE
    )

    assert [one for one in seen if notes.search(one[1])] == []


def test_the_coastline_is_closed_rings_on_the_globe() -> None:
    rings = rings_of_land()

    assert len(rings) > 100
    assert all(len(ring) >= 4 and ring[0] == ring[-1] for ring in rings)
    assert all(-180.01 <= x <= 180.01 and -90.01 <= y <= 90.01 for ring in rings for x, y in ring)


def test_the_packaged_vocabulary_is_read_once() -> None:
    assert standard() is standard()
