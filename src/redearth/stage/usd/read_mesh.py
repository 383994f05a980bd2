"""Read meshes and materials back from a stage into an asset bundle."""

from __future__ import annotations

from typing import Any

import numpy as np
from pxr import Usd, UsdGeom, UsdShade, UsdSkel

from redearth.stage.model import Assets, Material, Mesh
from redearth.stage.playback import bundle_assets
from redearth.stage.usd.author_mesh import OWN_FLOATS
from redearth.stage.usd.read_texture import images_worn, read_images, texture_of


def read_bundle(stage: Any) -> Assets:
    """Return every material and mesh that :mod:`author_mesh` put on a stage, prototypes included, as plain arrays."""
    prims = list(Usd.PrimRange(stage.GetDefaultPrim(), Usd.PrimAllPrimsPredicate))
    materials = [prim for prim in prims if prim.IsA(UsdShade.Material)]
    order = {prim.GetPath(): index for index, prim in enumerate(materials)}
    meshes: dict[str, Mesh] = {}
    for prim in prims:
        if prim.IsA(UsdGeom.Mesh) and prim.HasAttribute("redearth:mesh"):
            name = prim.GetAttribute("redearth:mesh").Get()
            if name not in meshes:  # the same prototype may be inherited in several places
                meshes[name] = _mesh(prim, order)
    surfaces = [UsdShade.Material(prim).ComputeSurfaceSource()[0] for prim in materials]
    return bundle_assets([_material(prim) for prim in materials], meshes, read_images(surfaces))


def _mesh(prim: Any, order: dict[Any, int]) -> Mesh:
    geom = UsdGeom.Mesh(prim)
    triangles = np.array(geom.GetFaceVertexIndicesAttr().Get(), np.uint32).reshape(-1, 3)
    joints = weights = None
    binding = UsdSkel.BindingAPI(prim)
    if binding.GetJointIndicesAttr().HasAuthoredValue():
        width = binding.GetJointIndicesPrimvar().GetElementSize()
        joints = np.array(binding.GetJointIndicesAttr().Get(), np.uint32).reshape(-1, width)
        weights = np.array(binding.GetJointWeightsAttr().Get(), np.float32).reshape(-1, width)
    places = UsdGeom.PrimvarsAPI(prim).GetPrimvar("st")
    return Mesh(
        positions=np.array(geom.GetPointsAttr().Get(), np.float32).reshape(-1, 3),
        normals=np.array(geom.GetNormalsAttr().Get(), np.float32).reshape(-1, 3),
        triangles=triangles,
        material=_material_per_face(geom, len(triangles), order),
        joints=joints,
        weights=weights,
        uvs=np.array(places.Get(), np.float32).reshape(-1, 2) if places.HasValue() else None,
        morphs=_morphs(prim, len(geom.GetPointsAttr().Get())),
    )


def _morphs(prim: Any, points: int) -> dict[str, Any]:
    binding = UsdSkel.BindingAPI(prim)
    names = binding.GetBlendShapesAttr().Get() or []
    found: dict[str, Any] = {}
    for name, target in zip(names, binding.GetBlendShapeTargetsRel().GetTargets(), strict=True):
        shape = UsdSkel.BlendShape(prim.GetStage().GetPrimAtPath(target))
        moves = np.zeros((points, 3), np.float32)
        moves[np.array(shape.GetPointIndicesAttr().Get(), np.int64)] = np.array(shape.GetOffsetsAttr().Get(), np.float32).reshape(
            -1, 3
        )
        found[str(name)] = moves
    return found


def _material_per_face(geom: Any, faces: int, order: dict[Any, int]) -> Any:
    material = np.zeros(faces, np.uint32)
    # Prototypes are classes, so their subsets are abstract; GetMaterialBindSubsets would pass those over.
    children = geom.GetPrim().GetFilteredChildren(Usd.PrimAllPrimsPredicate)
    subsets = [UsdGeom.Subset(prim) for prim in children if prim.IsA(UsdGeom.Subset)]
    for bound, rows in [(geom, slice(None))] + [(s, np.array(s.GetIndicesAttr().Get(), np.int64)) for s in subsets]:
        path = UsdShade.MaterialBindingAPI(bound.GetPrim()).GetDirectBinding().GetMaterialPath()
        if path in order:
            material[rows] = order[path]
    return material


def _material(prim: Any) -> Material:
    surface, _, _ = UsdShade.Material(prim).ComputeSurfaceSource()
    value = {name: surface.GetInput(name).Get() for name in ("diffuseColor", "emissiveColor", "metallic", "roughness")}
    own: dict[str, Any] = {name: _short(prim.GetAttribute(f"redearth:{name}").Get()) for name in OWN_FLOATS}
    return Material(
        name=prim.GetAttribute("redearth:name").Get(),
        base_color_linear=_color(value["diffuseColor"]),
        emission_linear=_color(value["emissiveColor"]),
        metallic=_short(value["metallic"]),
        roughness=_short(value["roughness"]),
        pattern=prim.GetAttribute("redearth:pattern").Get(),
        two_sided=bool(prim.GetAttribute("redearth:two_sided").Get()),
        opacity=_opacity(surface),
        **own,
        **images_worn(surface),
    )


def _opacity(surface: Any) -> float:
    """Return how opaque a surface is; where its image has a say, the share that the image's alpha is multiplied by."""
    given, image = surface.GetInput("opacity"), texture_of(surface, "diffuseColor")
    if not given:
        return 1.0
    return _short(image.GetInput("scale").Get()[3] if given.HasConnectedSource() else given.Get())


def _short(value: float) -> float:
    """Return the shortest decimal of a float32, so that 0.7 comes back as 0.7."""
    return float(str(np.float32(value)))


def _color(value: Any) -> tuple[float, float, float]:
    r, g, b = (_short(v) for v in value)
    return r, g, b
