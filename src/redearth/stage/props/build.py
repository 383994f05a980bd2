"""Build a prop: a mesh ``prop`` with its grip at the origin and +Y up along it, and a mesh for each part that moves or shows itself later."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

import numpy as np

from redearth.breakdown.model import Prop
from redearth.core.space import rotation_y
from redearth.stage.model import Material
from redearth.stage.parts import Model
from redearth.stage.props.breaking import shards
from redearth.stage.props.catalogue import KINDS, PropKind
from redearth.stage.props.forms import fire
from redearth.stage.props.kinds import kind_of, prop_kind
from redearth.stage.props.request import Request
from redearth.stage.sets.palette import Palette, colour_among
from redearth.stage.sets.shape import Part, join, mesh_from, moved, shifted

__all__ = ["BUILDERS", "HIDDEN", "build_prop", "equip", "prop_kind"]

Builder = Callable[[Request], Part]
_WORKSHOPS = {
    name: import_module(f"redearth.stage.props.{name}") for name in sorted({kind.made.split(".")[0] for kind in KINDS.values()})
}
"""The modules that the table names; the table is the project's own."""
HIDDEN = ("broken", "burnt", "flame")
"""Parts that are not seen until something happens."""
_FINE_M = 0.14
"""Props are seen from a hand's breadth away: no pattern on them has larger features than this."""
_FIRE_M = 0.16
"""A fire on a large thing is no larger than this either way from its middle."""
_OLD = frozenset(("old", "rusty", "rusted", "worn", "battered", "ancient", "weathered", "tattered", "dirty", "dusty", "scratched", "cracked", "broken"))  # fmt: skip
_NEW = frozenset(("new", "shiny", "gleaming", "polished", "clean", "sleek", "pristine"))
_RUST = (0.19, 0.068, 0.03)


def _made(kind: PropKind, part: str = "") -> Builder | None:
    module, function = kind.made.split(".")
    return getattr(_WORKSHOPS[module], function + (f"_{part}" if part else ""), None)


BUILDERS: dict[str, Builder] = {name: make for name, kind in KINDS.items() if (make := _made(kind)) is not None}


def build_prop(prop: Prop) -> Model:
    """Return the model of a prop; its words paint it and age it.

    Meshes: ``prop``, and as its kind can do: ``lid`` (shut), ``flame``, ``broken`` (its shards on y = 0), ``burnt``.
    """
    kind, palette = kind_of(prop), Palette()
    request = Request(palette=palette, colour=colour_among([*prop.words, *prop.name.split()]))
    parts = {"prop": moved(BUILDERS[kind.name](request), kind.shape_pose())}
    for name in ("lid", "flame"):
        make = _made(kind, name)
        if make is not None:
            parts[name] = moved(make(request), kind.shape_pose())
    whole = join(parts["prop"], parts["lid"]) if "lid" in parts else parts["prop"]
    parts |= _later(kind, whole, request)
    words = {word.lower() for word in (*prop.words, *prop.name.split())}
    materials = tuple(_aged(material, words) for material in palette.materials)
    return Model(materials=materials, meshes={name: mesh_from(part) for name, part in parts.items()}, images=palette.images)


def equip(model: Model, prop: Prop) -> Model:
    """Return a model of the user's own with the shards, the fire and the charred body that its kind may need.

    What is read or looked into is turned to its holder, as the built-in kinds are.
    """
    kind, palette, mesh = kind_of(prop), Palette(), model.meshes["prop"]
    whole = Part(
        positions=mesh.positions.astype(float),
        normals=mesh.normals.astype(float),
        triangles=mesh.triangles.astype(np.int64),
        material=mesh.material.astype(np.int64) - len(model.materials),
        uvs=None if mesh.uvs is None else mesh.uvs.astype(float),
    )
    whole = moved(whole, rotation_y(math.pi)) if kind.towards else whole
    first = len(model.materials)
    # The user's materials come first, so that those of the palette, which count from 0 here, follow them.
    later = _later(kind, whole, Request(palette=palette))
    parts = {name: mesh_from(_counted(part, first)) for name, part in later.items()}
    turned = {"prop": mesh_from(_counted(whole, first))} if kind.towards else {}
    return Model(
        materials=(*model.materials, *palette.materials), meshes={**model.meshes, **turned, **parts}, images=model.images
    )


def _counted(part: Part, first: int) -> Part:
    return replace(part, material=part.material + first)


def _later(kind: PropKind, whole: Part, r: Request) -> dict[str, Part]:
    """Return what is seen of a thing once something has happened to it."""
    parts: dict[str, Part] = {}
    if "breaks" in kind.states:
        parts["broken"] = shards(whole, kind.name)
    if "burns" in kind.states:
        parts["burnt"] = replace(whole, material=np.full(len(whole.material), r.plain("rubber"), np.int64), uvs=None)
        wide, tall, deep = (min(side / 2, _FIRE_M) for side in kind.size_m)
        parts["flame"] = shifted(fire(r, (wide, tall, deep), kind.name), *kind.flame_m)
    return parts


def _aged(material: Material, words: set[str]) -> Material:
    """Return a material as fine as a prop's, aged or renewed by words."""
    wear = material.wear + (0.3 if words & _OLD else 0.0) - (0.25 if words & _NEW else 0.0)
    made = replace(
        material, pattern_scale_m=min(material.pattern_scale_m, _FINE_M), wear=float(np.clip(round(wear, 3), 0.0, 1.0))
    )
    if words & {"rusty", "rusted"} and material.metallic > 0.5:
        made = replace(made, base_color_linear=_RUST, pattern="rust", metallic=0.35, roughness=0.8)
    return made
