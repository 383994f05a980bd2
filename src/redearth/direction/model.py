"""The director's decisions: set plans, blocking (one continuous performance) and the shot list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from redearth.breakdown.model import Emblem, Place, Primitive, Transition
from redearth.core.frames import FrameRange
from redearth.core.space import Quat, Vec3
from redearth.direction.scenery import Anchor as Anchor
from redearth.direction.scenery import Bounds as Bounds
from redearth.direction.scenery import Kit as Kit
from redearth.direction.scenery import Piece as Piece
from redearth.direction.scenery import SetPlan as SetPlan
from redearth.direction.scenery import SetSurvey as SetSurvey

ShotSize = Literal["ELS", "LS", "FS", "MLS", "MS", "MCU", "CU", "ECU", "INSERT"]
Move = Literal["STATIC", "PAN", "TILT", "ROLL", "DOLLY", "TRUCK", "PEDESTAL", "ARC", "CRANE", "ZOOM", "RACK_FOCUS", "HANDHELD"]
Role = Literal[
    "establishing", "master", "two_shot", "single", "over_shoulder", "insert", "reaction", "point_of_view", "follow", "lead",
    "group", "reveal",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class BeatTiming:
    """When a beat happens, in scene frames (frame 0 is the scene's first)."""

    beat: str
    range: FrameRange


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """Where an actor stands on every frame of the scene: the root every department agrees on.

    ``samples[f]`` is (x_m, z_m, yaw_rad, speed_mps). ``visible`` lists the ranges in which the actor is on the set.
    """

    actor: str
    samples: tuple[tuple[float, float, float, float], ...]
    visible: tuple[FrameRange, ...]
    stature_m: float = 1.72
    """Height standing; for a creature the height of its back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One stretch of performance: an actor does a primitive over a range of scene frames."""

    beat: str
    actor: str
    primitive: Primitive
    range: FrameRange
    target: Place | None = None
    target_m: Vec3 | None = None
    """Resolved point to look at, reach for or move to, in set space."""
    prop: str = ""
    hand: Literal["", "left", "right", "both"] = ""
    manner: tuple[str, ...] = ()
    lemma: str = ""
    emblem: Emblem = ""
    speed: float = 1.0
    strength: float = 1.0
    partner: str = ""
    """Actor with whom it is played, touch for touch: who is struck, held up, embraced or bitten, or who does it to this one."""
    role: Literal["", "acts", "undergoes"] = ""
    """Which side of an act with a partner this is: both sides of a hold have the same primitive."""
    contact_s: float | None = None
    """Seconds after the cue's first frame at which both sides touch; None where the motion keeps its own time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechCue:
    """When a line is heard; lips and subtitles follow it."""

    beat: str
    actor: str
    range: FrameRange
    addressees: tuple[str, ...] = ()
    deliveries: tuple[str, ...] = ()
    visible: bool = True
    """False for off-screen and voice-over."""
    emotion: str = ""
    """As in ``breakdown.model.Speech``: the mood it is spoken in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PropHold:
    """Where a prop is during a range: in somebody's hand, or at a fixed point when ``holder`` is empty."""

    prop: str
    range: FrameRange
    holder: str = ""
    grip: Literal["", "left", "right", "both", "chest", "raised"] = ""
    position_m: Vec3 = (0.0, 0.0, 0.0)
    yaw_rad: float = 0.0
    lit: bool = False
    """Burning or switched on: a flare, a torch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetEvent:
    """Something that a thing or the surroundings do over a range of scene frames."""

    beat: str
    kind: str
    """``open close slam jam pull spark blaze flicker go_out wind dust rise silence roar cold_light sun …``."""
    range: FrameRange
    subject: str = ""
    """Piece id or prop id."""
    position_m: Vec3 = (0.0, 0.0, 0.0)
    strength: float = 1.0
    sound: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocking:
    """One scene's continuous performance, planned; shots are cameras on it."""

    scene: str
    set_plan: SetPlan
    time_of_day: str
    weather: tuple[str, ...]
    fps: int
    duration_frames: int
    timings: tuple[BeatTiming, ...]
    tracks: tuple[Track, ...]
    cues: tuple[Cue, ...]
    speeches: tuple[SpeechCue, ...]
    props: tuple[PropHold, ...]
    events: tuple[SetEvent, ...]
    tension: tuple[float, ...] = ()
    """One value per entry of ``timings``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraSample:
    """The camera on one frame, in set space."""

    position_m: Vec3
    rotation: Quat
    """``world_from_camera`` rotation (w, x, y, z); the camera looks along its -Z."""
    focal_mm: float
    focus_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One camera on a stretch of the performance: all that `stage` and `picture` need, and nothing that moves when other lines change."""

    id: str
    """Identity: scene id, ``.``, setup role and subject, ``.``, the beat it opens on: ``ext-ruined-city-dawn-1.single-lin.lin.says.1``."""
    scene: str
    range: FrameRange
    """In scene frames."""
    role: Role
    size: ShotSize
    move: Move
    subjects: tuple[str, ...]
    """Character or prop ids in order of importance."""
    camera: tuple[CameraSample, ...]
    """One for each frame of ``range``."""
    sensor_width_mm: float = 36.0
    t_stop: float = 2.8
    key_side: int = 1
    """+1 when the key should come from camera right, -1 from camera left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShotCard:
    """What a director reads about a shot; never an input to the picture."""

    shot: str
    label: str
    """``1A``: the scene's number and a letter in cutting order."""
    reason: str
    beats: tuple[str, ...]
    idiom: str = ""
    costs: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleCue:
    """Words on the picture (``SUPER:``, opening or end titles) in scene frames."""

    beat: str
    text: str
    range: FrameRange
    style: Literal["super", "main", "end"] = "super"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShotList:
    """The cut of one scene: its shots tile ``[0, duration_frames)`` in order."""

    scene: str
    duration_frames: int
    shots: tuple[Shot, ...]
    cards: tuple[ShotCard, ...]
    titles: tuple[TitleCue, ...]
    transition_in: Transition = "cut"
    transition_out: Transition = "cut"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeEntry:
    """When a scene plays, in film frames."""

    scene: str
    record: FrameRange


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """The running order: black at the head, the scenes, black at the tail; sound and picture both follow it."""

    fps: int
    duration_frames: int
    entries: tuple[ProgrammeEntry, ...]
