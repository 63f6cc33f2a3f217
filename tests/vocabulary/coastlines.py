"""Makes generator/vocabulary/land.txt, the coastlines on the map of posts, from the TopoJSON file of Natural Earth.

``python -m tests.vocabulary.coastlines`` writes it: one ring a line, as a part of an SVG path in units of the map.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import msgspec

from generator.pages.charts import MAP_WIDTH, place_on_map

SOURCE = Path(__file__).parent / "land-110m.json"
FILE = Path(__file__).parents[2] / "generator" / "vocabulary" / "land.txt"
_SMALLEST_RING = 6.0  # square units of the map: islands below this would be dust
_TRIANGLE = 3


def rings_of_land() -> tuple[tuple[tuple[float, float], ...], ...]:
    """Return the coastlines of the world as rings of (longitude, latitude), degrees (Natural Earth, public domain).

    The file is TopoJSON: rings are made of shared arcs, each a first point and steps, on a grid with a scale.
    """
    data = msgspec.json.decode(SOURCE.read_bytes())
    scale, move = data["transform"]["scale"], data["transform"]["translate"]
    arcs: list[list[tuple[float, float]]] = []
    for arc in data["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x += step_x
            y += step_y
            points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
        arcs.append(points)
    rings = []
    for geometry in data["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            for ring in polygon:
                points = []
                for index in ring:
                    arc = arcs[index] if index >= 0 else arcs[~index][::-1]
                    points.extend(arc if not points else arc[1:])
                rings.append(tuple(points))
    return tuple(rings)


def land_lines(rings: Iterable[Sequence[tuple[float, float]]]) -> list[str]:
    """Return coastlines (rings of longitude and latitude) as parts of one SVG path; the smallest are left out.

    A ring across the date line is drawn at both edges of the map. The ring round the south pole, which no flat map can
    close, lies below the map.
    """
    out: list[str] = []
    for ring in rings:
        points = _on_map(ring)
        if len(points) < _TRIANGLE or _area(points) < _SMALLEST_RING:
            continue
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        shifts = [by for by in (-MAP_WIDTH, 0, MAP_WIDTH) if left + by < MAP_WIDTH and right + by > 0]
        out.extend(_outline([(x + by, y) for x, y in points]) for by in shifts)
    return out


def _on_map(ring: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """Return a ring in whole units of the map without a jump at the date line; none when it does not close without one."""
    points: list[tuple[int, int]] = []
    turns, before = 0, ring[0][0] if ring else 0.0
    for longitude, latitude in ring:
        turns -= round((longitude - before) / 360)
        before = longitude
        x, y = place_on_map(longitude, latitude)
        point = (round(x) + turns * MAP_WIDTH, round(y))
        if not points or points[-1] != point:
            points.append(point)
    return [] if turns else points


def _outline(points: Sequence[tuple[int, int]]) -> str:
    steps = [f"M{points[0][0]} {points[0][1]}"]
    steps.extend(f"l{after[0] - before[0]} {after[1] - before[1]}" for before, after in pairwise(points))
    return "".join(steps).replace(" -", "-") + "z"


def _area(points: Sequence[tuple[int, int]]) -> float:
    total = sum(
        one[0] * other[1] - other[0] * one[1] for one, other in zip(points, [*points[1:], points[0]], strict=True)
    )
    return abs(total) / 2


if __name__ == "__main__":
    FILE.write_text("\n".join([*land_lines(rings_of_land()), ""]), encoding="ascii")
