"""What hands do with their fingers: hang, hold what is carried, and take the shape that each act asks for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from redearth.core.seed import generator_from
from redearth.stage.motion.acting import Act
from redearth.stage.motion.controls import Controls, Reach
from redearth.stage.motion.ease import smooth, window
from redearth.stage.motion.fingers import RELAXED, grip_for
from redearth.stage.motion.scene import SceneWork
from redearth.stage.parts import F64

_TWO_HANDED, _HANDLE_RADIUS_M = 0.24, 0.018
_RADII_M = (
    (
        0.006,
        frozenset(
            [
                "pen",
                "pencil",
                "key",
                "keys",
                "needle",
                "cigarette",
                "match",
                "card",
                "paper",
                "note",
                "letter",
                "photo",
                "photograph",
                "seed",
                "ring",
                "wire",
            ]
        ),
    ),
    (
        0.012,
        frozenset(
            ["knife", "fork", "spoon", "brush", "stick", "syringe", "screwdriver", "chalk", "baton", "wand", "rope", "cable"]
        ),
    ),
    (
        0.024,
        frozenset(
            [
                "gun",
                "pistol",
                "rifle",
                "flashlight",
                "hammer",
                "axe",
                "crowbar",
                "wrench",
                "sword",
                "spear",
                "staff",
                "cane",
                "branch",
                "bone",
                "microphone",
            ]
        ),
    ),
    (0.036, frozenset(["cup", "mug", "glass", "bottle", "can", "flask", "canteen", "jar", "thermos", "tube"])),
    (
        0.055,
        frozenset(
            [
                "book",
                "bowl",
                "box",
                "radio",
                "tablet",
                "ball",
                "skull",
                "stone",
                "rock",
                "brick",
                "loaf",
                "bread",
                "lantern",
                "plate",
            ]
        ),
    ),
)
"""Radius -> words of props that a hand closes on."""
_BY_ACT = {
    "POINT": (0.9, 1.0, False), "PRESS": (0.85, 1.0, False), "USE": (0.55, 0.4, False), "TOUCH": (0.10, 0.0, False), "REACH": (0.10, 0.0, False),
    "GRAB": (0.80, 0.0, True), "PULL": (0.86, 0.0, True), "OPEN": (0.70, 0.0, True), "CLOSE": (0.10, 0.0, False), "PUSH": (0.03, 0.0, False),
    "CATCH": (0.55, 0.0, True), "THROW": (0.15, 0.0, False), "STRIKE": (1.0, 0.0, False), "WAVE": (0.02, 0.0, False), "GESTURE": (0.08, 0.0, False),
    "BRUSH": (0.05, 0.0, False), "WRITE": (0.70, 0.0, False), "EAT": (0.62, 0.0, False), "DRINK": (0.60, 0.0, False), "CLIMB": (0.80, 0.0, False),
    "CRAWL": (0.02, 0.0, False), "RECOIL": (0.05, 0.0, False), "BLOCK": (0.15, 0.0, False), "DODGE": (0.20, 0.0, False), "FALL": (0.05, 0.0, False),
    "LUNGE": (0.20, 0.0, False), "EMBRACE": (0.10, 0.0, False), "SUPPORT": (0.60, 0.0, True), "DRAG": (0.85, 0.0, True), "GIVE": (0.12, 0.0, False),
    "RELEASE": (0.08, 0.0, False), "JUMP": (0.5, 0.0, False), "AIM": (0.7, 0.5, False), "RAISE": (0.15, 0.0, False),
}  # fmt: skip
"""Primitive -> grip of the hands it sends somewhere, index finger straight, whether they close only on arrival."""
_OPENING = frozenset(("THROW", "RELEASE", "GIVE"))


def rest_hands(controls: Controls, identity: str, speed_mps: F64, danger: F64) -> None:
    """Let hands hang half closed, each person's a little otherwise; runs and danger close them."""
    random = generator_from("hands", identity)
    for side in (0, 1):
        own = RELAXED - 0.06 + 0.12 * random.random()
        controls.grip[side] = own + 0.4 * np.clip((speed_mps - 1.9) / 1.2, 0.0, 1.0) + 0.2 * danger


def hold_on(controls: Controls, work: SceneWork, actor: str) -> None:
    """Close the hands around what they hold, by how it is held and how thick it is."""
    for hold in work.blocking.props:
        if hold.holder != actor:
            continue
        start, end = hold.range.start / work.fps, hold.range.end / work.fps
        weight = window(work.time_s, start - (0.0 if hold.range.start else 1.0), end, 0.3, 0.3)
        two = hold.grip in ("both", "chest")
        grip = _TWO_HANDED if two else grip_for(handle_m(hold.prop))
        for side in (0, 1) if two else (0,) if hold.grip == "left" else (1,):
            controls.grip[side] += (grip - controls.grip[side]) * weight


def handle_m(prop: str) -> float:
    """Return about how thick what a hand closes on is, as a radius, from the prop's name."""
    words = set(prop.replace("_", "-").split("-"))
    return next((radius for radius, names in _RADII_M if words & names), _HANDLE_RADIUS_M)


def act_fingers(act: Act, reaches: Sequence[Reach]) -> None:
    """Give the hands of an act their fingers: flat to push, one finger to press or point, closing only when they have arrived to grab."""
    shape = _BY_ACT.get(act.cue.primitive)
    if shape is None:
        return
    grip, pointing, closes = shape
    for reach in reaches:
        if act.held[reach.side] and act.cue.primitive not in _OPENING:
            continue
        there = reach.weight
        if closes:
            act.close(reach.side, 0.12, there)
            there = smooth((reach.weight - 0.55) / 0.45)
        act.close(reach.side, grip, there)
        row = act.controls.pointing[reach.side]
        np.maximum(row, pointing * there, out=row)
