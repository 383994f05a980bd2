"""The skeletons of beasts: four-footed, upright, winged and legless. Lengths are shares of the stature, the height of the back."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from redearth.stage.parts import F64, Skeleton, Sway

_SPINE = 12
"""Joints behind a serpent's throat."""
_RAISED = 4
"""Joints of the part of a serpent that it lifts off the ground."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Proportions of a beast, all shares of the height of its back unless said otherwise. The defaults are a wolf's."""

    trunk: float = 0.98
    """From hip to shoulder."""
    wide: float = 0.13
    """Half of the distance between the shoulders."""
    elbow: float = 0.50
    """Height of the elbow: the chest ends a little above."""
    wrist: float = 0.19
    hock: float = 0.27
    """Height of the heel of those who walk on their toes."""
    sprawl: float = 0.0
    """How far elbows and knees stand out sideways."""
    neck: float = 0.42
    neck_rise_rad: float = 0.62
    head: float = 0.40
    """Length of the skull."""
    tail: float = 0.75
    tail_fall_rad: float = 0.75
    """How steeply the tail hangs."""
    span: float = 1.9
    """Length of one wing."""
    pairs: int = 2
    """Pairs of legs of those on all fours."""
    arm: float = 1.0
    """Length of the arms of those who stand upright, 1 down to the knee."""
    back: float = 0.0
    """How far the body of who stands upright leans back on its haunches; negative bends it forward."""


Rows = list[tuple[str, str, F64]]
"""(joint, parent, place in model space)."""
Places = tuple[tuple[str, tuple[float, float, float]], ...]
"""(part of a limb, its place) from the trunk outwards, on the left."""


def quadruped(frame: Frame, stature_m: float) -> Skeleton:
    """Return a beast on all fours that faces +Z.

    Joints: ``root body abdomen thorax neck neck2 head jaw mouth leftEar rightEar tail1 … tail5`` and per leg of ``rig.leg_names``
    ``<leg>Coxa <leg>Femur <leg>Tibia <leg>Foot <leg>Tip``: shoulder blade, arm, forearm, hand and toes in front; pelvis, thigh,
    shank, metatarsus and toes behind.
    """
    f, half = frame, frame.trunk / 2
    rows = _trunk(0.80, (0.82, -0.5 * half), (0.80, 0.38 * half))
    rows += _neck_and_head(f, np.array([0.0, 0.86, half + 0.02]))
    rows += _tail(f, np.array([0.0, 0.84, -half - 0.16]), 5)
    for pair in range(1, f.pairs + 1):
        hind, along = pair == f.pairs, half - f.trunk * (pair - 1) / max(1, f.pairs - 1)
        parent = "abdomen" if hind else "thorax" if pair == 1 else "body"
        rows += _hind_leg(f, pair, along, parent) if hind else _fore_leg(f, pair, along, parent)
    return _built("quadruped", rows, stature_m, _tail_sways(5, stature_m) + _ear_sways(stature_m))


def _fore_leg(f: Frame, pair: int, z: float, parent: str) -> Rows:
    x, s = f.wide, f.sprawl
    places = (
        ("Coxa", (0.75 * x, 0.90, z - 0.10)),
        ("Femur", (x, 0.52 + 0.36 * f.elbow, z + 0.03)),
        ("Tibia", (x + s, f.elbow, z - 0.12 + 0.05 * s)),
        ("Foot", (x + 0.55 * s, f.wrist, z - 0.07 + 0.3 * s)),
        ("Tip", (x + 0.5 * s, 0.035, z - 0.03 + 0.45 * s)),
    )
    return _both_sides(pair, parent, places)


def _hind_leg(f: Frame, pair: int, z: float, parent: str) -> Rows:
    x, s = 0.88 * f.wide, f.sprawl
    knee = 0.5 * (0.78 + f.hock) + 0.01
    places = (
        ("Coxa", (0.6 * x, 0.82, z - 0.02)),
        ("Femur", (x, 0.78, z)),
        ("Tibia", (x + s, knee, z + 0.15)),
        ("Foot", (x + 0.5 * s, f.hock, z - 0.15 + 0.1 * s)),
        ("Tip", (x + 0.55 * s, 0.035, z - 0.07 + 0.25 * s)),
    )
    return _both_sides(pair, parent, places)


def upright(frame: Frame, stature_m: float) -> Skeleton:
    """Return a hunched two-legged creature; its arms are the first pair of legs and hang.

    Joints as of :func:`quadruped`; the arms' ``Foot`` is the wrist and their ``Tip`` the claws.
    """
    f = frame
    lean = 0.10 - f.back
    rows = _trunk(0.56, (0.54, -0.04), (0.72, 0.02 + 0.3 * lean))
    rows += _neck_and_head(f, np.array([0.0, 0.90, 0.06 + lean]))
    rows += _tail(f, np.array([0.0, 0.55, -0.12]), 5)
    x = 1.45 * f.wide
    arm = (
        ("Coxa", (0.35 * x, 0.86, 0.02 + lean)),
        ("Femur", (x, 0.845, 0.02 + lean)),
        ("Tibia", (1.35 * x, 0.60, -0.05 + lean)),
        ("Foot", (1.30 * x, 0.345, 0.05 + lean)),
        ("Tip", (1.22 * x, 0.18, 0.09 + lean)),
    )
    hip = 0.68 * f.wide
    leg = (
        ("Coxa", (0.6 * hip, 0.55, -0.03)),
        ("Femur", (hip, 0.53, -0.03)),
        ("Tibia", (1.25 * hip, 0.295, 0.075)),
        ("Foot", (1.2 * hip, max(0.06, 0.5 * f.hock), -0.075)),
        ("Tip", (1.3 * hip, 0.025, 0.035)),
    )
    rows += _both_sides(1, "thorax", _shortened(arm, f.arm)) + _both_sides(2, "abdomen", leg)
    return _built("upright", rows, stature_m, (_tail_sways(5, stature_m) if f.tail > 0.2 else ()) + _ear_sways(stature_m))


def _shortened(arm: Places, share: float) -> Places:
    """Return an arm whose bones beyond the shoulder are ``share`` as long."""
    shoulder = np.array(arm[1][1])
    reach = [shoulder + share * (np.array(at) - shoulder) for _, at in arm[2:]]
    return (*arm[:2], *((part, (float(x), float(y), float(z))) for (part, _), (x, y, z) in zip(arm[2:], reach, strict=True)))


def flyer(frame: Frame, stature_m: float) -> Skeleton:
    """Return a winged creature that stands on two legs, its wings spread.

    Joints as of :func:`quadruped` with one pair of legs, and per side ``<side>Wing1 Wing2 Wing3`` (shoulder, elbow, wrist) and the
    fingers ``<side>FingerA FingerB FingerC`` that start at the wrist, the foremost first.
    """
    f = frame
    rows = _trunk(0.74, (0.70, -0.12), (0.80, 0.08))
    rows += _neck_and_head(f, np.array([0.0, 0.92, 0.22]))
    rows += _tail(f, np.array([0.0, 0.66, -0.30]), 5)
    x = 0.9 * f.wide
    leg = (
        ("Coxa", (0.6 * x, 0.66, -0.06)),
        ("Femur", (x, 0.62, -0.05)),
        ("Tibia", (1.15 * x, 0.43, 0.12)),
        ("Foot", (1.1 * x, max(0.13, f.hock - 0.02), -0.08)),
        ("Tip", (1.15 * x, 0.025, 0.03)),
    )
    rows += _both_sides(1, "abdomen", leg)
    for side, mirror in (("left", 1.0), ("right", -1.0)):
        w = f.span
        places = (
            ("Wing1", "thorax", (f.wide, 0.90, 0.12)),
            ("Wing2", "Wing1", (f.wide + 0.24 * w, 0.93, 0.00)),
            ("Wing3", "Wing2", (f.wide + 0.50 * w, 0.96, 0.16)),
            ("FingerA", "Wing3", (f.wide + 0.52 * w, 0.96, 0.15)),
            ("FingerB", "Wing3", (f.wide + 0.515 * w, 0.96, 0.135)),
            ("FingerC", "Wing3", (f.wide + 0.50 * w, 0.96, 0.12)),
        )
        rows += [
            (side + name, parent if parent == "thorax" else side + parent, np.array(at) * [mirror, 1, 1])
            for name, parent, at in places
        ]
    return _built("flyer", rows, stature_m, _tail_sways(5, stature_m) + _ear_sways(stature_m))


def serpent(frame: Frame, stature_m: float) -> Skeleton:
    """Return a legless creature stretched along -Z; its stature is how high it carries a raised head.

    Joints: ``root``, the lifted part ``body neck1 neck2 neck3 head jaw mouth`` forward from the root, ``spine1 … spine12`` behind it.
    """
    f, thick = frame, 0.115
    step, lift = 0.30 * f.trunk, 0.21
    rows: Rows = [("root", "", np.zeros(3)), ("body", "root", np.array([0.0, thick, 0.0]))]
    rows += [(f"neck{k}", "body" if k == 1 else f"neck{k - 1}", np.array([0.0, thick, lift * k])) for k in range(1, _RAISED)]
    head = np.array([0.0, thick, lift * _RAISED])
    rows += _head_rows(f, head, f"neck{_RAISED - 1}", ears=False)
    rows += [
        (f"spine{k}", "root" if k == 1 else f"spine{k - 1}", np.array([0.0, thick, 0.02 - step * (k - 0.5)]))
        for k in range(1, _SPINE + 1)
    ]
    return _built("serpent", rows, stature_m, ())


def eyes_ahead(skeleton: Skeleton) -> tuple[float, float]:
    """Return how high and how far ahead of its root a creature's eyes are, in metres, as it stands."""
    h = skeleton.stature_m
    if skeleton.kind == "legged":
        return 0.95 * h, 0.9 * h
    if skeleton.kind == "serpent":
        return 0.75 * h, 0.5 * h
    rest = skeleton.rest_positions_m()
    head, mouth = rest[skeleton.index("head")], rest[skeleton.index("mouth")]
    eyes = head + 0.5 * (mouth - head) + np.array([0.0, 0.22, 0.0]) * float(np.linalg.norm(mouth - head))
    return float(eyes[1]), float(eyes[2])


def _trunk(height: float, abdomen: tuple[float, float], thorax: tuple[float, float]) -> Rows:
    return [
        ("root", "", np.zeros(3)),
        ("body", "root", np.array([0.0, height, 0.0])),
        ("abdomen", "body", np.array([0.0, *abdomen])),
        ("thorax", "body", np.array([0.0, *thorax])),
    ]


def _neck_and_head(f: Frame, base: F64) -> Rows:
    way = np.array([0.0, math.sin(f.neck_rise_rad), math.cos(f.neck_rise_rad)]) * f.neck
    rows = [("neck", "thorax", base), ("neck2", "neck", base + 0.5 * way)]
    return rows + _head_rows(f, base + way, "neck2", ears=True)


def _head_rows(f: Frame, at: F64, parent: str, ears: bool) -> Rows:
    s = f.head
    rows = [
        ("head", parent, at),
        ("jaw", "head", at + np.array([0.0, -0.10, 0.17]) * s),
        ("mouth", "head", at + np.array([0.0, -0.14, 0.86]) * s),
    ]
    if ears:
        rows += [
            (f"{side}Ear", "head", at + np.array([m * 0.17, 0.30, 0.10]) * s) for side, m in (("left", 1.0), ("right", -1.0))
        ]
    return rows


def _tail(f: Frame, base: F64, count: int) -> Rows:
    rows, at, parent = [], base, "abdomen"
    for k in range(count):
        rows.append((f"tail{k + 1}", parent, at))
        fall = f.tail_fall_rad * (1.0 - 0.16 * k)
        at = at + np.array([0.0, -math.sin(fall), -math.cos(fall)]) * f.tail / count
        parent = f"tail{k + 1}"
    return rows


def _tail_sways(count: int, stature_m: float) -> tuple[Sway, ...]:
    """Return swinging joints: the root of a tail is the beast's own, the rest follows; longer tails swing more slowly."""
    hertz = 1.7 / math.sqrt(max(stature_m, 0.05))
    return tuple(
        Sway(joint=f"tail{k}", frequency_hz=round(hertz * (1 + 0.12 * k), 3), damping=0.75, limit_rad=0.20, weight=0.35)
        for k in range(2, count + 1)
    )


def _ear_sways(stature_m: float) -> tuple[Sway, ...]:
    hertz = round(4.5 / math.sqrt(max(stature_m, 0.05)), 3)
    return tuple(
        Sway(joint=f"{side}Ear", frequency_hz=hertz, damping=0.4, limit_rad=0.3, weight=0.5) for side in ("left", "right")
    )


def _both_sides(pair: int, parent: str, places: Places) -> Rows:
    rows: Rows = []
    for side, mirror in (("left", 1.0), ("right", -1.0)):
        above = parent
        for part, at in places:
            name = f"{side}Leg{pair}{part}"
            rows.append((name, above, np.array(at) * [mirror, 1.0, 1.0]))
            above = name
    return rows


def _built(kind: str, rows: Rows, stature_m: float, sways: tuple[Sway, ...]) -> Skeleton:
    names = tuple(name for name, _, _ in rows)
    parents = tuple(names.index(parent) if parent else -1 for _, parent, _ in rows)
    places = np.array([at for _, _, at in rows]) * stature_m
    offsets = np.array([at - places[p] if p >= 0 else at for at, p in zip(places, parents, strict=True)])
    return Skeleton(kind=kind, names=names, parents=parents, rest_offsets_m=offsets, stature_m=stature_m, sways=sways)
