"""How good a picture is: size, light, faces, frame, depth, clear edges; each term a cost, 0 for nothing to mend."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from redearth.core.space import wrap_angle
from redearth.direction.blocking.terms import Unit
from redearth.direction.camera.optics import Pose, half_tangents, project, size_index
from redearth.direction.camera.setups import Setup, View
from redearth.direction.camera.shown import facing
from redearth.direction.camera.taste import Wish

_MOST_PAN_RAD = math.radians(38)
_READABLE_RAD = math.radians(66)
"""Further from the camera than this a face can hardly be read, and a little further not at all."""

_LARGE = 0.5
"""Share of the picture's height from which a creature is large."""


_AT_HAND_M = 1.3
"""Who is nearer to a thing than this is busy with it."""


def size_cost(wish: Wish, setup: Setup) -> float:
    """How far the size is from the one wanted."""
    if setup.role in ("insert", "establishing", "point_of_view"):
        return 0.0
    wanted = wish.size_index
    weight = 0.45 if setup.role in ("single", "reaction") else 0.14
    return weight * min(3, abs(size_index(setup.size) - wanted))


def light_cost(view: View, unit: Unit, setup: Setup, pose: Pose) -> float:
    """The camera looks towards the light (-Z): rims, silhouettes, depth; less so when somebody comes in, for doors are at +Z."""
    towards = float(-pose.matrix[2, 2])
    weight = 1.5 if setup.size in ("ELS", "LS", "FS") else 0.9 if setup.size in ("MLS", "MS", "INSERT") else 0.5
    if setup.role == "point_of_view":
        return 0.0
    weight = 0.3 if setup.role == "over_shoulder" or setup.size in ("MCU", "CU", "ECU") else weight
    comes = next((a for a in unit.subjects[:1] if unit.start and not view.staged.here[a][unit.start - 1]), "")
    return (0.4 if comes else 1.0) * weight * 0.5 * (1.0 + towards)


def face_cost(view: View, unit: Unit, setup: Setup, pose: Pose, frame: int) -> float:
    """Faces turned away from the camera, or flat into it; most of all the face of who speaks."""
    if setup.role in ("insert", "point_of_view", "establishing", "follow", "group") or setup.idiom in (
        "confrontation",
        "chase",
        "waits for the turn",
    ):
        return 0.0
    cost = 0.0
    made_for_it = setup.idiom == "the act"  # hands at a wall are seen from behind rather than not at all
    people = [a for a in setup.subjects if a in view.staged.actors and view.staged.here[a][frame]][
        : 2 if setup.role == "two_shot" else 1
    ]
    for actor in people:
        turn = facing(view, pose, actor, frame)
        frontal = 0.25 if turn < 0.2 and setup.role == "single" else 0.0
        weight = 0.3 if made_for_it else 0.5 if setup.role in ("master", "lead", "two_shot") else 1.0
        cost += weight * (frontal + max(0.0, turn - 0.8) ** 2 * 2.0) / len(people)
    cost = min(cost, 3.5)
    speaker = unit.subjects[0] if unit.beat.speech is not None and unit.subjects else ""
    if speaker and speaker in setup.subjects and setup.role != "reaction" and view.staged.here[speaker][frame]:
        turn = facing(view, pose, speaker, frame)
        cost += 1.6 * min(1.0, max(0.0, turn - _READABLE_RAD) / math.radians(12))
    return cost


def frame_cost(view: View, unit: Unit, setup: Setup, poses: Mapping[int, Pose], frames: list[int]) -> float:
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
    return cost + 2.2 * max(0.0, pans - _MOST_PAN_RAD)


def depth_cost(view: View, unit: Unit, setup: Setup, pose: Pose) -> float:
    """A wall close behind the subject makes a flat picture; a low wide view is dull unless it looks up at something."""
    if setup.role in ("insert", "point_of_view"):
        return 0.0
    b = view.staged.blocking.set_plan.bounds
    forward = -pose.matrix[:3, 2]
    reach = pose.position + forward * (pose.focus_m + 3.0)
    outside = max(b.min_x_m - reach[0], reach[0] - b.max_x_m, b.min_z_m - reach[2], reach[2] - b.max_z_m, 0.0)
    return 0.3 * min(3.0, float(outside)) if view.staged.blocking.set_plan.interior else 0.0


def clear_cost(view: View, unit: Unit, setup: Setup, pose: Pose) -> float:
    """Scenery, or a wall of the room, close before the lens that covers part of the picture."""
    sx, sy = half_tangents(pose.focal_mm, view.aspect)
    depth = min(9.0, 0.6 * pose.focus_m)
    grid = np.array([(x * sx, y * sy, -1.0) for x in (-0.85, -0.3, 0.3, 0.85) for y in (-0.8, 0.0, 0.8)]) * depth
    ends = grid @ pose.matrix[:3, :3].T + pose.position
    plan = view.staged.blocking.set_plan
    b = plan.bounds
    beyond = (ends[:, 0] < b.min_x_m) | (ends[:, 0] > b.max_x_m) | (ends[:, 2] < b.min_z_m) | (ends[:, 2] > b.max_z_m)
    walls = float(beyond.mean()) if plan.interior and setup.role != "insert" else 0.0
    return (0.8 if setup.role == "insert" else 2.2) * view.scenery(unit).crowding(pose.position, ends) + 2.5 * walls


def tilt_cost(setup: Setup, pose: Pose) -> float:
    """A wide view that looks steeply down flattens people into the ground."""
    down = float(pose.matrix[1, 2])
    if setup.role == "insert":
        return 0.5 * max(0.0, abs(down) - 0.2) + (0.35 if setup.focal_mm < 60 else 0.0)
    if setup.size not in ("ELS", "LS", "FS"):
        return 0.0
    return 3.0 * max(0.0, down - 0.14) + (0.2 if pose.position[1] > 5.0 else 0.0)


def point_cost(view: View, unit: Unit, wish: Wish, setup: Setup, pose: Pose) -> float:
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
    shown = depth > 0 and abs(x) < 0.9 and abs(y) < 0.95
    if shown and point[1] > 10.0:
        shown = not view.scenery(unit).blocked(pose.position, point[None])[0]
    return 0.0 if shown else weight


def threat_cost(view: View, unit: Unit, setup: Setup, pose: Pose, frame: int) -> float:
    """While a creature is about, a picture of people is better with it in the depth."""
    if setup.role in ("insert", "point_of_view", "reveal") or (unit.first and setup.role != "lead"):
        return 0.0
    lurking = [a for a in unit.present if view.staged.actors[a].kind == "creature" and view.staged.here[a][frame]]
    for creature in lurking:
        x, y, depth = project(pose, view.eye(creature, frame)[None], view.aspect)[0]
        if not (depth > 0.5 and abs(x) < 0.95 and abs(y) < 1.0):
            return 0.6
    return 0.0


def menace_cost(view: View, unit: Unit, setup: Setup, pose: Pose, frame: int) -> float:
    """A creature that attacks should be large; seen for the first time it should be large behind those it hunts."""
    who = next((a for a in unit.subjects if view.staged.actors[a].kind == "creature" and view.staged.here[a][frame]), "")
    if not who or setup.role in ("insert", "reaction", "point_of_view"):
        return 0.0
    _, sy = half_tangents(pose.focal_mm, view.aspect)
    x, y, depth = project(pose, view.eye(who, frame)[None], view.aspect)[0]
    share = view.stature(who) / (2 * sy * float(depth)) if depth > 0.2 and abs(x) < 1.0 and abs(y) < 1.0 else 0.0
    cost = (5.0 if unit.reveals else 2.0) * max(0.0, _LARGE - share)
    if unit.reveals:
        people = [
            e
            for a, e in zip(view.crowd(frame).names, view.crowd(frame).eyes, strict=True)
            if view.staged.actors[a].kind == "person"
        ]
        seen = project(pose, np.array(people), view.aspect) if people else ()
        cost += 0.0 if any(d > 0.2 and abs(px) < 0.9 and abs(py) < 0.97 for px, py, d in seen) or not people else 0.3
    return cost


def edge_cost(view: View, setup: Setup, pose: Pose, frame: int) -> float:
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
    if setup.role != "insert":
        return min(cost, 0.9)
    return min(cost, 0.9) + 0.7 * _faces_cut(view, pose, frame) + 1.2 * _in_front(view, setup, pose, frame)


def _faces_cut(view: View, pose: Pose, frame: int) -> int:
    """Return through how many near faces the upper edge goes: an insert shows a head whole or not at all."""
    crowd = view.crowd(frame)
    lines = np.concatenate([crowd.eyes + np.array([0.0, up, 0.0]) for up in (0.14, -0.16)])
    ndc = project(pose, lines, view.aspect)
    top, chin = ndc[: len(crowd.names)], ndc[len(crowd.names) :]
    return int(((top[:, 2] > 0.1) & (np.abs(top[:, 0]) < 1.1) & (top[:, 1] > 1.0) & (chin[:, 1] < 0.95)).sum())


def _in_front(view: View, setup: Setup, pose: Pose, frame: int) -> float:
    """Return, 0 to 1, how much somebody at a thing stands on the camera's side of it: feet and knees reach farther than a body's circle."""
    if setup.aim_point is None:
        return 0.0
    thing = np.asarray(setup.aim_point)[[0, 2]]
    to_camera = np.asarray(pose.position)[[0, 2]] - thing
    most = 0.0
    for x, z, _, _ in view.bodies(frame, ()):
        to_body = np.array([x, z]) - thing
        away = float(np.hypot(*to_body))
        if 0.05 < away < _AT_HAND_M:
            facing = float(to_body @ to_camera) / (away * max(0.05, float(np.hypot(*to_camera))))
            most = max(most, (facing - 0.1) / 0.9)
    return most


def _bearing(pose: Pose) -> float:
    return math.atan2(-pose.matrix[0, 2], -pose.matrix[2, 2])
