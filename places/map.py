"""The map of the Nordic region: an equal-area picture in which the small and far places can be seen too.

The mainland is drawn to one scale; Greenland (smaller), Iceland (the same scale), the Faroe Islands and Åland (larger)
stand in frames of their own. Everything is computed once, when the outlines are loaded.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from math import cos, radians, sin, sqrt

WIDTH, HEIGHT = 1500, 1820
VIEW_BOX = f"0 0 {WIDTH} {HEIGHT}"
MARGIN = 12
EARTH_RADIUS = 6371.0

Point = tuple[float, float]
Line = tuple[Point, ...]


@dataclass(frozen=True)
class Frame:
    """A part of the picture: which regions, seen from where, at which scale and place."""

    longitude: float
    latitude: float
    """Where the projection touches the earth: no distortion there."""
    scale: float
    """Units of the picture per kilometre."""
    x: float
    y: float
    """Where that point stands in the picture."""
    tolerance: float = 4
    """Area in square units that an outline may lose with a point."""
    smallest: float = 16
    """Islands of fewer square units are left out, except a region's largest."""

    def project(self, longitude: float, latitude: float) -> Point:
        """Lambert's azimuthal equal-area projection."""
        east, north = radians(longitude - self.longitude), radians(latitude)
        centre = radians(self.latitude)
        along = 1 + sin(centre) * sin(north) + cos(centre) * cos(north) * cos(east)
        k = sqrt(2 / along) * EARTH_RADIUS * self.scale
        across = cos(centre) * sin(north) - sin(centre) * cos(north) * cos(east)
        return self.x + k * cos(north) * sin(east), self.y - k * across


MAINLAND = Frame(longitude=17, latitude=63.5, scale=0.97, x=786, y=862)
FRAMES = {
    "GL": Frame(longitude=-41, latitude=72, scale=0.13, x=108, y=198, tolerance=4, smallest=30),
    "IS": Frame(longitude=-18.6, latitude=65, scale=0.97, x=472, y=180),
    "FO": Frame(longitude=-6.9, latitude=61.95, scale=2.3, x=108, y=606),
    "AX": Frame(longitude=20.26, latitude=60.18, scale=3.6, x=1298, y=1658, tolerance=5),
}


@dataclass(frozen=True)
class Box:
    """A thin frame around a part that is not drawn to the scale of the rest, in units of the picture."""

    country: str
    x: int
    y: int
    width: int
    height: int


BOXES = (
    Box("GL", 4, 4, 200, 384),
    Box("FO", 4, 436, 200, 320),
    Box("AX", 1108, 1524, 384, 256),
)


def compile_paths(geojson: dict) -> dict[str, tuple[str, float, float]]:
    """{region code: (SVG path data, x and y of a point inside for a label)}."""
    features = geojson["features"]
    frames = {feature["properties"]["id"]: _frame_of(feature) for feature in features}
    rings = {
        feature["properties"]["id"]: _projected(feature, frames[feature["properties"]["id"]]) for feature in features
    }
    meeting_points = _meeting_points(ring for own in rings.values() for ring in own)
    compiled = {}
    for feature in features:
        code, properties = feature["properties"]["id"], feature["properties"]
        frame = frames[code]
        path = "".join(_drawn(rings[code], meeting_points, frame))
        x, y = frame.project(properties["label_lon"], properties["label_lat"])
        compiled[code] = (path, round(x, 1), round(y, 1))
    return compiled


def view_box_of(paths: Iterable[str]) -> str:
    """The part of the picture that shows these outlines, with a margin."""
    corners = [bounds(path) for path in paths]
    left, top = (min(corner[number] for corner in corners) - MARGIN for number in (0, 1))
    right, bottom = (max(corner[number] for corner in corners) + MARGIN for number in (2, 3))
    return f"{left} {top} {right - left} {bottom - top}"


def bounds(path: str) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of path data made here."""
    xs, ys = [], []
    for ring in path.rstrip("z").split("z"):
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        xs += accumulate(numbers[::2])
        ys += accumulate(numbers[1::2])
    return min(xs), min(ys), max(xs), max(ys)


def _frame_of(feature: dict) -> Frame:
    return FRAMES.get(feature["properties"]["country"], MAINLAND)


def _projected(feature: dict, frame: Frame) -> list[Line]:
    geometry = feature["geometry"]
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    # The last point repeats the first.
    return [tuple(frame.project(*point) for point in ring[:-1]) for polygon in polygons for ring in polygon]


def _meeting_points(rings: Iterator[Line]) -> set[Point]:
    """Points where more than two lines meet: borders between them are simplified once and fit both sides."""
    neighbours: dict[Point, set[Point]] = {}
    for ring in rings:
        for before, point, after in zip(ring[-1:] + ring[:-1], ring, ring[1:] + ring[:1], strict=True):
            neighbours.setdefault(point, set()).update((before, after))
    return {point for point, around in neighbours.items() if len(around) > 2}


def _drawn(rings: list[Line], meeting_points: set[Point], frame: Frame) -> Iterator[str]:
    largest = max(rings, key=_area)
    for ring in rings:
        if ring is not largest and _area(ring) < frame.smallest:
            continue
        outline = _rounded(
            point for line in _lines_of(ring, meeting_points) for point in _simplified(line, frame.tolerance)[:-1]
        )
        if len(outline) > 2:
            yield _path_data(outline)


def _area(ring: Line) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def _lines_of(ring: Line, meeting_points: set[Point]) -> list[Line]:
    """The ring cut where other regions meet it; an island is cut at two points that its neighbour would choose too."""
    cuts = [number for number, point in enumerate(ring) if point in meeting_points]
    if len(cuts) < 2:
        cuts = sorted({ring.index(min(ring)), ring.index(max(ring)), *cuts})
    around = ring + ring
    ends = [*cuts[1:], cuts[0] + len(ring)]
    return [around[start : end + 1] for start, end in zip(cuts, ends, strict=True)]


def _simplified(line: Line, tolerance: float) -> Line:
    """Visvalingam's way: the point that matters least goes first. The same from both ends."""
    backwards = line[0] > line[-1]
    points = list(line[::-1] if backwards else line)
    while len(points) > 2:
        areas = [_triangle(*points[number - 1 : number + 2]) for number in range(1, len(points) - 1)]
        least = min(areas)
        if least >= tolerance:
            break
        del points[areas.index(least) + 1]
    return tuple(points[::-1] if backwards else points)


def _triangle(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def _rounded(points: Iterator[Point]) -> list[tuple[int, int]]:
    outline: list[tuple[int, int]] = []
    for x, y in points:
        point = (round(x), round(y))
        if not outline or point != outline[-1]:
            outline.append(point)
    return outline


def _path_data(outline: list[tuple[int, int]]) -> str:
    """Absolute start, then relative steps: short, and still exact."""
    x, y = outline[0]
    start, steps = f"M{x} {y}l", []
    for next_x, next_y in outline[1:]:
        steps.append(f"{next_x - x} {next_y - y}")
        x, y = next_x, next_y
    return (start + " ".join(steps)).replace(" -", "-") + "z"
