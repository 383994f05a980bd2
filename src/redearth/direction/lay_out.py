"""Lay out the programme: black at the head, the scenes in order, black at the tail."""

from __future__ import annotations

from collections.abc import Sequence

from redearth.core.frames import FrameRange, frames_from_seconds
from redearth.direction.model import Programme, ProgrammeEntry, ShotList

HEAD_S = 0.5
TITLED_HEAD_S = 3.0
"""Head of a film that shows its name nowhere else: the opening title stands on it."""
TAIL_S = 2.5
"""The end title stands on it."""


def lay_out(shot_lists: Sequence[ShotList], fps: int, title: str = "") -> Programme:
    """Return when each scene plays, in film frames; a film whose script never shows its title gets an opening title."""
    shown = any(cue.text.casefold().strip() == title.casefold().strip() for shots in shot_lists for cue in shots.titles)
    at = frames_from_seconds(HEAD_S if shown or not title else TITLED_HEAD_S, fps)
    entries = []
    for shot_list in shot_lists:
        entries.append(ProgrammeEntry(scene=shot_list.scene, record=FrameRange(start=at, duration=shot_list.duration_frames)))
        at += shot_list.duration_frames
    return Programme(fps=fps, duration_frames=at + frames_from_seconds(TAIL_S, fps), entries=tuple(entries))
