"""The creature: a wet, many-legged mutant made to frighten in backlight. Modelled at a back height of 1.5 m, then scaled."""

from __future__ import annotations

import re

import numpy as np

from redearth.breakdown.model import Character
from redearth.core.seed import unit_from
from redearth.stage.cast.creature_body import body_parts
from redearth.stage.cast.creature_head import head_parts
from redearth.stage.cast.creature_legs import leg_parts
from redearth.stage.cast.palette import creature_materials
from redearth.stage.cast.part import assembled
from redearth.stage.cast.species import Species
from redearth.stage.cast.thin import lightened
from redearth.stage.parts import Model, Skeleton
from redearth.stage.rig import legged

_MODELLED_M = 1.5
_BODY, _MID, _DISTANT = 22_000, 8_500, 3_000
"""Triangles of the three meshes."""
_LEAST_M = 0.05
_NUMBERS = {"two": 2, "four": 4, "six": 6, "eight": 8, "ten": 10, "twelve": 12}
_KINDS = (
    ("spider|arachnid|scorpion|tarantula|octopus", 8),
    ("insect|bug|ant|beetle|roach|mantis|crawler", 6),
    ("centipede|millipede", 12),
    ("dog|hound|wolf|beast|rat|lizard|bear", 4),
)


def legs_of(character: Character) -> int:
    """Return an even number of legs: as the script counts them, else by kind of animal, else four or six by identity."""
    if character.legs is not None:
        return int(np.clip(character.legs - character.legs % 2, 2, 12))
    words = " ".join((*character.traits, character.name)).lower()
    found = re.search(r"\b(two|four|six|eight|ten|twelve|2|4|6|8|10|12)[- ]?leg", words)
    if found:
        return _NUMBERS.get(found[1], 0) or int(found[1])
    for pattern, legs in _KINDS:
        if re.search(rf"\b(?:{pattern})s?\b", words):
            return legs
    return 4 if unit_from(character.id, "cast", "legs") < 0.4 else 6


def creature_model(character: Character, skeleton: Skeleton) -> Model:
    """Return meshes ``body``, ``mid`` and ``distant`` of a creature on ``skeleton``."""
    species = Species(
        identity=character.id,
        words=" ".join((*character.traits, *character.wardrobe)).lower(),
        rig=legged(legs_of(character), _MODELLED_M),
    )
    materials = creature_materials(species)
    scale = skeleton.stature_m / _MODELLED_M
    names = [m.name for m in materials]
    parts = body_parts(species) + head_parts(species) + leg_parts(species)
    body = lightened(parts, species.rig, _BODY)
    meshes = {
        "body": body,
        "mid": lightened(body, species.rig, _MID, _LEAST_M),
        "distant": lightened(body, species.rig, _DISTANT, _LEAST_M, far=True),
    }
    return Model(materials=materials, meshes={name: assembled(parts, names, scale) for name, parts in meshes.items()})
