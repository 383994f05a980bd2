"""The protocol is enough: a second renderer, small enough to read here, shoots reels and layers in the first one's place."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import numpy as np
import OpenEXR
import pytest
from numpy.typing import NDArray

from redearth.core.digest import digest_bytes
from redearth.core.look import Look
from redearth.picture import painters
from redearth.picture.aov import NOTHING_M, Aov, Aovs
from redearth.picture.exposure import meter
from redearth.picture.layers import task
from redearth.picture.model import Quality, ReelOptions
from redearth.picture.painter import Painter
from redearth.picture.realtime.optics import eye_of
from redearth.picture.realtime.renderer import Renderer
from redearth.picture.shoot import shoot
from redearth.stage.model import F32, Assets, View
from tests.picture.scenes import Film, stand


class Chalk:
    """Marks every vertex with a dot, lighter the nearer: a renderer without a device."""

    def __init__(
        self, width_px: int, height_px: int, quality: Quality = "standard", look: Look | None = None, lut: bytes | None = None
    ) -> None:
        self.width_px, self.height_px = width_px, height_px

    def draw(
        self,
        view: View,
        assets: Mapping[str, Assets],
        *,
        exposure_ev: float | None = None,
        grain_seed: int = 0,
        before: View | None = None,
    ) -> NDArray[np.uint8]:
        """Return the dots, exposed."""
        linear = self.draw_linear(view, assets)
        stops = meter([linear]) if exposure_ev is None else exposure_ev
        return (np.clip(linear * 2.0**stops, 0, 1) * 255).astype(np.uint8)

    def draw_linear(self, view: View, assets: Mapping[str, Assets]) -> F32:
        """Return each dot with the light of a lamp at the camera, over a little grey."""
        depth = self._depth(view, assets)
        return np.repeat((0.02 + 1.0 / np.maximum(depth, 1e-3) ** 2)[..., None], 3, axis=2).astype(np.float32)

    def draw_aovs(
        self, view: View, assets: Mapping[str, Assets], wanted: Collection[Aov], *, neighbour: View | None = None
    ) -> Aovs:
        """Return depth and beauty; it knows nothing else."""
        return Aovs(
            beauty_linear=self.draw_linear(view, assets) if "beauty" in wanted else None,
            depth_m=self._depth(view, assets) if "depth" in wanted else None,
        )

    def _depth(self, view: View, assets: Mapping[str, Assets]) -> F32:
        eye = eye_of(view.camera, self.width_px / self.height_px)
        by_key = {one.key: one for one in assets.values()}
        depth = np.full((self.height_px, self.width_px), NOTHING_M, np.float32)
        for draw in view.draws:
            mesh = by_key[draw.asset].meshes[draw.mesh]
            for world_from_object in draw.world_from_object:
                clip = np.c_[mesh.positions, np.ones(len(mesh.positions))] @ (eye.clip_from_world @ world_from_object).T
                clip = clip[clip[:, 3] > 0.1]
                x, y = ((clip[:, :2] / clip[:, 3:] * (1, -1) + 1) / 2 * (self.width_px, self.height_px)).astype(int).T
                inside = (x >= 0) & (x < self.width_px) & (y >= 0) & (y < self.height_px)
                np.minimum.at(depth, (y[inside], x[inside]), clip[inside, 3].astype(np.float32))
        return depth


SMALL = ReelOptions(width_px=96, height_px=54)


@pytest.mark.parametrize("make", [Renderer, Chalk])
def test_what_every_painter_promises(make: type) -> None:
    """Sizes, types and repeatability, of the one and the other."""
    painter: Painter = make(96, 54)
    scene, assets = stand()
    picture = painter.draw(scene, assets, exposure_ev=0.0)
    assert (picture.shape, picture.dtype) == ((54, 96, 3), np.uint8)
    assert np.array_equal(picture, painter.draw(scene, assets, exposure_ev=0.0))
    linear = painter.draw_linear(scene, assets)
    assert (linear.shape, linear.dtype) == ((54, 96, 3), np.float32)
    known = painter.draw_aovs(scene, assets, ("beauty", "depth"))
    assert known.beauty_linear is not None
    assert np.array_equal(known.beauty_linear, linear)
    assert known.depth_m is not None
    assert known.depth_m.min() > 0.1
    assert known.normal is None


def test_a_reel_by_another_painter(tmp_path: Path) -> None:
    """``painter=`` draws and meters every frame; nothing of the realtime renderer is in the reel."""
    film, chalk = Film(), Chalk(96, 54)
    reel = shoot(film, SMALL, "1A", tmp_path, painter=chalk)
    frames = [chalk.draw(film.view(k), film.assets, exposure_ev=reel.exposure_ev) for k in range(film.frames)]
    assert reel.frame_digests == tuple(digest_bytes(frame.tobytes()) for frame in frames)


def test_a_painter_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name in the register is all that a shot's layers need; what the renderer cannot give is left out of the file."""
    monkeypatch.setitem(painters.PAINTERS, "realtime", Chalk)  # type: ignore[arg-type]
    monkeypatch.setattr(task, "playback_of", lambda inputs: Film())
    options = {"shot": "1A", "width_px": 96, "height_px": 54, "fps": 24, "frame": 1}
    more = {"aovs": ["beauty", "depth", "normal"], "exr": True, "film": "Test", "film_frame": 12}
    task.draw_layers({}, {**options, **more}, tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["beauty.png", "depth.png", "frame.exr"]
    file = OpenEXR.File(str(tmp_path / "frame.exr"), separate_channels=True)
    assert set(file.channels()) == {*"RGBA", "depth.Z"}
    assert file.header()["redearth/film_frame"] == 13


def test_a_whole_shot_has_every_frame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole shot: one ProRes file and one EXR file a frame."""
    monkeypatch.setattr(task, "playback_of", lambda inputs: Film())
    options = {"shot": "1A", "width_px": 96, "height_px": 54, "fps": 24, "film": "Test", "film_frame": 12}
    task.shoot_mezzanine({}, {**options, "aovs": ["beauty", "object"], "exr": True}, tmp_path)
    assert sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.*")) == [
        "exr/0000.exr", "exr/0001.exr", "exr/0002.exr", "shot.mov",
    ]  # fmt: skip
