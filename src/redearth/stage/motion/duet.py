"""The ground of acts between two: where the other's body is, when both touch, how long they hold on, and who acts again for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from redearth.core.frames import between
from redearth.core.space import Vec3
from redearth.direction.model import Blocking, Cue
from redearth.stage.motion import quat
from redearth.stage.motion.acting import Act
from redearth.stage.motion.controls import RIGHT, SIDES, in_root
from redearth.stage.motion.ease import window
from redearth.stage.motion.scene import fitted
from redearth.stage.parts import F64, Skeleton, Touch, TouchKind
from redearth.stage.rig import biped

_ON_BODIES = frozenset({"STRIKE", "PUSH", "EMBRACE", "TOUCH", "GRAB", "PULL", "SUPPORT", "DRAG", "CARRY", "BLOCK"})
_LETTING_GO = frozenset(
    [
        "RELEASE",
        "WALK",
        "RUN",
        "RISE",
        "DRAG",
        "SUPPORT",
        "CARRY",
        "FALL",
        "CRAWL",
        "CLIMB",
        "JUMP",
        "SIT",
        "LIE",
        "KNEEL",
        "STRIKE",
        "PUSH",
        "RECOIL",
        "DODGE",
        "BLOCK",
        "EMBRACE",
        "THROW",
        "CATCH",
        "LUNGE",
        "DIE",
        "GIVE",
        "AIM",
        "FIRE",
    ]
)
_AT_ONCE_S = 1e-3
_LOOSE = frozenset({"SUPPORT", "GRAB"})
"""Holds that a turn of either ends; who is dragged or carried goes wherever he is taken."""
_STEADY_M, _STEADY_RAD = 0.35, 0.8
"""How far somebody held moves beside the other, at 1.72 m, and turns, before the hold is over."""
_CHILD = 0.8
"""Share of the other's stature below which somebody counts as small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """The other's body as it was posed; before anybody has been, as it stands on its track."""

    skeleton: Skeleton
    positions_m: F64
    """[F, J, 3]."""
    turns: F64
    """[F, J, 4] set-space turns of the joints."""

    @property
    def scale(self) -> float:
        """Stature over 1.72 m."""
        return self.skeleton.stature_m / 1.72

    def at(self, joint: str, offset_m: Vec3 | F64 = (0.0, 0.0, 0.0)) -> F64:
        """Return [F, 3] a point fixed to a joint; ``offset_m`` in the joint's axes at 1.72 m."""
        number = self.skeleton.index(joint)
        return np.asarray(self.positions_m[:, number] + quat.rotate(self.turns[:, number], np.asarray(offset_m) * self.scale))

    def way(self, joint: str, direction: Vec3) -> F64:
        """Return [F, 3] a direction of a joint's axes in set space."""
        return quat.rotate(self.turns[:, self.skeleton.index(joint)], np.asarray(direction, float))


def partner_of(act: Act) -> Partner:
    """Return the partner of a cue."""
    name = act.cue.partner
    if name in act.work.bodies:
        skeleton, solved = act.work.bodies[name]
        return Partner(skeleton=skeleton, positions_m=solved.positions_m, turns=solved.set_rotations)
    track = next((t for t in act.work.blocking.tracks if t.actor == name), None)
    skeleton = biped() if track is None else biped(track.stature_m)
    if track is None:
        samples = np.column_stack([act.path.ground_m, act.path.yaw, act.path.speed_mps])
    else:
        samples = np.array(fitted(track, act.path.frames).samples, float)
    turn = quat.about(1, samples[:, 2])
    root = np.zeros((len(samples), 3))
    root[:, [0, 2]] = samples[:, :2]
    rest = skeleton.rest_positions_m()
    places = root[:, None] + quat.rotate(turn[:, None], rest[None])
    return Partner(skeleton=skeleton, positions_m=places, turns=np.repeat(turn[:, None], len(rest), axis=1))


def way_of(cue: Cue) -> str:
    """Return which way of its primitive an act between two is played: the first word of its manner."""
    return cue.manner[0] if cue.manner else ""


def contact_s(act: Act, otherwise: float = 0.5) -> float:
    """Return the local second at which both touch."""
    return otherwise if act.cue.contact_s is None else act.cue.contact_s


def frame_at(act: Act, local_s: float) -> int:
    """Return the scene frame of a local second, inside the scene."""
    return min(max(act.cue.range.start + round(local_s * act.path.fps), 0), act.path.frames - 1)


def still_at(act: Act, points_m: F64, local_s: float) -> F64:
    """Return [3] where a moving point [F, 3] is at one local second."""
    return np.asarray(points_m[frame_at(act, local_s)])


def answered(act: Act) -> Cue | None:
    """Return the partner's cue on the same contact."""
    meets = frame_at(act, contact_s(act))
    fps = act.path.fps
    for cue in act.work.blocking.cues:
        mine = cue.actor == act.cue.partner and cue.partner == act.cue.actor and cue.contact_s is not None
        if mine and cue.contact_s is not None and abs(cue.range.start + round(cue.contact_s * fps) - meets) <= 1:
            return cue
    return None


def kept_s(act: Act) -> float:
    """Return the local second until which a hold lasts: until either of the two is set in motion otherwise or turns away, or for ever."""
    pair = {act.cue.actor, act.cue.partner}
    later = [
        cue.range.start
        for cue in act.work.blocking.cues
        if cue.actor in pair and cue.range.start >= act.cue.range.end and cue.primitive in _LETTING_GO
    ]
    return (min([*later, _apart(act), act.path.frames + 99]) - act.cue.range.start) / act.path.fps


def _apart(act: Act) -> int:
    """Return the frame on which two who hold each other stand otherwise than when the act was over: farther apart, or turned away."""
    meets, track = act.cue.range.end, next((t for t in act.work.blocking.tracks if t.actor == act.cue.partner), None)
    if track is None or meets >= act.path.frames or act.cue.primitive not in _LOOSE:
        return act.path.frames + 99
    samples = np.array(fitted(track, act.path.frames).samples, float)
    gone = in_root(act.controls, np.insert(samples[:, :2], 1, 0.0, axis=1))[meets:, [0, 2]]
    turned = np.cos(samples[meets:, 2] - act.controls.root_yaw[meets:])
    off = np.sqrt(((gone - gone[0]) ** 2).sum(-1)) > _STEADY_M * act.controls.scale
    off |= turned < np.cos(np.arccos(np.clip(turned[0], -1.0, 1.0)) + _STEADY_RAD)
    return meets + int(np.argmax(off)) if off.any() else act.path.frames + 99


def hold_weight(act: Act, into_s: float, out_s: float = 0.5) -> F64:
    """Return [F] how much a hold is on: from its contact (or at once, when it goes on) until it is let go."""
    start, into = (0.0, _AT_ONCE_S) if goes_on(act.cue) else (contact_s(act) - into_s, into_s)
    return window(act.time_s, start, kept_s(act), into, _AT_ONCE_S if _continues(act) else out_s)


def goes_on(cue: Cue) -> bool:
    """Return whether a hold began with an earlier cue."""
    return "already" in cue.manner


def _continues(act: Act) -> bool:
    """Return whether the same hold goes on with another cue, so that neither fades."""
    frame = act.cue.range.start + round(kept_s(act) * act.path.fps)
    return any(
        later.actor == act.cue.actor and later.partner == act.cue.partner and later.range.start == frame and goes_on(later)
        for later in act.work.blocking.cues
    )


def bend_to(act: Act, height_m: float, weight: F64) -> None:
    """Sink and stoop towards something low, a child: what the trunk's own help for a hand does not do by itself."""
    scale = act.controls.scale
    need = min(0.6, max(0.0, 1.0 * scale - height_m))
    act.controls.hips_m[:, 1] -= 0.38 * need * weight
    act.controls.hips_m[:, 2] -= 0.20 * need * weight
    act.controls.spine[:, 0] += 0.85 * need * weight
    act.controls.hips[:, 0] += 0.80 * need * weight


def smaller(act: Act, other: Partner) -> bool:
    """Return whether the actor is much smaller than the other: a child before an adult."""
    return act.controls.scale < _CHILD * other.scale


def side_towards(act: Act, point_m: F64) -> int:
    """Return the hand on the side of a point at the contact: 0 left, 1 right."""
    frame = frame_at(act, contact_s(act))
    return 0 if in_root(act.controls, point_m)[frame, 0] > 0 else RIGHT


def palm_meets(
    act: Act, side: int, point_m: F64, kind: TouchKind, start_s: float, end_s: float, joint: str = "", **touched: str
) -> None:
    """Declare that a palm is meant to be on a point [F, 3] of the set from ``start_s`` to ``end_s`` (local seconds)."""
    meets(act, SIDES[side] + "Hand", point_m, kind, start_s, end_s, partner_joint=joint, **touched)


def meets(act: Act, joint: str, point_m: F64, kind: TouchKind, start_s: float, end_s: float, **touched: str) -> None:
    """Declare that a joint is meant to be on a point of the set from ``start_s`` to ``end_s`` (local seconds), unless off the set."""
    fps, first = act.path.fps, act.cue.range.start
    start = first + round(start_s * fps)
    end = min(act.path.frames, max(start + 1, first + round(end_s * fps)))
    if not 0 <= start < act.path.frames:
        return
    x, y, z = (round(float(v), 4) for v in (point_m if point_m.ndim == 1 else point_m[start]))
    partner = "" if "prop" in touched or "piece" in touched else act.cue.partner
    act.touches.append(
        Touch(
            range=between(start, end),
            actor=act.cue.actor,
            joint=joint,
            kind=kind,
            position_m=(x, y, z),
            partner=partner,
            **touched,
        )
    )


def hands_on_bodies(blocking: Blocking) -> tuple[str, ...]:
    """Return who acts again once everybody has: those whose hands land on a body, those who are held after those who hold them."""
    order = {track.actor: number for number, track in enumerate(blocking.tracks)}
    rank: dict[str, int] = {}
    for cue in blocking.cues:
        if cue.partner in order and cue.actor in order and cue.primitive in _ON_BODIES:
            last = 1 if cue.role == "undergoes" and cue.primitive in ("DRAG", "CARRY", "SUPPORT") else 0
            blow = -1 if cue.role == "undergoes" and cue.primitive == "BLOCK" else last
            rank[cue.actor] = max(rank.get(cue.actor, -1), blow)
    return tuple(sorted(rank, key=lambda actor: (rank[actor], order[actor])))


def off_feet(cues: tuple[Cue, ...], frame: int, fps: int) -> bool:
    """Return whether somebody is dragged or carried on a frame: or was a moment ago: his feet make no steps."""
    return any(
        cue.role == "undergoes" and cue.primitive in ("DRAG", "CARRY") and cue.range.start <= frame < cue.range.end + fps
        for cue in cues
    )
