"""A model's joints in the order of a rig: parents first, under plain names, below the mark that only a rig has."""

from __future__ import annotations

import re
from dataclasses import dataclass

from redearth.stage.motions.bones import ancestors
from redearth.stage.own.character import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The model's joints in the rig's order: 0 is the mark, which only the rig has."""

    names: tuple[str, ...]
    parents: tuple[int, ...]
    number: tuple[int, ...]
    """The rig's number of each of the model's joints."""
    joints: tuple[int, ...]
    """The model's joint of each of the rig's from 1 on."""


def order_of(figure: Figure, above: int = -1) -> Order:
    """Return the order of a human's joints below its hips; below what carries joint ``above`` where that is given."""
    joints, hips = figure.joints, (figure.bones or {}).get("hips", -1)
    hips = [above, *ancestors(above, joints.parents)][-1] if above >= 0 else hips
    parents = [_parent_below_root(joint, joints.parents, hips) + 1 for joint in range(len(joints.names))]
    order = _parents_first(parents)
    number = {old + 1: new + 1 for new, old in enumerate(order)} | {0: 0}
    names = ["root"]
    for old in order:
        plain = re.sub(r"\W+", "_", joints.names[old], flags=re.ASCII).strip("_") or "joint"
        plain = plain if plain[0].isalpha() or plain[0] == "_" else f"joint_{plain}"
        names.append(plain if plain not in names else f"{plain}_{old}_own")
    return Order(
        names=tuple(names),
        parents=(-1, *(number[parents[old]] for old in order)),
        number=tuple(number[old + 1] for old in range(len(joints.names))),
        joints=tuple(order),
    )


def _parents_first(parents: list[int]) -> list[int]:
    """Return the joints in an order in which each comes after its parent (numbered from 1; 0 is the root)."""
    order: list[int] = []
    placed = {0}
    while len(order) < len(parents):
        ready = [j for j in range(len(parents)) if j + 1 not in placed and parents[j] in placed]
        order += ready
        placed |= {j + 1 for j in ready}
    return order


def _parent_below_root(joint: int, parents: tuple[int, ...], hips: int) -> int:
    """Return a joint's parent, -1 for the hips and for what does not hang from them: that hangs from the mark."""
    if joint == hips:
        return -1
    at, seen = parents[joint], 0
    while at >= 0 and at != hips and seen < len(parents):
        at, seen = parents[at], seen + 1
    return parents[joint] if at == hips else -1
