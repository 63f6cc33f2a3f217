"""A room's own rows over the packaged tables, and what is said of a row with a fault."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import Severity, nearest
from generator.vocabulary import standard, with_site_rows
from generator.vocabulary.tables import COLUMNS
from tests.room import Room


@pytest.mark.parametrize(
    ("table", "text", "code", "line", "said"),
    [
        ("posst", "code,name\n", "V101", None, "posts.csv"),
        ("weather", "a,b\n", "V101", None, "the tables are"),
        ("tags", b"code,meaning\nPREL,caf\xe9\n", "V102", 2, "UTF-8"),
        ("tags", "code,meaningg\nPREL,x\n", "V103", 1, "meaning"),
        ("tags", "meaning,kind\nx,subject\n", "V103", 1, "it names each row"),
        ("tags", "code,meaning\nPREL,x,y\n", "V104", 2, "quote a field"),
        ("tags", 'code,meaning\nPREL,"x\n', "V104", 2, "quote"),
        ("tags", "code,meaning\n\n,x\n", "V105", 3, "fill the column code"),
        ("posts", "code,city\nVENSK,Vensk\n", "V105", 2, "fill the column name"),
        ("post_aliases", "alias,code\nWENSK,\n", "V105", 2, "fill the column code"),
        ("precedence", "word,rank\nSOON,\n", "V105", 2, "whole number"),
        ("precedence", "word,rank\nFLASH,soon\n", "V105", 2, "whole number"),
        ("malformed_ids", "malformed,id\n07X,\n", "V105", 2, "fill the column id"),
        ("spellings", "spelling,name\nWensk,\n", "V105", 2, "fill the column name"),
        ("spellings", "spelling,name\nal Vensk,Vensk\n", "V105", 2, "several spellings"),
        ("tags", "code,kind\nPREL,fish\n", "V106", 2, "subject"),
        ("posts", "code,name,latitude\nVENSK,Vensk,north\n", "V107", 2, "-90"),
        ("posts", "code,name,latitude\nVENSK,Vensk,91\n", "V107", 2, "-90"),
        ("posts", "code,name,wikidata\nVENSK,Vensk,1520\n", "V107", 2, "Q1520"),
        ("tags", "code,from\nQZZA,ninety\n", "V107", 2, "four digits"),
        ("acronyms", "term,from,to\nQZZ,1990,1980\n", "V107", 2, "exchange"),
        ("posts", "code,name,longitude\nVENSK,Vensk,nan\n", "V107", 2, "-180"),
        ("posts", "code,name,longitude\nVENSK,Vensk,-180.5\n", "V107", 2, "-180"),
    ],
)
def test_a_fault_is_told_with_line_and_hint(
    table: str, text: str | bytes, code: str, line: int | None, said: str
) -> None:
    data = text.encode() if isinstance(text, str) else text
    vocabulary, problems = with_site_rows({table: data})

    assert [(one.code, one.where.path, one.where.line) for one in problems] == [(code, f"vocabulary/{table}.csv", line)]
    assert said in problems[0].hint
    assert problems[0].severity is Severity.ERROR
    assert vocabulary.tags == standard().tags
    assert vocabulary.posts == standard().posts


def test_a_row_with_a_fault_is_left_out_and_the_others_count() -> None:
    text = "code,kind,meaning\nQZZA,subject,One\nQZZB,fish,Two\nQZZC,subject,Three\n"
    vocabulary, problems = with_site_rows({"tags": text.encode()})

    assert [problem.where.line for problem in problems] == [3]
    assert vocabulary.tags["QZZA"].meaning == "One"
    assert "QZZB" not in vocabulary.tags
    assert vocabulary.tags["QZZC"].meaning == "Three"


def test_a_row_corrects_the_columns_that_it_gives() -> None:
    vocabulary, problems = with_site_rows({"posts": b"code,city\nASTANA,Akmola\n"})

    assert problems == []
    assert vocabulary.posts["ASTANA"].city == "Akmola"
    assert vocabulary.posts["ASTANA"].country == standard().posts["ASTANA"].country


@pytest.mark.parametrize(
    ("rows", "meanings"),
    [
        ("GE,Vensk,,\n", {1974: "Vensk", 1985: "Vensk", 2009: "Vensk"}),
        ("GE,Vensk,1980,1989\n", {1974: "East Germany", 1985: "Vensk", 2009: "Georgia"}),
        ("GE,Vensk,1970,\n", {1969: "East Germany", 1974: "Vensk", 2009: "Vensk"}),
        ("GE,Vensk,1992,\n", {1974: "East Germany", 1985: "", 2009: "Vensk"}),
        ("QZZA,Vensk,1980,\n", {1974: "", 2009: "Vensk"}),
    ],
)
def test_a_row_with_years_counts_in_them_and_one_without_in_all(rows: str, meanings: dict[int, str]) -> None:
    vocabulary, problems = with_site_rows({"tags": f"code,meaning,from,to\n{rows}".encode()})
    tags = {year: vocabulary.tag_in(rows.partition(",")[0], year) for year in meanings}

    assert problems == []
    assert {year: tag.meaning for year, tag in tags.items() if tag} == meanings


def test_columns_may_stand_in_any_order_with_a_mark_before_them_and_blanks_round_them() -> None:
    vocabulary, problems = with_site_rows({"tags": "\ufeffmeaning , code\n Herring , QZZA \n".encode()})

    assert problems == []
    assert vocabulary.tags["QZZA"].meaning == "Herring"


def test_a_new_post_is_found_by_its_city_and_its_alias() -> None:
    tables = {
        "posts": b"code,name,city\nPTOSTREL,Consulate Port Ostrel,Port Ostrel\n",
        "post_aliases": b"alias,code\nOSTREL,PTOSTREL\n",
    }
    vocabulary, problems = with_site_rows(tables)

    assert problems == []
    assert vocabulary.post_names["PORTOSTREL"] == "PTOSTREL"
    assert vocabulary.post_names["OSTREL"] == "PTOSTREL"


def test_the_digest_follows_the_rows() -> None:
    one, _ = with_site_rows({"tags": b"code,meaning\nQZZA,One\n"})
    two, _ = with_site_rows({"tags": b"code,meaning\nQZZA,Two\n"})
    again, _ = with_site_rows({"tags": b"meaning,code\nOne,QZZA\n"})

    assert one.digest not in {two.digest, standard().digest}
    assert one.digest == again.digest


def test_without_rows_it_is_the_packaged_vocabulary() -> None:
    assert with_site_rows({}) == (standard(), [])


@given(st.sampled_from(sorted(COLUMNS)), st.binary(max_size=120))
def test_whatever_a_file_holds_nothing_is_raised(table: str, data: bytes) -> None:
    _, problems = with_site_rows({table: (",".join(COLUMNS[table]) + "\n").encode() + data})

    assert all(one.hint and one.code.startswith("V1") for one in problems)


@pytest.mark.parametrize(
    ("code", "known", "expected"),
    [
        ("PRELL", {"PREL", "PGOV"}, "PREL"),
        ("titel", {"title", "description"}, "title"),
        ("ASTNA", {"ASTANA", "ATHENS"}, "ASTANA"),
        ("XYZ", {"PREL", "PGOV"}, ""),
        ("PREL", set(), ""),
    ],
)
def test_nearest(code: str, known: set[str], expected: str) -> None:
    assert nearest(code, known) == expected


def test_a_corrected_name_of_a_post_is_on_every_page_that_names_the_post(room: Room) -> None:
    room.cable("07VENSK12")
    room.edit("cables/07VENSK12.txt", "classification =", 'origin = "Consulate Vennsk"\nclassification =')
    room.build()

    for page in ("origin/index.html", "origin/vensk.html", "cable/2007/vensk/index.html"):
        assert "Consulate Vensk" in room.page(page), page
        assert "Vennsk" not in room.page(page).partition("<main")[2].partition("<ol")[0], page


@pytest.mark.parametrize(
    ("row", "item"),
    [
        ("code,wikidata\nASTANA,Q2", "Q2"),
        ("code,city,wikidata\nASTANA,Vensk,Q3", "Q3"),
        ("code,city\nASTANA,Vensk", ""),  # the item known is of another city
        ("code,city\nASTANA,Astana", "Q1520"),
        ("code,region\nASTANA,Elsewhere", "Q1520"),
    ],
)
def test_a_room_corrects_the_item_of_a_city(row: str, item: str) -> None:
    vocabulary, problems = with_site_rows({"posts": row.encode()})

    assert problems == []
    assert vocabulary.posts["ASTANA"].wikidata == item


@pytest.mark.parametrize(
    ("table", "text", "line"),
    [
        ("posts", "code,name,city\nVENSK,Consulate Vensk,Vensk\n\nVENSK,Embassy Vensk,Lindemar\n", 4),
        ("tags", "code,meaning,from,to\nQZZ,One,1990,1999\nQZZ,Two,2000,\nQZZ,Three,1990,1999\n", 4),
        ("acronyms", "term,meaning\nQZZ,One\nQZZ,Two\nQZZ,One\n", 4),
    ],
)
def test_of_two_rows_of_one_key_the_first_is_used_and_the_other_told(table: str, text: str, line: int) -> None:
    vocabulary, problems = with_site_rows({table: text.encode()})

    assert [(one.code, one.where.line) for one in problems] == [("V108", line)]
    if table == "posts":
        assert vocabulary.posts["VENSK"].city == "Vensk"
    if table == "tags":
        assert [row.meaning for row in vocabulary.tags_by_year["QZZ"]] == ["Two", "One"]
