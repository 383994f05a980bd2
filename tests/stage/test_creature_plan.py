"""Words to bodies: plan, kin, legs and size; any words give a creature that can be drawn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stage.creature_scene import PLANS, creature

from redearth.breakdown.model import Character
from redearth.core.stature import creature_stature_m
from redearth.direction.blocking.scenario import stature_m
from redearth.stage.cast.build import build_character, skeleton_of
from redearth.stage.cast.creature_plan import plan_of
from redearth.stage.parts import RiggedModel
from redearth.stage.rig import legged


@pytest.mark.parametrize(
    ("who", "plan", "kin", "legs"),
    [
        (creature("crawler", "six-legged", "mutated", legs=6), "arthropod", "insect", 6), (creature("spider"), "arthropod", "spider", 8),
        (creature("wolf spider"), "arthropod", "spider", 8), (creature("centipede"), "arthropod", "centipede", 12), (creature("wolf"), "quadruped", "wolf", 4),
        (creature("rat", "giant"), "quadruped", "rat", 4), (creature("horse", "six-legged"), "quadruped", "horse", 6), (creature("mutant"), "upright", "ghoul", 2),
        (creature("mutant", "four-legged"), "quadruped", "ghoul", 4), (creature("wolf", "two-legged"), "upright", "wolf", 2), (creature("crow"), "flyer", "bird", 2),
        (creature("wolf", "winged"), "flyer", "wolf", 2), (creature("worm"), "serpent", "worm", 0), (creature("thing", "legless"), "serpent", "snake", 0),
        (creature("狼"), "quadruped", "wolf", 4), (creature("蜘蛛"), "arthropod", "spider", 8), (creature("蛇"), "serpent", "snake", 0),
        (creature("怪物", "六条腿"), "arthropod", "insect", 6), (creature("beast", "the size of a spider", legs=4), "quadruped", None, 4),
    ],
)  # fmt: skip
def test_words_choose_the_body(who: Character, plan: str, kin: str | None, legs: int) -> None:
    """Nouns choose the plan, counted limbs overrule it; the noun of a comparison does not count."""
    got = plan_of(who)
    assert (got.plan, got.legs) == (plan, legs)
    assert kin is None or got.kin == kin


@pytest.mark.parametrize(
    ("words", "metres"),
    [
        ("crawler six-legged mutated", 1.5), ("wolf", 0.95), ("huge wolf", 1.805), ("creature the size of a dog", 0.72), ("thing as tall as a house", 6.0),
        ("beast three metres tall", 3.0), ("worm ten feet long", 0.7925), ("dog-sized spider", 0.72), ("tiny spider", 0.45), ("巨大的狼", 1.805), ("三米高的怪物", 3.0),
        ("a 40 m tall thing", 8.0),
    ],
)  # fmt: skip
def test_words_choose_the_size(words: str, metres: float) -> None:
    """Measures before comparisons before kinds; huge and tiny scale; nothing is taller than a set allows."""
    assert creature_stature_m(words) == pytest.approx(metres, abs=1e-3)


def test_direction_and_stage_agree_on_size() -> None:
    """Whoever gives room and whoever builds the body read the same height."""
    for who in (*PLANS.values(), creature("怪物", "巨大"), creature("bear", "as tall as a house"), creature("thing")):
        assert skeleton_of(who).stature_m == pytest.approx(stature_m(who)), who.id


def test_the_crawler_keeps_its_skeleton() -> None:
    """The reference film's creature is built on the six-legged rig, joint for joint."""
    have, want = skeleton_of(PLANS["legged"]), legged(6, 1.5)
    assert have.names == want.names and np.array_equal(have.rest_offsets_m, want.rest_offsets_m)


def test_what_is_not_said_follows_from_identity() -> None:
    """Things without a noun differ from each other and stay themselves."""
    plans = [plan_of(Character(id=f"thing-{k}", name="THING", kind="creature")) for k in range(24)]
    assert len({p.plan for p in plans}) >= 3
    assert plans[3] == plan_of(Character(id="thing-3", name="THING", kind="creature"))


_WORDS = st.lists(
    st.one_of(
        st.sampled_from(
            ["winged", "eyeless", "pale", "wet", "rotten", "furry", "spiny", "armoured", "tentacles", "horned", "huge", "tiny", "two-headed", "many-eyed",
             "six-legged", "a hundred legs", "translucent", "mandibles", "as big as a horse", "glowing", "鳞", "没有眼睛", "legless", "three metres"]
        ),
        st.text(max_size=12),
    ),
    max_size=5,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    traits=_WORDS,
    name=st.one_of(st.sampled_from(["WOLF", "THING", "BAT", "SNAKE", "GHOUL", "蛇", "X"]), st.text(min_size=1, max_size=10)),
    legs=st.one_of(st.none(), st.integers(0, 16)),
)
def test_any_words_give_a_skeleton(traits: list[str], name: str, legs: int | None) -> None:
    """No words crash the plan; the skeleton is finite, its parents come first, its sways exist."""
    skeleton = skeleton_of(Character(id="it", name=name, kind="creature", traits=tuple(traits), legs=legs))
    assert np.isfinite(skeleton.rest_offsets_m).all() and 0.1 < skeleton.stature_m <= 8.0
    assert all(parent < joint for joint, parent in enumerate(skeleton.parents))
    assert len(set(skeleton.names)) == len(skeleton.names) and {s.joint for s in skeleton.sways} <= set(skeleton.names)


@settings(max_examples=6, deadline=None)
@given(traits=_WORDS, name=st.sampled_from(["WOLF", "THING", "BAT", "SNAKE", "GHOUL", "CROW", "LIZARD", "WORM", "MOTH"]))
def test_any_words_give_a_finite_model(traits: list[str], name: str) -> None:
    """Whatever is asked to grow on it, the model is whole."""
    _whole(build_character(Character(id="it", name=name, kind="creature", traits=tuple(traits))))


LINE_UP = (
    creature("wolf"), creature("horse", "spiny"), creature("lizard", "armoured"), creature("ghoul", "eyeless"), creature("raptor"), creature("dragon", "horned"),
    creature("crow"), creature("snake", "mutated"), creature("worm"), creature("rat", "tentacles", "mandibles"), creature("demon", "horned", "winged"),
)  # fmt: skip


@pytest.mark.parametrize("who", LINE_UP, ids=lambda c: c.id)
def test_models_are_whole_and_within_budget(who: Character) -> None:
    """Finite, bound, on the ground, within the triangles that a creature may have."""
    built = build_character(who)
    _whole(built)
    body, mid, distant = (len(built.model.meshes[name].triangles) for name in ("body", "mid", "distant"))
    assert 9_000 < body <= 22_000 and mid <= 8_500 and distant <= 3_500
    assert built.skeleton.names == skeleton_of(who).names


def _whole(built: RiggedModel) -> None:
    for mesh in built.model.meshes.values():
        assert mesh.joints is not None and mesh.weights is not None
        assert np.isfinite(mesh.positions).all() and np.isfinite(mesh.normals).all()
        assert np.allclose(mesh.weights.sum(axis=1), 1.0, atol=1e-4) and mesh.joints.max() < len(built.skeleton.names)
        assert mesh.material.max() < len(built.model.materials) and mesh.triangles.max() < len(mesh.positions)
        assert -0.06 * built.skeleton.stature_m < float(mesh.positions[:, 1].min()) < 0.06 * built.skeleton.stature_m


def test_same_words_same_bytes() -> None:
    """Building a beast twice gives equal bytes."""
    one, two = (build_character(creature("wolf", "mutated")).model.meshes["body"] for _ in range(2))
    assert one.positions.tobytes() == two.positions.tobytes() and one.triangles.tobytes() == two.triangles.tobytes()


def test_eyeless_has_no_eyes() -> None:
    """No triangle of an eyeless beast is an eye; a seeing one has some."""
    for who, seen in ((creature("wolf", "eyeless"), False), (creature("wolf"), True)):
        model = build_character(who).model
        eye = [m.name for m in model.materials].index("eye")
        assert bool((model.meshes["body"].material == eye).any()) is seen
