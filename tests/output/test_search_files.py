"""The files of the index: what Pagefind reads of a page, the little CBOR, columns and counts."""

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.output.search.cbor import Item, decode, encode
from generator.output.search.columns import Facets, columns, nothing, shard_files, summary, unpack
from generator.output.search.stage import document_of

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


@given(_ITEMS)
def test_an_item_is_read_as_it_was_written(item: Item) -> None:
    assert decode(encode(item)) == item


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


def test_columns_hold_day_and_values_of_each_cable() -> None:
    rows: list[Facets] = [
        {"tag": ("PREL", "PGOV"), "post": ("VENSK",), "day": ("2007-01-03",)},
        {"tag": (), "post": ("VENSK",)},
        {"tag": ("PGOV",), "day": ("2007-01-01",)},
    ]
    told = json.loads(columns(rows))

    assert (told["first"], told["days"]) == ("2007-01-01", [2, None, 0])
    assert told["tag"] == {"values": ["PGOV", "PREL"], "cables": [[1, 0], [], 0]}
    assert told["post"] == {"values": ["VENSK"], "cables": [0, 0, []]}


def test_a_shard_is_counted() -> None:
    rows: list[Facets] = [
        {"tag": ("PREL", "PREL"), "day": ("2007-01-03",)},
        {"tag": ("PREL",), "day": ("2006-12-31",)},
        {},
    ]
    counted = summary(rows, "abc", "meta")

    assert (counted.count, counted.undated, counted.first, counted.last) == (3, 1, "2006-12-31", "2007-01-03")
    assert counted.facets["tag"] == {"PREL": 2}
    assert counted.facets["year"] == {"2006": 1, "2007": 1}


def test_an_index_of_nothing_has_no_page() -> None:
    files = nothing(b'{"version":"1.5.2","languages":{"en":{"hash":"x","wasm":"en","page_count":7}}}')
    meta = next(data for name, data in files.items() if name.endswith(".pf_meta"))

    assert decode(unpack(meta)) == ["1.5.2", [], [], [], [], []]
    assert json.loads(files["pagefind-entry.json"])["languages"]["en"]["page_count"] == 0


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"pagefind-entry.json": b"{}"},
        {"pagefind-entry.json": b"{}", "pagefind.en_1.pf_meta": b"junk"},
        {"pagefind-entry.json": b"{}", "pagefind.en_1.pf_meta": gzip.compress(b"pagefind_dcd" + encode([1, 2]))},
    ],
)
def test_what_another_pagefind_wrote_is_refused(files: dict[str, bytes]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        shard_files(files, {})
