"""Build a character: from the breakdown's words to a skinned model with a hero mesh and one for the distance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from redearth.breakdown.model import Character
from redearth.stage.cast.clothes import clothed
from redearth.stage.cast.creature import creature_model, legs_of
from redearth.stage.cast.outfit import DISTANT, HERO, Detail, Outfit
from redearth.stage.cast.palette import materials_of
from redearth.stage.cast.part import Part, assembled
from redearth.stage.cast.suit import pressure_suit
from redearth.stage.cast.wardrobe import outfit_of
from redearth.stage.model import Material, Mesh
from redearth.stage.parts import Model, RiggedModel, Skeleton
from redearth.stage.rig import biped, legged, stature_of

_ADULT_M = 1.72
_CROWD_VARIANTS = 3


def skeleton_of(character: Character) -> Skeleton:
    """Return the skeleton a character moves on; cheap, builds no mesh."""
    stature = stature_of(character.kind, character.age, character.sex)
    if character.kind == "creature":
        return legged(legs_of(character), stature)
    return biped(stature)


def build_character(character: Character) -> RiggedModel:
    """Return the model of a character, the same for the same words.

    Meshes ``body`` and ``distant``; a crowd also has ``distant2`` and ``distant3`` in other colours. Materials are shared by all meshes.
    """
    skeleton = skeleton_of(character)
    if character.kind == "creature":
        return RiggedModel(skeleton=skeleton, model=creature_model(character, skeleton))
    outfits = [outfit_of(character, k) for k in range(_CROWD_VARIANTS if character.kind == "crowd" else 1)]
    materials: list[Material] = []
    meshes: dict[str, Mesh] = {}
    for number, outfit in enumerate(outfits, 1):
        names = [f"{m.name}{number}" if number > 1 else m.name for m in materials_of(outfit)]
        first = len(materials)
        materials += [_renamed(m, n) for m, n in zip(materials_of(outfit), names, strict=True)]
        plain = [m.name for m in materials_of(outfit)]
        scale = skeleton.stature_m / _ADULT_M
        if number == 1:
            meshes["body"] = _mesh(outfit, HERO, plain, scale, first)
        meshes["distant" if number == 1 else f"distant{number}"] = _mesh(outfit, DISTANT, plain, scale, first)
    return RiggedModel(skeleton=skeleton, model=Model(materials=tuple(materials), meshes=meshes))


def _parts(outfit: Outfit, detail: Detail) -> list[Part]:
    return pressure_suit(outfit, detail) if outfit.family == "pressure_suit" else clothed(outfit, detail)


def _mesh(outfit: Outfit, detail: Detail, names: Sequence[str], scale: float, first: int) -> Mesh:
    return assembled(_parts(outfit, detail), ["\0"] * first + list(names), scale)


def _renamed(material: Material, name: str) -> Material:
    return replace(material, name=name)
