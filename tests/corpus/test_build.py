"""All Facts together: what holds whatever they are, and that the time for them grows with their number."""

import datetime as dt

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.corpus import Facts, build_corpus, check_corpus, unpack_facts
from tests.corpus.cases import make, packaged, read
from tests.growth import growth, seconds_of

IDS = tuple(f"{year:02d}{post}{serial}" for year in (6, 7) for post in ("ASTANA", "ATHENS") for serial in range(1, 8))
DAYS = st.integers(0, 40).map(lambda day: dt.datetime(2007, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=day))


@st.composite
def facts(draw: st.DrawFn) -> list[Facts]:
    """Some cables that cite one another, themselves and cables that are not there; some ids twice."""
    made = []
    for number, cable_id in enumerate(draw(st.lists(st.sampled_from(IDS), max_size=12))):
        made.append(
            make(
                cable_id,
                path=f"cables/{number:02d}.txt",
                date=draw(st.none() | DAYS),
                cites=draw(st.lists(st.sampled_from(IDS), max_size=4)),
                mentions=draw(st.lists(st.sampled_from(IDS), max_size=3)),
                tags=draw(st.lists(st.sampled_from(("PREL", "ZZZZZ", "EFIS")), unique=True)),
                sketch=tuple(sorted(draw(st.sets(st.integers(0, 9), max_size=8)))),
                words=draw(st.integers(1, 3)),
            )
        )
    return made


@given(facts(), st.randoms(use_true_random=False))
def test_the_order_of_the_files_does_not_matter(given_facts: list[Facts], random: object) -> None:
    mixed = list(given_facts)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = build_corpus(given_facts, packaged()), build_corpus(mixed, packaged())

    assert one == other
    assert check_corpus(one) == check_corpus(other)


@pytest.mark.parametrize("shorter_first", [True, False])
def test_of_several_files_of_one_id_the_longest_is_shown(shorter_first: bool) -> None:
    sizes = (80, 200) if shorter_first else (200, 80)
    files = [make("07ASTANA1", path=f"cables/{n}.txt", words=words) for n, words in enumerate(sizes)]
    corpus = build_corpus(files, packaged())

    assert [one.words for one in corpus.cables] == [200]
    assert corpus.doubled == {"07ASTANA1": (next(one.path for one in files if one.words == 80),)}


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        (
            "KEY POINTS\nThe herring of this year is dearer than that of the last, says the mayor.",
            "The herring of this year",
        ),
        ("KEY POINTS\nAll is quiet.", "KEY POINTS"),
        ("All is quiet.", "All is quiet."),
    ],
)
def test_the_line_of_a_list_passes_over_a_first_paragraph_that_is_a_heading(text: str, summary: str) -> None:
    assert read("07ASTANA1", packaged(), text=text).summary.startswith(summary)


@given(facts())
def test_backlinks_are_the_exact_inverse_of_links(given_facts: list[Facts]) -> None:
    corpus = build_corpus(given_facts, packaged())
    cited = {
        (one.id, target)
        for one, links in zip(corpus.cables, corpus.links, strict=True)
        for target in (*(link.id for link in links), *(citation.id for citation in one.citations))
        if target is not None and target != one.id
    }
    held = {(backlink.id, target) for target, who in corpus.cited_by.items() for backlink in who}
    missing = {(backlink.id, one.id) for one in corpus.missing for backlink in one.cited_by}

    assert held | missing == cited
    assert sum(map(len, corpus.cited_by.values())) + sum(len(one.cited_by) for one in corpus.missing) == len(cited)
    assert {target for _, target in held} <= set(corpus.positions)
    assert not {target for _, target in missing} & set(corpus.positions)
    for at, one in enumerate(corpus.cables):
        assert {corpus.cables[to].id for to in corpus.cites[at]} == {target for who, target in held if who == one.id}
        assert {corpus.cables[by].id for by in corpus.citing[at]} == {who for who, target in held if target == one.id}


@given(facts())
def test_a_link_says_held_exactly_when_it_is(given_facts: list[Facts]) -> None:
    corpus = build_corpus(given_facts, packaged())

    assert all(link.held is (link.id in corpus.positions) for links in corpus.links for link in links)


@given(facts())
def test_cables_stand_in_order_of_date_and_id_and_each_id_once(given_facts: list[Facts]) -> None:
    corpus = build_corpus(given_facts, packaged())
    dated = [(one.date, one.id) for one in corpus.cables if one.date is not None]

    assert dated == sorted(dated)
    assert all(one.date is None for one in corpus.cables[len(dated) :])
    assert {one.id for one in corpus.cables} == {one.id for one in given_facts}
    assert len(corpus.cables) == len(corpus.positions)
    assert len(corpus.problems) == len(given_facts) - len(corpus.cables)
    assert all(corpus.cables[at].id == cable_id for cable_id, at in corpus.positions.items())


@given(facts())
def test_neighbours_are_the_dated_cables_before_and_after_of_the_same_post(given_facts: list[Facts]) -> None:
    corpus = build_corpus(given_facts, packaged())
    for at, (earlier, later) in enumerate(corpus.neighbours):
        same = [n for n, one in enumerate(corpus.cables) if one.post == corpus.cables[at].post and one.date is not None]
        before = [n for n in same if n < at and at in same]
        after = [n for n in same if n > at and at in same]
        assert earlier == (before[-1] if before else -1)
        assert later == (after[0] if after else -1)


@given(facts())
def test_an_index_names_each_cable_once_in_order(given_facts: list[Facts]) -> None:
    corpus = build_corpus(given_facts, packaged())
    for index in (corpus.by_tag, corpus.by_post, corpus.by_level, corpus.by_caption, corpus.by_signer):
        assert all(positions == sorted(set(positions)) and positions for positions in index.values())
    for at, one in enumerate(corpus.cables):
        assert {tag for tag, positions in corpus.by_tag.items() if at in positions} == set(one.tags)
    assert sorted(at for positions in corpus.by_post.values() for at in positions) == list(range(len(corpus.cables)))


@given(facts())
def test_versions_are_of_one_another_and_never_of_themselves(given_facts: list[Facts]) -> None:
    corpus = build_corpus(given_facts, packaged())
    for at, others in corpus.versions.items():
        assert at not in others
        assert all(at in corpus.versions[other] for other in others)
        assert list(others) == sorted(others, key=lambda other: (-corpus.cables[other].words, other))


def test_cables_of_no_post_are_nobodys_neighbours() -> None:
    corpus = build_corpus([make("UNNAMED"), make("OTHER")], packaged())

    assert corpus.neighbours == ((-1, -1), (-1, -1))


def many(count: int) -> list[Facts]:
    """Cables of a hundred posts, each of which cites two earlier ones of its post and one that is not held."""
    posts = [f"POST{chr(65 + n // 10)}{chr(65 + n % 10)}" for n in range(100)]
    begin = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    made = []
    for number in range(count):
        post, serial = posts[number % 100], number // 100 + 1
        cites = [f"05{post}{earlier}" for earlier in (serial - 1, serial // 2) if earlier > 0]
        date = begin + dt.timedelta(minutes=number)
        sketch = tuple(range(number * 8, number * 8 + 8))
        tags = ("PREL", "PGOV" if number % 2 else "ECON")
        made.append(make(f"05{post}{serial}", date=date, cites=[*cites, f"04{post}{serial}"], tags=tags, sketch=sketch))
    return made


def seconds(given_facts: list[Facts]) -> float:
    return seconds_of(lambda: build_corpus(given_facts, packaged()))


def test_time_grows_with_the_number_of_cables() -> None:
    all_facts = many(16_000)

    assert growth(lambda: seconds(all_facts[:4_000]), lambda: seconds(all_facts)) == ""


@settings(max_examples=30)
@given(facts())
def test_what_stands_in_the_store_gives_the_same_corpus(given_facts: list[Facts]) -> None:
    again = list(unpack_facts(map(msgspec.msgpack.encode, given_facts)))

    assert build_corpus(again, packaged()) == build_corpus(given_facts, packaged())
