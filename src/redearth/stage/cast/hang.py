"""What hangs on people and swings: packs, coat hems, scarves, long hair, bags; each a joint of its own on a damped spring."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from redearth.core.space import Vec3
from redearth.stage.parts import Skeleton, Sway

_DOWN: Vec3 = (0.0, -1.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging:
    """A joint that hangs on a body."""

    parent: str
    place_m: Vec3
    """Where it is fastened on the plain adult, in model space."""
    frequency_hz: float
    damping: float
    limit_rad: float
    weight: float
    direction: Vec3 = _DOWN


def _hem(x: float, z: float) -> Hanging:
    """Return a joint of a hem; it swings wide because cloth has only a share of it (``skin``)."""
    return Hanging(parent="hips", place_m=(x, 0.95, z), frequency_hz=1.25, damping=0.32, limit_rad=0.75, weight=1.8)


HANGING: dict[str, Hanging] = {
    "pack": Hanging(
        parent="chest",
        place_m=(0.0, 1.43, -0.12),
        frequency_hz=2.6,
        damping=0.22,
        limit_rad=0.09,
        weight=0.12,
        direction=(0.0, -0.8, -0.6),
    ),
    "hemFront": _hem(0.0, 0.10),
    "hemBack": _hem(0.0, -0.11),
    "hemLeft": _hem(0.16, 0.0),
    "hemRight": _hem(-0.16, 0.0),
    "scarf": Hanging(parent="chest", place_m=(0.04, 1.45, 0.09), frequency_hz=1.6, damping=0.25, limit_rad=0.5, weight=0.9),
    "hair": Hanging(parent="head", place_m=(0.0, 1.60, -0.08), frequency_hz=1.9, damping=0.30, limit_rad=0.35, weight=0.7),
    "satchel": Hanging(parent="hips", place_m=(-0.17, 1.02, 0.0), frequency_hz=1.15, damping=0.22, limit_rad=0.28, weight=0.8),
}
"""All there are, by the names of their joints."""
HEMS = ("hemFront", "hemBack", "hemLeft", "hemRight")


def with_hanging(adult: Skeleton, names: Iterable[str]) -> Skeleton:
    """Return the plain adult's skeleton with hanging joints after its own."""
    rest = adult.rest_positions_m()
    wanted = list(names)
    parents = [adult.index(HANGING[name].parent) for name in wanted]
    offsets = [np.array(HANGING[name].place_m) - rest[parent] for name, parent in zip(wanted, parents, strict=True)]
    return replace(
        adult,
        names=(*adult.names, *wanted),
        parents=(*adult.parents, *parents),
        rest_offsets_m=np.concatenate([adult.rest_offsets_m, np.array(offsets).reshape(-1, 3)]),
        sways=(*adult.sways, *map(sway_of, wanted)),
    )


def sway_of(name: str) -> Sway:
    """Return the spring of a hanging joint."""
    h = HANGING[name]
    return Sway(
        joint=name, frequency_hz=h.frequency_hz, damping=h.damping, limit_rad=h.limit_rad, weight=h.weight, direction=h.direction
    )
