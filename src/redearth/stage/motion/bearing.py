"""How a thing lies in the hand that holds it: cups upright, bags hanging, pages before the eyes, barrels and beams ahead, tools in the fist."""

from __future__ import annotations

import numpy as np

from redearth.breakdown.model import Prop
from redearth.core.space import Vec3
from redearth.direction.model import Blocking, PropHold
from redearth.stage.motion import quat
from redearth.stage.motion.ease import window
from redearth.stage.motion.prop_states import row_of
from redearth.stage.parts import F64
from redearth.stage.props.kinds import prop_kind

_CLASSES: dict[str, frozenset[str]] = {
    "hanging": frozenset(
        [
            "bag",
            "suitcase",
            "handbag",
            "backpack",
            "basket",
            "bucket",
            "toolbox",
            "shopping_bag",
            "kettle",
            "watering_can",
            "medkit",
            "sack",
            "chair",
            "stool",
        ]
    ),
    "lantern": frozenset(("lantern", "oil_lantern", "lamp")),
    "upright": frozenset(
        [
            "cup",
            "mug",
            "glass",
            "bottle",
            "bowl",
            "plate",
            "tray",
            "candle",
            "jar",
            "shoot",
            "flower",
            "vial",
            "pot",
            "teapot",
            "box",
            "crate",
            "cake",
            "vase",
            "plant",
            "flask",
            "canister",
            "generic",
            "keepsake",
            "ball",
        ]
    ),
    "page": frozenset(
        [
            "book",
            "letter",
            "map",
            "phone",
            "newspaper",
            "photograph",
            "tablet",
            "notebook",
            "card",
            "magazine",
            "document",
            "laptop",
        ]
    ),
    "gun": frozenset(["pistol", "rifle", "shotgun", "crossbow", "camera", "binoculars", "camcorder", "drill"]),
    "beam": frozenset(["torch", "key", "remote", "keycard"]),
    "blade": frozenset(["knife", "sword", "dagger", "machete", "spear", "scissors", "scalpel"]),
}
_BY_KIND = {kind: name for name, kinds in _CLASSES.items() for kind in kinds}
_LONG = frozenset(("rifle", "shotgun"))
_PALM_M: dict[str, Vec3] = {
    "hanging": (0.085, -0.575, 0.045), "lantern": (0.13, -0.22, 0.33), "upright": (0.07, -0.36, 0.31), "page": (-0.02, -0.19, 0.37),
    "beam": (0.09, -0.33, 0.32), "gun": (0.12, -0.50, 0.20),
}  # fmt: skip
"""Palm from the shoulder, chest axes at 1.72 m, written for the left hand: where a class is carried in one hand."""
_ACROSS_M: tuple[Vec3, Vec3] = ((0.0, -0.15, 0.31), (-0.06, -0.42, 0.20))
"""Left and right palm of who carries a long gun across the chest (the right one written for the right side)."""


def class_of(prop: str) -> str:
    """Return how a prop is borne: ``hanging lantern upright page gun beam blade``, else ``tool``."""
    return _BY_KIND.get(prop_kind(Prop(id=prop, name=prop)), "tool")


def lift_m(prop: str) -> float:
    """Return how far a thing's grip is above the place where it lies: things are put down grip and all."""
    return float(row_of(prop).rest_pose()[1, 3]) if prop else 0.0


def is_long(prop: str) -> bool:
    """Return whether a prop is carried across the chest in both hands whatever its hold says."""
    return prop_kind(Prop(id=prop, name=prop)) in _LONG


def palm_for(prop: str, grip: str, side: int) -> Vec3 | None:
    """Return where the carrying palm is, written for the left hand, or None where the grip alone says it."""
    if is_long(prop) and grip in ("left", "right", "both"):
        return _ACROSS_M[side]
    return _PALM_M.get(class_of(prop)) if grip in ("left", "right") else None


def turn_in_hand(prop: str, grip: str, hands: list[F64], chest: F64) -> F64:
    """Return ``set_from_object`` turns [F, 4] of a prop; ``hands`` and ``chest`` are set-space turns of the joints that hold it.

    Object space as in ``props/catalogue``: +Y along the thing, +Z away from who holds it, which is where guns point.
    """
    kind, hand = class_of(prop), hands[-1]
    mirror = 1.0 if grip == "left" else -1.0
    along = quat.rotate(hand, np.array([mirror * 0.643, -0.766, 0.0]))
    thumb = quat.rotate(hand, np.array([0.0, 0.0, 1.0]))
    ahead = quat.rotate(chest, np.array([0.0, 0.0, 1.0]))
    level = quat.unit(ahead * np.array([1.0, 0.0, 1.0]), (0.0, 0.0, 1.0))
    up = np.broadcast_to(np.array([0.0, 1.0, 0.0]), ahead.shape)
    if grip in ("both", "chest") and kind not in ("gun", "page"):
        return _axes(up, level)
    if grip == "raised":
        return _axes(quat.unit(up + 0.35 * level + 0.4 * thumb), level)
    if kind == "gun":
        return _axes(thumb, along)
    if kind == "page":
        return _axes(quat.unit(0.8 * up + 0.6 * level), level)
    if kind == "hanging":
        return _axes(up, quat.cross(level, up))
    if kind in ("upright", "lantern"):
        return _axes(up, level)
    lean = {"beam": (0.16, 0.99), "blade": (0.62, 0.78)}.get(kind, (0.92, 0.39))
    return _axes(quat.unit(lean[0] * thumb + lean[1] * along), along)


def _axes(y: F64, z: F64) -> F64:
    """Return the turns whose Y is ``y`` and whose Z is as near to ``z`` as that allows (both [F, 3])."""
    left = quat.unit(quat.cross(y, z), (1.0, 0.0, 0.0))
    return quat.from_matrix(np.stack([left, y, quat.cross(left, y)], axis=-1))


def aimed(blocking: Blocking, hold: PropHold, place_m: F64, spin: F64) -> F64:
    """Return the turns [F, 4] of a held thing with +Z on what was aimed at last, while its holder aims or fires it."""
    if class_of(hold.prop) != "gun":
        return spin
    time = np.arange(len(place_m)) / blocking.fps
    target: F64 | None = None
    for cue in blocking.cues:
        if cue.actor == hold.holder and cue.primitive == "AIM" and cue.target_m is not None:
            target = np.array(cue.target_m, float)
        if cue.actor == hold.holder and cue.primitive in ("AIM", "FIRE") and target is not None:
            start, end = cue.range.start / blocking.fps, cue.range.end / blocking.fps
            way = quat.unit(target - place_m, (0.0, 0.0, 1.0))
            up = np.broadcast_to(np.array([0.0, 1.0, 0.0]), way.shape)
            side = quat.unit(quat.cross(up, way), (1.0, 0.0, 0.0))
            turned = quat.from_matrix(np.stack([side, quat.cross(way, side), way], axis=-1))
            spin = quat.blend(spin, turned, window(time, start, end, 0.4, 0.4))
    return spin
