"""One creature's scene: its feet, its wings or its winding track, a body carried by them, its acts, and its touches."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from redearth.direction.model import Cue, Track
from redearth.stage.model import Contact
from redearth.stage.motion.body import Solved
from redearth.stage.motion.creature_acting import CreatureAct, gaze, step_after
from redearth.stage.motion.creature_acts import attend
from redearth.stage.motion.creature_acts_beast import MOTIONS
from redearth.stage.motion.creature_acts_serpent import SERPENT_MOTIONS, serpent_idle
from redearth.stage.motion.creature_aim import FINE, GATHER_S, WHOLE, Joint, MouthOf, ShoulderOf, aim, apply, lean, touch_weight
from redearth.stage.motion.creature_body import CreatureControls, mouth_of_legged, shoulder_of_legged, solve_creature, still
from redearth.stage.motion.creature_carry import carry_arthropod, carry_beast
from redearth.stage.motion.creature_feet import tips_over
from redearth.stage.motion.creature_flight import Flight, fly
from redearth.stage.motion.creature_gaits import beast_stride, legged_stride
from redearth.stage.motion.creature_ground import LOW_ACTS, Solve, hull_of, keep_on_ground
from redearth.stage.motion.creature_idle import arthropod_idle, beast_idle
from redearth.stage.motion.creature_limbs import mouth_of_beast, shoulder_of_beast, sink_into_reach, solve_beast
from redearth.stage.motion.creature_pace import Pace, as_walked, pace_over
from redearth.stage.motion.creature_slither import SERPENT_JOINTS, lay_track, mouth_of_serpent, solve_serpent
from redearth.stage.motion.creature_timing import CONTACT_S, act_pace, contact_s
from redearth.stage.motion.creature_touches import claws, falls, scrapes, wing_beats
from redearth.stage.motion.ease import window
from redearth.stage.motion.path import Path, path_of
from redearth.stage.motion.person import Acted, pace_of
from redearth.stage.motion.scene import SceneWork, fitted, visible_mask
from redearth.stage.motion.sway import sway
from redearth.stage.parts import F64, Skeleton
from redearth.stage.rig import leg_names

_FOREPART = 0.45
"""Share of the winding that the lifted part of a serpent takes."""
FALLS = ("FALL", "DIE")
_PLAIN = ("WALK", "STAND", "APPEAR", "VANISH", "OBJECT_EVENT", "ENVIRONMENT_EVENT", "RISE", "STOP", "HOLD_PLAIN")
_STARING = ("LUNGE", "CHARGE", "STRIKE", "BITE")
_DARTS = 0.5
"""How far a body goes after its target that already darts at it, over one that does not."""
_FLOOR_M = 0.05
"""A point below this is the mark that a leap ends on, not what it touches."""
_RISING = ("RISE", "WALK", "RUN", "CHARGE", "LUNGE", "STAND", "APPEAR")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Creature:
    """What all passes over one creature share."""

    work: SceneWork
    track: Track
    skeleton: Skeleton
    path: Path
    pace: Pace
    cues: tuple[Cue, ...]
    controls: CreatureControls
    homes_m: F64
    """[L, 3] resting tips in root axes."""


def act_creature(work: SceneWork, track: Track, skeleton: Skeleton) -> Acted:
    """Return a creature's performance of the whole scene."""
    path = as_walked(path_of(fitted(track, work.frames), work.fps))
    root = np.zeros((path.frames, 3))
    root[:, [0, 2]] = path.ground_m
    count = sum(name.endswith("Tip") for name in skeleton.names)
    names = leg_names(count) if count else ()
    rest = skeleton.rest_positions_m()
    homes = rest[[skeleton.index(name + "Tip") for name in names]].reshape(-1, 3)
    controls = still(skeleton, count, root, path.yaw)
    one = _Creature(
        work=work,
        track=track,
        skeleton=skeleton,
        path=path,
        pace=pace_over(path, skeleton.stature_m),
        cues=work.cues_of(track.actor),
        controls=controls,
        homes_m=homes,
    )
    play = {"legged": _crawl, "serpent": _slither}.get(skeleton.kind, _go)
    solved, touched = play(one)
    solved = sway(solved, skeleton, work.fps, work.windows)
    touched = touched + falls(one.cues, solved.positions_m, path, track.actor, work, skeleton.stature_m)
    seen = visible_mask(track, path.frames)
    return Acted(solved=solved, contacts=tuple(c for c in touched if c.frame < path.frames and seen[c.frame]))


def _crawl(one: _Creature) -> tuple[Solved, list[Contact]]:
    """An arthropod."""
    size, path, c = one.skeleton.stature_m, one.path, one.controls
    trodden = tips_over(path, one.homes_m[:, [0, 2]], partial(legged_stride, one.skeleton))
    c.tips_m[:] = trodden.tips_m
    carry_arthropod(c, one.pace, trodden, size)
    arthropod_idle(c, one.work.windows, one.work.fps, one.track.actor, size)
    tips = c.tips_m.copy()
    acts = _perform(one)
    for act in acts:
        _aim_at(act, one.skeleton, lambda _: mouth_of_legged, WHOLE)
        _lean_after(act, one.skeleton, shoulder_of_legged)
    _keep(one, acts, lambda controls, _: solve_creature(controls, one.skeleton))
    return solve_creature(c, one.skeleton), claws(trodden.landings, tips, path, one.track.actor, one.work, size)


def _go(one: _Creature) -> tuple[Solved, list[Contact]]:
    """A beast on four feet, on two, or on wings."""
    size, path, c, actor = one.skeleton.stature_m, one.path, one.controls, one.track.actor
    trodden = tips_over(path, one.homes_m[:, [0, 2]], partial(beast_stride, one.skeleton, bounding=_bounds(one.skeleton)))
    c.tips_m[:] = trodden.tips_m
    c.tips_m[..., 1] += one.homes_m[:, None, 1]
    arms = one.homes_m[:, 1] > 0.1 * size
    _hang(one, arms)
    moving = carry_beast(c, one.pace, trodden, one.skeleton, path.yaw)
    flight = fly(c, path, one.homes_m, size, actor) if one.skeleton.kind == "flyer" else Flight(level=0.0 * moving, beats=())
    beast_idle(c, one.work.windows, one.work.fps, actor, one.skeleton.kind, size, moving)
    tips = c.tips_m.copy()
    acts = _perform(one)
    sink_into_reach(c, one.skeleton)
    for act in acts:
        _aim_at(act, one.skeleton, lambda _: mouth_of_beast, WHOLE)
        _lean_after(act, one.skeleton, shoulder_of_beast)
    sink_into_reach(c, one.skeleton)
    for act in acts:
        _aim_at(act, one.skeleton, lambda _: mouth_of_beast, FINE)
        _lean_after(act, one.skeleton, shoulder_of_beast)
    _keep(one, acts, lambda controls, _: solve_beast(controls, one.skeleton))
    landed = [
        (s, leg) for s, leg in trodden.landings if not arms[leg] and flight.level[min(round(s * path.fps), path.frames - 1)] < 0.3
    ]
    touched = claws(landed, tips, path, actor, one.work, size)
    return solve_beast(c, one.skeleton), touched + wing_beats(flight, c, path, actor, one.work, size)


def _bounds(skeleton: Skeleton) -> bool:
    """Tell whether it runs in bounds, both hind feet together: the small and the long-bodied."""
    return skeleton.stature_m < 0.4


def _hang(one: _Creature, arms: NDArray[np.bool_]) -> None:
    """Let arms hang from the trunk instead of walking."""
    c = one.controls
    sine, cosine = np.sin(c.root_yaw), np.cos(c.root_yaw)
    for leg in np.flatnonzero(arms):
        x, y, z = one.homes_m[leg]
        c.tips_m[leg] = c.root_m + np.stack([cosine * x + sine * z, np.full_like(sine, y), cosine * z - sine * x], -1)


def _slither(one: _Creature) -> tuple[Solved, list[Contact]]:
    """One without legs."""
    size, path, c = one.skeleton.stature_m, one.path, one.controls
    winding = lay_track(path, size, one.pace.speed_mps)
    rest = one.skeleton.rest_positions_m()
    gaps = np.array([0.0, *(-rest[one.skeleton.index(f"spine{k}"), 2] for k in range(1, 13))])
    places = winding.behind(gaps)
    aside = _FOREPART * (places[:, 0] - c.root_m)[:, [0, 2]]
    sine, cosine = np.sin(c.root_yaw), np.cos(c.root_yaw)
    c.body_m[:, 0] += cosine * aside[:, 0] - sine * aside[:, 1]
    c.body_m[:, 2] += sine * aside[:, 0] + cosine * aside[:, 1]
    moving = np.clip(one.pace.speed_mps / (0.6 * math.sqrt(size)), 0.0, 1.0)
    serpent_idle(c, one.work.windows, one.work.fps, one.track.actor, size, moving)
    acts = _perform(one)
    for act in acts:
        _aim_at(act, one.skeleton, partial(mouth_of_serpent, places), SERPENT_JOINTS)
    _keep(one, acts, lambda controls, frames: solve_serpent(controls, one.skeleton, places[frames]))
    return solve_serpent(c, one.skeleton, places), scrapes(path, one.track.actor, one.work, size)


def _perform(one: _Creature) -> list[CreatureAct]:
    """Lay all cues of a creature; what it has no motion for makes it look up and tilt its head."""
    skeleton, pairs = one.skeleton, len(one.homes_m) // 2
    motions = MOTIONS.get(skeleton.kind, SERPENT_MOTIONS)
    acts, down_until = [], -1.0
    for cue in one.cues:
        if cue.primitive in _PLAIN:
            continue
        pace = act_pace(cue, pace_of(cue, 1.0), skeleton.stature_m)
        rises_s = _rises_s(cue, one.cues, one.path.fps)
        act = CreatureAct(
            kind=skeleton.kind, controls=one.controls, cue=cue, path=one.path, size_m=skeleton.stature_m, homes_m=one.homes_m,
            rear_pairs=2 if pairs >= 4 else 1, target_m=_target(one, cue), pace=pace,
            until_s=pace * _chained_s(cue, one.cues, one.path.fps), rises_s=pace * rises_s,
            dies_s=pace * _dies_s(cue, one.cues, one.path.fps),
        )  # fmt: skip
        if cue.primitive in _STARING:
            gaze(act, 0.7 * window(act.time_s, 0.0, act.length_s, 0.3, 0.4))
        if cue.primitive in FALLS and cue.range.start < down_until:
            continue  # it is down already, and its fall knows when it dies
        down_until = cue.range.start + rises_s * one.path.fps if cue.primitive in FALLS else down_until
        motions.get(cue.primitive, attend)(act)
        acts.append(act)
    return acts


def _keep(one: _Creature, acts: list[CreatureAct], solve: Solve) -> None:
    """Keep it on the ground, and out of it, in every act that brings it down."""
    who, frames, fps = one.work.characters.get(one.track.actor), one.path.frames, one.path.fps
    for act in acts:
        if act.cue.primitive not in LOW_ACTS or who is None:
            continue
        rolled = act.cue.primitive in FALLS and act.kind in ("quadruped", "upright", "serpent")
        over_s = act.rises_s + 2.0 * act.pace if act.cue.primitive in FALLS else act.length_s + 1.2
        end = frames if math.isinf(over_s) else min(frames, act.cue.range.start + round(over_s / act.pace * fps))
        if end > act.cue.range.start >= 0:
            keep_on_ground(one.controls, one.skeleton, solve, hull_of(who), (act.cue.range.start, end), rolled)


def _target(one: _Creature, cue: Cue) -> F64 | None:
    """Return what a cue is played at: the point direction gives, else the partner's or target's throat, else its eyes."""
    place, eyes = cue.target, one.work.eyes_m
    other = cue.partner or (place.id if place is not None and place.kind == "character" else "")
    touches = cue.primitive in CONTACT_S
    if touches and cue.target_m is not None and cue.target_m[1] > _FLOOR_M:
        return np.array(cue.target_m, float)
    if other in eyes and other != cue.actor:
        return eyes[other] - np.array([0.0, 0.22, 0.0]) if touches else eyes[other]
    return None if touches or cue.target_m is None else np.array(cue.target_m, float)


def _lean_after(act: CreatureAct, skeleton: Skeleton, shoulder_of: ShoulderOf) -> None:
    """Bring the body after the claws where they have to touch."""
    if not _clawed(act) or act.target_m is None:
        return
    frame = _touch_frame(act)
    if frame is None:
        return
    goal = act.target_m if act.target_m.ndim == 1 else act.target_m[frame]
    shift = lean(act.controls, shoulder_of, skeleton, frame, goal, act.thrust(math.inf, GATHER_S))
    act.controls.body_m[:] += shift * touch_weight(act.time_s, act.contact_s, act.cue.primitive)[:, None]


def _clawed(act: CreatureAct) -> bool:
    """Tell whether an act touches with the claws of the first limb instead of the jaws."""
    strikes = act.cue.primitive == "STRIKE" and act.kind not in ("flyer", "serpent")
    return strikes or (act.cue.primitive == "LUNGE" and act.kind == "upright")


def _touch_frame(act: CreatureAct) -> int | None:
    """Return the frame of an act's touch, if it has one in the scene."""
    moment = contact_s(act.cue.primitive, act.pace)
    if moment is None:
        return None
    frame = act.cue.range.start + round(moment * act.path.fps)
    return frame if 0 <= frame < act.path.frames else None


def _aim_at(act: CreatureAct, skeleton: Skeleton, mouth_at: Callable[[int], MouthOf], joints: tuple[Joint, ...]) -> None:
    """Bring the jaws to the target at the touch of a bite, a lunge or a stab."""
    frame = _touch_frame(act)
    if frame is None or _clawed(act) or act.target_m is None:
        return
    goal = act.target_m if act.target_m.ndim == 1 else act.target_m[frame]
    change, share = aim(
        act.controls,
        skeleton,
        mouth_at(frame),
        frame,
        goal,
        joints,
        act.thrust(math.inf, GATHER_S) * (_DARTS if joints is SERPENT_JOINTS else 1.0),
    )
    weight = touch_weight(act.time_s, act.contact_s, act.cue.primitive)
    apply(act.controls, joints, change * share, weight)
    if joints is WHOLE:
        step_after(act, change * share, weight)


def _chained_s(cue: Cue, cues: tuple[Cue, ...], fps: int) -> float:
    """Return when the cries that follow a cue within 0.7 s end, in seconds from its start."""
    end = cue.range.end
    for other in cues:
        if other.primitive in ("SCREAM", "VOCALISE") and cue.range.start <= other.range.start <= end + 0.7 * fps:
            end = max(end, other.range.end)
    return (end - cue.range.start) / fps


def _dies_s(cue: Cue, cues: tuple[Cue, ...], fps: int) -> float:
    """Return when it dies after a cue, in seconds from its start; never, when nothing says so."""
    later = [o.range.start for o in cues if o.primitive == "DIE" and o.range.start > cue.range.start]
    return (min(later) - cue.range.start) / fps if later else math.inf


def _rises_s(cue: Cue, cues: tuple[Cue, ...], fps: int) -> float:
    """Return when it is on its feet again after a cue, in seconds from its start; never, when nothing says so."""
    later = [o.range.start for o in cues if o.primitive in _RISING and o.range.start >= cue.range.end]
    return (min(later) - cue.range.start) / fps if later else math.inf
