"""Drawings as numbers: what they say is what was counted, and nothing leaves its frame."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pages.charts import (
    MAP_HEIGHT,
    MAP_WIDTH,
    bars,
    dot_radius,
    draw_arcs,
    heat,
    place_on_map,
    spark,
    spark_width,
)
from generator.vocabulary import land
from tests.vocabulary.coastlines import FILE, land_lines, rings_of_land


def test_bars_stand_for_every_year_between_the_first_and_the_last() -> None:
    made = bars({2005: 2, 2008: 4}, {2008: "cable/2008/index.html"})

    assert [(bar.name, bar.count, bar.share) for bar in made] == [
        ("2005", 2, 0.5), ("2006", 0, 0), ("2007", 0, 0), ("2008", 4, 1),
    ]  # fmt: skip
    assert [bar.address for bar in made] == ["", "", "", "cable/2008/index.html"]
    assert bars({}) == ()


def test_a_spark_has_a_bar_a_year_that_has_any() -> None:
    assert spark({2005: 1, 2007: 100}, 2004, 2007) == "M5 16v-2h4v2zM15 16v-16h4v16z"
    assert spark_width(2004, 2007) == 20
    assert spark({2007: 3}, 2007, 2007) == ""
    assert spark_width(0, -1) == 0


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_heat_has_five_steps_and_none_for_none(count: int, most: int) -> None:
    count = min(count, most)

    assert 0 <= heat(count, most) <= 5
    assert (heat(count, most) == 0) is (count == 0)
    assert heat(most, most) == 5


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_every_place_on_earth_is_on_the_map(longitude: float, latitude: float) -> None:
    x, y = place_on_map(longitude, latitude)

    assert 0 <= x <= MAP_WIDTH
    assert 0 <= y <= MAP_HEIGHT


@pytest.mark.parametrize(
    ("longitude", "latitude", "x", "y"), [(0, 84, 360, 0), (-180, -58, 0, 330), (180, 13, 720, 165)]
)
def test_places(longitude: float, latitude: float, x: float, y: float) -> None:
    assert place_on_map(longitude, latitude) == (x, y)


def test_the_land_is_drawn_without_a_line_across_the_map() -> None:
    path = land()
    steps = [abs(int(step)) for step in re.findall(r"l(-?\d+)", path)]

    assert len(steps) > 2000
    assert max(steps) < MAP_WIDTH / 4
    assert len(path) < 40_000


def test_the_land_is_made_from_its_source() -> None:
    assert FILE.read_text(encoding="ascii").splitlines() == land_lines(rings_of_land())


def test_a_ring_across_the_date_line_is_drawn_at_both_edges() -> None:
    path = "".join(land_lines([[(170, 0), (-170, 0), (-170, 20), (170, 20), (170, 0)]]))
    begins = [int(begin) for begin in re.findall(r"M(-?\d+)", path)]

    assert len(begins) == 2
    assert begins[0] < 0 < begins[1] < MAP_WIDTH


def test_a_dot_grows_with_its_count() -> None:
    sizes = [dot_radius(count, 100) for count in (1, 10, 100)]

    assert sizes == sorted(sizes)
    assert sizes[-1] == 9


@given(st.integers(3, 40).flatmap(lambda count: st.tuples(
    st.just(count),
    st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda pair: pair[0] != pair[1])),
    st.integers(0, count - 1),
)))  # fmt: skip
def test_arcs_stay_in_their_frame(drawn: tuple[int, list[tuple[int, int]], int]) -> None:
    count, edges, own = drawn
    arcs = draw_arcs(count, edges, own)

    assert len(arcs.places) == count
    assert [at for at, (_, mine) in enumerate(arcs.places) if mine] == [own]
    assert all(0 <= x <= arcs.width for x, _ in arcs.places)
    assert len(arcs.arcs) == len(edges)
    assert sum(arc.own for arc in arcs.arcs) == sum(own in edge for edge in edges)
    for arc in arcs.arcs:
        numbers = [float(number) for number in re.findall(r"[\d.]+", arc.path)]
        assert numbers[3] <= arcs.height  # the arc's own height
