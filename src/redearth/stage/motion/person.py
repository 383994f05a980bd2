"""One person's scene: walk, breathe, take postures, act, speak, look; then solve the body."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from redearth.breakdown.model import Character
from redearth.core.frames import FrameRange
from redearth.direction.model import Cue, Piece, Track
from redearth.stage.model import Contact
from redearth.stage.motion.acting import Act, carry_oneself
from redearth.stage.motion.acts import perform_act
from redearth.stage.motion.body import Solved, solve
from redearth.stage.motion.brace import alarm, brace
from redearth.stage.motion.contacts import contact, footsteps
from redearth.stage.motion.controls import Controls, in_root, standing
from redearth.stage.motion.duet import off_feet
from redearth.stage.motion.ease import soften
from redearth.stage.motion.effort import NEUTRAL, Effort, effort_of
from redearth.stage.motion.eyes_idle import keep_eyes_alive
from redearth.stage.motion.face import FaceTrack, face_track
from redearth.stage.motion.gait import walk_on
from redearth.stage.motion.grips import grips_of, hold_props
from redearth.stage.motion.ground import Ground, before_seats, ground_of, height_along, seat_at
from redearth.stage.motion.halfway import halved
from redearth.stage.motion.hands import hold_on, rest_hands
from redearth.stage.motion.idle import stay_alive
from redearth.stage.motion.lay_postures import take_postures
from redearth.stage.motion.moods import wear
from redearth.stage.motion.path import Path, on_legs, path_from, path_of
from redearth.stage.motion.postures import Hold, lies_with, plan_postures
from redearth.stage.motion.scene import SceneWork, fitted, visible_mask
from redearth.stage.motion.speech import speak
from redearth.stage.motion.style import Style
from redearth.stage.motion.styles import born, is_elder, is_suited, style_of
from redearth.stage.motion.sway import sway
from redearth.stage.motions.play import RecordedFace, play_clips
from redearth.stage.parts import F64, Skeleton, Touch

_ON_MARK_M = 0.1
"""An ankle this near to its planned foothold, as a share of the stature, made the step; the heel lands first."""
_LAIN = 0.5
"""Who is more than this far into a posture takes no steps of the gait."""
_ROLLS_M = 0.06
"""An ankle goes no farther in the two frames after its foot has landed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """A solved person and what they touched."""

    solved: Solved
    contacts: tuple[Contact, ...]
    face: FaceTrack | None = None
    touches: tuple[Touch, ...] = ()
    recorded_faces: tuple[RecordedFace, ...] = ()
    """What recorded motions have the face do."""


def act_person(
    work: SceneWork, track: Track, character: Character | None, skeleton: Skeleton, cues: tuple[Cue, ...], identity: str
) -> Acted:
    """Return a person's performance of the whole scene; ``identity`` seeds what is theirs alone (a crowd's members differ)."""
    plan, fps = work.blocking.set_plan, work.fps
    led = on_legs(path_of(fitted(track, work.frames), fps))
    scale = skeleton.stature_m / 1.72
    path = _before_seats(led, cues, work, scale)
    floor = ground_of(plan)
    controls = _on_its_feet(skeleton, led, path, floor)
    styled = _styles_of(work, track, character, cues, scale)
    walks = walk_on(controls, path, born(character, scale), _asked(cues, path, "RUN"), identity, floor, styled)
    _be_on_guard(controls, work, path, identity)
    pace = 0.72 if is_elder(character) else 1.0
    holds = plan_postures(cues, path, pace, plan, controls.scale, led.ground_m)
    take_postures(controls, path, holds, plan)
    held_up = np.maximum(lies_with(controls, holds, path.time_s), np.clip(path.speed_mps / 0.5, 0.0, 1.0))
    stay_alive(controls, work.windows, fps, identity, _exertion(path, cues, work.windows), held_up)
    held = hold_props(controls, work, track.actor)
    hold_on(controls, work, track.actor)
    touches: list[Touch] = []
    touched = _act_cues(work, controls, path, cues, pace, character, touches)
    speak(controls, work, track.actor, _busy(path, cues, held))
    played = play_clips(solve(controls, skeleton), skeleton, path, cues, work.clips, plan.surface)
    solved = sway(halved(played.solved, skeleton), skeleton, fps, work.windows)
    steps = footsteps(walks, track.actor, plan.surface, fps, path.frames, 1.15 if is_suited(character) else 1.0)
    lain = lies_with(controls, holds, path.time_s)
    steps = [step for step in steps if lain[step.frame] < _LAIN and _trodden(step, solved, skeleton)]
    touched += [step for step in steps if not off_feet(cues, step.frame, fps)]
    touched += _landings(holds, solved, skeleton, track.actor, work)
    touched = [c for c in touched if not any(first <= c.frame < last for first, last in played.silent)]
    seen = visible_mask(track, path.frames)
    heard = tuple(c for c in (*touched, *played.contacts) if c.frame < path.frames and seen[c.frame])
    return Acted(
        solved=solved, contacts=heard, face=face_track(controls, solved.eyes), touches=tuple(t for t in touches if seen[t.range.start]),
        recorded_faces=played.faces,
    )  # fmt: skip


def _trodden(step: Contact, solved: Solved, skeleton: Skeleton) -> bool:
    """Return whether a foot is where a step of the gait was planned: what crawls, falls or is already on its knees takes no steps."""
    spot = np.array([step.position_m[0], step.position_m[2]])
    frames = [step.frame, min(step.frame + 2, len(solved.positions_m) - 1)]
    for side in ("left", "right"):
        foot = solved.positions_m[frames, skeleton.index(side + "Foot")][:, [0, 2]]
        if np.hypot(*(foot - spot).T).max() < _ON_MARK_M * skeleton.stature_m and np.hypot(*(foot[1] - foot[0])) < _ROLLS_M:
            return True
    return False


def _on_its_feet(skeleton: Skeleton, led: Path, path: Path, floor: Ground) -> Controls:
    """Return the plain stand along a track; where the feet stop before a seat, the hips go on to it."""
    root = np.zeros((path.frames, 3))
    root[:, [0, 2]] = led.ground_m
    if not floor.level:
        root[:, 1] = height_along(floor, led.ground_m, path.fps)
    controls = standing(skeleton, root, path.yaw, path.fps)
    if path is not led:
        controls.hips_m[:] += in_root(controls, root + np.insert(path.ground_m - led.ground_m, 1, 0.0, axis=1))
    return controls


def _styles_of(
    work: SceneWork, track: Track, character: Character | None, cues: tuple[Cue, ...], scale: float
) -> Callable[[int, int], Style]:
    """Return what tells how the move between two frames is walked."""

    def styled(first: int, last: int) -> Style:
        span = FrameRange(start=first, duration=last - first + 1)
        held = [h for h in work.blocking.props if h.holder == track.actor and h.range.overlap(span).duration > 0]
        return style_of(character, [c for c in cues if c.range.overlap(span).duration > 0], scale, held)

    return styled


def _be_on_guard(controls: Controls, work: SceneWork, path: Path, identity: str) -> None:
    """Brace body, hands, eyes and face as far as the beats are dangerous."""
    danger = alarm(work.blocking, work.windows)
    brace(controls, danger, path.speed_mps, work.fps, identity, work.windows)
    rest_hands(controls, identity, path.speed_mps, danger)
    keep_eyes_alive(controls, work.windows, identity, danger)
    wear(controls, "tense", 0.5 * danger)
    wear(controls, "alert", 0.8 * danger)


def _before_seats(led: Path, cues: tuple[Cue, ...], work: SceneWork, scale: float) -> Path:
    """Return where the feet go: the track itself, but before the seats that somebody sits down on."""
    found: dict[str, Piece] = {}
    for cue in cues:
        if cue.primitive == "SIT":
            seat = seat_at(work.blocking.set_plan, led.ground_m[min(max(cue.range.end - 1, 0), led.frames - 1)])
            if seat is not None:
                found[seat[0].id] = seat[0]
    if not found:
        return led
    return path_from(before_seats(led.ground_m, tuple(found[name] for name in sorted(found)), scale), led.yaw, led.fps)


def pace_of(cue: Cue, pace: float, effort: Effort = NEUTRAL) -> float:
    """Return how quickly a cue is played: age, adverbs and its own speed."""
    return float(np.clip(pace * effort.quickness * cue.speed, 0.45, 2.2))


def _asked(cues: tuple[Cue, ...], path: Path, primitive: str) -> F64:
    asked = np.zeros(path.frames)
    for cue in cues:
        if cue.primitive == primitive:
            asked[max(0, cue.range.start) : max(0, cue.range.end)] = 1.0
    return asked


def _exertion(path: Path, cues: tuple[Cue, ...], windows: tuple[tuple[str, int, int], ...]) -> F64:
    """Return [F] how hard somebody breathes: runs charge it, rest drains it within seconds.

    What one beat hands to the next depends on what was done in it and never on how long it took: a longer line leaves later breaths alone.
    """
    hard = np.clip((path.speed_mps - 1.9) / 1.5, 0.0, 1.0)
    for cue in cues:
        if cue.primitive == "BREATHE":
            hard[max(0, cue.range.start) : max(0, cue.range.end)] = 0.7
    handed, out = 0.0, np.zeros(path.frames)
    for _, start, end in windows:
        level = handed
        for frame in range(start, end):
            push = hard[frame]
            level += (push - level) / ((1.5 if push > level else 4.0) * path.fps)
            out[frame] = level
        handed = 0.8 if hard[start:end].max(initial=0.0) > 0.5 else handed * 0.6 if handed > 0.2 else 0.0
    return out


def _act_cues(
    work: SceneWork,
    controls: Controls,
    path: Path,
    cues: tuple[Cue, ...],
    pace: float,
    character: Character | None,
    touches: list[Touch],
) -> list[Contact]:
    touched: list[Contact] = []
    age, suited = (character.age if character is not None else None), is_suited(character)
    for cue in cues:
        told = effort_of((*cue.manner, cue.lemma))
        effort = effort_of((*cue.manner, cue.lemma), age=age, suited=suited)
        act = Act(
            controls=controls, work=work, path=path, cue=cue, pace=pace_of(cue, pace, effort),
            held=grips_of(work, cue.actor, cue.range), effort=effort, contacts=touched, touches=touches,
        )  # fmt: skip
        if told != NEUTRAL:
            carry_oneself(act)
        perform_act(act)
    return touched


_HANDLESS = {"LOOK", "STARE", "TURN", "WALK", "RUN", "NOD", "SHAKE_HEAD", "STAND", "RISE", "STOP", "BREATHE", "APPEAR", "EXPRESS"}


def _busy(path: Path, cues: tuple[Cue, ...], held: F64) -> F64:
    """Return [2, F] how much each hand is taken by props and acts."""
    busy = held.copy()
    for cue in cues:
        if cue.primitive not in _HANDLESS:
            busy[:, max(0, cue.range.start) : max(0, cue.range.end)] = 1.0
    return np.stack([soften(row, max(1, round(0.25 * path.fps))) for row in busy])


_MEETS = {
    "leftLowerLeg": ("kneel", 0.12, 0.35), "rightLowerLeg": ("kneel", 0.12, 0.35), "leftHand": ("touch", 0.09, 0.3), "rightHand": ("touch", 0.09, 0.3),
    "hips": ("body_fall", 0.19, 0.8), "chest": ("body_fall", 0.22, 0.9), "head": ("body_fall", 0.20, 0.5),
}  # fmt: skip
"""What of a body meets the ground: as which contact, below which height at 1.72 m, how hard when it is fallen on."""


def _landings(holds: tuple[Hold, ...], solved: Solved, skeleton: Skeleton, actor: str, work: SceneWork) -> list[Contact]:
    """Return knees, hands, hips and shoulders where they meet the ground, and cloth that meets a seat or a wall."""
    found: list[Contact] = []
    scale = skeleton.stature_m / 1.72
    for hold in holds:
        first = max(0, round(hold.enter_s * work.fps))
        last = min(work.frames - 1, round((hold.entered_s + 0.2) * work.fps))
        if last <= first:
            continue
        met = False
        for joint, (kind, high, strength) in _MEETS.items():
            place = solved.positions_m[first : last + 1, skeleton.index(joint)]
            low = place[:, 1] - solved.positions_m[first : last + 1, 0, 1] < high * scale
            if low.any() and not low[0]:
                frame = first + int(np.argmax(low))
                x, y, z = (float(v) for v in solved.positions_m[frame, skeleton.index(joint)])
                hard = strength if hold.fallen else 0.35 * strength
                found.append(contact(frame, kind, actor, work.blocking.set_plan.surface, (x, y, z), hard))  # type: ignore[arg-type]
                met = True
        if not met:
            x, y, z = (float(v) for v in solved.positions_m[last, skeleton.index("hips")])
            found.append(contact(last, "cloth", actor, work.blocking.set_plan.surface, (x, y, z), 0.3))
    return found
