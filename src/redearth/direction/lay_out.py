"""Lay out the programme: black at the head, the scenes in order, black at the tail."""

from __future__ import annotations

from collections.abc import Sequence

from redearth.core.frames import FrameRange, frames_from_seconds
from redearth.direction.model import Programme, ProgrammeEntry, ShotList

HEAD_S = 0.5
TAIL_S = 1.0


def lay_out(shot_lists: Sequence[ShotList], fps: int) -> Programme:
    """Return when each scene plays, in film frames."""
    at = frames_from_seconds(HEAD_S, fps)
    entries = []
    for shot_list in shot_lists:
        entries.append(ProgrammeEntry(scene=shot_list.scene, record=FrameRange(start=at, duration=shot_list.duration_frames)))
        at += shot_list.duration_frames
    return Programme(fps=fps, duration_frames=at + frames_from_seconds(TAIL_S, fps), entries=tuple(entries))
