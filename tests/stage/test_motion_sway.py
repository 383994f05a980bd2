"""Laws of what swings: known answers of a pendulum, limits, gravity, local time."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from tests.stage.motion_scene import ANNA, CAST, blocking, cue, line, track
from tests.stage.test_motion_laws import SPEECH, _scene

from redearth.breakdown.model import CastList, Dress
from redearth.stage.cast.build import skeleton_of
from redearth.stage.motion import quat
from redearth.stage.motion.body import Solved
from redearth.stage.motion.perform import perform
from redearth.stage.motion.sway import direction_of, sway
from redearth.stage.parts import F64, Skeleton, Sway

FPS = 24
HEM = Sway(joint="hem", frequency_hz=1.2, damping=0.25, limit_rad=0.6)


def _rig(*sways: Sway) -> Skeleton:
    """Return a body from which a hem hangs in two pieces."""
    return Skeleton(
        kind="biped", names=("root", "hem", "edge"), parents=(-1, 0, 1), stature_m=1.72, sways=sways,
        rest_offsets_m=np.array([[0.0, 1.0, 0.0], [0.0, 0.0, -0.1], [0.0, -0.4, 0.0]]),
    )  # fmt: skip


def _moved(rig: Skeleton, places_m: F64, turns: F64 | None = None) -> Solved:
    frames = len(places_m)
    still = np.zeros((frames, 3, 4))
    still[..., 0] = 1.0
    if turns is not None:
        still[:, 0] = turns
    local = np.tile(rig.rest_offsets_m[None], (frames, 1, 1))
    local[:, 0] = places_m
    placed = np.zeros((frames, 3, 3))
    placed[:, 0] = places_m
    return Solved(rotations=still, translations_m=local, set_rotations=still.copy(), positions_m=placed)


def _angles(solved: Solved, joint: int = 1) -> F64:
    q = solved.rotations[:, joint]
    return np.asarray(2 * np.arctan2(np.linalg.norm(q[:, 1:], axis=1), np.abs(q[:, 0])))


def _accelerated(mps2: float, frames: int = 240) -> F64:
    places = np.zeros((frames, 3))
    places[:, 2] = 0.5 * mps2 * (np.arange(frames) / FPS) ** 2
    return places


def test_without_swaying_joints_nothing_changes() -> None:
    """A body that has nothing loose is handed on as it is."""
    rig = _rig()
    body = _moved(rig, _accelerated(2.0))
    assert sway(body, rig, FPS, (("a", 0, 240),)) is body


def test_a_steady_push_tilts_by_the_share_of_gravity() -> None:
    """Under 2 m/s2 forwards a hem comes to rest at 2/9.81 rad behind its body, and rings about that at its own frequency."""
    rig = _rig(HEM)
    swung = sway(_moved(rig, _accelerated(2.0)), rig, FPS, (("a", 0, 240),))
    angles = _angles(swung)
    assert angles[200] == pytest.approx(0.6 * np.tanh(2.0 / 9.81 / 0.6), abs=2e-3)
    assert swung.rotations[200, 1, 1] > 0  # about +X: what hangs swings to -Z, behind
    peaks = [k for k in range(5, 120) if angles[k] > angles[k - 1] and angles[k] >= angles[k + 1]]
    assert (peaks[1] - peaks[0]) / FPS == pytest.approx(1 / (1.2 * np.sqrt(1 - 0.25**2)), abs=1.5 / FPS)
    assert angles[peaks[0]] > angles[200] * 1.2


def test_no_blow_swings_it_beyond_its_limit() -> None:
    """A jump of nine metres within one frame, and a body that whirls, stay inside."""
    rig = _rig(HEM, replace(HEM, joint="edge", limit_rad=0.3))
    places = np.zeros((120, 3))
    places[50:, 0] = 9.0
    spun = quat.about(1, 30.0 * np.maximum(0.0, np.arange(120) / FPS - 2.0))
    swung = sway(_moved(rig, places, spun), rig, FPS, (("a", 0, 120),))
    assert 0.1 < _angles(swung, 1).max() <= 0.6
    assert 0.05 < _angles(swung, 2).max() <= 0.3
    assert np.isfinite(swung.rotations).all()


def test_what_hangs_stays_upright_on_a_leaning_body() -> None:
    """A body that bows by 0.4 rad leaves its hem hanging; one that lies down takes it along."""
    rig = _rig(replace(HEM, limit_rad=2.0))
    for angle, hangs in ((0.4, True), (1.57, False)):
        bowed = quat.about(0, np.full(60, angle))
        swung = sway(_moved(rig, np.zeros((60, 3)), bowed), rig, FPS, (("a", 0, 60),))
        tilt = 2 * np.arctan2(swung.set_rotations[30, 1, 1], swung.set_rotations[30, 1, 0])
        assert abs(tilt) < 0.04 if hangs else tilt == pytest.approx(angle, abs=0.02)


def test_children_are_carried() -> None:
    """Places and turns in the set are those of the chain of local ones."""
    rig = _rig(HEM)
    swung = sway(_moved(rig, _accelerated(3.0)), rig, FPS, (("a", 0, 240),))
    hem = swung.positions_m[:, 1]
    assert np.allclose(swung.positions_m[:, 2], hem + quat.rotate(swung.set_rotations[:, 1], [0.0, -0.4, 0.0]))
    assert np.allclose(swung.set_rotations[:, 2], swung.set_rotations[:, 1])


def test_a_longer_beat_only_shifts_the_next() -> None:
    """A beat that shakes the body and lasts longer leaves every frame of the next as it was, and goes over into it without a jump."""
    rig = _rig(HEM)

    def run(extra: int) -> F64:
        local = np.concatenate([np.arange(100 + extra), np.zeros(80)]) / FPS
        places = np.zeros((180 + extra, 3))
        places[:, 2] = 0.05 * np.sin(9 * local) * (np.arange(180 + extra) < 98 + extra)
        places[100 + extra :, 0] = 0.3 * np.sin(5 * np.arange(80) / FPS)
        windows = (("one", 0, 100 + extra), ("two", 100 + extra, 180 + extra))
        return np.asarray(sway(_moved(rig, places), rig, FPS, windows).rotations)

    short, long = run(0), run(37)
    assert np.array_equal(short[100:], long[137:])
    assert np.abs(short[40:90, 1, 1:]).max() > 0.02
    bend = np.abs(np.diff(short[:, 1], 2, axis=0)).max(1)
    assert bend[92:102].max() < bend[110:170].max()


_BAGGAGE = Dress(family="long_coat", gear=("scarf", "backpack", "satchel"), hair="long")


def _on_the_way(mps: float, cuts: tuple[int, ...]) -> dict[str, F64]:
    """Return [F, 3] metres of where the ends of all that hangs on a walker are, seen from the body; beats end at ``cuts``."""
    who = replace(ANNA, dress=_BAGGAGE)
    edges = (0, *cuts, 200)
    beats = tuple((f"s/{k}", first, end) for k, (first, end) in enumerate(pairwise(edges)))
    way = (10, 180, 0.0, mps * 170 / FPS, 0.0)
    scene = blocking(track("anna", 200, way), cues=(cue("RUN" if mps > 2 else "WALK", 10, 180),), beats=beats)
    take, rig = perform(scene, CastList(characters=(who,), props=()), {}).actors[0], skeleton_of(who)
    return {
        one.joint: quat.rotate(take.rotations[:, rig.index(one.joint)].astype(float), 0.4 * direction_of(rig, one))
        for one in rig.sways
    }


@pytest.mark.parametrize("mps", [1.3, 3.5])
@pytest.mark.parametrize("cuts", [(90,), (60, 100, 140), (73, 111)])
def test_what_swings_swings_on_where_a_beat_ends(mps: float, cuts: tuple[int, ...]) -> None:
    """Half-way through a walk or a run a new beat neither stops coat, bags, scarf and hair nor jerks them.

    Seen over three frames no end of them leaves its course by half as much again as in the same walk without beats, and it swings at least about half as wide.
    """
    whole, cut = _on_the_way(mps, ()), _on_the_way(mps, cuts)
    near = np.concatenate([np.arange(c - 18, c + 4) for c in cuts])
    for name, places in cut.items():
        bend = np.sqrt((np.diff(places, 2, axis=0) ** 2).sum(-1))
        usual = np.sqrt((np.diff(whole[name], 2, axis=0) ** 2).sum(-1))[40:170]
        assert bend[near - 1].max() < 1.5 * usual.max(), name
        swung, free = (np.mean([np.ptp(p[c - 8 : c + 8], axis=0).max() for c in cuts]) for p in (places, whole[name]))
        assert swung > 0.45 * free, name


def test_who_starts_from_a_stand_hangs_still_before() -> None:
    """A beat in which somebody starts to run swings nothing while they still stand in the beat before."""
    who = replace(ANNA, dress=_BAGGAGE)
    beats = (("s/a", 0, 60), ("s/b", 60, 160))
    scene = blocking(track("anna", 160, (64, 150, 0.0, 12.0, 0.0)), cues=(cue("RUN", 64, 150),), beats=beats)
    take, rig = perform(scene, CastList(characters=(who,), props=()), {}).actors[0], skeleton_of(who)
    hung = [rig.index(one.joint) for one in rig.sways]
    still, runs = (np.abs(np.diff(take.rotations[span][:, hung], axis=0)).max() for span in (slice(40, 60), slice(80, 140)))
    assert still < 0.08 * runs


def test_where_the_mass_lies() -> None:
    """Given, else towards the children, else away from the parent."""
    rig = _rig(HEM, replace(HEM, joint="edge"), replace(HEM, joint="root", direction=(0.0, 2.0, 0.0)))
    assert np.allclose([direction_of(rig, one) for one in rig.sways], [[0, -1, 0], [0, -1, 0], [0, 1, 0]])


@pytest.mark.parametrize("frames", [1, 2, 3])
def test_scenes_of_a_few_frames(frames: int) -> None:
    """Even a single frame has a pose."""
    rig = _rig(HEM)
    assert np.isfinite(sway(_moved(rig, np.zeros((frames, 3))), rig, FPS, (("a", 0, frames),)).rotations).all()


def test_a_coat_keeps_local_time_and_swings() -> None:
    """The scene of the laws, acted in a long coat with scarf and long hair: a longer line only shifts what follows, and the hem swings."""
    worn = Dress(family="long_coat", gear=("scarf",), hair="long")
    cast = replace(CAST, characters=tuple(replace(c, dress=worn) if c.id == "anna" else c for c in CAST.characters))
    short, long = (
        perform(_scene(extra), cast, {SPEECH: line(SPEECH, "BDACDXDAED" + "DAC" * (extra // 9))}).actors[0] for extra in (0, 37)
    )
    rig = skeleton_of(cast.characters[0])
    hems = [rig.index(one.joint) for one in rig.sways]
    assert len(hems) == 6 and short.rotations.shape[1] == len(rig.names)
    assert np.abs(short.rotations[212:] - long.rotations[249:]).max() < 1e-6
    assert np.abs(short.rotations[212:, hems, 1:]).max() > 0.1
    for joint, one in zip(hems, rig.sways, strict=True):
        half = np.arctan2(np.linalg.norm(short.rotations[:, joint, 1:], axis=1), np.abs(short.rotations[:, joint, 0]))
        assert 2 * half.max() <= one.limit_rad + 1e-6, one.joint
