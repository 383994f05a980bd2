"""Acts that plant hands and feet as they go: crawling along a track, climbing what stands there, jumping over a distance."""

from __future__ import annotations

import math

import numpy as np

from redearth.direction.model import Piece
from redearth.stage.motion.acting import Act
from redearth.stage.motion.controls import LEFT, MIRROR, RIGHT, Reach, in_set
from redearth.stage.motion.ease import lerp, pulse, smooth, window
from redearth.stage.motion.ground import inside
from redearth.stage.parts import F64

_CRAWL_M = 0.62
"""How far a crawling body of 1.72 m goes in a cycle of its four limbs."""
_TURN_M = 0.6
"""How far hands and knees are from the middle they turn about."""
_RUNG_M = 0.3
_CLIMB_MPS = 0.38
_HIGHEST_M = 2.4
"""Nobody climbs higher than this before the eyes of the camera."""
_SPOT_MPS = 0.12


def limb(progress: F64, stride: float, duty: float, phase: float) -> tuple[F64, F64]:
    """Return where a limb is planted along ``progress`` [F] (metres gone), and how far it is lifted (0 planted … 1).

    It stands for ``duty`` of every ``stride`` and then swings a whole stride on; both follow from the progress alone, so going back undoes going.
    """
    turn = progress / stride + phase
    number = np.floor(turn)
    u = np.clip((turn - number - duty) / (1.0 - duty), 0.0, 1.0)
    planted = (number + smooth(u) - phase + 0.5 * duty) * stride
    return planted, np.sin(math.pi * u)


def crawl(act: Act) -> None:
    """Set hand and opposite knee forward together while the track moves on; what is planted stays where it is."""
    level = window(act.time_s, min(0.8 / act.pace, 0.4 * act.length_s), act.length_s, 0.7 / act.pace, 0.9)
    scale, path = act.controls.scale, act.path
    distance = crawled_m(path.ground_m, path.yaw, scale)
    stride = _CRAWL_M * scale
    gone = distance - distance[act.first_frame]
    rows = _ahead(act, distance)
    for side, phase in ((LEFT, 0.1), (RIGHT, 0.6)):
        spot, up = limb(gone, stride, 0.66, phase)
        palm = _beside(act, rows, spot + distance[act.first_frame], 0.18 * MIRROR[side], 0.46)
        palm[:, 1] += (0.045 + 0.06 * up) * scale
        act.controls.reaches.append(
            Reach(side=side, weight=level, target_m=palm, space="set", stretch=False, flat=1.0, flat_yaw=0.1)
        )
        spot, up = limb(gone, stride, 0.7, phase + 0.45)
        ankle = _beside(act, rows, spot + distance[act.first_frame], 0.13 * MIRROR[side], -0.62)
        ankle[:, 1] += (0.065 + 0.03 * up + 0.2 * level * (1.0 - level)) * scale  # lifted while it goes over to the crawl
        ankle[:, 1] = np.maximum(ankle[:, 1], act.controls.ankle_m[side, :, 1])  # as high as the turned foot has been put
        act.controls.ankle_m[side] = lerp(act.controls.ankle_m[side], ankle, level)
    swing = np.sin(2 * math.pi * gone / stride)
    act.controls.hips[:, 1] += 0.09 * swing * level
    act.controls.hips_m[:, 0] += 0.025 * scale * swing * level
    act.controls.spine[:, 2] += 0.06 * swing * level


def crawled_m(ground_m: F64, yaw: F64, scale: float) -> F64:
    """Return [F] how far hands and knees have gone along a way [F, 2] with headings [F]: who turns sets them round as he goes."""
    gone = np.sqrt((np.diff(ground_m, axis=0) ** 2).sum(-1))
    turned = _TURN_M * scale * np.abs(np.diff(np.unwrap(yaw)))
    return np.concatenate([[0.0], np.cumsum(np.hypot(gone, turned))])


def _ahead(act: Act, distance: F64) -> F64:
    """Return rows (distance, x, y, z, yaw) of the track, each distance once."""
    keep = np.concatenate([[True], np.diff(distance) > 1e-6])
    root = act.controls.root_m
    return np.asarray(np.column_stack([distance, root, act.path.yaw])[keep])


def _beside(act: Act, rows: F64, at_m: F64, aside_m: float, ahead_m: float) -> F64:
    """Return the place [F, 3] beside and ahead of where the body is when it has gone ``at_m`` [F]; lengths at 1.72 m."""
    beyond = np.clip(at_m, rows[0, 0], rows[-1, 0])
    x, y, z, yaw = (np.interp(beyond, rows[:, 0], rows[:, column]) for column in (1, 2, 3, 4))
    over, sine, cosine = at_m - beyond, np.sin(yaw), np.cos(yaw)
    forward, left = ahead_m * act.controls.scale + over, aside_m * act.controls.scale
    return np.stack([x + sine * forward + cosine * left, y, z + cosine * forward - sine * left], -1)


def climb(act: Act) -> None:
    """Go up rung by rung at what stands there, hands and feet in turn, and come down again before the next move."""
    scale = act.controls.scale
    begin, leave, left = _climb_times(act)
    if leave - begin < 0.8:
        return
    high = _height(act, leave - begin)
    way = high / _rate_mps(act)
    up = high * (
        smooth((act.time_s - begin - 0.35) / max(way, 0.1)) - smooth((act.time_s - leave) / max(left - leave - 0.3, 0.1))
    )
    level = window(act.time_s, begin, left - 0.25, 0.45, 0.35)
    act.controls.hips_m[:, 1] += up - 0.06 * scale * level
    near = _gap_m(act) / scale - 0.44
    act.controls.hips_m[:, 2] += (0.02 + near) * scale * level
    act.controls.spine[:, 0] += 0.06 * level
    act.controls.head[:, 0] -= 0.32 * level
    act.controls.hips_m[:, 0] += 0.03 * scale * level * np.sin(math.pi * up / _RUNG_M)
    for side, phase in ((LEFT, 0.0), (RIGHT, 0.5)):
        rung, lifted = limb(up, 2 * _RUNG_M, 0.62, phase)
        palm = np.stack(
            [
                np.full_like(up, 0.19 * MIRROR[side]),
                (_on_rung(rung) + 4.4 * _RUNG_M * scale) / scale,
                0.40 + near - 0.10 * lifted,
            ],
            -1,
        )
        act.controls.reaches.append(Reach(side=side, weight=level, target_m=palm, space="root", stretch=False, elbow_out=0.15))
        rung, lifted = limb(up, 2 * _RUNG_M, 0.62, phase + 0.5)
        on = np.clip(_on_rung(rung) / _RUNG_M, 0.0, 1.0)
        foot = np.stack([np.full_like(up, 0.12 * MIRROR[side]), 0.10 + _on_rung(rung) / scale, 0.24 + near - 0.13 * lifted], -1)
        weight = level * np.clip(on + lifted, 0.0, 1.0)
        act.controls.ankle_m[side] = lerp(act.controls.ankle_m[side], in_set(act.controls, foot * scale), weight)
        act.controls.foot[side, :, 0] += weight * (0.12 + 0.3 * lifted)
        act.controls.free[side] = np.maximum(act.controls.free[side], level)


def _rate_mps(act: Act) -> float:
    """Return how fast somebody climbs: for a child every rung is a high one."""
    return float(_CLIMB_MPS * act.pace * min(1.0, act.controls.scale**1.5))


def _on_rung(coordinate: F64) -> F64:
    return np.maximum(coordinate, 0.0)


def _climb_times(act: Act) -> tuple[float, float, float]:
    """Return when (local seconds) the climb begins, ends at the top, and is back on the ground: for the actor's next cue or move."""
    fps, path = act.path.fps, act.path
    start, end = act.first_frame, min(act.cue.range.end, path.frames - 1)
    moving = np.flatnonzero(path.speed_mps[start : end + 1] > _SPOT_MPS)
    here = start + (int(moving[-1]) if len(moving) else 0)
    until = path.frames - 1 + 10 * fps
    later = np.flatnonzero(path.speed_mps[end + 1 :] > _SPOT_MPS)
    if len(later):
        until = min(until, end + 1 + int(later[0]))
    for other in act.work.cues_of(act.cue.actor):
        if other.range.start >= act.cue.range.end and other.primitive not in (
            "LOOK",
            "STARE",
            "CLIMB",
            "BREATHE",
            "EXPRESS",
            "VOCALISE",
        ):
            until = min(until, other.range.start)
    begin = (max(here - round(0.25 * fps), start) - act.cue.range.start) / fps
    left = (until - act.cue.range.start) / fps
    return begin, max(begin, left - min(1.4, 0.4 * (left - begin))), left


def _height(act: Act, room_s: float) -> float:
    """Return how high the climb goes: what stands there, as far as the time allows, in whole rungs."""
    asked = act.cue.target_m[1] if act.cue.target_m is not None and act.cue.target_m[1] > 0.6 else _HIGHEST_M
    climbed = _climbed(act)
    if climbed is not None:
        asked = climbed[0].size_m[1] + climbed[0].position_m[1] - 0.4
    able = (room_s - 0.35) * _rate_mps(act)
    return max(_RUNG_M, _RUNG_M * math.floor(min(asked, able, _HIGHEST_M) / _RUNG_M + 1e-6))


def _climbed(act: Act) -> tuple[Piece, float] | None:
    """Return the piece before the actor at the end of the cue, within a step, and how far its face is."""
    frame = min(max(act.cue.range.end - 1, 0), act.path.frames - 1)
    spot, yaw = act.path.ground_m[frame], float(act.path.yaw[frame])
    found = []
    for piece in act.work.blocking.set_plan.pieces:
        if piece.size_m[1] > 0.6:
            along = np.arange(0.0, 1.2, 0.02)[:, None] * [math.sin(yaw), math.cos(yaw)]
            x, z = inside(piece, spot + along)
            within = np.flatnonzero((np.abs(x) < piece.size_m[0] / 2) & (np.abs(z) < piece.size_m[2] / 2))
            if len(within):
                found.append((0.02 * float(within[0]), piece.id, piece))
    return (min(found, key=lambda f: f[:2])[2], min(found, key=lambda f: f[:2])[0]) if found else None


def _gap_m(act: Act) -> float:
    """Return how far what is climbed is before the actor's mark; about an arm's length when nothing of the set is there."""
    climbed = _climbed(act)
    return min(max(climbed[1], 0.2), 0.85) if climbed is not None else 0.44 * act.controls.scale


def jump(act: Act) -> None:
    """Crouch, fly for as long as the height asks over as far as the track goes, land and give; feet leave and meet the ground where they stand."""
    controls, scale, fps = act.controls, act.controls.scale, act.path.fps
    height = 0.32 * act.cue.strength
    air_s = 2 * math.sqrt(2 * height * scale / 9.81)
    off = _take_off_s(act, air_s)
    flight = np.clip((act.time_s - off) / air_s, 0.0, 1.0)
    up = 4 * height * flight * (1 - flight) * scale
    still = 1.0 - np.clip(act.path.speed_mps / 2.0, 0.0, 0.7)
    crouch = still * pulse(act.time_s, off - 0.12, min(off, 0.45) * 0.7 + 0.05, 0.14) + 0.8 * pulse(
        act.time_s, off + air_s + 0.12, 0.12, 0.45
    )
    controls.hips_m[:, 1] += up - 0.22 * scale * crouch
    controls.spine[:, 0] += 0.35 * crouch
    frames = [min(max(round(act.cue.range.start + s * fps), 0), act.path.frames - 1) for s in (off, off + air_s)]
    inside = (act.time_s > off) & (act.time_s < off + air_s)
    for side in (LEFT, RIGHT):
        leaves, lands = (controls.ankle_m[side, frame].copy() for frame in frames)
        flown = lerp(np.tile(leaves, (len(up), 1)), lands, smooth(flight))
        flown[:, 1] += up * (1.0 + 0.12 * np.sin(math.pi * flight))
        controls.ankle_m[side] = np.where(inside[:, None], flown, controls.ankle_m[side])
        controls.foot[side, :, 0] = np.where(inside, 0.55 * np.sin(math.pi * flight), controls.foot[side, :, 0])
        controls.free[side] = np.maximum(controls.free[side], 1.0 * inside)
        act.pose(side, (0.2, -0.35, -0.3), 0.7 * pulse(act.time_s, off - 0.1, min(off, 0.45) * 0.8 + 0.02, 0.15))
        act.pose(side, (0.2, 0.05, 0.45), window(act.time_s, off - 0.08, off + air_s * 0.6, 0.2, 0.5))
    act.touch(off + air_s, "land", np.asarray(controls.root_m[frames[1]]), 0.7)


def _take_off_s(act: Act, air_s: float) -> float:
    """Return the local second of take-off: soon on the spot; on the way, so that the middle of the flight is the middle of the way."""
    speed = act.path.speed_mps[act.first_frame : max(act.first_frame + 2, act.cue.range.end)]
    if speed.max(initial=0.0) < 0.8:
        return min(0.45 / act.pace, 0.4 * act.length_s)
    gone = np.cumsum(speed)
    return float(max(0.2, np.searchsorted(gone, 0.5 * gone[-1]) / act.path.fps - 0.5 * air_s))
