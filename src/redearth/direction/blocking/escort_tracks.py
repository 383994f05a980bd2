"""The two tracks of a pair that moves as one: abreast, one behind the other like a trailer, one in the other's arms."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import wrap_angle
from redearth.direction.blocking import strides
from redearth.direction.blocking.terms import F64, Stance

_ADULT_M = 1.72
_ROOM_M = 0.62
"""How far from a body others walk past it."""
_TOP_M = 1.0
"""At 1.72 m: how far beyond his mark the shoulders of somebody lie who has fallen over his heels."""
_HANDS_M, _ARM_M, _SHOULDER_M = 0.34, 0.42, 0.45
"""At 1.72 m: a dragger's hands before his mark, a dragged one's arms along the ground, his shoulders beyond his hips."""


def way_round(start: F64, mark: F64, body: F64) -> F64 | None:
    """Return the corner of a way from ``start`` to ``mark`` that keeps clear of a body in between, or None when it is not in the way."""
    way = mark - start
    length = float(np.hypot(*way))
    if length < 0.1:
        return None
    way = way / length
    along = float((body - start) @ way)
    across = np.array([way[1], -way[0]])
    off = float((body - start) @ across)
    if not 0.0 < along < length or abs(off) > _ROOM_M:
        return None
    side = -1.0 if off > 0 else 1.0
    return np.asarray(body + side * _ROOM_M * 1.15 * across)


def way_round_lying(start: F64, feet: F64, head: F64, side: F64, stature_m: float) -> F64:
    """Return the corners [n, 2] of a way from ``start`` to beyond the head of somebody who lies from ``feet`` along ``head``, past him on his ``side``."""
    along = float((start - feet) @ head)
    aside = _ROOM_M * 1.15 * side
    corners = [(place, feet + place * head + aside) for place in (0.0, _TOP_M * stature_m / _ADULT_M)]
    return np.array([corner for place, corner in corners if along < place]).reshape(-1, 2)


def gap_when_dragged(holder_m: float, held_m: float) -> float:
    """Return the distance between the marks of a dragger and of who lies before him, from their statures."""
    return (_HANDS_M * holder_m + (_ARM_M + _SHOULDER_M) * held_m) / _ADULT_M


def abreast(route: F64, speed: float, holder: Stance, held: Stance, fps: int) -> tuple[F64, F64]:
    """Return samples [F, 4] of both: a walk of their middle along ``route``, each on his side and with the pair's own facing."""
    middle = 0.5 * (holder.floor + held.floor)
    offset = holder.floor - middle
    side = _local(offset, held.yaw)
    line = np.concatenate([middle[None], route[1:]])
    walk = strides.walk(line, yaw=held.yaw, end_yaw=None, speed=speed, fps=fps)
    walk[:, 2] = _slowly(walk[:, 2], held.yaw, fps)
    return _beside(walk, side, fps), _beside(walk, -side, fps)


def dragged_along(route: F64, speed: float, holder: Stance, held: Stance, fps: int, gap_m: float) -> tuple[F64, F64]:
    """Return samples [F, 4]: the dragger backs along ``route``; the other trails him (a tractrix), the head towards him."""
    walk = strides.walk(np.concatenate([holder.floor[None], route[1:]]), yaw=holder.yaw, end_yaw=None, speed=speed, fps=fps)
    body = held.floor.copy()
    rows_a, rows_b = [], []
    turned = math.pi if held.prone else 0.0
    before = [holder.yaw, held.yaw]
    for x, z, _, v in walk:
        mark = np.array([x, z])
        way = body - mark
        way = way / (float(np.hypot(*way)) or 1.0)
        body = mark + gap_m * way
        yaw = math.atan2(way[0], way[1])
        before = [before[0] + wrap_angle(yaw - before[0]), before[1] + wrap_angle(yaw + turned - before[1])]
        rows_a.append((x, z, before[0], v))
        rows_b.append((body[0], body[1], before[1], v))
    return np.array(rows_a), np.array(rows_b)


def carried_along(
    route: F64, speed: float, holder: Stance, held: Stance, fps: int, *, already: bool, over: bool
) -> tuple[F64, F64]:
    """Return samples [F, 4]: the other is taken up, then both share one mark; he lies across the arms, the head to the holder's left.

    ``over`` the shoulder he faces backwards instead.
    """
    turned = math.pi if over else -math.pi / 2
    lift = 0 if already else max(2, round(1.1 * fps))
    still = np.tile([holder.x, holder.z, holder.yaw, 0.0], (lift, 1))
    walk = strides.walk(route, yaw=holder.yaw, end_yaw=None, speed=speed, fps=fps) if len(route) > 1 else still[:0]
    carrier = np.concatenate([still, walk]) if len(walk) or lift else np.array([[holder.x, holder.z, holder.yaw, 0.0]])
    carried = carrier.copy()
    carried[:, 2] += turned
    if lift:
        eased = strides.smooth(np.arange(1, lift + 1) / lift)
        carried[:lift, :2] = held.floor + eased[:, None] * (holder.floor - held.floor)
        carried[:lift, 2] = held.yaw + eased * wrap_angle(holder.yaw + turned - held.yaw)
        carried[:, 2] = np.unwrap(carried[:, 2])
    return carrier, carried


def _local(offset: F64, yaw: float) -> F64:
    """Return a floor offset as (left, ahead) of somebody who faces ``yaw``."""
    s, c = math.sin(yaw), math.cos(yaw)
    return np.array([offset[0] * c - offset[1] * s, offset[0] * s + offset[1] * c])


def _beside(walk: F64, side: F64, fps: int) -> F64:
    out = walk.copy()
    s, c = np.sin(walk[:, 2]), np.cos(walk[:, 2])
    out[:, 0] += side[0] * c + side[1] * s
    out[:, 1] += side[1] * c - side[0] * s
    out[1:, 3] = np.hypot(*np.diff(out[:, :2], axis=0).T) * fps
    out[-1, 3] = 0.0
    return out


def _slowly(yaw: F64, start: float, fps: int) -> F64:
    """Return headings [F] that no pair turns faster than: one and a half radians a second."""
    out, now = [], start
    for goal in np.unwrap(yaw):
        now += float(np.clip(wrap_angle(goal - now), -1.5 / fps, 1.5 / fps))
        out.append(now)
    return np.array(out)
