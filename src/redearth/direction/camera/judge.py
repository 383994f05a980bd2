"""Judge a setup on a unit: may the camera stand there, what does it see, how good is the picture."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from redearth.direction.blocking.terms import Unit
from redearth.direction.camera.act_costs import act_cost
from redearth.direction.camera.optics import Pose, half_tangents, project
from redearth.direction.camera.quality import (
    clear_cost,
    depth_cost,
    edge_cost,
    face_cost,
    frame_cost,
    light_cost,
    menace_cost,
    point_cost,
    size_cost,
    threat_cost,
    tilt_cost,
)
from redearth.direction.camera.setups import Setup, View, pose_at
from redearth.direction.camera.shown import Demand, facing, hidden_share, keeps_heads, turned_away
from redearth.direction.camera.sight import body_gap
from redearth.direction.camera.taste import Wish, role_cost

_BODY_ROOM_M = 0.5
_SHOULDER_ROOM_M = 0.32
_MOST_FOREGROUND = 0.35
_HEAD_M = 0.26


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a pose sees of each actor: screen x, height share, gaze and motion across the picture, and the camera's bearing."""

    x: Mapping[str, float]
    share: Mapping[str, float]
    """Stature over picture height at the actor's distance."""
    gaze: Mapping[str, float]
    motion: Mapping[str, float]
    angle: Mapping[str, float]
    """From which side the camera looks at each, a yaw."""
    turn: Mapping[str, float]
    """How far each face is turned from the camera."""
    bearing: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A setup that works on a unit, with its costs and what it sees at the unit's start and end."""

    setup: Setup
    key: str
    """The setup's key, kept because it is asked for often."""
    cost: float
    terms: tuple[tuple[str, float], ...]
    start: Look
    end: Look

    @classmethod
    def forced(cls, view: View, unit: Unit, setup: Setup) -> Seen:
        """Return a setup as seen, with a high cost and no checks."""
        first, last = _frames(unit)
        one, two = pose_at(view, setup, last, first), pose_at(view, setup, last, last)
        return cls(
            setup=setup,
            key=setup.key,
            cost=30.0,
            terms=(("forced", 30.0),),
            start=look(view, one, first),
            end=look(view, two, last),
        )


def judge(view: View, unit: Unit, setup: Setup, wish: Wish, demand: Demand = "soon") -> Seen | None:
    """Return the setup as seen in the unit, or None when the camera cannot stand there or does not see its subject as demanded."""
    frames = view.moments(unit)
    last = frames[-1]
    reference = reference_frame(view, unit, setup)
    poses = {f: pose_at(view, setup, reference, f) for f in frames}
    stood = _stood(view, unit, setup, poses, demand)
    if stood is None:
        return None
    hidden, crowd = stood
    terms = _terms(view, unit, setup, wish, poses, hidden, crowd)
    kept = tuple((name, round(value, 3)) for name, value in terms.items() if abs(value) > 1e-3)
    return Seen(
        setup=setup, key=setup.key, cost=sum(v for _, v in kept), terms=kept, start=look(view, poses[frames[0]], frames[0]),
        end=look(view, poses[last], last),
    )  # fmt: skip


def _stood(view: View, unit: Unit, setup: Setup, poses: Mapping[int, Pose], demand: Demand) -> tuple[float, float] | None:
    """Return the hidden share of the subjects and the largest foreground head; None where no camera can work."""
    crowd = 0.0
    for frame, pose in sorted(poses.items(), reverse=True):
        gap = _SHOULDER_ROOM_M if setup.foreground else _BODY_ROOM_M
        if not view.scenery(unit).inside(pose.position) or body_gap(pose.position, view.bodies(frame)) < gap:
            return None
        over = _foreground(view, setup, pose, frame)
        if over > _MOST_FOREGROUND and setup.role != "insert":
            return None
        if not keeps_heads(view, setup, pose, frame) or (
            setup.role == "over_shoulder" and not turned_away(view, setup, pose, frame)
        ):
            return None
        crowd = max(crowd, over)
    hidden = hidden_share(view, unit, setup, poses, demand)
    return None if hidden is None else (hidden, crowd)


def _terms(
    view: View, unit: Unit, setup: Setup, wish: Wish, poses: Mapping[int, Pose], hidden: float, crowd: float
) -> dict[str, float]:
    frames = sorted(poses)
    last = frames[-1]
    reference = reference_frame(view, unit, setup)
    return {
        "role": role_cost(wish, unit, setup),
        "size": size_cost(wish, setup),
        "hidden": 2.5 * hidden,
        "foreground": 1.5 * crowd if not setup.foreground else 0.0,
        "light": light_cost(view, unit, setup, poses[last]),
        "face": face_cost(view, unit, setup, poses[last], last),
        "frame": frame_cost(view, unit, setup, poses, frames),
        "depth": depth_cost(view, unit, setup, poses[last]),
        "clear": clear_cost(view, unit, setup, poses[last]),
        "tilt": tilt_cost(setup, poses[last]),
        "point": point_cost(view, unit, wish, setup, poses[last]),
        "threat": threat_cost(view, unit, setup, poses[last], last),
        "menace": menace_cost(view, unit, setup, poses[last], last),
        "edges": edge_cost(view, setup, poses[last], last),
        "acts": act_cost(view, unit, wish.acts, setup, reference),
    }


def reference_frame(view: View, unit: Unit, setup: Setup) -> int:
    """Return the frame for which a setup's position was chosen: a travelling one's first, else the unit's last."""
    if not setup.travels:
        return unit.end - 1
    return unit.start if all(view.staged.here[a][unit.start] for a in setup.aim_actors) else unit.end - 1


def look(view: View, pose: Pose, frame: int) -> Look:
    """Return what a pose sees of the actors on a frame; only those in the picture."""
    x, share, gaze, motion, angle, turn = {}, {}, {}, {}, {}, {}
    right = pose.matrix[:3, 0]
    _, sy = half_tangents(pose.focal_mm, view.aspect)
    crowd = view.crowd(frame)
    for actor, (px, py, depth) in zip(crowd.names, project(pose, crowd.eyes, view.aspect), strict=True):
        if depth < 0.2 or abs(px) > 1.05 or abs(py) > 1.6:
            continue
        yaw, speed = view.staged.floor[actor][frame, 2:]
        across = float(right[0] * math.sin(yaw) + right[2] * math.cos(yaw))
        x[actor], share[actor], gaze[actor] = float(px), float(view.stature(actor) / (2 * sy * depth)), across
        motion[actor] = across * float(speed)
        eye = view.eye(actor, frame)
        angle[actor] = math.atan2(pose.position[0] - eye[0], pose.position[2] - eye[2])
        turn[actor] = facing(view, pose, actor, frame)
    forward = -pose.matrix[:3, 2]
    bearing = math.atan2(forward[0], forward[2])
    return Look(x=x, share=share, gaze=gaze, motion=motion, angle=angle, turn=turn, bearing=bearing)


def _frames(unit: Unit) -> tuple[int, int]:
    return unit.start, unit.end - 1


def _foreground(view: View, setup: Setup, pose: Pose, frame: int) -> float:
    """Return the largest share of the picture's width that a head nearer than the subject takes."""
    sx, _ = half_tangents(pose.focal_mm, view.aspect)
    crowd = view.crowd(frame)
    seen = dict(zip(crowd.names, project(pose, crowd.eyes, view.aspect), strict=True))
    main = next((a for a in setup.subjects if a in seen), "")
    limit = float(seen[main][2]) if main else pose.focus_m
    worst = 0.0
    for actor, (px, py, depth) in seen.items():
        kind = view.staged.actors[actor].kind
        if actor != main and kind != "crowd" and 0.1 < depth < limit - 0.2 and abs(px) < 1.25 and abs(py) < 2.5:
            worst = max(worst, (_HEAD_M if kind == "person" else 2.0) / (2 * sx * float(depth)))
    return worst
