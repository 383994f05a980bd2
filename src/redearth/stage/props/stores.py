"""Things that hold other things: boxes, bags, cans and tanks. Those that open have a lid of their own."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import rotation_x, translation
from redearth.stage.props.faces import cross, label, printed
from redearth.stage.props.forms import block, sideways, torus, tube
from redearth.stage.props.request import Request
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.signs import decal
from redearth.stage.sets.solids import ball, lathe, loft

_WOOD_BOX = (0.3, 0.15, 0.22)


def box(r: Request) -> Part:
    """A wooden box: boards, corner irons, a hasp; held at its middle."""
    wide, tall, deep = _WOOD_BOX
    body, iron = r.paint("wood"), r.plain("steel_dark")
    foot = -0.1
    corners = [
        block((0.045, 0.05, 0.045), iron, at=(x * 0.1315, foot + y, z * 0.0915), chamfer_m=0.004)
        for x in (-1, 1)
        for y in (0.024, tall - 0.024)
        for z in (-1, 1)
    ]
    grooves = [
        block(size, r.plain("ink"), at=(x * wide / 2, foot + y, z * deep / 2))
        for y in (0.05, 0.1)
        for size, x, z in (
            ((wide, 0.0016, 0.0008), 0, 1),
            ((wide, 0.0016, 0.0008), 0, -1),
            ((0.0008, 0.0016, deep), 1, 0),
            ((0.0008, 0.0016, deep), -1, 0),
        )
    ]
    return join(
        tray_of(wide, tall, deep, foot, 0.012, body),
        *corners,
        *grooves,
        block((0.034, 0.03, 0.008), r.plain("brass"), at=(0, foot + tall - 0.026, deep / 2 + 0.002), chamfer_m=0.002),
        *(shifted(torus(0.026, 0.004, iron, around=14, sides=6), s * (wide / 2 + 0.006), foot + 0.09, 0) for s in (-1, 1)),
    )


def box_lid(r: Request) -> Part:
    """The lid of a wooden box."""
    wide, tall, deep = _WOOD_BOX
    iron = r.plain("steel_dark")
    straps = [block((0.024, 0.004, deep + 0.008), iron, at=(x, -0.1 + tall + 0.0275, 0), chamfer_m=0.001) for x in (-0.09, 0.09)]
    return join(
        block((wide + 0.006, 0.026, deep + 0.006), r.paint("wood"), at=(0, -0.1 + tall + 0.013, 0), chamfer_m=0.006),
        *straps,
        block((0.026, 0.044, 0.006), r.plain("brass"), at=(0, -0.1 + tall - 0.004, deep / 2 + 0.0085), chamfer_m=0.002),
    )


def toolbox(r: Request) -> Part:
    """The lower half of a steel toolbox with tools showing; carried by the handle of its lid."""
    red, dark = r.paint("paint_red"), r.plain("steel_dark")
    tools = [
        tube([(-0.16, -0.12, z), (0.15, -0.114, z + 0.012)], 0.009, paint, sides=8)
        for z, paint in (
            (-0.06, r.plain("chrome")),
            (-0.02, r.plain("wood")),
            (0.03, r.plain("steel")),
            (0.065, r.palette.use("plastic", "yellow")),
        )
    ]
    clasps = [block((0.034, 0.05, 0.008), r.plain("chrome"), at=(x, -0.115, 0.103), chamfer_m=0.002) for x in (-0.12, 0.12)]
    return join(
        tray_of(0.42, 0.13, 0.2, -0.235, 0.004, red),
        *tools,
        *clasps,
        block((0.424, 0.012, 0.204), dark, at=(0, -0.23, 0), chamfer_m=0.003),
    )


def toolbox_lid(r: Request) -> Part:
    """The gabled lid of a toolbox with its handle."""
    red = r.paint("paint_red")
    gable = np.array([(0.1, -0.105), (0.1, -0.09), (0.05, -0.05), (-0.05, -0.05), (-0.1, -0.09), (-0.1, -0.105)])
    rings = np.stack([np.column_stack([np.full(6, x), gable[:, 1], gable[:, 0]]) for x in (-0.21, 0.21)])
    grip = [(-0.07, -0.05, 0), (-0.07, -0.006, 0), (-0.055, 0, 0), (0.055, 0, 0), (0.07, -0.006, 0), (0.07, -0.05, 0)]
    return join(loft(rings, red, crease_rad=0.3), tube(grip, 0.0075, r.plain("rubber"), sides=9))


def suitcase(r: Request) -> Part:
    """A leather suitcase lying in the hand's plane: the half with the handle; it opens like a book."""
    hide, brass = r.paint("leather"), r.plain("brass")
    handle = [(-0.06, -0.045, 0), (-0.055, -0.008, 0), (-0.04, 0, 0), (0.04, 0, 0), (0.055, -0.008, 0), (0.06, -0.045, 0)]
    return join(
        block((0.56, 0.37, 0.09), hide, at=(0, -0.23, -0.043), chamfer_m=0.022),
        block((0.52, 0.33, 0.004), r.plain("linen"), at=(0, -0.23, 0.0035), chamfer_m=0.001),
        tube(handle, [0.006, 0.0075, 0.0085, 0.0085, 0.0075, 0.006], r.plain("leather"), sides=10),
        *(block((0.034, 0.012, 0.05), brass, at=(x, -0.046, -0.02), chamfer_m=0.003) for x in (-0.2, 0.2)),
        *(block((0.03, 0.376, 0.094), r.plain("wood_dark"), at=(x, -0.23, -0.043), chamfer_m=0.012) for x in (-0.17, 0.17)),
    )


def suitcase_lid(r: Request) -> Part:
    """The other half of a suitcase."""
    hide, iron = r.paint("leather"), r.plain("wood_dark")
    return join(
        block((0.56, 0.37, 0.075), hide, at=(0, -0.23, 0.04), chamfer_m=0.022),
        *(block((0.03, 0.376, 0.079), iron, at=(x, -0.23, 0.04), chamfer_m=0.012) for x in (-0.17, 0.17)),
        *(ball(0.03, iron, at=(x * 0.262, y, 0.058), sides=8) for x in (-1, 1) for y in (-0.063, -0.397)),
    )


def first_aid_kit(r: Request) -> Part:
    """The lower half of a first-aid box, dressings showing; carried by the handle on its lid's side."""
    white = r.paint("enamel")
    rolls = [
        sideways(lathe([(0.012, -0.03), (0.026, -0.028), (0.026, 0.028), (0.012, 0.03)], r.plain("linen"), sides=14))
        for _ in range(2)
    ]
    return join(
        tray_of(0.3, 0.06, 0.2, -0.15, 0.004, white),
        shifted(rolls[0], -0.09, -0.105, 0.04), shifted(rolls[1], -0.01, -0.105, 0.045),
        block((0.1, 0.03, 0.07), r.palette.use("paint", "red"), at=(0.08, -0.11, 0.02), chamfer_m=0.006),
        block((0.13, 0.02, 0.06), r.plain("paper"), at=(-0.05, -0.11, -0.045), chamfer_m=0.003),
    )  # fmt: skip


def first_aid_kit_lid(r: Request) -> Part:
    """The lid with the cross, and the handle."""
    face = printed(r, "first aid", 0.1, 0.1, cross, ground=(0.9, 0.89, 0.86), roughness=0.4)
    on_top = moved(decal(0.07, 0.07, face), translation((0, -0.0385, 0.085)) @ rotation_x(-math.pi / 2))
    handle = [(-0.05, -0.045, 0), (-0.05, -0.012, 0), (-0.036, 0, 0), (0.036, 0, 0), (0.05, -0.012, 0), (0.05, -0.045, 0)]
    return join(
        block((0.3, 0.05, 0.2), r.paint("enamel"), at=(0, -0.0645, 0), chamfer_m=0.006),
        on_top,
        tube(handle, 0.006, r.plain("plastic"), sides=8),
        *(block((0.03, 0.04, 0.008), r.plain("chrome"), at=(x, -0.09, 0.102), chamfer_m=0.002) for x in (-0.1, 0.1)),
    )


def gift(r: Request) -> Part:
    """A wrapped box with a ribbon round it."""
    ribbon = r.palette.use("cloth", "gold" if r.colour == "red" else "red")
    return join(
        tray_of(0.2, 0.12, 0.2, -0.08, 0.004, r.paint("paper", "cream")),
        *(block((0.028, 0.118, 0.0016), ribbon, at=(0, -0.02, s * 0.1)) for s in (-1, 1)),
        *(block((0.0016, 0.118, 0.028), ribbon, at=(s * 0.1, -0.02, 0)) for s in (-1, 1)),
    )


def gift_lid(r: Request) -> Part:
    """A present's lid with its bow."""
    ribbon = r.palette.use("cloth", "gold" if r.colour == "red" else "red")
    bows = []
    for turn in np.arange(6) * math.pi / 3:
        t = np.linspace(0, math.pi, 7)
        loop = np.column_stack([0.06 * np.sin(t / 2) ** 1.2, 0.03 * np.sin(t), np.zeros(7)])
        strip = np.stack([loop + np.array([0, 0, z]) for z in (-0.011, 0.011)], 1)
        rings = np.concatenate([strip, (strip - [0, 0.0016, 0])[:, ::-1]], axis=1)
        c, s = math.cos(turn), math.sin(turn)
        bows.append(
            moved(
                loft(rings, ribbon, crease_rad=0.9),
                translation((0, 0.066, 0)) @ np.array([[c, 0, s, 0], [0, 1, 0, 0], [-s, 0, c, 0], [0, 0, 0, 1.0]]),
            )
        )
    return join(
        block((0.212, 0.032, 0.212), r.paint("paper", "cream"), at=(0, 0.05, 0), chamfer_m=0.003),
        *(block(size, ribbon, at=(0, 0.05, 0), chamfer_m=0.001) for size in ((0.2145, 0.0345, 0.028), (0.028, 0.0345, 0.2145))),
        *bows,
        ball(0.014, ribbon, at=(0, 0.078, 0), sides=10),
    )


def package(r: Request) -> Part:
    """A parcel in brown paper with string and an address."""
    face = printed(r, "parcel", 0.12, 0.08, label("FRAGILE", below="HANDLE WITH CARE", ink=(0.5, 0.1, 0.08)))
    string = r.plain("linen")
    return join(
        block((0.26, 0.16, 0.18), r.paint("paper", "tan"), at=(0, -0.05, 0), chamfer_m=0.004),
        *(tube(path, 0.0018, string, sides=5, caps=False) for path in (
            [(0.06, 0.0312, -0.0912), (0.06, 0.0312, 0.0912), (0.06, -0.1312, 0.0912), (0.06, -0.1312, -0.0912), (0.06, 0.0312, -0.0912)],
            [(-0.1312, 0.0312, 0), (0.1312, 0.0312, 0), (0.1312, -0.1312, 0), (-0.1312, -0.1312, 0), (-0.1312, 0.0312, 0)],
        )),
        ball(0.006, string, at=(0.06, 0.033, 0), sides=8),
        decal(0.12, 0.08, face, at=(-0.04, -0.1, 0.0906)),
    )  # fmt: skip


def tray_of(wide: float, tall: float, deep: float, foot: float, wall: float, material: int) -> Part:
    """An open box: a floor and four walls."""
    walls = [
        block((wall, tall, deep), material, at=(s * (wide - wall) / 2, foot + tall / 2, 0), chamfer_m=0.25 * wall)
        for s in (-1, 1)
    ]
    ends = [
        block((wide - 0.5 * wall, tall, wall), material, at=(0, foot + tall / 2, s * (deep - wall) / 2), chamfer_m=0.25 * wall)
        for s in (-1, 1)
    ]
    return join(*walls, *ends, block((wide - wall, wall, deep - wall), material, at=(0, foot + wall / 2, 0)))
