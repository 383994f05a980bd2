"""Baked patterns: they repeat without a seam, and each is what its name says; water alone moves with time."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from redearth.picture.aov import Aov
from redearth.picture.layers.cryptomatte import encode
from redearth.picture.realtime.noise import SIZE
from redearth.picture.realtime.patterns import STYLES, wave_speeds
from redearth.picture.realtime.renderer import Renderer
from redearth.picture.realtime.textures import LAYERS, bake
from redearth.stage.model import Assets, Light, Material, Pattern, View
from tests.picture.scenes import WHITE, bundle, look, put, slab, view

_SUN = Light(kind="sun", color_linear=(1, 0.9, 0.8), intensity=3.0, direction=(0.5, -0.4, -0.77))


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    """A small camera."""
    return Renderer(96, 96)


def _baked(pattern: Pattern) -> NDArray[np.float64]:
    """Slopes, tone and mask of a pattern [SIZE, SIZE, 4]."""
    return bake(STYLES[pattern].layer)[0].astype(float)


def _floor(pattern: Pattern, time_s: float = 0.0, scale: float = 2.0) -> tuple[View, dict[str, Assets]]:
    """A floor of one pattern seen straight from above, four metres of it, in a low sun."""
    key = f"floor-{pattern}-{scale}"
    paint = Material(name=key, base_color_linear=(0.2, 0.2, 0.2), roughness=0.3, pattern=pattern, pattern_scale_m=scale, bump=0.6)
    camera = look((0.0, 5.0, 1e-3), (0.0, 0.0, 0.0))
    lit = view(put(key, (0, 0, 0), static=True), camera=camera, lights=(_SUN,), sky=WHITE)
    return replace(lit, time_s=time_s), {"floor": bundle(key, slab(8), paint)}


def test_every_pattern_has_a_style() -> None:
    """Each pattern that a material can have is drawn from one of the layers."""
    assert set(STYLES) == set(get_args(Pattern))
    assert all(0 <= style.layer < len(LAYERS) for style in STYLES.values())


@pytest.mark.parametrize("layer", range(len(LAYERS)))
def test_every_layer_repeats_without_a_seam(layer: int) -> None:
    """Its first row follows on its last as any row on the one before, and so do its columns."""
    texels = bake(layer)[0].astype(float)
    assert texels.shape == (SIZE, SIZE, 4)
    for axis in (0, 1):
        steps = np.abs(np.diff(np.concatenate([texels, texels.take([0], axis)], axis), axis=axis)).mean((1 - axis, 2))
        assert steps[-1] <= 1.3 * steps[:-1].max() + 0.5


@pytest.mark.parametrize("layer", range(len(LAYERS)))
def test_baking_again_gives_the_same_bytes(layer: int) -> None:
    """A layer knows no clock and nothing that was baked before it."""
    first, again = bake(layer), bake(layer)
    assert [level.tobytes() for level in first] == [level.tobytes() for level in again]


def _largest_wave(pattern: Pattern) -> float:
    """Share of the strongest wave in the relief along u and v."""
    slopes = _baked(pattern)[..., :2]
    power = (np.abs(np.fft.fft2(slopes - slopes.mean((0, 1)), axes=(0, 1))) ** 2).sum(2)
    return float(power.max() / power.sum())


def test_regolith_has_stones_and_no_ripples() -> None:
    """No wave runs through it as through sand; its stones cover a few parts in a hundred, and the ground is darker at their feet."""
    assert _largest_wave("regolith") < 0.25 * _largest_wave("sand")
    tone, stone = _baked("regolith")[..., 2], _baked("regolith")[..., 3] > 128
    assert 0.01 < stone.mean() < 0.12
    near = stone.copy()
    for axis in (0, 1):
        for by in (-2, 2):
            near |= np.roll(stone, by, axis)
    foot = near & ~stone
    assert tone[foot].mean() < tone[~near].mean() - 15


@pytest.mark.parametrize("pattern", ["foliage", "turf"])
def test_greens_have_dark_gaps_and_lit_tips(pattern: Pattern) -> None:
    """Much of a mass of leaves is far darker, and much far lighter, than its mean; a single leaf is more even."""
    tone = _baked(pattern)[..., 2] / 255
    assert tone.std() > 1.2 * (_baked("leaf")[..., 2] / 255).std()
    assert np.percentile(tone, 10) < 0.25 and np.percentile(tone, 92) > 0.7


@pytest.mark.parametrize("pattern", ["foliage", "turf"])
def test_from_afar_a_mass_of_leaves_is_even(pattern: Pattern) -> None:
    """A few leaves' means are alike, so that no repetition shows from afar."""
    near, far = (bake(STYLES[pattern].layer)[level][..., 2].astype(float) for level in (0, 6))
    assert far.std() < 0.2 * near.std()


@pytest.mark.parametrize(("pattern", "repeats"), [("masonry", True), ("wood", True), ("rock", False), ("regolith", False)])
def test_only_what_has_a_direction_repeats_unturned(renderer: Renderer, pattern: Pattern, repeats: bool) -> None:
    """Courses and planks are the same again after the pattern's size; what has no direction hides that it repeats."""
    across_m = 2 * 5.0 * np.tan(0.4)
    scene, assets = _floor(pattern, scale=across_m / 4)
    new = {"floor": replace(assets["floor"], key=f"new-{pattern}", materials=(replace(assets["floor"].materials[0], wear=0.0),))}
    drawn = replace(scene, draws=tuple(replace(one, asset=f"new-{pattern}") for one in scene.draws))
    linear = renderer.draw_aovs(drawn, new, ("albedo",)).albedo_linear
    assert linear is not None
    albedo = linear[..., 1].astype(float)
    step = 96 // 4
    apart = np.abs(albedo[:, step:] - albedo[:, :-step]).mean() / np.abs(albedo - albedo.mean()).mean()
    assert (apart < 0.15) == repeats


def test_water_moves_and_nothing_else_does(renderer: Renderer) -> None:
    """Two moments of water differ; the same moment is the same bytes; any other surface is the same at all times."""
    for pattern in get_args(Pattern):
        pictures = [renderer.draw(*_floor(pattern, time_s), exposure_ev=0.0).tobytes() for time_s in (0.0, 0.5, 0.5)]
        assert pictures[1] == pictures[2], pattern
        assert (pictures[0] == pictures[1]) == (pattern != "water"), pattern


def test_waves_bend_normals_and_leave_mattes_alone(renderer: Renderer) -> None:
    """Layers follow the waves: normals differ between two moments; what covers which pixel, depth and motion do not."""
    first, later = (_floor("water", time_s) for time_s in (0.0, 0.5))
    wanted: tuple[Aov, ...] = ("normal", "depth", "object", "motion")
    before, after = (renderer.draw_aovs(scene, assets, wanted, neighbour=first[0]) for scene, assets in (first, later))
    assert before.normal is not None and not np.array_equal(before.normal, after.normal)
    assert np.array_equal(before.depth_m, after.depth_m)
    assert after.motion_px is not None and not after.motion_px.any()
    assert before.objects is not None and after.objects is not None
    mattes = [encode(objects).layers for objects in (before.objects, after.objects)]
    assert mattes[0].keys() == mattes[1].keys() and all(np.array_equal(mattes[0][name], mattes[1][name]) for name in mattes[0])


def test_water_runs_from_its_first_frame_evenly(renderer: Renderer) -> None:
    """The step from a shot's first frame to its second is as large as that between later ones."""
    frames = [renderer.draw_linear(*_floor("water", k / 24)) for k in (0, 1, 2, 3)]
    steps = [float(np.abs(b - a).mean()) for a, b in pairwise(frames)]
    assert max(steps) < 1.4 * min(steps)


def test_water_does_not_slide_as_one_sheet(renderer: Renderer) -> None:
    """No shift of one moment is the next one, as it would be were the pattern a sheet that is pulled along."""
    first, later = (renderer.draw_linear(*_floor("water", time_s))[..., 1] for time_s in (0.0, 0.4))
    middle = slice(24, 72)
    seen = later[middle, middle] - later[middle, middle].mean()
    misses = []
    for down in range(-20, 21):
        for right in range(-20, 21):
            part = first[24 + down : 72 + down, 24 + right : 72 + right]
            misses.append(float(((part - part.mean() - seen) ** 2).mean()))
    assert min(misses) > 0.3 * float((seen**2).mean())


@pytest.mark.parametrize(("scale", "least", "most"), [(3.2, 0.3, 0.6), (9.0, 0.5, 1.0)])
def test_waves_run_as_fast_as_their_length_lets_them(scale: float, least: float, most: float) -> None:
    """Small waves run at a walking child's pace; waves four times as long run twice as fast."""
    water = Material(name="water", base_color_linear=(0, 0, 0), pattern="water", pattern_scale_m=scale)
    speed, repeats = wave_speeds(water)
    assert least < speed < most
    assert repeats * scale == pytest.approx(speed)
    assert wave_speeds(replace(water, pattern_scale_m=4 * scale))[0] == pytest.approx(2 * speed)
    assert wave_speeds(replace(water, pattern="sand")) == (0.0, 0.0)
