"""Playback and asset files hold exactly what was put in, load without USD, and refuse what they are not."""

import subprocess
import sys
import zipfile

import numpy as np
import pytest
from tests.stage.usd_fakes import MATERIALS, blocking, box, light_shot, shot

from redearth.core.diagnostics import FilmError
from redearth.stage.model import Camera
from redearth.stage.playback import (
    RecordedDraw,
    Recording,
    bundle_assets,
    open_playback,
    read_assets,
    read_bundle_key,
    write_assets,
    write_playback,
)


def _camera(frame: int) -> Camera:
    pose = np.eye(4)
    pose[0, 3] = frame / 3
    return Camera(world_from_camera=pose, vertical_fov_rad=0.6, focal_mm=35.0, t_stop=2.8, focus_m=4.0)


def _recording(key: str, frames: int = 4) -> Recording:
    eye = np.eye(4, dtype=np.float32)
    lit = np.array([1, 1, 0.5, 0.5], np.float32)[:frames]
    draws = (
        RecordedDraw(
            kind="still", asset=key, mesh="box", name="/World/a", seed=3, matrices=eye[None], visible=np.ones(frames, bool), emission=lit
        ),
        RecordedDraw(
            kind="skinned", asset=key, mesh="box", name="/World/b", seed=4, matrices=np.tile(eye, (frames, 2, 1, 1)),
            visible=np.arange(frames) > 1, emission=np.ones(frames, np.float32),
        ),
    )  # fmt: skip
    lighting = tuple(light_shot(blocking(frames), shot(0, frames))(frame, {}) for frame in range(frames))
    return Recording(fps=24, seed=99, draws=draws, cameras=tuple(_camera(f) for f in range(frames)), lighting=lighting)


@pytest.fixture
def files(tmp_path):
    """Return the path of a playback and of its asset bundle."""
    assets = bundle_assets(MATERIALS, {"box": box(joints=2)})
    write_assets(tmp_path / "assets.npz", assets)
    write_playback(tmp_path / "shot.npz", _recording(assets.key))
    return tmp_path / "shot.npz", tmp_path / "assets.npz"


def test_assets_round_trip(files):
    """Materials and mesh arrays come back equal, under the same key."""
    assets, mesh = read_assets(files[1]), box(joints=2)
    assert assets.materials == MATERIALS and assets.key == read_bundle_key(files[1])
    for part in ("positions", "normals", "triangles", "material", "joints", "weights"):
        assert np.array_equal(getattr(assets.meshes["box"], part), getattr(mesh, part))


def test_any_change_of_content_changes_the_key():
    """Geometry, a material parameter and the name of a mesh are all part of a bundle's identity."""
    bundles = [
        bundle_assets(MATERIALS, {"box": box()}),
        bundle_assets(MATERIALS[:1], {"box": box()}),
        bundle_assets(MATERIALS, {"cube": box()}),
        bundle_assets(MATERIALS, {"box": box(1.001)}),
    ]
    assert len({bundle.key for bundle in bundles}) == 4


def test_views_hold_what_was_recorded(files):
    """Camera, light, air and particles of every frame come back exactly."""
    playback = open_playback(files[0], {"any name": files[1]})
    recording = _recording(read_bundle_key(files[1]))
    assert playback.frames == 4
    for frame in range(4):
        view, lit = playback.view(frame), recording.lighting[frame]
        assert np.array_equal(view.camera.world_from_camera, recording.cameras[frame].world_from_camera)
        assert set(view.lights) == set(lit.lights) and (view.sky, view.air, view.exposure_ev) == (lit.sky, lit.air, 0.3)
        assert np.array_equal(view.sprites[0].color_linear, lit.sprites[0].color_linear)
        assert view.time_s == frame / 24 and view.seed == 99
        assert [d.name for d in view.draws] == (["/World/a", "/World/b"] if frame > 1 else ["/World/a"])


def test_still_things_are_one_object_for_the_renderer(files):
    """What does not change from frame to frame is the very same draw; a dimmed lamp is another."""
    playback = open_playback(files[0], {"a": files[1]})
    first, second, third = (playback.view(f).draws[0] for f in (0, 1, 2))
    assert first is second and first.static and third.emission_scale == 0.5


def test_a_skinned_draw_stands_at_the_origin(files):
    """Skinning matrices lead to the world by themselves."""
    draw = open_playback(files[0], {"a": files[1]}).view(3).draws[1]
    assert np.array_equal(draw.world_from_object, np.eye(4)[None]) and draw.world_from_bind.shape == (2, 4, 4)


def test_writing_twice_gives_the_same_bytes(files, tmp_path):
    """No clock and no order of memory reaches the file."""
    write_playback(tmp_path / "again.npz", _recording(read_bundle_key(files[1])))
    assert (tmp_path / "again.npz").read_bytes() == files[0].read_bytes()


def test_numpy_opens_the_files(files):
    """The containers are plain npz files without pickles."""
    with np.load(files[1], allow_pickle=False) as arrays:
        assert arrays["box/positions"].shape == (24, 3)


def test_a_missing_bundle_is_named(files):
    """Opening a shot without its assets says which thing cannot be drawn."""
    with pytest.raises(FilmError, match="/World/a"):
        open_playback(files[0], {})


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x05\x06" + b"\0" * 18])
def test_broken_files_are_refused_with_a_diagnostic(tmp_path, content):
    """Truncated, foreign and empty files raise a fault, never another error."""
    (tmp_path / "x.npz").write_bytes(content)
    with pytest.raises(FilmError) as raised:
        read_assets(tmp_path / "x.npz")
    assert raised.value.diagnostics[0].code == "stage.container"


def test_one_kind_is_not_taken_for_another(files):
    """A playback is no asset bundle."""
    with pytest.raises(FilmError, match="assets"):
        read_assets(files[0])


def test_a_damaged_member_is_noticed(files, tmp_path):
    """A flipped byte inside an array fails its checksum."""
    raw = bytearray(files[1].read_bytes())
    with zipfile.ZipFile(files[1]) as archive:
        raw[archive.getinfo("box/positions.npy").header_offset + 200] ^= 0xFF
    (tmp_path / "bad.npz").write_bytes(raw)
    with pytest.raises(FilmError):
        read_assets(tmp_path / "bad.npz")


def test_frames_outside_the_shot_are_an_error(files):
    """A playback has its frames and no others."""
    with pytest.raises(IndexError, match="0 to 3"):
        open_playback(files[0], {"a": files[1]}).view(4)


def test_playing_back_loads_no_usd():
    """The renderer's process reaches playback without pxr."""
    program = "import redearth.stage.playback, sys; sys.exit('pxr' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0
