"""What glows lights its surroundings: the glowing parts of meshes as a few plain lamps of their colour and size.

A surface of radiance L and area A throws ``L A cos / d²`` (Lambert); a closed body shows a quarter of its area to every side.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from redearth.picture.realtime.optics import Eye
from redearth.stage.model import Assets, Light, View

_CELL_M = 0.9
"""Glowing triangles within a cube of this size shine as one."""
_LEAST = 0.02
"""Irradiance at 1 m below which a glow lights nothing worth a lamp."""
_SIDED = 0.35
"""Share of its area by which a glowing part faces one way, from which it is a panel."""
_HAS_LAMP_M = 0.75
"""A glow this close to a light of the stage is that light's own lamp."""
MOST_GLOWS = 2
_SEEN = 8.0
"""How many times the faintest light a glow must throw on something for it to show."""
_LEAST_SHARE = 0.06
"""Share of the view, as the square of an angle, that a glow must light to be worth a lamp."""
_FADE = 1.6
"""A glow this many times as strong as the first that gets no lamp shines in full, one as strong not at all: none pops."""
_BEHIND_M = 5.0
_BEFORE_M = 0.05

F64 = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Glow:
    """One glowing patch of a mesh, in its own space."""

    centre: F64
    """[3]."""
    facing: F64
    """[3] mean normal; its length is the share of the area that faces one way."""
    area_m2: float
    radiance: F64
    """[3]."""
    joint: int
    """-1 on a rigid mesh."""

    @property
    def panel(self) -> bool:
        """Whether it shines to one side."""
        return float(np.linalg.norm(self.facing)) > _SIDED

    @property
    def strength(self) -> float:
        """Irradiance that it throws at 1 m, straight ahead."""
        shown = float(np.linalg.norm(self.facing)) if self.panel else 0.25
        return float(self.radiance.max()) * self.area_m2 * shown


def glow_lights(view: View, assets: Mapping[str, Assets], eye: Eye, faintest: float) -> list[Light]:
    """Return the glows that light most of the picture as lamps without shadows, brighter than ``faintest`` in irradiance.

    Those that a light of the stage stands for are left out.
    """
    by_key = {one.key: one for one in assets.values()}
    taken = np.array([light.position_m for light in view.lights if light.kind != "sun"]).reshape(-1, 3)
    found: list[tuple[float, tuple[float, ...], Glow, NDArray[np.float32], float]] = []
    for draw in view.draws:
        if draw.emission_scale <= 0 or draw.asset not in by_key:
            continue
        for glow in glows_of(by_key[draw.asset], draw.mesh):
            posed = draw.world_from_bind
            matrices = draw.world_from_object if posed is None else posed[glow.joint : glow.joint + 1]
            places = matrices[:, :3, :3] @ glow.centre + matrices[:, :3, 3]
            shares = _share(glow.strength * draw.emission_scale, places, eye, faintest)
            for k in np.flatnonzero(shares > _LEAST_SHARE):
                if not len(taken) or float(np.linalg.norm(taken - places[k], axis=1).min()) > _HAS_LAMP_M:
                    found.append((-float(shares[k]), tuple(map(float, places[k])), glow, matrices[k], draw.emission_scale))
    found = sorted(found, key=lambda one: one[:2])[: MOST_GLOWS + 1]
    floor = -found[MOST_GLOWS][0] if len(found) > MOST_GLOWS else _LEAST_SHARE
    return [
        _light(glow, matrix, scale, _fade(-share, floor))
        for share, _, glow, matrix, scale in found[:MOST_GLOWS]
        if -share > floor
    ]


class _ByIdentity:
    """An asset bundle as a cache key: bundles are named by the digest of what is in them."""

    def __init__(self, assets: Assets) -> None:
        self.assets = assets

    def __hash__(self) -> int:
        return hash(self.assets.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.assets.key == self.assets.key


def glows_of(assets: Assets, mesh: str) -> tuple[Glow, ...]:
    """Return the glowing patches of a mesh; worked out once for each."""
    return _glows(_ByIdentity(assets), mesh)


@lru_cache(maxsize=4096)
def _glows(owner: _ByIdentity, name: str) -> tuple[Glow, ...]:
    materials, mesh = owner.assets.materials, owner.assets.meshes[name]
    emission = np.array([m.emission_linear for m in materials], float).reshape(-1, 3)
    shines = emission[mesh.material].max(1) > 0
    if not shines.any():
        return ()
    rows = np.flatnonzero(shines)
    corners = mesh.positions.astype(float)[mesh.triangles[rows]]
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]) / 2
    centres, areas = corners.mean(1), np.linalg.norm(cross, axis=1)
    joints = np.full(len(rows), -1)
    if mesh.joints is not None and mesh.weights is not None:
        first = mesh.triangles[rows, 0]
        joints = mesh.joints[first, mesh.weights[first].argmax(1)].astype(int)
    # Cells count from the patch's own corner: nothing smaller than a cell is cut in two.
    cells = np.floor((centres - centres.min(0)) / _CELL_M).astype(int)
    keys = np.column_stack([cells, joints, mesh.material[rows].astype(int)])
    _, group = np.unique(keys, axis=0, return_inverse=True)
    found = []
    for k in range(int(group.max()) + 1):
        mine = group.reshape(-1) == k
        area = float(areas[mine].sum())
        if area <= 0:
            continue
        radiance = emission[mesh.material[rows[mine][0]]]
        found.append(
            Glow(
                centre=(centres[mine] * areas[mine, None]).sum(0) / area,
                facing=cross[mine].sum(0) / area,
                area_m2=area,
                radiance=radiance,
                joint=int(joints[mine][0]),
            )
        )
    return tuple(glow for glow in found if float(glow.radiance.max()) * glow.area_m2 > _LEAST)


def _light(glow: Glow, matrix: NDArray[np.float32], scale: float, share: float) -> Light:
    turn = matrix[:3, :3].astype(float)
    size = float(np.cbrt(abs(np.linalg.det(turn))))
    facing = turn @ glow.facing / max(size, 1e-6)
    sided = float(np.linalg.norm(facing))
    way = facing / max(sided, 1e-9) if glow.panel else np.array([0.0, -1.0, 0.0])
    x, y, z = turn @ glow.centre + matrix[:3, 3] + way * (_BEFORE_M if glow.panel else 0.0)
    red, green, blue = glow.radiance / glow.radiance.max()
    return Light(
        kind="spot" if glow.panel else "point",
        color_linear=(float(red), float(green), float(blue)),
        intensity=glow.strength * scale * size * size * share,
        position_m=(float(x), float(y), float(z)),
        direction=(float(way[0]), float(way[1]), float(way[2])),
        inner_cone_rad=0.5,
        outer_cone_rad=1.5,
        radius_m=math.sqrt(glow.area_m2 / math.pi) * size,
        volumetric=0.35,
        name="glow",
    )


def _share(strength: float, places: F64, eye: Eye, faintest: float) -> F64:
    """Return how large the balls that glows light visibly stand in the view, as squares of angles; less behind the camera."""
    away = places - eye.position
    d2 = (away * away).sum(1)
    return np.asarray(strength / (_SEEN * faintest * (0.3 + d2)) * np.clip(1.0 + away @ eye.forward / _BEHIND_M, 0.0, 1.0))


def _fade(share: float, floor: float) -> float:
    return float(np.clip((share / floor - 1.0) / (_FADE - 1.0), 0.0, 1.0))
