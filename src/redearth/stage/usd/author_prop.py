"""Author a property: one rigid mesh with its origin at the grip."""

from __future__ import annotations

from typing import Any

from pxr import Kind, Sdf, Usd

from redearth.stage.parts import Model
from redearth.stage.usd.author_mesh import author_materials, author_meshes
from redearth.stage.usd.layer import new_stage


def author_prop(model: Model, prop: str, *, shines: bool = False) -> Any:
    """Return the stage of a property under ``/Prop``; what ``shines`` does so whether the scene lights it or not, as a screen does."""
    stage = new_stage("Prop")
    root = stage.GetDefaultPrim()
    Usd.ModelAPI(root).SetKind(Kind.Tokens.component)
    root.CreateAttribute("redearth:prop", Sdf.ValueTypeNames.String).Set(prop)
    root.CreateAttribute("redearth:emissionScale", Sdf.ValueTypeNames.Float).Set(1.0)
    if shines:
        root.CreateAttribute("redearth:shines", Sdf.ValueTypeNames.Bool).Set(True)
    materials = author_materials(stage, "/Prop/Materials", model.materials, model.images)
    author_meshes(stage, "/Prop", model.meshes, materials)
    return stage
