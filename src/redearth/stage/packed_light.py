"""A shot's cameras and lighting as a few tables, one row a frame, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

import numpy as np
from numpy.typing import NDArray

from redearth.core.digest import Json
from redearth.core.space import Vec3
from redearth.stage.model import Air, Camera, Light, Sky, Sprites
from redearth.stage.parts import Lighting

Table = NDArray[Any]
_LIGHT_COLUMNS = 16
_SPRITE_PARTS = ("positions", "radius_m", "color_linear", "velocity")


@dataclass(frozen=True, slots=True, kw_only=True)
class LightKey:
    """What identifies a light through a shot."""

    kind: Literal["sun", "spot", "point"]
    name: str


def light_key(light: Light) -> LightKey:
    """Return the identity of a light: its kind and its name."""
    return LightKey(kind=light.kind, name=light.name)


def pack_cameras(cameras: Sequence[Camera]) -> dict[str, Table]:
    """Return ``camera/world`` [F, 4, 4] and ``camera/lens`` [F, 6], both in double precision."""
    lens = [(c.vertical_fov_rad, c.focal_mm, c.t_stop, c.focus_m, c.near_m, c.far_m) for c in cameras]
    return {
        "camera/world": np.array([c.world_from_camera for c in cameras], np.float64),
        "camera/lens": np.array(lens, np.float64),
    }


def unpack_camera(arrays: Mapping[str, Table], frame: int) -> Camera:
    """Return the camera on one frame."""
    fov, focal, stop, focus, near, far = (float(v) for v in arrays["camera/lens"][frame])
    return Camera(
        world_from_camera=arrays["camera/world"][frame],
        vertical_fov_rad=fov,
        focal_mm=focal,
        t_stop=stop,
        focus_m=focus,
        near_m=near,
        far_m=far,
    )


def pack_lighting(lighting: Sequence[Lighting]) -> tuple[dict[str, Json], dict[str, Table]]:
    """Return a header and tables for the lighting of F frames; lights keep the order in which they first appear."""
    keys = list(dict.fromkeys(light_key(light) for frame in lighting for light in frame.lights))
    lights = np.zeros((len(lighting), len(keys), _LIGHT_COLUMNS))
    for row, frame in enumerate(lighting):
        for light in frame.lights:
            lights[row, keys.index(light_key(light))] = _light_row(light)
    arrays: dict[str, Table] = {
        "light/rows": lights,
        "light/air": np.array([_air_row(frame) for frame in lighting]),
    }
    groups = _pack_sprites(lighting, arrays)
    return {"lights": [[key.kind, key.name] for key in keys], "sprites": list(groups)}, arrays


def unpack_lighting(header: Mapping[str, Any], arrays: Mapping[str, Table], frame: int) -> Lighting:
    """Return the lighting of one frame of a shot that :func:`pack_lighting` packed."""
    rows = arrays["light/rows"][frame]
    lights = tuple(_light(kind, name, row) for (kind, name), row in zip(header["lights"], rows, strict=True) if row[15])
    sprites = tuple(
        group
        for index, emissive in enumerate(header["sprites"])
        if (group := _sprites(arrays, index, emissive, frame)) is not None
    )
    return _with_air(arrays["light/air"][frame], lights, sprites)


def sprite_groups(lighting: Sequence[Lighting]) -> list[tuple[bool, list[Sprites | None]]]:
    """Return the shot's sprite groups: (emissive, the group on each frame). A group is known by its rank among those that glow or not."""
    found: dict[tuple[bool, int], list[Sprites | None]] = {}
    for row, frame in enumerate(lighting):
        ranks = {True: 0, False: 0}
        for group in frame.sprites:
            key = (group.emissive, ranks[group.emissive])
            ranks[group.emissive] += 1
            found.setdefault(key, [None] * len(lighting))[row] = group
    return [(emissive, found[emissive, rank]) for emissive, rank in sorted(found)]


def _pack_sprites(lighting: Sequence[Lighting], arrays: dict[str, Table]) -> list[bool]:
    groups = sprite_groups(lighting)
    for index, (_, frames) in enumerate(groups):
        counts = [0 if group is None else len(group.positions) for group in frames]
        arrays[f"sprite/{index}/offsets"] = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        present = [group for group in frames if group is not None]
        for part in _SPRITE_PARTS:
            arrays[f"sprite/{index}/{part}"] = np.concatenate([np.asarray(getattr(g, part), np.float32) for g in present])
    return [emissive for emissive, _ in groups]


def _sprites(arrays: Mapping[str, Table], index: int, emissive: bool, frame: int) -> Sprites | None:
    offsets = arrays[f"sprite/{index}/offsets"]
    rows = slice(int(offsets[frame]), int(offsets[frame + 1]))
    if rows.start == rows.stop:
        return None
    parts = {part: arrays[f"sprite/{index}/{part}"][rows] for part in _SPRITE_PARTS}
    return Sprites(emissive=emissive, **parts)


def _light_row(light: Light) -> list[float]:
    return [
        *light.color_linear,
        light.intensity,
        *light.position_m,
        *light.direction,
        light.inner_cone_rad,
        light.outer_cone_rad,
        light.radius_m,
        float(light.shadow),
        light.volumetric,
        1.0,
    ]


def _light(kind: str, name: str, row: Table) -> Light:
    return Light(
        kind=cast(Literal["sun", "spot", "point"], kind),
        name=name,
        color_linear=_vec(row[0:3]),
        intensity=float(row[3]),
        position_m=_vec(row[4:7]),
        direction=_vec(row[7:10]),
        inner_cone_rad=float(row[10]),
        outer_cone_rad=float(row[11]),
        radius_m=float(row[12]),
        shadow=bool(row[13]),
        volumetric=float(row[14]),
    )


def _air_row(frame: Lighting) -> list[float]:
    sky, air = frame.sky, frame.air
    return [
        *(*sky.zenith_linear, *sky.horizon_linear, *sky.ground_linear, *sky.sun_color_linear, *sky.sun_direction),
        *(sky.ambient, float(sky.visible)),
        *(air.density, air.height_falloff_m, *air.color_linear, air.anisotropy, air.unevenness, *air.drift_mps),
        frame.exposure_ev,
        sky.cloud,
    ]


def _with_air(row: Table, lights: tuple[Light, ...], sprites: tuple[Sprites, ...]) -> Lighting:
    sky = Sky(
        zenith_linear=_vec(row[0:3]),
        horizon_linear=_vec(row[3:6]),
        ground_linear=_vec(row[6:9]),
        sun_color_linear=_vec(row[9:12]),
        sun_direction=_vec(row[12:15]),
        ambient=float(row[15]),
        visible=bool(row[16]),
        cloud=float(row[28]),
    )
    air = Air(
        density=float(row[17]),
        height_falloff_m=float(row[18]),
        color_linear=_vec(row[19:22]),
        anisotropy=float(row[22]),
        unevenness=float(row[23]),
        drift_mps=_vec(row[24:27]),
    )
    return Lighting(lights=lights, sky=sky, air=air, sprites=sprites, exposure_ev=float(row[27]))


def _vec(row: Table) -> Vec3:
    return float(row[0]), float(row[1]), float(row[2])
