"""Trees by species: conifers in tiers of drooping boughs, broadleaved crowns of leaf clumps, palms, and dead wood."""

from __future__ import annotations

import math

import numpy as np

from redearth.stage.sets.leaf_images import Sprig
from redearth.stage.sets.leaves import outward, sprig, strips, unit, wound
from redearth.stage.sets.order import Order
from redearth.stage.sets.shape import F64, I64, Part, join
from redearth.stage.sets.solids import tube

_BARE_KITS = ("ruined_city", "desert", "tunnel", "vault", "street_ruin")
_DEEP = 0.42
"""Leaves nearer to the crown's middle, as a share of its reach, are hidden by the others."""
BARE = ("dead", "burnt")
"""Styles of woods without leaves."""
_UP = np.array([0.0, 1.0, 0.0])


def tree(order: Order) -> Part:
    """Return a tree of the species that its place grows; the trunk stays in the box, the crown may leave it overhead."""
    species = species_of(order)
    if species == "conifer":
        return _conifer(order)
    if species == "palm":
        return _palm(order)
    return _branching(order, leafy=species == "broadleaf")


def species_of(order: Order) -> str:
    """Return ``conifer``, ``broadleaf``, ``palm`` or ``dead``."""
    if order.kit in _BARE_KITS or order.style in BARE:
        return "dead"
    if order.style in ("conifer", "mountain"):
        return "conifer"
    return "palm" if order.style == "jungle" and order.variant % 2 else "broadleaf"


def bark_of(order: Order) -> str:
    """Return what the trees of a place have for bark."""
    return {"birch": "bark_birch", "burnt": "bark_charred"}.get(order.style, "bark")


def _girth(order: Order) -> float:
    w, h, d = order.size_m
    return max(0.04, min(0.026 * h, 0.34 * min(w, d)) * (0.6 if order.style == "birch" else 1.0))


def _trunk(order: Order, random: np.random.Generator, share: float, taper: F64) -> tuple[F64, list[Part]]:
    """A bent trunk up to ``share`` of the height, flared at the foot, with surface roots; returns its line [8, 3] too."""
    h, radius, bark = order.size_m[1], _girth(order), order.plain(bark_of(order))
    lean = random.normal(0, 0.018 * h, 2)
    rise = np.linspace(0, 1, len(taper))
    line = np.column_stack([lean[0] * rise**2 + 0.012 * h * np.sin(rise * 5), rise * h * share, lean[1] * rise**2])
    line[0] = (0, -0.15, 0)
    parts = [tube(line, radius * taper, bark, sides=8)]
    for k in range(4):
        turn = k * 1.57 + random.uniform(-0.4, 0.4)
        way = np.array([math.cos(turn), 0, math.sin(turn)])
        root = np.stack([_UP * radius * 1.6, way * radius * 1.5 + _UP * radius * 0.45, way * radius * 2.6 - _UP * 0.06])
        parts.append(tube(root, [radius * 0.5, radius * 0.4, radius * 0.12], bark, sides=5, caps=False))
    return line, parts


def _along(line: F64, share: float) -> F64:
    at = np.linspace(0, 1, len(line))
    return np.array([np.interp(share, at, line[:, k]) for k in range(3)])


def _conifer(order: Order) -> Part:
    """A spire: whorls of boughs that droop and shorten towards the tip, dead snags below them."""
    h = order.size_m[1]
    random = order.random("conifer")
    line, parts = _trunk(order, random, 0.99, np.array([1.4, 1.0, 0.9, 0.78, 0.62, 0.44, 0.26, 0.05]))
    bark, radius = order.plain(bark_of(order)), _girth(order)
    for k in range(7):
        base, turn = _along(line, 0.1 + 0.025 * k), k * 2.3
        way = np.array([math.cos(turn), -0.12, math.sin(turn)]) * random.uniform(0.5, 1.1)
        parts.append(tube([base, base + way], [radius * 0.13, radius * 0.04], bark, sides=3, caps=False))
    feet, ways, reaches = [], [], []
    start = random.uniform(0.2, 0.27)
    whorls = 15
    for k in range(whorls):
        share = start + (0.985 - start) * (k / (whorls - 1)) ** 0.92
        reach = 0.19 * h * (1.02 - share) ** 0.8 * random.uniform(0.86, 1.1) + 0.16
        count = max(4, round(7 - 3 * share))
        for j in range(count):
            turn = 2 * math.pi * (j + 0.5 * (k % 2)) / count + random.uniform(-0.25, 0.25)
            feet.append(_along(line, share))
            ways.append((math.cos(turn), 0.75 * share - 0.5 + random.uniform(-0.1, 0.1), math.sin(turn)))
            reaches.append(reach * random.uniform(0.8, 1.15))
    parts.append(boughs(np.array(feet), np.array(ways), np.array(reaches)[:, None], sprig(order.palette, "spruce", order.colour)))
    return join(*parts)


def boughs(feet: F64, ways: F64, reaches: F64, material: int) -> Part:
    """Return boughs of two triangles each that share their spine and hang to either side, so that a whorl has depth from wherever it is seen.

    A sprig of needles is a diamond: triangles leave out the corners of its card, where there is nothing to draw.
    """
    out = unit(ways * [1, 0, 1])
    side = np.cross(out, _UP)
    tip = feet + ways * reaches - 0.08 * reaches * _UP
    wings = []
    for hand in (-1.0, 1.0):
        shoulder = feet + 0.45 * (tip - feet) + hand * side * reaches * 0.5 - 0.2 * reaches * _UP
        shade = np.repeat(unit(0.7 * out + _UP + 0.35 * hand * side), 3, axis=0)
        points = np.stack([feet, shoulder, tip] if hand > 0 else [feet, tip, shoulder], 1).reshape(-1, 3)
        places = np.array([[0.5, 0.0], [0.5 + 0.5 * hand, 0.45], [0.5, 1.0]])[[0, 1, 2] if hand > 0 else [0, 2, 1]]
        count = len(feet)
        triangles = wound(points, shade, np.arange(3 * count).reshape(-1, 3))
        wings.append(
            Part(
                positions=points,
                normals=shade,
                triangles=triangles,
                material=np.full(count, material, np.int64),
                uvs=np.tile(places, (count, 1)),
            )
        )
    return join(*wings)


def two_sided(points: F64, normals: F64, triangles: I64, material: int) -> Part:
    """Return a thin surface seen from both sides; windings follow the normals."""
    corner = points[triangles]
    face = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    keep = np.linalg.norm(face, axis=1) > 1e-8
    triangles, face = triangles[keep], face[keep]
    facing = np.einsum("ij,ij->i", face, normals[triangles].mean(1))
    triangles = np.where((facing < 0)[:, None], triangles[:, ::-1], triangles)
    both = np.concatenate([triangles, triangles[:, ::-1] + len(points)])
    return Part(
        positions=np.concatenate([points, points]),
        normals=np.concatenate([normals, -normals]),
        triangles=both,
        material=np.full(len(both), material, np.int64),
    )


def _branching(order: Order, *, leafy: bool) -> Part:
    """A trunk that forks into limbs and twigs, each limb's end in a clump of leaves."""
    w, h, d = order.size_m
    random = order.random("tree")
    line, parts = _trunk(order, random, 0.86, np.array([1.45, 1.05, 0.92, 0.8, 0.66, 0.5, 0.34, 0.12]))
    bark, radius = order.plain(bark_of(order)), _girth(order)
    spread = max(max(w, d), h * 0.5)
    tips: list[F64] = [line[-1], line[-1] + [0.05 * h, 0.05 * h, 0.03 * h]]
    for k in range(12):
        share = 0.36 + 0.05 * k
        base, turn = _along(line, share), k * 2.4 + random.uniform(-0.3, 0.3)
        reach = (0.62 - 0.42 * share) * spread * random.uniform(0.8, 1.05)
        way = np.array([math.cos(turn), random.uniform(0.3, 0.7), math.sin(turn)])
        elbow, tip = base + way * reach * 0.5 + 0.07 * reach * _UP, base + way * reach
        thick = radius * (0.62 - 0.48 * share)
        parts.append(tube([base, elbow, tip], [thick, thick * 0.7, thick * 0.25], bark, sides=5, caps=False))
        for fork in range(1 if leafy else 3):
            side = way + random.normal(0, 0.55, 3) + [0, 0.25, 0]
            end = elbow + side * reach * (0.34 + 0.1 * fork)
            parts.append(tube([elbow, (elbow + end) / 2 + [0, 0.03 * reach, 0], end], [thick * 0.5, thick * 0.32, thick * 0.08], bark, sides=3, caps=False))  # fmt: skip
            tips.append(end)
        tips.append(tip)
    if leafy:
        parts.append(_clumps(np.array(tips), 0.1 * h, order, random))
    elif order.style != "burnt":
        parts.append(_twigs(np.array(tips), line.mean(0), 0.11 * h, order, random))
    return join(*parts)


def _clumps(tips: F64, spread: float, order: Order, random: np.random.Generator) -> Part:
    """Leaf clumps: cards on the shell of each clump, facing out, so that light models clumps and crown."""
    per = 3
    away = random.normal(size=(len(tips), per, 3))
    away[..., 1] = np.abs(away[..., 1]) * 0.9 - 0.3
    away = unit(away)
    squash = np.array([1.15, 0.8, 1.15])
    middle = (tips[:, None] + away * squash * spread * random.uniform(0.3, 0.85, (len(tips), per, 1))).reshape(-1, 3)
    crown = tips.mean(0) - [0, spread, 0]
    # From the outside in: what is drawn first hides what comes later, and all that is deep inside.
    deep = np.linalg.norm(middle - crown, axis=1)
    outer = np.argsort(-deep, kind="stable")[: int((deep > _DEEP * deep.max()).sum())]
    middle, away = middle[outer], away.reshape(-1, 3)[outer]
    facing = unit(away + random.normal(0, 0.4, middle.shape))
    side = unit(np.cross(facing, unit(random.normal(0, 0.45, facing.shape) + _UP)))
    up = np.cross(side, facing)
    size = spread * random.uniform(0.7, 0.95, (len(middle), 1))
    own = away + 0.3 * _UP
    return outward(middle - up * size, 2 * up * size, side * size, crown, own, sprig(order.palette, leaf_of(order), order.colour), 0.55)  # fmt: skip


def leaf_of(order: Order) -> Sprig:
    """Return the leaves of a broadleaved tree."""
    return "birch" if order.style == "birch" or (order.style != "jungle" and order.variant % 4 == 3) else "broad"


def _twigs(tips: F64, middle: F64, size: float, order: Order, random: np.random.Generator) -> Part:
    """Bare twigs at the ends of bare limbs."""
    out = unit(tips - middle + random.normal(0, 0.5, tips.shape) + 0.6 * _UP)
    side = unit(np.cross(out, random.normal(size=out.shape)))
    long = size * random.uniform(0.7, 1.3, (len(tips), 1))
    return outward(tips - 0.12 * long * out, long * out, 0.5 * long * side, middle, out, sprig(order.palette, "twigs"))


def _palm(order: Order) -> Part:
    """A slender leaning stem with a crown of arching fronds."""
    h = order.size_m[1]
    random = order.random("palm")
    line, parts = _trunk(order, random, 0.8, np.array([1.3, 0.8, 0.7, 0.66, 0.62, 0.58, 0.55, 0.5]))
    top = line[-1]
    spines, sides = [], []
    along = np.linspace(0, 1, 5)[:, None]
    for k in range(16):
        turn, rise = k * 2.4, 0.95 - 1.25 * k / 15
        out, side = np.array([math.cos(turn), 0, math.sin(turn)]), np.array([-math.sin(turn), 0, math.cos(turn)])
        reach = 0.25 * h * random.uniform(0.85, 1.1)
        spines.append(top + reach * (along * out + (rise * along - along**2) * _UP))
        sides.append(0.3 * reach * side + 0.04 * reach * (-1) ** k * _UP)
    parts += strips(np.array(spines), np.array(sides), sprig(order.palette, "frond", order.colour))
    return join(*parts)
