"""Laws of a performance: local time, determinism, lips that close, crowds with room."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.stage.motion_scene import ANNA, CAST, FPS, blocking, cue, joints, line, span, track

from redearth.direction.model import Blocking, Piece, PropHold, SpeechCue, Track
from redearth.stage.cast.build import skeleton_of
from redearth.stage.motion.crowd import member_tracks
from redearth.stage.motion.lips import WIDE_RAD, lips_of
from redearth.stage.motion.perform import perform
from redearth.stage.parts import Performance
from redearth.stage.rig import biped

SPEECH = "s/anna.says.1"


def _scene(extra: int) -> Blocking:
    """Anna walks in, speaks (``extra`` frames longer), then kneels, brushes and runs; Ben listens, turns and walks."""
    anna = track("anna", 420 + extra, (10, 90, 0.0, 3.5, 0.0), (320 + extra, 380 + extra, 2.0, 8.0, 0.5))
    ben = track("ben", 420 + extra, (215 + extra, 240 + extra, 0.0, 0.0, 2.0), (250 + extra, 330 + extra, 3.0, 1.0, 2.0))
    later = (
        cue("LOOK", 205 + extra, 230 + extra, target_m=(2.0, 0.5, 5.0)),
        cue("KNEEL", 230 + extra, 260 + extra),
        cue("BRUSH", 260 + extra, 300 + extra),
        cue("RUN", 320 + extra, 380 + extra),
        cue("POINT", 340 + extra, 370 + extra, "ben", target_m=(0.0, 1.0, 4.0)),
    )
    beats = (
        ("s/anna.walk.1", 0, 100), (SPEECH, 100, 200 + extra), ("s/anna.look.1", 200 + extra, 230 + extra),
        ("s/anna.kneel.1", 230 + extra, 260 + extra), ("s/anna.brush.1", 260 + extra, 310 + extra), ("s/anna.run.1", 310 + extra, 420 + extra),
    )  # fmt: skip
    speech = SpeechCue(beat=SPEECH, actor="anna", range=span(105, 190 + extra), addressees=("ben",))
    held = (PropHold(prop="cup", range=span(0, 420 + extra), holder="ben", grip="left"),)
    plain = blocking(anna, ben, cues=(cue("WALK", 0, 90), *later), speeches=(speech,), props=held, beats=beats)
    return replace(plain, tension=(0.3, 0.9, 0.6, 0.95, 0.4, 1.0))


def _act(extra: int) -> Performance:
    return perform(_scene(extra), CAST, {SPEECH: line(SPEECH, "BDACDXDAEDHDACDXBDAC" + "DAC" * (extra // 9))})


def test_a_longer_line_only_shifts_what_follows() -> None:
    """With 37 frames more in a spoken beat, every frame of later beats has the same poses, props and touches."""
    short, long = _act(0), _act(37)
    for a, b in zip(short.actors, long.actors, strict=True):
        assert np.abs(a.rotations[212:] - b.rotations[212 + 37 :]).max() < 1e-6
        assert np.abs(a.translations_m[212:] - b.translations_m[212 + 37 :]).max() < 1e-6
        assert np.array_equal(a.rotations[:100], b.rotations[:100])
    assert np.abs(short.props[0].world_from_object[212:] - long.props[0].world_from_object[249:]).max() < 1e-6
    later = [(c.frame + 37, c.kind, c.actor, c.position_m) for c in short.contacts if c.frame >= 212]
    assert later == [(c.frame, c.kind, c.actor, c.position_m) for c in long.contacts if c.frame >= 249]


def test_danger_makes_people_brace() -> None:
    """At the height of tension who stands is lower, with the hands raised to the front; in calm nothing changes."""
    calm = blocking(track("anna", 96), beats=(("s/anna.hold.1", 0, 96),))
    stands = [perform(replace(calm, tension=(level,)), CAST, {}) for level in (0.2, 0.5, 1.0)]
    rig = skeleton_of(ANNA)
    at_ease, wary, braced = (joints(p.actors[0], rig)[0][60] for p in stands)
    head, hand = rig.index("head"), rig.index("leftHand")
    assert np.array_equal(at_ease, wary)
    assert braced[head, 1] < at_ease[head, 1] - 0.05
    assert braced[hand, 1] - braced[head, 1] > at_ease[hand, 1] - at_ease[head, 1] + 0.08


def test_the_same_scene_gives_the_same_bytes() -> None:
    """Acting twice gives identical arrays."""
    first, second = _act(0), _act(0)
    for a, b in zip(first.actors, second.actors, strict=True):
        assert a.rotations.tobytes() == b.rotations.tobytes()
        assert a.translations_m.tobytes() == b.translations_m.tobytes()


def test_a_performance_has_the_shapes_it_promises() -> None:
    """float32, unit quaternions without sign flips, the root on its track."""
    performance = _act(0)
    anna = performance.actors[0]
    assert anna.rotations.dtype == np.float32 and anna.translations_m.dtype == np.float32
    assert np.allclose(np.linalg.norm(anna.rotations, axis=-1), 1, atol=1e-5)
    assert ((anna.rotations[1:] * anna.rotations[:-1]).sum(-1) > 0).all()
    samples = np.array(_scene(0).tracks[0].samples)
    assert np.allclose(anna.translations_m[:, 0, [0, 2]], samples[:, :2], atol=1e-5)


def test_no_two_actors_breathe_in_phase() -> None:
    """Two people who stand side by side move differently."""
    scene = blocking(track("anna", 240), track("ben", 240), beats=(("s/hold.1", 0, 240),))
    anna, ben = perform(scene, CAST, {}).actors
    chests = [a.rotations[:, 2, 1].astype(float) for a in (anna, ben)]
    assert all(np.ptp(c) > 1e-3 for c in chests)
    assert abs(np.corrcoef(chests[0], chests[1])[0, 1]) < 0.9


@pytest.mark.parametrize("step_s", [0.05, 0.08, 0.12])
def test_lips_close_on_p_b_and_m(step_s: float) -> None:
    """Every closed sound reaches a jaw of exactly 0 on some frame, and open vowels open it."""
    spoken = line(SPEECH, "DADACDAED", step_s=step_s)
    frames = int(len("DADACDAED") * step_s * FPS) + 8
    jaw = lips_of(spoken, frames, FPS).jaw
    for phoneme in spoken.phonemes:
        if phoneme.viseme == "A":
            first = round((phoneme.start_s - 0.03) * FPS)
            assert jaw[max(0, first) : first + 2].min() == 0.0
    assert jaw.max() > 0.3 * WIDE_RAD
    assert jaw[-2:].max() < 0.02


def test_only_the_speaker_opens_the_mouth() -> None:
    """Anna's jaw moves during her line, Ben's never."""
    performance = _act(0)
    anna, ben = (np.abs(a.rotations[:, 6, 1]).max() for a in performance.actors)
    assert anna > 0.05 and ben < 1e-6


def test_people_come_and_go_with_their_track() -> None:
    """The visible mask follows the track."""
    still = track("anna", 60)
    scene = blocking(Track(actor="anna", samples=still.samples, visible=(span(10, 20), span(40, 60))))
    assert perform(scene, CAST, {}).actors[0].visible.sum() == 30


def test_a_crowd_keeps_its_distance_and_misses_the_walls() -> None:
    """24 members keep 0.7 m apart, walk clear of solid pieces, are out of step."""
    wall = Piece(id="wall", kind="wall", position_m=(3.0, 0.0, 6.0), size_m=(3.0, 3.0, 2.0))
    scene = blocking(track("mob", 360, (10, 300, 0.0, 14.0, 0.0)), pieces=(wall,))
    performance = perform(scene, CAST, {})
    assert [t.member for t in performance.actors] == list(range(24))
    roots = np.stack([t.translations_m[:, 0, [0, 2]] for t in performance.actors], axis=1).astype(float)
    for frame in (0, 120, 200, 300, 359):
        gaps = np.linalg.norm(roots[frame][:, None] - roots[frame][None], axis=-1) + 9 * np.eye(24)
        assert gaps.min() > 0.7
    inside = (np.abs(roots[..., 0] - 3.0) < 1.5) & (np.abs(roots[..., 1] - 6.0) < 1.0)
    assert not inside.any()
    strikes = [c.frame for c in performance.contacts if c.kind == "footstep" and 100 <= c.frame < 124]
    assert len(set(strikes)) > 12


def test_a_walking_crowd_walks() -> None:
    """Fanning out behind a gate, nobody runs, goes sideways, lunges or comes too near."""
    sides = (Piece(id=f"side-{s}", kind="wall", position_m=(4.6 * s, 0.0, 7.0), size_m=(4.0, 3.0, 6.0)) for s in (-1, 1))
    scene = blocking(track("mob", 400, (20, 260, 0.0, 13.0, 0.0)), pieces=tuple(sides))
    members = member_tracks(scene.tracks[0], 24, FPS, scene.set_plan)
    samples = np.array([member.samples for member in members])
    led = np.hypot(*np.diff(np.array(scene.tracks[0].samples)[:, :2], axis=0).T).max() * FPS
    velocity = np.diff(samples[:, :, :2], axis=1) * FPS
    speed = np.hypot(velocity[..., 0], velocity[..., 1])
    assert speed.max() < min(1.9, max(1.62, 1.1 * led))
    yaw = samples[:, :-1, 2]
    across = velocity[..., 0] * np.cos(yaw) - velocity[..., 1] * np.sin(yaw)
    assert np.abs(across)[speed > 1.2].max() < 0.5
    gaps = np.linalg.norm(samples[:, None, :, :2] - samples[None, :, :, :2], axis=-1) + 9 * np.eye(24)[..., None]
    assert gaps.min() > 0.8
    hips = np.stack([actor.translations_m[:, 1, 1] for actor in perform(scene, CAST, {}).actors])
    assert (hips.max(1) - hips.min(1)).max() < 0.18


def test_unknown_actors_are_staged_as_people() -> None:
    """A track whose actor the cast does not know is still acted."""
    performance = perform(blocking(track("stranger", 48, (5, 40, 0.0, 1.0, 0.0))), CAST, {})
    assert performance.actors[0].rotations.shape == (48, len(biped().names), 4)
    assert any(c.kind == "footstep" for c in performance.contacts)


def test_odd_blockings_are_still_performed() -> None:
    """Cues and beats that begin after the end or last no time, a one-frame scene, a jump across the set: finite poses all the same."""
    strange = (cue("PULL", 70, 70), cue("BRUSH", -4, 3), cue("SIT", 58, 90), cue("LOOK", 200, 220))
    jumpy = track("anna", 60, (5, 30, 0.0, 1.0, 0.0))
    samples = jumpy.samples[:40] + tuple((x + 9.0, z, yaw, v) for x, z, yaw, v in jumpy.samples[40:])
    beats = (("s/late.1", 90, 120), ("s/now.1", 0, 30))
    scene = blocking(Track(actor="anna", samples=samples, visible=(span(0, 999),)), cues=strange, beats=beats)
    moment = [Track(actor=actor, samples=((0.0, 0.0, 0.0, 0.0),), visible=(span(0, 1),)) for actor in ("anna", "beast", "mob")]
    for staged in (scene, blocking(*moment)):
        performance = perform(staged, CAST, {})
        assert all(np.isfinite(t.rotations).all() and np.isfinite(t.translations_m).all() for t in performance.actors)
        assert all(0 <= c.frame < performance.frames for c in performance.contacts)
