"""Shots and asset bundles as files of plain arrays: all that a renderer's process ever opens. Formats: docs/stage.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from redearth.core.diagnostics import fault
from redearth.core.digest import Json, digest_bytes, digest_tagged
from redearth.stage.container import read_container, read_header, write_container
from redearth.stage.model import F32, Assets, Camera, Draw, Image, Material, Mesh, Playback, View
from redearth.stage.packed_light import pack_cameras, pack_lighting, unpack_camera, unpack_lighting
from redearth.stage.parts import Lighting

_ASSETS_KIND = "redearth.stage.assets/1"
_SHOT_KIND = "redearth.stage.playback/1"
_MESH_PARTS = ("positions", "normals", "triangles", "material", "joints", "weights", "uvs")
_MATERIAL_FIELDS = (
    "name", "base_color_linear", "roughness", "metallic", "emission_linear", "pattern", "pattern_scale_m", "bump", "wear", "wetness",
    "base_color_image", "metallic_roughness_image", "normal_image", "emission_image", "occlusion_image", "alpha_cutoff", "two_sided",
    "opacity",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedDraw:
    """One thing through a whole shot of F frames."""

    kind: Literal["still", "moved", "skinned"]
    asset: str
    mesh: str
    name: str
    seed: int
    matrices: F32
    """``still`` [N, 4, 4] once for the shot; ``moved`` [F, 4, 4]; ``skinned`` [F, J, 4, 4] skinning matrices."""
    visible: NDArray[np.bool_]
    """[F]."""
    emission: F32
    """[F] emission scale."""
    shadow_mesh: str = ""
    """As ``Draw.shadow_mesh``."""
    morphs: Mapping[str, F32] = field(default_factory=dict)
    """[F] weights of the mesh's morphs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A shot as it was read back from its stage; holds no scene frame, so that the same content later is the same bytes."""

    fps: int
    seed: int
    draws: tuple[RecordedDraw, ...]
    cameras: tuple[Camera, ...]
    lighting: tuple[Lighting, ...]


# ---- asset bundles ----------------------------------------------------------------------------------------------------


def bundle_assets(materials: Sequence[Material], meshes: Mapping[str, Mesh], images: Mapping[str, Image] | None = None) -> Assets:
    """Return an asset bundle whose key is the digest of everything in it."""
    parts: dict[str, Json] = {
        f"{name}/{part}": [list(array.shape), str(array.dtype), digest_bytes(np.ascontiguousarray(array).tobytes())]
        for name, mesh in meshes.items()
        for part, array in _mesh_arrays(mesh).items()
    }
    images = dict(images or {})
    for name, image in images.items():
        parts[f"image/{name}"] = [
            image.color_space,
            list(image.pixels.shape),
            digest_bytes(np.ascontiguousarray(image.pixels).tobytes()),
        ]
    key = digest_tagged("stage.assets", [[_material_json(m) for m in materials], parts])
    return Assets(key=key, materials=tuple(materials), meshes=dict(meshes), images=images)


def write_assets(path: Path, assets: Assets) -> None:
    """Write an asset bundle."""
    arrays = {f"{name}/{part}": array for name, mesh in assets.meshes.items() for part, array in _mesh_arrays(mesh).items()}
    arrays |= {f"image/{name}": image.pixels for name, image in assets.images.items()}
    header: dict[str, Json] = {
        "key": assets.key,
        "materials": [_material_json(m) for m in assets.materials],
        "meshes": sorted(assets.meshes),
        "images": {name: image.color_space for name, image in assets.images.items()},
    }
    write_container(path, _ASSETS_KIND, header, arrays)


def read_assets(path: Path) -> Assets:
    """Read the asset bundle that :func:`write_assets` wrote; raises a ``stage.container`` fault when it is broken."""
    header, arrays = read_container(path, _ASSETS_KIND)
    meshes = {name: _mesh(name, arrays) for name in header["meshes"]}
    images = {name: Image(pixels=arrays[f"image/{name}"], color_space=space) for name, space in header["images"].items()}
    return Assets(key=header["key"], materials=tuple(_material(row) for row in header["materials"]), meshes=meshes, images=images)


def read_bundle_key(path: Path) -> str:
    """Return the key of an asset bundle without reading its meshes."""
    return str(read_header(path, _ASSETS_KIND)["key"])


# ---- shots ------------------------------------------------------------------------------------------------------------


def write_playback(path: Path, recording: Recording) -> None:
    """Write a recorded shot."""
    light_header, arrays = pack_lighting(recording.lighting)
    arrays |= pack_cameras(recording.cameras)
    draws: list[Json] = []
    for index, draw in enumerate(recording.draws):
        arrays[f"draw/{index}/matrices"] = draw.matrices
        arrays[f"draw/{index}/visible"] = draw.visible
        arrays[f"draw/{index}/emission"] = draw.emission
        row: list[Json] = [draw.kind, draw.asset, draw.mesh, draw.name, draw.seed, draw.shadow_mesh]
        draws.append([*row, sorted(draw.morphs)] if draw.morphs else row)
        arrays |= {f"draw/{index}/morph/{name}": weights for name, weights in draw.morphs.items()}
    header: dict[str, Json] = {
        "frames": len(recording.cameras),
        "fps": recording.fps,
        "seed": recording.seed,
        "draws": draws,
        "light": light_header,
    }
    write_container(path, _SHOT_KIND, header, arrays)


def open_playback(path: Path, assets: Mapping[str, Path]) -> Playback:
    """Return a shot ready to be drawn.

    ``assets`` names the bundle files on offer, under any names; the playback's own ``assets`` are those that the shot draws, by key.
    Raises a ``stage.assets`` fault when a bundle is missing.
    """
    header, arrays = read_container(path, _SHOT_KIND)
    offered = {read_bundle_key(assets[name]): assets[name] for name in sorted(assets)}
    wanted = sorted({str(draw[1]) for draw in header["draws"]})
    missing = [key for key in wanted if key not in offered]
    if missing:
        named = ", ".join(sorted(str(draw[3]) for draw in header["draws"] if draw[1] == missing[0])[:3])
        raise fault(
            "stage.assets",
            f"the shot draws {named}, but none of the {len(offered)} asset files holds bundle {missing[0][:12]}",
            where=path.name,
            remedy="the assets.npz of each set, character and property on the stage",
            command="redearth make",
        )
    return _Shot(header, arrays, {key: _bundle(offered[key], key) for key in wanted})


@lru_cache(maxsize=64)
def _bundle(path: Path, key: str) -> Assets:
    """Return a bundle, the same object to every shot that this process opens."""
    assets = read_assets(path)
    if assets.key != key:
        raise fault("stage.assets", "the file changed while it was read", where=path.name, command="redearth make")
    return assets


class _Shot:
    """A shot in memory: the :class:`redearth.stage.model.Playback` of a file."""

    def __init__(self, header: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]], assets: Mapping[str, Assets]) -> None:
        self.frames: int = header["frames"]
        self.assets = assets
        self._header, self._arrays = header, arrays
        self._still: dict[tuple[int, float], Draw] = {}
        self._identity = np.eye(4, dtype=np.float32)[None]

    def view(self, frame: int) -> View:
        """Return what is visible on ``frame`` of the shot (0 is its first)."""
        if not 0 <= frame < self.frames:
            raise IndexError(f"the shot has frames 0 to {self.frames - 1}, not {frame}")
        lighting = unpack_lighting(self._header["light"], self._arrays, frame)
        rows = range(len(self._header["draws"]))
        return View(
            camera=unpack_camera(self._arrays, frame),
            draws=tuple(self._draw(index, frame) for index in rows if self._arrays[f"draw/{index}/visible"][frame]),
            lights=lighting.lights,
            sky=lighting.sky,
            air=lighting.air,
            sprites=lighting.sprites,
            time_s=frame / self._header["fps"],
            seed=self._header["seed"],
            exposure_ev=lighting.exposure_ev,
        )

    def _draw(self, index: int, frame: int) -> Draw:
        kind, asset, mesh, name, seed, shadow_mesh, *morphs = self._header["draws"][index]
        matrices = self._arrays[f"draw/{index}/matrices"]
        emission = float(self._arrays[f"draw/{index}/emission"][frame])
        if kind == "still":  # one object for every frame, so that a renderer may keep what it uploaded
            known = self._still.get((index, emission))
            if known is None:
                known = Draw(
                    asset=asset, mesh=mesh, name=name, seed=seed, world_from_object=matrices, static=True, emission_scale=emission
                )
                self._still[index, emission] = known
            return known
        skinned = kind == "skinned"
        return Draw(
            asset=asset,
            mesh=mesh,
            name=name,
            seed=seed,
            world_from_object=self._identity if skinned else matrices[frame : frame + 1],
            world_from_bind=matrices[frame] if skinned else None,
            shadow_mesh=shadow_mesh,
            emission_scale=emission,
            morph_weights={one: float(self._arrays[f"draw/{index}/morph/{one}"][frame]) for one in (morphs[0] if morphs else ())},
        )


def _mesh_arrays(mesh: Mesh) -> dict[str, NDArray[Any]]:
    parts = {part: array for part in _MESH_PARTS if (array := getattr(mesh, part)) is not None}
    return parts | {f"morph/{name}": moves for name, moves in sorted(mesh.morphs.items())}


def _mesh(name: str, arrays: Mapping[str, NDArray[Any]]) -> Mesh:
    parts: dict[str, Any] = {part: arrays[f"{name}/{part}"] for part in _MESH_PARTS if f"{name}/{part}" in arrays}
    head = f"{name}/morph/"
    return Mesh(**parts, morphs={key.removeprefix(head): moves for key, moves in sorted(arrays.items()) if key.startswith(head)})


def _material_json(material: Material) -> Json:
    return {field: getattr(material, field) for field in _MATERIAL_FIELDS}


def _material(row: Mapping[str, Any]) -> Material:
    fields: dict[str, Any] = {field: tuple(value) if isinstance(value, list) else value for field, value in row.items()}
    return Material(**fields)
