"""The rooftop shell: a deck of felt or gravel over a tall house, and the town around it out to the haze."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.seed import generator_from
from redearth.core.space import Matrix, rotation_y, translation
from redearth.stage.sets.facades import window_glow
from redearth.stage.sets.palette import Palette
from redearth.stage.sets.panels import sheet
from redearth.stage.sets.shape import Part, join, moved
from redearth.stage.sets.shopfront import pane
from redearth.stage.sets.solids import box, lathe, tube
from redearth.stage.sets.workshop import Workshop, pose

STREET_M = -46.0
"""Height of the streets below the deck."""
_BLOCK_M = 30.0
_FLOOR_M = 3.6


def raise_rooftop(shop: Workshop) -> None:
    """Build the deck and the town."""
    b = shop.plan.bounds
    wide, deep, middle = b.max_x_m - b.min_x_m, b.max_z_m - b.min_z_m, ((b.min_x_m + b.max_x_m) / 2, (b.min_z_m + b.max_z_m) / 2)
    shop.stand("roof_deck", lambda: _deck(shop, wide, deep), [pose((middle[0], 0.0, middle[1]))], "ground")
    shop.stand("streets", lambda: _streets(shop), [np.eye(4)])
    random = generator_from("skyline", shop.plan.id)
    dark = "dark" in shop.plan.dressing
    places: dict[int, list[Matrix]] = {}
    for i in range(-6, 7):
        for k in range(-8, 6):
            x, z = i * _BLOCK_M + 2.0, k * _BLOCK_M - 4.0
            if max(abs(x) - wide / 2, abs(z - middle[1]) - deep / 2) < 17.0:
                continue
            variant = int(random.integers(0, 8))
            drop = float(random.uniform(0, 16)) if math.hypot(x, z) < 120 else 0.0
            # The gap towards -Z belongs to the sun.
            drop += 22.0 if z < 0 and abs(x) < 34 and variant in _TALL else 0.0
            places.setdefault(variant, []).append(pose((x, STREET_M - drop, z), math.pi / 2 * int(random.integers(0, 4))))
    for variant, poses in sorted(places.items()):
        shop.stand(f"skyline_{variant}", lambda v=variant: _building(shop.palette, v, dark=dark), poses)  # type: ignore[misc]


_TALL = (3, 5, 7)
_SIZES = (
    (20.0, 34.0, 20.0),
    (18.0, 41.0, 22.0),
    (22.0, 29.0, 18.0),
    (17.0, 62.0, 17.0),
    (20.0, 46.0, 20.0),
    (16.0, 88.0, 16.0),
    (22.0, 38.0, 22.0),
    (18.0, 74.0, 20.0),
)


_WALLS = (
    ("brick",), ("concrete",), ("plaster", "tan"), ("concrete_dark",), ("brick", "brown"), ("steel_dark",), ("plaster", "sage"), ("concrete", "slate"),
)  # fmt: skip


def _deck(shop: Workshop, wide: float, deep: float) -> Part:
    """Felt with lapped seams or gravel with a board walk; drains, cables and pipes lie on it, no higher than 2 cm where people walk."""
    use, tenement = shop.palette.use, shop.plan.style == "tenement"
    felt, seam, steel = use("asphalt" if tenement else "concrete"), use("concrete_dark"), use("steel_dark")
    parts = [
        box((wide + 0.3, 0.6, deep + 0.3), felt, at=(0, -0.6, 0)),
        box((wide + 0.1, 44.0, deep + 0.1), use("brick" if tenement else "concrete"), at=(0, -44.6, 0)),
    ]
    step = 1.2 if tenement else 3.0
    parts += [box((wide - 0.6, 0.005, 0.12), seam, at=(0, -0.002, float(z))) for z in np.arange(-deep / 2 + step, deep / 2, step)]
    if not tenement:
        parts += [
            box((0.08, 0.005, deep - 0.6), seam, at=(float(x), -0.002, 0)) for x in np.arange(-wide / 2 + step, wide / 2, step)
        ]
        turn = np.linspace(0, 2 * math.pi, 41)
        ring = np.array([[(r * math.cos(t), 0.014, r * math.sin(t) - 2.0) for t in turn] for r in (3.15, 3.4)])
        parts.append(sheet(ring, use("road_paint"), both_sides=True))
    parts += [lathe([(0.16, -0.01), (0.16, 0.014), (0.0, 0.016)], steel, sides=12)]
    parts.append(tube([(-wide / 2 + 0.9, 0.1, -deep / 2 + 1), (-wide / 2 + 0.9, 0.1, deep / 2 - 1)], 0.05, steel, sides=6))
    parts += [
        box((0.2, 0.1, 0.12), seam, at=(-wide / 2 + 0.9, 0.0, float(z))) for z in np.arange(-deep / 2 + 2, deep / 2 - 1, 2.5)
    ]
    if tenement:
        parts += _washing(shop)
    return join(*parts)


def _washing(shop: Workshop) -> list[Part]:
    """Lines of washing between the two poles of the plan."""
    posts = [p for p in shop.plan.pieces if p.id.startswith("line-")]
    if len(posts) < 2:
        return []
    b = shop.plan.bounds
    middle = np.array([(b.min_x_m + b.max_x_m) / 2, 0.0, (b.min_z_m + b.max_z_m) / 2])
    a, c = (np.asarray(p.position_m) - middle + [0, 2.3, 0] for p in posts[:2])
    random = generator_from("washing", shop.plan.id)
    parts = [tube([a, (a + c) / 2 - [0, 0.1, 0], c], 0.012, shop.palette.use("linen"), sides=3)]
    for share in np.linspace(0.12, 0.88, 6):
        cloth = shop.palette.use("cloth", str(random.choice(["white", "white", "red", "blue", "tan", "sage"])))
        at = a + (c - a) * share - [0, 0.06 + float(random.uniform(0.7, 1.1)), 0]
        tall = float((a + (c - a) * share)[1] - 0.06 - at[1])
        parts.append(box((0.02, tall, 0.55), cloth, at=(float(at[0]), float(at[1]), float(at[2]))))
    return parts


def _streets(shop: Workshop) -> Part:
    """The ground of the town: dark between the blocks, after dusk with streams of lamps and cars."""
    parts = [box((1600.0, 0.5, 1600.0), shop.palette.use("asphalt"), at=(0, STREET_M - 0.6, 0))]
    if "dark" in shop.plan.dressing:
        white, red = shop.palette.use("lit_warm"), shop.palette.use("neon_red")
        for i in range(-9, 10):
            at = i * _BLOCK_M - _BLOCK_M / 2 + 2.0
            for offset, paint in ((-1.4, white), (1.4, red)):
                parts.append(box((0.5, 0.1, 560.0), paint, at=(at + offset, STREET_M, -60.0)))
                parts.append(box((560.0, 0.1, 0.5), paint, at=(0.0, STREET_M, at - 6.0 + offset)))
    return join(*parts)


def _building(palette: Palette, variant: int, *, dark: bool) -> Part:
    """One block of the town: a body, bands of windows, a roof with plant; after dusk runs of lit windows."""
    w, h, d = _SIZES[variant]
    random = generator_from("town-block", variant)
    body = palette.use(*_WALLS[variant])
    glass = palette.use("glass_dark")
    parts = [box((w, h, d), body)]
    for side, (reach, half) in enumerate(((d / 2, w / 2), (w / 2, d / 2), (d / 2, w / 2), (w / 2, d / 2))):
        turn = side * math.pi / 2
        faces = _windows(palette, half, h, variant, glass, random, dark=dark)
        parts += [moved(face, rotation_y(turn) @ translation((0, 0, reach + 0.02))) for face in faces]
    dull = palette.use("concrete_dark")
    parts += [
        box((w * 1.01, 0.5, d * 1.01), dull, at=(0, h - 0.3, 0)),
        box((w * 0.4, 2.6, d * 0.34), dull, at=(-0.1 * w, h, 0.1 * d)),
        box((2.2, 1.5, 2.2), palette.use("steel"), at=(0.28 * w, h, -0.26 * d)),
    ]
    if variant in _TALL:
        parts.append(tube([(0, h, 0), (0, h + 12.0, 0)], [0.35, 0.06], dull, sides=5))
        if dark:
            parts.append(box((0.7, 0.7, 0.7), palette.use("neon_red"), at=(0, h + 11.6, 0)))
    return join(*parts)


def _windows(
    palette: Palette, half: float, h: float, variant: int, glass: int, random: np.random.Generator, *, dark: bool
) -> list[Part]:
    """Windows of one face: rows of panes, in runs of equal light."""
    parts = []
    columns = max(4, round(2 * half / 2.6))
    step = 2 * half / columns
    for row in range(int((h - 2.0) / _FLOOR_M)):
        y = 1.6 + row * _FLOOR_M
        if variant in _TALL or not dark:
            parts.append(pane(-half * 0.96, y, half * 0.96, y + 1.7, 0.0, glass))
        if dark:
            for c in range(columns):
                paint = window_glow(palette, random, dark=True)
                if paint != glass:
                    x = -half + step * (c + 0.5)
                    parts.append(pane(x - step * 0.36, y, x + step * 0.36, y + 1.7, 0.02, paint))
    return parts
