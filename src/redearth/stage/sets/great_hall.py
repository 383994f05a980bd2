"""The great hall's shell: walls in bays with tall windows, a floor, and over it a vault, an open timber roof, coffers or trusses."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from redearth.core.seed import generator_from
from redearth.core.space import rotation_y, translation
from redearth.direction.model import SetPlan
from redearth.stage.sets.hall_roofs import close_roof
from redearth.stage.sets.panels import Rect, pierced
from redearth.stage.sets.shape import Part, join, moved, shaded, shifted
from redearth.stage.sets.shopfront import pane
from redearth.stage.sets.solids import box, lathe, tube
from redearth.stage.sets.workshop import Workshop, pose

Roof = str
_BAY_M = 5.0
_THICK_M = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a hall is built."""

    wall: tuple[str, str]
    """Material and colour of its walls."""
    floor: str
    roof: Roof
    window: Rect | None
    """Sill, head and half width of each bay's window, as (half width, sill share, head share, 0) of the height; None: none."""
    arched: bool = True
    panel: str = ""
    """Wainscot of the lower wall."""


_MANNERS: dict[str, Manner] = {
    "council": Manner(wall=("stone", ""), floor="marble", roof="timber", window=(0.75, 0.34, 0.8, 0), panel="wood_dark"),
    "church": Manner(wall=("stone", ""), floor="stone", roof="vault", window=(0.8, 0.26, 0.74, 0)),
    "theatre": Manner(wall=("plaster", "tan"), floor="carpet", roof="coffer", window=None, panel="wood_dark"),
    "restaurant": Manner(wall=("plaster", "cream"), floor="parquet", roof="beams", window=(1.2, 0.26, 0.76, 0), arched=False, panel="wood_dark"),
    "station": Manner(wall=("stone", ""), floor="marble", roof="arches", window=(1.3, 0.3, 0.82, 0)),
    "ballroom": Manner(wall=("plaster", "cream"), floor="parquet", roof="coffer", window=(0.9, 0.1, 0.74, 0), panel="woodwork"),
    "warehouse": Manner(wall=("brick", ""), floor="concrete", roof="truss", window=(1.6, 0.62, 0.86, 0), arched=False),
    "gym": Manner(wall=("plaster", "sage"), floor="parquet", roof="truss", window=(1.7, 0.66, 0.88, 0), arched=False, panel="wood"),
}  # fmt: skip


def build_hall(shop: Workshop) -> None:
    """Build the hall around the play area."""
    manner = _MANNERS.get(shop.plan.style, _MANNERS["council"])
    b = shop.plan.bounds
    high, wide, long = b.ceiling_m or 6.0, b.max_x_m - b.min_x_m, b.max_z_m - b.min_z_m
    centre = ((b.min_x_m + b.max_x_m) / 2, 0.0, (b.min_z_m + b.max_z_m) / 2)
    shop.stand("hall_floor", lambda: _floor(shop, manner, wide, long), [pose(centre)], "floor")
    bays = max(2, round(long / _BAY_M))
    side = _bay(shop, manner, long / bays, high)
    shop.stand("hall_bay", lambda: side, [
        pose((centre[0] + s * wide / 2, 0.0, b.min_z_m + long * (k + 0.5) / bays), -s * math.pi / 2) for s in (-1, 1) for k in range(bays)
    ])  # fmt: skip
    shop.stand("hall_end_far", lambda: _end(shop, manner, wide, high), [pose((centre[0], 0.0, b.min_z_m))])
    holes = _doors(shop.plan, centre[0])
    shop.stand("hall_end_near", lambda: _plain_end(shop, manner, wide, high, holes), [pose((centre[0], 0.0, b.max_z_m), math.pi)])
    shop.stand("hall_roof", lambda: close_roof(shop, manner.roof, wide, long, high, bays), [pose(centre)])
    shop.stand("hall_things", lambda: _things(shop, manner, high), [np.eye(4)])


def daylight(shop: Workshop) -> int:
    """Return what a hall's windows show."""
    return shop.palette.use("glass_night" if "dark" in shop.plan.dressing else "glow_day")


def _floor(shop: Workshop, manner: Manner, wide: float, long: float) -> Part:
    """Slabs in two tones, boards, or concrete; a runner along the middle where dignity asks for one."""
    use = shop.palette.use
    parts = [box((wide + 0.8, 0.3, long + 0.8), use(manner.floor), at=(0, -0.3, 0))]
    if manner.floor in ("marble", "stone"):
        dark = use(manner.floor, "slate")
        step = 1.25
        nx, nz = int(wide / step), int(long / step)
        cells = [(i, k) for i in range(nx) for k in range(nz) if (i + k) % 2]
        x = np.array([(i - nx / 2) * step for i, _ in cells])
        z = np.array([(k - nz / 2) * step for _, k in cells])
        corners = np.stack(
            [
                np.column_stack([x + dx, np.full(len(x), 0.002), z + dz])
                for dx, dz in ((0, 0), (0, step), (step, step), (step, 0))
            ],
            1,
        )
        index = np.arange(len(x))[:, None] * 4
        parts.append(
            shaded(corners.reshape(-1, 3), np.concatenate([index + np.array([0, 1, 2]), index + np.array([0, 2, 3])]), dark)
        )
    if shop.plan.style in ("council", "church", "theatre"):
        parts.append(box((2.2, 0.012, long - 3.0), use("curtain_red"), at=(0, 0.0, 0)))
        parts += [box((0.08, 0.004, long - 3.0), use("brass"), at=(s * 0.98, 0.011, 0)) for s in (-1, 1)]
    if shop.plan.style == "gym":
        line = use("road_paint")
        parts += [box((0.06, 0.006, long - 3), line, at=(s * (wide / 2 - 2.6), 0.0, 0)) for s in (-1, 1)]
        ring = [(1.8 * math.cos(t), 0.004, 1.8 * math.sin(t)) for t in np.linspace(0, 2 * math.pi, 33)]
        parts += [tube(ring, 0.03, line, sides=3), box((wide - 5.2, 0.006, 0.06), line, at=(0, 0, 0))]
    return join(*parts)


def _bay(shop: Workshop, manner: Manner, width: float, high: float) -> Part:
    """One bay of a side wall in the XY plane, facing +z: wall, window with its reveals and bars, pilaster, wainscot, cornice."""
    use = shop.palette.use
    stone, trim = use(*manner.wall), use("stone" if manner.wall[0] != "stone" else "marble")
    holes: list[Rect] = []
    parts: list[Part] = []
    if manner.window is not None:
        half, low, top = manner.window[0], manner.window[1] * high, manner.window[2] * high
        holes.append((-half, low, half, top))
        parts += _window(shop, half, low, top, arched=manner.arched)
    parts.append(shifted(pierced(width, high, _THICK_M, holes, stone), z=-_THICK_M / 2))
    if shop.plan.style not in ("warehouse", "gym", "restaurant"):
        parts += [
            box((0.5, high * 0.94, 0.22), trim, at=(-width / 2, 0, 0.08), chamfer_m=0.03),
            box((0.7, 0.5, 0.34), trim, at=(-width / 2, 0, 0.1), chamfer_m=0.04),
        ]
        parts.append(box((0.76, 0.4, 0.4), trim, at=(-width / 2, high * 0.86, 0.12), chamfer_m=0.06))
    if manner.panel:
        parts += _wainscot(use(manner.panel), width, 0.24 * high if high > 5 else 1.1)
    parts.append(box((width, 0.3, 0.36), trim, at=(0, high - 0.3, 0.1), chamfer_m=0.06))
    return join(*parts)


def _window(shop: Workshop, half: float, low: float, top: float, *, arched: bool) -> list[Part]:
    """A window in its hole: bright pane, mullion, bars; an arched one has a pointed head of tracery before the pane."""
    use = shop.palette.use
    lead = use("steel_dark")
    parts = [pane(-half, low, half, top, -0.3, daylight(shop))]
    parts += [box((0.09, top - low, 0.12), use("stone"), at=(0, low, -0.22))]
    rows = max(2, round((top - low) / 0.9))
    parts += [box((2 * half, 0.035, 0.05), lead, at=(0, low + (top - low) * k / rows, -0.24)) for k in range(1, rows)]
    parts += [box((0.035, top - low, 0.05), lead, at=(s * half / 2, low, -0.24)) for s in (-1, 1)]
    parts.append(box((2 * half + 0.4, 0.16, 0.4), use("stone"), at=(0, low - 0.16, -0.06), chamfer_m=0.03))
    if arched:
        rise = min(1.6 * half, 0.4 * (top - low))
        stone = use("stone")
        for s in (-1, 1):
            arc = [(s * half * math.cos(t), top - rise + rise * math.sin(t)) for t in np.linspace(0, math.pi / 2, 7)]
            ring = [*arc, (0.0, top + 0.02), (s * half * 1.02, top + 0.02)]
            points = np.array([(x, y, -0.12) for x, y in ring])
            fan = np.array([[len(ring) - 1, k, k + 1] for k in range(len(arc) - 1)])
            parts.append(shaded(points, fan if s < 0 else fan[:, ::-1], stone))
    return parts


def _wainscot(wood: int, width: float, tall: float) -> list[Part]:
    parts = [
        box((width, tall, 0.06), wood, at=(0, 0, 0.03)),
        box((width, 0.12, 0.14), wood, at=(0, tall, 0.05), chamfer_m=0.02),
        box((width, 0.22, 0.12), wood, at=(0, 0, 0.05), chamfer_m=0.02),
    ]
    count = max(2, round(width / 1.1))
    parts += [
        box((width / count * 0.12, tall - 0.2, 0.1), wood, at=(-width / 2 + width * k / count, 0.2, 0.04)) for k in range(count)
    ]
    return parts


def _end(shop: Workshop, manner: Manner, wide: float, high: float) -> Part:
    """The far wall: a great window, or what its use asks for; it faces +z."""
    style, use = shop.plan.style, shop.palette.use
    stone = use(*manner.wall)
    top = 1.5 * high
    if style in ("theatre", "restaurant", "warehouse", "gym"):
        return _plain_end(shop, manner, wide, high, [])
    lights = (-0.17, 0.0, 0.17) if style != "station" else (-0.24, -0.08, 0.08, 0.24)
    holes: list[Rect] = []
    parts: list[Part] = []
    for at in lights:
        half, low = 0.062 * wide, 0.3 * high
        head = high * (0.86 if at == 0 else 0.78)
        holes.append((at * wide - half, low, at * wide + half, head))
        parts += [moved(p, translation((at * wide, 0, 0))) for p in _window(shop, half, low, head, arched=True)]
    if style == "church":
        parts += _rose(shop, high)
    parts.append(shifted(pierced(wide + 0.8, top, _THICK_M, holes, stone), z=-_THICK_M / 2))
    if manner.panel:
        parts += [moved(p, translation((0, 0, 0))) for p in _wainscot(use(manner.panel), wide, 0.24 * high)]
    if style in ("council", "church"):
        for k, (w, d) in enumerate(((10.0, 5.6), (8.6, 4.6))):
            parts.append(box((min(w, wide - 1.2), 0.009, d), use("stone"), at=(0, 0.002 + 0.004 * k, d / 2)))
    return join(*parts)


def _rose(shop: Workshop, high: float) -> list[Part]:
    """A round window of coloured glass over the lancets."""
    use = shop.palette.use
    at, reach = (0.0, 1.12 * high, 0.04), 0.17 * high
    parts = [moved(lathe([(reach * 1.14, -0.06), (reach * 1.14, 0.08), (reach, 0.08), (reach, -0.06)], use("stone"), sides=24), translation(at) @ np.array([[1, 0, 0, 0], [0, 0, -1, 0], [0, 1, 0, 0], [0, 0, 0, 1.0]]))]  # fmt: skip
    names = (
        ("stained_red", "stained_blue", "stained_gold", "stained_green")
        if "dark" not in shop.plan.dressing
        else ("glass_night",) * 4
    )
    for ring, (a, b) in enumerate(((0.16, 0.52), (0.54, 0.97))):
        count = 8 * (ring + 1)
        for k in range(count):
            t0, t1 = 2 * math.pi * (k + 0.06) / count, 2 * math.pi * (k + 0.94) / count
            points = [
                (at[0] + r * reach * math.cos(t), at[1] + r * reach * math.sin(t), at[2])
                for r, t in ((a, t0), (b, t0), (b, t1), (a, t1))
            ]
            parts.append(shaded(points, [[0, 1, 2], [0, 2, 3]], use(names[(k + ring) % 4])))
    return parts


def _plain_end(shop: Workshop, manner: Manner, wide: float, high: float, holes: list[Rect]) -> Part:
    """An end wall without windows, with holes for its doors and a clock or a panel over them."""
    use = shop.palette.use
    stone = use(*manner.wall)
    parts = [shifted(pierced(wide + 0.8, 1.5 * high, _THICK_M, holes, stone), z=-_THICK_M / 2)]
    trim = use("wood_dark" if manner.panel else "stone")
    for x0, _, x1, y1 in holes:
        parts += [box((0.22, y1, 0.3), trim, at=(x, 0, 0.02), chamfer_m=0.03) for x in (x0 - 0.1, x1 + 0.1)]
        parts.append(box((x1 - x0 + 0.7, 0.4, 0.36), trim, at=((x0 + x1) / 2, y1, 0.02), chamfer_m=0.05))
        parts.append(box((x1 - x0 + 0.8, y1 + 0.6, 0.1), use("ink"), at=((x0 + x1) / 2, 0.0, -_THICK_M - 1.2)))
    if manner.panel:
        inner = [
            (-wide / 2, min((h[0] for h in holes), default=wide / 2)),
            (max((h[2] for h in holes), default=wide / 2), wide / 2),
        ]
        for a, b in inner:
            if b - a > 0.6:
                parts += [
                    moved(p, translation(((a + b) / 2, 0, 0)))
                    for p in _wainscot(use(manner.panel), b - a - 0.3, 0.24 * high if high > 5 else 1.1)
                ]
    return join(*parts)


def _doors(plan: SetPlan, middle_x: float) -> list[Rect]:
    """Holes for the doors of the near wall, in its own coordinates (it looks along -z)."""
    holes: list[Rect] = []
    for piece in plan.pieces:
        if piece.kind in ("door", "gate") and piece.position_m[2] > plan.bounds.max_z_m - 1.0:
            x, half = -(piece.position_m[0] - middle_x), piece.size_m[0] / 2
            holes.append((x - half, 0.0, x + half, piece.size_m[1]))
    return holes


def _things(shop: Workshop, manner: Manner, high: float) -> Part:
    """What hangs and stands by itself: banners on the pillars, the theatre's curtain, ropes of lamps."""
    plan, use = shop.plan, shop.palette.use
    random = generator_from("hall-things", plan.id)
    colour = ("curtain_red", "") if random.uniform() < 0.5 else ("cloth", str(random.choice(["navy", "green", "purple"])))
    parts: list[Part] = []
    for piece in plan.pieces:
        x, _, z = piece.position_m
        inward = -1.0 if x > 0 else 1.0
        if piece.kind == "pillar" and plan.style in ("council", "ballroom", "station") and plan.style != "station":
            cloth = box((0.03, high * 0.42, 1.0), use(*colour), at=(x + inward * (piece.size_m[0] / 2 + 0.1), high * 0.36, z))
            parts += [cloth, box((0.03, 0.3, 0.3), use("brass"), at=(x + inward * (piece.size_m[0] / 2 + 0.12), high * 0.56, z)), box((0.06, 0.06, 1.2), use("brass"), at=(x + inward * (piece.size_m[0] / 2 + 0.1), high * 0.78, z))]  # fmt: skip
        if piece.kind == "lamp":
            parts.append(
                tube(
                    [(x, piece.position_m[1] + piece.size_m[1] - 0.02, z), (x, high * 1.02, z)],
                    0.014,
                    use("steel_dark"),
                    sides=4,
                    caps=False,
                )
            )
    if plan.style == "theatre":
        parts += _curtain(shop, high)
    return join(*parts)


def _curtain(shop: Workshop, high: float) -> list[Part]:
    """Two halves of a red curtain beside the stage, a pelmet above, the dark behind."""
    b, use = shop.plan.bounds, shop.palette.use
    z, wide = b.min_z_m + 3.4, b.max_x_m - b.min_x_m
    parts = []
    for s in (-1, 1):
        x = np.linspace(s * wide * 0.5, s * wide * 0.2, 45)
        fold = 0.12 * np.sin(np.arange(45) * 1.25)
        rings = np.array([np.column_stack([x, np.full(45, y), z + fold * (1 - 0.3 * (y > 1))]) for y in (0.92, high * 0.86)])
        grid = np.concatenate([rings, rings[:, ::-1] + [0, 0, -0.05]], axis=1)
        n = grid.shape[1]
        faces = [[k, (k + 1) % n, n + (k + 1) % n] for k in range(n)] + [[k, n + (k + 1) % n, n + k] for k in range(n)]
        tri = np.array(faces) if s < 0 else np.array(faces)[:, ::-1]
        parts.append(shaded(grid.reshape(-1, 3), tri, use("curtain_red"), crease_rad=1.0))
    parts.append(box((wide, high * 0.22, 0.3), use("curtain_red"), at=(0, high * 0.8, z), chamfer_m=0.05))
    parts.append(box((wide, 0.14, 0.36), use("brass"), at=(0, high * 0.79, z)))
    return [*parts, moved(box((1.0, high * 0.8, 0.4), use("brass")), translation((-wide / 2 + 0.4, 0, z + 0.2)) @ rotation_y(0.0)), box((1.0, high * 0.8, 0.4), use("brass"), at=(wide / 2 - 0.4, 0, z + 0.2))]  # fmt: skip
