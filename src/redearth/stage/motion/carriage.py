"""How a walker carries the trunk, the head and the arms: stoop, load, fear, drink, an injured side."""

from __future__ import annotations

import numpy as np

from redearth.stage.motion.controls import MIRROR, Controls, Reach
from redearth.stage.motion.ease import soften, wander
from redearth.stage.motion.path import Path
from redearth.stage.motion.steps import Walk
from redearth.stage.motion.style import Style
from redearth.stage.parts import F64

_EASE_S = 0.35


def level_of(path: Path, walks: tuple[Walk, ...], style: Style, field: str) -> F64:
    """Return [F] a style's field: each move's own while it lasts, the stander's between, eased."""
    values = np.full(path.frames, float(getattr(style, field)))
    for walk in walks:
        values[walk.first : walk.last + 1] = getattr(walk.style, field)
    return values if np.ptp(values) == 0 else soften(values, max(1, round(_EASE_S * path.fps)))


def carry(controls: Controls, path: Path, walks: tuple[Walk, ...], style: Style, identity: str) -> None:
    """Bend the walker as the styles of the moves say."""

    def level(field: str) -> F64:
        return level_of(path, walks, style, field)

    scale, sneak, stoop = controls.scale, level("sneak"), level("stoop")
    controls.hips_m[:, 1] -= (level("crouch_m") + 0.11 * sneak) * scale
    lean, aside, march = level("load_lean"), level("load_aside"), level("march")
    controls.spine[:, 0] += stoop + 0.25 * sneak + lean
    controls.hips[:, 0] += 0.25 * lean
    controls.spine[:, 2] -= aside
    controls.hips_m[:, 0] += 0.12 * aside * scale
    controls.hips_m[:, 2] -= 0.25 * lean * scale
    controls.head[:, 0] += level("bowed") - 0.1 * stoop - 0.04 * march
    _falter(controls, path, walks, level("stagger"), identity)
    _fear(controls, path, walks, level("fear"), identity)
    wound = level("holds_wound")
    if wound.max() > 0:
        side = next(walk.style.limp_side for walk in walks if walk.style.holds_wound)
        palm = np.array([0.13 * MIRROR[side], 0.79, 0.13])
        controls.reaches.append(Reach(side=side, weight=wound, target_m=palm, space="root", stretch=False, elbow_out=0.3))
        controls.spine[:, 2] += 0.07 * MIRROR[1 - side] * -1 * wound
        controls.spine[:, 0] += 0.10 * wound


def _own_time(path: Path, walks: tuple[Walk, ...], field: str) -> F64:
    """Return [F] seconds since the move began that has the field; noise runs on it, so that it shifts with the move."""
    local = np.zeros(path.frames)
    for walk in walks:
        if getattr(walk.style, field):
            local[walk.first :] = path.time_s[walk.first :] - path.time_s[walk.first]
    return local


def _falter(controls: Controls, path: Path, walks: tuple[Walk, ...], level: F64, identity: str) -> None:
    """Let trunk and head wander as a drunk's do, the arms out for balance."""
    if level.max() <= 0:
        return
    time = _own_time(path, walks, "stagger")
    aside, along = wander(time, 0.42, identity, "falter", "x"), wander(time, 0.36, identity, "falter", "z")
    controls.hips_m[:, 0] += 0.035 * controls.scale * level * aside
    controls.spine[:, 2] -= 0.13 * level * aside
    controls.spine[:, 0] += level * (0.05 + 0.10 * along)
    controls.head[:, 2] += 0.14 * level * wander(time, 0.5, identity, "falter", "head")
    controls.head[:, 0] += 0.10 * level
    for side in (0, 1):
        controls.arm_m[side] += level[:, None] * controls.scale * np.array([0.07 * MIRROR[side], 0.05, 0.02])


def _fear(controls: Controls, path: Path, walks: tuple[Walk, ...], level: F64, identity: str) -> None:
    """Draw the shoulders up and the hands before the body, and look about."""
    if level.max() <= 0:
        return
    time = _own_time(path, walks, "fear")
    controls.shrug_m[:] += 0.016 * controls.scale * level
    controls.head[:, 1] += 0.5 * level * np.clip(wander(time, 0.55, identity, "afraid"), -0.8, 0.8)
    for side in (0, 1):
        controls.arm_m[side] += level[:, None] * controls.scale * np.array([-0.03 * MIRROR[side], 0.20, 0.20])
