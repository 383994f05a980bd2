"""Props over time: what is opened opens, what breaks lies in shards, what is lit burns, and all of it comes back from the stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pxr import Usd
from tests.stage.motion_scene import CAST, blocking, cue, span, track

from redearth.breakdown.model import Primitive, Prop
from redearth.direction.model import Blocking, Cue, PropHold, SetEvent
from redearth.stage.motion.perform import perform
from redearth.stage.parts import PartTake, PropTake
from redearth.stage.props.build import HIDDEN, build_prop
from redearth.stage.usd.author_performance import author_performance
from redearth.stage.usd.author_prop import author_prop
from redearth.stage.usd.layer import write_layer
from redearth.stage.usd.read_shot import _prop as read_prop


def event(kind: str, start: int, end: int, subject: str) -> SetEvent:
    """An event that happens to a prop."""
    return SetEvent(beat="b", kind=kind, range=span(start, end), subject=subject)


def does(primitive: Primitive, start: int, end: int, prop: str, lemma: str = "") -> Cue:
    """Anna does something to a prop."""
    return replace(cue(primitive, start, end), prop=prop, lemma=lemma)


def scene(
    prop: str, *, events: Sequence[SetEvent] = (), cues: tuple[Cue, ...] = (), frames: int = 120, held: bool = False
) -> Blocking:
    """Anna, and a prop that she holds or that stands on a table."""
    place = PropHold(prop=prop, range=span(0, frames), position_m=(1.0, 0.8, 2.0))
    hold = replace(place, holder="anna", grip="right") if held else place
    return replace(blocking(track("anna", frames), props=(hold,), cues=cues), events=tuple(events))


def played(
    prop: str, *, events: Sequence[SetEvent] = (), cues: tuple[Cue, ...] = (), frames: int = 120, held: bool = False
) -> PropTake:
    """The prop's take."""
    return perform(scene(prop, events=events, cues=cues, frames=frames, held=held), CAST, {}).props[0]


def part(take: PropTake, name: str) -> PartTake:
    """One part of a take."""
    return next(p for p in take.parts if p.name == name)


@pytest.mark.parametrize("prop", ["box", "book", "suitcase", "umbrella", "jar"])
def test_what_is_opened_opens_and_stays_so_until_it_is_shut(prop: str) -> None:
    """Shut before the hands do it, smoothly open after, shut again at the end; nothing jumps."""
    cues = (does("OPEN", 24, 48, prop), does("CLOSE", 80, 104, prop))
    poses = part(played(prop, cues=cues), "lid").object_from_part
    assert np.array_equal(poses[0], poses[24]) and np.allclose(poses[60], poses[75])
    assert not np.allclose(poses[0], poses[60]) and np.allclose(poses[0], poses[-1])
    steps = np.abs(np.diff(poses, axis=0)).max((1, 2))
    assert 0 < steps.max() < 0.3 * np.abs(poses[60] - poses[0]).max()


def test_events_open_too_and_what_is_shut_first_began_open() -> None:
    """``The lid slams`` needs an open lid."""
    slammed = part(played("box", events=[event("slam", 30, 40, "box")]), "lid").object_from_part
    assert not np.allclose(slammed[0], np.eye(4)) and np.allclose(slammed[-1], np.eye(4))
    assert part(played("laptop"), "lid").object_from_part.shape == (1, 4, 4)


def test_nothing_happens_without_a_reason() -> None:
    """A cup that is only there has no parts to speak of, a box that nobody opens neither."""
    assert played("cup").parts == () and played("box").parts == ()


@pytest.mark.parametrize("prop", ["glass", "cup", "plate", "bottle"])
@pytest.mark.parametrize("held", [True, False])
def test_what_breaks_is_whole_before_and_shards_after(prop: str, held: bool) -> None:
    """One or the other is seen on every frame; the shards fall from the hand to the floor, or lie on the table it stood on."""
    take = played(prop, events=[event("break", 40, 60, prop)], held=held)
    whole, broken = part(take, "prop"), part(take, "broken")
    assert (whole.visible ^ broken.visible).all()
    assert whole.visible[:40].all() and broken.visible[40:].all()
    shards = take.world_from_object @ broken.object_from_part
    ground = 0.0 if held else 0.8
    assert shards[-1, 1, 3] == pytest.approx(ground, abs=1e-4)
    assert np.allclose(shards[-1, :3, :3], np.eye(3), atol=1e-4)
    if held:
        assert shards[40, 1, 3] > 0.5 and (np.diff(shards[40:, 1, 3]) <= 1e-6).all()


def test_smashing_hands_break_and_others_do_not() -> None:
    """To strike a bottle breaks it only when the verb says so."""
    smash, tap = (played("bottle", cues=(does("STRIKE", 30, 60, "bottle", lemma=lemma),)) for lemma in ("smash", "tap"))
    assert part(smash, "broken").visible[-1]
    assert tap.parts == ()


def test_a_candle_is_lit_burns_and_is_blown_out() -> None:
    """Dark, then a flame that flickers and gives light, then dark again."""
    cues = (does("USE", 24, 48, "candle", lemma="light"), does("BREATHE", 90, 102, "candle", lemma="blow_out"))
    take = played("candle", cues=cues)
    flame = part(take, "flame")
    assert take.lit[20] == 0 and take.lit[60:85].min() > 0.5 and len(set(take.lit[60:85].tolist())) > 10 and take.lit[-1] == 0
    assert not flame.visible[20] and flame.visible[60:85].all() and not flame.visible[-1]


def test_paper_burns_to_ash() -> None:
    """The fire grows, stands upright whatever way the paper is held, and leaves it black."""
    take = played("letter", events=[event("blaze", 12, 30, "letter")])
    flame, burnt = part(take, "flame"), part(take, "burnt")
    assert flame.visible[40] and not flame.visible[11]
    up = (take.world_from_object[80] @ flame.object_from_part[80])[:3, 1]
    assert up[1] / np.linalg.norm(up) > 0.99
    assert burnt.visible[-1] and not burnt.visible[40] and not part(take, "prop").visible[-1]


def test_a_screen_lights_up_goes_out_and_lights_nothing() -> None:
    """It shines from the start unless its first event lights it; it is no lamp."""
    rings = played("phone", events=[event("glow", 40, 50, "phone")])
    dies = played("phone", events=[event("go_out", 40, 50, "phone")])
    assert rings.glow is not None and dies.glow is not None
    assert rings.glow[39] == 0 and rings.glow[-1] == 1 and dies.glow[39] == 1 and dies.glow[-1] == 0
    assert not rings.lit.any() and played("phone").glow is None


def test_a_flickering_light_gutters() -> None:
    """While it flickers it falls nearly dark again and again, and recovers."""
    take = played("lantern", cues=(does("USE", 0, 10, "lantern", lemma="light"),), events=[event("flicker", 40, 90, "lantern")])
    assert take.lit[40:90].min() < 0.3 and take.lit[40:90].max() > 0.5 and take.lit[95:].min() > 0.5


def test_a_prop_put_down_lies_as_it_would() -> None:
    """A knife lies flat, a letter on its back, written side up, a cup on its foot."""
    upright = {name: played(name).world_from_object[0, :3, :3] for name in ("knife", "letter", "cup", "pistol")}
    assert upright["cup"][1, 1] == pytest.approx(1)
    assert upright["letter"][1, 2] == pytest.approx(-1) and upright["knife"][1, 2] == pytest.approx(1)
    assert upright["pistol"][1, 0] == pytest.approx(1)


def test_a_longer_beat_before_changes_nothing_after() -> None:
    """All of it follows from local time."""

    def candle(extra: int) -> PropTake:
        cues = (does("USE", 24 + extra, 48 + extra, "candle", lemma="light"),)
        return played("candle", cues=cues, frames=120 + extra)

    early, late = candle(0), candle(37)
    assert np.allclose(early.lit, late.lit[37:], atol=1e-6)
    assert np.allclose(part(early, "flame").object_from_part[30:], part(late, "flame").object_from_part[67:], atol=1e-6)


def test_parts_come_back_from_the_stage(tmp_path: Path) -> None:
    """Authored over the prop and read back: lid and shards as meshes of their own, seen when they should be, where they should be."""
    take = played("jar", cues=(does("OPEN", 12, 36, "jar"),), events=[event("break", 60, 80, "jar")])
    model = build_prop(Prop(id="jar", name="jar"))
    write_layer(author_prop(model, "jar", hidden=HIDDEN).GetRootLayer(), tmp_path / "prop.usdc")
    performance = perform(scene("jar", cues=(does("OPEN", 12, 36, "jar"),), events=[event("break", 60, 80, "jar")]), CAST, {})
    stage = author_performance(replace(performance, actors=()), {}, {}, 24)
    stage.DefinePrim("/World/Props/jar", "Xform").GetReferences().AddReference(str(tmp_path / "prop.usdc"))
    draws = {draw.mesh: draw for draw in read_prop(stage.GetPrimAtPath("/World/Props/jar"), {"jar": "key"}, range(120))}
    assert sorted(draws) == ["broken", "lid", "prop"]
    assert draws["prop"].visible.tolist() == [f < 60 for f in range(120)] == (~draws["broken"].visible).tolist()
    assert draws["lid"].kind == "moved" and draws["prop"].name == "/World/Props/jar"
    lid = take.world_from_object.astype(float) @ part(take, "lid").object_from_part
    assert np.allclose(draws["lid"].matrices, lid, atol=1e-4)


def test_a_hidden_part_is_invisible_until_it_is_shown() -> None:
    """Without a performance one sees a whole, unlit, unburnt thing."""
    stage: Usd.Stage = author_prop(build_prop(Prop(id="letter", name="letter")), "letter", hidden=HIDDEN)
    shown = {
        prim.GetName(): prim.GetAttribute("visibility").Get()
        for prim in stage.GetPrimAtPath("/Prop").GetChildren()
        if prim.GetTypeName() == "Mesh"
    }
    assert shown == {"burnt": "invisible", "flame": "invisible", "prop": "inherited"}
