"""Gaits: when each foot of a creature comes down, for how long it stays, and how often, by the Froude number of its speed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from redearth.stage.parts import F64, Skeleton
from redearth.stage.rig import leg_names

Blend = Callable[[float, float, float], F64]
"""(walk, trot, gallop) -> what is between them at each sample."""
GRAVITY_MPS2 = 9.81
WALK_UNTIL, TROT_UNTIL = 0.5, 2.5
"""Froude numbers v^2 / (g hip height) at which a walk turns into a trot and that into a gallop; both ends of a change overlap by a fifth."""
_HIP_SHARE = 0.78
_STRIDE_SHARE, _STRIDE_POWER = 2.4, 0.34
"""Alexander and Jayes (1983): stride length is 2.4 Fr^0.34 hip heights."""
_STANCE_SHARE = (0.76, 0.64, 0.48)
"""The longest way a body goes over a standing foot at a walk, a trot and a gallop, in hip heights: the faster, the more of it is flown."""
_REACH, _MANY_REACH = 0.33, 0.6
"""How far from its resting place a foot may stand, in hip heights, and of arthropods in statures."""
_LEAST_LIFT_M = 0.035
"""Even small feet clear the ground by this much."""
_FASTEST_HZ = 2.3
"""No legs are swung more often: who is faster, and all that are small, take longer leaps. Quicker ones would strobe on film."""
_MANY_HZ, _MANY_STANCE = (0.9, 2.6), 0.9
"""The same of arthropods: cycles a second, and the way over a standing foot in statures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gait:
    """One row of the table: ``touches`` are the cycles at which (left fore, right fore, left hind, right hind) come down."""

    touches: tuple[float, float, float, float]
    duty: float
    """Share of the cycle that a foot stands."""


GAITS: dict[str, Gait] = {
    "walk": Gait(touches=(0.25, 0.75, 0.0, 0.5), duty=0.68),
    "trot": Gait(touches=(0.5, 1.0, 0.0, 0.5), duty=0.5),
    "gallop": Gait(touches=(0.6, 0.7, 0.0, 0.1), duty=0.3),
    "bound": Gait(touches=(0.5, 0.52, 0.0, 0.02), duty=0.3),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stride:
    """How feet go over a move of N samples."""

    rate_hz: F64
    """[N] cycles a second."""
    touches: F64
    """[L, N] the cycle at which each foot comes down."""
    duty: F64
    """[N]."""
    lift_m: float
    reach_m: float
    """How far from its resting place a foot may stand."""
    run: F64
    """[N] 0 walk … 1 full gallop, for the body."""


def froude(speed_mps: F64, hip_m: float) -> F64:
    """Return Froude numbers of speeds."""
    return np.asarray(speed_mps**2 / (GRAVITY_MPS2 * hip_m))


def gait_shares(fr: F64) -> tuple[F64, F64]:
    """Return how far a walk has become a trot and a trot a gallop, each 0 … 1."""

    def change(at: float) -> F64:
        u = np.clip((fr / at - 0.8) / 0.4, 0.0, 1.0)
        return np.asarray(u * u * (3 - 2 * u))

    return change(WALK_UNTIL), change(TROT_UNTIL)


def beast_stride(skeleton: Skeleton, speed_mps: F64, even_mps: F64, turn_radps: F64, bounding: bool) -> Stride:
    """Return the stride of mammals' and lizards' legs (or of two legs) at speeds [N]; their order follows the evened speeds [N]."""
    hip = _HIP_SHARE * skeleton.stature_m * (0.68 if skeleton.kind == "upright" else 1.0)
    fr = froude(speed_mps, hip)
    to_trot, to_gallop = gait_shares(froude(even_mps, hip))
    fast = GAITS["bound" if bounding else "gallop"]

    def blended(walk: float, trot: float, gallop: float) -> F64:
        return np.asarray(walk + (trot - walk) * to_trot + (gallop - trot) * to_gallop)

    length = np.maximum(_STRIDE_SHARE * hip * np.maximum(fr, 1e-4) ** _STRIDE_POWER, 0.35 * hip)
    rate = np.maximum(speed_mps / length, 0.55 / np.sqrt(hip) * np.clip(speed_mps / (0.12 * hip), 0.35, 1.0))
    rate = _tempered(rate + 0.35 * turn_radps * np.clip(1.0 - speed_mps, 0.0, 1.0), _FASTEST_HZ)
    two = skeleton.kind in ("upright", "flyer")
    duty = blended(0.62, 0.38, 0.34) if two else blended(*(g.duty for g in (GAITS["walk"], GAITS["trot"], fast)))
    duty = np.minimum(duty, blended(*_STANCE_SHARE) * hip * rate / np.maximum(speed_mps, 1e-3))
    names = leg_names(2 * sum(name.startswith("leftLeg") and name.endswith("Tip") for name in skeleton.names))
    rows = [_touch(name, 1 if two else len(names) // 2, blended, fast) for name in names]
    return Stride(
        rate_hz=rate,
        touches=np.stack(rows),
        duty=duty,
        lift_m=max(0.08 * skeleton.stature_m, _LEAST_LIFT_M),
        reach_m=_REACH * hip,
        run=to_gallop,
    )


def _tempered(rate_hz: F64, most_hz: float) -> F64:
    """Return rates [N] that near ``most_hz`` without a corner and never pass it."""
    knee = 0.75 * most_hz
    over = np.maximum(rate_hz - knee, 0.0) / (most_hz - knee)
    return np.asarray(np.minimum(rate_hz, knee) + (most_hz - knee) * np.tanh(over))


def _touch(name: str, pairs: int, blended: Blend, fast: Gait) -> F64:
    right, pair = name.startswith("right"), int(name[-1])
    if pairs == 1 or (pairs > 2 and 1 < pair < pairs):
        # two legs alternate; middle pairs of six or eight keep their neighbours' opposite
        at = 0.5 * right + (0.5 * (pair % 2) if pairs > 2 else 0.0)
        return blended(at, at, at)
    number = int(right) + (2 if pair == pairs else 0)
    rows = [g.touches[number] for g in (GAITS["walk"], GAITS["trot"], fast)]
    return blended(*rows)


def legged_stride(skeleton: Skeleton, speed_mps: F64, even_mps: F64, turn_radps: F64) -> Stride:
    """Return the stride of arthropods: a tripod on six legs, alternate fours on eight, a wave along many, from back to front."""
    size = skeleton.stature_m
    slowest, fastest = _MANY_HZ
    rate = _tempered(slowest + 0.78 * speed_mps / size + 0.35 * turn_radps, fastest)
    duty = 0.64 - 0.12 * np.clip(even_mps / (2.5 * size), 0, 1)
    duty = np.minimum(duty, _MANY_STANCE * size * rate / np.maximum(speed_mps, 1e-3))
    pairs = sum(name.startswith("leftLeg") and name.endswith("Tip") for name in skeleton.names)
    touches = np.array([-_lead(pair, side, pairs) for pair in range(pairs) for side in (0, 1)])
    constant = np.repeat(touches[:, None], len(speed_mps), 1)
    return Stride(
        rate_hz=rate,
        touches=constant,
        duty=duty,
        lift_m=max(0.12 * size, _LEAST_LIFT_M),
        reach_m=_MANY_REACH * size,
        run=np.zeros(len(rate)),
    )


def _lead(pair: int, side: int, pairs: int) -> float:
    """Return by how many cycles a leg is ahead."""
    if pairs > 4:  # metachronal: the wave runs 1.5 cycles along the body, both sides opposite
        return (0.5 * side + 1.5 * (pairs - 1 - pair) / pairs) % 1.0
    return (0.5 * ((pair + side) % 2) + 0.05 * (pairs - 1 - pair)) % 1.0
