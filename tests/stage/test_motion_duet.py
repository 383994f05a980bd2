"""Acts between two: both touch on one frame, hands land where they should, bodies stay out of each other."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from tests.stage.pairs import FPS, deepest_m, played

from redearth.direction.blocking.escort_tracks import way_round_lying
from redearth.stage.measure.acted import Acted, acted_of
from redearth.stage.measure.distance import between_segments
from redearth.stage.measure.feet import slides
from redearth.stage.measure.floor import Floor
from redearth.stage.measure.intent import Intent
from redearth.stage.motion.fight import recoil
from redearth.stage.motion.limits import spikes

ACTS = {
    "punch": "Mara punches Ben.", "slap": "Mara slaps Ben. He staggers back.", "kick": "Mara kicks Ben.",
    "block": "Mara punches Ben. Ben blocks.", "shove": "Mara shoves Ben.", "stab": "Mara stabs Ben with a knife. He dies.",
    "club": "Mara clubs Ben with a hammer.", "hug": "Mara hugs Ben.", "kiss": "Mara kisses Ben.", "handshake": "They shake hands.",
    "restrain": "Mara restrains Ben.", "shoulder": "Mara puts a hand on Ben's shoulder.", "hand": "Mara takes Ben by the hand.",
    "arm": "Mara takes Ben by the arm.", "collar": "Mara grabs Ben by the collar.", "give": "Mara hands Ben a book.",
    "take": "Ben takes the knife from Mara.", "help up": "Ben falls. Mara helps him up.", "drag": "Mara drags Ben to the door.",
    "support": "Mara helps Ben to the door.", "carry": "Mara carries Ben to the door.", "lead": "Mara leads Ben to the door.",
    "shoulder-carry": "Mara carries Ben over her shoulder to the door.",
}  # fmt: skip
STATURES = (("adult", "adult"), ("adult", "child"), ("child", "adult"))
_CONTACT_M, _DEPTH_M = 0.015, 0.02


@pytest.mark.parametrize(("mara", "ben"), STATURES)
@pytest.mark.parametrize("act", sorted(ACTS))
def test_hands_land_where_they_should(act: str, mara: str, ben: str) -> None:
    """Every act between two declares its touches, and palm or foot is within 1.5 cm of the point on the frame of the contact."""
    scene = played(ACTS[act], mara, ben)
    touches = scene.performance.touches
    assert touches
    assert {t.actor: scene.error_m(t) for t in touches if scene.error_m(t) > _CONTACT_M} == {}


@pytest.mark.parametrize(("mara", "ben"), STATURES)
@pytest.mark.parametrize("act", sorted(ACTS))
def test_bodies_stay_out_of_each_other(act: str, mara: str, ben: str) -> None:
    """Beyond what is declared to touch no two parts of two bodies meet deeper than 2 cm, on no frame of the scene."""
    depth, frame, one, other = deepest_m(played(ACTS[act], mara, ben), "mara", "ben")
    assert depth < _DEPTH_M, f"{one} in {other} by {100 * depth:.1f} cm on frame {frame}"


@pytest.mark.parametrize("act", sorted(ACTS))
def test_both_sides_touch_on_one_frame(act: str) -> None:
    """The cues of the two meet on the same scene frame, and what is declared begins on it."""
    scene = played(ACTS[act])
    meets: dict[str, set[int]] = {}
    for cue in scene.blocking.cues:
        if cue.contact_s is not None and cue.role:
            meets.setdefault(cue.beat.rsplit("/")[0], set()).add(cue.range.start + round(cue.contact_s * FPS))
    frames = {t.range.start for t in scene.performance.touches}
    assert all(len(found) == 1 for found in meets.values())
    assert frames <= set().union(*meets.values())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mara slaps Ben.", "Ben is slapped by Mara."),
        ("Mara drags Ben to the door.", "Ben is dragged to the door by Mara."),
        ("Mara punches Ben. He falls.", "Ben is punched by Mara. He falls."),
    ],
)
def test_the_passive_plays_the_same_pair(one: str, other: str) -> None:
    """Who does it and who undergoes it does not hang on the voice of the verb: the same joints on every frame."""
    a, b = played(one), played(other)
    for actor in ("mara", "ben"):
        assert np.array_equal(a.positions_m[actor], b.positions_m[actor])
    assert [(t.actor, t.joint, t.partner, t.range) for t in a.performance.touches] == [
        (t.actor, t.joint, t.partner, t.range) for t in b.performance.touches
    ]


def test_a_blow_moves_nobody_before_it_lands() -> None:
    """The head of who is slapped snaps only after the hand is there, by more than 15 degrees within a quarter of a second."""
    scene = played(ACTS["slap"])
    (touch,) = scene.performance.touches
    head = scene.skeletons["ben"].index("head")
    turns = scene.turns["ben"][:, head]
    angle = 2 * np.arccos(np.clip(np.abs((turns * turns[touch.range.start]).sum(-1)), 0, 1))
    assert angle[touch.range.start - 4 : touch.range.start].max() < 0.05
    assert angle[touch.range.start : touch.range.start + FPS // 4].max() > 0.26
    assert callable(recoil)


def test_who_is_shoved_is_driven_back() -> None:
    """A shove moves its victim away from the other by half a metre; a slap by much less."""

    def driven(action: str) -> float:
        scene = played(action)
        frame = scene.performance.touches[0].range.start
        gap = [np.linalg.norm(scene.positions_m["ben"][f, 0] - scene.positions_m["mara"][f, 0]) for f in (frame, -1)]
        return float(gap[1] - gap[0])

    assert driven(ACTS["shove"]) > 0.5
    assert 0.05 < driven("Mara slaps Ben.") < 0.35


def test_who_is_carried_is_off_the_ground_and_makes_no_steps() -> None:
    """In somebody's arms the hips are a metre up, and no footstep is heard of the one who is carried or dragged."""
    scene = played(ACTS["carry"])
    touch = scene.performance.touches[0]
    hips = scene.positions_m["ben"][:, scene.skeletons["ben"].index("hips"), 1]
    assert hips[touch.range.start + 40 : touch.range.end].min() > 0.85
    for act in ("carry", "drag"):
        inside = played(ACTS[act])
        span = next(t.range for t in inside.performance.touches if t.kind == act)
        steps = [c.frame for c in inside.performance.contacts if c.actor == "ben" and c.kind == "footstep"]
        assert not [f for f in steps if f in span]


def test_two_who_limp_keep_step_side_by_side() -> None:
    """Who is held up stays within an arm of who holds him over the whole way, and both go it."""
    scene = played("Ben leans on Mara. They limp to the door.")
    start, end = scene.performance.touches[-1].range.start, scene.performance.frames
    roots = [scene.positions_m[a][start:end, 0][:, [0, 2]] for a in ("mara", "ben")]
    gap = np.hypot(*(roots[0] - roots[1]).T)
    assert gap.max() < 0.6 and gap.min() > 0.35
    assert all(np.linalg.norm(way[-1] - way[0]) > 2.0 for way in roots)


def test_the_same_pair_gives_the_same_bytes() -> None:
    """Acting a pair twice gives identical joints and touches."""
    first, second = played.__wrapped__(ACTS["hug"]), played.__wrapped__(ACTS["hug"])
    assert first.performance.touches == second.performance.touches
    for a, b in zip(first.performance.actors, second.performance.actors, strict=True):
        assert a.rotations.tobytes() == b.rotations.tobytes()


FELLED = "Mara kicks Ben. Ben falls. Mara drags Ben to the door."


@pytest.mark.parametrize(("mara", "ben"), STATURES)
def test_arms_of_who_is_dragged_come_up_over_the_ground(mara: str, ben: str) -> None:
    """From beside the fallen body to beyond its head the elbows pass no ground, and no upper arm jerks."""
    scene = played(FELLED, mara, ben)
    drag = next(c for c in scene.blocking.cues if c.actor == "ben" and c.primitive == "DRAG")
    skeleton, frames = scene.skeletons["ben"], slice(drag.range.start - 12, drag.range.start + 24)
    elbows = [scene.positions_m["ben"][frames, skeleton.index(f"{side}LowerArm"), 1].min() for side in ("left", "right")]
    assert min(elbows) > 0.0
    take = next(t for t in scene.performance.actors if t.actor == "ben")
    sudden = spikes(take.rotations, skeleton, FPS)[frames]
    assert max(sudden[:, skeleton.index(f"{side}UpperArm")].max() for side in ("left", "right")) < 1.5


@pytest.mark.parametrize("bearing", np.linspace(-3.0, 3.0, 9))
def test_nobody_walks_over_who_lies_there(bearing: float) -> None:
    """The way to beyond a lying body's head goes past its hips, chest and head on the side from which it comes."""
    head = np.array([0.6, 0.8])
    start = 1.6 * np.array([np.sin(bearing), np.cos(bearing)])
    aside = np.array([head[1], -head[0]])
    side = aside if start @ aside >= 0 else -aside
    corners = way_round_lying(start, np.zeros(2), head, side, 1.72)
    way = np.concatenate([start[None], corners, 1.3 * head[None]])
    for one, other in pairwise(way[:-1]):
        ends = [np.array([[[x, 0.0, z]]]) for x, z in (one, other, np.zeros(2), 1.0 * head)]
        assert float(between_segments(*ends).min()) > 0.3


def _drifting(who: Acted, first: int, last: int) -> Acted:
    places = who.places_m.copy()
    gone = np.clip((np.arange(len(places)) - first) / (last - first), 0.0, 1.0)
    places[:, :, 0] += 0.12 * gone[:, None]
    return Acted(
        actor=who.actor, member=0, skeleton=who.skeleton, rest_m=who.rest_m, local=who.local, turns=who.turns,
        places_m=places, visible=who.visible,
    )  # fmt: skip


def test_a_slide_outside_a_drag_is_still_found() -> None:
    """Feet of who is dragged bear nothing; the same feet that drift before he falls slide."""
    scene = played("Ben waits. He nods. Ben nods. " + FELLED)
    ben = acted_of(next(t for t in scene.performance.actors if t.actor == "ben"), scene.skeletons["ben"])
    intent, floor = Intent(blocking=scene.blocking, touches=scene.performance.touches), Floor(plan=scene.blocking.set_plan)
    borne = intent.borne("ben")
    during = np.flatnonzero(borne)
    assert len(during) and not borne[:30].any()

    def found(who: Acted) -> list[int]:
        return [f.frame for f in slides([who], floor, (), FPS, {"ben": borne}).findings]

    assert found(ben) == []
    assert slides([ben], floor, (), FPS).findings
    assert [frame for frame in found(_drifting(ben, 5, 25)) if frame < during[0]]
