"""Lens flare: where ghosts lie, how strong they are, and what has none."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from redearth.core.look import Look
from redearth.picture.model import Quality
from redearth.picture.realtime import lab, pipelines, targets
from redearth.picture.realtime import renderer as module
from redearth.picture.realtime.flare_pass import sun_seat
from redearth.picture.realtime.optics import eye_of
from redearth.picture.realtime.renderer import Renderer
from redearth.picture.realtime.workshop import workshop
from redearth.stage.model import Assets, Material, Sky, View
from tests.picture.scenes import DARK, ball, bundle, look, put, view

F64 = NDArray[np.float64]
WIDTH, HEIGHT = 640, 360
FOV = 0.8
AWAY_M = 10.0
PLAIN = Look(grain=0.0, vignette=0.0, bloom=0.3, halation=0.0, flare=0.0)
GHOSTS = (-0.42, -0.85, -1.4)


def glowing(name: str, radiance: float, radius: float) -> dict[str, Assets]:
    """A ball that glows."""
    glow = Material(name="glow", base_color_linear=(0, 0, 0), emission_linear=(radiance,) * 3, wear=0)
    return {name: bundle(name, ball(radius), glow)}


LAMPS = {**glowing("flare-lamp", 120.0, 0.12), **glowing("flare-window", 120.0, 1.6)}


def lit(right: float, up: float, what: str = "flare-lamp") -> View:
    """A lamp so many half heights right of the picture's middle and above it."""
    reach = AWAY_M * math.tan(FOV / 2)
    return view(put(what, (right * reach, up * reach, -AWAY_M)), camera=look((0, 0, 0), (0, 0, -1), fov=FOV))


def flare_of(scene: View, amount: float, width: int = WIDTH, height: int = HEIGHT, quality: Quality = "standard") -> F64:
    """What the flare adds to a picture, in 8-bit steps [height, width]."""
    with_it, without = (
        Renderer(width, height, quality, look=replace(PLAIN, flare=a)).draw(scene, LAMPS, exposure_ev=0.0) for a in (amount, 0.0)
    )
    return np.asarray(with_it.astype(float) - without).mean(2)


def about(picture: F64, right: float, up: float, reach: float = 0.12) -> tuple[F64, F64]:
    """The part of a picture round a place in half heights, and the place of its centre of light."""
    height, width = picture.shape
    y, x = np.mgrid[:height, :width]
    x, y = (x + 0.5 - width / 2) / (height / 2), (height / 2 - y - 0.5) / (height / 2)
    light = picture * (np.hypot(x - right, y - up) < reach)
    return light, np.array([(light * x).sum(), (light * y).sum()]) / max(light.sum(), 1e-9)


@pytest.mark.parametrize("place", [(0.9, 0.35), (-0.7, 0.5), (0.3, -0.62)])
def test_ghosts_lie_on_the_line_through_the_middle(place: tuple[float, float]) -> None:
    """A lamp off the middle leaves ghosts on the far side, at their share of its distance."""
    added = flare_of(lit(*place), 1.0)
    for share in GHOSTS[:2]:
        right, up = place[0] * share, place[1] * share
        light, seat = about(added, right, up)
        assert light.max() > 6
        assert seat == pytest.approx((right, up), abs=0.03)
    beside, _ = about(added, place[1] * 0.85, -place[0] * 0.6)
    assert beside.max() <= 1


def test_a_bright_sky_has_no_flare() -> None:
    """However bright an even sky is, and a white wall before it, the picture is the same bytes with flare and without."""
    for radiance in (4.0, 30.0):
        sky = Sky(zenith_linear=(radiance,) * 3, horizon_linear=(radiance,) * 3, ground_linear=(radiance,) * 3)
        scene = view(camera=look((0, 1, 0), (0, 1, -5), fov=FOV), sky=sky)
        one, other = (Renderer(WIDTH, HEIGHT, look=replace(PLAIN, flare=a)).draw(scene, {}, exposure_ev=0.0) for a in (0.0, 1.0))
        assert (one == other).all()


def test_a_window_is_no_lamp() -> None:
    """A wide bright thing leaves less than a twentieth of what a small one of its radiance leaves, though it throws more light."""
    small, wide = (about(flare_of(lit(0.9, 0.35, one), 1.0), 0.9 * -0.85, 0.35 * -0.85)[0].sum() for one in LAMPS)
    assert wide < 0.05 * small


def linear(codes: float) -> float:
    """Scene-linear light of a mean 8-bit value: from walls that glow so."""
    seen, light = [], np.linspace(0.0, 0.5, 24)
    for v in light:
        wall = glowing(f"flare-wall {v}", float(v), 20.0)
        scene = view(put(*wall, (0, 0, -30.0)), camera=look((0, 0, 0), (0, 0, -1), fov=FOV))
        seen.append(Renderer(32, 18, look=PLAIN).draw(scene, wall, exposure_ev=0.0)[4:14, 8:24].mean())
    return float(np.interp(codes, seen, light))


def test_twice_the_flare_is_twice_the_light() -> None:
    """The look's number is a share of light."""
    place = (0.9, 0.35)
    once, twice = (about(flare_of(lit(*place), a), place[0] * -0.85, place[1] * -0.85)[0].max() for a in (0.4, 0.8))
    assert linear(twice) == pytest.approx(2 * linear(once), rel=0.12)


def test_none_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A look without flare never runs its passes; the lamp's picture with them is another."""
    assert np.abs(flare_of(lit(0.9, 0.35), 0.3)).max() > 2

    def fail(*_: object) -> None:
        raise AssertionError("a look without flare has no flare passes")

    monkeypatch.setattr(lab, "record_flare", fail)
    Renderer(WIDTH, HEIGHT, look=PLAIN).draw(lit(0.9, 0.35), LAMPS, exposure_ev=0.0)


def test_blacks_stay_black() -> None:
    """Nine tenths of a dark picture with a strong lamp in it keep their bytes, even with all the flare there is."""
    assert (np.abs(flare_of(lit(0.9, 0.35), 1.0)) <= 1).mean() > 0.8


def test_a_lamp_that_leaves_the_picture_takes_its_ghosts_along() -> None:
    """As a lamp goes out of the picture its flare fades, and no step of a fiftieth of the width takes more than a third of it."""
    steps = [flare_of(lit(x, 0.35), 1.0)[:, : WIDTH // 2].clip(0).sum() for x in np.arange(1.3, 1.82, 0.036)]
    assert steps[-1] == 0
    assert np.abs(np.diff(steps)).max() < 0.34 * max(steps)


def test_draft_and_standard_are_alike() -> None:
    """A quarter of the pixels, and twice as many, show the same ghosts in the same places."""
    scene = lit(0.9, 0.35)
    full = about(flare_of(scene, 1.0, 1280, 720), 0.9 * -0.85, 0.35 * -0.85, 0.25)
    draft = about(flare_of(scene, 1.0, 1280, 720, "draft"), 0.9 * -0.85, 0.35 * -0.85, 0.25)
    assert draft[0].sum() == pytest.approx(full[0].sum(), rel=0.3)
    assert draft[1] == pytest.approx(full[1], abs=0.02)


def test_the_sun_is_where_it_is_drawn() -> None:
    """Straight ahead it stands in the middle; behind the camera or without light there is none."""
    camera = look((0, 0, 0), (0, 0, -1), fov=FOV)
    sky = replace(DARK, visible=True, sun_direction=(0.0, 0.0, 1.0), sun_color_linear=(1, 1, 1))
    eye = eye_of(camera, WIDTH / HEIGHT)
    assert sun_seat(sky, eye) == pytest.approx((0.5, 0.5, 0.015 / (2 * math.tan(FOV / 2)), 1.0), abs=1e-4)
    assert sun_seat(replace(sky, sun_direction=(0.0, 0.0, -1.0)), eye)[3] == 0.0
    assert sun_seat(DARK, eye)[3] == 0.0


def test_a_card_computes_the_same_ghosts(monkeypatch: pytest.MonkeyPatch) -> None:
    """As compute programs the passes give the drawn picture to a step of 8 bits."""
    flaring, scene = replace(PLAIN, flare=1.0), lit(0.9, 0.35)
    drawn = Renderer(WIDTH, HEIGHT, look=flaring).draw(scene, LAMPS, exposure_ev=0.0)
    for used in (pipelines, targets):
        monkeypatch.setattr(used, "computes", lambda device: True)
    monkeypatch.setattr(module, "workshop", workshop.__wrapped__)
    again = Renderer(WIDTH, HEIGHT, look=flaring).draw(scene, LAMPS, exposure_ev=0.0)
    assert np.abs(drawn.astype(int) - again).max() <= 1


def test_ghosts_do_not_swim() -> None:
    """While a small lamp pans slowly over two pixels its ghosts keep their light within a tenth."""
    sums = []
    for k in range(8):
        x = 0.9 + k / 4 * 2 / HEIGHT
        sums.append(about(flare_of(lit(x, 0.35), 1.0), x * -0.85, 0.35 * -0.85, 0.2)[0].sum())
    assert np.std(sums) < 0.1 * np.mean(sums)
