"""Build a character: from the breakdown's words to a skinned model with a hero mesh and one for the distance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from redearth.breakdown.model import Character
from redearth.stage.cast.clothes import clothed
from redearth.stage.cast.creature import creature_model, skeleton_of_creature
from redearth.stage.cast.hazmat import hazmat_suit
from redearth.stage.cast.outfit import Outfit
from redearth.stage.cast.palette import materials_of
from redearth.stage.cast.part import Part, assembled
from redearth.stage.cast.proportions import fitted, skeleton_for
from redearth.stage.cast.skin import ADULT
from redearth.stage.cast.suit import pressure_suit
from redearth.stage.cast.thin import lightened
from redearth.stage.cast.wardrobe import body_of, hanging_on, outfit_of
from redearth.stage.model import Material, Mesh
from redearth.stage.parts import Model, RiggedModel, Skeleton

CROWD_VARIANTS = 6
WORN = ("mid", "distant")
"""Meshes that each of a crowd's variants has; the first one also has the full one."""
_MODELLED = 3
"""Of a crowd's variants this many are modelled; the others wear the clothes of one of them, on another body, in other colours."""
_BODY, _MID, _DISTANT = 20_000, 6_000, 2_600
"""Triangles of the three meshes."""
_LEAST_M, _LEAST_FAR_M = 0.03, 0.12
"""What is smaller than this is left out of ``mid`` and of ``distant``."""


def skeleton_of(character: Character, member: int = 0) -> Skeleton:
    """Return the skeleton a character, or a member of a crowd, moves on; cheap, builds no mesh.

    A crowd's members differ in their joints' offsets alone: all are bound to the first one's.
    """
    if character.kind == "creature":
        return skeleton_of_creature(character)
    if character.kind == "crowd":  # nobody looks at one of many's hem
        return skeleton_for(body_of(character, member % CROWD_VARIANTS))
    outfit = outfit_of(character)
    return replace(skeleton_for(body_of(character), hanging_on(outfit)), girth=outfit.build.girth)


def worn_by(level: str, variant: int) -> str:
    """Return the name of a crowd's mesh: ``mid``, ``distant`` of its first variant, ``mid2``, ``distant2`` of the second …"""
    return level if variant == 0 else f"{level}{variant + 1}"


def member_of(character: Character, member: int) -> Character:
    """Return a crowd's member as a character of its own age and sex, by whom it is acted."""
    body = body_of(character, member % CROWD_VARIANTS)
    return replace(character, age=body.age, sex="female" if body.female else "male")


def build_character(character: Character) -> RiggedModel:
    """Return the model of a character, the same for the same words.

    Meshes ``body``, ``mid`` (from about 5 m) and ``distant`` (from about 15 m); a crowd also has ``mid2``, ``distant2`` … ``mid6``,
    ``distant6``: other bodies in other colours. Materials are shared by all meshes.
    """
    skeleton = skeleton_of(character)
    if character.kind == "creature":
        return RiggedModel(skeleton=skeleton, model=creature_model(character, skeleton))
    outfit = outfit_of(character)
    materials = list(materials_of(outfit))
    names = [m.name for m in materials]
    body = lightened(_parts(outfit), ADULT, _BODY)
    plain = {"body": assembled(body, names), **_lighter(body, names)}
    meshes = {name: fitted(mesh, skeleton) for name, mesh in plain.items()}
    if character.kind == "crowd":
        _dress_crowd(character, plain, materials, meshes)
    return RiggedModel(skeleton=skeleton, model=Model(materials=tuple(materials), meshes=meshes))


def _dress_crowd(character: Character, first: Mapping[str, Mesh], materials: list[Material], meshes: dict[str, Mesh]) -> None:
    """Add the other variants' materials and meshes."""
    bound, modelled = skeleton_of(character), [{level: first[level] for level in WORN}]
    count = len(materials)
    girths = [outfit_of(character, k).build.girth for k in range(_MODELLED)]
    for variant in range(1, CROWD_VARIANTS):
        outfit = outfit_of(character, variant)
        paint = materials_of(outfit)
        base, girth = variant, 1.0
        if variant < _MODELLED:
            full = lightened(_parts(outfit), ADULT, _BODY)
            modelled.append(_lighter(full, [m.name for m in paint]))
        else:
            base = variant % 2  # of the same sex
            girth = float(np.clip(outfit.build.girth / girths[base], 0.9, 1.16))
        materials += [replace(m, name=f"{m.name}{variant + 1}") for m in paint]
        for level, mesh in modelled[base].items():
            own = fitted(mesh, skeleton_of(character, variant), bound, girth)
            meshes[worn_by(level, variant)] = replace(own, material=(own.material + variant * count).astype(np.uint32))


def _lighter(body: list[Part], names: list[str]) -> dict[str, Mesh]:
    """Return the meshes that are thinned from the full one."""
    return {
        "mid": assembled(lightened(body, ADULT, _MID, _LEAST_M), names),
        "distant": assembled(lightened(body, ADULT, _DISTANT, _LEAST_FAR_M, far=True), names),
    }


def _parts(outfit: Outfit) -> list[Part]:
    if outfit.family == "pressure_suit":
        return pressure_suit(outfit)
    return hazmat_suit(outfit) if outfit.family == "hazmat" else clothed(outfit)
