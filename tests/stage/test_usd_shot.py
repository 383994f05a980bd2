"""A staged shot is valid USD, reads back what was acted, lit and framed, and does not know when in its scene it happens."""

import math
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from pxr import Sdf, Usd, UsdGeom
from tests.stage.usd_fakes import FPS, blocking, light_shot, performance, rigged, set_model, shot, stage_fake, write_folders

from redearth.core.space import matrix_from_quat
from redearth.direction.model import ShotList
from redearth.stage.playback import open_playback
from redearth.stage.usd.check import check_stage
from redearth.stage.usd.stage_shots import SceneFolders, stage_shots

NAME = "int-old-hall-night-1-master-lin-says-1"


@pytest.fixture(scope="module")
def staged(tmp_path_factory) -> Path:
    """Return a folder with the inputs of the fake scene (``in``) and its staged shot (``out``)."""
    root = tmp_path_factory.mktemp("scene")
    stage_fake(root)
    return root


def _open(root: Path, name: str = NAME):
    bundles = {path.parent.name: path for path in (root / "in").glob("*/assets.npz")}
    return open_playback(root / "out" / "playback" / f"{name}.npz", bundles)


def _publish(root: Path) -> Path:
    """Lay the artifacts out as the production publishes them; return the shot's stage."""
    places = {
        f"scene/shots/{NAME}.usda": root / "out/stages" / f"{NAME}.usda",
        f"scene/shots/{NAME}.particles.usdc": root / "out/stages" / f"{NAME}.particles.usdc",
        "scene/performance.usdc": root / "in/performance/performance.usdc",
        "sets/old-hall.usdc": root / "in/set/set.usdc",
        "props/red-flare.usdc": root / "in/prop/prop.usdc",
        **{f"cast/{who}.usdc": root / "in" / who / "character.usdc" for who in ("lin", "wei", "crowd")},
    }
    for place, source in places.items():
        (root / "pub" / place).parent.mkdir(parents=True, exist_ok=True)
        (root / "pub" / place).write_bytes(source.read_bytes())
    return root / "pub/scene/shots" / f"{NAME}.usda"


def _posed(who: int, frame: int) -> np.ndarray:
    """Return skinning matrices [J, 4, 4] by plain forward kinematics, for comparison."""
    take, skeleton = performance(20).actors[who], rigged().skeleton
    world: list[np.ndarray] = []
    for joint, parent in enumerate(skeleton.parents):
        local = matrix_from_quat(take.rotations[frame, joint])
        local[:3, 3] = take.translations_m[frame, joint]
        world.append(world[parent] @ local if parent >= 0 else local)
    bind = np.tile(np.eye(4), (len(world), 1, 1))
    bind[:, :3, 3] = -skeleton.rest_positions_m()
    return np.array(world) @ bind


def test_the_published_folder_passes_every_check(staged):
    """The shot composes over its published neighbours without a finding, and its performance does alone."""
    path = _publish(staged)
    assert check_stage(path) == ()
    assert check_stage(path.parent.parent / "performance.usdc") == ()


def test_all_paths_are_relative(staged):
    """Nothing in a shot names the machine it was made on."""
    layer = Sdf.Layer.FindOrOpen(str(staged / "out/stages" / f"{NAME}.usda"))
    assert all(path.startswith(("../", "./")) for path in layer.GetCompositionAssetDependencies())
    assert str(staged) not in layer.ExportToString()


def test_skinning_equals_forward_kinematics(staged):
    """What UsdSkel computes from the stage is what the performance means, to ten micrometres."""
    view = _open(staged).view(5)
    draw = next(d for d in view.draws if d.name == "/World/Cast/lin")
    assert np.allclose(draw.world_from_bind, _posed(0, 5), atol=1e-5)


def test_the_set_comes_back_where_it_was_placed(staged):
    """Single, instanced and sheared placements return their matrices; nothing is lost."""
    draws = {d.name.rsplit("/", 1)[1]: d for d in _open(staged).view(0).draws}
    for placement in set_model().placements:
        assert np.allclose(draws[placement.name].world_from_object, placement.world_from_object, atol=2e-6)
        assert draws[placement.name].seed == placement.seed
    assert draws["wall"].static and not draws["gate"].static


def test_pieces_and_properties_follow_the_performance(staged):
    """The gate rises and dims, the flare appears on its frame and burns later."""
    playback = _open(staged)
    gate = [next(d for d in playback.view(f).draws if d.name.endswith("gate")) for f in (0, 10)]
    assert gate[1].world_from_object[0, 1, 3] == pytest.approx(0.5)
    assert [g.emission_scale for g in gate] == pytest.approx([1.0, 1 / 11])
    flare = [next((d for d in playback.view(f).draws if d.name.endswith("red_flare")), None) for f in (0, 3, 8)]
    assert flare[0] is None and flare[1].emission_scale == 0 and flare[2].emission_scale == pytest.approx(0.8)


def test_visibility_hides_an_actor_until_the_entrance(staged):
    """An actor who enters on frame 4 is not drawn before it."""
    playback = _open(staged)
    seen = [any(d.name == "/World/Cast/wei" for d in playback.view(f).draws) for f in range(6)]
    assert seen == [False] * 4 + [True] * 2


def test_far_crowd_members_use_the_lighter_mesh(staged):
    """Level of detail follows size in the picture."""
    meshes = {d.name.rsplit("/", 1)[1]: d.mesh for d in _open(staged).view(5).draws if "/Cast/" in d.name}
    assert meshes == {"lin": "body", "wei": "body", "crowd_001": "distant", "crowd_002": "distant"}


def test_the_camera_comes_back_in_full_precision(staged):
    """Pose to the last bit, lens to a ten-thousandth of a millimetre, the field of view from a 16:9 film back."""
    view, sample = _open(staged).view(7), shot(0, 12).camera[7]
    pose = matrix_from_quat(sample.rotation)
    pose[:3, 3] = sample.position_m
    assert np.array_equal(view.camera.world_from_camera, pose)
    assert (view.camera.focal_mm, view.camera.focus_m, view.camera.t_stop) == (42.0, 5.3, 2.8)
    assert view.camera.vertical_fov_rad == pytest.approx(2 * math.atan(20.25 / 84.0), abs=1e-12)


def test_light_air_and_particles_come_back(staged):
    """Lights keep kind, strength, place and cone; sky and air return exactly; particles keep their number on each frame."""
    view, meant = _open(staged).view(7), light_shot(blocking(20), shot(0, 12))(7, {})
    assert [(light.kind, light.name) for light in view.lights] == [("spot", "work lamp"), ("sun", "sun"), ("point", "flare")]
    for light, truth in zip(view.lights, meant.lights, strict=True):
        assert light.intensity == pytest.approx(truth.intensity) and np.allclose(light.direction, truth.direction)
        assert np.allclose(light.position_m, truth.position_m) and light.shadow == truth.shadow
        assert (light.radius_m, light.volumetric) == pytest.approx((truth.radius_m, truth.volumetric))
    assert (view.lights[0].inner_cone_rad, view.lights[0].outer_cone_rad) == pytest.approx((0.25, 0.5))
    assert (view.sky, view.air, view.exposure_ev) == (meant.sky, meant.air, 0.3)
    assert np.array_equal(view.sprites[0].positions, meant.sprites[0].positions) and view.sprites[0].emissive


def test_a_light_that_is_off_is_not_in_the_view(staged):
    """Lights may come and go from frame to frame."""
    playback = _open(staged)
    assert [len(playback.view(f).lights) for f in range(4)] == [2, 3, 3, 2]


def test_the_same_content_later_in_the_scene_is_the_same_file(tmp_path):
    """A shot that happens 37 frames later, for a longer line before it, gives byte-identical playback."""
    early = stage_fake(tmp_path / "early", frames=20)
    late = stage_fake(tmp_path / "late", frames=57, shift=37, start=37)
    files = [folder / "playback" / f"{NAME}.npz" for folder in (early, late)]
    assert files[0].read_bytes() == files[1].read_bytes()


def test_two_processes_write_the_same_bytes(staged, tmp_path):
    """USD and playback files do not depend on addresses, hash seeds or folders."""
    program = (
        "import sys, pathlib; sys.path.insert(0, sys.argv[2]); import usd_fakes; usd_fakes.stage_fake(pathlib.Path(sys.argv[1]))"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "other"), str(Path(__file__).parent)]
    subprocess.run(command, check=True, env={"PYTHONHASHSEED": "7"})
    files = sorted(p.relative_to(staged) for part in ("in", "out") for p in (staged / part).rglob("*") if p.is_file())
    assert len(files) >= 12
    for file in files:
        assert (staged / file).read_bytes() == (tmp_path / "other" / file).read_bytes(), file


def test_a_missing_set_and_unknown_people_still_make_a_film(tmp_path):
    """Whatever no folder brings is left out and reported by name; the shot is still staged and lit."""
    folders = write_folders(tmp_path / "in", 12)
    bare = SceneFolders(set=None, performance=folders.performance, characters={"lin": folders.characters["lin"]}, props={})
    shots = ShotList(scene="s", duration_frames=12, shots=(shot(0, 12),), cards=(), titles=())
    notices = stage_shots(blocking(12), shots, bare, light_shot, tmp_path / "out")
    assert [n.message.split(" was")[0] for n in notices] == [
        "the set 'old-hall'", "character 'crowd'", "character 'wei'", "property 'red-flare'",
    ]  # fmt: skip
    assert [d.name for d in _open(tmp_path).view(6).draws] == ["/World/Cast/lin"]


def test_a_shot_of_one_frame_plays(tmp_path):
    """The shortest shot has one view."""
    stage_fake(tmp_path, start=6, duration=1)
    playback = _open(tmp_path)
    assert playback.frames == 1 and playback.view(0).time_s == 0


def test_time_codes_are_scene_frames(tmp_path):
    """A shot's stage spans its own range at the film's rate."""
    stage_fake(tmp_path, start=5, duration=9)
    layer = Sdf.Layer.FindOrOpen(str(tmp_path / "out/stages" / f"{NAME}.usda"))
    assert (layer.startTimeCode, layer.endTimeCode, layer.timeCodesPerSecond) == (5, 13, FPS)


def test_a_viewer_sees_one_mesh_of_each_character(staged):
    """Each actor on the composed stage shows exactly one of its meshes."""
    stage = Usd.Stage.Open(str(_publish(staged)))
    for actor in stage.GetPrimAtPath("/World/Cast").GetChildren():
        words = [UsdGeom.Imageable(p).ComputeVisibility(5) for p in actor.GetChildren() if p.IsA(UsdGeom.Mesh)]
        assert sorted(words) == ["inherited", "invisible", "invisible"], actor
