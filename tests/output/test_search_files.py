"""The files of the index: what Pagefind reads of a page, the little CBOR, columns and counts."""

import gzip
import json
import random
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.output.search.cbor import Item, decode, list_head
from generator.output.search.columns import Facets, columns, shard_files, summary, unpack
from generator.output.search.index import shards_json
from generator.output.search.stage import document_of
from generator.output.search.words import SIGNATURE, cut_words
from generator.output.search.worker import PROGRAM, runtime_files

_ITEMS: st.SearchStrategy[Item] = st.recursive(
    st.integers(0, 2**64 - 1) | st.text(), lambda inner: st.lists(inner, max_size=30)
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
    text = item.encode() if isinstance(item, str) else b""
    number = len(text) if isinstance(item, str) else item
    assert isinstance(number, int)
    kind = 0x60 if isinstance(item, str) else 0
    if number < 24:
        return bytes([kind + number]) + text
    low, width = next((low, 1 << low - 24) for low in range(24, 28) if number < 1 << 8 * (1 << low - 24))
    return bytes([kind + low]) + number.to_bytes(width, "big") + text


@given(_ITEMS)
def test_an_item_is_read_as_it_was_written(item: Item) -> None:
    assert decode(encoded(item)) == item


@pytest.mark.parametrize("data", [b"", b"\x82\x01", b"\x63ab", b"\x19\x01", b"\x01\x01", b"\xf6", b"\x5f\xff", b"\x1f"])
def test_what_is_no_item_is_told(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"item|short"):
        decode(data)


def test_a_list_without_a_length_is_read() -> None:
    assert decode(b"\x9f\x01\x61a\xff") == [1, "a"]


def test_only_title_text_and_words_beside_it_are_indexed() -> None:
    page = document_of(PAGE).page.decode()

    assert '<p class="par"><span id="p1"></span>Quiet.</p><p><span id="p2.1"></span>Very.</p>' in page
    assert 'id="beside"' in page
    assert "A quiet week" in page
    assert not any(left in page for left in ("Menu", "cited by", "facts", "data-pagefind-filter"))


def test_facets_are_read_from_the_page() -> None:
    assert document_of(PAGE).facets == {"tag": ("PREL – Ties & aims", "PGOV")}


def test_a_page_laid_out_by_its_owner_is_indexed_whole() -> None:
    page = b"<h1>Mine</h1><p>Words</p>"

    assert document_of(page).page == page


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


@given(_WORDS, st.integers(1, 5))
def test_words_cut_anew_are_the_same_words_in_order(words: list[tuple[str, list[int], list[str]]], parts: int) -> None:
    given_words = sorted([text, pages, [[variant, pages] for variant in variants]] for text, pages, variants in words)
    size = -(-len(given_words) // parts)
    files = [encoded([given_words[at : at + size]]) for at in range(0, len(given_words), size)]
    starts, cut = cut_words(files)
    read = [decode(unpack(file)) for file in cut]
    groups = [file[0] for file in read if isinstance(file, list) and isinstance(file[0], list)]

    assert [word for group in groups for word in group] == given_words
    for number, group in enumerate(groups):
        texts = [word[0] for word in group if isinstance(word, list)]
        assert all(starts[number] <= str(text) for text in texts)
        assert number + 1 == len(groups) or all(str(text) < starts[number + 1] for text in texts)


def test_files_of_words_grow_with_the_root_of_their_shard() -> None:
    pages = list(range(1_000, 1_040))
    sizes = {}
    for count in (200, 5_000):
        words = [[f"w{number:05}", pages, []] for number in range(count)]
        _, cut = cut_words([encoded([words])])
        sizes[count] = max(len(gzip.decompress(file)) for file in cut)

    assert 3 < sizes[5_000] / sizes[200] < 8


@pytest.mark.parametrize("file", [b"\xf6", b"\x61a", b"\x81\x83\x65ab", encoded([["a", 1, 2]]) + b"\xff"])
def test_words_that_another_pagefind_wrote_are_refused(file: bytes) -> None:
    with pytest.raises(ValueError, match="as Pagefind writes it"):
        cut_words([file])


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


_PAGES = [["en_1", 9]]
_META = ["1.5.2", _PAGES, [["harbour", "quiet", "en_2"]], [], [], ["title"]]
_PAGE = msgspec.json.encode({"url": "/cable/2007/vensk/07VENSK1.html", "content": "Harbour quiet."})
SOUND = {
    "pagefind.en_1.pf_meta": gzip.compress(SIGNATURE + encoded(_META)),
    "fragment/en_1.pf_fragment": gzip.compress(SIGNATURE + _PAGE),
    "index/en_2.pf_index": gzip.compress(SIGNATURE + encoded([[["harbour", [], []], ["quiet", [], []]]])),
}


def test_a_text_is_named_as_its_cable_and_lists_stand_under_their_digest() -> None:
    out = shard_files(SOUND, {"cable/2007/vensk/07VENSK1.html": {"post": ("VENSK",)}})
    told = msgspec.json.decode(out["shard.json"])

    assert sorted(out) == sorted(
        ["fragment/07VENSK1.pf_fragment", f"{told['digest']}/columns.bin", f"{told['digest']}/0.pf_index", "shard.json"]
    )
    assert out["fragment/07VENSK1.pf_fragment"] == SOUND["fragment/en_1.pf_fragment"]
    assert told["facets"]["post"] == {"VENSK": 1}


@pytest.mark.parametrize("changed", sorted(SOUND))
def test_what_changes_in_a_shard_changes_its_digest(changed: str) -> None:
    other = {
        "pagefind.en_1.pf_meta": encoded([*_META[:5], ["title", "id"]]),
        "fragment/en_1.pf_fragment": _PAGE.replace(b"quiet", b"noisy"),
        "index/en_2.pf_index": encoded([[["harbour", [1], []], ["quiet", [], []]]]),
    }[changed]
    digests = {
        msgspec.json.decode(shard_files(files, {})["shard.json"])["digest"]
        for files in (SOUND, SOUND | {changed: gzip.compress(SIGNATURE + other)})
    }

    assert len(digests) == 2


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"pagefind.en_1.pf_meta": b"junk"},
        {"pagefind.en_1.pf_meta": gzip.compress(SIGNATURE + encoded([1, 2]))},
        *({name: data for name, data in SOUND.items() if name != lost} for lost in SOUND),
        SOUND | {"pagefind.en_1.pf_meta": gzip.compress(SIGNATURE + encoded([_META[0], _PAGES * 2, *_META[2:]]))},
    ],
)
def test_what_another_pagefind_wrote_is_refused(files: dict[str, bytes]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        shard_files(files, {})
