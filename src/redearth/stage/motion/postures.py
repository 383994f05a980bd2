"""Postures that last: kneeling, crouching, sitting, lying, having fallen; entered by a cue, left by rising or walking on, by way of poses between."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from redearth.core.seed import unit_from
from redearth.direction.model import Cue, SetPlan
from redearth.stage.motion.controls import Controls
from redearth.stage.motion.ease import rise, smooth
from redearth.stage.motion.ground import seat_height_m
from redearth.stage.motion.path import Path
from redearth.stage.motion.rest_poses import FALLS, POSTURES, WAYS_IN, WAYS_OUT, Posture
from redearth.stage.motion.topple import bounces, topple_s, toppling
from redearth.stage.parts import F64

_BY_PRIMITIVE = {"KNEEL": "kneel", "CROUCH": "crouch", "SIT": "sit", "LIE": "supine", "LEAN": "lean", "CRAWL": "crawl"}
_COLLAPSING = frozenset(
    [
        "collapse",
        "faint",
        "pass_out",
        "crumple",
        "slump",
        "sink",
        "buckle",
        "drop_dead",
        "keel_over",
        "die",
        "expire",
        "go_down",
        "drop_down",
        "倒下",
        "瘫倒",
        "昏倒",
        "晕倒",
        "死",
        "死去",
    ]
)
_BACKWARD = frozenset(["back", "backward", "backwards", "fall_back", "后", "向后", "仰"])
_ASIDE = frozenset(["side", "sideways", "aside", "left", "right", "侧", "侧身"])
_BOTH_KNEES = frozenset(
    ["both", "both_knees", "fall_to_knees", "drop_to_knees", "knees", "pray", "praying", "begging", "跪下", "跪倒"]
)
_FACE_DOWN = frozenset(["prone", "face_down", "face-down", "facedown", "belly", "stomach", "趴", "趴下", "俯卧"])
_LEAN_DEG = {"prone": 8.0, "back": 11.0, "side": 11.0, "collapse": 20.0}
"""Degrees from upright at which a body can no longer be held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One pose on the way: it comes between two moments and is dropped unseen when a later one covers it."""

    pose: Posture
    from_s: float
    to_s: float
    hidden_s: float = np.inf
    fall: tuple[float, float, float, float] | None = None
    """(seconds at which the rod is let go, its length, its lean, the share of the way at which this pose is complete) of a pose that is fallen into."""

    def weight(self, time_s: F64) -> F64:
        """Return [F] 0…1."""
        if self.fall is None:
            come = rise(time_s, self.from_s, self.to_s - self.from_s)
        else:
            start, length, lean, whole = self.fall
            over = toppling(time_s - start, length, lean)
            before = self.from_s
            come = np.clip((over - before) / max(whole - before, 1e-6), 0.0, 1.0)
            come = come * come * (3 - 2 * come) if whole < 1 else come**1.15
        return np.asarray(np.where(time_s < self.hidden_s, come, 0.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A posture from the moment a body starts into it until it is out of it again, in seconds of the scene."""

    posture: str
    enter_s: float
    entered_s: float
    leave_s: float
    left_s: float
    cue: Cue
    layers: tuple[Layer, ...]

    def weights(self, time_s: F64) -> tuple[F64, ...]:
        """Return each layer's [F]; all of them are gone at ``left_s``."""
        last = self.layers[-1].to_s if self.layers[-1].from_s >= self.leave_s else self.leave_s
        going = 1.0 - smooth((time_s - last) / max(self.left_s - last, 1e-6))
        return tuple(layer.weight(time_s) * going for layer in self.layers)

    @property
    def fallen(self) -> bool:
        """Whether it is fallen into."""
        return any(layer.fall is not None for layer in self.layers)


def posture_for(cue: Cue) -> str:
    """Return the lasting posture that a cue enters, or nothing."""
    words = {*cue.manner, cue.lemma, *([cue.target.id] if cue.target is not None else [])}
    if cue.primitive in ("FALL", "DIE"):
        if words & _BACKWARD:
            return "back"
        if words & _ASIDE or (cue.primitive == "DIE" or words & _COLLAPSING):
            return ("side", "side_right")[int(unit_from("falls to", cue.beat, cue.actor) < 0.5)]
        return "prone"
    name = _BY_PRIMITIVE.get(cue.primitive, "")
    if name == "kneel" and words & _BOTH_KNEES:
        return "kneel_both"
    if name == "supine" and words & _FACE_DOWN:
        return "prone"
    return "side" if name == "supine" and words & (_ASIDE | {"curl_up", "huddle"}) else name


def collapses(cue: Cue) -> bool:
    """Return whether a falling body gives way instead of going over."""
    return cue.primitive == "DIE" or bool({*cue.manner, cue.lemma} & _COLLAPSING)


def plan_postures(
    cues: tuple[Cue, ...], path: Path, pace: float, plan: SetPlan, scale: float = 1.0, spot_m: F64 | None = None
) -> tuple[Hold, ...]:
    """Return the postures of one actor in order; ``pace`` above 1 is quicker, ``spot_m`` [F, 2] the track where it differs from the path of the feet."""
    holds: list[Hold] = []
    marked = [
        c for c in sorted(cues, key=lambda c: (c.range.start, c.beat)) if posture_for(c) or c.primitive in ("RISE", "STAND")
    ]
    for index, cue in enumerate(marked):
        name = posture_for(cue)
        if not name:
            continue
        goal = POSTURES[name]
        if name == "sit":
            name, goal = _seated(cue, path, plan, scale, path.ground_m if spot_m is None else spot_m)
        borne = [
            c for c in cues if c.role == "undergoes" and c.primitive in ("DRAG", "CARRY") and c.range.start >= cue.range.start
        ]
        holds.append(_planned(name, goal, cue, (marked[index + 1 :], borne), path, pace, scale))
    return tuple(holds)


def _seated(cue: Cue, path: Path, plan: SetPlan, scale: float, spot_m: F64) -> tuple[str, Posture]:
    """Return the pose for the seat under the actor, at its height; without one, on the ground."""
    frame = min(max(cue.range.end - 1, 0), path.frames - 1)
    seat = seat_height_m(plan, spot_m[frame])
    if seat is None:
        return "sit_ground", POSTURES["sit_ground"]
    pose = POSTURES["sit"]
    high = seat / scale
    lift = max(0.0, high + 0.06 - 0.47)
    assert pose.left is not None and pose.right is not None
    return "sit", replace(
        pose, hips_m=(0.0, high + 0.09 - 0.955, pose.hips_m[2]),
        left=(pose.left[0], pose.left[1] + lift, pose.left[2], 0.25 * min(1.0, lift * 6), 0.0),
        right=(pose.right[0], pose.right[1] + lift, pose.right[2], 0.25 * min(1.0, lift * 6), 0.0),
        left_hand_m=(0.14, high + 0.21, 0.33), right_hand_m=(-0.14, high + 0.21, 0.33),
    )  # fmt: skip


def _planned(
    name: str, goal: Posture, cue: Cue, later: tuple[list[Cue], list[Cue]], path: Path, pace: float, scale: float
) -> Hold:
    enter = cue.range.start / path.fps
    if cue.primitive in ("FALL", "DIE"):
        layers = _fallen(name, goal, cue, enter, scale)
        entered = layers[-1].to_s
    else:
        layers = _entered(name, goal, cue, enter, path, pace)
        entered = layers[-1].to_s
    up = WAYS_OUT.get(name, ())
    each = [POSTURES[key].seconds * 0.85 / pace for key in up]
    leave, left = _exit(cue, name, later, path, entered, (sum(each) + 0.85 / pace) if up else 0.9 / pace)
    squeeze = min(1.0, (left - leave) / max(sum(each) + 0.85 / pace, 1e-6)) if up else 1.0
    moment, rising = leave, []
    for key, seconds in zip(up, each, strict=True):
        rising.append(Layer(pose=POSTURES[key], from_s=moment, to_s=moment + 1.25 * seconds * squeeze))
        moment += seconds * squeeze
    whole = [*layers, *rising]
    for number in range(len(whole) - 1):
        whole[number] = replace(whole[number], hidden_s=max(whole[number + 1].to_s, whole[number].to_s))
    return Hold(posture=name, enter_s=enter, entered_s=entered, leave_s=leave, left_s=left, cue=cue, layers=tuple(whole))


def _entered(name: str, goal: Posture, cue: Cue, enter: float, path: Path, pace: float) -> tuple[Layer, ...]:
    """Return the layers of a posture that is gone into on purpose; one that the scene opens on is there at once."""
    if name in ("sit", "sit_ground", "supine", "side", "kneel", "kneel_both", "lean") and cue.range.start == 0:
        return (Layer(pose=goal, from_s=enter - 1.0, to_s=enter - 0.5),)
    keys = [*(POSTURES[key] for key in WAYS_IN.get(name, ())), goal]
    quick = pace * float(np.clip(cue.speed, 0.6, 1.6))
    natural = sum(key.seconds for key in keys) / quick
    room = max(0.5, cue.range.duration / path.fps * 1.1, 0.72 * natural)
    share = min(1.0, room / natural) / quick
    moment, layers = enter, []
    for number, key in enumerate(keys):
        length = key.seconds * share
        last = number == len(keys) - 1
        layers.append(
            Layer(pose=key, from_s=moment - (0.25 * length if number else 0.0), to_s=moment + length * (1.0 if last else 1.1))
        )
        moment += length
    return tuple(layers)


def _fallen(name: str, goal: Posture, cue: Cue, enter: float, scale: float) -> tuple[Layer, ...]:
    """Return the layers of a fall: a rod goes over and takes the poses along."""
    collapse = collapses(cue)
    keys = ["buckle"] if collapse else list(FALLS[name])
    lean = np.radians(_LEAN_DEG["collapse" if collapse else name.removesuffix("_right")])
    length = 1.72 * scale * (0.75 if collapse else 1.0)
    over_s = topple_s(length, float(lean))
    start = enter + 0.12
    poses = [*(POSTURES[key] for key in keys), goal]
    wholes = {1: (1.0,), 2: (0.28, 1.0), 3: (0.16, 0.52, 1.0)}[len(poses)]
    begins = {1: (0.0,), 2: (0.0, 0.12), 3: (0.0, 0.05, 0.30)}[len(poses)]
    return tuple(
        Layer(pose=pose, from_s=begin, to_s=start + over_s, fall=(start, length, float(lean), whole))
        for pose, begin, whole in zip(poses, begins, wholes, strict=True)
    )


def _exit(
    cue: Cue, name: str, later: tuple[list[Cue], list[Cue]], path: Path, entered_s: float, seconds: float
) -> tuple[float, float]:
    """Return when a posture is left: for the next one, to rise, or in time to walk off; who is dragged or carried meanwhile stays in it until then.

    ``later`` are the cues of later postures, and those in which somebody bears the body.
    """
    never = path.time_s[-1] + 10.0
    options = [(never, never + 1.0)]
    following, borne = later
    if following:
        start = following[0].range.start / path.fps
        room = following[0].range.duration / path.fps
        rises = following[0].primitive in ("RISE", "STAND")
        options.append((start, start + (seconds if rises else min(seconds, max(0.9, room)))))
    if name != "crawl":
        for first, _ in path.segments:
            start = path.time_s[first]
            led = next((c for c in borne if c.range.start <= first < c.range.end), None)
            if led is not None:
                options.append((led.range.end / path.fps, led.range.end / path.fps + seconds))
                break
            if start > entered_s - 0.2 and path.speed_mps[first : first + 12].max() > 0.25:
                begin = max(entered_s, start - 0.75 * seconds)
                options.append((begin, begin + min(seconds, max(0.9, start + 0.35 - begin))))
                break
    elif cue.range.end < path.frames:
        options.append((cue.range.end / path.fps, cue.range.end / path.fps + seconds))
    return min(options)


def landing_hop(hold: Hold, time_s: F64) -> F64:
    """Return [F] the hops of a fallen body in metres at 1.72 m: two or three, ever lower."""
    if not hold.fallen:
        return np.zeros_like(time_s)
    return np.asarray(0.024 * bounces(time_s - hold.entered_s) * (time_s < hold.leave_s))


def lies_with(controls: Controls, holds: tuple[Hold, ...], time_s: F64) -> F64:
    """Return [F] how much a posture holds the body up, so that sway and weight shifts rest."""
    taken = np.zeros(len(controls.jaw))
    for hold in holds:
        for weight in hold.weights(time_s):
            taken = np.maximum(taken, weight)
    return taken
