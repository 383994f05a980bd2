"""What a picture shows of whom, over the whole of a unit: who is hidden, who loses a head, whose back a shoulder view needs."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal

import numpy as np

from redearth.core.space import wrap_angle
from redearth.direction.blocking.terms import F64, Unit
from redearth.direction.camera.optics import Pose, half_tangents, project
from redearth.direction.camera.setups import Setup, View
from redearth.direction.camera.sight import bodies_between

Demand = Literal["soon", "late", "none"]
"""How the main subject must be seen: from the start or soon, at the end at least, not at all."""
_ENTERS_S = 0.85
"""How soon somebody must be seen who is not when the unit starts."""
_CHEST_SHARE = 0.72
_HALF_BODY_M = 0.24
_WIDE_BODY = 0.26
"""A body that takes more of the picture (in NDC) without its head looks like a mistake."""
_HELMET_M = 0.1
_SHOW_WHO_ACTS = frozenset({"master", "group", "establishing", "two_shot", "follow", "lead"})
_PROFILE_RAD = math.radians(78)


def hidden_share(view: View, unit: Unit, setup: Setup, poses: Mapping[int, Pose], demand: Demand) -> float | None:
    """Return how much of its subjects a setup misses, 0 … 1; None when the main one is not seen as demanded."""
    frames = sorted(poses)
    watched = [a for a in setup.subjects if a in view.staged.actors and setup.role != "insert"]
    acting = next((a for a in unit.subjects[:1] if setup.role in _SHOW_WHO_ACTS and a not in watched[:1]), "")
    watched += [acting] if watched and acting and acting not in watched else []
    if not watched and setup.aim_point is None:
        return 0.0
    gone = {f: _gone(view, unit, setup, poses[f], f, watched) for f in frames}
    for actor in (*watched[:1], *((acting,) if acting in watched else ())):
        if view.staged.actors[actor].kind == "crowd":
            continue  # a crowd is many: its first row's middle may be behind something
        own = {f: g[actor] for f, g in gone.items() if actor in g}
        late = demand == "late" and own and own[max(own)] < 1.0
        if not (late or demand == "none" or _seen_in_time(view, unit, actor, own)):
            return None
    if not watched and demand != "none" and any(g[""] >= 1.0 for g in gone.values()):
        return None
    shares = [sum(g.values()) / len(g) for g in gone.values() if g]
    return sum(shares) / len(shares) if shares else 0.0


def _seen_in_time(view: View, unit: Unit, actor: str, gone: Mapping[int, float]) -> bool:
    """Whether somebody is seen from the start and to the end, comes into view soon (an entrance) or leaves the set unseen."""
    frames = sorted(gone)
    seen = [f for f in frames if gone[f] < 1.0]
    if not frames or not seen:
        return not frames
    soon = actor in unit.movers and seen[0] - frames[0] <= _ENTERS_S * view.staged.blocking.fps
    here = view.staged.here[actor]
    leaves = unit.end < len(here) and not here[unit.end] and len(seen) * 2 >= len(frames)
    return (seen[0] == frames[0] or soon) and (leaves or all(gone[f] < 1.0 for f in frames if f > seen[0]))


def _gone(view: View, unit: Unit, setup: Setup, pose: Pose, frame: int, watched: list[str]) -> dict[str, float]:
    """Return how far each subject who is there is hidden on a frame; the key is empty for a thing."""
    names = [a for a in watched if view.staged.here[a][frame]]
    if watched:
        points = [p for a in names for p in (view.eye(a, frame), _chest(view, a, frame))]
    else:
        points = [] if setup.aim_point is None else [setup.aim_point]
    if not points:
        return {}
    all_points = np.stack(points)
    ndc = project(pose, all_points, view.aspect)
    walls = view.scenery(unit).blocked(pose.position, all_points)
    if not watched:
        own = _own_box(view, setup) or setup.role == "establishing"
        cut = bodies_between(pose.position, points[0], view.bodies(frame, setup.subjects))
        lost = (bool(walls[0]) and not own) or (cut > 0 and setup.role == "insert") or _outside(ndc[0])
        return {"": 1.0 if lost else 0.7 * min(1, cut)}
    out = {}
    for k, actor in enumerate(names):
        face, chest = 2 * k, 2 * k + 1
        cut = bodies_between(pose.position, points[face], view.bodies(frame, (actor, *setup.foreground)))
        alone = k == 0 and setup.role in ("single", "reaction", "reveal")
        lost = bool(walls[face]) or _outside(ndc[face]) or (cut > 0 and alone)
        out[actor] = 1.0 if lost else max(0.35 * float(walls[chest]), 0.7 * min(1, cut))
    return out


def _outside(ndc: F64) -> bool:
    return bool(ndc[2] < 0.15 or abs(ndc[0]) > 1.0 or abs(ndc[1]) > 1.05)


def _chest(view: View, actor: str, frame: int) -> F64:
    spot = view.spot(actor, frame)
    spot[1] = _CHEST_SHARE * float(view.staged.crown_m[actor][frame])
    return spot


def _own_box(view: View, setup: Setup) -> bool:
    """Whether the target is a piece's own middle, so that its own surface does not count as hiding it."""
    return bool(setup.subjects) and any(p.id == setup.subjects[0] for p in view.staged.blocking.set_plan.pieces)


def keeps_heads(view: View, setup: Setup, pose: Pose, frame: int) -> bool:
    """Whether nobody who fills part of the picture loses the head over its upper edge.

    A close view may cut into the hair of the one it is on; an insert shows hands without their owner. A shoulder needs its whole head.
    """
    if setup.role == "insert":
        return True
    close = setup.subjects[0] if setup.size in ("MCU", "CU", "ECU") else ""
    sx, _ = half_tangents(pose.focal_mm, view.aspect)
    crowd = view.crowd(frame)
    for actor in crowd.names:
        if actor == close or view.staged.actors[actor].kind != "person":
            continue
        shoulder = actor in setup.foreground
        lift = np.array([0.0, 0.11 + _HELMET_M if shoulder else 0.07, 0.0])
        x, y, depth = project(pose, (view.eye(actor, frame) + lift)[None], view.aspect)[0]
        if depth < 0.15 or y <= 0.97:
            continue
        half = _HALF_BODY_M / float(depth) / sx
        inside = min(1.0, float(x) + half) - max(-1.0, float(x) - half)
        waist = view.spot(actor, frame) + np.array([0.0, 0.5 * float(view.staged.crown_m[actor][frame]), 0.0])
        if inside > _WIDE_BODY and project(pose, waist[None], view.aspect)[0, 1] < 0.65:
            return False
    return True


def turned_away(view: View, setup: Setup, pose: Pose, frame: int) -> bool:
    """Whether all in the foreground of a shoulder view show their backs, or their profiles at most."""
    return all(facing(view, pose, actor, frame) >= _PROFILE_RAD for actor in setup.foreground if view.staged.here[actor][frame])


def facing(view: View, pose: Pose, actor: str, frame: int) -> float:
    """Return how far somebody's face is turned from the camera: 0 looks into it, pi shows the back."""
    eye = view.eye(actor, frame)
    camera = math.atan2(pose.position[0] - eye[0], pose.position[2] - eye[2])
    return abs(wrap_angle(camera - view.yaw(actor, frame)))
