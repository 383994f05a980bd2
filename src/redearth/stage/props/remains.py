"""What is left of the dead and of the earth: bones, teeth, feathers, stones, crystals."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.seed import generator_from
from redearth.core.space import rotation_x, rotation_y, translation
from redearth.stage.props.forms import block, cut_out, lump, tube
from redearth.stage.props.living import ovoid
from redearth.stage.props.request import Request
from redearth.stage.sets.nature import icosphere
from redearth.stage.sets.noise import fractal
from redearth.stage.sets.panels import sheet
from redearth.stage.sets.shape import Part, join, moved, shaded, shifted
from redearth.stage.sets.solids import ball, chunk, lathe


def creature_egg(r: Request) -> Part:
    """A creature's egg: a leathery, veined shell the size of a head, splitting at its top."""
    points, faces = icosphere(4)
    size = points * [0.085, 0.12, 0.085] * (1 - 0.16 * points[:, 1:2])
    bump = np.clip(fractal(points[:, 0] * 5 + points[:, 1] * 3, points[:, 2] * 5, "egg", octaves=3), -1, 1)
    ridges = np.exp(
        -((np.abs(fractal(points[:, 0] * 2.6, points[:, 2] * 2.6 + points[:, 1] * 2, "veins", octaves=2)) / 0.07) ** 2)
    )
    body = shaded(
        size * (1 + 0.03 * bump + 0.06 * ridges)[:, None], faces, r.palette.use("leather", r.colour or "brown", wetness=0.7), 3
    )
    lips = []
    for k in range(4):
        a = k * math.pi / 2 + 0.4
        path = [
            (0.016 * math.cos(a), 0.104, 0.016 * math.sin(a)),
            (0.036 * math.cos(a), 0.106, 0.036 * math.sin(a)),
            (0.056 * math.cos(a), 0.088, 0.056 * math.sin(a)),
        ]
        lips.append(tube(path, [0.0125, 0.0095, 0.003], r.palette.use("leather", "crimson", wetness=0.8), sides=10, bend=4))
    return join(
        body, *lips, moved(ball(0.018, r.plain("glow_amber"), sides=10), translation((0, 0.098, 0)) @ np.diag([1, 0.5, 1, 1.0]))
    )


def stone(r: Request) -> Part:
    """A stone for the hand."""
    points, faces = icosphere(4)
    rough = fractal(points[:, 0] * 2.4 + points[:, 1], points[:, 2] * 2.4 - points[:, 1] * 1.3, "stone", octaves=4)
    return shaded(points * [0.046, 0.034, 0.04] * (1 + 0.28 * rough)[:, None], faces, r.paint("boulder"), 0.5)


def crystal(r: Request) -> Part:
    """A cluster of crystals on a piece of rock, glowing from within."""
    random, parts = (
        generator_from("crystal"),
        [shifted(chunk(r.plain("rock"), "matrix", size=(0.09, 0.04, 0.08), points=24), y=-0.06)],
    )
    for k in range(8):
        long = float(random.uniform(0.05, 0.12)) if k else 0.14
        spike = lathe(
            [(0.0125, 0.0), (0.013, long * 0.8), (0.0015, long)],
            r.plain("crystal") if k % 3 == 1 else r.paint("ice", "cyan"),
            sides=6,
            crease_rad=0.2,
        )
        lean = moved(
            spike,
            rotation_y(2.4 * k)
            @ rotation_x(0.0 if k == 0 else float(random.uniform(0.25, 0.75)))
            @ np.diag([long / 0.14, 1, long / 0.14, 1.0]),
        )
        parts.append(shifted(lean, y=-0.035))
    return join(*parts)


def bone(r: Request) -> Part:
    """A long bone with knuckled ends."""
    ivory = r.paint("bone")
    t = np.linspace(-1, 1, 13)
    path = np.column_stack([0.006 * np.cos(t * 1.6), 0.15 * t, 0.004 * np.sin(t * 2)])
    knobs = [
        ovoid(ivory, (x, s * 0.152, z), (0.017, 0.0165, 0.0155))
        for s, x, z in ((-1, -0.012, 0.003), (-1, 0.014, 0.003), (1, -0.006, 0.0), (1, 0.017, -0.003))
    ]
    return join(tube(path, 0.0105 + 0.009 * np.abs(t) ** 4, ivory, sides=12), *knobs)


def skull(r: Request) -> Part:
    """A human skull, face towards +Z: cranium with sunk sockets and temples, nose, cheek bones, teeth, jaw."""
    ivory, dark = r.paint("bone"), r.plain("ink")
    points, faces = icosphere(4)
    size = points * [0.07, 0.071, 0.09]
    size[:, 0] *= 1 - 0.16 * np.exp(-(((points[:, 1] + 0.1) / 0.3) ** 2)) * np.clip(points[:, 2] + 0.2, 0, 1)
    size[:, 2] += 0.012 * np.exp(-(((points[:, 1] + 0.25) / 0.16) ** 2)) * np.clip(points[:, 2], 0, 1)
    for s in (-1, 1):
        away = np.hypot(size[:, 0] - s * 0.027, size[:, 1] + 0.03)
        size[:, 2] -= 0.02 * np.exp(-((away / 0.016) ** 2)) * (size[:, 2] > 0)
    size[:, 1] = np.where(size[:, 1] < -0.045, -0.045 + 0.3 * (size[:, 1] + 0.045), size[:, 1])
    parts = [
        shaded(size + np.array([0, 0.03, -0.015]), faces, ivory, 3),
        moved(lump(ivory, (0.038, 0.04, 0.032), "maxilla", rough=0.05), translation((0, -0.028, 0.042))),
        moved(cut_out([(-0.0095, -0.013), (0.0095, -0.013), (0.0, 0.015)], 0.006, dark, bevel_m=0.001), translation((0, -0.012, 0.0725)) @ rotation_x(-0.12)),
        tube([(0, 0.012, 0.078), (0, 0.0, 0.0805), (0, 0.006, 0.0765)], [0.0075, 0.005, 0.003], ivory, sides=8),
    ]  # fmt: skip
    brow = [(s * 0.045, 0.02 - 0.003 * abs(s), 0.07 - 0.022 * abs(s) ** 2) for s in (-1.1, -0.6, -0.15, 0.15, 0.6, 1.1)]
    parts.append(tube(brow, [0.006, 0.0095, 0.007, 0.007, 0.0095, 0.006], ivory, sides=8, bend=3))
    for s in (-1, 1):
        cheek = [(s * 0.02, -0.024, 0.066), (s * 0.046, -0.019, 0.053), (s * 0.062, -0.012, 0.02), (s * 0.06, -0.004, -0.012)]
        jaw = [
            (s * 0.056, -0.008, -0.004),
            (s * 0.054, -0.055, 0.004),
            (s * 0.04, -0.075, 0.032),
            (s * 0.014, -0.082, 0.064),
            (0, -0.0825, 0.067),
        ]
        socket = translation((s * 0.0265, 0.001, 0.0655)) @ rotation_y(s * 0.3)
        parts.append(moved(ovoid(dark, (0, 0, 0), (0.0175, 0.0155, 0.008), 14), socket))
        parts.append(tube(cheek, [0.0085, 0.0095, 0.0055, 0.004], ivory, sides=8, bend=3))
        parts.append(tube(jaw, [0.007, 0.0105, 0.0115, 0.0125, 0.012], ivory, sides=8, bend=3))
    return join(*parts, *_teeth(r.palette.use("ceramic", "ivory")))


def _teeth(material: int) -> list[Part]:
    """Two rows of ten teeth on an arc."""
    parts = []
    for k in range(10):
        a = (k - 4.5) * 0.21
        for y, tall in ((-0.0555, 0.0115), (-0.067, 0.0105)):
            place = translation((0.031 * math.sin(a), y, 0.034 + 0.0335 * math.cos(a))) @ rotation_y(a)
            parts.append(moved(block((0.0056, tall, 0.0055), material, chamfer_m=0.0016), place))
    return parts


def tooth(r: Request) -> Part:
    """A claw or fang, long and curved."""
    t = np.linspace(0, 1, 9)
    path = np.column_stack([np.zeros(9), -0.04 + 0.1 * t, 0.035 * t**2])
    return join(
        moved(tube(path, 0.012 * (1 - t) ** 0.7 + 0.0006, r.paint("ceramic", "ivory"), sides=10), np.diag([0.8, 1, 1, 1.0])),
        tube(path[:3] - [0, 0.004, 0], [0.0105, 0.0128, 0.0095], r.plain("bone"), sides=9),
    )


def feather(r: Request) -> Part:
    """A feather: a quill and two vanes."""
    t = np.linspace(0, 1, 15)
    spine = np.column_stack([np.zeros(15), -0.08 + 0.24 * t, 0.03 * t**2])
    vane = r.paint("linen", "white")
    wide = 0.022 * np.sin(np.pi * np.clip((t - 0.22) / 0.78, 0, 1)) ** 0.6
    grid = np.stack(
        [
            spine + np.column_stack([s * wide, 0.012 * abs(s) * np.ones(15), -0.004 * s**2 * np.ones(15)])
            for s in (-1, -0.5, 0, 0.6, 1.1)
        ],
        1,
    )
    return join(
        tube(spine, 0.0016 - 0.0013 * t, r.palette.use("ceramic", "ivory"), sides=6),
        sheet(grid[3:], vane, both_sides=True, crease_rad=3),
    )
