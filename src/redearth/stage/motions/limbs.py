"""Find a human in a tree of joints by where they are: two legs that mirror each other down to the floor, two arms, a head."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from redearth.stage.parts import F64

_ALIKE = 0.06
"""How far two mirrored joints may be from mirror places, in heights of the figure."""
_ASIDE = 0.02
_CROWN = 0.085
"""What ends farther than this above its joint is the crown of a head, not a head on its neck."""


def humanoid_by_place(parents: Sequence[int], places_m: F64) -> dict[str, int] | None:
    """Return the joints of hips, head, legs and arms, or None when the tree [J, 3] (Y up, facing along Z) is not shaped like that."""
    if len(parents) < 14:
        return None
    low, high = places_m.min(0), places_m.max(0)
    tall = float(high[1] - low[1])
    if tall < 1e-6:
        return None
    middle = float(places_m[:, 0].min() + places_m[:, 0].max()) / 2
    places = (places_m - [middle, low[1], 0.0]) / tall
    leaves = [j for j in range(len(parents)) if j not in parents]
    feet = _pair([j for j in leaves if places[j, 1] < 0.15], places, lambda j: places[j, 1])
    hands = _pair([j for j in leaves if places[j, 1] > 0.3], places, lambda j: -abs(places[j, 0]))
    heads = [j for j in leaves if abs(places[j, 0]) < 0.05 and places[j, 1] > 0.8]
    if feet is None or hands is None or not heads or len({*feet, *hands}) < 4:
        return None
    legs, arms = [_limb(foot, parents, places) for foot in feet], [_limb(hand, parents, places) for hand in hands]
    if any(len(limb) < 3 for limb in (*legs, *arms)):
        return None
    hips, top = parents[legs[0][0]], max(heads, key=lambda j: places[j, 1])
    found = {"hips": hips, "head": parents[top] if places[top, 1] - places[parents[top], 1] > _CROWN else top}
    for side, leg, arm in zip(("left", "right"), legs, arms, strict=True):
        found |= {side + bone: joint for bone, joint in _leg(leg, places).items()}
        found |= {side + bone: joint for bone, joint in _arm(arm).items()}
    return found if hips >= 0 else None


def _pair(joints: list[int], places: F64, rank: Callable[[int], float]) -> tuple[int, int] | None:
    """Return the first joint, by rank, on the left (+X) that has a mirror image, and that one."""
    for left in sorted(joints, key=rank):
        if places[left, 0] > _ASIDE and joints:
            mirrored = places[left] * [-1, 1, 1]
            right = min(joints, key=lambda j: float(np.abs(places[j] - mirrored).max()))
            if right != left and np.abs(places[right] - mirrored).max() < _ALIKE:
                return left, right
    return None


def _limb(leaf: int, parents: Sequence[int], places: F64) -> list[int]:
    """Return the joints from the trunk to the end of a limb: all that are off the middle."""
    limb = [leaf]
    while (above := parents[limb[-1]]) >= 0 and abs(places[above, 0]) > _ASIDE / 2 and len(limb) < 64:
        limb.append(above)
    return limb[::-1]


def _leg(limb: list[int], places: F64) -> dict[str, int]:
    heights = [float(places[j, 1]) for j in limb]
    ankle = next((k for k, height in enumerate(heights) if k >= 2 and height < 0.09), min(2, len(limb) - 1))
    half = (heights[0] + heights[ankle]) / 2
    knee = min(range(1, ankle), key=lambda k: abs(heights[k] - half), default=1)
    bones = {"UpperLeg": limb[0], "LowerLeg": limb[knee], "Foot": limb[ankle]}
    return {**bones, "Toes": limb[ankle + 1]} if ankle + 1 < len(limb) - 1 else bones


def _arm(limb: list[int]) -> dict[str, int]:
    if len(limb) == 3:
        return dict(zip(("UpperArm", "LowerArm", "Hand"), limb, strict=True))
    return dict(zip(("Shoulder", "UpperArm", "LowerArm", "Hand"), limb, strict=False))
