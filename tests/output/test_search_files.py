"""The files of the index: what Pagefind reads of a page, the little CBOR, columns and counts."""

import gzip
import json
import random
import time
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.output.search.cbor import Item, decode, list_head, number, numbers, text
from generator.output.search.columns import Facets, Page, columns, shard_files, summary, text_of
from generator.output.search.document import Document, document_of
from generator.output.search.index import shards_json
from generator.output.search.lexicon import SIGNATURE, Entry, entries_of, pages_of, unpack
from generator.output.search.postings import Postings
from generator.output.search.words import cut_words
from generator.output.search.worker import PROGRAM, runtime_files

_ITEMS: st.SearchStrategy[Item] = st.recursive(
    st.integers(-(2**64), 2**64 - 1) | st.text(), lambda inner: st.lists(inner, max_size=30)
)
PAGE = """<html><body><nav>Menu</nav>
<h1 data-pagefind-body data-pagefind-weight="7">A quiet week</h1><dl>facts</dl>
<div class="body" data-pagefind-body>
<p class="par" id="p1">Quiet.</p><p id="p2.1">Very.</p>
<div hidden data-pagefind-ignore><span data-pagefind-filter="tag">PREL – Ties &amp; aims</span>
<span data-pagefind-filter="tag">PGOV</span> <span data-pagefind-meta="id">07VENSK12</span></div>
<p hidden data-pagefind-weight="5">07VENSK12. 07 VENSK 12.</p>
</div>
<section>cited by 07VENSK13</section></body></html>""".encode()


def encoded(item: object) -> bytes:
    """Write numbers, text and lists as Pagefind does, the shortest way."""
    if isinstance(item, list | tuple):
        return list_head(len(item)) + b"".join(map(encoded, item))
    said = item.encode() if isinstance(item, str) else b""
    value = len(said) if isinstance(item, str) else item
    assert isinstance(value, int)
    kind = 0x60 if isinstance(item, str) else 0x20 if value < 0 else 0
    value = -1 - value if value < 0 else value
    if value < 24:
        return bytes([kind + value]) + said
    low, width = next((low, 1 << low - 24) for low in range(24, 28) if value < 1 << 8 * (1 << low - 24))
    return bytes([kind + low]) + value.to_bytes(width, "big") + said


@given(_ITEMS)
def test_an_item_is_read_as_it_was_written(item: Item) -> None:
    assert decode(encoded(item)) == item


@given(st.lists(st.integers(-(2**63), 2**63)), st.text())
def test_what_is_written_is_read_again(values: list[int], words: str) -> None:
    assert decode(numbers(values)) == values
    assert decode(text(words)) == words
    assert [decode(number(value)) for value in values] == values


@pytest.mark.parametrize("data", [b"", b"\x82\x01", b"\x63ab", b"\x19\x01", b"\x01\x01", b"\xf6", b"\x5f\xff", b"\x1f"])
def test_what_is_no_item_is_told(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"item|short"):
        decode(data)


def test_a_list_without_a_length_is_read() -> None:
    assert decode(b"\x9f\x01\x61a\xff") == [1, "a"]


def test_only_title_text_and_words_beside_it_are_indexed() -> None:
    document = document_of(PAGE)

    assert " ".join(document.words) == "A quiet week. Quiet. Very. 07VENSK12. 07 VENSK 12."
    assert list(document.weights) == [(0, "7"), (3, "1"), (5, "5")]
    assert list(document.anchors) == [("p1", 3), ("p2.1", 4), ("beside", 5)]
    assert document.meta == {"title": "A quiet week", "id": "07VENSK12"}


def test_facets_are_read_from_the_page() -> None:
    assert document_of(PAGE).facets == {"tag": ("PREL – Ties & aims", "PGOV")}


def test_of_a_page_laid_out_by_its_owner_the_parts_are_read_that_are_marked() -> None:
    page = b"""<h1>Mine</h1><div>Menu</div><section data-pagefind-body><h2>Head</h2><!-- a > b -->
    <section>in <b>it</b></section><p data-pagefind-meta="kind:letter" id="p3">so<br/>far</section>
    <p>no</p><p data-pagefind-body>and this"""
    document = document_of(page)

    assert " ".join(document.words) == "Head. in it. so far. and this."
    assert list(document.weights) == [(0, "6"), (1, "1")]
    assert list(document.anchors) == [("p3", 3)]
    assert document.meta == {"kind": "letter", "title": "Mine"}


@pytest.mark.parametrize(
    ("page", "words", "weights"),
    [
        ("<p data-pagefind-body><script>for(i=0;i<n;i++){}</script>harbour</p>", ["harbour."], [(0, "1")]),
        ('<p data-pagefind-body data-pagefind-weight=" 5 6">harbour</p>', ["harbour."], [(0, "5")]),
        ('<p data-pagefind-body><a title="x > y" href="q">harbour</a></p>', ["harbour."], [(0, "1")]),
        ("<p data-pagefind-body>&#8203; quiet</p>", ["quiet."], [(0, "1")]),
    ],
)
def test_what_an_owners_template_may_hold(page: str, words: list[str], weights: list[tuple[int, str]]) -> None:
    document = document_of(page.encode())

    assert (document.words, document.weights) == (words, weights)


@pytest.mark.parametrize(("part", "closed"), [("<a", ""), ("<!--", ""), ("<div>x", "</b>"), ("<div>", "</b>")])
def test_a_page_is_read_in_time_linear_in_its_size(part: str, closed: str) -> None:
    page = f"<main data-pagefind-body>{part * 20_000}{closed * 20_000}".encode()
    start = time.perf_counter()
    document_of(page)

    assert time.perf_counter() - start < 5  # with the square of it, minutes


def test_without_a_marked_title_the_first_heading_is_told_else_the_title() -> None:
    body = "<section data-pagefind-body>x</section>"

    assert document_of(f"<title>Room</title><h1>Mi<b>n</b>e</h1>{body}".encode()).meta == {"title": "Mine"}
    assert document_of(f"<title>Room</title>{body}".encode()).meta == {"title": "Room"}


def test_signs_without_width_part_no_word() -> None:
    assert document_of("<p data-pagefind-body>zero\u200bwidth \ufeffmark</p>".encode()).words == ["zerowidth", "mark."]


@given(st.text(alphabet="<>/=\"' abp1-!h&;#", max_size=300))
def test_whatever_a_page_is_it_can_be_read(page: str) -> None:
    document = document_of(page.encode())

    assert not any(" " in word or not word for word in document.words)
    places = [place for place, _ in document.weights] + [place for _, place in document.anchors]
    assert all(place <= len(document.words) for place in places)


def test_columns_hold_words_day_and_codes_of_each_cable() -> None:
    rows: list[Facets] = [
        {"tag": ("PREL – Ties", "PGOV"), "post": ("VENSK",), "day": ("2007-01-03",)},
        {"tag": (), "post": ("VENSK",)},
        {"tag": ("PGOV",), "day": ("2006-01-01",)},
    ]
    line, _, numbers = columns(
        rows, ("07VENSK1", "07VENSK12", "06AYNOR3"), (300, 7, 5), ("", "m"), ("title",)
    ).partition(b"\n")

    assert json.loads(line) == {
        "first": "2006-01-01",
        "names": "07VENSK 1 12/06AYNOR 3",
        "starts": ["", "m"],
        "fields": ["title"],
        "codes": {"tag": ["PGOV", "PREL"], "post": ["VENSK"], "country": [], "classification": []},
    }
    words, days = [0xAC, 0x02, 7, 5], [0xF0, 0x02, 0, 1]  # 300 and 368 in two bytes
    assert list(numbers) == [*words, *days, 2, 0, 1, 1, 0, 2, 0, 0]


def test_columns_take_ten_bytes_a_cable() -> None:
    chance = random.Random(5)
    tags = [f"{first}{second}" for first in "PREFKSTC" for second in ("REL", "GOV", "INT", "HUM", "ARM", "NAR", "FIN")]
    posts = [f"POST{letter}{other}" for letter in "ABCDEFGHIJ" for other in "ABCDEFGHIJ"]
    rows: list[Facets] = []
    names = []
    for serial in range(3_000):
        post = chance.choice(posts)
        day = date(2004, 1, 1) + timedelta(days=serial // 3)
        names.append(f"{day:%y}{post}{serial}")
        tagged = tuple(sorted(chance.sample(tags, chance.randint(2, 5))))
        rows.append({"tag": tagged, "post": (post,), "country": (post[-2:],), "day": (day.isoformat(),)})
    order = sorted(range(len(names)), key=names.__getitem__)  # Pagefind gets them by address
    counts = [chance.randint(300, 2_000) for _ in order]
    whole = columns([rows[at] for at in order], [names[at] for at in order], counts, ("",), ())

    assert len(gzip.compress(whole, 9)) < 10 * len(rows)


@pytest.mark.parametrize("name", ["", "a b", "a/b"])
def test_a_name_that_cannot_stand_in_an_address_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        columns([{}], (name,), (1,), ("",), ())


def test_a_shard_is_counted() -> None:
    rows: list[Facets] = [
        {"tag": ("PREL", "PREL"), "day": ("2007-01-03",)},
        {"tag": ("PREL",), "day": ("2006-12-31",)},
        {},
    ]
    counted = summary(rows, "abc")

    assert (counted.count, counted.undated, counted.first, counted.last) == (3, 1, "2006-12-31", "2007-01-03")
    assert counted.facets["tag"] == {"PREL": 2}
    assert counted.facets["year"] == {"2006": 1, "2007": 1}


_WORDS = st.lists(
    st.tuples(
        st.text(min_size=1, max_size=30), st.lists(st.integers(0, 70_000), max_size=40), st.lists(st.text(max_size=9))
    ),
    min_size=1,
    unique_by=lambda word: word[0],
    max_size=200,
)


@given(_WORDS)
def test_words_cut_into_files_are_the_same_words_in_order(words: list[tuple[str, list[int], list[str]]]) -> None:
    given_words = sorted([text, pages, [[variant, pages] for variant in variants]] for text, pages, variants in words)
    starts, cut = cut_words([(str(word[0]), encoded(word)) for word in given_words])
    read = [decode(unpack(file)) for file in cut]
    groups = [file[0] for file in read if isinstance(file, list) and isinstance(file[0], list)]

    assert [word for group in groups for word in group] == given_words
    for at, group in enumerate(groups):
        held = [str(word[0]) for word in group if isinstance(word, list)]
        assert all(starts[at] <= word for word in held)
        assert at + 1 == len(groups) or all(word < starts[at + 1] for word in held)


def test_files_of_words_grow_with_the_root_of_their_shard() -> None:
    pages = list(range(1_000, 1_040))
    sizes = {}
    for count in (200, 5_000):
        words = [(f"w{serial:05}", encoded([f"w{serial:05}", pages, []])) for serial in range(count)]
        _, cut = cut_words(words)
        sizes[count] = max(len(gzip.decompress(file)) for file in cut)

    assert 3 < sizes[5_000] / sizes[200] < 8


def test_the_list_of_shards_tells_bit_by_bit_what_each_has() -> None:
    newer = summary([{"post": (post,), "day": ("2007-01-01",)} for post in "ACDEF"], "d2")
    older = summary([{"post": (post,), "day": ("1999-01-01",)} for post in "BF"], "d1")
    told = json.loads(shards_json("runtime", {"o": msgspec.json.encode(older), "n": msgspec.json.encode(newer)}))

    assert [shard["name"] for shard in told["shards"]] == ["n", "o"]
    assert list(told["facets"]["post"]) == list("ABCDEF")
    assert [shard["has"]["post"] for shard in told["shards"]] == ["d3", "22"]  # A, C, D and E, F; B and F
    assert [shard["has"]["year"] for shard in told["shards"]] == ["2", "1"]


@pytest.mark.parametrize(
    "files", [{}, {PROGRAM: b"program"}, {PROGRAM: b"program", "pagefind.js": b"function search(ptr)"}]
)
def test_a_pagefind_that_is_called_otherwise_is_refused(files: dict[str, bytes]) -> None:
    with pytest.raises(ValueError, match="cannot use"):
        runtime_files(files)


ASKED = {"1": ["harbour", "quiet"], "7": ["quiet"]}
_META = ["1.5.2", [["en_0", 3], ["en_1", 2]], [["harbour", "quiet", "en_2"]], [], [], ["title"]]
_FOUND = [["harbour", [[0, [-25, 1], []]], []], ["quiet", [[0, [-25, 2], []], [1, [-169, 1], []]], []]]
SOUND = {
    "pagefind.en_1.pf_meta": gzip.compress(SIGNATURE + encoded(_META)),
    "index/en_2.pf_index": gzip.compress(SIGNATURE + encoded([_FOUND])),
}


def test_what_pagefind_makes_of_words_is_learned_from_where_it_finds_them() -> None:
    harbour, quiet, heavy = Entry("harbour", "", 24), Entry("quiet", "", 24), Entry("quiet", "", 168)

    assert entries_of(SOUND, ASKED) == {"1": [(harbour,), (quiet,)], "7": [(heavy,)]}
    assert [page.count(b"quiet") for page in pages_of(ASKED)] == [1, 1]


def _index(data: bytes) -> dict[str, bytes]:
    return SOUND | {"index/en_2.pf_index": gzip.compress(SIGNATURE + data)}


def _meta(*parts: object) -> dict[str, bytes]:
    return SOUND | {"pagefind.en_1.pf_meta": gzip.compress(SIGNATURE + encoded(parts))}


@pytest.mark.parametrize(
    "files",
    [
        {},
        SOUND | {"pagefind.en_1.pf_meta": b"junk"},
        _meta(1, 2),
        _meta(_META[0], [["en_0", 3], ["en_1", 3]], *_META[2:]),
        *({name: data for name, data in SOUND.items() if name != lost} for lost in SOUND),
        SOUND | {"index/en_2.pf_index": SOUND["index/en_2.pf_index"][:30] + b"\xff\x00" * 9},
        SOUND | {"pagefind.en_1.pf_meta": gzip.compress(SIGNATURE + b"\x81" * 5_000)},
        _index(b"\xf6"),
        _index(encoded([_FOUND])[:-1]),
        _index(encoded([_FOUND]) + b"\x80"),
        _index(encoded([_FOUND, []])),
        _index(encoded([[["quiet", [], [], []]]])),
        _index(encoded([[["quiet", [[2, [0], []]], []]]])),
        _index(encoded([[["quiet", [[0, [5], []]], []]]])),
        _index(encoded([[["quiet", [[0, ["a"], []]], []]]])),
        _index(encoded([[["quiet", [[0, [0]]], []]]])),
        _index(b"\x81\x81\x83\x7a\xff\xff\xff\xff\x61"),
        _index(b"\x81\x81\x83\x61"),
    ],
)
def test_what_another_pagefind_wrote_is_refused(files: dict[str, bytes]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        entries_of(files, ASKED)


_FORMS = [Entry("cafe", "", 24), Entry("cafe", "café", 24), Entry("cafe", "", 12), Entry("bar", "", 12)]
_TOKENS = st.lists(st.integers(0, 3), max_size=60)
_ENTRIES = {
    "1": [(_FORMS[0],), (_FORMS[1],), (_FORMS[0], _FORMS[2], _FORMS[3]), ()],
    "7": [(Entry("cafe", "", 168),), (Entry("cafe", "café", 168),), (_FORMS[3], _FORMS[3]), ()],
}


@given(st.lists(st.tuples(_TOKENS, _TOKENS, st.lists(_TOKENS, max_size=2)), max_size=5))
def test_a_word_stands_where_its_cables_have_it(cables: list[tuple[list[int], list[int], list[list[int]]]]) -> None:
    postings = Postings(_ENTRIES, "1")
    wanted: dict[tuple[str, str], dict[int, tuple[dict[int, list[int]], list[int]]]] = {}
    for page, (plain, heavy, fields) in enumerate(cables):
        postings.add([("7", 0, heavy), ("1", len(heavy), plain)], list(enumerate(fields)))
        said = [("7", token) for token in heavy] + [("1", token) for token in plain]
        for place, (weight, token) in enumerate(said):
            for entry in _ENTRIES[weight][token]:
                places, _ = wanted.setdefault(entry[:2], {}).setdefault(page, ({}, []))
                places.setdefault(entry.weight, []).append(place)
        for field, tokens in enumerate(fields):
            seen: dict[tuple[str, str], int] = {}
            for place, token in enumerate(tokens):
                for entry in _ENTRIES["1"][token]:
                    _, told = wanted.setdefault(entry[:2], {}).setdefault(page, ({}, []))
                    told += [place - seen[entry[:2]]] if entry[:2] in seen else [-1 - field, place]
                    seen[entry[:2]] = place
    read: dict[tuple[str, str], object] = {}
    for stem, data in postings.words():
        word, pages, forms = msgspec.convert(decode(data), tuple[str, list[object], list[tuple[str, list[object]]]])
        assert word == stem
        read |= {(stem, form): found for form, found in (("", pages), *forms) if found}

    assert read == {form: _written(pages) for form, pages in wanted.items()}


def _written(pages: dict[int, tuple[dict[int, list[int]], list[int]]]) -> list[object]:
    out: list[object] = []
    last = 0
    for page, (weights, fields) in sorted(pages.items()):
        places: list[int] = []
        for weight, found in sorted(weights.items()):
            places.append(-1 - weight)
            places += [place - before for before, place in zip([0, *found], found, strict=False)]
        out.append([page - last, places, fields])
        last = page
    return out


QUIET = [(word, encoded([word, [], []])) for word in ("harbour", "quiet")]
PAGE_OF_SHARD = Page(
    "cable/2007/vensk/07VENSK1.html",
    {"post": ("VENSK",)},
    2,
    text_of("cable/2007/vensk/07VENSK1.html", Document(["Harbour", "quiet."], [(0, "1")], [("p1", 1)], {}, {})),
)


def test_a_text_is_named_as_its_cable_and_lists_stand_under_their_digest() -> None:
    out = shard_files([PAGE_OF_SHARD], QUIET, ["title"])
    told = msgspec.json.decode(out["shard.json"])
    said = json.loads(unpack(out["fragment/07VENSK1.pf_fragment"]))

    assert sorted(out) == sorted(
        ["fragment/07VENSK1.pf_fragment", f"{told['digest']}/columns.bin", f"{told['digest']}/0.pf_index", "shard.json"]
    )
    assert (said["content"], said["url"], said["word_count"]) == (
        "Harbour quiet.",
        "/cable/2007/vensk/07VENSK1.html",
        2,
    )
    assert [(one["id"], one["location"]) for one in said["anchors"]] == [("p1", 1)]
    assert told["facets"]["post"] == {"VENSK": 1}


def test_what_changes_in_a_shard_changes_its_digest() -> None:
    changed = [
        ([PAGE_OF_SHARD], QUIET, ["title", "id"]),
        ([PAGE_OF_SHARD._replace(text=PAGE_OF_SHARD.text.replace(b"quiet", b"noisy"))], QUIET, ["title"]),
        ([PAGE_OF_SHARD], QUIET[:1], ["title"]),
        ([PAGE_OF_SHARD], QUIET, ["title"]),
    ]

    assert len({msgspec.json.decode(shard_files(*shard)["shard.json"])["digest"] for shard in changed}) == len(changed)


def test_two_pages_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="one name"):
        shard_files([PAGE_OF_SHARD, PAGE_OF_SHARD], QUIET, [])
