"""A setup: one way of covering a unit, and the pose it takes on a frame."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from redearth.direction.blocking.terms import F64, Staged, Unit
from redearth.direction.camera.optics import Pose, aimed
from redearth.direction.camera.sight import Scenery, scenery_of
from redearth.direction.model import Role, ShotSize

_MOMENTS = 5
_MOMENT_S = 0.55
_SOON_S = 0.7
"""Long moves are also looked at soon after their start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """A camera candidate. Its position is that of the reference frame; a travelling one keeps its offset to those it travels with."""

    role: Role
    size: ShotSize
    subjects: tuple[str, ...]
    position: F64
    aim_actors: tuple[str, ...] = ()
    aim_point: F64 | None = None
    aim_lift_m: float = 0.0
    """Added to the height of the actors' mean eye point."""
    ndc: tuple[float, float] = (0.0, 0.0)
    focal_mm: float = 35.0
    travels: bool = False
    sole: bool = False
    """Bound to its unit: never held over the next one (an insert, a point of view)."""
    foreground: tuple[str, ...] = ()
    """Bodies that may stand close before the camera."""
    idiom: str = ""
    reason: str = ""
    costs: Mapping[str, float] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Identity for holding: the same setup from the same place (to 0.25 m)."""
        spot = ",".join(str(round(4 * float(v))) for v in self.position)
        aim = "" if self.aim_point is None else ",".join(str(round(4 * float(v))) for v in self.aim_point)
        return (
            f"{self.role}:{'+'.join(self.subjects)}:{self.size}:{'travel' if self.travels else spot}:{round(self.focal_mm)}:{aim}"
        )


@dataclass(frozen=True, slots=True)
class Crowd:
    """Everybody on the set on one frame."""

    names: tuple[str, ...]
    eyes: F64
    """[B, 3]."""
    bodies: F64
    """[B, 4]: x, z, radius, height."""


@dataclass(frozen=True, slots=True)
class View:
    """The scene as the camera department sees it: staged actors, sceneries by what is shut."""

    staged: Staged
    aspect: float
    sceneries: dict[frozenset[str], Scenery] = field(default_factory=dict)
    crowds: dict[int, Crowd] = field(default_factory=dict)
    judged: dict[int, tuple[int, ...]] = field(default_factory=dict)
    eyes: dict[tuple[str, int], F64] = field(default_factory=dict)

    def scenery(self, unit: Unit) -> Scenery:
        """Return the solid boxes during a unit."""
        if unit.shut not in self.sceneries:
            self.sceneries[unit.shut] = scenery_of(self.staged.blocking.set_plan, unit.shut)
        return self.sceneries[unit.shut]

    def eye(self, actor: str, frame: int) -> F64:
        """Return somebody's eye point [3]; kept, because every candidate asks."""
        if (actor, frame) not in self.eyes:
            self.eyes[actor, frame] = self.staged.eye(actor, frame)
        return self.eyes[actor, frame]

    def yaw(self, actor: str, frame: int) -> float:
        """Return somebody's yaw."""
        return float(self.staged.floor[actor][frame, 2])

    def spot(self, actor: str, frame: int) -> F64:
        """Return somebody's floor point as [3] at y = 0."""
        x, z = self.staged.floor[actor][frame, :2]
        return np.array([x, 0.0, z])

    def stature(self, actor: str) -> float:
        """Return a stature; of a creature the height of the picture's measure, three times its head room."""
        who = self.staged.actors[actor]
        return who.stature_m * (1.55 if who.kind == "creature" else 1.0)

    def bodies(self, frame: int, without: tuple[str, ...] = ()) -> F64:
        """Return [B, 4] upright bodies on a frame: x, z, radius, height."""
        crowd = self.crowd(frame)
        if not without:
            return crowd.bodies
        return crowd.bodies[[k for k, name in enumerate(crowd.names) if name not in without]]

    def crowd(self, frame: int) -> Crowd:
        """Return everybody on the set on a frame; kept, because every candidate asks."""
        if frame not in self.crowds:
            names = tuple(a for a in self.staged.actors if self.staged.here[a][frame])
            eyes = np.array([self.eye(a, frame) for a in names]).reshape(-1, 3)
            self.crowds[frame] = Crowd(names, eyes, np.array([self._body(a, frame) for a in names], float).reshape(-1, 4))
        return self.crowds[frame]

    def still(self, unit: Unit) -> bool:
        """Return whether nobody stirs between a unit's first and last frame."""
        return len(self.moments(unit)) == 1

    def moments(self, unit: Unit) -> tuple[int, ...]:
        """Return the frames on which a unit's pictures are judged: its last, and up to four before while somebody still stirs.

        They lie as far from the unit's start however long its line lasts after all have come to rest.
        """
        if unit.start not in self.judged:
            first, last = unit.start, unit.end - 1
            staged = self.staged
            rest = first
            for a in staged.actors:
                same = staged.here[a][first : last + 1] == staged.here[a][last]
                same &= (staged.floor[a][first : last + 1] == staged.floor[a][last]).all(axis=1)
                same &= staged.crown_m[a][first : last + 1] == staged.crown_m[a][last]
                if not same.all():
                    rest = max(rest, first + int(np.flatnonzero(~same)[-1]) + 1)
            steps = min(_MOMENTS - 1, math.ceil((rest - first) / (_MOMENT_S * staged.blocking.fps)))
            soon = (first + int(_SOON_S * staged.blocking.fps),) if rest - first > steps * _SOON_S * staged.blocking.fps else ()
            spread = (first + (rest - first) * k // steps for k in range(steps))
            self.judged[unit.start] = tuple(sorted({*spread, *soon, last}))
        return self.judged[unit.start]

    def _body(self, actor: str, frame: int) -> tuple[float, float, float, float]:
        who = self.staged.actors[actor]
        x, z, yaw = (float(v) for v in self.staged.floor[actor][frame, :3])
        back = who.radius_m if who.kind == "crowd" else 0.0  # a crowd stands behind its first row, which is its track
        return x - back * math.sin(yaw), z - back * math.cos(yaw), who.radius_m, float(self.staged.crown_m[actor][frame])


def aim_of(view: View, setup: Setup, frame: int) -> F64:
    """Return the point a setup looks at on a frame."""
    if setup.aim_point is not None or not setup.aim_actors:
        return setup.aim_point if setup.aim_point is not None else np.array([0.0, 1.5, 0.0])
    eyes = np.mean([view.eye(a, frame) for a in setup.aim_actors], axis=0)
    return np.asarray(eyes + np.array([0.0, setup.aim_lift_m, 0.0]))


def carrier_of(view: View, setup: Setup, frame: int) -> F64:
    """Return the point a travelling setup keeps its offset to."""
    return np.asarray(np.mean([view.spot(a, frame) for a in setup.aim_actors], axis=0))


def pose_at(view: View, setup: Setup, reference: int, frame: int) -> Pose:
    """Return the setup's pose on ``frame`` when its position was chosen for ``reference``."""
    position = setup.position
    if setup.travels:
        position = position + carrier_of(view, setup, frame) - carrier_of(view, setup, reference)
    return aimed(position, aim_of(view, setup, frame), setup.ndc, setup.focal_mm, view.aspect)


def settled_frame(view: View, unit: Unit) -> int:
    """Return the last frame of the unit's whole beat: where those who move come to stand."""
    return max((u.end for u in view.staged.units if u.beat.id == unit.beat.id), default=unit.end) - 1


def around(point: F64, bearing: float, away: float, height: float) -> F64:
    """Return a camera position ``away`` metres from a point in the level direction ``bearing`` (yaw from the point), at ``height``."""
    return np.array([point[0] + away * math.sin(bearing), height, point[2] + away * math.cos(bearing)])


Kind = Literal["speech", "travel", "hands", "face", "posture", "attack", "thing", "surroundings", "hold"]
_HANDS = frozenset(
    {
        "TOUCH",
        "GRAB",
        "PRESS",
        "PULL",
        "PUSH",
        "OPEN",
        "CLOSE",
        "USE",
        "GIVE",
        "BRUSH",
        "RAISE",
        "REACH",
        "HOLD",
        "WRITE",
        "THROW",
        "CATCH",
        "RELEASE",
        "CARRY",
        "FIRE",
        "AIM",
        "STRIKE",
        "EAT",
        "DRINK",
    }
)
_FACES = frozenset(
    {
        "LOOK",
        "STARE",
        "NOD",
        "SHAKE_HEAD",
        "EXPRESS",
        "BREATHE",
        "TREMBLE",
        "VOCALISE",
        "TURN",
        "SCREAM",
    }
)
_TRAVELS = frozenset({"WALK", "RUN", "CRAWL", "CLIMB", "APPEAR", "VANISH", "JUMP"})


def kind_of(view: View, unit: Unit) -> Kind:
    """Return what sort of coverage a unit asks for."""
    beat, act = unit.beat, unit.beat.act
    if beat.speech is not None:
        return "speech"
    if act is None:
        return "hold" if beat.kind == "hold" else "surroundings"
    if unit.subjects and view.staged.actors[unit.subjects[0]].kind == "creature":
        return "attack"
    if unit.movers and (act.primitive in _TRAVELS or unit.approach or set(unit.subjects[:1]) & set(unit.movers)):
        return "travel"
    if act.primitive in _HANDS or act.emblem or act.primitive in ("GESTURE", "WAVE", "POINT"):
        return "hands"
    if act.primitive in _FACES:
        return "face"
    if act.primitive == "ENVIRONMENT_EVENT" or (act.primitive == "OBJECT_EVENT" and unit.point_m is None):
        return "surroundings"
    if act.primitive == "OBJECT_EVENT":
        return "thing"
    return "posture" if unit.subjects else "hold"
