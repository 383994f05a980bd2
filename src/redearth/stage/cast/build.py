"""Build a character: from the breakdown's words to a skinned model with a hero mesh and one for the distance."""

from __future__ import annotations

from dataclasses import replace

from redearth.breakdown.model import Character
from redearth.stage.cast.clothes import clothed
from redearth.stage.cast.creature import creature_model, skeleton_of_creature
from redearth.stage.cast.outfit import Outfit
from redearth.stage.cast.palette import materials_of
from redearth.stage.cast.part import Part, assembled
from redearth.stage.cast.skin import ADULT
from redearth.stage.cast.suit import pressure_suit
from redearth.stage.cast.thin import lightened
from redearth.stage.cast.wardrobe import outfit_of
from redearth.stage.model import Material, Mesh
from redearth.stage.parts import Model, RiggedModel, Skeleton
from redearth.stage.rig import biped, stature_of

_ADULT_M = 1.72
_CROWD_VARIANTS = 3
_BODY, _MID, _DISTANT = 20_000, 6_000, 2_600
"""Triangles of the three meshes."""
_LEAST_M, _LEAST_FAR_M = 0.03, 0.12
"""What is smaller than this is left out of ``mid`` and of ``distant``."""


def skeleton_of(character: Character) -> Skeleton:
    """Return the skeleton a character moves on; cheap, builds no mesh."""
    if character.kind == "creature":
        return skeleton_of_creature(character)
    return biped(stature_of(character.kind, character.age, character.sex))


def build_character(character: Character) -> RiggedModel:
    """Return the model of a character, the same for the same words.

    Meshes ``body``, ``mid`` (from about 5 m) and ``distant`` (from about 15 m); a crowd also has ``distant2`` and ``distant3`` in other colours. Materials are shared by all meshes.
    """
    skeleton = skeleton_of(character)
    if character.kind == "creature":
        return RiggedModel(skeleton=skeleton, model=creature_model(character, skeleton))
    outfits = [outfit_of(character, k) for k in range(_CROWD_VARIANTS if character.kind == "crowd" else 1)]
    scale = skeleton.stature_m / _ADULT_M
    materials: list[Material] = []
    meshes: dict[str, Mesh] = {}
    for number, outfit in enumerate(outfits, 1):
        suffix = str(number) if number > 1 else ""
        paint = materials_of(outfit)
        names = [*["\0"] * len(materials), *(m.name for m in paint)]
        materials += [replace(m, name=m.name + suffix) for m in paint]
        body = lightened(_parts(outfit), ADULT, _BODY)
        if number == 1:
            meshes["body"] = assembled(body, names, scale)
            meshes["mid"] = assembled(lightened(body, ADULT, _MID, _LEAST_M), names, scale)
        meshes["distant" + suffix] = assembled(lightened(body, ADULT, _DISTANT, _LEAST_FAR_M, far=True), names, scale)
    return RiggedModel(skeleton=skeleton, model=Model(materials=tuple(materials), meshes=meshes))


def _parts(outfit: Outfit) -> list[Part]:
    return pressure_suit(outfit) if outfit.family == "pressure_suit" else clothed(outfit)
