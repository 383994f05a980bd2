"""One creature's scene: many feet, a body carried between them, its acts, and its touches."""

from __future__ import annotations

import math

import numpy as np

from redearth.direction.model import Cue, Track
from redearth.stage.model import Contact
from redearth.stage.motion.contacts import contact
from redearth.stage.motion.creature_acts import creature_acts, creature_idle
from redearth.stage.motion.creature_body import CreatureControls, solve_creature, still
from redearth.stage.motion.creature_feet import tips_over
from redearth.stage.motion.ease import soften
from redearth.stage.motion.path import Path, path_of
from redearth.stage.motion.person import Acted
from redearth.stage.motion.scene import SceneWork, fitted, visible_mask
from redearth.stage.motion.sway import sway
from redearth.stage.parts import F64, Skeleton
from redearth.stage.rig import leg_names


def act_creature(work: SceneWork, track: Track, skeleton: Skeleton) -> Acted:
    """Return a creature's performance of the whole scene."""
    path = path_of(fitted(track, work.frames), work.fps)
    legs = sum(name.endswith("Tip") for name in skeleton.names)
    size = skeleton.stature_m
    root = np.zeros((path.frames, 3))
    root[:, [0, 2]] = path.ground_m
    controls = still(skeleton, legs, root, path.yaw)
    names = leg_names(legs)
    homes = skeleton.rest_positions_m()[[skeleton.index(name + "Tip") for name in names]][:, [0, 2]]
    tips, cycles, landings = tips_over(path, homes, _offsets(names), size)
    controls.tips_m[:] = tips
    _carry(controls, path, cycles, size)
    creature_idle(controls, work.windows, work.fps, track.actor, size)
    cues = work.cues_of(track.actor)
    creature_acts(controls, work, path, cues, skeleton, homes)
    solved = sway(solve_creature(controls, skeleton), skeleton, work.fps, work.windows)
    seen = visible_mask(track, path.frames)
    touched = _claws(landings, tips, path, track.actor, work, size) + _falls(cues, solved.positions_m, path, track.actor, work)
    return Acted(solved=solved, contacts=tuple(c for c in touched if c.frame < path.frames and seen[c.frame]))


def _offsets(names: tuple[str, ...]) -> F64:
    """Return the legs' phases: neighbours alternate (a tripod of three on six legs), with a slight wave from back to front."""
    pairs = len(names) // 2
    out = [0.5 * ((pair + side) % 2) + 0.05 * (pairs - 1 - pair) for pair in range(pairs) for side in (0, 1)]
    return np.array(out) % 1.0


def _carry(controls: CreatureControls, path: Path, cycles: F64, size: float) -> None:
    """Bob, roll and swing the body with the gait; lean with acceleration and into turns."""
    radius = max(1, round(0.12 * path.fps))
    pace = soften(np.clip(path.speed_mps / (1.6 * size), 0.0, 1.6), radius)
    wave = 2 * math.pi * cycles
    controls.body_m[:, 1] += size * pace * (0.022 * np.cos(2 * wave) - 0.05)
    controls.body[:, 2] += 0.05 * pace * np.cos(wave)
    controls.body[:, 1] += 0.06 * pace * np.sin(wave)
    controls.body[:, 0] += 0.03 * pace * np.sin(2 * wave)
    controls.abdomen[:, 1] -= 0.12 * pace * np.sin(wave - 0.6)
    controls.neck[:, 1] -= 0.05 * pace * np.sin(wave)
    controls.head[:, 0] -= 0.03 * pace * np.sin(2 * wave - 0.5)
    if path.frames > 2:
        push = soften(np.clip(np.gradient(path.speed_mps) * path.fps, -8.0, 8.0), radius)
        controls.body[:, 0] -= 0.018 * push
        turning = soften(np.gradient(path.yaw) * path.fps, radius)
        controls.body[:, 2] -= np.clip(0.05 * turning * pace, -0.2, 0.2)
        controls.neck[:, 1] += np.clip(0.18 * turning, -0.5, 0.5)


def _claws(landings: list[tuple[float, int]], tips: F64, path: Path, actor: str, work: SceneWork, size: float) -> list[Contact]:
    found = []
    for moment, leg in landings:
        frame = min(round(moment * path.fps), path.frames - 1)
        x, _, z = (float(v) for v in tips[leg, frame])
        strength = 0.2 + 0.12 * size + 0.08 * float(path.speed_mps[frame])
        found.append(contact(frame, "claw", actor, work.blocking.set_plan.surface, (x, 0.0, z), strength))
    return found


def _falls(cues: tuple[Cue, ...], positions: F64, path: Path, actor: str, work: SceneWork) -> list[Contact]:
    """Return the landing of every lunge and the drop after every rearing."""
    found = []
    for cue in cues:
        after = {"LUNGE": 0.9, "JUMP": 0.9, "REAR": cue.range.duration / path.fps + 0.5, "FALL": 0.5}.get(cue.primitive)
        if after is None:
            continue
        frame = cue.range.start + round(after * path.fps)
        if 0 <= frame < path.frames:
            x, _, z = (float(v) for v in positions[frame, 1])
            kind = "body_fall" if cue.primitive == "FALL" else "land"
            found.append(contact(frame, kind, actor, work.blocking.set_plan.surface, (x, 0.0, z), 0.85))  # type: ignore[arg-type]
    return found
