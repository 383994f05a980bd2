"""Lamps in the hand and in rooms: nobody beside one is burnt, and faces between them can be read."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.stage.test_lighting_light import _blocking, _shot

from redearth.direction.model import Bounds, Kit
from redearth.stage.lighting.aim import setup_of
from redearth.stage.lighting.bounce import ROOMS, bounced
from redearth.stage.lighting.incident import brightness, incident
from redearth.stage.lighting.light import light_shot
from redearth.stage.model import Light, Sky
from redearth.stage.parts import Lighting

_DARK = Sky(zenith_linear=(0, 0, 0), horizon_linear=(0, 0, 0), ground_linear=(0, 0, 0), ambient=1.0)
_BURNT = 11.0
"""Exposed linear value from which the picture holds nothing any more."""
_MID_GREY = 0.18


def _held(name: str, lit: float = 1.0) -> Light:
    lights = light_shot(_blocking("cave", "night"), _shot())(5, {name: ((0.0, 1.0, 0.0), lit)}).lights
    return next(light for light in lights if light.name == f"burning {name}")


@pytest.mark.parametrize("name", ["lantern", "torch"])
def test_what_is_held_does_not_burn_a_card_at_arms_length(name: str) -> None:
    """With the key of a dark room at mid grey, a grey card half a metre away is three and a half stops over it at most, and a white one is not burnt; at two metres the lamp still gives half that key."""
    lamp, toward = _held(name), np.array([0.0, 0.0, -1.0])
    near, far = (brightness(incident([lamp], _DARK, np.array([0.0, 1.0, d]), toward)) for d in (0.5, 2.0))
    key = 0.5
    assert near / key < 2**3.5
    assert near / key * _MID_GREY * (0.9 / 0.18) < _BURNT
    assert near / far < 9
    assert far > 0.5 * key


def test_a_flare_still_floods_the_place() -> None:
    """Only what lights its holder is dimmed: a flare is as strong and small as ever."""
    flare = _held("flare")
    assert flare.intensity > 20
    assert flare.radius_m < 0.1


def test_the_meter_reads_a_wide_source_as_the_renderer_draws_it() -> None:
    """A source of radius r gives intensity / (d2 + r2) straight on."""
    lamp = Light(kind="point", color_linear=(1, 1, 1), intensity=5.0, position_m=(0, 2, 0), radius_m=1.0)
    assert brightness(incident([lamp], _DARK, np.zeros(3), np.array([0.0, 1.0, 0.0]))) == pytest.approx(1.0)


def test_walls_give_back_what_an_integrating_sphere_does() -> None:
    """One white lamp of 1 in a 2 m cube: 4 pi over 24 square metres, times two thirds; no lamp, no change."""
    cube = Bounds(min_x_m=-1, max_x_m=1, min_z_m=-1, max_z_m=1, ceiling_m=2.0)
    lamp = Light(kind="point", color_linear=(1, 1, 1), intensity=1.0, position_m=(0, 1, 0))
    up = np.array([0.0, 1.0, 0.0])
    assert brightness(incident([], bounced(_DARK, [lamp], cube), np.zeros(3), up)) == pytest.approx(4 * np.pi / 24 * 2 / 3)
    assert bounced(_DARK, [], cube) == _DARK


def _face(lit: Lighting) -> float:
    """What falls on a face that looks at the camera from the middle of the shot, the lamps right over it left out."""
    setup = setup_of(_blocking("quarters", "evening"), _shot(), 0, {})
    normal = setup.eye_m - setup.subject_m
    lights = [light for light in lit.lights if light.name in ("key", "fill")]
    return brightness(incident(lights, lit.sky, setup.subject_m, normal / np.linalg.norm(normal)))


def test_a_face_in_an_evening_kitchen_can_be_read() -> None:
    """Its key and fill and the walls give it at least half of its key side's level of 1.4, in the picture more than at night in the same room, and more while the lamps burn than without them."""
    evening, night = (light_shot(_blocking("quarters", time), _shot())(0, {}) for time in ("evening", "night"))
    blocking = _blocking("quarters", "evening")
    unlit = light_shot(replace(blocking, set_plan=replace(blocking.set_plan, pieces=())), _shot())(0, {})
    assert _face(evening) > 0.7
    assert _face(evening) * 2**evening.exposure_ev > 1.3 * _face(night) * 2**night.exposure_ev
    assert _face(evening) > _face(unlit)


@pytest.mark.parametrize("kit", ["tunnel", "vault", "cave", "hall"])
def test_great_dark_places_swallow_the_light_of_their_lamps(kit: Kit) -> None:
    """Where walls are far or dark, lamps change nothing of the surroundings."""
    assert kit not in ROOMS
    blocking = _blocking(kit, "night")
    bare = replace(blocking, set_plan=replace(blocking.set_plan, pieces=()))
    assert light_shot(blocking, _shot())(0, {}).sky == light_shot(bare, _shot())(0, {}).sky
