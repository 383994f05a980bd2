"""Bodies of the user's own under the studio's measures: held against the same bars, and caught by the same faults."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.stage.motion_scene import CAST, FPS, blocking, cue, line, span, track
from tests.stage.own_people import MIXAMO, PLAIN, person, read_body

from redearth.direction.model import Blocking, SpeechCue
from redearth.stage.measure.feet import slides
from redearth.stage.measure.findings import SceneMeasures
from redearth.stage.measure.floor import Floor
from redearth.stage.measure.measure import measure
from redearth.stage.measure.own_body import acted_on, form_on
from redearth.stage.motion import quat
from redearth.stage.motion.perform import perform
from redearth.stage.own.character_rig import Rig
from redearth.stage.parts import ActorTake, Performance

BEAT = "s/anna.speak.1"


def _scene() -> Blocking:
    return blocking(
        track("anna", 200, (5, 85, 0.0, 3.5, 0.0)),
        cues=(cue("WALK", 5, 85), cue("POINT", 95, 130)),
        speeches=(SpeechCue(beat=BEAT, actor="anna", range=span(135, 190)),),
    )


def _measured(scene: Blocking, acted: Performance, take: ActorTake, rig: Rig, mesh: object) -> SceneMeasures:
    body = acted_on(take, rig.skeleton(), rig, mesh)  # type: ignore[arg-type]
    form = form_on(mesh, rig.skeleton(), rig)  # type: ignore[arg-type]
    spoken = {BEAT: line(BEAT, "BDACDXDAEDHDACDXBDACD", step_s=0.1)}
    return measure(scene, spoken, [body], {"anna": form}, acted.props, acted.contacts, acted.touches)


@pytest.mark.parametrize("names", [MIXAMO, PLAIN], ids=["mixamo", "plain"])
@pytest.mark.parametrize("unit", [1.0, 100.0])
def test_a_body_of_ones_own_is_measured_as_ours_are(tmp_path: Path, names: dict[str, str], unit: float) -> None:
    """Joints by our names from our rest, whatever the file's: a walk, a pointing arm and a line pass every bar."""
    made, _ = person(names, unit=unit, turn=1.0, shapes=("aa", "ih", "ou", "ee", "oh"))
    rig, model, _ = read_body(tmp_path, made)
    scene = _scene()
    spoken = {BEAT: line(BEAT, "BDACDXDAEDHDACDXBDACD", step_s=0.1)}
    acted = perform(scene, CAST, spoken, {"anna": rig})
    found = {one.check: one for one in _measured(scene, acted, acted.actors[0], rig, model.model.meshes["body"]).measures}  # type: ignore[attr-defined]
    assert found["feet"].samples >= 6 and found["closures"].samples >= 4 and found["joints"].samples == 200
    for check in ("feet", "ground", "joints", "limbs", "pops", "stillness", "closures"):
        assert not found[check].findings, found[check]  # type: ignore[index]


def test_its_faults_fire_their_own_checks(tmp_path: Path) -> None:
    """A body that sinks, an elbow bent the other way, a mouth that stays open: each is told, with our name of the joint."""
    made, _ = person(shapes=("aa",))
    rig, model, _ = read_body(tmp_path, made)
    scene, mesh = _scene(), model.model.meshes["body"]  # type: ignore[attr-defined]
    acted = perform(scene, CAST, {}, {"anna": rig})
    take = acted.actors[0]
    sunk = take.translations_m.copy()
    sunk[150:, 0, 1] -= 0.05
    assert _found(scene, acted, replace(take, translations_m=sunk), rig, mesh, "ground").endswith(("Foot", "Toes"))
    elbow = next(one.joint for one in rig.driven if one.by == "leftLowerArm")
    bent = take.rotations.copy()
    back = np.broadcast_to(np.array([np.cos(0.5), 0.0, np.sin(0.5), 0.0]), bent[:, elbow].shape)
    bent[:, elbow] = quat.multiply(bent[:, elbow].astype(float), back)
    assert _found(scene, acted, replace(take, rotations=bent), rig, mesh, "joints") == "leftLowerArm"
    gaping = replace(take, shapes={"aa": np.ones(200, np.float32)})
    assert "of" in _found(scene, acted, gaping, rig, mesh, "closures")


def _found(scene: Blocking, acted: Performance, take: ActorTake, rig: Rig, mesh: object, check: str) -> str:
    found = next(one for one in _measured(scene, acted, take, rig, mesh).measures if one.check == check)
    assert found.findings
    return found.findings[0].what


def test_what_moves_as_a_whole_is_measured_too(tmp_path: Path) -> None:
    """A statue has neither feet nor limbs; it is seen for whether it freezes, and breaks nothing."""
    made, _ = person()
    made.document["skins"], made.document["nodes"][-1] = [], {"mesh": 0, "name": "statue"}
    rig, model, _ = read_body(tmp_path, made)
    assert not rig.human
    scene = _scene()
    acted = perform(scene, CAST, {}, {"anna": rig})
    found = {one.check: one for one in _measured(scene, acted, acted.actors[0], rig, model.model.meshes["body"]).measures}  # type: ignore[attr-defined]
    assert found["feet"].samples == 0 and found["pops"].samples > 100
    body = acted_on(acted.actors[0], rig.skeleton(), rig, model.model.meshes["body"])  # type: ignore[attr-defined]
    assert slides([body], Floor(plan=scene.set_plan), acted.contacts, FPS).samples == 0
