"""Where things stand in a room: against its walls, in rows, and the free spots and marks that are left."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from redearth.core.space import Vec3
from redearth.direction.model import Anchor, Bounds, Piece
from redearth.direction.sets.layout import Spot, anchor, box, rounded

Wall = Literal["-x", "+x", "-z", "+z"]
_YAW: dict[Wall, float] = {"-x": math.pi / 2, "+x": -math.pi / 2, "-z": 0.0, "+z": math.pi}
_GAP_M = 0.03
_OUTLOOK_M = 5.5
"""How far outside a window the painted view stands; the sun of the stage is between the two."""
_STEP_M = 0.4
_REACH_M = 0.5
_ROOMY_M = 1.9
"""Width of wall that a thing which the script adds may take."""
_AISLE_M = 1.2
_BODY_M = 0.36
_NOT_MARKS = ("light", "sun", "gate", "door")


def room(width_m: float, depth_m: float, ceiling_m: float) -> Bounds:
    """Return the bounds of a room about the origin."""
    x, z = round(width_m / 2, 2), round(depth_m / 2, 2)
    return Bounds(min_x_m=-x, max_x_m=x, min_z_m=-z, max_z_m=z, ceiling_m=round(ceiling_m, 2))


def against(
    bounds: Bounds,
    wall: Wall,
    kind: str,
    name: str,
    along_m: float,
    size: Vec3,
    *,
    y: float = 0.0,
    solid: bool = True,
    colour: str = "",
) -> Piece:
    """Return a piece with its back to a wall; ``along_m`` is its middle's x or z."""
    inset = size[2] / 2 + _GAP_M
    x = {"-x": bounds.min_x_m + inset, "+x": bounds.max_x_m - inset}.get(wall, along_m)
    z = {"-z": bounds.min_z_m + inset, "+z": bounds.max_z_m - inset}.get(wall, along_m)
    return tinted(box(kind, name, x, z, size, y=y, yaw=_YAW[wall], solid=solid), colour)


def sides(left: bool) -> tuple[Wall, Wall, float]:
    """Return a room's busy wall, the wall across from it, and on which side (-1 or 1 along x) the busy one is."""
    return ("-x", "+x", -1.0) if left else ("+x", "-x", 1.0)


def tinted(piece: Piece, colour: str) -> Piece:
    """Return a piece in a colour of its own."""
    return replace(piece, colour=colour) if colour else piece


def strips(
    bounds: Bounds, xs: Sequence[float], zs: Sequence[float], *, colour: str, size: Vec3 = (0.3, 0.12, 1.3)
) -> list[Piece]:
    """Return lamps under the ceiling, one at each crossing of ``xs`` and ``zs``."""
    assert bounds.ceiling_m is not None
    y = bounds.ceiling_m - size[1] - 0.06
    spots = [(x, z) for z in zs for x in xs]
    return [tinted(box("lamp", f"lamp-{k + 1}", x, z, size, y=y, solid=False), colour) for k, (x, z) in enumerate(spots)]


def outlooks(bounds: Bounds, pieces: Sequence[Piece]) -> list[Piece]:
    """Return what is seen through the windows of each wall: a far view, and before it the lights that burn there by night."""
    out: list[Piece] = []
    for wall in _YAW:
        if not any(p.kind == "window" and abs(p.yaw_rad - _YAW[wall]) < 0.1 and _backs_on(p, wall, bounds) for p in pieces):
            continue
        along_x = wall in ("-z", "+z")
        wide = (bounds.max_x_m - bounds.min_x_m if along_x else bounds.max_z_m - bounds.min_z_m) + 3 * _OUTLOOK_M
        sign = -1.0 if wall.startswith("-") else 1.0
        edge = {"-x": bounds.min_x_m, "+x": bounds.max_x_m, "-z": bounds.min_z_m, "+z": bounds.max_z_m}[wall] + sign * _OUTLOOK_M
        x, z = (0.0, edge) if along_x else (edge, 0.0)
        for name, ahead in ((f"outlook-{len(out) + 1}", 0.0), (f"outlook-{len(out) + 1}-lights", 0.15)):
            ahead_x, ahead_z = (0.0, -sign * ahead) if along_x else (-sign * ahead, 0.0)
            out.append(box("outlook", name, x + ahead_x, z + ahead_z, (wide, 9.0, 0.1), y=-1.5, yaw=_YAW[wall], solid=False))
    return out


def _backs_on(piece: Piece, wall: Wall, bounds: Bounds) -> bool:
    x, _, z = piece.position_m
    away = {"-x": x - bounds.min_x_m, "+x": bounds.max_x_m - x, "-z": z - bounds.min_z_m, "+z": bounds.max_z_m - z}[wall]
    return away < 0.3


def settled(anchors: Sequence[Anchor], bounds: Bounds, pieces: Sequence[Piece]) -> tuple[Anchor, ...]:
    """Return the anchors with every mark that something stands on moved to the nearest free floor; lights stay."""
    return tuple(a if a.kind in _NOT_MARKS or is_free(a, bounds, pieces) else _moved(a, bounds, pieces) for a in anchors)


def is_free(mark: Anchor, bounds: Bounds, pieces: Sequence[Piece]) -> bool:
    """Return whether somebody can stand on a mark."""
    x, _, z = mark.position_m
    inside = (
        bounds.min_x_m + _BODY_M <= x <= bounds.max_x_m - _BODY_M and bounds.min_z_m + _BODY_M <= z <= bounds.max_z_m - _BODY_M
    )
    body = box("mark", "mark", x, z, (2 * _BODY_M, 1.8, 2 * _BODY_M))
    return inside and not any(overlap(body, p) for p in pieces if p.solid and p.kind not in ("gate", "door"))


def _moved(mark: Anchor, bounds: Bounds, pieces: Sequence[Piece]) -> Anchor:
    x, y, z = mark.position_m
    for ring in range(1, 16):
        spots = [(x + 0.15 * ring * math.sin(k * math.pi / 8), z + 0.15 * ring * math.cos(k * math.pi / 8)) for k in range(16)]
        for spot_x, spot_z in sorted(spots, key=lambda spot: (round(math.hypot(*spot), 3), spot)):
            tried = anchor(mark.kind, spot_x, spot_z, mark.yaw_rad, y=y, name=mark.id)
            if is_free(tried, bounds, pieces):
                return replace(tried, yaw_rad=_towards(tried, mark, pieces))
    return mark


def _towards(at: Anchor, mark: Anchor, pieces: Sequence[Piece]) -> float:
    """Return the yaw from a mark to the piece it is for."""
    piece = next((p for p in pieces if p.id == mark.id), None)
    if piece is None:
        return mark.yaw_rad
    dx, dz = piece.position_m[0] - at.position_m[0], piece.position_m[2] - at.position_m[2]
    return rounded(math.atan2(dx, dz))


def use(piece: Piece, kind: str = "") -> Anchor:
    """Return the mark of somebody who uses a piece: before it, facing it."""
    away = piece.size_m[2] / 2 + _REACH_M
    s, c = math.sin(piece.yaw_rad), math.cos(piece.yaw_rad)
    yaw = math.remainder(piece.yaw_rad + math.pi, 2 * math.pi)
    return anchor(kind or piece.kind, piece.position_m[0] + away * s, piece.position_m[2] + away * c, yaw, name=kind or piece.id)


def marks(bounds: Bounds, *, centre: tuple[float, float], door_x: float = 0.0) -> tuple[Anchor, ...]:
    """Return the anchors that every room has; the door is in the +Z wall, the light comes from -Z."""
    x, z = centre
    return (
        anchor("centre", x, z), anchor("near", x, min(z + 2.2, bounds.max_z_m - 1.0), math.pi),
        anchor("far", x, max(z - 2.6, bounds.min_z_m + 1.0)), anchor("entrance", door_x, bounds.max_z_m - 0.7, math.pi),
        anchor("exit", door_x, bounds.max_z_m - 0.7), anchor("light", 0.0, bounds.min_z_m, math.pi, y=1.8),
    )  # fmt: skip


def free_walls(bounds: Bounds, pieces: Sequence[Piece], door_x: float) -> tuple[Spot, ...]:
    """Return the spots along the walls where nothing of the kit stands, nearest to the middle first."""
    spots: list[Spot] = []
    for wall, low, high in (
        ("-x", bounds.min_z_m, bounds.max_z_m),
        ("+x", bounds.min_z_m, bounds.max_z_m),
        ("+z", bounds.min_x_m, bounds.max_x_m),
    ):
        at = low + _ROOMY_M / 2 + 0.1
        while at <= high - _ROOMY_M / 2 - 0.1:
            probe = against(bounds, wall, "probe", "probe", at, (_ROOMY_M, 1.0, 0.7))  # type: ignore[arg-type]
            doorway = wall == "+z" and abs(at - door_x) < _ROOMY_M / 2 + _AISLE_M
            if doorway or any(overlap(probe, p) for p in pieces if p.position_m[1] < 2.2):
                at += _STEP_M
                continue
            x = {"-x": bounds.min_x_m, "+x": bounds.max_x_m}.get(wall, at)
            spots.append((round(x, 3), round(bounds.max_z_m if wall == "+z" else at, 3), probe.yaw_rad))
            at += _ROOMY_M + 0.2
    return tuple(sorted(spots, key=lambda spot: (round(math.hypot(spot[0], spot[1]), 3), spot)))


def free_floor(bounds: Bounds, pieces: Sequence[Piece], centre: tuple[float, float]) -> tuple[Spot, ...]:
    """Return spots on the open floor for what people gather around: beside the middle, not in it."""
    spots = []
    for dx, dz in ((1.9, -1.2), (-1.9, -1.2), (1.9, 1.2), (-1.9, 1.2), (0.0, -2.4), (2.6, 0.0), (-2.6, 0.0)):
        x, z = centre[0] + dx, centre[1] + dz
        probe = box("probe", "probe", x, z, (1.9, 1.0, 1.1))
        inside = bounds.min_x_m + 1.2 < x < bounds.max_x_m - 1.2 and bounds.min_z_m + 1.0 < z < bounds.max_z_m - 1.6
        if inside and not any(overlap(probe, p) for p in pieces if p.position_m[1] < 2.2):
            spots.append((round(x, 3), round(z, 3), math.pi))
    return tuple(spots)


def overlap(one: Piece, other: Piece, gap_m: float = 0.0) -> bool:
    """Return whether the boxes of two pieces meet (in plan as rotated rectangles, and in height)."""
    if one.position_m[1] >= other.position_m[1] + other.size_m[1] or other.position_m[1] >= one.position_m[1] + one.size_m[1]:
        return False
    corners = [_corners(one), _corners(other)]
    for piece in (one, other):
        s, c = math.sin(piece.yaw_rad), math.cos(piece.yaw_rad)
        for ax, az in ((c, -s), (s, c)):
            low, high = zip(*((min(p), max(p)) for p in ([x * ax + z * az for x, z in quad] for quad in corners)), strict=True)
            if high[0] <= low[1] - gap_m + 1e-6 or high[1] <= low[0] - gap_m + 1e-6:
                return False
    return True


def _corners(piece: Piece) -> list[tuple[float, float]]:
    s, c = math.sin(piece.yaw_rad), math.cos(piece.yaw_rad)
    x, _, z = piece.position_m
    w, d = piece.size_m[0] / 2, piece.size_m[2] / 2
    return [(x + a * w * c + b * d * s, z - a * w * s + b * d * c) for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
