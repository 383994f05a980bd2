"""Author a property: a rigid mesh with its origin at the grip, and beside it its lid, its flame, its shards."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from pxr import Kind, Sdf, Usd, UsdGeom

from redearth.stage.parts import Model
from redearth.stage.usd.author_mesh import author_materials, author_meshes
from redearth.stage.usd.layer import new_stage


def author_prop(model: Model, prop: str, *, shines: bool = False, hidden: Collection[str] = ()) -> Any:
    """Return the stage of a property under ``/Prop``; what ``shines`` does so whether the scene lights it or not, as a screen does.

    Meshes that are ``hidden`` are not seen until a performance shows them.
    """
    stage = new_stage("Prop")
    root = stage.GetDefaultPrim()
    Usd.ModelAPI(root).SetKind(Kind.Tokens.component)
    root.CreateAttribute("redearth:prop", Sdf.ValueTypeNames.String).Set(prop)
    root.CreateAttribute("redearth:emissionScale", Sdf.ValueTypeNames.Float).Set(1.0)
    if shines:
        root.CreateAttribute("redearth:shines", Sdf.ValueTypeNames.Bool).Set(True)
    materials = author_materials(stage, "/Prop/Materials", model.materials, model.images)
    meshes = author_meshes(stage, "/Prop", model.meshes, materials)
    for name in sorted(set(hidden) & set(meshes)):
        meshes[name].CreateVisibilityAttr(UsdGeom.Tokens.invisible)
    return stage
