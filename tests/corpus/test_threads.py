"""The thread of a matter: who is in it, how far it reaches, and when it is not drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.corpus import build_corpus, chain_of
from generator.corpus.threads import FURTHEST, MOST
from tests.corpus.cases import make, packaged


def chain(edges: dict[str, list[str]], start: str) -> tuple[list[str], list[tuple[str, str]], int]:
    names = sorted({*edges, *(cited for targets in edges.values() for cited in targets)})
    corpus = build_corpus([make(name, cites=edges.get(name, ())) for name in names], packaged())
    found = chain_of(corpus.positions[start], corpus.cites, corpus.citing)
    ids = [corpus.cables[at].id for at in found.positions]
    return ids, [(corpus.cables[one].id, corpus.cables[other].id) for one, other in found.edges], found.distance


def test_a_cable_that_nobody_cites_and_that_cites_none_is_alone() -> None:
    ids, edges, _ = chain({"07ASTANA1": []}, "07ASTANA1")

    assert (ids, edges) == (["07ASTANA1"], [])


def test_references_are_followed_in_both_directions_up_to_three_steps() -> None:
    line = {f"07ASTANA{n}": [f"07ASTANA{n - 1}"] for n in range(2, 9)}
    ids, edges, distance = chain(line, "07ASTANA4")

    assert ids == [f"07ASTANA{n}" for n in range(1, 8)]
    assert edges == [(f"07ASTANA{n}", f"07ASTANA{n - 1}") for n in range(2, 8)]
    assert distance == FURTHEST


def test_a_thread_too_large_is_cut_at_the_distance_that_fits() -> None:
    star = {f"07ASTANA{n}": ["07ASTANA1"] for n in range(10, 10 + MOST - 5)}
    far = {f"07ASTANA{n}": ["07ASTANA10"] for n in range(100, 120)}
    ids, _, distance = chain({**star, **far}, "07ASTANA1")

    assert len(ids) == len(star) + 1
    assert distance == 1


def test_a_hub_that_all_cite_has_no_thread() -> None:
    ids, edges, distance = chain({f"07ASTANA{n}": ["07ASTANA1"] for n in range(10, 10 + MOST + 1)}, "07ASTANA1")

    assert (ids, edges, distance) == (["07ASTANA1"], [], 0)


@pytest.mark.parametrize(("others", "whole"), [(MOST - 1, True), (MOST, False)])
def test_a_thread_of_as_many_as_are_drawn_is_whole_and_one_of_more_is_not(others: int, whole: bool) -> None:
    """A line of references two steps long, so that what is two away makes the number."""
    near = {"07ASTANA2": ["07ASTANA1"]}
    far = {f"07ASTANA{n}": ["07ASTANA2"] for n in range(10, 10 + others - 1)}
    ids, _, distance = chain({**near, **far}, "07ASTANA1")

    assert len(ids) == (others + 1 if whole else 2)
    assert distance == (FURTHEST if whole else 1)


def test_a_hub_that_as_many_cite_as_are_drawn_keeps_what_it_has_found() -> None:
    """The bound is on who cites one cable too: as many as are drawn are looked at."""
    cited = "07ASTANA5"
    citing = {f"07ASTANA{n}": [cited] for n in range(10, 10 + MOST - 1)}

    assert len(chain(citing, cited)[0]) == MOST


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(1, 30)), max_size=60), st.integers(1, 30))
def test_a_thread_holds_its_cable_and_edges_between_its_own_cables(pairs: list[tuple[int, int]], start: int) -> None:
    edges: dict[str, list[str]] = {f"07ASTANA{start}": []}
    for one, other in pairs:
        if one != other:
            edges.setdefault(f"07ASTANA{one}", []).append(f"07ASTANA{other}")
    ids, found, distance = chain(edges, f"07ASTANA{start}")

    assert f"07ASTANA{start}" in ids
    assert len(ids) == len(set(ids)) <= MOST
    assert all(one in ids and other in ids and other in edges[one] for one, other in found)
    assert 0 <= distance <= FURTHEST


@pytest.mark.parametrize("count", [3, 12])
def test_whoever_stands_in_a_small_thread_sees_the_same_one(count: int) -> None:
    ring = {f"07ASTANA{n}": ["07ASTANA1"] for n in range(2, count + 1)}

    assert {tuple(chain(ring, name)[0]) for name in ring} == {tuple(chain(ring, "07ASTANA1")[0])}
