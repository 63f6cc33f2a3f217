"""Small drawings as numbers: bars, sparks, heat, the map of posts, the arcs of a thread. Templates print them as SVG.

Every drawing stands beside a table or list with the same numbers; none carries meaning by colour alone.
"""

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from generator.corpus import Corpus

MAP_WIDTH, MAP_HEIGHT = 720, 330
_NORTH, _SOUTH = 84.0, -58.0
_SPARK_HEIGHT = 16
_SPARK_STEP = 5
_HEAT_STEPS = 5
_ARC_WIDTH = 624


class Bar(msgspec.Struct, frozen=True):
    """A bar: a name, its count, where it leads or "", its height as a share of the tallest."""

    name: str
    count: int
    address: str
    share: float


class Dot(msgspec.Struct, frozen=True):
    """A place on the map: x and y in units of the map, radius, name, where it leads, its count."""

    x: float
    y: float
    radius: float
    name: str
    address: str
    count: int


def years_of(corpus: Corpus, positions: Iterable[int]) -> dict[int, int]:
    """Return how many of the cables at positions were sent in each year; the undated are left out."""
    years: dict[int, int] = {}
    for day, count in Counter(map(corpus.days.__getitem__, positions)).items():
        if day:
            year = int(day[:4])
            years[year] = years.get(year, 0) + count
    return years


def bars(counts: Mapping[int, int], address: Mapping[int, str] | None = None) -> tuple[Bar, ...]:
    """Return a bar for each year from the first to the last, years of none among them."""
    if not counts:
        return ()
    tallest = max(counts.values())
    places = address or {}
    return tuple(
        Bar(str(year), counts.get(year, 0), places.get(year, ""), round(counts.get(year, 0) / tallest, 4))
        for year in range(min(counts), max(counts) + 1)
    )


def spark(counts: Mapping[int, int], first: int, last: int) -> str:
    """Return the outline of very small bars from a first to a last year as an SVG path, "" for a single year.

    A bar is 5 units to the next; the tallest is 16 high; a year with any cable has at least 2.
    """
    if last <= first or not counts:
        return ""
    tallest = max(counts.values())
    steps = []
    for year in range(first, last + 1):
        count = counts.get(year, 0)
        if count:
            height = max(2, round(count / tallest * _SPARK_HEIGHT))
            left = (year - first) * _SPARK_STEP
            steps.append(f"M{left} {_SPARK_HEIGHT}v-{height}h{_SPARK_STEP - 1}v{height}z")
    return "".join(steps)


def spark_width(first: int, last: int) -> int:
    """Return the width of a spark from a first to a last year in its units, 0 when there is none to draw."""
    return _SPARK_STEP * (last - first + 1) if last > first else 0


def heat(count: int, most: int) -> int:
    """Return 0 for none, else 1 to 5 by the logarithm of a count against the greatest one."""
    if count <= 0 or most <= 0:
        return 0
    if most == 1:
        return _HEAT_STEPS
    return 1 + round((_HEAT_STEPS - 1) * math.log(count) / math.log(most))


def place_on_map(longitude: float, latitude: float) -> tuple[float, float]:
    """Return (x, y) on the map, which runs from 84 degrees north to 58 south, every degree of the same length."""
    x = (longitude + 180) / 360 * MAP_WIDTH
    y = (_NORTH - latitude) / (_NORTH - _SOUTH) * MAP_HEIGHT
    return round(x, 1), round(min(max(y, 0), MAP_HEIGHT), 1)


def dot_radius(count: int, most: int) -> float:
    """Return the radius of a place on the map: its area grows with the count, from 2 to 9 units."""
    return round(2 + 7 * math.sqrt(count / most), 1) if most else 2.0


class Arc(msgspec.Struct, frozen=True):
    """A citation in a thread, drawn from the citing cable's place back to the cited one's, as an SVG path."""

    path: str
    own: bool


class Arcs(msgspec.Struct, frozen=True):
    """A thread drawn: cables as places on a line in the order of their dates, citations as arcs above it.

    places are (x, whether it is the page's own cable); height is that of the drawing, whose line stands 8 from its foot.
    """

    places: tuple[tuple[float, bool], ...]
    arcs: tuple[Arc, ...]
    width: int
    height: int


def draw_arcs(count: int, edges: Sequence[tuple[int, int]], own: int) -> Arcs:
    """Draw a thread of so many cables; edges are (place of the citing, place of the cited), own the page's cable's place."""
    step = _ARC_WIDTH / max(count - 1, 1)
    xs = [round(6 + at * min(step, 60), 1) for at in range(count)]
    widest = max((abs(xs[one] - xs[other]) for one, other in edges), default=0)
    flat = min(1.0, 120 / (widest / 2)) if widest else 1.0
    height = round(widest / 2 * flat) + 16
    base = height - 8
    arcs = []
    for one, other in edges:
        left, right = sorted((xs[one], xs[other]))
        radius = (right - left) / 2
        path = f"M{left:g} {base}A{radius:.4g} {radius * flat:.4g} 0 0 1 {right:g} {base}"
        arcs.append(Arc(path, own in (one, other)))
    return Arcs(tuple((x, at == own) for at, x in enumerate(xs)), tuple(arcs), round(xs[-1] + 6), height)


def first_and_last_year(corpus: Corpus) -> tuple[int, int]:
    """Return the years of the first and last dated cable of a room, (0, -1) without one."""
    dates: list[dt.datetime] = [cable.date for cable in corpus.cables if cable.date is not None]
    return (dates[0].year, dates[-1].year) if dates else (0, -1)
