"""The lab against OpenColorIO's own result, and exposure in stops."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from redearth.core.look import Look, look_named, named_looks
from redearth.core.space import Vec3
from redearth.picture.color.view_transform import NODES, bake, develop, what_is_wrong_with
from redearth.picture.realtime.renderer import Renderer
from redearth.stage.model import F32, Assets, Material, Mesh, View
from tests.picture.scenes import look, put, view

PLAIN = {"grain": 0.0, "vignette": 0.0, "bloom": 0.0, "halation": 0.0, "flare": 0.0}
CHART = (
    (115, 82, 68), (194, 150, 130), (98, 122, 157), (87, 108, 67), (133, 128, 177), (103, 189, 170),
    (214, 126, 44), (80, 91, 166), (193, 90, 99), (94, 60, 108), (157, 188, 64), (224, 163, 46),
    (56, 61, 150), (70, 148, 73), (175, 54, 60), (231, 199, 31), (187, 86, 149), (8, 133, 161),
    (243, 243, 242), (200, 200, 200), (160, 160, 160), (122, 122, 121), (85, 85, 85), (52, 52, 52),
)  # fmt: skip
"""The 24 patches of the ColorChecker in sRGB."""
TOLERANCE, AT_THE_EDGE = 1.0, 3.0
"""8-bit steps: half of dither, half of rounding; and where a hard look drives a pure red to the edge of the display's gamut."""


def patches() -> list[Vec3]:
    """The chart, a row of greys and a row of strong brights, scene-linear."""
    encoded = np.asarray(CHART) / 255
    linear = np.where(encoded > 0.04045, ((encoded + 0.055) / 1.055) ** 2.4, encoded / 12.92)
    greys = [(2.0**stop * 0.18,) * 3 for stop in range(-5, 7)]
    brights = [(4.0, 0.4, 0.1), (0.3, 3.0, 0.4), (0.1, 0.5, 5.0), (8.0, 5.0, 1.0), (1.0, 0.02, 0.02), (0.5, 6.0, 6.0)]
    return [(float(r), float(g), float(b)) for r, g, b in [*linear.tolist(), *greys, *brights, *brights[::-1]]]


def chart(colours: list[Vec3], columns: int = 6) -> tuple[View, dict[str, Assets]]:
    """Glowing squares side by side, one unit each, that fill the picture from top left."""
    rows = len(colours) // columns
    corners = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], np.float32)
    places = [corners + np.array([k % columns - columns / 2, rows / 2 - 1 - k // columns, 0]) for k in range(len(colours))]
    triangles = np.concatenate([np.array([[0, 1, 2], [0, 2, 3]]) + 4 * k for k in range(len(colours))])
    mesh = Mesh(
        positions=np.concatenate(places).astype(np.float32),
        normals=np.tile(np.array([0, 0, 1], np.float32), (4 * len(colours), 1)),
        triangles=triangles.astype(np.uint32),
        material=np.repeat(np.arange(len(colours)), 2).astype(np.uint32),
    )
    glows = tuple(Material(name=f"{k}", base_color_linear=(0, 0, 0), emission_linear=c, wear=0) for k, c in enumerate(colours))
    key = f"chart {colours}"
    camera = look((0, 0, 10), (0, 0, 0), fov=2 * float(np.arctan(rows / 20)))
    return view(put(key, (0, 0, 0)), camera=camera), {key: Assets(key=key, materials=glows, meshes={"it": mesh})}


def read_chart(picture: F32, columns: int, rows: int) -> F32:
    """The centre of each square."""
    height, width = picture.shape[:2]
    y = (np.arange(rows) + 0.5) * height / rows
    x = (np.arange(columns) + 0.5) * width / columns
    return picture[np.ix_(y.astype(int), x.astype(int))].reshape(-1, 3)


@pytest.mark.parametrize("name", sorted(named_looks()))
def test_a_colour_chart_comes_out_as_opencolorio_shows_it(name: str) -> None:
    """The chart, greys over twelve stops and strong brights, through the renderer: OpenColorIO's own result within the tolerance."""
    colours = patches()
    rows = len(colours) // 6
    scene, assets = chart(colours)
    renderer = Renderer(96, 16 * rows, look=Look(name=name, stock=look_named(name).stock, **PLAIN))
    radiance = read_chart(renderer.draw_linear(scene, assets), 6, rows)
    assert np.abs(radiance / np.asarray(colours) - 1).max() < 0.02
    shown = read_chart(renderer.draw(scene, assets, exposure_ev=0.0).astype(np.float32), 6, rows)
    wanted = np.clip(develop(radiance, look_named(name)), 0, 1) * 255
    error = np.abs(shown - wanted)
    assert error.max() <= (TOLERANCE if name == "neutral" else AT_THE_EDGE)
    assert error.mean() <= 0.4


def test_a_stop_is_twice_the_light() -> None:
    """One stop more exposure shows half the light as the light itself is shown."""
    colours = [(0.09, 0.06, 0.03), (0.18, 0.12, 0.06), (0.36, 0.24, 0.12)] * 2
    scene, assets = chart(colours)
    renderer = Renderer(96, 16, look=Look(**PLAIN))
    as_lit = read_chart(renderer.draw(scene, assets, exposure_ev=0.0).astype(np.float32), 6, 1)
    opened = read_chart(renderer.draw(scene, assets, exposure_ev=1.0).astype(np.float32), 6, 1)
    assert np.abs(opened[:2] - as_lit[1:3]).max() <= 1.0
    assert (opened[0] - as_lit[0]).min() > 4.0


def test_the_table_is_the_same_every_time() -> None:
    """A table holds finite values from 0 to 1, is kept, and black stays black in the neutral look."""
    table = bake(look_named("neutral"))
    assert table.shape == (NODES, NODES, NODES, 3)
    assert bake(look_named("neutral")) is table
    assert table.min() == 0.0 and table.max() == 1.0
    assert table[0, 0, 0].max() == 0.0


def test_grey_stays_grey_and_light_orders_it() -> None:
    """The neutral look tints no grey, and more light is never shown darker."""
    steps = np.repeat(np.exp2(np.linspace(-10, 6, 200))[:, None], 3, 1).astype(np.float32)
    shown = develop(steps, look_named("neutral"))
    assert np.ptp(shown, axis=1).max() < 2e-3
    assert np.diff(shown[:, 1]).min() >= -1e-6


CUBE = "LUT_3D_SIZE 2\n" + "\n".join(f"{r} {g} {b}" for b in (0, 1) for g in (0, 1) for r in (0, 1))
CC = """<ColorCorrection id="one"><SOPNode><Slope>1 1 1</Slope><Offset>0.0571 0.0571 0.0571</Offset><Power>1 1 1</Power></SOPNode>
<SatNode><Saturation>1</Saturation></SatNode></ColorCorrection>"""
CCC = f'<ColorCorrectionCollection xmlns="urn:ASC:CDL:v1.2">{CC}</ColorCorrectionCollection>'
CDL = f'<ColorDecisionList xmlns="urn:ASC:CDL:v1.2"><ColorDecision>{CC}</ColorDecision></ColorDecisionList>'


@pytest.mark.parametrize(("name", "body"), [("a.cc", CC), ("looks/a.CCC", CCC), ("a.cdl", CDL)])
def test_an_offset_in_the_log_space_is_a_stop(name: str, body: str) -> None:
    """A colour decision file whose offset is one stop of ACEScct shows twice the light."""
    assert what_is_wrong_with(name, body.encode()) == ""
    grey = np.full((1, 3), 0.18, np.float32)
    neutral = look_named("neutral")
    shown = develop(grey, replace(neutral, lut=name), body.encode())
    assert shown == pytest.approx(develop(2 * grey, neutral), abs=2e-3)


def test_a_cube_that_changes_nothing_changes_nothing() -> None:
    """The identity as a table, between no light and what ACEScct calls 1."""
    assert what_is_wrong_with("a.cube", CUBE.encode()) == ""
    light = np.asarray(patches()[:24], np.float32)
    assert develop(light, Look(lut="a.cube"), CUBE.encode()) == pytest.approx(develop(light, Look()), abs=2e-3)
    assert bake(Look(lut="a.cube"), CUBE.encode()) is not bake(Look())


def test_bars_leave_the_picture_its_shape() -> None:
    """A letterbox of 2 on a square picture leaves half its height, untouched."""
    scene, assets = chart([(1.0, 1.0, 1.0)] * 6)
    plain = Renderer(64, 64, look=Look(**PLAIN)).draw(scene, assets, exposure_ev=0.0)
    barred = Renderer(64, 64, look=Look(letterbox=2.0, **PLAIN)).draw(scene, assets, exposure_ev=0.0)
    assert barred[:16].max() == barred[48:].max() == 0
    assert (barred[16:48] == plain[16:48]).all()


@pytest.mark.parametrize("size", [1, 2, 3])
def test_a_small_lamp_is_no_cross(size: int) -> None:
    """A bright square of a few pixels is shown alike from all four sides, brightest inside and no brighter at its corners' corners by more than can be seen."""
    colours = [(0.02, 0.02, 0.02)] * 33 * 33
    for k in range(size * size):
        colours[(16 + k // size) * 33 + 16 + k % size] = (20.0, 20.0, 20.0)
    scene, assets = chart(colours, columns=33)
    shown = Renderer(33, 33, look=Look(**PLAIN)).draw(scene, assets, exposure_ev=0.0)[..., 1].astype(int)
    lamp = shown[15 : 17 + size, 15 : 17 + size]
    assert np.abs(lamp - lamp.T).max() <= 2 and np.abs(lamp - lamp[::-1, ::-1]).max() <= 2
    assert lamp[1:-1, 1:-1].min() > lamp[0].max()
    assert lamp[0, 0] <= lamp[0, 1] + 8
