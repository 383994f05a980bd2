"""Two-bone inverse kinematics over arrays of frames."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.parts import F64


@dataclass(frozen=True, slots=True, kw_only=True)
class Bend:
    """A solved limb: unit directions of both bones and the hinge axis [..., 3], in the space of the inputs."""

    upper: F64
    lower: F64
    hinge: F64
    end_m: F64
    """Where the end of the second bone is: the target, or the nearest reachable point."""


def bend(root_m: F64, target_m: F64, pole: F64, upper_m: float, lower_m: float, soft: F64 | float = 0.0) -> Bend:
    """Return the limb from ``root_m`` that ends on ``target_m``, its middle joint pushed towards ``pole`` (all [..., 3]).

    Out of reach it stretches towards the target; ``soft`` (a share of the reach [...], such as 0.03) eases into the full stretch
    instead of snapping, at the price of falling short of targets inside that band.
    """
    total = upper_m + lower_m
    delta = target_m - root_m
    distance = np.sqrt((delta * delta).sum(-1))
    along = quat.unit(delta, (0.0, -1.0, 0.0))
    reach = np.clip(distance, abs(upper_m - lower_m) + 1e-4, total * 0.9995)
    band = total * np.maximum(np.asarray(soft, float), 1e-6)
    knee = total * 0.9995 - band
    eased = knee + band * (1 - np.exp(-(np.maximum(distance, knee) - knee) / band))
    reach = np.where(distance > knee, np.minimum(eased, reach), reach)
    cosine = np.clip((upper_m**2 + reach**2 - lower_m**2) / (2 * upper_m * reach), -1.0, 1.0)
    sine = np.sqrt(1.0 - cosine**2)
    side = quat.unit(pole - along * (pole * along).sum(-1, keepdims=True), (0.0, 0.0, 1.0))
    upper = along * cosine[..., None] + side * sine[..., None]
    end_m = root_m + along * reach[..., None]
    lower = quat.unit(end_m - (root_m + upper * upper_m))
    return Bend(upper=upper, lower=lower, hinge=quat.cross(along, side), end_m=end_m)


def turn(rest: F64, rest_pole: F64, direction: F64, hinge: F64) -> F64:
    """Return the turn [..., 4] of a bone that lies along ``rest`` [3] and bends towards ``rest_pole`` [3] when unturned."""
    along = rest / np.linalg.norm(rest)
    side = np.cross(along, rest_pole)
    side = side / np.linalg.norm(side)
    clean = quat.unit(hinge - direction * (hinge * direction).sum(-1, keepdims=True), (1.0, 0.0, 0.0))
    return quat.aligning(along, side, direction, clean)
