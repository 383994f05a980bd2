"""Where a foot may be set: beside the body's way, within reach of the hips, never across the other foot."""

from __future__ import annotations

import numpy as np

from redearth.core.seed import unit_from
from redearth.stage.motion.ground import Ground, settled
from redearth.stage.motion.path import facing
from redearth.stage.motion.style import Style
from redearth.stage.parts import F64

_FARTHEST_M = 0.60
"""A foot is never set farther from the body than this."""
_APART = 1.55
"""Feet that pass each other keep this many times their usual distance from the line of travel between them: shins take room."""
_WIDEST_M = 0.62
"""Ankles of somebody who steps aside are never farther apart than this."""
_LONG_M = 0.30
"""Feet that are farther than this from each other along their heading do not meet."""
_TURNED_IN_RAD, _TURNED_OUT_RAD = 0.62, 1.30
"""How far a foot may point towards and away from the other."""
_FOOT_M = np.array([-0.05, 0.05, 0.17])
"""Points of a foot along its heading from the ankle, at 1.72 m."""
_DETOUR_M = 0.32
"""A swinging foot goes around the standing one by this at most."""


def side_of(foot: int) -> float:
    """Return +1 for the left foot, -1 for the right."""
    return 1.0 if foot == 0 else -1.0


def standing_hold(foot: int, mark: F64, style: Style) -> F64:
    """Return the foothold(s) (x, z, yaw) of a foot of somebody who stands on mark(s) [..., 3]."""
    left, _ = facing(mark[..., 2])
    ground = mark[..., :2] + side_of(foot) * style.stand_m * style.scale * left
    return np.concatenate([ground, mark[..., 2:] + side_of(foot) * style.toe_out], axis=-1)


def resting_hold(floor: Ground, foot: int, mark: F64, style: Style) -> F64:
    """Return :func:`standing_hold` [..., 6] on the ground that is there."""
    hold = standing_hold(foot, mark, style)
    if floor.level:
        return np.concatenate([hold, np.zeros(hold.shape)], -1)
    rows, back = np.unique(hold.reshape(-1, 3), axis=0, return_inverse=True)
    return np.stack([settled(floor, row, style.scale) for row in rows])[back.reshape(-1)].reshape(*hold.shape[:-1], 6)


def beside(body: F64, heading: float, toe_out: float, foot: int, half_width: float) -> F64:
    """Return the foothold (x, z, yaw) of a foot beside a body at (x, z)."""
    left, _ = facing(np.array(heading))
    sign = side_of(foot)
    return np.array([*(body + sign * half_width * left), heading + sign * toe_out])


def astray(target: F64, style: Style, identity: str, number: int) -> F64:
    """Return the foothold of somebody who cannot quite place the foot."""
    aside, along = (unit_from("astray", identity, number, way) - 0.5 for way in ("aside", "along"))
    left, ahead = facing(np.array(target[2]))
    moved = target[:2] + style.stagger * style.scale * (0.17 * aside * left + 0.10 * along * ahead)
    return np.array([*moved, target[2] + 0.35 * style.stagger * aside])


def feasible(target: F64, foot: int, other: F64, body: F64, heading: float, style: Style) -> F64:
    """Return the foothold (x, z, yaw) drawn to where a leg can set it: within reach of the ``body`` (x, z), on its own side of the ``other`` foot.

    ``heading`` is the body's, as the foot lands.
    """
    away = target[:2] - body
    distance = float(np.hypot(*away))
    spot = body + away * min(1.0, _FARTHEST_M * style.scale / max(distance, 1e-9))
    sign = side_of(foot)
    # In, the toes meet the other foot's; out, the hip ends. Yaws are unwrapped all along a path.
    yaw = float(other[2]) + sign * float(np.clip(sign * (target[2] - other[2]), -_TURNED_IN_RAD, _TURNED_OUT_RAD))
    left, ahead = facing(np.array(heading))
    offset = spot - other[:2]
    aside, along = sign * float(offset @ left), float(offset @ ahead)
    near = min(1.0, max(0.0, 2.0 - abs(along) / (_LONG_M * style.scale)))
    held = float(np.clip(aside, near * apart_m(style), _WIDEST_M * style.scale))
    return np.array([*(spot + sign * (held - aside) * left), yaw])


def apart_m(style: Style) -> float:
    """Return how far apart the ankles of feet that pass each other are at least."""
    return _APART * style.half_width_m * style.scale


def detour(foot: int, start: F64, goal: F64, other: F64, heading: float, style: Style) -> F64:
    """Return how far (x, z) a foot that swings from one foothold to the next keeps aside at the middle of its way, so that it passes the ``other``, which stands.

    ``heading`` is the body's in the middle of the swing: the foot passes on its own side of it.
    """
    u = np.linspace(0.15, 0.85, 9)
    eased = u * u * u * (u * (u * 6 - 15) + 10)
    yaw = start[2] + (goal[2] - start[2]) * eased
    left, ahead = facing(np.array(heading))
    out = side_of(foot) * left
    _, pointing = facing(yaw)
    _, still = facing(np.array(other[2]))
    ankle = start[:2] + (goal[:2] - start[:2]) * eased[:, None]
    swung = ankle[:, None] + pointing[:, None] * (_FOOT_M * style.scale)[:, None]
    stood = other[:2] + still * (_FOOT_M * style.scale)[:, None]
    offset = swung[:, :, None] - stood[None, None]
    aside, along = offset @ out, offset @ ahead
    room = apart_m(style)
    need = np.sqrt(np.maximum(room**2 - along**2, 0.0)) - np.where(np.abs(along) < room, aside, np.inf)
    asked = (need.max((1, 2)) / bulge(u)).max()
    return np.asarray(out * float(np.clip(asked, 0.0, _DETOUR_M * style.scale)))


def bulge(u: F64) -> F64:
    """Return how much of a detour is taken over a swing: 0 with no speed at both ends, 1 in the middle."""
    return np.asarray(16.0 * u * u * (1.0 - u) ** 2)
