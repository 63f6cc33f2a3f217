"""The coastlines of the world, for a small map of posts. Reads the package's own TopoJSON file and no other."""

import functools

import msgspec

from generator.vocabulary.packaged import resource


@functools.cache
def land() -> tuple[tuple[tuple[float, float], ...], ...]:
    """Return the coastlines of the world as rings of (longitude, latitude), degrees (Natural Earth, public domain).

    The file is TopoJSON: rings are made of shared arcs, each a first point and steps, on a grid with a scale.
    """
    data = msgspec.json.decode(resource("land-110m.json"))
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
