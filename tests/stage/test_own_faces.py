"""The faces of the user's own characters: shapes by their names, VRM 0 and 1."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from tests.stage.own_people import NUMBERED, person, read_body, vrm_1

from redearth.stage.own.character_rig import face_weights
from redearth.stage.own.expressions import recipes_of


def test_shapes_are_found_by_the_names_of_many_houses() -> None:
    """VRM, VRoid, ARKit, MMD, Oculus."""
    assert set(recipes_of(["aa", "ih", "ou", "ee", "oh", "blink"])) == {"aa", "ih", "ou", "ee", "oh", "blink"}
    assert recipes_of(["Face.M_F00_000_00_Fcl_MTH_A"]) == {"aa": {0: 1}}
    assert recipes_of(["eyeBlinkLeft", "eyeBlinkRight", "jawOpen"])["blink"] == {0: 1, 1: 1}
    assert "blink" not in recipes_of(["eyeBlinkLeft"])
    assert recipes_of(["まばたき", "あ"]) == {"aa": {1: 1}, "blink": {0: 1}}
    assert recipes_of(["viseme_aa", "viseme_O"]) == {"aa": {0: 1}, "oh": {1: 1}}
    assert recipes_of(["Key 1", "Basis"]) == {}


def test_a_face_s_shapes_become_presets(tmp_path: Path) -> None:
    """Named shapes move what they should, in metres, after the model is turned and scaled."""
    made, _ = person(unit=100.0, turn=np.pi, shapes=("jawOpen", "other"))
    rig, model, _ = read_body(tmp_path, made)
    assert rig.shapes == ("aa",)
    moves = model.model.meshes["body"].morphs["aa"]  # type: ignore[attr-defined]
    assert abs(moves[:, 1].max() - 0.075) < 1e-4 and np.abs(moves[:, [0, 2]]).max() < 1e-5
    assert not model.model.meshes["distant"].morphs  # type: ignore[attr-defined]


def test_vrm_1_expressions_bind_overrule_and_look(tmp_path: Path) -> None:
    """Binds add up, a binary one snaps, happy closes out blinks, eyes look by shapes."""
    made, nodes = person(NUMBERED, shapes=("one", "two"))
    body = len(made.document["nodes"]) - 1
    bind = {"node": body, "index": 0, "weight": 0.5}
    vrm_1(
        made,
        nodes,
        lookAt={"type": "expression"},
        expressions={
            "preset": {
                "aa": {"morphTargetBinds": [bind, {"node": body, "index": 1, "weight": 0.5}]},
                "blink": {"morphTargetBinds": [bind]},
                "happy": {"morphTargetBinds": [bind], "overrideBlink": "blend", "isBinary": True},
                "lookUp": {"morphTargetBinds": [bind]},
                "sad": {"materialColorBinds": [{"material": 0}]},
            }
        },
    )
    rig, model, found = read_body(tmp_path, made)
    assert rig.shapes == ("aa", "blink", "happy", "lookUp") and rig.gaze_by_shapes
    assert abs(model.model.meshes["body"].morphs["aa"].max() - 0.1) < 1e-6  # type: ignore[attr-defined]
    assert any("sad" in notice.message for notice in found.notices)  # type: ignore[attr-defined]
    curves = {
        "aa": np.array([0.2, 0.9]), "blink": np.array([1.0, 1.0]), "happy": np.array([0.7, 0.2]),
        "gaze_yaw_rad": np.zeros(2), "gaze_pitch_rad": np.array([-np.pi / 8, np.pi / 8]),
    }  # fmt: skip
    shown = face_weights(rig, curves, 2)
    assert shown["happy"].tolist() == [1.0, 0.0] and shown["blink"].tolist() == [0.0, 1.0]
    assert np.allclose(shown["lookUp"], [0.5, 0.0]) and np.allclose(shown["aa"], [0.2, 0.9])
    assert rig.credit == "Box by Ann (https://vrm.dev/licenses/1.0/)" and not rig.forbids


def test_vrm_0_faces_back_and_names_its_own_way(tmp_path: Path) -> None:
    """Its humanoid list, blend shape groups in percent, springs down to their ends, a licence that forbids."""
    made, nodes = person(NUMBERED, turn=np.pi, shapes=("one",))
    tail = made.node("hair1", root=False, translation=[0, 0.1, 0])
    tip = made.node("hair2", root=False, translation=[0, 0.1, 0])
    made.document["nodes"][tail]["children"] = [tip]
    made.document["nodes"][nodes["head"]]["children"] = [tail]
    made.document["extensions"] = {
        "VRM": {
            "meta": {"title": "Old", "author": "Bo", "allowedUserName": "OnlyAuthor", "licenseName": "Redistribution_Prohibited"},
            "humanoid": {"humanBones": [{"bone": bone, "node": node} for bone, node in nodes.items()]},
            "blendShapeMaster": {"blendShapeGroups": [{"presetName": "a", "binds": [{"mesh": 0, "index": 0, "weight": 50}]}]},
            "secondaryAnimation": {"boneGroups": [{"stiffiness": 1.0, "dragForce": 0.4, "bones": [tail]}]},
        }
    }
    rig, model, _ = read_body(tmp_path, made, "a.vrm")
    assert rig.human and [sway.joint for sway in rig.sways] == ["hair1", "hair2"]
    assert abs(model.model.meshes["body"].morphs["aa"].max() - 0.05) < 1e-6  # type: ignore[attr-defined]
    assert len(rig.forbids) == 2
    by = {one.by: one.joint for one in rig.driven}
    assert rig.skeleton().rest_positions_m()[by["leftHand"], 0] > 0.5
