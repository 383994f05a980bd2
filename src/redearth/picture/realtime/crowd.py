"""The view's draws as one flat crowd of instances: records for the device, spheres for culling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from redearth.picture.realtime.bundles import HOLED, Bundle, Part, Shape, Wears
from redearth.picture.realtime.joint_spheres import posed_spheres
from redearth.stage.model import F32, Draw

RECORD_FLOATS = 32
"""Eight texels of four; see ``wgsl/record.wgsl``."""
_FAINTEST = 1e-3
"""What shows less of a shape than this shows none of it."""
_UNDER_WAY_S = 4.0
"""How long waves have run when a shot begins: surfaces whose waves have not run at all are drawn as those that never do."""
_BROAD_SHARE = 0.35
"""Speed of a water's broad pattern over that of its waves."""
_FINE_WAY, _BROAD_WAY = (0.82, 0.57), (0.96, -0.28)
"""Unit directions in which they run, over the level plane of the pattern."""
EMISSION = 21
"""The float that scales a record's emission."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One part of one draw: the triangles and whose buffers they are in."""

    bundle: str
    part: Part
    base_vertex: int
    skinned_at: int
    """First vertex in the frame's skinned buffer, or -1."""
    shaded_from: int
    """The first vertex that ``whole`` counts from: in the skinned buffer where the draw is skinned."""
    whole: tuple[int, int]
    """First index and count of the whole mesh, without what has holes or is clear, on its first part; a part with holes has its own, the others (0, 0). Shadows draw these."""
    two_sided: bool
    wears: Wears = "pattern"
    still: F32 | None = None
    """The matrices of a draw that does not move during the shot: by their identity it is known again on the next frame."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posed:
    """One skinned draw: which vertices to pose with which joints, and where they go."""

    bundle: str
    base_vertex: int
    vertex_count: int
    skinned_at: int
    joints_at: int
    shown: tuple[tuple[int, float], ...] = ()
    """Where the moves of each shape that shows begin in the bundle's, and what they are multiplied by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """All instances of a view; R records."""

    calls: tuple[Call, ...]
    posed: tuple[Posed, ...]
    joints: F32
    """[J, 12]: rows of the skinning matrices, all draws in a row."""
    records: F32
    """[R, RECORD_FLOATS]."""
    call_of: NDArray[np.int64]
    """[R]."""
    centres: F32
    """[R, 3]."""
    radii: F32
    """[R]."""
    casts: NDArray[np.bool_]
    """[R] whether shadows draw the record: those of a mesh's first part, for all of it."""
    skinned_vertices: int
    clear: NDArray[np.bool_]
    """[R] whether the glass pass draws the record, and no other."""


@dataclass(slots=True)
class _Growing:
    calls: list[Call]
    posed: list[Posed]
    joints: list[F32]
    records: list[F32]
    call_of: list[NDArray[np.int64]]
    centres: list[F32]
    radii: list[F32]
    joint_count: int = 0
    skinned: int = 0


def gather(draws: Sequence[Draw], bundles: Mapping[str, Bundle], material_base: Mapping[str, int], time_s: float = 0.0) -> Crowd:
    """Return the crowd of ``draws`` at a time of the shot; ``material_base`` is the row of each bundle's first material."""
    grow = _Growing(calls=[], posed=[], joints=[], records=[], call_of=[], centres=[], radii=[])
    for draw in draws:
        if len(draw.world_from_object):
            shapes = bundles[draw.asset].shapes
            shadow = shapes[draw.shadow_mesh or draw.mesh]
            _add(grow, draw, (shapes[draw.mesh], shadow), material_base[draw.asset], time_s)
    nothing = np.zeros((0, 3), np.float32)
    call_of = np.concatenate(grow.call_of) if grow.call_of else np.zeros(0, np.int64)
    return Crowd(
        calls=tuple(grow.calls),
        posed=tuple(grow.posed),
        joints=np.concatenate(grow.joints) if grow.joints else np.zeros((1, 12), np.float32),
        records=np.concatenate(grow.records) if grow.records else np.zeros((1, RECORD_FLOATS), np.float32),
        call_of=call_of,
        centres=np.concatenate(grow.centres) if grow.centres else nothing,
        radii=np.concatenate(grow.radii) if grow.radii else nothing[:, 0],
        casts=np.array([call.whole[1] > 0 for call in grow.calls], bool)[call_of],
        skinned_vertices=grow.skinned,
        clear=np.array([call.part.clear for call in grow.calls], bool)[call_of],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """What a draw adds to the crowd wherever in it it stands."""

    draw: Draw
    shape: Shape
    material_base: int
    spheres: tuple[tuple[F32, F32], ...]
    """Of each part, centres and radii; the first part's go around all that its shadow is thrown by."""
    rows: tuple[F32, ...]
    """Records of each part."""
    mirrored: bool


_MOST_BLOCKS = 4096
_blocks: dict[int, _Block] = {}
"""Blocks of still draws by the identity of the draw, which the block keeps alive."""


def _add(grow: _Growing, draw: Draw, shapes: tuple[Shape, Shape], material_base: int, time_s: float) -> None:
    """Add a draw by its shape and the one that throws its shadow."""
    shape, shadow = shapes
    posed_at, shaded_at = _pose(grow, draw, *shapes)
    own_from, shaded_from = (posed_at, shaded_at) if posed_at >= 0 else (shape.base_vertex, shadow.base_vertex)
    block = _block(draw, shapes, material_base)
    solid = [part for part in shadow.parts if part.wears not in HOLED and not part.clear]
    whole = (shadow.parts[0].first_index, sum(part.index_count for part in solid))
    for k, part in enumerate(shape.parts):
        grow.records.append(_under_way(block.rows[k], *part.waves, time_s) if part.waves[0] else block.rows[k])
        centres, radii = block.spheres[k]
        grow.call_of.append(np.full(len(radii), len(grow.calls), np.int64))
        grow.centres.append(centres)
        grow.radii.append(radii)
        grow.calls.append(
            Call(
                bundle=draw.asset,
                part=part,
                base_vertex=shape.base_vertex,
                skinned_at=posed_at,
                shaded_from=own_from if part.wears in HOLED else shaded_from,
                whole=_shadowed(part, whole if k == 0 else (0, 0)),
                two_sided=part.two_sided or block.mirrored,
                wears=part.wears,
                still=draw.world_from_object if draw.static and posed_at < 0 else None,
            )
        )


def _shadowed(part: Part, rest: tuple[int, int]) -> tuple[int, int]:
    if part.clear:
        return 0, 0
    return (part.first_index, part.index_count) if part.wears in HOLED else rest


def _block(draw: Draw, shapes: tuple[Shape, Shape], material_base: int) -> _Block:
    shape = shapes[0]
    known = _blocks.get(id(draw))
    if known and known.draw is draw and known.shape is shape and known.material_base == material_base:
        return known
    matrices = np.asarray(draw.world_from_object, np.float32)
    scale = np.maximum(np.linalg.norm(matrices[:, :3, :3], axis=1), 1e-6)
    rows = _records(draw, matrices, scale, shape.reach * float(scale.max()) * 1.001 + 1e-3)
    parts = []
    for part in shape.parts:
        rows[:, 20] = material_base + part.material
        parts.append(rows.copy())
    mirrored = bool((np.linalg.det(matrices[:, :3, :3]) < 0).any())
    block = _Block(
        draw=draw,
        shape=shape,
        material_base=material_base,
        spheres=_spheres(draw, shapes, matrices, scale),
        rows=tuple(parts),
        mirrored=mirrored,
    )
    if draw.static:
        if len(_blocks) >= _MOST_BLOCKS:
            _blocks.clear()
        _blocks[id(draw)] = block
    return block


def _records(draw: Draw, matrices: F32, scale: F32, reach: float) -> F32:
    count = len(matrices)
    rows = np.zeros((count, RECORD_FLOATS), np.float32)
    rows[:, :12] = matrices[:, :3, :].reshape(count, 12)
    rows[:, 12:15] = scale
    # Where each thing lies in its pattern: from its seed and its place in the draw, so that no two look alike.
    index = np.arange(count, dtype=np.uint64)[:, None] * np.uint64(2654435761)
    mixed = (index + np.uint64(draw.seed & 0xFFFFFFFF)) * np.array([747796405, 2891336453, 1181783497], np.uint64)
    rows[:, 16:19] = ((mixed >> np.uint64(13)) & np.uint64(0xFFFF)).astype(np.float32) / 4096.0
    rows[:, 19] = reach
    rows[:, EMISSION] = draw.emission_scale
    return rows


def _under_way(rows: F32, speed_mps: float, repeats_ps: float, time_s: float) -> F32:
    """Return the records of a water whose waves have run since before the shot began; what is drawn from them knows no other clock."""
    run_s = time_s + _UNDER_WAY_S
    moved = rows.copy()
    moved[:, 16:19:2] -= np.array(_BROAD_WAY, np.float32) * np.float32(_BROAD_SHARE * speed_mps * run_s)
    moved[:, 22:24] = -np.array(_FINE_WAY) * (repeats_ps * run_s)
    return moved


def _pose(grow: _Growing, draw: Draw, shape: Shape, shadow: Shape) -> tuple[int, int]:
    """Return where the posed vertices of a draw and of its shadow begin; -1 where it is not skinned."""
    if draw.world_from_bind is None or not shape.skinned:
        return -1, -1
    places = {}
    for one in (shape, shadow):
        if one.base_vertex in places:
            continue
        places[one.base_vertex] = grow.skinned
        grow.posed.append(
            Posed(
                bundle=draw.asset,
                base_vertex=one.base_vertex,
                vertex_count=one.vertex_count,
                skinned_at=grow.skinned,
                joints_at=grow.joint_count,
                shown=_shown(draw, one),
            )
        )
        grow.skinned += one.vertex_count
    matrices = np.asarray(draw.world_from_bind, np.float32)
    grow.joints.append(np.ascontiguousarray(matrices[:, :3, :]).reshape(len(matrices), 12))
    grow.joint_count += len(matrices)
    return places[shape.base_vertex], places[shadow.base_vertex]


def _shown(draw: Draw, shape: Shape) -> tuple[tuple[int, float], ...]:
    weights = ((shape.morphs[name], weight) for name, weight in sorted(draw.morph_weights.items()) if name in shape.morphs)
    return tuple((first, longest * weight) for (first, longest), weight in weights if abs(weight) > _FAINTEST)


def _spheres(draw: Draw, shapes: tuple[Shape, Shape], matrices: F32, scale: F32) -> tuple[tuple[F32, F32], ...]:
    """Return centres and radii of the instances of each part."""
    shape, shadow = shapes
    if draw.world_from_bind is None or shape.spheres is None:
        centres = (matrices[:, :3, :3] @ shape.centre + matrices[:, :3, 3]).astype(np.float32)
        return ((centres, (shape.radius * scale.max(1)).astype(np.float32)),) * len(shape.parts)
    joints = np.asarray(draw.world_from_bind, np.float32)
    centres, radii = posed_spheres(shape.spheres, joints)
    parts = [(centres[k : k + 1], radii[k : k + 1]) for k in range(1, len(radii))]
    # The lighter mesh reaches about as far; where it reaches farther, its shadow still counts.
    thrown, reaches = (centres, radii) if shadow is shape or shadow.spheres is None else posed_spheres(shadow.spheres, joints)
    farther = np.linalg.norm(thrown[0] - centres[0]) + reaches[0]
    return ((centres[:1], np.maximum(radii[:1], farther)), *parts[1:])
