"""Thin a model to a budget of triangles: quadric edge collapse (fast-simplification), then normals and weights from the full parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import fast_simplification
import numpy as np
from scipy.spatial import cKDTree

from redearth.stage.cast.field import F64
from redearth.stage.cast.part import I64, Part, Shell, creased, face_normals, shell_of
from redearth.stage.parts import Skeleton
from redearth.stage.rows import distinct, lengths

_ROOM_M = 8.0
_STEADY, _HASTY = 3.0, 7.0
"""How patiently edges are collapsed: at the library's default of 7 about a tenth of the triangles end as slivers, at 3 between a
hundredth and a sixteenth, but only 7 reaches what is asked of ``distant``."""
_SIDED = {"Lid": 1.9, "LowerLid": 1.9, "Brow": 1.9, "Mouth": 1.9, "Eye": 3.0, "Hand": 1.4, "Fingers": 1.4, "FingerTips": 1.4, "Index": 1.4, "IndexTip": 1.4,
          "Thumb": 1.4}  # fmt: skip
_CLOSE = {
    "head": 1.9,
    "jaw": 1.9,
    "upperLip": 1.9,
    "lowerLip": 1.9,
    **{side + part: near for side in ("left", "right") for part, near in _SIDED.items()},
}
"""How much closer than the rest an eye looks at what hangs on these joints."""
_TRINKET, _TRINKET_M = 1.6, 0.25
"""The same for single things of at most this size: dials and buckles show their edges."""
_PUPIL_TRIANGLES = 160
_CREASE_RAD, _CREASE_FAR_RAD = 0.85, 1.4


def lightened(parts: Sequence[Part], skeleton: Skeleton, target: int, least_m: float = 0.0, far: bool = False) -> list[Part]:
    """Return the parts with about ``target`` triangles in all, spent where they show; parts smaller than ``least_m`` are left out.

    ``far`` gives up the borders of open parts and the shape of triangles, for what is never seen from near.
    """
    kept = [p for p in parts if float(np.linalg.norm(np.ptp(p.shell.positions, axis=0))) > least_m]
    if sum(len(p.shell.triangles) for p in kept) <= target:
        return kept
    spared = [p for p in kept if not least_m and _is_pupil(p, skeleton)]
    target -= sum(len(p.shell.triangles) for p in spared)
    kept = [p for p in kept if not any(p is other for other in spared)]
    welds = [_welded(p.shell) for p in kept]
    scales = [_closeness(p, skeleton) for p in kept]
    centres = [(p.shell.positions.min(axis=0) + p.shell.positions.max(axis=0)) / 2 for p in kept]
    rooms = [np.array([k % 4, k // 4 % 4, k // 16], float) * _ROOM_M for k in range(len(kept))]
    starts = np.cumsum([0, *(len(points) for points, _ in welds)])
    points, triangles = fast_simplification.simplify(
        np.concatenate([(p - c) * s + room for (p, _), c, s, room in zip(welds, centres, scales, rooms, strict=True)]),
        np.concatenate([t + start for (_, t), start in zip(welds, starts[:-1], strict=True)]),
        target_count=target,
        agg=_HASTY if far else _STEADY,
        preserve_border=not far,
    )
    # every part was thinned in a room of its own, so that one budget serves all and each finds its triangles again
    place = np.round(points / _ROOM_M).astype(np.int64) @ [1, 4, 16]
    first = place[triangles[:, 0]]
    crease_rad = _CREASE_FAR_RAD if far else _CREASE_RAD
    return spared + [
        _bound(part, (points - room) / scale + centre, triangles[first == k].astype(np.int64), crease_rad)
        for k, (part, room, scale, centre) in enumerate(zip(kept, rooms, scales, centres, strict=True))
        if (first == k).sum() > 3
    ]


def _is_pupil(part: Part, skeleton: Skeleton) -> bool:
    """Return whether a part is the small round middle of an eye: thinned it would have corners, and everybody looks there."""
    eyes = [skeleton.index(name) for name in ("leftEye", "rightEye") if name in skeleton.names]
    return len(part.shell.triangles) <= _PUPIL_TRIANGLES and float(part.weights[:, eyes].sum(axis=1).mean()) > 0.99


def _welded(shell: Shell) -> tuple[F64, I64]:
    """Return positions and triangles with the vertices of a crease made one again."""
    first, which = distinct(np.round(shell.positions, 7))
    triangles = which[shell.triangles]
    whole = (np.diff(triangles, axis=1) != 0).all(axis=1) & (triangles[:, 0] != triangles[:, 2])
    return shell.positions[first], triangles[whole]


def _closeness(part: Part, skeleton: Skeleton) -> float:
    mean = part.weights.mean(axis=0)
    trinket = _TRINKET if float(np.linalg.norm(np.ptp(part.shell.positions, axis=0))) < _TRINKET_M else 1.0
    return max(trinket, sum(float(mean[skeleton.index(j)]) * near for j, near in _CLOSE.items() if j in skeleton.names))


def _bound(part: Part, points: F64, triangles: I64, crease_rad: float) -> Part:
    """Return thinned triangles with the weights and normals of the part they came from."""
    low, high = part.shell.positions.min(axis=0), part.shell.positions.max(axis=0)
    plain = shell_of(
        np.clip(points, low, high), triangles
    )  # the best place for a vertex may lie beyond an edge: a sole stays flat
    folded = creased(plain, crease_rad)
    full = part.shell
    distance, near = cKDTree(full.positions).query(folded.positions, k=min(6, len(full.positions)))
    share = 1.0 / np.maximum(distance, 1e-5)
    # across an edge lie vertices that face elsewhere: they have no say
    alike = np.einsum("ij,ikj->ik", folded.normals, full.normals[near])
    say = share * np.clip(alike, 0.0, 1.0) ** 8
    normals = np.einsum("ik,ikj->ij", say, full.normals[near]) + 1e-3 * folded.normals
    normals /= lengths(normals)[:, None]
    share /= share.sum(axis=1, keepdims=True)
    shell = Shell(positions=folded.positions, normals=_turned_out(folded, normals), triangles=folded.triangles)
    return replace(part, shell=shell, weights=np.einsum("ik,ikj->ij", share, part.weights[near]))


def _turned_out(shell: Shell, normals: F64) -> F64:
    """Return ``normals``, but the faces' own where those would turn a triangle's face away from its shade."""
    faces = face_normals(shell.positions, shell.triangles)
    wrong = np.einsum("ij,ikj->ik", faces, normals[shell.triangles]).min(axis=1) < 0
    spoiled = np.zeros(len(normals), bool)
    spoiled[shell.triangles[wrong].ravel()] = True
    return np.where(spoiled[:, None], shell.normals, normals)
