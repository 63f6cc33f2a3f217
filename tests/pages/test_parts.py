"""What a change of sources can touch: every page that differs after it is of a part that was named, in rooms made by chance.

``READING_ROOM_EXAMPLES`` asks for more rooms.
"""

import datetime as dt
import os
from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cables.ids import parse_id
from generator.cables.model import Reference
from generator.config import Site
from generator.corpus import Change, Citation, Corpus, Facts, build_corpus
from generator.pages.parts import COMPARED, OWN, WHOLE, Scope, touched_scope
from generator.pages.site_plan import Contents, parts_of
from tests.corpus.cases import make, packaged, whole

POSTS = ("PARIS", "ROME", "STATE")
IDS = [f"{year}{post}{serial}" for year in ("06", "07") for post in POSTS for serial in (1, 2, 3, 40)]
IDS += ["07PARIS2-2", "07PARIS2-3", "VENSK-1"]
# TW is the code of two things, each in its years.
TAGS = ("PREL", "PGOV", "ECON", "EFIS", "TW", "GE", "MARR", "SNAR", "KCRM", "FR", "IT", "XYZZY")
DATES = st.none() | st.builds(
    lambda year, month, day: dt.datetime(year, month, day, 12, tzinfo=dt.UTC),
    st.sampled_from((1971, 2006, 2007)), st.sampled_from((1, 2, 12)), st.sampled_from((1, 2, 20)),
)  # fmt: skip


@st.composite
def some_facts(draw: st.DrawFn, path: str) -> Facts:
    """Draw the Facts of a file, with relations of every kind to those of other files."""
    cable_id = draw(st.sampled_from(IDS))
    names = st.tuples(st.sampled_from(IDS), st.booleans())
    references = draw(st.lists(names, max_size=3))
    citations = draw(st.lists(names, max_size=2))
    one = make(
        cable_id, path=path, date=draw(DATES), tags=draw(st.lists(st.sampled_from(TAGS), max_size=9, unique=True)),
        sketch=draw(st.sampled_from(((), (), (), (1, 2, 3), (1, 2, 4), (3, 4, 5)))), words=draw(st.sampled_from((10, 20))),
        aliases=draw(st.sampled_from(((), (), ("07ROME9",), ("07PARIS3",)))),
    )  # fmt: skip
    return msgspec.structs.replace(
        one,
        title=draw(st.sampled_from(("Herring", "Rain"))),
        level=draw(st.sampled_from(("SECRET", "UNCLASSIFIED", ""))),
        signature=draw(st.sampled_from(("", "Ordway"))),
        captions=draw(st.sampled_from(((), ("NODIS",)))),
        abbreviations=draw(st.sampled_from(("", "GOF", "GOF NATO"))),
        references=tuple(
            Reference(chr(65 + n), name, "cable", name, year_given=given) for n, (name, given) in enumerate(references)
        ),
        citations=tuple(Citation(name, year, "p1", f"See {name}.") for name, year in citations),
    )


@st.composite
def rooms(draw: st.DrawFn) -> tuple[dict[str, Facts], dict[str, Facts]]:
    """Draw the files of a room, and those of the same room after a few edits."""
    paths = [f"cables/{number}.txt" for number in range(draw(st.integers(1, 14)))]
    before = {path: draw(some_facts(path)) for path in paths}
    after = dict(before)
    for path in draw(st.lists(st.sampled_from((*paths, "cables/new.txt")), min_size=1, max_size=3, unique=True)):
        edit = draw(st.sampled_from(("delete", "write", "text"))) if path in after else "write"
        if edit == "delete":
            del after[path]
        elif edit == "text":
            sketch = draw(st.sampled_from((after[path].sketch, b"", b"whole text:1")))
            after[path] = msgspec.structs.replace(after[path], words=draw(st.integers(1, 30)), sketch=sketch)
        else:
            after[path] = draw(some_facts(path))
    return before, after


def change_of(before: dict[str, Facts], after: dict[str, Facts]) -> Change:
    paths = {path for path in (*before, *after) if before.get(path) != after.get(path)}
    old, new = ([one for path, one in some.items() if path in paths] for some in (before, after))
    ids = {one.id for one in (*old, *new)}
    beside = [one for path, one in after.items() if one.id in ids and path not in paths]
    return Change(tuple(old), tuple(new), tuple(beside))


def planned(corpus: Corpus, scope: Scope = WHOLE) -> dict[str, tuple[str, bytes]]:
    """Return the part and the whole view of each page, by address."""
    contents = Contents(corpus, (), Site(title="Room"), legacy=True, scope=scope)
    pages = whole((page for part in parts_of(contents, 5) for page in part()), corpus)
    return {page.address: (page.part, msgspec.msgpack.encode(page.view)) for page in pages}


def untouched(before: dict[str, Facts], after: dict[str, Facts]) -> list[str]:
    """Return the addresses of pages that differ and that a change is said to leave as they are."""
    corpora = [build_corpus(some.values(), packaged()) for some in (before, after)]
    scope = touched_scope(corpora[1], change_of(before, after))
    old, new = map(planned, corpora)

    def wanted(part: str) -> bool:
        return scope.wants(part) if part else scope.lists

    inside = {address: page for address, page in new.items() if wanted(page[0])}

    assert planned(corpora[1], scope) == inside
    return [
        address
        for address in old.keys() | new.keys()
        if old.get(address) != new.get(address)
        for page in (old.get(address), new.get(address))
        if page is not None and not wanted(page[0])
    ]


@settings(max_examples=int(os.environ.get("READING_ROOM_EXAMPLES", "60")), deadline=None)
@given(rooms())
def test_every_page_that_differs_after_a_change_is_of_a_part_that_it_touches(
    room: tuple[dict[str, Facts], dict[str, Facts]],
) -> None:
    assert untouched(*room) == []


def test_such_rooms_have_changes_of_text_alone_of_which_lists_know_nothing_or_may_know() -> None:
    met: set[bool] = set()

    @settings(max_examples=300, deadline=None, database=None)
    @given(rooms())
    def look(room: tuple[dict[str, Facts], dict[str, Facts]]) -> None:
        before, after = room
        change = change_of(before, after)
        same = {one.path: (one.id, one.title) for one in change.before}
        if same and same == {one.path: (one.id, one.title) for one in change.after}:
            met.add(touched_scope(build_corpus(after.values(), packaged()), change).lists)

    look()
    assert met == {True, False}


def room_of(*facts: Facts) -> dict[str, Facts]:
    return {one.path: one for one in facts}


def many(count: int, tags: Sequence[str], first: int = 100) -> list[Facts]:
    return [make(f"07ROME{number}", tags=tags) for number in range(first, first + count)]


RIVALS = [one for n, tag in enumerate(TAGS[2:]) for one in many(6, ("PREL", tag), 200 + 10 * n)]
CHAIN = [make(f"07ROME{n}", cites=[f"07ROME{n - 1}"]) for n in range(2, 8)]
PARIS = [make(f"06PARIS{n}") for n in range(1, 7)]
HUB = [make(f"06ROME{n}", cites=["06ROME1"]) for n in range(10, 50)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            [*many(4, ("PREL", "PGOV"))], [*many(5, ("PREL", "PGOV"))], id="two tags stand together often enough for a list"
        ),
        pytest.param(
            [*RIVALS, *many(5, ("PREL", "PGOV"))], [*RIVALS, *many(7, ("PREL", "PGOV"))],
            id="a tag displaces another among the companions of a third",
        ),
        pytest.param(CHAIN, [*CHAIN, make("07ROME1", tags=("PREL",))], id="a cable comes at the end of a thread"),
        pytest.param(
            [make("06ROME1"), *HUB], [make("06ROME1"), *HUB, make("06ROME90", cites=["06ROME1"])],
            id="a thread becomes too large to be drawn",
        ),
        pytest.param(
            [make("07PARIS2", date=dt.datetime(1971, 1, 1, tzinfo=dt.UTC)), *PARIS, make("07PARIS2-2")],
            [*PARIS, make("07PARIS2-2")], id="a message is left alone with its number",
        ),
        pytest.param([make("71ROME1", tags=("TW",))], [make("71ROME1")], id="a tag loses the years of one meaning"),
    ],
)  # fmt: skip
def test_a_change_touches_what_follows_from_counts(before: list[Facts], after: list[Facts]) -> None:
    assert untouched(room_of(*before), room_of(*after)) == []


def test_a_change_that_no_other_page_shows_touches_one_page() -> None:
    one = make("07ROME1", cites=["07ROME2"], tags=("PREL",))
    corpus = build_corpus([one, make("07ROME2")], packaged())

    other_words = msgspec.structs.replace(one, words=one.words + 1, sketch=b"another!")
    for change in (Change((one,), (one,)), Change((one,), (other_words,))):
        assert touched_scope(corpus, change) == Scope(frozenset({"07ROME1", OWN, COMPARED}), lists=False)


def test_a_change_leaves_most_of_a_room_alone() -> None:
    rest = [
        make(f"06PARIS{n}", tags=("ECON",), date=dt.datetime(2006, 3, 1, n % 24, tzinfo=dt.UTC)) for n in range(100)
    ]
    new = make("07ROME1", tags=("PREL",), date=dt.datetime(2007, 5, 1, tzinfo=dt.UTC), cites=["06PARIS7"])
    corpus = build_corpus([*rest, new], packaged())
    scope = touched_scope(corpus, Change((), (new,)))

    ids = sorted(part for part in scope.parts or () if parse_id(part))
    assert ids == ["06PARIS7", "07PARIS7", "07ROME1"]
