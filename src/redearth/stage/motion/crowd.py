"""A crowd: members in loose rows that follow their track, squeeze through gates and spread out again, each with its own stride."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from redearth.breakdown.model import Character
from redearth.core.seed import generator_from
from redearth.direction.model import Blocking, SetPlan, Track
from redearth.stage.cast.build import member_of
from redearth.stage.motion.crowd_apart import Ground, kept_apart, made_way
from redearth.stage.motion.crowd_groups import at_ease, grouped
from redearth.stage.motion.crowd_pace import faced_ahead, in_time
from redearth.stage.motion.crowd_plans import plans_of
from redearth.stage.motion.crowd_slots import Column, Slot, column_of
from redearth.stage.motion.crowd_way import MARGIN_M, room, way_of
from redearth.stage.motion.crowd_ways import planned
from redearth.stage.motion.ease import smooth, soften
from redearth.stage.motion.idle import beat_windows
from redearth.stage.motion.path import facing
from redearth.stage.motion.scene import fitted
from redearth.stage.parts import F64

_PACE_MPS = 1.15
_SHOULDERS_M = 0.72
_MANY = 60
_BESIDE_M, _WIDE_M = 5.0, 8.0
"""How far beside its line a crowd spreads, and one of more than :data:`_MANY`."""


def crowd_tracks(blocking: Blocking, characters: Mapping[str, Character]) -> dict[str, tuple[Track, ...]]:
    """Return the tracks of all crowds' members, by crowd.

    Members of all of a scene's crowds keep apart from each other, out of the scenery, and make way for those who are no crowd.
    """
    tracks = [fitted(track, blocking.duration_frames) for track in blocking.tracks]
    crowds = {t.actor: t for t in tracks if (c := characters.get(t.actor)) is not None and c.kind == "crowd" and c.count > 1}
    if not crowds:
        return {}
    plan, fps = blocking.set_plan, blocking.fps
    rows = {}
    for actor, track in crowds.items():
        laid_out = _laid_out(track, characters[actor].count, fps, plan)
        asked = plans_of(blocking, track)
        own = planned(laid_out, asked, blocking, track, _haste(characters[actor]))
        rows[actor] = grouped(own, actor, at_ease(blocking, actor, _walks(track), asked), fps)
    others = np.array([np.array(t.samples, float)[:, :2] for t in tracks if t.actor not in crowds]).reshape(
        -1, len(tracks[0].samples), 2
    )
    starts = [first for _, first, _ in beat_windows(blocking)]
    placed = _kept_apart(np.concatenate([rows[actor] for actor in crowds]), Ground(plan=plan, others_m=others), starts, fps)
    out, first = {}, 0
    for actor, track in crowds.items():
        own = placed[first : first + len(rows[actor])]
        first += len(own)
        out[actor] = tuple(_track(track, one) for one in own)
    return out


def member_tracks(track: Track, count: int, fps: int, plan: SetPlan) -> tuple[Track, ...]:
    """Return one track per member of a crowd that is alone on its set: rows behind the crowd's own track.

    Where scenery narrows the way they come in as few files as fit (0.9 m each); where it opens they close up into wider rows,
    so that more of them are seen. A member starts up to 0.6 s late.
    """
    ground = Ground(plan=plan, others_m=np.zeros((0, len(track.samples), 2)))
    placed = _kept_apart(_laid_out(track, count, fps, plan), ground, [0], fps)
    return tuple(_track(track, rows) for rows in placed)


def _haste(crowd: Character) -> F64:
    """Return how quick each member is: the old and the small are slower."""
    ages = [member_of(crowd, member).age or 30 for member in range(crowd.count)]
    return np.array([0.72 if age >= 66 else 0.85 if age < 13 else 1.0 for age in ages])


def _walks(track: Track) -> np.ndarray:
    """Return [F] where the crowd's own track moves."""
    ground = np.array(track.samples)[:, :2]
    return np.concatenate([np.abs(np.diff(ground, axis=0)).max(-1, initial=0.0) > 1e-4, [False]])


def _laid_out(track: Track, count: int, fps: int, plan: SetPlan) -> F64:
    """Return [N, F, 5]: where the members of a crowd would go if they were alone; x, z, yaw, speed, and where the line leads."""
    samples = np.array(track.samples, float)
    column = column_of(track.actor, count, way_of(samples, plan, _WIDE_M if count > _MANY else _BESIDE_M))
    return np.stack([_member(track, samples, column, member, fps) for member in range(count)])


def _kept_apart(walked: F64, ground: Ground, starts: Sequence[int], fps: int) -> F64:
    """Return rows [N, F, 5] with room for everybody, and walked as people walk."""
    placed = walked.copy()
    placed[:, :, :2] = made_way(placed[:, :, :2], ground, fps)
    for rounds in (24, 12, 8):
        # Who waits for their turn may stand in the way of who does not, so that once is not enough.
        placed[:, :, :2] = kept_apart(placed[:, :, :2], ground, starts, fps, rounds)
        if placed.shape[1] > 1:
            placed = np.stack([in_time(one, fps) for one in placed])
    return np.stack([faced_ahead(one, fps) for one in placed]) if placed.shape[1] > 1 else placed


def _track(track: Track, rows: F64) -> Track:
    return Track(
        actor=track.actor,
        samples=tuple((float(x), float(z), float(y), float(v)) for x, z, y, v, _ in rows),
        visible=track.visible,
        stature_m=track.stature_m,
    )


def _member(track: Track, samples: F64, column: Column, member: int, fps: int) -> F64:
    """Return [F, 5]: the samples of one member, and where the crowd's line leads at its place."""
    way, slot = column.way, column.slots[member]
    frames = np.arange(len(samples))
    delay = 0.6 * float(generator_from("delay", track.actor, member).random())
    late = np.clip(frames - delay * fps, 0, None)
    distance = np.concatenate([[0.0], np.cumsum(np.sqrt((np.diff(samples[:, :2], axis=0) ** 2).sum(-1)))])
    led = np.interp(late, frames, distance)
    flow = np.interp(led, way.marks_m, way.flow_m) - slot.back_m
    flow = flow + _closing_up(distance, slot.back_m - slot.final_flow_m, delay, fps)
    gone = np.interp(flow, way.flow_m, way.marks_m)
    centre = np.stack([np.interp(gone, way.marks_m, way.points_m[:, axis]) for axis in (0, 1)], -1)
    yaw = np.interp(gone, way.marks_m, way.heading)
    left, _ = facing(yaw)
    place = centre + soften(_aside(column, slot, gone), round(0.7 * fps))[:, None] * left
    own = np.interp(late, frames, np.unwrap(samples[:, 2]))
    turned = yaw + own - np.interp(led, way.marks_m, way.heading)
    return np.column_stack([place, turned, np.interp(late, frames, samples[:, 3]), yaw])


def _aside(column: Column, slot: Slot, gone: F64) -> F64:
    """Return how far left of the line a member walks: in its file, then in its own place over its last metres."""
    arrive = column.way.length_m - slot.final_back_m
    walked, spread = column.aside_m(slot, gone)
    turn_in_m = max(2.4, 3.0 * abs(slot.final_left_m - slot.share * column.spread_m))
    weight = smooth((gone - (arrive - turn_in_m - 0.2)) / turn_in_m)
    wished = walked * (1 - weight) + slot.final_left_m * weight
    extent = spread + (np.maximum(abs(slot.final_left_m), spread) - spread) * weight
    low, high = (soften(side, 6) for side in room(column.way, gone))
    fits = np.minimum(1.0, (high - low) / np.maximum(2 * extent, 1e-6))
    middle = np.where(low + extent * fits > 0, low + extent * fits, np.where(high - extent * fits < 0, high - extent * fits, 0.0))
    return np.asarray(middle + wished * np.where(high - low > 2 * MARGIN_M, fits, 1.0))


def _closing_up(distance: F64, extra_m: float, delay: float, fps: int) -> F64:
    """Return how far a member has closed up: it goes on at a walk when those before it have stopped."""
    moving = np.flatnonzero(np.diff(distance) > 1e-3)
    if not len(moving):
        return np.full(len(distance), extra_m)
    if extra_m < 0.05:
        return np.zeros(len(distance))
    time = (np.arange(len(distance)) - moving[-1]) / fps - delay
    run = np.cumsum(_PACE_MPS * smooth((time + 1.1) / 1.1)) / fps / extra_m
    eased = np.where(run < 0.7, run, run - np.maximum(run - 0.7, 0.0) ** 2 / 1.2)
    return np.asarray(extra_m * np.where(run > 1.3, 1.0, eased))
