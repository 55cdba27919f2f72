"""The picture of the Nordic region: every region is drawn, can be seen, and fits its neighbours."""

import json
import re

import pytest

from places import map as nordic_map
from places.actions import DATA


@pytest.fixture(scope="module")
def outlines():
    return json.loads((DATA / "nordic-regions.geojson").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def paths(outlines):
    return nordic_map.compile_paths(outlines)


def test_every_region_is_drawn_inside_the_picture(paths):
    assert len(paths) == 70
    for code, (path, x, y) in paths.items():
        left, top, right, bottom = nordic_map.bounds(path)
        assert 0 <= left < right <= nordic_map.WIDTH, code
        assert 0 <= top < bottom <= nordic_map.HEIGHT, code
        assert left <= x <= right and top <= y <= bottom, code


def test_every_region_can_be_seen_on_a_phone(paths):
    pixels = 288 / nordic_map.WIDTH
    too_small = []
    for code, (path, _x, _y) in paths.items():
        left, top, right, bottom = nordic_map.bounds(path)
        if min(right - left, bottom - top) * pixels < 5:
            too_small.append(code)
    assert too_small == []


@pytest.mark.parametrize("box", nordic_map.BOXES, ids=lambda box: box.country)
def test_small_and_far_places_fill_their_frames(paths, box):
    left, top, right, bottom = nordic_map.bounds(paths[box.country][0])
    assert box.x <= left and box.y <= top and right <= box.x + box.width and bottom <= box.y + box.height
    assert (right - left) > 0.7 * box.width or (bottom - top) > 0.7 * box.height


def test_nothing_but_its_own_region_stands_in_a_frame(paths):
    for box in nordic_map.BOXES:
        for code, (path, _x, _y) in paths.items():
            if code == box.country:
                continue
            points = points_of(path)
            inside = [(x, y) for x, y in points if box.x < x < box.x + box.width and box.y < y < box.y + box.height]
            assert inside == [], (box.country, code)


def test_the_picture_is_small_enough_to_send(paths):
    assert sum(len(path) for path, _x, _y in paths.values()) <= 36_500


def test_neighbours_share_their_border(paths):
    """Skåne and Halland meet along a line: they have the same points there."""
    skane, halland = (set(points_of(paths[code][0])) for code in ("SE-M", "SE-N"))
    assert len(skane & halland) >= 3


def test_simplifying_is_the_same_from_both_ends():
    line = ((0, 0), (1, 0.2), (2, -0.1), (3, 2), (4, 0.1), (5, 0))
    assert nordic_map._simplified(line, 0.3) == nordic_map._simplified(line[::-1], 0.3)[::-1]


def test_a_closer_view_holds_its_outlines(paths):
    path = paths["SE-I"][0]
    left, top, width, height = (int(number) for number in nordic_map.view_box_of([path]).split())
    own = nordic_map.bounds(path)
    assert (left, top, left + width, top + height) == (
        own[0] - nordic_map.MARGIN,
        own[1] - nordic_map.MARGIN,
        own[2] + nordic_map.MARGIN,
        own[3] + nordic_map.MARGIN,
    )


def points_of(path):
    points = []
    for ring in path.rstrip("z").split("z"):
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        x = y = 0
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
    return points
