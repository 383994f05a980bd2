"""Layers and small sounds of places: any seed, any length, clean."""

from __future__ import annotations

import numpy as np
import pytest

from redearth.sound import nature

SMALL = ("drip", "far_rumble", "far_metal", "debris_tick", "relay", "house_tick", "bird", "far_bird", "owl", "passing_car")
LAYERS = (
    "air", "room_tone", "wind", "soft_wind", "dust", "tunnel_drone", "machine_hum", "ventilation", "leaves", "crickets", "traffic",
    "rain_outside", "rain_on_roof", "surf",
)  # fmt: skip


@pytest.mark.parametrize("name", SMALL)
def test_small_sounds_are_clean_from_any_seed(name: str) -> None:
    """Twelve seeds give finite sounds that end quietly and differ from each other."""
    sounds = [getattr(nature, name)(np.random.default_rng(seed)) for seed in range(12)]
    for sound in sounds:
        assert np.isfinite(sound).all() and np.abs(sound).max() > 0.005
        assert abs(sound[-1]) < 0.02 * np.abs(sound).max()
    assert len({sound.tobytes() for sound in sounds}) == 12


@pytest.mark.parametrize("name", LAYERS)
def test_layers_are_level_wide_and_steady(name: str) -> None:
    """A layer has RMS 1, differs left and right, and has no direct current."""
    layer = getattr(nature, name)(70_001, np.random.default_rng(4))
    assert layer.shape == (70_001, 2)
    assert np.sqrt(np.mean(layer**2)) == pytest.approx(1.0, abs=1e-6)
    assert np.abs(layer.mean(axis=0)).max() < 0.05
    assert np.corrcoef(layer.T)[0, 1] < 0.97
