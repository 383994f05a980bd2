"""A file of the user's as a property or a set."""

from __future__ import annotations

import numpy as np

from redearth.core.diagnostics import Diagnostic
from redearth.stage.model import Image, Mesh
from redearth.stage.own.found import F64, Files, Found
from redearth.stage.own.read_gltf import read_gltf
from redearth.stage.own.survey import is_area
from redearth.stage.own.tidy import Clean, mesh_of, tidy
from redearth.stage.parts import Model, Placement, SetModel
from redearth.stage.usd.import_usd import read_usd

PROP_TRIANGLES = 40_000
SET_TRIANGLES = 400_000
_GRIP = "grip"
_LARGEST_PROP_M = 4.0
_SMALLEST_PROP_M = 0.005


def read_own(files: Files) -> Found:
    """Read a glTF or USD file by its suffix; raises ``FilmError`` when it cannot be used at all."""
    return read_gltf(files) if files.main.lower().endswith((".glb", ".gltf", ".vrm")) else read_usd(files)


def own_prop(files: Files) -> tuple[Model, tuple[Diagnostic, ...]]:
    """Return a file as a property: one mesh ``prop`` whose grip is the node ``grip``, else the file's origin; and what was wrong with it."""
    found = read_own(files)
    chunks = tidy(found, PROP_TRIANGLES)
    grip = next((spot for name, spot in sorted(found.spots.items()) if name.casefold() == _GRIP), np.eye(4))
    mesh = _seen_from(mesh_of(chunks), grip)
    size = float(np.ptp(mesh.positions, axis=0).max())
    if not _SMALLEST_PROP_M < size < _LARGEST_PROP_M:
        found.say("units", f"the property is {size:.3g} m long", f"metres: {_SMALLEST_PROP_M} to {_LARGEST_PROP_M} m")
    return Model(materials=tuple(found.materials), meshes={"prop": mesh}, images=_worn(found)), tuple(found.notices)


def own_set(files: Files) -> tuple[SetModel, Found, list[Clean]]:
    """Return a file as a set, every mesh where the file has it, and what it was made from."""
    found = read_own(files)
    chunks = tidy(found, SET_TRIANGLES)
    names = [name for name in dict.fromkeys(chunk.name for chunk in chunks) if not is_area(name)]
    meshes = {f"own_{k:04d}": mesh_of([chunk for chunk in chunks if chunk.name == name]) for k, name in enumerate(names)}
    return standing(Model(materials=tuple(found.materials), meshes=meshes, images=_worn(found))), found, chunks


def standing(model: Model) -> SetModel:
    """Return a model as a set in which every mesh stands where it is."""
    placements = tuple(Placement(name=f"set_{name}", mesh=name, world_from_object=np.eye(4)[None]) for name in model.meshes)
    return SetModel(model=model, placements=placements)


def _seen_from(mesh: Mesh, grip: F64) -> Mesh:
    """Return the mesh in the grip's own axes; a grip's scale does not count."""
    if np.allclose(grip, np.eye(4)):
        return mesh
    turn, _ = np.linalg.qr(grip[:3, :3])
    turn = turn * np.sign(np.einsum("ij,ij->j", turn, grip[:3, :3]))
    return Mesh(
        positions=((mesh.positions - grip[:3, 3]) @ turn).astype(np.float32),
        normals=(mesh.normals @ turn).astype(np.float32),
        triangles=mesh.triangles,
        material=mesh.material,
        uvs=mesh.uvs,
    )


def _worn(found: Found) -> dict[str, Image]:
    """Return the images that some material wears."""
    names = {name for material in found.materials for name in material.images if name}
    return {name: found.images[name] for name in sorted(names)}
