"""The index of words held byte for byte like the one that Pagefind writes of the same pages."""

import gzip
import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

import msgspec
import pytest

from generator.commands.build import build
from generator.commands.project import Project
from generator.output.search import making
from generator.output.search.cbor import decode
from generator.output.search.document import document_of
from generator.output.search.lexicon import SIGNATURE, unpack
from generator.output.search.program import ask, find_program
from generator.output.search.shards import Indexed, Shard
from tests.output.test_search_files import encoded
from tests.room import PLAIN

ROOT = Path(__file__).parent.parent.parent
SHARED = ROOT.parent / "shared/cables"
# Words of every kind: parts, accents, figures, signs, letters that change their number when their case does.
ODD = (
    "anti-TIP camelCase café cafe Café R&D U.S. U.S, $400,000 07ASTANA1061 (1970s-90s; (1970s-90s) well-known-thing a-b "
    "foo_bar it’s it's don't e-mail/phone a.b 1.5 (hello) “quoted” «so» -- - … ПРАВДА Ёлка straße İstanbul ıI ﬁne XMLHttp "
    "HTTPServer iPhone x.y.z.w.v 1/2/3/4/5/6/7/8 naïve naive résumé resume na\u0308ive 日本語 ٣٤ don’t. &amp; <b> \"q\" 'q' "
    "running runs ran generously generate proceed succeed skies dying news inning _PAGEFIND _x_ x_ #tag @name C++ 50% "
    "soft\u00adhyphen 1061. 1061, TIP. TIP; (TIP) Post: post; POST, Kyiv(a) f(x) ;;; ... .,;:() :-)"
)


def of_pagefind(pages: Sequence[tuple[str, bytes]]) -> dict[str, bytes]:
    """Return the files that Pagefind writes of whole pages."""
    return ask(find_program(), pages)


def ours(folder: Path, pages: Sequence[tuple[str, bytes]]) -> dict[str, bytes]:
    """Return the files of our shard of the same pages."""
    site = folder / "ours"
    for address, page in pages:
        (site / address).parent.mkdir(parents=True, exist_ok=True)
        (site / address).write_bytes(page)
    shard = Shard("all", tuple(Indexed(address, 2007, "", b"") for address, _ in pages))
    made = making.make_shard(site, making.Task(shard, b"", None))
    assert made.problem is None
    return {address.removeprefix(f"{making.FOLDER}/all/"): data for address, data in made.files}


def words_of(files: Mapping[str, bytes]) -> dict[str, object]:
    """Return every word of an index, its forms in order (Pagefind lists them in another on every run)."""
    found: dict[str, object] = {}
    for name, data in files.items():
        if name.endswith(".pf_index"):
            (words,) = msgspec.convert(decode(unpack(data)), tuple[list[tuple[str, object, list[object]]]])
            found |= {word: [pages, sorted(forms, key=str)] for word, pages, forms in words}
    return found


def texts_of(files: Mapping[str, bytes]) -> dict[str, object]:
    """Return of each page what is told of it, of anchors those that we keep."""
    found: dict[str, object] = {}
    for name, data in files.items():
        if name.endswith(".pf_fragment"):
            told = json.loads(unpack(data))
            kept = [
                one
                for one in told["anchors"]
                if one["id"] == "beside" or (one["id"][:1] == "p" and one["id"][1:2].isdigit())
            ]
            anchors = [(one["id"], one["location"]) for one in kept]
            found[told["url"]] = (told["content"], told["word_count"], told["meta"], anchors)
    return found


def alike(folder: Path, pages: Sequence[tuple[str, bytes]]) -> None:
    """See that both tell the same."""
    theirs, own = of_pagefind(pages), ours(folder, pages)
    assert texts_of(own) == texts_of(theirs)
    words = words_of(theirs)
    assert words
    assert words_of(own) == words
    written = b"".join(gzip.decompress(data) for name, data in own.items() if name.endswith(".pf_index"))
    for word, (pages_of_word, forms) in msgspec.convert(words, dict[str, tuple[object, list[object]]]).items():
        assert encoded([word, pages_of_word, forms]) in written


def held(site: Path) -> list[tuple[str, bytes]]:
    """Return the pages of the cables that a site holds."""
    pages = [(str(path.relative_to(site)), path.read_bytes()) for path in sorted(site.glob("cable/*/*/*.html"))]
    return [page for page in pages if b"data-pagefind-body" in page[1]]


def test_the_owners_room_is_indexed_as_by_pagefind(tmp_path: Path) -> None:
    build(Project(ROOT / "content", tmp_path / "site"), PLAIN)
    pages = held(tmp_path / "site")

    assert len(pages) >= 10
    alike(
        tmp_path, [(address, page.replace(b"<p hidden data", b'<p hidden id="beside" data')) for address, page in pages]
    )


def test_real_cables_are_indexed_as_by_pagefind(tmp_path: Path) -> None:
    if not SHARED.is_dir():
        pytest.skip("the real cables are not beside the project")
    build(Project(SHARED, tmp_path / "site"), PLAIN)
    pages = held(tmp_path / "site")

    assert len(pages) >= 100
    alike(
        tmp_path, [(address, page.replace(b"<p hidden data", b'<p hidden id="beside" data')) for address, page in pages]
    )


def test_odd_words_are_indexed_as_by_pagefind(tmp_path: Path) -> None:
    said = escape(ODD)
    body = (
        f'<h1 data-pagefind-body data-pagefind-weight="7">{said}</h1><main data-pagefind-body><p id="p1">{said}'
        f'<h2>{said}</h2>{said}<br>{said}<span data-pagefind-meta="origin">{said}</span><p data-pagefind-weight="0.5">{said}'
        f'<p id="p2.1">Quiet<nav>left out</nav> <i data-pagefind-ignore>left out</i>weeks</p><ul><li>one<li>two</li></ul>'
        f'<p id="beside" data-pagefind-weight="5">{said}</p></main>'
    )
    pages = [
        (f"cable/2007/vensk/07VENSK{number}.html", f"<html><title>x</title><body>{body}{more}".encode())
        for number, more in enumerate(("", "<p data-pagefind-body>more words</p>"))
    ]
    alike(tmp_path, pages)


def test_a_page_that_marks_nothing_is_read_whole(tmp_path: Path) -> None:
    page = b"<html><head><title>Mine</title></head><body><nav>Menu</nav><h1>Mine</h1><p>Words here</p></body></html>"
    alike(tmp_path, [("cable/2007/vensk/07VENSK1.html", page)])

    assert list(document_of(page).words) == ["Mine.", "Words", "here."]


def test_what_pagefind_marks_places_with_moves_no_word(tmp_path: Path) -> None:
    said = "harbour ___PAGEFIND_ANCHOR___p:0:x ___PAGEFIND_WEIGHT___9 ___END_PAGEFIND_WEIGHT___ quiet"
    page = f'<h1 data-pagefind-body data-pagefind-weight="7">Week</h1><p data-pagefind-body>{said}</p>'.encode()
    words = words_of(ours(tmp_path, [("cable/2007/vensk/07VENSK1.html", page)]))

    assert words["quiet"] == [[[0, [-25, 5], []]], []]
    assert words["harbour"] == [[[0, [-25, 1], []]], []]


def test_signature_is_as_pagefind_writes_it() -> None:
    files = of_pagefind([("a.html", b"<p>a word</p>")])

    assert all(gzip.decompress(data).startswith(SIGNATURE) for name, data in files.items() if ".pf_" in name)
