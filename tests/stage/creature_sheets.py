"""Contact sheets of creatures: one strip of poses for every plan of the body and everything it does.

``python -m tests.stage.creature_sheets --write`` draws the goldens anew (after names: only those); ``--out FOLDER`` puts them elsewhere, to look at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from tests.stage.creature_scene import PLANS, creature
from tests.stage.motion_scene import blocking, cue, track
from tests.stage.primitive_sheets import draw_named
from tests.stage.sheet import Sheet, spread

from redearth.breakdown.model import Character, Primitive
from redearth.direction.model import Cue
from redearth.stage.cast.build import skeleton_of

GOLDENS = Path(__file__).parent / "goldens" / "creatures"
BODIES: dict[str, Character] = PLANS | {"bird": creature("crow"), "crawling": creature("centipede")}
"""Everybody of whom there are sheets, by plan."""
ACTS: tuple[Primitive, ...] = (
    "LOOK", "LUNGE", "BITE", "STRIKE", "REAR", "SCREAM", "RECOIL", "DIE", "CHARGE", "COIL", "CROUCH", "JUMP", "DODGE", "EAT", "FALL",
)  # fmt: skip
_BRIEF: dict[str, int] = {"LUNGE": 38, "BITE": 38, "STRIKE": 34, "RECOIL": 40, "JUMP": 36, "DODGE": 36}
"""Frames that show a quick act; the others are shown over 62."""
_SEEN = {"quadruped": (2.2, 168), "legged": (2.5, 168), "upright": (1.6, 112), "flyer": (2.4, 168), "serpent": (2.2, 200)}
"""Height of a picture over a creature's own, and its width in pixels."""
_HIGH = ("_rear", "_jump", "_fly", "_take_off", "_land")
"""What is seen from farther away."""
_POSES = 8
_WAYS = {"walk": 1.1, "run": 4.2, "turn": 0.0}
"""Speeds over the root of the stature (m/s)."""


def creature_sheets() -> Iterator[Sheet]:
    """Yield every sheet."""
    for plan, who in BODIES.items():
        size = skeleton_of(who).stature_m
        yield from _going(plan, who, size)
        if plan in ("bird", "crawling", "many"):
            continue
        for act in ACTS:
            yield _acting(plan, who, size, act)
        rises = (cue("DIE", 10, 50), cue("RISE", 90, 130))
        yield _sheet(f"{plan}_rise", who, 160, (), rises, spread(88, 130, _POSES))
        yield _sheet(f"{plan}_idle", who, 400, (), (), spread(20, 380, _POSES))


def _going(plan: str, who: Character, size: float) -> Iterator[Sheet]:
    """Yield its gaits, a start and a stop, a turn on the spot; flights of the winged."""
    for name in ("walk", "run"):
        speed = _WAYS[name] * float(np.sqrt(size))
        way = speed * 96 / 24 if skeleton_of(who).kind != "flyer" else {"walk": 2.2, "run": 2.45}[name]
        yield _sheet(f"{plan}_{name}", who, 120, ((6, 110, 0.0, way, 0.0),), (), spread(56, 70, _POSES))
    yield _sheet(f"{plan}_turn", who, 90, ((12, 60, 0.0, 0.0, 2.4),), (), spread(12, 64, _POSES))
    yield _sheet(f"{plan}_stop", who, 100, ((4, 60, 0.0, 2.4 * size**0.5 * 48 / 24, 0.0),), (), spread(46, 72, _POSES))
    if skeleton_of(who).kind == "flyer":
        far = ((12, 110, 0.0, 14.0 * size**0.5, 0.0),)
        for name, frames in (
            ("take_off", spread(6, 36, _POSES)),
            ("fly", spread(50, 68, _POSES)),
            ("land", spread(88, 122, _POSES)),
        ):
            yield _sheet(f"{plan}_{name}", who, 140, far, (), frames)


def _acting(plan: str, who: Character, size: float, act: Primitive) -> Sheet:
    reach = 0.85 if skeleton_of(who).kind == "upright" else 1.6
    target = None if act in ("DIE", "FALL", "JUMP", "EAT") else (0.2 * size, 0.95 * size, reach * size)
    target = (2.0 * size, 0.9 * size, 0.9 * size) if act == "LOOK" else target
    last = 12 + _BRIEF.get(act, 62)
    return _sheet(f"{plan}_{act.lower()}", who, 130, (), (cue(act, 12, 50, target_m=target),), spread(12, last, _POSES))


def _sheet(
    name: str,
    who: Character,
    length: int,
    moves: tuple[tuple[int, int, float, float, float], ...],
    cues: tuple[Cue, ...],
    frames: tuple[int, ...],
) -> Sheet:
    own = tuple(replace(c, actor=who.id) for c in cues)
    scene = blocking(track(who.id, length, *moves), cues=own, beats=((f"s/{who.id}.1", 0, length),))
    skeleton = skeleton_of(who)
    tall, wide = _SEEN[skeleton.kind]
    tall *= 1.7 if name.endswith(_HIGH) and skeleton.kind != "serpent" else 1.0
    look = {"tall_m": tall * skeleton.stature_m, "wide_px": wide}
    return Sheet(name=name, scene=scene, who=who, frames=frames, look=look)


def sheets() -> dict[str, Sheet]:
    """Return every sheet by its name."""
    return {sheet.name: sheet for sheet in creature_sheets()}


if __name__ == "__main__":
    draw_named(sheets(), GOLDENS, __doc__ or "")
