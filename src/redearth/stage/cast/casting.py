"""Fit the whole cast: the director's overrides, and nobody who looks like somebody who appeared before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from redearth.breakdown.model import CastList, Character, Dress
from redearth.core.slug import slug
from redearth.core.space import Vec3
from redearth.stage.cast.outfit import Family, Outfit
from redearth.stage.cast.overrides import overridden
from redearth.stage.cast.palette import shell_color
from redearth.stage.cast.wardrobe import outfit_of

UNLIKE = 1.2
"""Two people of one family differ by at least this, where the words leave room; see :func:`unlikeness`."""
_DRAWS = 40
_RGB_TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
_WHITE = np.array([0.9505, 1.0, 1.089])
_FACELESS: frozenset[Family] = frozenset({"pressure_suit", "hazmat", "rag_coat"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A cast fitted by :func:`fit_cast`."""

    whole: CastList
    """Everybody with everything that decides the looks: what builders of models read."""
    played: CastList
    """The same people without paint, which no performance depends on: what direction, motion and voices read."""


def fit_cast(cast: CastList, overrides: Mapping[str, Mapping[str, Any]]) -> Fitted:
    """Return the cast as it is fitted; ``overrides`` are by the slug of a character's name.

    In order of appearance: who would look like an earlier person of the same family is drawn anew, so that a character who is added
    later in the script changes nobody before. Crowds and creatures keep what their words give.
    """
    people: list[Character] = []
    seen: list[Outfit] = []
    for character in cast.characters:
        said = overrides.get(character.id, overrides.get(slug(character.name), {}))
        made = overridden(character, said)
        if made.kind == "person":
            made, outfit = _set_apart(made, seen)
            seen.append(outfit)
        people.append(made)
    played = tuple(replace(p, dress=Dress(family=p.dress.family, gear=p.dress.gear, hair=p.dress.hair)) for p in people)
    return Fitted(whole=replace(cast, characters=tuple(people)), played=replace(cast, characters=played))


def _set_apart(character: Character, seen: list[Outfit]) -> tuple[Character, Outfit]:
    first = outfit_of(character)
    rivals = [other for other in seen if other.family == first.family]
    best, best_gap = (character, first), -1.0
    for apart in range(_DRAWS if rivals else 1):
        tried = replace(character, dress=replace(character.dress, apart=apart))
        outfit = outfit_of(tried)
        gap = min((unlikeness(outfit, other) for other in rivals), default=UNLIKE)
        if gap >= UNLIKE:
            return tried, outfit
        if gap > best_gap + 1e-9:
            best, best_gap = (tried, outfit), gap
    return best


def unlikeness(one: Outfit, other: Outfit) -> float:
    """Return how far two outfits of one family are apart at a glance: 1 is a clearly other colour of the main garment.

    Smaller areas count less: trousers, trim, hair, gear, the body's outline.
    """
    faces = 0.0 if one.family in _FACELESS else 1.0
    older, younger = max(one.age, other.age), min(one.age, other.age)
    return (
        _apart(one.main, other.main)
        + 0.45 * _apart(one.second, other.second)
        + 0.35 * _apart(one.accent, other.accent)
        + 0.45 * (one.family == "pressure_suit") * _apart(shell_color(one), shell_color(other))
        + faces * (0.25 * _apart(one.hair_color, other.hair_color) + 0.25 * (one.hair != other.hair))
        + 0.30 * min(2, len(one.extras ^ other.extras))
        + 0.20 * (one.sleeves != other.sleeves)
        + 0.40 * (one.top != other.top)
        + 0.15 * ((one.drawn("hose") < 0.5) != (other.drawn("hose") < 0.5))
        + 0.30 * (one.female != other.female) * (faces + 0.5)
        + 0.60 * (older - younger > 35 or younger < 13 <= older)
        + 2.0 * abs(one.build.girth - other.build.girth)
    )


def _apart(a: Vec3, b: Vec3) -> float:
    """Return the distance of two linear colours: 1 at a CIE 1976 difference of 24 and above."""
    return min(1.0, float(np.linalg.norm(_lab(a) - _lab(b))) / 24.0)


def _lab(color: Vec3) -> np.ndarray:
    xyz = _RGB_TO_XYZ @ np.array(color) / _WHITE
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])
