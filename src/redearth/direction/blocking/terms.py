"""What the passes of blocking exchange: stances, motions, what one beat does, and the staged scene."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from redearth.breakdown.model import Beat
from redearth.core.space import Vec3
from redearth.direction.model import Blocking, Cue, SetEvent, SpeechCue

F64 = NDArray[np.float64]
Posture = Literal["stand", "kneel", "sit", "crouch", "lie", "rear"]
Grip = Literal["", "left", "right", "both", "chest", "raised"]

Hold = Literal["drag", "support", "carry", "shoulder", "lead"]
"""How one moves another along."""

CROWN_SHARE: dict[Posture, float] = {"stand": 1.0, "kneel": 0.755, "sit": 0.74, "crouch": 0.62, "lie": 0.18, "rear": 1.55}
"""Height of the crown as a share of the stature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """What blocking needs to know about somebody."""

    id: str
    kind: Literal["person", "creature", "crowd"]
    stature_m: float
    count: int = 1
    order: int = 0
    """Rank of importance: order of appearance in the scene."""

    @property
    def radius_m(self) -> float:
        """Room the body takes on the floor."""
        return {"person": 0.3, "creature": 1.1 * self.stature_m, "crowd": 2.4}[self.kind]

    @property
    def span_m(self) -> float:
        """How far the body reaches over the floor round its mark: a creature's legs stand wider than its trunk."""
        return 1.3 * self.stature_m if self.kind == "creature" else self.radius_m


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """How somebody stands at the edge of a group."""

    x: float
    z: float
    yaw: float
    posture: Posture = "stand"
    present: bool = True
    rolling_mps: float = 0.0
    """Above 0 when still walking on from an earlier beat."""
    leaning: bool = False
    prone: bool = False
    """Lying face down, the head ahead of the mark; else on the back, the head behind it."""
    held_by: str = ""
    """Who drags, holds up, carries or leads this one."""
    held_how: Hold | None = None

    @property
    def floor(self) -> F64:
        """Position on the floor [x, z]."""
        return np.array([self.x, self.z])


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """A stretch of a track, in frames from the start of its group."""

    actor: str
    start: int
    samples: F64
    """[F, 4]: x, z, yaw, speed."""

    @property
    def end(self) -> int:
        """First frame after the motion."""
        return self.start + len(self.samples)


@dataclass(frozen=True, slots=True, kw_only=True)
class PropChange:
    """A prop's new whereabouts from a frame of the group on."""

    prop: str
    frame: int
    holder: str = ""
    grip: Grip = ""
    position_m: Vec3 = (0.0, 0.0, 0.0)
    lit: bool | None = None
    """None keeps the flame as it is."""
    moved: bool = True
    """False when only the flame changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostureChange:
    """A change of posture over frames of the group."""

    actor: str
    start: int
    frames: int
    posture: Posture


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """What one beat does, in frames from the start of its group."""

    beat: Beat
    start: int
    frames: int
    cues: tuple[Cue, ...] = ()
    motions: tuple[Motion, ...] = ()
    postures: tuple[PostureChange, ...] = ()
    after: Mapping[str, Stance] = field(default_factory=dict)
    props: tuple[PropChange, ...] = ()
    events: tuple[SetEvent, ...] = ()
    speech: SpeechCue | None = None
    subjects: tuple[str, ...] = ()
    """Actors it is about, most important first."""
    point_m: Vec3 | None = None
    """The thing it is about, when that is not an actor."""
    thing: str = ""
    """Prop or piece id at ``point_m``."""
    acts_at: int = -1
    """Frame of the group at which the act itself begins, when somebody steps up to it first."""
    sight_m: Vec3 | None = None
    """Where something far off happens: the sun, a roar."""
    closes: str = ""
    """Piece that is shut afterwards."""
    opens: str = ""

    @property
    def end(self) -> int:
        """First frame of the group after it."""
        return self.start + self.frames


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A stretch between two possible cuts; units tile the scene."""

    key: str
    """Identity: the beat's id, and ``+2`` for its second part."""
    beat: Beat
    part: int
    start: int
    """Scene frames, half-open."""
    end: int
    nominal_s: float
    """Length the cut reckons with: of an action as staged, of a line by its count of words, never by its recording."""
    subjects: tuple[str, ...]
    present: tuple[str, ...]
    movers: tuple[str, ...]
    point_m: Vec3 | None
    thing: str
    partner: str
    """Whom the first subject faces or speaks to."""
    shut: frozenset[str]
    """Gates and doors that block the view."""
    tension: float
    first: bool
    last: bool
    approach: bool = False
    """Somebody steps up to what the beat is about."""
    sight_m: Vec3 | None = None
    """Where something far off happens."""
    reveals: bool = False
    """A creature or a thing is seen for the first time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """A scene's blocking with what coverage needs beside it."""

    blocking: Blocking
    units: tuple[Unit, ...]
    actors: Mapping[str, Actor]
    floor: Mapping[str, F64]
    """Per actor [F, 4] track samples."""
    crown_m: Mapping[str, F64]
    """Per actor [F] height of the crown above the floor."""
    here: Mapping[str, NDArray[np.bool_]]
    """Per actor [F] whether on the set."""

    def eye(self, actor: str, frame: int) -> F64:
        """Return the point between somebody's eyes [3] on a frame."""
        x, z, yaw, _ = self.floor[actor][frame]
        who = self.actors[actor]
        ahead = 0.8 * who.stature_m if who.kind == "creature" else 0.08
        height = self.crown_m[actor][frame]
        drop = 0.12 * who.stature_m if who.kind == "creature" else 0.11 * who.stature_m / 1.7
        return np.array([x + ahead * np.sin(yaw), max(0.1, height - drop), z + ahead * np.cos(yaw)])
