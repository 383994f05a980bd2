"""A crowd: members in loose rows that follow their track, squeeze through gates and spread out again, each with its own stride."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from redearth.core.frames import FrameRange
from redearth.core.seed import generator_from
from redearth.direction.model import Cue, Piece, SetPlan, Track
from redearth.stage.motion.ease import smooth, soften
from redearth.stage.motion.path import facing
from redearth.stage.parts import F64

_MARGIN_M = 0.4
_ROW_M = 1.25
_FILE_M = 1.1
_PASSABLE_M = 0.8
"""Where less than this is free to either side the line itself is taken to lead through."""
_TAIL_M = 60.0
_PACE_MPS = 1.15
_WALK_MPS = 1.6
"""Nobody in a crowd goes faster than this or than the crowd itself."""
_BRAKE_MPS2 = 1.3
_BRAKING_S = 1.3
"""How gently a walker comes to a stop, and how early it begins to."""
_FUNNEL = 0.28
"""Metres aside per metre of way: how steeply people draw together before a passage."""
_NEAR_M = 0.95
_ROUNDS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """The track's line as distances (0 where the track starts), points, headings and the free floor to its left and right."""

    marks_m: F64
    points_m: F64
    heading: F64
    left_m: F64
    right_m: F64
    length_m: float
    """How far the track goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slot:
    """A member's place in the column that comes and in the group that has arrived."""

    back_m: float
    share: float
    """-1 right … 1 left of the column."""
    final_back_m: float
    final_left_m: float


def member_tracks(track: Track, count: int, fps: int, plan: SetPlan) -> tuple[Track, ...]:
    """Return one track per member: rows behind the crowd's own track.

    Where scenery narrows the way they come in as few files as fit (0.9 m each); where it opens they close up into wider rows,
    so that more of them are seen. A member starts up to 0.6 s late.
    """
    samples = np.array(track.samples, float)
    way = _way(samples, plan)
    slots, spread = _slots(track.actor, count, way)
    walked = np.stack([_member(track, samples, way, slot, spread, member, fps) for member, slot in enumerate(slots)])
    for every_s, smooth_s in ((0.17, 0.5), (0.09, 0.3)):
        walked[:, :, :2] = _apart(walked[:, :, :2], max(1, round(every_s * fps)), round(smooth_s * fps))
    if len(samples) > 1:
        walked = np.stack([_ahead(_in_time(one, fps), fps) for one in walked])
    return tuple(
        Track(
            actor=track.actor,
            samples=tuple((float(x), float(z), float(y), float(v)) for x, z, y, v, _ in rows),
            visible=track.visible,
            stature_m=track.stature_m,
        )
        for rows in walked
    )


def _apart(ground_m: F64, every: int, radius: int) -> F64:
    """Push members [N, F, 2] who come too near to each other apart, every frame by itself, then smooth over ``radius`` frames."""
    picked = np.unique(np.append(np.arange(0, ground_m.shape[1], every), ground_m.shape[1] - 1))
    place = ground_m[:, picked].transpose(1, 0, 2).copy()
    for _ in range(_ROUNDS):
        delta = place[:, :, None] - place[:, None, :]
        distance = np.sqrt((delta * delta).sum(-1)) + 10.0 * np.eye(place.shape[1])
        push = np.maximum(_NEAR_M - distance, 0.0) / np.maximum(distance, 0.05)
        place += 0.3 * (delta * push[..., None]).sum(2)
    moved = (place - ground_m[:, picked].transpose(1, 0, 2)).transpose(1, 0, 2)
    frames = np.arange(ground_m.shape[1])
    offsets = np.stack([np.stack([np.interp(frames, picked, one[:, axis]) for axis in (0, 1)], -1) for one in moved])
    return ground_m + np.stack([soften(one, radius) for one in offsets])


def _in_time(rows: F64, fps: int) -> F64:
    """Return a member's rows [F, 5] with the way to its place walked no faster than its crowd goes: who has farther to go comes later."""
    frames = np.arange(len(rows))
    # A hair is added on every frame, so that each place on the way has one moment even where the member stands.
    due = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(rows[:, :2], axis=0).T))]) + 1e-7 * frames
    longest = max(_WALK_MPS, float(rows[:, 3].max())) / fps
    gone = due.copy()
    ahead = np.concatenate([due, np.full(round(_BRAKING_S * fps), due[-1])])[-len(due) :]
    for frame in range(1, len(gone)):
        braked = math.sqrt(2 * _BRAKE_MPS2 * max(0.0, float(ahead[frame]) - float(gone[frame - 1]))) / fps
        gone[frame] = min(due[frame], gone[frame - 1] + min(longest, braked))
    moment = np.interp(_softened_on(gone, round(0.3 * fps)), due, frames)
    return np.stack([np.interp(moment, frames, column) for column in rows.T], -1)


def _softened_on(gone: F64, radius: int) -> F64:
    """Soften [F] as if it went on beyond both ends as it does there, so that it is nowhere steeper than before."""
    lead, tail = gone[1] - gone[0], gone[-1] - gone[-2]
    before, after = gone[0] + lead * np.arange(-radius, 0), gone[-1] + tail * np.arange(1, radius + 1)
    return soften(np.concatenate([before, gone, after]), radius)[radius : radius + len(gone)]


def _ahead(rows: F64, fps: int) -> F64:
    """Return a member's rows [F, 5] turned from where the crowd's line leads to where it goes itself: nobody walks sideways."""
    velocity = soften(np.gradient(rows[:, :2], axis=0) * fps, round(0.2 * fps))
    aside = np.arctan2(velocity[:, 0], velocity[:, 1]) - rows[:, 4]
    aside = (aside + math.pi) % (2 * math.pi) - math.pi
    # Who is pushed back keeps facing the way: beyond a right angle the turn fades.
    weight = smooth((np.hypot(*velocity.T) - 0.25) / 0.5) * (1.0 - smooth((np.abs(aside) - 1.2) / 1.2))
    turned = rows.copy()
    turned[:, 2] += soften(aside * weight, round(0.3 * fps))
    return turned


def _slots(actor: str, count: int, way: _Way) -> tuple[list[_Slot], float]:
    """Return every member's slot and the half width of the column."""
    used = (way.marks_m > -_ROW_M * count / 4) & (np.minimum(way.left_m, way.right_m) > _PASSABLE_M)
    narrow = float((way.left_m + way.right_m)[used].min()) - 2 * _MARGIN_M if used.any() else 0.0
    most = max(1, min(8, round(math.sqrt(count) * 1.4)))
    files = _files(narrow, most)
    spread = min(max(narrow / 2, 0.0), 0.5 * _FILE_M * (files - 1))
    slots: list[_Slot] = []
    row = 0
    while len(slots) < count:
        low, high = _room(way, np.array(way.length_m - row * _ROW_M))
        wide = max(files, _files(float(high - low), most))
        members = list(range(len(slots), min(len(slots) + wide, count)))
        ordered = sorted(members, key=lambda m: (m % files, m // files))
        width = min(_FILE_M, max(float(high - low), 2 * spread) / max(1, wide - 1))
        slots += [_slot(actor, m, files, row, ordered.index(m) - (len(members) - 1) / 2, width) for m in members]
        row += 1
    return slots, spread


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


def _files(width_m: float, most: int) -> int:
    """Return how many people walk abreast in a free width."""
    return int(np.clip(math.floor(max(width_m, 0.0) / 0.95) + 1, 1, most))


def _room(way: _Way, gone: F64) -> tuple[F64, F64]:
    """Return the rightmost (negative) and leftmost place beside the line that is clear of scenery."""
    high = np.interp(gone, way.marks_m, way.left_m) - _MARGIN_M
    low = _MARGIN_M - np.interp(gone, way.marks_m, way.right_m)
    return np.minimum(low, 0.0), np.maximum(high, 0.0)


def _slot(actor: str, member: int, files: int, row: int, place: float, width_m: float) -> _Slot:
    jitter = generator_from("member", actor, member).uniform(-0.5, 0.5, 4)
    stagger = 0.35 if round(place * 2) % 4 in (0, 3) else 0.0
    return _Slot(
        back_m=(member // files) * _ROW_M + 0.2 * jitter[0] + (0.3 if member % files % 2 else 0.0),
        share=0.0 if files == 1 else 1.0 - 2 * (member % files) / (files - 1) + 0.06 * jitter[1],
        final_back_m=row * _ROW_M + 0.2 * jitter[2] + stagger,
        final_left_m=-place * width_m + 0.12 * jitter[3],
    )


def _way(samples: F64, plan: SetPlan) -> _Way:
    """Return the track's line with a straight tail behind its start and a short nose beyond its end."""
    ground = samples[:, :2]
    step = np.sqrt((np.diff(ground, axis=0) ** 2).sum(-1))
    moved = np.flatnonzero(step > 1e-4)
    first_yaw = float(np.arctan2(*(ground[moved[0] + 1] - ground[moved[0]]))) if len(moved) else float(samples[0, 2])
    _, ahead = facing(np.array(first_yaw))
    distance = np.concatenate([[0.0], np.cumsum(step)])
    marks = np.arange(0.0, float(distance[-1]) + 0.25, 0.25)
    keep = np.concatenate([[0], moved + 1])
    line = np.stack([np.interp(marks, distance[keep], ground[keep, axis]) for axis in (0, 1)], -1)
    tail = np.arange(-_TAIL_M, 0.0, 0.25)
    points = np.concatenate([ground[0] + tail[:, None] * ahead, line])
    forward = np.gradient(points, axis=0)
    forward[np.abs(forward).sum(-1) < 1e-9] = ahead
    heading = soften(np.unwrap(np.arctan2(forward[:, 0], forward[:, 1])), 3)
    left_m, right_m = (_free_width(points, heading, plan, sign) for sign in (1.0, -1.0))
    return _Way(
        marks_m=np.concatenate([tail, marks]),
        points_m=points,
        heading=heading,
        left_m=left_m,
        right_m=right_m,
        length_m=float(distance[-1]),
    )


def _free_width(trail: F64, heading: F64, plan: SetPlan, sign: float) -> F64:
    """Return how far to one side of the trail the floor is free of solid pieces, at most 5 m, drawn in gently.

    Where the trail itself leads through scenery, that scenery is taken to be open.
    """
    left, _ = facing(heading)
    free = np.full(len(trail), 5.0)
    for offset in np.arange(4.8, -0.1, -0.2):
        spot = trail + sign * offset * left
        blocked = np.zeros(len(trail), bool)
        for piece in plan.pieces:
            if piece.solid and piece.kind not in ("gate", "door") and piece.position_m[1] < 1.8:
                blocked |= _inside(spot, piece)
        free[blocked] = max(offset - 0.1, 0.0)
    free[free < 0.15] = 5.0
    step = np.sqrt((np.diff(trail, axis=0, prepend=trail[:1]) ** 2).sum(-1)).cumsum()
    apart = np.maximum(np.abs(step[:, None] - step[None]) - 0.6, 0.0)
    return np.asarray((free[None] + _FUNNEL * apart).min(-1))


def _inside(spot: F64, piece: Piece) -> np.ndarray:
    delta = spot - np.array([piece.position_m[0], piece.position_m[2]])
    sine, cosine = math.sin(piece.yaw_rad), math.cos(piece.yaw_rad)
    x, z = delta[:, 0] * cosine - delta[:, 1] * sine, delta[:, 0] * sine + delta[:, 1] * cosine
    return np.asarray((np.abs(x) < piece.size_m[0] / 2 + 0.2) & (np.abs(z) < piece.size_m[2] / 2 + 0.2))


def _member(track: Track, samples: F64, way: _Way, slot: _Slot, spread: float, member: int, fps: int) -> F64:
    """Return [F, 5]: the samples of one member, and where the crowd's line leads at its place."""
    frames = np.arange(len(samples))
    delay = 0.6 * float(generator_from("delay", track.actor, member).random())
    late = np.clip(frames - delay * fps, 0, None)
    distance = np.concatenate([[0.0], np.cumsum(np.sqrt((np.diff(samples[:, :2], axis=0) ** 2).sum(-1)))])
    led = np.interp(late, frames, distance)
    gone = led - slot.back_m + _closing_up(distance, slot.back_m - slot.final_back_m, delay, fps)
    centre = np.stack([np.interp(gone, way.marks_m, way.points_m[:, axis]) for axis in (0, 1)], -1)
    yaw = np.interp(gone, way.marks_m, way.heading)
    left, _ = facing(yaw)
    place = centre + soften(_aside(way, slot, spread, gone), round(0.7 * fps))[:, None] * left
    own = np.interp(late, frames, np.unwrap(samples[:, 2]))
    turned = yaw + own - np.interp(led, way.marks_m, way.heading)
    return np.column_stack([place, turned, np.interp(late, frames, samples[:, 3]), yaw])


def _aside(way: _Way, slot: _Slot, spread: float, gone: F64) -> F64:
    """Return how far left of the line a member walks: in its file, then in its own place over its last metres."""
    arrive = way.length_m - slot.final_back_m
    turn_in_m = max(2.4, 3.0 * abs(slot.final_left_m - slot.share * spread))
    weight = smooth((gone - (arrive - turn_in_m - 0.2)) / turn_in_m)
    wished = slot.share * spread * (1 - weight) + slot.final_left_m * weight
    extent = spread + (max(abs(slot.final_left_m), spread) - spread) * weight
    low, high = (soften(side, 6) for side in _room(way, gone))
    fits = np.minimum(1.0, (high - low) / np.maximum(2 * extent, 1e-6))
    middle = np.where(low + extent * fits > 0, low + extent * fits, np.where(high - extent * fits < 0, high - extent * fits, 0.0))
    return np.asarray(middle + wished * np.where(high - low > 2 * _MARGIN_M, fits, 1.0))


def _closing_up(distance: F64, extra_m: float, delay: float, fps: int) -> F64:
    """Return how far a member has closed up: it goes on at a walk when those before it have stopped."""
    moving = np.flatnonzero(np.diff(distance) > 1e-3)
    if extra_m < 0.05 or not len(moving):
        return np.zeros(len(distance)) + (0.0 if len(moving) else min(extra_m, 0.0))
    time = (np.arange(len(distance)) - moving[-1]) / fps - delay
    run = np.cumsum(_PACE_MPS * smooth((time + 1.1) / 1.1)) / fps / extra_m
    eased = np.where(run < 0.7, run, run - np.maximum(run - 0.7, 0.0) ** 2 / 1.2)
    return np.asarray(extra_m * np.where(run > 1.3, 1.0, eased))
