"""How a crowd's cues become its members': late, each by its own, and no two alike."""

from __future__ import annotations

from redearth.core.frames import FrameRange
from redearth.core.seed import generator_from
from redearth.direction.model import Cue


def member_cues(cues: tuple[Cue, ...], actor: str, member: int, fps: int) -> tuple[Cue, ...]:
    """Return the crowd's cues for one member: up to half a second late, each its own."""
    out = []
    for cue in cues:
        late = round(0.5 * float(generator_from("late", actor, member, cue.beat).random()) * fps)
        span = FrameRange(start=cue.range.start + late, duration=max(1, cue.range.duration - late))
        out.append(
            Cue(
                beat=cue.beat, actor=cue.actor, primitive=cue.primitive, range=span, target=cue.target, target_m=cue.target_m,
                prop=cue.prop, hand=cue.hand, manner=cue.manner, lemma=cue.lemma, speed=cue.speed, strength=cue.strength,
            )
        )  # fmt: skip
    return tuple(out)
