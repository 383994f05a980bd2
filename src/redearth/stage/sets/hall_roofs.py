"""Roofs of great halls: pointed ribbed vault, open timber roof, coffers, beams, steel arches, trusses."""

from __future__ import annotations

import math

import numpy as np

from redearth.stage.sets.panels import sheet
from redearth.stage.sets.shape import F64, Part, join, shaded
from redearth.stage.sets.solids import beam, box, sweep
from redearth.stage.sets.workshop import Workshop


def close_roof(shop: Workshop, kind: str, wide: float, long: float, high: float, bays: int) -> Part:
    """Return the roof over a hall about the origin; its eaves are at ``high``, the plan's ceiling."""
    return {"vault": _vault, "timber": _timber, "coffer": _coffer, "beams": _beams, "arches": _arches, "truss": _truss}[kind](
        shop, wide, long, high, bays
    )


def _profile(wide: float, high: float, rise: float, power: float, count: int = 13) -> F64:
    """The outline [P, 2] of a roof from the left eaves to the right; power 1 is a gable, 2 a round arch."""
    x = np.linspace(-1, 1, count)
    return np.column_stack([x * wide / 2, high + rise * (1 - np.abs(x) ** power) ** (1 / power)])


def _shell(outline: F64, long: float, material: int) -> Part:
    """The inside of a roof over an outline: it faces down."""
    grid = np.array([[(x, y, z) for x, y in outline] for z in np.linspace(-long / 2 - 0.4, long / 2 + 0.4, 9)])
    part = sheet(grid, material, crease_rad=0.5)
    down = part.normals[:, 1].mean() < 0
    return (
        part
        if down
        else Part(positions=part.positions, normals=-part.normals, triangles=part.triangles[:, ::-1], material=part.material)
    )


def _cover(wide: float, long: float, top: float, material: int) -> Part:
    """A lid over everything, so that no sky shows."""
    return box((wide + 1.6, 0.3, long + 1.6), material, at=(0, top, 0))


def _rib(outline: F64, z: float, thick: float, material: int) -> Part:
    path = np.column_stack([outline[:, 0] * 0.985, outline[:, 1] - 0.4 * thick, np.full(len(outline), z)])
    section = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * thick / 2
    return sweep(path, section, material, crease_rad=0.4)


def _vault(shop: Workshop, wide: float, long: float, high: float, bays: int) -> Part:
    """A pointed vault: transverse ribs at each bay, diagonal ribs between them, a ridge rib."""
    use = shop.palette.use
    outline = _profile(wide, high - 0.3, 0.36 * wide, 1.55, 17)
    stone = use("stone")
    parts = [_shell(outline, long, use("plaster", "cream"))]
    step = long / bays
    for k in range(bays + 1):
        parts.append(_rib(outline, -long / 2 + step * k, 0.34, stone))
    for k in range(bays):
        z = np.linspace(-long / 2 + step * k, -long / 2 + step * (k + 1), len(outline))
        for line in (z, z[::-1]):
            path = np.column_stack([outline[:, 0] * 0.985, outline[:, 1] - 0.08, line])
            parts.append(sweep(path, np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * 0.1, stone, crease_rad=0.4))
    parts.append(box((0.24, 0.24, long), stone, at=(0, float(outline[:, 1].max()) - 0.26, 0)))
    return join(*parts, _cover(wide, long, float(outline[:, 1].max()) + 0.2, stone))


def _timber(shop: Workshop, wide: float, long: float, high: float, bays: int) -> Part:
    """An open roof: principal trusses with hammer beams and arched braces, purlins, boards."""
    wood, boards = shop.palette.use("wood_dark"), shop.palette.use("wood", "brown")
    rise = 0.42 * wide
    outline = _profile(wide, high - 0.1, rise, 1.0, 9)
    parts = [_shell(outline, long, boards)]
    for k in range(bays + 1):
        z = -long / 2 + long * k / bays
        for s in (-1, 1):
            eaves, ridge = (s * (wide / 2 - 0.1), high - 0.2, z), (0.0, high + rise - 0.3, z)
            hammer = (s * wide * 0.3, high + 0.1, z)
            parts.append(beam(eaves, ridge, 0.28, 0.36, wood))
            parts.append(beam((s * wide / 2, high + 0.1, z), hammer, 0.28, 0.32, wood))
            parts.append(beam(hammer, (s * wide * 0.3, high + 0.4 * rise - 0.2, z), 0.26, 0.26, wood))
            arc = [
                (s * (wide / 2 - 0.12 - (wide * 0.2 - 0.12) * math.sin(t)), high - 1.7 + 1.8 * (1 - math.cos(t)), z)
                for t in np.linspace(0, math.pi / 2, 7)
            ]
            parts.append(sweep(np.array(arc), np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * 0.12, wood, crease_rad=0.4))
            arc = [
                (s * (wide * 0.3 - wide * 0.3 * math.sin(t)), high + 0.2 + (0.62 * rise) * (1 - math.cos(t)), z)
                for t in np.linspace(0, math.pi / 2, 7)
            ]
            parts.append(sweep(np.array(arc), np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * 0.12, wood, crease_rad=0.4))
        parts.append(beam((-wide * 0.17, high + 0.66 * rise, z), (wide * 0.17, high + 0.66 * rise, z), 0.24, 0.3, wood))
    for share in (0.25, 0.5, 0.75):
        for s in (-1, 1):
            at = (s * wide / 2 * (1 - share), high + rise * share - 0.25)
            parts.append(beam((at[0], at[1], -long / 2), (at[0], at[1], long / 2), 0.16, 0.2, wood))
    return join(*parts, _cover(wide, long, high + rise + 0.1, wood))


def _coffer(shop: Workshop, wide: float, long: float, high: float, bays: int) -> Part:
    """A flat ceiling of sunk panels between gilded beams."""
    use = shop.palette.use
    beam_paint, panel, gold = use("woodwork"), use("plaster", "ivory"), use("brass")
    parts = [_cover(wide, long, high + 0.5, panel)]
    columns = max(3, round(wide / 3.2))
    for c in range(columns + 1):
        x = -wide / 2 + wide * c / columns
        parts += [box((0.42, 0.5, long), beam_paint, at=(x, high, 0)), box((0.12, 0.05, long), gold, at=(x, high - 0.04, 0))]
    rows = max(3, round(long / 3.2))
    for r in range(rows + 1):
        z = -long / 2 + long * r / rows
        parts += [
            box((wide, 0.5, 0.42), beam_paint, at=(0, high + 0.005, z)),
            box((wide, 0.05, 0.12), gold, at=(0, high - 0.036, z)),
        ]
    return join(*parts)


def _beams(shop: Workshop, wide: float, long: float, high: float, bays: int) -> Part:
    """A low ceiling with dark joists."""
    wood = shop.palette.use("wood_dark")
    parts = [_cover(wide, long, high + 0.24, shop.palette.use("plaster", "cream"))]
    parts += [box((wide, 0.26, 0.22), wood, at=(0, high, float(z))) for z in np.arange(-long / 2 + 0.8, long / 2, 1.6)]
    parts += [box((0.3, 0.3, long), wood, at=(x, high - 0.04, 0)) for x in (-wide * 0.22, wide * 0.22)]
    return join(*parts)


def _arches(shop: Workshop, wide: float, long: float, high: float, bays: int) -> Part:
    """A train hall: round steel arches with lattice, purlins, strips of glass between boards."""
    use = shop.palette.use
    steel, boards = use("paint", "green"), use("wood", "grey")
    glass = use("glass_night" if "dark" in shop.plan.dressing else "glow_day")
    outline = _profile(wide, high - 0.2, 0.4 * wide, 2.0, 21)
    parts = []
    for a, b, paint in ((0, 4, boards), (3, 8, glass), (7, 14, boards), (13, 18, glass), (17, 21, boards)):
        parts.append(_shell(outline[a:b], long, paint))
    for k in range(2 * bays + 1):
        z = -long / 2 + long * k / (2 * bays)
        parts.append(_rib(outline, z, 0.26, steel))
        inner = outline * [0.96, 1.0] - [0, 0.55]
        parts.append(_rib(inner, z, 0.14, steel))
        for p, q in zip(outline[1:-1:2], inner[2::2], strict=False):
            parts.append(beam((p[0] * 0.98, p[1] - 0.1, z), (q[0], q[1], z), 0.06, 0.06, steel))
    for x, y in outline[1:-1:2]:
        parts.append(beam((x * 0.98, y - 0.1, -long / 2), (x * 0.98, y - 0.1, long / 2), 0.1, 0.14, steel))
    return join(*parts, _cover(wide, long, float(outline[:, 1].max()) + 0.8, boards), *_gables(outline, long, boards))


def _gables(outline: F64, long: float, material: int) -> list[Part]:
    """Walls that close a roof at both ends."""
    parts = []
    for s in (-1, 1):
        points = np.array([(x, y, s * (long / 2 + 0.3)) for x, y in outline] + [(0, outline[0, 1], s * (long / 2 + 0.3))])
        fan = np.array([[len(outline), k, k + 1] for k in range(len(outline) - 1)])
        parts.append(shaded(points, fan if s > 0 else fan[:, ::-1], material))
    return parts


def _truss(shop: Workshop, wide: float, long: float, high: float, bays: int) -> Part:
    """A low-pitched roof of sheet on steel trusses, with strips of skylight."""
    use = shop.palette.use
    steel, tin = use("paint", "grey"), use("steel")
    glass = use("glass_night" if "dark" in shop.plan.dressing else "glow_day")
    rise = 0.14 * wide
    outline = _profile(wide, high + 0.9, rise, 1.0, 9)
    parts = [
        _shell(outline[:3], long, tin),
        _shell(outline[2:4], long, glass),
        _shell(outline[3:6], long, tin),
        _shell(outline[5:7], long, glass),
        _shell(outline[6:], long, tin),
    ]
    for k in range(bays + 1):
        z = -long / 2 + long * k / bays
        low = [(x, high + 0.05, z) for x in np.linspace(-wide / 2, wide / 2, 9)]
        top = [(float(x), float(y) - 0.1, z) for x, y in outline]
        parts.append(beam(low[0], low[-1], 0.12, 0.14, steel))
        parts += [beam(a, b, 0.12, 0.14, steel) for a, b in ((top[0], top[4]), (top[4], top[8]))]
        parts += [beam(low[i], top[i], 0.07, 0.07, steel) for i in range(1, 8)]
        parts += [beam(low[i], top[i + 1], 0.06, 0.06, steel) for i in range(0, 4)] + [
            beam(low[i + 1], top[i], 0.06, 0.06, steel) for i in range(4, 8)
        ]
    for x, y in outline[1:-1]:
        parts.append(beam((x, y - 0.06, -long / 2), (x, y - 0.06, long / 2), 0.1, 0.1, steel))
    return join(
        *parts,
        _cover(wide, long, high + 1.2 + rise, tin),
        *_gables(np.vstack([[-wide / 2, high - 0.1], outline, [wide / 2, high - 0.1]]), long, use("brick")),
    )
