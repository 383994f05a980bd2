"""The creature shop: from a plan of the body to meshes. Modelled at a back height of 1.5 m, then scaled."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from redearth.breakdown.model import Character
from redearth.stage.cast.creature_beast import BUILDS, beast_parts
from redearth.stage.cast.creature_body import body_parts
from redearth.stage.cast.creature_coat import beast_materials, coat_of
from redearth.stage.cast.creature_growths import growths, head_growths
from redearth.stage.cast.creature_head import head_parts
from redearth.stage.cast.creature_legs import leg_parts
from redearth.stage.cast.creature_plan import KINS, CreaturePlan, creature_skeleton, plan_of
from redearth.stage.cast.creature_serpent import serpent_joints, serpent_parts
from redearth.stage.cast.creature_skull import SKULLS, head_of
from redearth.stage.cast.creature_upright import UPRIGHT_BUILDS, trunk_line, upright_parts
from redearth.stage.cast.creature_winged import WINGED_BUILDS, winged_parts
from redearth.stage.cast.field import F64, Field
from redearth.stage.cast.palette import creature_materials
from redearth.stage.cast.part import Part, assembled
from redearth.stage.cast.species import Species
from redearth.stage.cast.thin import lightened
from redearth.stage.model import Material
from redearth.stage.parts import Model, Skeleton

_MODELLED_M = 1.5
_BODY, _MID, _DISTANT = 22_000, 8_500, 3_000
"""Triangles of the three meshes."""
_LEAST_M = 0.05
_SPINE = ("abdomen", "body", "thorax", "neck", "neck2")


def skeleton_of_creature(character: Character) -> Skeleton:
    """Return the skeleton that a creature's words ask for."""
    return creature_skeleton(plan_of(character), character.stature_m)


def creature_model(character: Character, skeleton: Skeleton) -> Model:
    """Return meshes ``body``, ``mid`` and ``distant`` of a creature on ``skeleton``."""
    plan = plan_of(character)
    arthropod = plan.plan == "arthropod"
    said = " ".join((*character.traits, *character.wardrobe)).lower() if arthropod else plan.words
    species = Species(identity=character.id, words=said, rig=creature_skeleton(plan, _MODELLED_M))
    parts, materials = _arthropod(species) if arthropod else _beast(species, plan)
    parts = [_above_ground(part) for part in parts]
    scale = skeleton.stature_m / _MODELLED_M
    names = [m.name for m in materials]
    body = lightened(parts, species.rig, _BODY)
    meshes = {
        "body": body,
        "mid": lightened(body, species.rig, _MID, _LEAST_M),
        "distant": lightened(body, species.rig, _DISTANT, _LEAST_M, far=True),
    }
    return Model(materials=materials, meshes={name: assembled(parts, names, scale) for name, parts in meshes.items()})


def _above_ground(part: Part) -> Part:
    """Return a part whose soles, claws and belly are flat where the ground is."""
    positions = part.shell.positions.copy()
    positions[:, 1] = np.maximum(positions[:, 1], 0.0)
    return replace(part, shell=replace(part.shell, positions=positions))


def _arthropod(species: Species) -> tuple[list[Part], tuple[Material, ...]]:
    return body_parts(species) + head_parts(species) + leg_parts(species), creature_materials(species)


def _beast(species: Species, plan: CreaturePlan) -> tuple[list[Part], tuple[Material, ...]]:
    """Return all parts of a beast of any plan but the arthropods'."""
    coat = coat_of(species, KINS[plan.kin].coat)
    parts, field, along = _trunk(species, plan, coat)
    joints = serpent_joints() if plan.plan == "serpent" else _SPINE
    parts += growths(species, field, along, joints)
    if plan.kin != "worm":
        parts += head_of(species, SKULLS.get(plan.kin, SKULLS["wolf"]), "coat")
        parts += head_growths(species)
    return parts, beast_materials(species, plan.kin, coat)


def _trunk(species: Species, plan: CreaturePlan, coat: str) -> tuple[list[Part], Field, F64]:
    """Return trunk and limbs, the trunk's field, and its middle line from the neck backwards."""
    if plan.plan == "serpent":
        parts, field = serpent_parts(species, "coat", plan.kin == "worm")
        along = np.array([species.joint(name) for name in ("neck1", "body", "spine2", "spine4", "spine6", "spine9")])
    elif plan.plan == "upright":
        parts, field = upright_parts(species, UPRIGHT_BUILDS.get(plan.kin, UPRIGHT_BUILDS["ghoul"]), "coat")
        along = trunk_line(species)
    elif plan.plan == "flyer":
        build = WINGED_BUILDS.get(plan.kin, WINGED_BUILDS["dragon"])
        parts, field = winged_parts(species, build, "coat", coat == "feathers")
        along = np.array([species.joint(name) for name in ("neck2", "neck", "thorax", "abdomen", "tail1")])
    else:
        parts, field = beast_parts(species, BUILDS.get(plan.kin, BUILDS["wolf"]), "coat")
        along = np.array([species.joint(name) for name in ("neck2", "neck", "thorax", "abdomen", "tail1")])
    return parts, field, along
