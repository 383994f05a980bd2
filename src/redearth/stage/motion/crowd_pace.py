"""How members walk what was laid out for them: no faster than a crowd goes, braking gently, facing where they go."""

from __future__ import annotations

import math

import numpy as np

from redearth.stage.motion.ease import smooth, soften
from redearth.stage.parts import F64

_WALK_MPS = 1.6
"""Nobody in a crowd goes faster than this or than the crowd itself."""
_BRAKE_MPS2 = 1.3
_BRAKING_S = 1.3
_ROUND_S = 0.3
"""How gently a walker comes to a stop, and how early it begins to."""


def in_time(rows: F64, fps: int) -> F64:
    """Return a member's rows [F, 5] with the way to its place walked no faster than its crowd goes: who has farther to go comes later."""
    frames = np.arange(len(rows))
    # A hair is added on every frame, so that each place on the way has one moment even where the member stands.
    due = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(rows[:, :2], axis=0).T))]) + 1e-7 * frames
    longest = max(_WALK_MPS, float(rows[:, 3].max())) / fps
    gone = due.copy()
    ahead = np.concatenate([due, np.full(round(_BRAKING_S * fps), due[-1])])[-len(due) :]
    for frame in range(1, len(gone)):
        braked = math.sqrt(2 * _BRAKE_MPS2 * max(0.0, float(ahead[frame]) - float(gone[frame - 1]))) / fps
        gone[frame] = min(due[frame], gone[frame - 1] + min(longest, braked))
    moment = np.interp(_softened_on(gone, round(0.3 * fps)), due, frames)
    walked = np.stack([np.interp(moment, frames, column) for column in rows.T], -1)
    # Where the way has a kink nobody turns on the spot at full speed.
    walked[:, :2] = soften(walked[:, :2], round(_ROUND_S * fps))
    return walked


def _softened_on(gone: F64, radius: int) -> F64:
    """Soften [F] as if it went on beyond both ends as it does there, so that it is nowhere steeper than before."""
    lead, tail = gone[1] - gone[0], gone[-1] - gone[-2]
    before, after = gone[0] + lead * np.arange(-radius, 0), gone[-1] + tail * np.arange(1, radius + 1)
    return soften(np.concatenate([before, gone, after]), radius)[radius : radius + len(gone)]


def faced_ahead(rows: F64, fps: int) -> F64:
    """Return a member's rows [F, 5] turned from where the crowd's line leads to where it goes itself: nobody walks sideways."""
    velocity = soften(np.gradient(rows[:, :2], axis=0) * fps, round(0.2 * fps))
    aside = np.arctan2(velocity[:, 0], velocity[:, 1]) - rows[:, 4]
    aside = (aside + math.pi) % (2 * math.pi) - math.pi
    # Who is pushed back keeps facing the way: beyond a right angle the turn fades.
    weight = smooth((np.hypot(*velocity.T) - 0.25) / 0.5) * (1.0 - smooth((np.abs(aside) - 1.2) / 1.2))
    turned = rows.copy()
    # Who has come late has had less time to turn than was laid out.
    turned[:, 2] = soften(turned[:, 2], round(0.4 * fps)) + soften(aside * weight, round(0.3 * fps))
    return turned
