"""A performance that is written down is read back as it was."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from tests.stage.motion_scene import ANNA, CAST, blocking, span, track

from redearth.direction.model import PropHold
from redearth.stage.cast.build import build_character, skeleton_of
from redearth.stage.motion.perform import perform
from redearth.stage.usd.author_character import author_character
from redearth.stage.usd.author_performance import author_performance
from redearth.stage.usd.layer import open_stage, write_layer
from redearth.stage.usd.read_takes import named_skeletons, read_prop_takes, read_takes


def test_takes_come_back(tmp_path: Path) -> None:
    """Joints, places, visibility and properties are what was authored, to the digits a stage keeps."""
    held = (PropHold(prop="cup", range=span(0, 40), holder="anna", grip="left"),)
    scene = blocking(track("anna", 40, (5, 30, 0.0, 1.0, 0.0)), props=held)
    performed = perform(scene, CAST, {})
    write_layer(author_performance(performed, {"anna": skeleton_of(ANNA)}, {}, 24).GetRootLayer(), tmp_path / "p.usdc")
    stage = open_stage(tmp_path / "p.usdc")
    (take,), (cup,) = read_takes(stage), read_prop_takes(stage, ("cup", "sword"))
    assert take.actor == "anna" and take.member == 0 and take.visible.all()
    assert np.allclose(take.rotations, performed.actors[0].rotations, atol=1e-6)
    assert np.allclose(take.translations_m, performed.actors[0].translations_m, atol=1e-5)
    assert np.allclose(cup.world_from_object, performed.props[0].world_from_object, atol=1e-5)


def test_a_skeleton_comes_back(tmp_path: Path) -> None:
    """A character's own stage says where its joints are; nobody's built stage leaves the plain one."""
    rigged = build_character(ANNA)
    write_layer(author_character(rigged, "anna").GetRootLayer(), tmp_path / "character.usdc")
    plain = skeleton_of(ANNA)
    found = named_skeletons({"anna": tmp_path}, {"anna": plain, "ben": plain})
    assert found["anna"].names == plain.names and found["anna"].parents == plain.parents and found["ben"] is plain
    assert np.allclose(found["anna"].rest_offsets_m, rigged.skeleton.rest_offsets_m, atol=1e-6)
