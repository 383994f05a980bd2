"""The renderer's parts on the CPU: textures, materials, culling, shadow volumes, shader text."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import numpy as np
import pytest

from redearth.picture.realtime import textures
from redearth.picture.realtime.bundles import Part, octahedral
from redearth.picture.realtime.crowd import Call, Crowd
from redearth.picture.realtime.crowd_cull import cull
from redearth.picture.realtime.frame_block import light_reach
from redearth.picture.realtime.light_plan import plan_lights
from redearth.picture.realtime.optics import eye_of, sun_volumes
from redearth.picture.realtime.patterns import STYLES, WORDS, material_row
from redearth.picture.realtime.shaders import shader_text
from redearth.picture.realtime.shadow_pass import cast_shadows
from redearth.stage.model import Light, Material, Pattern
from tests.picture.scenes import look, view

SUN = Light(kind="sun", color_linear=(1, 1, 1), intensity=1.0, direction=(0.5, -0.7, 0.5), shadow=True)


def _crowd(centres: list[tuple[float, float, float]], radius: float) -> Crowd:
    part = Part(first_index=0, index_count=3, material=0, two_sided=False)
    call = Call(bundle="b", part=part, base_vertex=0, skinned_at=-1, shaded_from=0, whole=(0, 3), two_sided=False)
    return Crowd(
        calls=(call,), posed=(), joints=np.zeros((1, 12), np.float32), records=np.zeros((len(centres), 32), np.float32),
        call_of=np.zeros(len(centres), np.int64), centres=np.asarray(centres, np.float32), radii=np.full(len(centres), radius, np.float32),
        casts=np.ones(len(centres), bool), skinned_vertices=0, clear=np.zeros(len(centres), bool),
    )  # fmt: skip


def test_every_pattern_has_a_style_and_a_row() -> None:
    """No pattern of the stage's model is unknown to the renderer."""
    assert set(STYLES) == set(get_args(Pattern))
    for pattern in get_args(Pattern):
        row = material_row(Material(name="m", base_color_linear=(0.5, 0.5, 0.5), pattern=pattern))
        assert row.shape == (WORDS,)
        assert np.isfinite(row.view(np.float16)).all()


@pytest.mark.parametrize("layer", [0, 2, 4, 7])
def test_textures_tile_and_repeat(layer: int) -> None:
    """Opposite edges meet without a seam and baking again gives the same texels."""
    levels = textures.bake(layer)
    tone = levels[0][..., 2].astype(float)
    seam = np.abs(tone[:, 0] - tone[:, -1]).mean()
    inside = np.abs(np.diff(tone, axis=1)).mean()
    assert seam < 3.0 * inside + 3.0
    assert levels[-1].shape == (1, 1, 4)
    assert np.array_equal(levels[0], textures.bake(layer)[0])


def test_normals_survive_folding() -> None:
    """Sixteen bits a coordinate keep a direction to a hundredth of a degree."""
    n = np.random.default_rng(2).normal(size=(500, 3))
    n /= np.linalg.norm(n, axis=1, keepdims=True)
    packed = octahedral(n.astype(np.float32))
    x = (packed & 0xFFFF).astype(np.uint16).view(np.int16) / 32767.0
    y = (packed >> 16).astype(np.uint16).view(np.int16) / 32767.0
    z = 1 - abs(x) - abs(y)
    t = np.maximum(-z, 0)
    back = np.stack([x - np.sign(x) * t, y - np.sign(y) * t, z], -1)
    back /= np.linalg.norm(back, axis=1, keepdims=True)
    assert (back * n).sum(1).min() > 1 - 1e-7


def test_culling_keeps_what_shows() -> None:
    """Behind and beside the camera is dropped, what touches the edge stays, nearest first."""
    eye = eye_of(look((0, 0, 5), (0, 0, 0)), 1.0)
    crowd = _crowd([(0, 0, -20), (0, 0, 9), (0, 0, 0), (30, 0, 0), (2.6, 0, 0)], 1.0)
    assert cull(crowd, eye.planes(), eye.position, 0, shadows=False).records.tolist() == [2, 4, 0]


def test_cascades_hold_still_under_a_moving_camera() -> None:
    """Shadow texels stay where they are in the world when the camera slides, so that shadow edges do not crawl."""
    casters = (np.zeros((1, 3)), np.ones(1))
    for slide in (0.013, 0.4, 7.77):
        one = sun_volumes(SUN, eye_of(look((0, 1.5, 5), (0, 1.5, 0)), 1.8), 1024, casters)
        two = sun_volumes(SUN, eye_of(look((slide, 1.5, 5), (slide, 1.5, 0)), 1.8), 1024, casters)
        for a, b in zip(one, two, strict=True):
            shift = (b.clip_from_world - a.clip_from_world)[:2, 3] * 512
            assert np.allclose(shift, np.round(shift), atol=1e-6)


@pytest.mark.parametrize(("towards_z", "casts"), [(-1.0, True), (1.0, False)])
def test_movers_cast_where_their_shadow_shows(towards_z: float, casts: bool) -> None:
    """Something behind the camera is drawn into the sun's maps when the sun throws its shadow into the picture, else not."""
    eye = eye_of(look((0, 1.5, 5), (0, 1.5, 0)), 1.8)
    crowd = _crowd([(0, 1, 9)], 1.0)
    sun = replace(SUN, direction=(0.0, -0.3, towards_z))
    volumes = sun_volumes(sun, eye, 1024, (crowd.centres.astype(float), crowd.radii.astype(float)))
    cast, _ = cast_shadows(crowd, volumes, eye, np.zeros(0, np.uint32))
    assert any(one.moving for one in cast) == casts
    still = replace(crowd, calls=(replace(crowd.calls[0], still=np.eye(4, dtype=np.float32)[None]),))
    assert any(one.still for one in cast_shadows(still, volumes, eye, np.zeros(0, np.uint32))[0])


def test_lights_are_ordered_for_the_shaders() -> None:
    """The sun first, then shadowed spots, then lamps; a lamp out of sight costs nothing."""
    camera = look((0, 1.5, 5), (0, 1.5, 0))
    near = Light(kind="point", color_linear=(1, 1, 1), intensity=2.0, position_m=(0, 2, 0))
    behind = replace(near, position_m=(0, 2, 300))
    spot = Light(kind="spot", color_linear=(1, 1, 1), intensity=9.0, position_m=(0, 4, 0), shadow=True)
    plan = plan_lights(
        view(camera=camera, lights=(near, behind, spot, SUN)), eye_of(camera, 1.8), _crowd([(0, 0, 0)], 1.0), 1024, 0.03
    )
    assert plan.lights == (SUN, spot, near)
    assert plan.programs == (2, 1, 0, 2)


def test_the_air_has_code_only_for_lamps_seen_in_it() -> None:
    """Lamps that light no air come last, however strong, and the air's programs end before them."""
    camera = look((0, 1.5, 5), (0, 1.5, 0))
    fill = Light(kind="point", color_linear=(1, 1, 1), intensity=9.0, position_m=(0, 2, 0), volumetric=0.0)
    lamps = tuple(replace(fill, intensity=1.0, volumetric=0.5, position_m=(0.5 * k, 2, 0)) for k in range(4))
    seen = view(camera=camera, lights=(fill, *lamps))
    plan = plan_lights(seen, eye_of(camera, 1.8), _crowd([(0, 0, 0)], 1.0), 1024, 0.03)
    assert plan.lights[-1] is fill
    assert (plan.lamps, plan.air_lamps) == (6, 4)


def test_a_lamp_reaches_to_the_faintest_light() -> None:
    """Irradiance at a lamp's reach is the faintest that counts."""
    lamp = Light(kind="point", color_linear=(0.5, 1.0, 0.2), intensity=4.0)
    assert 4.0 / light_reach(lamp, 0.04) ** 2 == pytest.approx(0.04)


def test_shader_files_are_pulled_in_once() -> None:
    """A file that several others use stands in the module one time."""
    text = shader_text("light")
    assert text.count("struct Frame {") == 1
    assert "//! use" not in text
