"""Tiny blockings for the motion tests, and forward kinematics to check them with."""

from __future__ import annotations

import numpy as np

from redearth.breakdown.model import CastList, Character, Primitive
from redearth.core.frames import FrameRange
from redearth.core.space import Vec3
from redearth.direction.model import BeatTiming, Blocking, Bounds, Cue, Piece, PropHold, SetPlan, SpeechCue, Track
from redearth.stage.motion import quat
from redearth.stage.motion.ease import smooth
from redearth.stage.parts import F64, ActorTake, Skeleton
from redearth.voice.model import Line, Phoneme, Viseme, Word

FPS = 24
ANNA = Character(id="anna", name="ANNA", age=30, sex="female")
BEN = Character(id="ben", name="BEN", age=40, sex="male")
BEAST = Character(id="beast", name="BEAST", kind="creature", legs=6)
CAST = CastList(characters=(ANNA, BEN, BEAST, Character(id="mob", name="MOB", kind="crowd", count=24)), props=())


def span(start: int, end: int) -> FrameRange:
    """Return the frames from ``start`` up to ``end``."""
    return FrameRange(start=start, duration=end - start)


def track(actor: str, frames: int, *moves: tuple[int, int, float, float, float]) -> Track:
    """Return a track that starts at the origin; each move is (first frame, last frame, x, z, yaw) and eases in and out."""
    time = np.arange(float(frames))
    rows = np.zeros((frames, 3))
    for first, last, *goal in moves:
        weight = (
            smooth(0.35 * (u := (time - first) / (last - first)) + 0.65 * np.clip(u, 0, 1))
            if last - first < 8
            else _glide(time, first, last)
        )
        start = rows[first].copy()
        rows[first:] = start + (np.array(goal) - start) * weight[first:, None]
    speed = np.hypot(np.gradient(rows[:, 0]), np.gradient(rows[:, 1])) * FPS
    samples = tuple((float(x), float(z), float(yaw), float(v)) for (x, z, yaw), v in zip(rows, speed, strict=True))
    return Track(actor=actor, samples=samples, visible=(span(0, frames),))


def _glide(time: F64, first: int, last: int) -> F64:
    """Return 0…1 with constant speed between two quick ramps of 8 frames (or a quarter)."""
    ramp = min(8, (last - first) // 4)
    pace = np.clip(np.minimum(time - first, last - time) / ramp, 0.0, 1.0)
    gone = np.cumsum(pace)
    return np.asarray(gone / gone[-1])


def cue(
    primitive: Primitive,
    start: int,
    end: int,
    actor: str = "anna",
    beat: str = "",
    target_m: Vec3 | None = None,
    manner: tuple[str, ...] = (),
) -> Cue:
    """Return a cue of an actor."""
    name = beat or f"s/{actor}.{primitive.lower()}.1"
    return Cue(beat=name, actor=actor, primitive=primitive, range=span(start, end), target_m=target_m, manner=manner)


def blocking(
    *tracks: Track,
    cues: tuple[Cue, ...] = (),
    speeches: tuple[SpeechCue, ...] = (),
    props: tuple[PropHold, ...] = (),
    beats: tuple[tuple[str, int, int], ...] = (),
    pieces: tuple[Piece, ...] = (),
) -> Blocking:
    """Return a scene on an empty field of sand."""
    plan = SetPlan(
        id="field", kit="exterior", fallback=False, interior=False, anchors=(), pieces=pieces, surface="sand",
        bounds=Bounds(min_x_m=-40, max_x_m=40, min_z_m=-40, max_z_m=40),
    )  # fmt: skip
    return Blocking(
        scene="s", set_plan=plan, time_of_day="day", weather=(), fps=FPS, duration_frames=len(tracks[0].samples),
        timings=tuple(BeatTiming(beat=b, range=span(start, end)) for b, start, end in beats),
        tracks=tracks, cues=cues, speeches=speeches, props=props, events=(),
    )  # fmt: skip


def line(beat: str, visemes: str, speaker: str = "anna", step_s: float = 0.12) -> Line:
    """Return a line that runs through mouth shapes, one every ``step_s``."""
    shapes: list[Viseme] = list(visemes)  # type: ignore[arg-type]
    sounds = tuple(
        Phoneme(symbol=v, start_s=i * step_s, end_s=(i + 1) * step_s, viseme=v, stressed=v == "D") for i, v in enumerate(shapes)
    )
    length = len(visemes) * step_s
    return Line(
        beat=beat,
        character=speaker,
        text=visemes,
        duration_s=length,
        phonemes=sounds,
        words=(Word(text=visemes, start_s=0, end_s=length),),
    )


def joints(take: ActorTake, skeleton: Skeleton) -> tuple[F64, F64]:
    """Return set-space positions [F, J, 3] and rotations [F, J, 4] of a take."""
    local, offsets = take.rotations.astype(float), take.translations_m.astype(float)
    turned, placed = local.copy(), offsets.copy()
    for joint, parent in enumerate(skeleton.parents):
        if parent >= 0:
            turned[:, joint] = quat.multiply(turned[:, parent], local[:, joint])
            placed[:, joint] = placed[:, parent] + quat.rotate(turned[:, parent], offsets[:, joint])
    return placed, turned


def spins(take: ActorTake) -> F64:
    """Return joint speeds [F-1, J] in rad/s."""
    q = take.rotations.astype(float)
    return np.asarray(2 * np.arccos(np.clip(np.abs((q[1:] * q[:-1]).sum(-1)), 0, 1)) * FPS)
