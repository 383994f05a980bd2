"""Draw a performance as a strip of poses: skinned triangles, a z-buffer in numpy, a chequered floor with shadows.

``strip(model, take, frames)`` needs a `RiggedModel` and an `ActorTake` and nothing else; orthographic, deterministic, no device.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from redearth.direction.model import Piece
from redearth.stage.motion import quat
from redearth.stage.motion.ground import steps_of
from redearth.stage.parts import F64, ActorTake, RiggedModel, Skeleton

U8 = NDArray[np.uint8]
WIDTH_PX, HEIGHT_PX = 96, 120
_FINER = 2
"""Samples per pixel, each way."""
_KEY = np.array([0.45, 0.75, 0.48])
_FLOOR, _DARKER, _SKY = np.array([0.62, 0.60, 0.57]), 0.88, np.array([0.80, 0.83, 0.86])
_SHADOW = 0.55
_BOX = np.array([0.50, 0.52, 0.56])
_CORNERS = np.array([[x, y, z] for x in (-0.5, 0.5) for y in (0.0, 1.0) for z in (-0.5, 0.5)])
_FACES = np.array(
    [
        [0, 1, 3],
        [0, 3, 2],
        [4, 6, 7],
        [4, 7, 5],
        [0, 4, 5],
        [0, 5, 1],
        [2, 3, 7],
        [2, 7, 6],
        [0, 2, 6],
        [0, 6, 4],
        [1, 5, 7],
        [1, 7, 3],
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Solid:
    """Triangles [T, 3, 3] in set space with linear colours [T, 3]."""

    corners_m: F64
    colours: F64


def strip(
    model: RiggedModel,
    take: ActorTake,
    frames: Sequence[int],
    *,
    mesh: str = "mid",
    yaw_deg: float = 60.0,
    pitch_deg: float = 12.0,
    tall_m: float = 0.0,
    pieces: tuple[Piece, ...] = (),
    others: tuple[tuple[RiggedModel, ActorTake], ...] = (),
    pinned: bool = False,
    wide_px: int = WIDTH_PX,
) -> U8:
    """Return [H, W * len(frames), 3]: the take's poses side by side, sRGB.

    The camera stands ``yaw_deg`` to the left of the way the actor faces on the first frame (0 is from the front) and follows the root along the ground,
    or stays on its first place when ``pinned``. ``tall_m`` of the picture's height is seen (0: 1.35 statures), ``wide_px`` pixels across. ``others`` play along, ``pieces`` stand as boxes.
    """
    seen_m = tall_m or 1.35 * model.skeleton.stature_m
    ahead = quat.rotate(take.rotations[frames[0], :1].astype(float), [0.0, 0.0, 1.0])[0]
    heading = float(np.arctan2(ahead[0], ahead[2]))
    views = _view(heading + np.radians(yaw_deg), np.radians(pitch_deg))
    still = tuple(_solid(piece) for piece in pieces)
    pictures = []
    for frame in frames:
        spot = take.translations_m[frames[0] if pinned else frame, 0].astype(float) * [1.0, 0.0, 1.0]
        cast = [skinned(rig, played, frame, mesh) for rig, played in ((model, take), *others)]
        pictures.append(_drawn((*cast, *still), len(cast), views, spot, seen_m, wide_px))
    return np.concatenate(pictures, axis=1)


def skinned(model: RiggedModel, take: ActorTake, frame: int, mesh: str) -> Solid:
    """Return the triangles of one frame, coloured by their materials."""
    skin = model.model.meshes[mesh]
    placed, turned = set_space(take.rotations[frame].astype(float), take.translations_m[frame].astype(float), model.skeleton)
    bind = model.skeleton.rest_positions_m()
    points = np.zeros((len(skin.positions), 3))
    if skin.joints is None or skin.weights is None:
        raise ValueError("a strip needs a skinned mesh")
    matrices = quat.to_matrix(turned)
    for slot in range(skin.joints.shape[1]):
        joint = skin.joints[:, slot]
        moved = np.einsum("vij,vj->vi", matrices[joint], skin.positions - bind[joint]) + placed[joint]
        points += skin.weights[:, slot, None] * moved
    colours = np.array([material.base_color_linear for material in model.model.materials])
    return Solid(corners_m=points[skin.triangles], colours=colours[skin.material])


def set_space(local: F64, offsets_m: F64, skeleton: Skeleton) -> tuple[F64, F64]:
    """Return set-space places [J, 3] and turns [J, 4] of one frame."""
    turned, placed = local.copy(), offsets_m.copy()
    for joint, parent in enumerate(skeleton.parents):
        if parent >= 0:
            turned[joint] = quat.multiply(turned[parent], local[joint])
            placed[joint] = placed[parent] + quat.rotate(turned[parent], offsets_m[joint])
    return placed, turned


def _solid(piece: Piece) -> Solid:
    """Return a piece as boxes: stairs by their steps, a chair by its seat and back, the rest whole."""
    width, high, deep = piece.size_m
    boxes = [((0.0, 0.0, 0.0), (width, high, deep))]
    if piece.kind == "stairs":
        count = steps_of(piece)
        run = deep / count
        boxes = [((0.0, 0.0, deep / 2 - run * (k + 0.5)), (width, high * (k + 1) / count, run)) for k in range(count)]
    elif piece.kind == "chair":
        boxes = [((0.0, 0.5 * high - 0.04, 0.0), (width, 0.04, deep)), ((0.0, 0.5 * high, -deep / 2), (width, 0.5 * high, 0.04))]
        boxes += [((x * width * 0.46, 0.0, z * deep * 0.46), (0.04, 0.5 * high, 0.04)) for x in (-1, 1) for z in (-1, 1)]
    sine, cosine = np.sin(piece.yaw_rad), np.cos(piece.yaw_rad)
    turn = np.array([[cosine, 0.0, sine], [0.0, 1.0, 0.0], [-sine, 0.0, cosine]])
    placed = [((_CORNERS * size + foot) @ turn.T + piece.position_m)[_FACES] for foot, size in boxes]
    return Solid(corners_m=np.concatenate(placed), colours=np.tile(_BOX, (len(_FACES) * len(boxes), 1)))


def _view(yaw: float, pitch: float) -> F64:
    """Return the rows right, up and towards the camera."""
    back = np.array([np.sin(yaw) * np.cos(pitch), np.sin(pitch), np.cos(yaw) * np.cos(pitch)])
    right = np.array([np.cos(yaw), 0.0, -np.sin(yaw)])
    return np.stack([right, np.cross(back, right), back])


def _drawn(solids: tuple[Solid, ...], casting: int, view: F64, spot_m: F64, seen_m: float, wide_px: int) -> U8:
    """Return one picture [H, W, 3] centred on ``spot_m``, with the floor a tenth above its lower edge."""
    wide, high = wide_px * _FINER, HEIGHT_PX * _FINER
    scale = high / seen_m
    centre = np.array([wide / 2, high * 0.86])
    xs, ys = np.meshgrid(np.arange(wide) + 0.5, np.arange(high) + 0.5)
    colour = _ground((xs - centre[0]) / scale, (centre[1] - ys) / scale, view, spot_m)
    flat = np.concatenate([solid.corners_m for solid in solids[:casting]]) * [1.0, 0.0, 1.0]
    pixel, _, _ = _covered(_seen(flat, view, spot_m, scale, centre), wide, high)
    colour.reshape(-1, 3)[np.unique(pixel)] *= _SHADOW
    corners = np.concatenate([solid.corners_m for solid in solids])
    shades = _shaded(corners, np.concatenate([solid.colours for solid in solids]), view)
    pixel, depth, triangle = _covered(_seen(corners, view, spot_m, scale, centre), wide, high)
    order = np.lexsort((triangle, depth, pixel))
    front = order[np.flatnonzero(np.append(pixel[order][1:] != pixel[order][:-1], True))] if len(order) else order
    colour.reshape(-1, 3)[pixel[front]] = shades[triangle[front]]
    mean = colour.reshape(HEIGHT_PX, _FINER, wide_px, _FINER, 3).mean((1, 3))
    return np.asarray(np.clip(np.round(255 * np.clip(mean, 0, 1) ** (1 / 2.2)), 0, 255), np.uint8)


def _ground(right_m: F64, up_m: F64, view: F64, spot_m: F64) -> F64:
    """Return the background: a chequered floor of half-metre squares as far as 2.5 m, fading into grey."""
    back = view[2]
    point = right_m[..., None] * view[0] + up_m[..., None] * view[1]
    along = -point[..., 1] / max(back[1], 1e-3)
    floor = point + along[..., None] * back + spot_m
    odd = (np.floor(floor[..., 0] * 2) + np.floor(floor[..., 2] * 2)) % 2
    tone = _FLOOR * np.where(odd > 0, 1.0, _DARKER)[..., None]
    far = np.clip((np.hypot(floor[..., 0] - spot_m[0], floor[..., 2] - spot_m[2]) - 1.5) / 2.0, 0.0, 1.0)[..., None]
    return np.asarray((tone + (_SKY - tone) * far) ** 2.2)


def _seen(corners: F64, view: F64, spot_m: F64, scale: float, centre: F64) -> F64:
    """Return corners [T, 3, 3] as (x px, y px, nearness m)."""
    turned = (corners - spot_m) @ view.T
    return np.stack([centre[0] + scale * turned[..., 0], centre[1] - scale * turned[..., 1], turned[..., 2]], -1)


def _shaded(corners: F64, colours: F64, view: F64) -> F64:
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normal /= np.maximum(np.linalg.norm(normal, axis=-1, keepdims=True), 1e-12)
    normal *= np.where(normal @ view[2] < 0, -1.0, 1.0)[:, None]
    key = np.clip(normal @ (view.T @ _KEY), 0.0, 1.0)
    fill = 0.38 + 0.14 * normal[:, 1] + 0.12 * (normal @ view[2])
    return np.asarray((0.10 + 0.90 * colours) * (fill + 0.85 * key)[:, None])


def _covered(corners: F64, wide: int, high: int) -> tuple[NDArray[np.int64], F64, NDArray[np.int64]]:
    """Return (pixel, nearness, triangle) of every pixel centre that every triangle covers."""
    low = np.clip(np.ceil(corners[..., :2].min(1) - 0.5), 0, [wide, high]).astype(np.int64)
    top = np.clip(np.floor(corners[..., :2].max(1) - 0.5) + 1, 0, [wide, high]).astype(np.int64)
    span = np.maximum(top - low, 0)
    count = span[:, 0] * span[:, 1]
    triangle = np.repeat(np.arange(len(corners)), count)
    number = np.arange(len(triangle)) - np.repeat(np.cumsum(count) - count, count)
    column = low[triangle, 0] + number % np.maximum(span[triangle, 0], 1)
    row = low[triangle, 1] + number // np.maximum(span[triangle, 0], 1)
    a, b, c = (corners[triangle, k] for k in range(3))
    x, y = column + 0.5, row + 0.5
    area = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    safe = np.where(np.abs(area) < 1e-12, 1.0, area)
    u = ((x - a[:, 0]) * (c[:, 1] - a[:, 1]) - (y - a[:, 1]) * (c[:, 0] - a[:, 0])) / safe
    v = ((b[:, 0] - a[:, 0]) * (y - a[:, 1]) - (b[:, 1] - a[:, 1]) * (x - a[:, 0])) / safe
    inside = (u >= 0) & (v >= 0) & (u + v <= 1) & (np.abs(area) >= 1e-12)
    near = a[:, 2] + u * (b[:, 2] - a[:, 2]) + v * (c[:, 2] - a[:, 2])
    return (row * wide + column)[inside], near[inside], triangle[inside]
