"""Who the members of a crowd are: taller and smaller, and some of them old."""

from __future__ import annotations

from dataclasses import replace

from redearth.breakdown.model import Character
from redearth.core.seed import generator_from
from redearth.stage.parts import Skeleton

_SMALLEST, _TALLEST = 0.93, 1.07
_OLD = 0.12
"""Share of the old among people of no special kind."""
_TRAINED = ("soldier", "guard", "army", "troop", "police", "child", "kid", "student", "worker", "miner", "dancer", "athlete")
"""Crowds by whose name nobody in them is old."""


def member_of(character: Character, member: int) -> tuple[Character, float]:
    """Return a member of a crowd as a character, and its stature over the crowd's; the first is as the script has them."""
    if member == 0:
        return character, 1.0
    random = generator_from("body", character.id, member)
    # Two draws make most people of middling height.
    scale = _SMALLEST + (_TALLEST - _SMALLEST) * float(random.random() + random.random()) / 2
    old = character.age is None and float(random.random()) < _OLD and not any(word in character.id for word in _TRAINED)
    return (replace(character, age=70), 0.975 * scale) if old else (character, scale)


def scaled(skeleton: Skeleton, scale: float) -> Skeleton:
    """Return a skeleton of the same build and another stature."""
    return replace(skeleton, rest_offsets_m=skeleton.rest_offsets_m * scale, stature_m=skeleton.stature_m * scale)
