"""Do planted feet stay where they are? Seen twice: from the feet's own height, and from where the steps were planned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from redearth.stage.measure.acted import Acted
from redearth.stage.measure.findings import BARS, Finding, Measure, measured
from redearth.stage.measure.floor import Floor
from redearth.stage.model import Contact
from redearth.stage.parts import F64

_LOW_M = 0.006
"""A point of the sole nearer to the ground than this bears."""
_ROLL_S = 0.085
"""A step's first and last moments, in which a foot still lands or already leaves, are no stance."""
_TELEPORT_M = 0.6
"""Nobody goes this far in a frame: the actor was put elsewhere."""
_HEEL = -0.055 / 0.135
"""The heel's place behind the ankle over the ball's before it."""
_ARM_SHARE = 0.1
"""A creature's limb whose tip rests higher than this share of its back is an arm."""
_ON_MARK_M = 0.35
"""A foot nearer to the planned foothold than this is the one that was meant."""


def slides(people: Sequence[Acted], floor: Floor, contacts: Sequence[Contact], fps: int) -> Measure:
    """Return how far planted feet slide in each step, in millimetres."""
    values: list[float] = []
    found: list[Finding] = []
    alone = Counter(person.actor for person in people)  # a crowd's contacts do not say whose step they are
    for person in people:
        soles = [_sole(person, foot) for foot in _feet(person)]
        for name, points in soles:
            for frame, slip in _seen(points, person.visible, floor, fps):
                values.append(slip)
                found += _found(person, frame, slip, f"{name}, as the foot itself shows")
        if soles and person.skeleton.kind == "biped" and alone[person.actor] == 1:
            planned = [c for c in contacts if c.actor == person.actor and c.kind == "footstep"]
            for frame, slip, name in _planned(soles, planned, person.visible, fps):
                values.append(slip)
                found += _found(person, frame, slip, f"{name}, against its planned step")
    return measured("feet", values, found)


def _found(person: Acted, frame: int, slip: float, what: str) -> list[Finding]:
    if slip <= BARS["feet"].limit:
        return []
    return [Finding(check="feet", actor=person.name, frame=frame, value=round(slip, 3), what=what)]


def _feet(person: Acted) -> tuple[str, ...]:
    names = person.skeleton.names
    if "leftFoot" in names:
        return ("leftFoot", "rightFoot")
    tips = [name for name in names if name.endswith("Tip") and "Leg" in name]
    highest = _ARM_SHARE * person.skeleton.stature_m
    return tuple(name for name in tips if person.rest_m[person.skeleton.index(name), 1] < highest)


def _sole(person: Acted, foot: str) -> tuple[str, F64]:
    """Return a foot's name and the points of its sole [F, P, 3]: heel and ball, or the one tip."""
    skeleton, rest = person.skeleton, person.rest_m
    joint = skeleton.index(foot)
    toes = foot.replace("Foot", "Toes")
    if toes not in skeleton.names:
        return foot, person.at(foot, np.array([0.0, -rest[joint, 1], 0.0]))[:, None]
    ball = skeleton.index(toes)
    heel = np.array([0.0, -rest[joint, 1], _HEEL * (rest[ball, 2] - rest[joint, 2])])
    # The ball's point lies in the toes, which stay flat while the foot rolls over them.
    return foot, np.stack([person.at(foot, heel), person.at(toes, np.array([0.0, -rest[ball, 1], 0.0]))], 1)


def _seen(points: F64, visible: np.ndarray, floor: Floor, fps: int) -> list[tuple[int, float]]:
    """Return (frame, slip in mm) of each stance: a run of frames in which some point of the sole is on the ground."""
    height = points[..., 1] - floor.height_m(points[..., 0], points[..., 2])
    bears = (height < _LOW_M) & visible[:, None]
    step = np.sqrt((np.diff(points[:, :, [0, 2]], axis=0) ** 2).sum(-1)).max(-1, initial=0.0)
    whole = np.concatenate([[False], step > _TELEPORT_M]) if len(points) > 1 else np.zeros(len(points), bool)
    roll = max(1, round(_ROLL_S * fps))
    out = []
    for first, last in _runs(bears.any(1), whole):
        start = first + (roll if first > 0 else 0)
        end = last - (roll if last + 1 < len(points) else 0)
        if end - start < 1:
            continue
        slips = [_slip(points[start : end + 1, p], bears[start : end + 1, p]) for p in range(points.shape[1])]
        slip, at = max(slips)
        out.append((start + at, 1000.0 * slip))
    return out


def _slip(point: F64, bears: np.ndarray) -> tuple[float, int]:
    """Return how far a point goes while it bears, and the frame by which it has gone farthest."""
    total, worst, at = 0.0, 0.0, 0
    for first, last in _runs(bears, np.zeros(len(bears), bool)):
        ground = point[first : last + 1, [0, 2]]
        gone = np.sqrt(((ground - ground[0]) ** 2).sum(-1))
        span = float(np.hypot(*np.ptp(ground, axis=0)))
        total += span
        if span > worst:
            worst, at = span, first + int(np.argmax(gone))
    return total, at


def _planned(
    soles: Sequence[tuple[str, F64]], steps: Sequence[Contact], visible: np.ndarray, fps: int
) -> list[tuple[int, float, str]]:
    """Return (frame, slip in mm, foot) of every planned step, over the first half of the time until the other foot's."""
    out = []
    ordered = sorted({c.frame for c in steps})
    for step in sorted(steps, key=lambda c: c.frame):
        later = next((f for f in ordered if f > step.frame + 1), step.frame + round(0.5 * fps))
        first, last = step.frame + 1, step.frame + min(max(2, (later - step.frame) // 2), round(0.3 * fps))
        if last >= len(visible) or last <= first or not visible[first : last + 1].all():
            continue
        spot = np.array([step.position_m[0], step.position_m[2]])
        # Holds name the ankle's place: its foot is the one whose heel and ball stand around it.
        away = [float(np.hypot(*(points[first][:, [0, 2]].mean(0) - spot))) for _, points in soles]
        foot = int(np.argmin(away))
        if away[foot] > _ON_MARK_M:
            out.append((first, 1000.0 * away[foot], soles[foot][0]))
            continue
        ball = soles[foot][1][first : last + 1, -1][:, [0, 2]]
        out.append((last, 1000.0 * float(np.hypot(*np.ptp(ball, axis=0))), soles[foot][0]))
    return out


def _runs(mask: np.ndarray, cut_before: np.ndarray) -> list[tuple[int, int]]:
    """Return (first, last) of runs of true frames, cut before marked ones."""
    edge = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(int)))
    out = []
    for first, end in zip(edge[::2], edge[1::2], strict=True):
        cuts = [int(c) for c in np.flatnonzero(cut_before[first + 1 : end]) + first + 1]
        for a, b in zip([int(first), *cuts], [*cuts, int(end)], strict=True):
            out.append((a, b - 1))
    return out
