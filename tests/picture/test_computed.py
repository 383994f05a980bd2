"""Full-screen passes as compute programs: the same picture as the drawn ones."""

from __future__ import annotations

import numpy as np
import pytest

from redearth.picture.realtime import computed, pipelines, targets
from redearth.picture.realtime import renderer as module
from redearth.picture.realtime.renderer import Renderer
from redearth.picture.realtime.workshop import workshop
from tests.picture.scenes import Film


def test_computed_passes_give_the_drawn_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """A view with sun, lamp, fog and motion comes out the same to a step of 8 bits, whichever way its full-screen passes run."""
    film = Film()
    now, before = film.view(1), film.view(0)
    drawn = Renderer(96, 64).draw(now, film.assets, exposure_ev=1.0, before=before)
    for used in (pipelines, targets):
        monkeypatch.setattr(used, "computes", lambda device: True)
    monkeypatch.setattr(module, "workshop", workshop.__wrapped__)
    made: list[str] = []

    def noting(device: object, name: str, *more: object, **named: object) -> computed.Computed:
        made.append(name)
        return computed.computed_pass(device, name, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(pipelines, "computed_pass", noting)
    again = Renderer(96, 64).draw(now, film.assets, exposure_ev=1.0, before=before)
    assert {"light", "haze", "background", "motion", "bloom", "finish", "antialias"} <= set(made)
    assert drawn.std() > 5
    assert np.abs(drawn.astype(int) - again).max() <= 1


def test_what_the_triangle_hands_over() -> None:
    """Positions are pixel middles, flat numbers the first corner's, all else lies between the corners."""
    text = """
struct Full {
  @builtin(position) position: vec4f, // where
  @location(0) uv: vec2f,
  @location(1) @interpolate(flat) same: vec4f,
};
@vertex
fn full(@builtin(vertex_index) i: u32) -> Full { var out: Full; return out; }
@fragment
fn shade(in: Full) -> @location(0) vec4f { return in.same; }
"""
    code = computed.computed_text(text, "shade", "rgba16float", "sky")
    assert "in.position = vec4f(vec2f(id.xy) + 0.5, 0.0, 1.0);" in code
    assert "in.same = corner.same;" in code
    assert "in.uv = corner.uv + (right.uv - corner.uv) * share.x" in code
    assert "@fragment" not in code and "@vertex" not in code and "@location" not in code
    assert "computed_depth, vec2i(id.xy), 0) > 0.0" in code
