"""Survey a set of the user's own for direction: where one may walk, what stands there, which spots have names."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from redearth.direction.model import Anchor, Bounds, Piece, SetSurvey
from redearth.stage.own.found import F64, Found
from redearth.stage.own.tidy import Clean

PLAY_AREA = "play_area"
"""A mesh of this name is not drawn: its box is where actors and cameras may be."""
_KINDS = frozenset(
    ("gate", "door", "lever", "centre", "center", "far", "near", "entrance", "exit", "seat", "table", "console", "window", "sun", "light", "bed", "sign", "lamp")
)  # fmt: skip
_INSET_M = 0.3
_FARTHEST_M = 40.0
_LOW_M, _HIGH_M = 0.3, 2.1
"""What is lower or hangs higher is in nobody's way."""
_MOST_BOXES = 96
_SMALLEST_M = 0.12
_DIGITS = re.compile(r"[\W_]*\d*$")


def survey(found: Found, chunks: Sequence[Clean]) -> SetSurvey:
    """Return the play area, the boxes of what stands in it, and the anchors that nodes name."""
    area = [chunk for chunk in chunks if is_area(chunk.name)]
    shown = [chunk for chunk in chunks if not is_area(chunk.name)] or list(chunks)
    boxes = np.concatenate([_components(chunk) for chunk in shown])
    low, high = boxes[:, 0].min(0), boxes[:, 1].max(0)
    if area:
        low, high = (np.stack([f(chunk.positions, axis=0) for chunk in area]) for f in (np.min, np.max))
        low, high = low.min(0), high.max(0)
    else:
        inset = np.array([_INSET_M, 0, _INSET_M])
        low, high = low + inset, high - inset
    middle = (low + high) / 2
    low = np.maximum(np.minimum(low, middle - 1), middle - _FARTHEST_M)
    high = np.minimum(np.maximum(high, middle + 1), middle + _FARTHEST_M)
    bounds = Bounds(
        min_x_m=_mm(low[0]),
        max_x_m=_mm(high[0]),
        min_z_m=_mm(low[2]),
        max_z_m=_mm(high[2]),
        ceiling_m=_mm(max(high[1] - 0.1, 2.2)),
    )
    return SetSurvey(bounds=bounds, anchors=_anchors(found), boxes=_obstacles(boxes, low, high))


def is_area(name: str) -> bool:
    """Tell whether a mesh stands for the play area alone."""
    return name.casefold().replace(" ", "_").startswith(PLAY_AREA)


def _components(chunk: Clean) -> F64:
    """Return the boxes [C, 2, 3] of a mesh's connected parts."""
    _, weld = np.unique(np.round(chunk.positions, 4), axis=0, return_inverse=True)
    corners = weld.ravel()[chunk.triangles]
    count = int(corners.max()) + 1
    rows = np.concatenate([corners[:, 0], corners[:, 1]])
    columns = np.concatenate([corners[:, 1], corners[:, 2]])
    parts, label = connected_components(sparse.coo_matrix((np.ones(len(rows)), (rows, columns)), (count, count)), directed=False)
    of = label[weld.ravel()]
    low, high = np.full((parts, 3), np.inf), np.full((parts, 3), -np.inf)
    np.minimum.at(low, of, chunk.positions)
    np.maximum.at(high, of, chunk.positions)
    return np.asarray(np.stack([low, high], 1)[np.isfinite(low).all(1)])


def _obstacles(boxes: F64, low: F64, high: F64) -> tuple[Piece, ...]:
    """Return what stands in the way: not floors, ceilings, hollow shells or crumbs; the largest first, at most a hundred or so."""
    size = boxes[:, 1] - boxes[:, 0]
    room = np.maximum(high - low, 1e-6)
    shell = (size[:, 0] > 0.7 * room[0]) & (size[:, 2] > 0.7 * room[2])
    tall = (boxes[:, 1, 1] > _LOW_M) & (boxes[:, 0, 1] < _HIGH_M) & (size[:, 1] > 0.1)
    inside = ((boxes[:, 1] > low - _INSET_M) & (boxes[:, 0] < high + _INSET_M))[:, [0, 2]].all(1)
    wide = np.maximum(size[:, 0], size[:, 2]) > _SMALLEST_M
    kept = boxes[~shell & tall & inside & wide]
    area = np.prod((kept[:, 1] - kept[:, 0])[:, [0, 2]], axis=1)
    kept = kept[np.argsort(-area, kind="stable")[:_MOST_BOXES]]
    pieces = []
    for number, (foot, top) in enumerate(kept):
        x, z = (foot[0] + top[0]) / 2, (foot[2] + top[2]) / 2
        wide_m, tall_m, deep_m = (max(_mm(v), 0.02) for v in top - foot)
        pieces.append(
            Piece(
                id=f"own-{number + 1}",
                kind="own",
                position_m=(_mm(x), _mm(max(foot[1], 0)), _mm(z)),
                size_m=(wide_m, tall_m, deep_m),
            )
        )
    return tuple(pieces)


def _anchors(found: Found) -> tuple[Anchor, ...]:
    """Return the spots whose names say what they are: ``anchor_door``, ``seat_1``, ``light``."""
    anchors: dict[str, Anchor] = {}
    for name, spot in sorted(found.spots.items()):
        words = name.casefold().replace(" ", "_").replace("-", "_").replace(".", "_")
        marked = words.startswith("anchor_")
        kind = _DIGITS.sub("", words.removeprefix("anchor_"))
        if kind not in _KINDS and not marked:
            continue
        kind = "centre" if kind == "center" else kind
        x, y, z = (_mm(v) for v in spot[:3, 3])
        yaw = _mm(math.atan2(spot[0, 2], spot[2, 2]))
        identity = words.removeprefix("anchor_").replace("_", "-")
        anchors.setdefault(
            identity,
            Anchor(
                id=identity, kind=kind, position_m=(x, y if kind in ("lamp", "light", "sun", "window") else 0.0, z), yaw_rad=yaw
            ),
        )
    return tuple(anchors.values())


def _mm(value: float) -> float:
    return round(float(value), 3)
