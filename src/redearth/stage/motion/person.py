"""One person's scene: walk, breathe, take postures, act, speak, look; then solve the body."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from redearth.breakdown.model import Character
from redearth.direction.model import Cue, Track
from redearth.stage.model import Contact
from redearth.stage.motion.acting import Act
from redearth.stage.motion.acts import perform_act
from redearth.stage.motion.body import Solved, solve
from redearth.stage.motion.brace import alarm, brace
from redearth.stage.motion.contacts import contact, footsteps
from redearth.stage.motion.controls import Controls, standing
from redearth.stage.motion.ease import soften
from redearth.stage.motion.gait import walk_on
from redearth.stage.motion.grips import grips_of, hold_props
from redearth.stage.motion.idle import stay_alive
from redearth.stage.motion.path import Path, path_of
from redearth.stage.motion.postures import Hold, plan_postures, take_postures
from redearth.stage.motion.scene import SceneWork, fitted, visible_mask
from redearth.stage.motion.speech import speak
from redearth.stage.motion.steps import Style
from redearth.stage.motion.sway import sway
from redearth.stage.motions.play import RecordedFace, play_clips
from redearth.stage.parts import F64, Skeleton

_SUIT = ("suit", "armour", "armor", "spacesuit")
_SLOW = {"slowly", "carefully", "gently", "softly", "weakly", "wearily", "heavily"}
_FAST = {"quickly", "fast", "suddenly", "hurriedly", "sharply", "violently"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """A solved person and what they touched."""

    solved: Solved
    contacts: tuple[Contact, ...]
    recorded_faces: tuple[RecordedFace, ...] = ()
    """What recorded motions have the face do."""


def act_person(
    work: SceneWork, track: Track, character: Character | None, skeleton: Skeleton, cues: tuple[Cue, ...], identity: str
) -> Acted:
    """Return a person's performance of the whole scene; ``identity`` seeds what is theirs alone (a crowd's members differ)."""
    own = fitted(track, work.frames)
    path = path_of(own, work.fps)
    style = style_of(character, cues, skeleton.stature_m / 1.72)
    root = np.zeros((path.frames, 3))
    root[:, [0, 2]] = path.ground_m
    controls = standing(skeleton, root, path.yaw)
    walks = walk_on(controls, path, style, _asked(cues, path, "RUN"), identity)
    stay_alive(controls, work.windows, work.fps, identity, _exertion(path, cues, work.windows))
    brace(controls, alarm(work.blocking, work.windows), path.speed_mps, work.fps, identity, work.windows)
    pace = 0.72 if is_elder(character) else 1.0
    holds = plan_postures(cues, path, pace)
    take_postures(controls, path, holds)
    held = hold_props(controls, work, track.actor)
    touched = _act_cues(work, controls, path, cues, pace)
    speak(controls, work, track.actor, _busy(path, cues, held))
    played = play_clips(solve(controls, skeleton), skeleton, path, cues, work.clips, work.blocking.set_plan.surface)
    solved = sway(played.solved, skeleton, work.fps, work.windows)
    weight = 1.15 if _suited(character) else 1.0
    touched += footsteps(walks, track.actor, work.blocking.set_plan.surface, work.fps, path.frames, weight)
    touched += _landings(holds, solved, skeleton, track.actor, work)
    touched = [c for c in touched if not any(first <= c.frame < last for first, last in played.silent)]
    touched += played.contacts
    seen = visible_mask(track, path.frames)
    heard = tuple(c for c in touched if c.frame < path.frames and seen[c.frame])
    return Acted(solved=solved, contacts=heard, recorded_faces=played.faces)


def style_of(character: Character | None, cues: tuple[Cue, ...], scale: float) -> Style:
    """Return how somebody walks, from age, clothes and the manner of their moves."""
    manner = {word for cue in cues if cue.primitive in ("WALK", "RUN", "STOP") for word in (*cue.manner, cue.lemma)}
    elder, suit = is_elder(character), _suited(character)
    trudging = bool(manner & {"trudge", "trudging", "heavily", "wearily", "stagger", "staggering"})
    sneaking = bool(manner & {"sneak", "creep", "sneaking", "creeping", "tiptoe", "stealthily"})
    return Style(
        scale=scale,
        half_width_m=0.085 if suit else 0.065,
        stand_m=0.13 if suit else 0.11,
        lift_m=0.065 if suit else 0.045,
        cadence=(0.97 if suit else 1.02) * (0.92 if elder else 1.0) * (0.9 if trudging else 1.0),
        crouch_m=0.02 if elder else 0.01 if trudging else 0.0,
        stoop=0.24 if elder else 0.14 if trudging else 0.02,
        arm_swing=0.55 if elder else 0.8 if suit else 1.0,
        limp=1.0 if manner & {"limp", "limping", "hobble", "hobbling", "limps"} else 0.0,
        sneak=1.0 if sneaking else 0.0,
    )


def is_elder(character: Character | None) -> bool:
    """Return whether age slows and stoops the character."""
    return character is not None and ((character.age or 0) >= 66 or "old" in character.traits)


def _suited(character: Character | None) -> bool:
    words = " ".join(character.wardrobe) if character else ""
    return any(word in words for word in _SUIT)


def pace_of(cue: Cue, pace: float) -> float:
    """Return how quickly a cue is played: age, adverbs and its own speed."""
    words = set(cue.manner)
    factor = 0.75 if words & _SLOW else 1.3 if words & _FAST else 1.0
    return float(np.clip(pace * factor * cue.speed, 0.45, 2.2))


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


def _act_cues(work: SceneWork, controls: Controls, path: Path, cues: tuple[Cue, ...], pace: float) -> list[Contact]:
    touched: list[Contact] = []
    for cue in cues:
        act = Act(
            controls=controls, work=work, path=path, cue=cue, pace=pace_of(cue, pace),
            held=grips_of(work, cue.actor, cue.range), contacts=touched,
        )  # fmt: skip
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


def _landings(holds: tuple[Hold, ...], solved: Solved, skeleton: Skeleton, actor: str, work: SceneWork) -> list[Contact]:
    """Return knees, bodies and shoulders that meet the ground or the wall."""
    found: list[Contact] = []
    kinds = {"kneel": ("kneel", "rightLowerLeg", 0.35), "prone": ("body_fall", "chest", 0.9), "back": ("body_fall", "hips", 0.9),
             "supine": ("body_fall", "hips", 0.3), "lean": ("cloth", "rightUpperArm", 0.35), "sit": ("cloth", "hips", 0.3),
             "crouch": ("cloth", "hips", 0.15), "crawl": ("kneel", "leftLowerLeg", 0.3)}  # fmt: skip
    for hold in holds:
        kind, joint, strength = kinds[hold.posture]
        share = 0.82 if kind == "body_fall" else 0.85
        moment = hold.enter_s + share * (hold.entered_s - hold.enter_s)
        frame = round(moment * work.fps)
        if 0 <= frame < work.frames:
            x, y, z = (float(v) for v in solved.positions_m[frame, skeleton.index(joint)])
            found.append(contact(frame, kind, actor, work.blocking.set_plan.surface, (x, y, z), strength))  # type: ignore[arg-type]
    return found
