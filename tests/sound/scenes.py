"""Tiny scenes for the sound tests: a set, a walker, a camera."""

from __future__ import annotations

from dataclasses import replace

from redearth.core.frames import FrameRange
from redearth.direction.model import (
    BeatTiming,
    Blocking,
    Bounds,
    CameraSample,
    Kit,
    SetEvent,
    SetPlan,
    Shot,
    ShotList,
    SpeechCue,
    Track,
)

FPS = 24


def blocking(
    frames: int = 48,
    *,
    scene: str = "s",
    kit: Kit = "interior",
    speeches: tuple[SpeechCue, ...] = (),
    events: tuple[SetEvent, ...] = (),
    x_m: float = 0.0,
    tension: float = 0.3,
    weather: tuple[str, ...] = (),
) -> Blocking:
    """Return a scene in which LIN stands at ``x_m``, two metres before the camera."""
    bounds = Bounds(min_x_m=-5, max_x_m=5, min_z_m=-5, max_z_m=5)
    plan = SetPlan(
        id="place", kit=kit, fallback=False, interior=kit in ("interior", "tunnel", "vault"), bounds=bounds, anchors=(), pieces=()
    )
    track = Track(
        actor="lin", samples=tuple((x_m, 0.0, 0.0, 0.0) for _ in range(frames)), visible=(FrameRange(start=0, duration=frames),)
    )
    return Blocking(
        scene=scene,
        set_plan=plan,
        time_of_day="day",
        weather=weather,
        fps=FPS,
        duration_frames=frames,
        timings=(BeatTiming(beat=f"{scene}/a", range=FrameRange(start=0, duration=frames)),),
        tracks=(track,),
        cues=(),
        speeches=speeches,
        props=(),
        events=events,
        tension=(tension,),
    )


def shotlist(scene: Blocking) -> ShotList:
    """Return one static shot from the front: the camera stands at z = 2 m and looks towards -Z, +X on its right."""
    sample = CameraSample(position_m=(0.0, 1.6, 2.0), rotation=(1.0, 0.0, 0.0, 0.0), focal_mm=35.0, focus_m=2.0)
    shot = Shot(
        id=f"{scene.scene}.master.a",
        scene=scene.scene,
        range=FrameRange(start=0, duration=scene.duration_frames),
        role="master",
        size="MS",
        move="STATIC",
        subjects=("lin",),
        camera=(sample,) * scene.duration_frames,
    )
    return ShotList(scene=scene.scene, duration_frames=scene.duration_frames, shots=(shot,), cards=(), titles=())


def speech(start: int, frames: int, *deliveries: str, visible: bool = True) -> SpeechCue:
    """Return a line of LIN's."""
    return SpeechCue(
        beat="s/lin.says.1", actor="lin", range=FrameRange(start=start, duration=frames), deliveries=deliveries, visible=visible
    )


def event(kind: str, start: int, frames: int, *, sound: str = "", x_m: float = 0.0, subject: str = "") -> SetEvent:
    """Return an event two metres before the camera."""
    return SetEvent(
        beat=f"s/{kind}.1",
        kind=kind,
        range=FrameRange(start=start, duration=frames),
        sound=sound,
        position_m=(x_m, 0.6, 0.0),
        subject=subject,
    )


def renamed(scene: Blocking, name: str) -> Blocking:
    """Return the same scene under another id."""
    return replace(scene, scene=name)
