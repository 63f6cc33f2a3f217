"""How a room is cut into shards: within the limit, all of it, and so that one more cable touches one shard."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.output.search.index import indexed_cables
from generator.output.search.shards import Indexed, Shard, plan_shards

_CABLES = st.lists(
    st.builds(
        lambda year, post, serial: Indexed(f"cable/{year}/{post}/{serial}.html", year, post, b""),
        st.one_of(st.none(), st.integers(1966, 2010)),
        st.sampled_from(("astana", "state", "vensk", "lindemar")),
        st.integers(1, 40),
    ),
    max_size=60,
    unique_by=lambda cable: cable.address,
)


def _room(*counts: tuple[int | None, str, int]) -> list[Indexed]:
    return [
        Indexed(f"cable/{year}/{post}/{number}.html", year, post, b"")
        for year, post, count in counts
        for number in range(count)
    ]


def _names(shards: Sequence[Shard]) -> list[str]:
    return [shard.name for shard in shards]


@pytest.mark.parametrize(
    ("room", "limit", "names"),
    [
        ([], 5, []),
        (_room((2007, "astana", 5)), 5, ["all"]),
        (_room((2005, "astana", 3), (2007, "astana", 3)), 5, ["2004-2005", "2006-2007"]),
        (_room((1970, "astana", 2), (2007, "astana", 4)), 5, ["1920-1983", "1984-2047"]),
        (_room((1970, "astana", 2), (None, "", 4)), 5, ["0-4095", "undated"]),
    ],
)
def test_years_that_lie_together_share_a_shard(room: list[Indexed], limit: int, names: list[str]) -> None:
    assert _names(plan_shards(room, limit)) == names


def test_a_year_is_cut_by_its_posts() -> None:
    shards = plan_shards(_room(*((2007, post, 4) for post in ("astana", "state", "vensk", "lindemar"))), 8)

    assert all(shard.name.startswith("2007.") for shard in shards)
    posts = [{cable.post for cable in shard.cables} for shard in shards]
    assert sum(map(len, posts)) == 4


def test_a_post_that_is_too_large_alone_is_cut_too() -> None:
    shards = plan_shards(_room((1975, "state", 100)), 30)

    assert max(len(shard.cables) for shard in shards) <= 30
    assert sum(len(shard.cables) for shard in shards) == 100


@given(_CABLES, st.integers(1, 20))
def test_every_cable_is_in_one_shard_and_no_shard_above_its_limit(cables: list[Indexed], limit: int) -> None:
    shards = plan_shards(cables, limit)

    assert sorted(one.address for shard in shards for one in shard.cables) == sorted(one.address for one in cables)
    assert all(0 < len(shard.cables) <= limit for shard in shards)
    assert len(set(_names(shards))) == len(shards)
    assert plan_shards(cables[::-1], limit) == shards


@given(_CABLES.filter(bool), st.integers(1, 20))
def test_one_more_cable_touches_one_shard_or_cuts_one(cables: list[Indexed], limit: int) -> None:
    *before, more = cables
    if len(cables) > limit >= len(before):
        return  # the room itself is cut for the first time
    old, new = set(plan_shards(before, limit)), set(plan_shards(cables, limit))

    assert len(old - new) <= 1
    assert all(more in shard.cables or shard in old or old - new for shard in new)


def test_year_and_post_are_read_from_the_address() -> None:
    pages = [("cable/2007/astana/07ASTANA1.html", b"1"), ("cable/undated/x.html", b"2")]

    assert list(indexed_cables(pages)) == [
        Indexed("cable/2007/astana/07ASTANA1.html", 2007, "astana", b"1"),
        Indexed("cable/undated/x.html", None, "", b"2"),
    ]
