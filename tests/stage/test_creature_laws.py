"""Laws of creatures' motion, measured as a film is: nothing pops, slides or sinks at any size, speed, gait, start, stop or act."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from tests.stage.creature_scene import PLANS, play
from tests.stage.motion_scene import FPS, blocking, cue, span, track

from redearth.breakdown.model import CastList, Character, Primitive
from redearth.direction.model import Track
from redearth.stage.cast.build import build_character, skeleton_of
from redearth.stage.measure.acted import acted_of
from redearth.stage.measure.feet import slides
from redearth.stage.measure.findings import Finding
from redearth.stage.measure.floor import Floor
from redearth.stage.measure.form import Form, form_of
from redearth.stage.measure.ground import sunk
from redearth.stage.measure.pops import pops
from redearth.stage.motion.creature_gaits import GRAVITY_MPS2
from redearth.stage.motion.creature_pace import bounce_m
from redearth.stage.motion.creature_timing import CONTACT_S, act_pace, tempo
from redearth.stage.motion.perform import perform
from redearth.stage.parts import Performance

FLOOR = Floor(plan=blocking(track("x", 3)).set_plan)
SIZES = (0.72, 1.5, 3.0, 6.0)
"""From a dog to a house; a cat is slower."""
ACTS: tuple[Primitive, ...] = (
    "LOOK", "LUNGE", "BITE", "REAR", "SCREAM", "RECOIL", "DIE", "CHARGE", "COIL", "CROUCH", "DODGE", "FALL", "JUMP", "EAT",
)  # fmt: skip


@cache
def _form(kind: str) -> tuple[Form, float]:
    who = PLANS[kind]
    rig = skeleton_of(who)
    return form_of(build_character(who).model.meshes["body"], rig), rig.stature_m


def _found(kind: str, who: Character, played: Performance) -> list[Finding]:
    """Return what a film's check would find in it."""
    form, built_m = _form(kind)
    k = skeleton_of(who).stature_m / built_m
    own = replace(
        form, starts_m=form.starts_m * k, ends_m=form.ends_m * k, radii_m=form.radii_m * k, corners_m=form.corners_m * k
    )
    people = [acted_of(take, skeleton_of(who)) for take in played.actors]
    measures = (slides(people, FLOOR, played.contacts, FPS), sunk(people, {who.id: own}, FLOOR), pops(people, FPS))
    return [f for m in measures for f in m.findings]


def _dash(actor: str, speed_mps: float, push_mps2: float, bend: float) -> Track:
    """Return a track that gathers speed evenly for as long as it needs, goes on for 3 s, and stops as evenly."""
    way, ramp = 3.0 * speed_mps, speed_mps / push_mps2
    total = way / speed_mps + ramp
    frames = round((total + 1.2) * FPS)
    time = np.maximum(np.arange(frames) - 10, 0) / FPS
    early, late = 0.5 * push_mps2 * time**2, way - 0.5 * push_mps2 * np.maximum(total - time, 0.0) ** 2
    gone = np.where(time < ramp, early, np.where(time < total - ramp, speed_mps * (time - ramp / 2), late))
    yaw = bend * gone / way
    step = np.diff(gone, prepend=0.0)
    rows = zip(np.cumsum(step * np.sin(yaw)), np.cumsum(step * np.cos(yaw)), yaw, np.gradient(gone) * FPS, strict=True)
    return Track(
        actor=actor, samples=tuple((float(x), float(z), float(y), float(v)) for x, z, y, v in rows), visible=(span(0, frames),)
    )


@pytest.mark.parametrize("size_m", SIZES)
@pytest.mark.parametrize("kind", list(PLANS))
def test_no_gait_pops_slides_or_sinks(kind: str, size_m: float) -> None:
    """Walks, trots and gallops, gathering speed through all of them, on a curve, stopping again: the film's own bars hold."""
    who = replace(PLANS[kind], stature_m=size_m)
    for share in (0.25, 0.7, 1.4):
        speed = share * float(np.sqrt(GRAVITY_MPS2 * size_m))
        moving = _dash(who.id, min(speed, 8.5), 4.0, 0.8)
        scene = blocking(moving, beats=((f"s/{who.id}.1", 0, len(moving.samples)),))
        assert _found(kind, who, perform(scene, CastList(characters=(who,), props=()), {})) == [], (share, speed)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("kind", list(PLANS))
def test_no_act_pops_slides_or_sinks(kind: str, act: Primitive) -> None:
    """Small, middling and large (who falls, up to a horse's size): the film's own bars hold, the dead and the fallen included."""
    for size_m in (0.72, 1.5) if act in ("DIE", "FALL") else (0.72, 1.5, 3.0):
        who = replace(PLANS[kind], stature_m=size_m)
        far = 0.85 if kind == "upright" else 1.6
        aimed = None if act in ("DIE", "FALL", "JUMP") else (0.2 * size_m, 0.95 * size_m, far * size_m)
        assert _found(kind, who, play(who, 130, cues=(cue(act, 30, 62, target_m=aimed),))) == [], size_m


@pytest.mark.parametrize("kind", list(PLANS))
def test_who_falls_and_then_dies_goes_down_once(kind: str) -> None:
    """A fall and a death one after the other are one fall, and the body stays where it came to lie."""
    who = PLANS[kind]
    fell = play(who, 160, cues=(cue("FALL", 20, 40),)).actors[0]
    died = play(who, 160, cues=(cue("FALL", 20, 40), cue("DIE", 60, 90))).actors[0]
    assert died.translations_m[:40] == pytest.approx(fell.translations_m[:40], abs=1e-5)
    body = 1
    assert died.translations_m[150, body] == pytest.approx(fell.translations_m[150, body], abs=0.05 * skeleton_of(who).stature_m)
    assert _found(kind, who, play(who, 160, cues=(cue("FALL", 20, 40), cue("DIE", 60, 90)))) == []


def test_a_body_bounces_no_harder_than_it_weighs() -> None:
    """However quick the gait, up and down never asks for more than a body's own weight."""
    rates = np.linspace(0.5, 8.0, 20)
    wished = np.full(20, 0.2)
    thrown = bounce_m(rates, wished) * (2 * np.pi * rates) ** 2
    assert thrown.max() <= GRAVITY_MPS2 and bounce_m(rates, wished)[0] == pytest.approx(0.2)


def test_both_sides_touch_when_direction_says_so() -> None:
    """A cue's own moment of touch overrules the act's; else large beasts take longer."""
    own = cue("BITE", 0, 30)
    assert CONTACT_S["BITE"] / act_pace(replace(own, contact_s=0.6), 1.3, 6.0) == pytest.approx(0.6)
    assert act_pace(own, 1.3, 1.0) == pytest.approx(1.3) and act_pace(own, 1.3, 6.0) == pytest.approx(1.3 * tempo(6.0))
    assert tempo(6.0) == pytest.approx(0.5)
