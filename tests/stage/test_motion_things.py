"""Hands on things: they are there on the frame on which the thing moves or changes hands, and it goes with them from then on."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from tests.stage.pairs import FPS, Played, played

from redearth.stage.motion.bearing import class_of, turn_in_hand
from redearth.stage.motion.prop_flight import GRAVITY_MPS2, handed_on
from redearth.stage.parts import F64

WORKSHOP = "INT. WORKSHOP - DAY\n\nA table. A LEVER on the wall. A door.\n\nMARA (30s) and BEN (40s) wait. He nods. She nods.\n\n"


_TALLEST_M = 0.2
"""How far the grip of a thing is above what it lies on, at most."""


def _in_workshop(action: str) -> Played:
    return played(action, opening=WORKSHOP)


def _prop(scene: Played, name: str) -> F64:
    take = next(t for t in scene.performance.props if t.prop == name)
    return take.world_from_object[:, :3, 3].astype(float)


def _cue_frame(scene: Played, primitive: str) -> int:
    cue = next(c for c in scene.blocking.cues if c.primitive == primitive)
    assert cue.contact_s is not None
    return cue.range.start + round(cue.contact_s * FPS)


@pytest.mark.parametrize(
    ("action", "primitive"),
    [
        ("Mara picks up the cup from the table.", "GRAB"),
        ("Mara puts the cup on the table.", "RELEASE"),
        ("Mara puts down the cup.", "RELEASE"),
        ("Mara pulls the lever.", "PULL"),
        ("Mara opens the door.", "OPEN"),
        ("Mara presses the button.", "PRESS"),
    ],
)
def test_the_hand_is_there_when_the_thing_needs_it(action: str, primitive: str) -> None:
    """Picked up, put down, pulled, pressed: the palm is within 1.5 cm of its point on the frame of the contact."""
    scene = _in_workshop(action)
    assert scene.performance.touches
    assert {t.joint: scene.error_m(t) for t in scene.performance.touches if scene.error_m(t) > 0.015} == {}
    assert {t.range.start for t in scene.performance.touches} == {_cue_frame(scene, primitive)}


def test_what_is_picked_up_goes_with_the_hand_at_once() -> None:
    """On the frame it is taken the cup does not jump; from then on it keeps its distance to the palm, shrinking to nothing."""
    scene = _in_workshop("Mara picks up the cup from the table.")
    frame = _cue_frame(scene, "GRAB")
    cup = _prop(scene, "cup")
    palms = np.stack([scene.palm("mara", "rightHand", f) for f in range(scene.performance.frames)])
    assert np.abs(cup[: frame + 1] - cup[frame]).max() < 1e-6
    gap = np.linalg.norm(cup - palms, axis=-1)
    assert gap[frame] < 0.015 and gap[frame : frame + 20].max() < 0.015


def test_what_is_put_down_stays_at_the_height_of_the_table() -> None:
    """A cup put on the table stands on its top, over its top, from the moment the hand has opened."""
    scene = _in_workshop("Mara puts the cup on the table.")
    frame = _cue_frame(scene, "RELEASE")
    cup = _prop(scene, "cup")
    table = next(p for p in scene.blocking.set_plan.pieces if p.id.startswith(("table", "bench")) and p.position_m[0] > 3)
    top = table.position_m[1] + table.size_m[1]
    assert -0.01 < cup[-1, 1] - top < _TALLEST_M
    assert np.abs(cup[frame + 8 :] - cup[-1]).max() < 1e-3
    assert np.linalg.norm(cup[frame + 1] - cup[frame]) < 0.03


@pytest.mark.parametrize(
    ("action", "prop", "height"),
    [
        ("Mara throws the bottle away.", "bottle", 0.0),
        ("Mara throws the ball to Ben. He catches it.", "ball", None),
        ("Mara drops the cup.", "cup", 0.0),
    ],
)
def test_what_flies_obeys_gravity(action: str, prop: str, height: float | None) -> None:
    """Let go, a thing falls with 9.81 m/s2 and keeps its speed over the ground; it comes to lie on the floor or in the hands that catch."""
    scene = _in_workshop(action)
    holds = [h for h in scene.blocking.props if h.prop == prop]
    loose = next(h for h in holds if not h.holder and h.range.start > 0)
    first = loose.range.start
    path = _prop(scene, prop)
    still = [f for f in range(first + 1, len(path) - 1) if np.linalg.norm(path[f + 1] - path[f]) < 1e-4]
    last = min([loose.range.end, *(still[:1] if height is not None else [])])
    inside = path[first + 1 : last - 1]
    assert len(inside) > 4
    bent = np.diff(inside, n=2, axis=0) * FPS**2
    assert np.abs(bent - [0.0, -GRAVITY_MPS2, 0.0]).max() < 0.35
    if height is not None:
        assert -0.02 < path[-1, 1] - height < _TALLEST_M
    else:
        palms = np.mean([scene.palm("ben", f"{side}Hand", loose.range.end) for side in ("left", "right")], axis=0)
        assert np.linalg.norm(path[loose.range.end] - palms) < 0.06


def test_what_is_thrown_at_somebody_who_ducks_flies_past_him() -> None:
    """A stone that misses lands behind whom it was meant for."""
    scene = _in_workshop("Mara throws a stone at Ben. He ducks.")
    mara, ben = (scene.positions_m[a][-1, 0] for a in ("mara", "ben"))
    stone = _prop(scene, "stone")[-1]
    way = (ben - mara) / np.linalg.norm(ben - mara)
    assert (stone - ben) @ way > 0.8


def test_a_lever_and_the_hand_move_together() -> None:
    """While the lever is pulled the palm stays on its grip, through more than a hand's breadth."""
    scene = _in_workshop("Mara pulls the lever.")
    (touch,) = scene.performance.touches
    path = np.stack([scene.palm("mara", touch.joint, f) for f in range(touch.range.start, touch.range.end)])
    assert np.linalg.norm(path[-1] - path[0]) > 0.1


@pytest.mark.parametrize(
    ("name", "expected"),
    [("suitcase", "hanging"), ("cup", "upright"), ("book", "page"), ("rifle", "gun"), ("torch", "beam"), ("knife", "blade"), ("hammer", "tool")],
)  # fmt: skip
def test_every_thing_lies_in_the_hand_as_it_should(name: str, expected: str) -> None:
    """A cup is upright whatever the hand does, a bag hangs across the walk, a barrel goes along the hand, a page faces back."""
    assert class_of(name) == expected
    rng = np.random.default_rng(3)
    hand = rng.normal(size=(6, 4))
    hand /= np.linalg.norm(hand, axis=-1, keepdims=True)
    chest = np.tile([1.0, 0.0, 0.0, 0.0], (6, 1))
    turn = turn_in_hand(name, "right", [hand], chest)
    x, y, z = (_axis(turn, k) for k in range(3))
    along = _rotated(hand, np.array([-0.643, -0.766, 0.0]))
    checks: dict[str, Callable[[], bool]] = {
        "hanging": lambda: bool((y[:, 1] > 0.999).all() and (np.abs(x[:, 2]) > 0.99).all()),
        "upright": lambda: bool((y[:, 1] > 0.999).all() and (z[:, 2] > 0.99).all()),
        "page": lambda: bool((y[:, 1] > 0.6).all() and (z[:, 1] < -0.4).all() and (z[:, 2] > 0.6).all()),
        "gun": lambda: bool(((z * along).sum(-1) > 0.99).all()),
        "beam": lambda: bool(((y * along).sum(-1) > 0.95).all()),
        "blade": lambda: bool(((y * along).sum(-1) > 0.6).all()),
        "tool": lambda: bool(((y * along).sum(-1) < 0.6).all()),
    }
    assert checks[expected]()


def test_handing_on_never_jumps() -> None:
    """From one pose to another: nothing before the frame changes, nothing jumps on it, and the end is the new pose."""
    time = np.linspace(0, 2, 48)
    turn = np.tile([1.0, 0.0, 0.0, 0.0], (48, 1))
    before = (np.stack([time, 0 * time, 0 * time], -1), turn)
    after = (np.stack([0 * time, time, 0 * time], -1), turn)
    place, _ = handed_on(before, after, 20, 24)
    assert np.array_equal(place[:20], before[0][:20])
    assert np.linalg.norm(place[20] - before[0][20]) < 1e-9
    assert np.abs(place[28:] - after[0][28:]).max() < 1e-6


def _axis(turn: F64, number: int) -> F64:
    return _rotated(turn, np.eye(3)[number])


def _rotated(turn: F64, vector: F64) -> F64:
    w, xyz = turn[:, :1], turn[:, 1:]
    twice = 2 * np.cross(xyz, np.broadcast_to(vector, xyz.shape))
    return np.asarray(vector + w * twice + np.cross(xyz, twice))
