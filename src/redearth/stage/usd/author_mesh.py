"""Author materials and meshes: UsdPreviewSurface with our own surface attributes, UsdGeomMesh with material subsets and skinning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from pxr import Gf, Sdf, UsdGeom, UsdShade, UsdSkel, Vt

from redearth.stage.model import Image, Material, Mesh
from redearth.stage.usd.author_texture import connect_images
from redearth.stage.usd.layer import prim_name

OWN_FLOATS = ("pattern_scale_m", "bump", "wear", "wetness")


def author_materials(
    stage: Any, scope: str, materials: Sequence[Material], images: Mapping[str, Image] | None = None
) -> list[Any]:
    """Define every material under ``scope`` in order, as UsdPreviewSurface plus ``redearth:*``; return them in the same order.

    ``images`` are those that the materials wear; :func:`author_texture.write_images` writes them beside the layer.
    """
    UsdGeom.Scope.Define(stage, scope)
    names: list[str] = []
    for material in materials:
        base = prim_name(material.name or "material")
        name = base if base not in names else f"{base}_{len(names)}"
        names.append(name)
    worn = images or {}
    return [_material(stage, f"{scope}/{name}", material, worn) for name, material in zip(names, materials, strict=True)]


def author_meshes(stage: Any, parent: str, meshes: Mapping[str, Mesh], materials: Sequence[Any]) -> dict[str, Any]:
    """Define every mesh under ``parent`` in the order of names; return them by name."""
    return {name: author_mesh(stage, f"{parent}/{prim_name(name)}", name, meshes[name], materials) for name in sorted(meshes)}


def author_mesh(stage: Any, path: str, name: str, mesh: Mesh, materials: Sequence[Any]) -> Any:
    """Define one triangle mesh with normals, extent, its materials' subsets and, when it is skinned, joints and weights."""
    geom = UsdGeom.Mesh.Define(stage, path)
    positions = np.ascontiguousarray(mesh.positions, np.float32)
    geom.CreatePointsAttr(Vt.Vec3fArray.FromNumpy(positions))
    geom.CreateNormalsAttr(Vt.Vec3fArray.FromNumpy(np.ascontiguousarray(mesh.normals, np.float32)))
    geom.SetNormalsInterpolation(UsdGeom.Tokens.vertex)
    geom.CreateFaceVertexCountsAttr(Vt.IntArray.FromNumpy(np.full(len(mesh.triangles), 3, np.int32)))
    geom.CreateFaceVertexIndicesAttr(Vt.IntArray.FromNumpy(mesh.triangles.astype(np.int32).reshape(-1)))
    geom.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
    geom.CreateExtentAttr(extent_of(positions))
    geom.CreateDoubleSidedAttr(_is_open(positions, mesh.triangles))
    geom.GetPrim().CreateAttribute("redearth:mesh", Sdf.ValueTypeNames.String).Set(name)
    if mesh.joints is not None and mesh.weights is not None:
        _skin(geom, mesh)
        _shapes(stage, geom, mesh)
    if mesh.uvs is not None:
        places = UsdGeom.PrimvarsAPI(geom).CreatePrimvar("st", Sdf.ValueTypeNames.TexCoord2fArray, UsdGeom.Tokens.vertex)
        places.Set(Vt.Vec2fArray.FromNumpy(np.ascontiguousarray(mesh.uvs, np.float32)))
    _bind(geom, mesh, materials)
    return geom


def extent_of(points: np.ndarray) -> Any:
    """Return the box around [V, 3] points as USD wants it; a point at the origin when there are none."""
    if not len(points):
        return Vt.Vec3fArray(2)
    return Vt.Vec3fArray.FromNumpy(np.stack([points.min(0), points.max(0)]).astype(np.float32))


def _material(stage: Any, path: str, material: Material, images: Mapping[str, Image]) -> Any:
    usd = UsdShade.Material.Define(stage, path)
    shader = UsdShade.Shader.Define(stage, f"{path}/surface")
    shader.CreateIdAttr("UsdPreviewSurface")
    types = Sdf.ValueTypeNames
    inputs = (
        ("diffuseColor", types.Color3f, Gf.Vec3f(*material.base_color_linear)),
        ("emissiveColor", types.Color3f, Gf.Vec3f(*material.emission_linear)),
        ("metallic", types.Float, material.metallic),
        ("roughness", types.Float, material.roughness),
    )
    for name, kind, value in inputs:
        shader.CreateInput(name, kind).Set(value)
    if material.clear:
        shader.CreateInput("opacity", types.Float).Set(material.opacity)
    connect_images(stage, path, shader, material, images)
    usd.CreateSurfaceOutput().ConnectToSource(shader.ConnectableAPI(), "surface")
    prim = usd.GetPrim()
    prim.CreateAttribute("redearth:name", types.String).Set(material.name)
    prim.CreateAttribute("redearth:pattern", types.Token).Set(material.pattern)
    if material.two_sided:
        prim.CreateAttribute("redearth:two_sided", types.Bool).Set(True)
    for name in OWN_FLOATS:
        prim.CreateAttribute(f"redearth:{name}", types.Float).Set(float(getattr(material, name)))
    return usd


def _bind(geom: Any, mesh: Mesh, materials: Sequence[Any]) -> None:
    """Bind the only material to the mesh, or each of several to the subset of faces that wears it."""
    used = np.unique(mesh.material)
    if len(used) == 1:
        UsdShade.MaterialBindingAPI.Apply(geom.GetPrim()).Bind(materials[int(used[0])])
        return
    for index in used:
        material = materials[int(index)]
        faces = np.flatnonzero(mesh.material == index).astype(np.int32)
        subset = UsdGeom.Subset.CreateGeomSubset(
            geom, material.GetPrim().GetName(), UsdGeom.Tokens.face, Vt.IntArray.FromNumpy(faces), UsdShade.Tokens.materialBind
        )
        UsdShade.MaterialBindingAPI.Apply(subset.GetPrim()).Bind(material)
    if len(used):
        UsdGeom.Subset.SetFamilyType(geom, UsdShade.Tokens.materialBind, UsdGeom.Tokens.partition)


def _skin(geom: Any, mesh: Mesh) -> None:
    assert mesh.joints is not None and mesh.weights is not None
    binding = UsdSkel.BindingAPI.Apply(geom.GetPrim())
    width = mesh.joints.shape[1]
    joints = binding.CreateJointIndicesPrimvar(constant=False, elementSize=width)
    joints.Set(Vt.IntArray.FromNumpy(mesh.joints.astype(np.int32).reshape(-1)))
    weights = binding.CreateJointWeightsPrimvar(constant=False, elementSize=width)
    weights.Set(Vt.FloatArray.FromNumpy(np.ascontiguousarray(mesh.weights, np.float32).reshape(-1)))
    binding.CreateGeomBindTransformAttr(Gf.Matrix4d(1))


def _shapes(stage: Any, geom: Any, mesh: Mesh) -> None:
    """Define a blend shape for each morph, with the points that it moves alone."""
    if not mesh.morphs:
        return
    path = geom.GetPath()
    targets = []
    for name, moves in sorted(mesh.morphs.items()):
        shape = UsdSkel.BlendShape.Define(stage, path.AppendChild(prim_name(f"shape_{name}")))
        moved = np.flatnonzero((moves != 0).any(1)).astype(np.int32)
        shape.CreateOffsetsAttr(Vt.Vec3fArray.FromNumpy(np.ascontiguousarray(moves[moved], np.float32)))
        shape.CreatePointIndicesAttr(Vt.IntArray.FromNumpy(moved))
        targets.append(shape.GetPath())
    binding = UsdSkel.BindingAPI(geom.GetPrim())
    binding.CreateBlendShapesAttr(Vt.TokenArray(sorted(mesh.morphs)))
    binding.CreateBlendShapeTargetsRel().SetTargets(targets)


def _is_open(positions: np.ndarray, triangles: np.ndarray) -> bool:
    """Tell whether a surface has an edge with a face on one side only, so that its back can be seen."""
    if not len(triangles):
        return False
    raw = np.ascontiguousarray(positions + np.float32(0)).view(np.uint32).astype(np.uint64)  # + 0 makes -0.0 one with 0.0
    hashed = (raw * np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)).sum(1, dtype=np.uint64)
    corners = np.unique(hashed, return_inverse=True)[1][triangles]
    edges = corners[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2).astype(np.int64)
    count = int(corners.max()) + 1
    forward = np.sort(edges[:, 0] * count + edges[:, 1])
    backward = np.sort(edges[:, 1] * count + edges[:, 0])
    return not np.array_equal(forward, backward)
