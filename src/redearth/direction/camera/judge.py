"""Judge a setup on a unit: may the camera stand there, what does it see, how good is the picture."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from redearth.core.space import wrap_angle
from redearth.direction.blocking.terms import F64, Unit
from redearth.direction.camera.optics import Pose, half_tangents, project, size_index
from redearth.direction.camera.setups import Setup, View, pose_at
from redearth.direction.camera.sight import bodies_between, body_gap
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


def judge(view: View, unit: Unit, setup: Setup, wish: Wish) -> Seen | None:
    """Return the setup as seen in the unit, or None when the camera cannot stand there or does not see its subject."""
    first, last = _frames(unit)
    middle = (first + last) // 2 if unit.movers else last
    reference = reference_frame(view, unit, setup)
    scenery = view.scenery(unit)
    frames = sorted({first, middle, last})
    poses = {f: pose_at(view, setup, reference, f) for f in frames}
    hidden, crowd = 0.0, 0.0
    for frame, pose in poses.items():
        if not scenery.inside(pose.position):
            return None
        gap = _SHOULDER_ROOM_M if setup.foreground else _BODY_ROOM_M
        if body_gap(pose.position, view.bodies(frame)) < gap:
            return None
        seen = _visible(view, unit, setup, pose, frame)
        if seen is None:
            return None
        hidden += seen / len(frames)
        over = _foreground(view, setup, pose, frame)
        if over > _MOST_FOREGROUND and setup.role != "insert":
            return None
        crowd = max(crowd, over)
    terms = {
        "role": role_cost(wish, unit, setup),
        "size": _size_cost(wish, setup),
        "hidden": 2.5 * hidden,
        "foreground": 1.5 * crowd if not setup.foreground else 0.0,
        "light": _light_cost(setup, poses[last]),
        "face": _face_cost(view, setup, poses[last], last),
        "frame": _frame_cost(view, unit, setup, poses, frames),
        "depth": _depth_cost(view, unit, setup, poses[last]),
        "clear": _clear_cost(view, unit, setup, poses[last]),
        "tilt": _tilt_cost(setup, poses[last]),
        "point": _point_cost(view, unit, wish, setup, poses[last]),
        "threat": _threat_cost(view, unit, setup, poses[last], last),
        "edges": _edge_cost(view, setup, poses[last], last),
    }
    kept = tuple((name, round(value, 3)) for name, value in terms.items() if abs(value) > 1e-3)
    return Seen(
        setup=setup, key=setup.key, cost=sum(v for _, v in kept), terms=kept, start=look(view, poses[first], first), end=look(view, poses[last], last)
    )  # fmt: skip


def reference_frame(view: View, unit: Unit, setup: Setup) -> int:
    """Return the frame for which a setup's position was chosen: a travelling one's first, else the unit's last."""
    if not setup.travels:
        return unit.end - 1
    return unit.start if all(view.staged.here[a][unit.start] for a in setup.aim_actors) else unit.end - 1


def look(view: View, pose: Pose, frame: int) -> Look:
    """Return what a pose sees of the actors on a frame; only those in the picture."""
    x, share, gaze, motion = {}, {}, {}, {}
    right = pose.matrix[:3, 0]
    _, sy = half_tangents(pose.focal_mm, view.aspect)
    for actor in view.staged.actors:
        if not view.staged.here[actor][frame]:
            continue
        px, py, depth = project(pose, view.eye(actor, frame)[None], view.aspect)[0]
        if depth < 0.2 or abs(px) > 1.05 or abs(py) > 1.6:
            continue
        yaw, speed = view.staged.floor[actor][frame, 2:]
        facing = float(right[0] * math.sin(yaw) + right[2] * math.cos(yaw))
        x[actor], share[actor], gaze[actor] = float(px), float(view.stature(actor) / (2 * sy * depth)), facing
        motion[actor] = facing * float(speed)
    forward = -pose.matrix[:3, 2]
    return Look(x=x, share=share, gaze=gaze, motion=motion, bearing=math.atan2(forward[0], forward[2]))


def _frames(unit: Unit) -> tuple[int, int]:
    return unit.start, unit.end - 1


def _visible(view: View, unit: Unit, setup: Setup, pose: Pose, frame: int) -> float | None:
    """Return the hidden share of the subjects, or None when the main one is not seen."""
    actors = [a for a in setup.subjects if a in view.staged.actors and view.staged.here[a][frame]]
    targets = [(view.eye(a, frame), a) for a in actors] or ([(setup.aim_point, "")] if setup.aim_point is not None else [])
    if not targets:
        return 0.0
    points = np.stack([p for p, _ in targets])
    ndc = project(pose, points, view.aspect)
    walls = view.scenery(unit).blocked(pose.position, points) if setup.role != "establishing" or actors else np.zeros(len(points))
    lost = 0.0
    for k, (point, actor) in enumerate(targets):
        outside = ndc[k, 2] < 0.15 or abs(ndc[k, 0]) > 1.0 or abs(ndc[k, 1]) > 1.05
        without = (actor, *setup.foreground) if setup.role != "insert" else setup.foreground[:0]
        cut = bodies_between(pose.position, point, view.bodies(frame, without))
        gone = 1.0 if outside or (walls[k] and not _own_box(view, setup, point)) else 0.7 * min(1, cut)
        if k == 0 and gone >= 1.0:
            return None
        if k == 0 and cut and setup.role in ("single", "reaction", "insert", "reveal"):
            return None
        lost += gone / len(targets)
    return lost


def _own_box(view: View, setup: Setup, point: F64) -> bool:
    """Whether the target is a piece's own middle, so that its own surface does not count as hiding it."""
    pieces = {p.id for p in view.staged.blocking.set_plan.pieces}
    return bool(setup.subjects) and setup.subjects[0] in pieces


def _foreground(view: View, setup: Setup, pose: Pose, frame: int) -> float:
    """Return the largest share of the picture's width that a head nearer than the subject takes."""
    sx, _ = half_tangents(pose.focal_mm, view.aspect)
    main = next((a for a in setup.subjects if a in view.staged.actors and view.staged.here[a][frame]), "")
    limit = float(project(pose, view.eye(main, frame)[None], view.aspect)[0, 2]) if main else pose.focus_m
    worst = 0.0
    for actor, who in view.staged.actors.items():
        if actor == main or not view.staged.here[actor][frame] or who.kind == "crowd":
            continue
        px, py, depth = project(pose, view.eye(actor, frame)[None], view.aspect)[0]
        if 0.1 < depth < limit - 0.2 and abs(px) < 1.25 and abs(py) < 2.5:
            worst = max(worst, (_HEAD_M if who.kind == "person" else 2.0) / (2 * sx * float(depth)))
    return worst


def _size_cost(wish: Wish, setup: Setup) -> float:
    if setup.role in ("insert", "establishing", "point_of_view"):
        return 0.0
    wanted = wish.size_index
    weight = 0.45 if setup.role in ("single", "reaction") else 0.14
    return weight * min(3, abs(size_index(setup.size) - wanted))


def _light_cost(setup: Setup, pose: Pose) -> float:
    """The camera looks towards the light (-Z): rims, silhouettes, depth."""
    towards = float(-pose.matrix[2, 2])
    weight = 1.5 if setup.size in ("ELS", "LS", "FS") else 0.9 if setup.size in ("MLS", "MS", "INSERT") else 0.5
    if setup.role == "point_of_view":
        return 0.0
    weight = 0.3 if setup.role == "over_shoulder" else weight
    return weight * 0.5 * (1.0 + towards)


def _face_cost(view: View, setup: Setup, pose: Pose, frame: int) -> float:
    if setup.role in ("insert", "point_of_view", "establishing", "follow", "group") or setup.idiom in ("confrontation", "chase"):
        return 0.0
    cost = 0.0
    people = [a for a in setup.subjects if a in view.staged.actors and view.staged.here[a][frame]][
        : 2 if setup.role == "two_shot" else 1
    ]
    for actor in people:
        eye = view.eye(actor, frame)
        camera = math.atan2(pose.position[0] - eye[0], pose.position[2] - eye[2])
        turn = abs(wrap_angle(camera - view.yaw(actor, frame)))
        frontal = 0.25 if turn < 0.2 and setup.role == "single" else 0.0
        weight = 0.5 if setup.role in ("master", "lead", "two_shot") else 1.0
        cost += weight * (frontal + max(0.0, turn - 0.9) ** 2 * 1.1) / len(people)
    return min(cost, 3.5)


def _frame_cost(view: View, unit: Unit, setup: Setup, poses: Mapping[int, Pose], frames: list[int]) -> float:
    """Subjects that fall out of the picture on the way, faces that slide, a moving subject in a camera that stands still."""
    cost = 0.0
    actors = [a for a in setup.subjects if a in view.staged.actors]
    for frame in frames:
        for actor in actors[1:4]:
            if view.staged.here[actor][frame]:
                px, py, depth = project(poses[frame], view.eye(actor, frame)[None], view.aspect)[0]
                if depth < 0.2 or abs(px) > 0.95 or abs(py) > 1.0:
                    cost += 0.5 / len(frames)
    main = view.staged.actors.get(setup.subjects[0])
    if not setup.travels and setup.role == "single" and main is not None and main.kind == "person" and main.id in unit.movers:
        cost += 1.5
    if unit.subjects and setup.role in ("master", "two_shot", "group", "establishing") and unit.subjects[0] not in setup.subjects:
        cost += 2.0
    pans = abs(wrap_angle(_bearing(poses[frames[0]]) - _bearing(poses[frames[-1]])))
    return cost + 0.6 * max(0.0, pans - 0.7)


def _depth_cost(view: View, unit: Unit, setup: Setup, pose: Pose) -> float:
    """A wall close behind the subject makes a flat picture; a low wide view is dull unless it looks up at something."""
    if setup.role in ("insert", "point_of_view"):
        return 0.0
    b = view.staged.blocking.set_plan.bounds
    forward = -pose.matrix[:3, 2]
    reach = pose.position + forward * (pose.focus_m + 3.0)
    outside = max(b.min_x_m - reach[0], reach[0] - b.max_x_m, b.min_z_m - reach[2], reach[2] - b.max_z_m, 0.0)
    return 0.3 * min(3.0, float(outside)) if view.staged.blocking.set_plan.interior else 0.0


def _clear_cost(view: View, unit: Unit, setup: Setup, pose: Pose) -> float:
    """Scenery close before the lens that covers part of the picture."""
    sx, sy = half_tangents(pose.focal_mm, view.aspect)
    depth = min(9.0, 0.6 * pose.focus_m)
    grid = np.array([(x * sx, y * sy, -1.0) for x in (-0.85, -0.3, 0.3, 0.85) for y in (-0.8, 0.0, 0.8)]) * depth
    ends = grid @ pose.matrix[:3, :3].T + pose.position
    return (0.8 if setup.role == "insert" else 2.2) * view.scenery(unit).crowding(pose.position, ends)


def _tilt_cost(setup: Setup, pose: Pose) -> float:
    """A wide view that looks steeply down flattens people into the ground."""
    down = float(pose.matrix[1, 2])
    if setup.role == "insert":
        return 0.5 * max(0.0, down - 0.2) + (0.15 if setup.focal_mm < 60 else 0.0)
    if setup.size not in ("ELS", "LS", "FS"):
        return 0.0
    return 3.0 * max(0.0, down - 0.14) + (0.2 if pose.position[1] > 5.0 else 0.0)


def _point_cost(view: View, unit: Unit, wish: Wish, setup: Setup, pose: Pose) -> float:
    """What the unit is about should be in the picture: the gate that opens, the sun that rises."""
    if setup.role in ("reaction", "insert", "point_of_view"):
        return 0.0
    if wish.kind in ("thing", "hands") and unit.point_m is not None:
        point, weight = np.array(unit.point_m), 2.6 if wish.kind == "thing" else 0.5
    elif unit.sight_m is not None and wish.kind == "surroundings" and unit.sight_m[1] > 10.0:
        point, weight = np.array(unit.sight_m), 1.2
    else:
        return 0.0
    x, y, depth = project(pose, point[None], view.aspect)[0]
    return 0.0 if depth > 0 and abs(x) < 0.9 and abs(y) < 0.95 else weight


def _threat_cost(view: View, unit: Unit, setup: Setup, pose: Pose, frame: int) -> float:
    """While a creature is about, a picture of people is better with it in the depth."""
    if setup.role in ("insert", "point_of_view", "reveal") or (unit.first and setup.role != "lead"):
        return 0.0
    lurking = [a for a in unit.present if view.staged.actors[a].kind == "creature" and view.staged.here[a][frame]]
    for creature in lurking:
        x, y, depth = project(pose, view.eye(creature, frame)[None], view.aspect)[0]
        if not (depth > 0.5 and abs(x) < 0.95 and abs(y) < 1.0):
            return 0.6
    return 0.0


def _edge_cost(view: View, setup: Setup, pose: Pose, frame: int) -> float:
    """Half a body at the edge, nearer than the subject, looks like a mistake unless it is a shoulder on purpose."""
    if setup.role not in ("single", "reaction", "insert", "reveal", "over_shoulder", "lead", "follow"):
        return 0.0
    sx, _ = half_tangents(pose.focal_mm, view.aspect)
    cost = 0.0
    for x, z, radius, height in view.bodies(frame, (*setup.subjects, *setup.foreground)):
        px, py, depth = project(pose, np.array([[x, height, z]]), view.aspect)[0]
        half = radius / max(0.2, float(depth)) / sx
        if 0.1 < depth < pose.focus_m and abs(px) - half < 1.0 < abs(px) + half and py > -0.95:
            cost += 0.45
    return min(cost, 0.9)


def _bearing(pose: Pose) -> float:
    return math.atan2(-pose.matrix[0, 2], -pose.matrix[2, 2])
