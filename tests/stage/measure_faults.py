"""Faults put into a sound performance, one at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from tests.stage.motion_scene import ANNA, BEN, FPS, span

from redearth.direction.model import Blocking, Piece
from redearth.stage.cast.build import skeleton_of
from redearth.stage.measure.acted import acted_of
from redearth.stage.model import Contact
from redearth.stage.motion import quat
from redearth.stage.motion.ease import pulse
from redearth.stage.parts import F64, ActorTake, PropTake, Skeleton, Touch
from redearth.voice.model import Line

SPEECH = "s/anna.says.1"
FRAMES = 230
WALL = Piece(id="wall", kind="wall", position_m=(1.2, 0.0, 2.9), size_m=(0.3, 3.0, 8.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A scene as it was performed, ready to be spoilt."""

    blocking: Blocking
    lines: dict[str, Line]
    takes: tuple[ActorTake, ...]
    props: tuple[PropTake, ...]
    contacts: tuple[Contact, ...]
    touches: tuple[Touch, ...] = ()

    def take(self, actor: str) -> ActorTake:
        """Return an actor's take."""
        return next(t for t in self.takes if t.actor == actor)

    def with_take(self, spoilt: ActorTake) -> Scene:
        """Return the scene with another take of the same actor."""
        return replace(self, takes=tuple(spoilt if t.actor == spoilt.actor else t for t in self.takes))


def _turned(take: ActorTake, joint: str, skeleton: Skeleton, turns: F64) -> ActorTake:
    rotations = take.rotations.astype(float)
    index = skeleton.index(joint)
    rotations[:, index] = quat.multiply(rotations[:, index], turns)
    return replace(take, rotations=rotations.astype(np.float32))


def _moved(take: ActorTake, offsets_m: F64) -> ActorTake:
    places = take.translations_m.astype(float)
    places[:, 0] += offsets_m
    return replace(take, translations_m=places.astype(np.float32))


def _about(axis: F64, angles: F64) -> F64:
    return np.concatenate([np.cos(angles / 2)[:, None], np.sin(angles / 2)[:, None] * axis], 1)


def _time() -> F64:
    return np.arange(FRAMES) / FPS


def _along(axis: int, values: F64) -> F64:
    out = np.zeros((FRAMES, 3))
    out[:, axis] = values
    return out


def slide_a_foot(scene: Scene) -> Scene:
    """Ben drifts by 4 cm while he stands."""
    return scene.with_take(_moved(scene.take("ben"), _along(0, -0.04 * pulse(_time(), 6.0, 2.0, 2.0))))


def sink(scene: Scene) -> Scene:
    """Ben goes 5 cm into the ground, so slowly that nothing else is wrong."""
    return scene.with_take(_moved(scene.take("ben"), _along(1, -0.05 * pulse(_time(), 6.0, 3.0, 3.0))))


def put_an_arm_into_the_wall(scene: Scene) -> Scene:
    """Ben's whole way lies in another wall."""
    inside = replace(WALL, id="screen", position_m=(-1.0, 1.2, 3.1), size_m=(0.4, 0.5, 0.4))
    plan = replace(scene.blocking.set_plan, pieces=(WALL, inside))
    return replace(scene, blocking=replace(scene.blocking, set_plan=plan))


def walk_through_somebody(scene: Scene) -> Scene:
    """Ben stood all the time where Anna goes."""
    return scene.with_take(_moved(scene.take("ben"), np.tile([1.2, 0.0, 0.3], (FRAMES, 1))))


def bend_an_elbow_backwards(scene: Scene) -> Scene:
    """Ben's left elbow bends slowly the wrong way."""
    skeleton, take = skeleton_of(BEN), scene.take("ben")
    bent = quat.about(1, 1.1 * pulse(_time(), 6.0, 1.5, 1.5))
    return scene.with_take(_turned(take, "leftLowerArm", skeleton, bent))


def put_a_hand_into_the_belly(scene: Scene) -> Scene:
    """Ben's left elbow bends, and the arm turns inwards by more than his trunk has room for."""
    skeleton, level = skeleton_of(BEN), pulse(_time(), 6.0, 2.0, 2.0)
    along = skeleton.rest_offsets_m[skeleton.index("leftLowerArm")]
    along = along / np.linalg.norm(along)
    bent = _turned(scene.take("ben"), "leftLowerArm", skeleton, _about(np.array([along[1], -along[0], 0.0]), 1.5 * level))
    return scene.with_take(_turned(bent, "leftUpperArm", skeleton, _about(along, 1.3 * level)))


def inject_a_pop(scene: Scene) -> Scene:
    """Ben's head turns by a third of a right angle for a single frame."""
    turn = np.zeros(FRAMES)
    turn[120] = 0.5
    return scene.with_take(_turned(scene.take("ben"), "head", skeleton_of(BEN), quat.about(1, turn)))


def freeze(scene: Scene) -> Scene:
    """Ben stops to breathe for the last two seconds."""
    take = scene.take("ben")
    rotations, places = take.rotations.copy(), take.translations_m.copy()
    rotations[-48:], places[-48:] = rotations[-48], places[-48]
    return scene.with_take(replace(take, rotations=rotations, translations_m=places))


def move_the_cup(scene: Scene) -> Scene:
    """The cup floats 4 cm out of the hand and back."""
    cup = scene.props[0]
    matrix = cup.world_from_object.copy()
    matrix[:, 1, 3] += (0.04 * pulse(_time(), 5.0, 1.0, 1.0)).astype(np.float32)
    return replace(scene, props=(replace(cup, world_from_object=matrix),))


def miss_a_touch(scene: Scene) -> Scene:
    """An act means Ben's palm to press where it is not, by 3 cm."""
    person = acted_of(scene.take("ben"), skeleton_of(BEN))
    along = person.skeleton.rest_offsets_m[person.skeleton.index("rightFingers")] * (8 / 9)
    x, y, z = (float(v) for v in person.at("rightHand", along)[100])
    touch = Touch(range=span(100, 110), actor="ben", joint="rightHand", kind="press", position_m=(x, y + 0.03, z), piece="wall")
    return replace(scene, touches=(touch,))


def open_the_mouth(scene: Scene) -> Scene:
    """Anna's jaw never comes nearer to closed than a fifth of a centimetre."""
    level = 0.12 * pulse(_time(), 5.5, 1.0, 1.5)
    return scene.with_take(_turned(scene.take("anna"), "jaw", skeleton_of(ANNA), quat.about(0, level)))


def shift_the_voice(scene: Scene) -> Scene:
    """The mouth moves as before, but the line is heard three frames earlier; its closed sounds are short of that."""
    speech = scene.blocking.speeches[0]
    moved = replace(speech, range=span(speech.range.start - 3, speech.range.end - 3))
    quiet = replace(scene.lines[SPEECH], phonemes=tuple(replace(p, viseme="B") if p.viseme == "A" else p for p in scene.lines[SPEECH].phonemes))  # fmt: skip
    return replace(scene, blocking=replace(scene.blocking, speeches=(moved,)), lines={SPEECH: quiet})
