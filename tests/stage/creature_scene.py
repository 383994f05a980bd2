"""One creature of each plan, and how it is played and measured in the creature tests."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from tests.stage.motion_scene import FPS, blocking, joints, track

from redearth.breakdown.model import CastList, Character
from redearth.direction.model import Cue
from redearth.stage.cast.build import skeleton_of
from redearth.stage.motion import quat
from redearth.stage.motion.perform import perform
from redearth.stage.parts import F64, Performance, Skeleton


def creature(name: str, *traits: str, legs: int | None = None) -> Character:
    """Return a creature of a noun and traits."""
    return Character(id=name, name=name.upper(), kind="creature", traits=traits, legs=legs)


PLANS = {
    "legged": creature("crawler", "six-legged", "mutated", legs=6), "many": creature("spider"), "quadruped": creature("wolf"),
    "upright": creature("ghoul"), "flyer": creature("dragon"), "serpent": creature("snake"),
}  # fmt: skip
FOOTED = ("legged", "many", "quadruped", "upright")
Move = tuple[int, int, float, float, float]


def play(
    who: Character, frames: int, *moves: Move, cues: tuple[Cue, ...] = (), beats: tuple[tuple[str, int, int], ...] = ()
) -> Performance:
    """Return a creature's performance on an empty field."""
    own = tuple(replace(c, actor=who.id) for c in cues)
    scene = blocking(track(who.id, frames, *moves), cues=own, beats=beats or ((f"s/{who.id}.1", 0, frames),))
    return perform(scene, CastList(characters=(who,), props=()), {})


def placed(who: Character, performance: Performance) -> tuple[Skeleton, F64]:
    """Return a creature's skeleton and its joints [F, J, 3] in set space."""
    skeleton = skeleton_of(who)
    return skeleton, joints(performance.actors[0], skeleton)[0]


def tips(skeleton: Skeleton, places: F64) -> F64:
    """Return [L, F, 3] the feet, arms left out, as heights above where they rest."""
    rest = skeleton.rest_positions_m()
    feet = [j for j, n in enumerate(skeleton.names) if n.endswith("Tip") and rest[j, 1] < 0.1 * skeleton.stature_m]
    return np.asarray(np.moveaxis(places[:, feet] - rest[feet] * [0, 1, 0], 1, 0))


def mouth(skeleton: Skeleton, places: F64, turned: F64) -> F64:
    """Return [F, 3] where the jaws meet."""
    if "mouth" in skeleton.names:
        return np.asarray(places[:, skeleton.index("mouth")])
    head = skeleton.index("head")
    return np.asarray(places[:, head] + quat.rotate(turned[:, head], np.array([0.0, -0.14, 0.40]) * skeleton.stature_m))


__all__ = ["FOOTED", "FPS", "PLANS", "creature", "mouth", "placed", "play", "tips"]
