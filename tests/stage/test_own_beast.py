"""Beasts of the user's own: found in a tree of joints, stood on their feet, moved as our own creatures are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.stage.motion_scene import FPS, blocking, cue, track
from tests.stage.own_beasts import beast
from tests.stage.own_models import Gltf, codes, given
from tests.stage.own_people import person

from redearth.breakdown.model import CastList, Character
from redearth.core.record import dump_record
from redearth.direction.model import Blocking
from redearth.stage.measure.feet import slides
from redearth.stage.measure.floor import Floor
from redearth.stage.measure.ground import sunk
from redearth.stage.measure.own_body import acted_on, form_on
from redearth.stage.motion.perform import perform
from redearth.stage.own.character_build import own_character
from redearth.stage.own.character_rig import Rig
from redearth.stage.own.found import Found
from redearth.stage.parts import ActorTake, Performance, RiggedModel

REX = Character(id="rex", name="REX", kind="creature", legs=4)
CAST = CastList(characters=(REX,), props=())


def _read(folder: Path, made: Gltf, back_m: float = 0.6) -> tuple[RiggedModel, Rig, Found]:
    return own_character(given(folder, made.glb()), creature_m=back_m)


@pytest.mark.parametrize("pairs", [2, 3])
@pytest.mark.parametrize("named", [True, False], ids=["named", "numbered"])
@pytest.mark.parametrize("turn", [0.0, np.pi, np.pi / 2])
def test_a_beast_is_found_by_its_legs_whatever_its_names_and_facing(tmp_path: Path, pairs: int, named: bool, turn: float) -> None:
    """Each leg from the front, left and right, a trunk, a neck, a head and a tail; it stands on the floor and faces +Z."""
    _, rig, found = _read(tmp_path, beast(pairs, named=named, turn=turn))
    assert rig.pairs == pairs and not rig.human and not found.notices
    by = {one.by: one.joint for one in rig.driven}
    rest = rig.skeleton().rest_positions_m()
    for pair in range(1, pairs + 1):
        left, right = (rest[by[f"{side}Leg{pair}Tip"]] for side in ("left", "right"))
        assert left[0] > 0.05 > -0.05 > right[0] and 0.0 <= left[1] < 0.06
    assert rest[by["leftLeg1Femur"], 2] > 0.1 and rest[by[f"leftLeg{pairs}Femur"], 2] < -0.1
    assert rest[by["head"], 2] > rest[by["thorax"], 2] > rest[by["abdomen"], 2] > rest[by["tail1"], 2]


@pytest.mark.parametrize(("unit", "told"), [(1.0, False), (100.0, True), (2.0, False)])
def test_a_beast_is_as_large_as_the_script_has_it(tmp_path: Path, unit: float, told: bool) -> None:
    """Metres are believed; what cannot be metres is taken for the script's size, and said so."""
    _, rig, found = _read(tmp_path, beast(unit=unit))
    assert rig.stature_m == pytest.approx(0.6 if told else 0.577 * unit, abs=0.02)
    assert codes(found.notices) == ({"asset.units"} if told else set())


def _walked(rig: Rig) -> tuple[ActorTake, Blocking, Performance]:
    scene = blocking(
        track("rex", 150, (5, 100, 0.0, 3.0, 0.0)), cues=(cue("WALK", 5, 100, actor="rex"), cue("SCREAM", 110, 140, actor="rex"))
    )
    acted = perform(scene, CAST, {}, {"rex": rig})
    return acted.actors[0], scene, acted


@pytest.mark.parametrize("pairs", [2, 3])
def test_it_walks_on_its_own_feet(tmp_path: Path, pairs: int) -> None:
    """Legs swing, feet stand still where they stand, nothing goes into the ground, the head moves when it cries out."""
    model, rig, _ = _read(tmp_path, beast(pairs))
    take, scene, acted = _walked(rig)
    mesh = model.model.meshes["body"]
    body = acted_on(take, rig.skeleton(), rig, mesh)
    steps = slides([body], Floor(plan=scene.set_plan), acted.contacts, FPS)
    assert steps.samples >= 4 * pairs and steps.worst <= 10.0
    assert sunk([body], {"rex": form_on(mesh, rig.skeleton(), rig)}, Floor(plan=scene.set_plan)).worst < 35.0
    for side in ("left", "right"):
        for pair in range(1, pairs + 1):
            tip = body.at(f"{side}Leg{pair}Tip")
            assert np.ptp(tip[:, 2]) > 2.5 and np.ptp(tip[10:90, 1]) > 0.03
            femur = body.local[:, body.skeleton.index(f"{side}Leg{pair}Femur")]
            assert np.ptp(femur[10:90, 1]) > 0.1
    assert np.ptp(body.local[105:145, body.skeleton.index("head")], axis=0).max() > 0.02


def test_bones_keep_their_lengths(tmp_path: Path) -> None:
    """Joints are where ours are without stretching the skin by more than a twentieth."""
    _, rig, _ = _read(tmp_path, beast())
    take, _, _ = _walked(rig)
    lengths = np.linalg.norm(take.translations_m.astype(float), axis=2)
    rest = np.linalg.norm(np.array(rig.offsets_m), axis=1)
    moved = [joint for joint in range(len(rest)) if rig.parents[joint] > 0]
    assert (np.abs(lengths[:, moved] - rest[moved]) < 0.05 * 0.6).all()


def test_a_beast_without_a_tail_and_the_same_bytes_twice(tmp_path: Path) -> None:
    """What it lacks is not missed; reading it again gives the same rig."""
    _, rig, _ = _read(tmp_path, beast(tail=False))
    assert rig.pairs == 2 and not any(one.by.startswith("tail") for one in rig.driven)
    _walked(rig)
    assert dump_record(rig) == dump_record(_read(tmp_path, beast(tail=False))[1])


def test_a_creature_that_is_no_beast_is_moved_as_a_whole(tmp_path: Path) -> None:
    """Two legs are no four; the build says so."""
    made, _ = person()
    _, rig, found = _read(tmp_path, made)
    assert rig.pairs == 0 and not rig.human and "asset.human" in codes(found.notices)
