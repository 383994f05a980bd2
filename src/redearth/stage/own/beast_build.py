"""A beast of the user's own as one of our characters: on its feet, facing +Z, as large as the script has it, with the rig that makes it act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from redearth.core.space import Vec3
from redearth.stage.own.beast import Beast
from redearth.stage.own.beast_rig import back_m, ridden
from redearth.stage.own.character import Figure
from redearth.stage.own.character_rig import Driven, Rig
from redearth.stage.own.found import F64, Found
from redearth.stage.own.tidy import Clean

_LIKELY = (0.34, 3.0)
"""A file in metres whose beast is this much smaller or larger than the script's is believed."""


def on_all_fours(found: Found, beast: Beast, chunks: list[Clean], places: F64, wanted_m: float) -> tuple[list[Clean], F64]:
    """Return surface and joints in metres, the feet on the floor, the middle of the trunk over the origin, facing +Z."""
    turn = beast.turn
    points = np.concatenate([chunk.positions for chunk in chunks]) @ turn.T
    placed = places @ turn.T
    low = min(float(points[:, 1].min()), float(min(placed[leg[-1], 1] for pair in beast.legs for leg in pair)))
    middle = (placed[beast.trunk[0]] + placed[beast.trunk[-1]]) / 2
    foot = np.array([middle[0], low, middle[2]])
    high = back_m(beast, placed - foot)
    share = wanted_m / max(high, 1e-9)
    unit = 1.0 if _LIKELY[0] < share < _LIKELY[1] else share
    if unit != 1.0:
        found.say(
            "units", f"the creature's back is {high:.3g} m high; it is taken for {wanted_m:.2f} m, as the script has it", "metres"
        )
    stood = [
        replace(
            chunk,
            positions=(chunk.positions @ turn.T - foot) * unit,
            normals=chunk.normals @ turn.T,
            morphs={name: move @ turn.T * unit for name, move in chunk.morphs.items()},
        )
        for chunk in chunks
    ]
    return stood, (placed - foot) * unit


def beast_rig(
    figure: Figure,
    beast: Beast,
    chunks: list[Clean],
    places: F64,
    order: tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]],
) -> Rig:
    """Return the rig of a beast; ``order`` is the rig's names and parents, and its number of each of the model's joints."""
    names, parents, number = order
    ours = ridden(beast, places, _nose(beast, chunks, places))
    at = np.zeros((len(names), 3))
    at[list(number)] = places
    driven = [Driven(joint=0, by="root"), *(Driven(joint=number[joint], by=by) for joint, by in ours.by.items())]
    tip = [_carried(joint, chunks) for joint in beast.tail[-1:]]
    ends = [points[int(np.argmin(points[:, 2]))] - places[beast.tail[-1]] for points in tip if len(points)]
    return Rig(
        names=names,
        parents=parents,
        offsets_m=_rows(at[joint] - (at[parent] if parent >= 0 else 0.0) for joint, parent in enumerate(parents)),
        stature_m=round(ours.skeleton.stature_m, 4),
        human=False,
        biped_m=_rows(ours.skeleton.rest_offsets_m),
        pairs=len(beast.legs),
        tail_m=_rows(ends)[0] if ends else (0.0, 0.0, 0.0),
        driven=tuple(sorted(driven, key=lambda one: one.joint)),
        credit=figure.credit,
        forbids=figure.forbids,
    )


def _nose(beast: Beast, chunks: Sequence[Clean], places: F64) -> F64:
    """Return the foremost point of the skin that its head carries, or a little before the head."""
    found = _carried(beast.head, chunks)
    return np.asarray(found[int(np.argmax(found[:, 2]))] if len(found) else places[beast.head] + [0.0, 0.0, 0.2])


def _carried(joint: int, chunks: Sequence[Clean]) -> F64:
    """Return the points [N, 3] of the skin that a joint moves most."""
    found = [np.zeros((0, 3))]
    for chunk in chunks:
        if chunk.joints is not None and chunk.weights is not None:
            strongest = chunk.joints[np.arange(len(chunk.joints)), np.argmax(chunk.weights, axis=1)]
            found.append(chunk.positions[strongest == joint])
    return np.concatenate(found)


def _rows(values: Iterable[F64]) -> tuple[Vec3, ...]:
    return tuple((round(float(x), 6) + 0.0, round(float(y), 6) + 0.0, round(float(z), 6) + 0.0) for x, y, z in values)
