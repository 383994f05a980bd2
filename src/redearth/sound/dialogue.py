"""Lay a scene's lines on its time line: treated, placed near the middle, in the set's room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from redearth.core.seed import generator_from
from redearth.direction.model import Blocking, ShotList, SpeechCue
from redearth.sound.clock import samples_at, samples_in
from redearth.sound.perspective import Ears, Hearing, body_paths, ears_of, place
from redearth.sound.placing import Placed, Sounding, stream
from redearth.sound.rooms import impulse_response
from redearth.sound.treatments import treat
from redearth.voice.model import Line

F64 = NDArray[np.float64]
F32 = NDArray[np.float32]
_MOUTH = 0.93
"""Share of a stature at which the mouth is."""
_NOWHERE_M = np.array([0.0, 1.6, 0.0])
_PAN_SHARE = 0.3
_DRY = 0.45
"""Dialogue takes less of the room than effects do, so that every word is understood."""
_FARTHEST_GAIN = 0.62


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """One spoken line with its dry samples [N] (mono, 48 kHz)."""

    line: Line
    samples: F64


def dialogue_length(blocking: Blocking, handle_s: float) -> int:
    """Return the samples of a scene's stem: its length and a handle before and after."""
    return samples_at(blocking.duration_frames, blocking.fps) + 2 * samples_in(handle_s)


def lay_dialogue(blocking: Blocking, shotlist: ShotList, takes: Mapping[str, Take], handle_s: float) -> Iterator[F32]:
    """Yield the dialogue stem in blocks [N, 2]; ``takes`` by beat. Speeches without a take stay silent."""
    ears = ears_of(blocking, shotlist)
    handle = samples_in(handle_s)
    mouths = body_paths(blocking, _MOUTH)
    placed = []
    for speech in blocking.speeches:
        take = takes.get(speech.beat)
        if take is not None and np.any(take.samples):
            placed.append(_placed(blocking, ears, speech, take, mouths.get(speech.actor, _NOWHERE_M), handle))
    response = impulse_response(blocking.set_plan.kit)
    yield from stream(placed, dialogue_length(blocking, handle_s), response)


def _placed(blocking: Blocking, ears: Ears, speech: SpeechCue, take: Take, mouth_m: F64, handle: int) -> Placed:
    deliveries = speech.deliveries
    if not speech.visible and not {"voice_over", "radio", "phone", "pa", "thought"} & set(deliveries):
        deliveries = (*deliveries, "off_screen")
    start = samples_at(speech.range.start, blocking.fps)
    treated = treat(take.samples, deliveries, generator_from("sound.treatment", speech.beat))

    def render() -> Sounding:
        if treated.centred:
            return Sounding(direct=np.stack([treated.samples] * 2, axis=1), send=treated.samples * 0.06 * treated.wet)
        return place(treated.samples, start - treated.lead, mouth_m, ears, wet=_DRY * treated.wet, shape=_gently)

    return Placed(start=start - treated.lead + handle, render=render)


def _gently(hearing: Hearing) -> Hearing:
    """Keep dialogue near the middle and intelligible: a third of the pan, a fraction of the fall-off."""
    gain = _FARTHEST_GAIN + (1 - _FARTHEST_GAIN) * np.clip(hearing.gain / 0.75, 0, 1)
    return replace(hearing, pan=hearing.pan * _PAN_SHARE, gain=gain, distance_m=np.minimum(hearing.distance_m, 14.0))
