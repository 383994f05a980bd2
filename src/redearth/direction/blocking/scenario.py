"""What stays the same while a scene is blocked, and what changes from group to group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from redearth.breakdown.model import Act, Beat, CastList, Character, Prop, Scene
from redearth.core.physique import physique_of
from redearth.core.recorded_motion import RecordedMotion
from redearth.core.space import Vec3
from redearth.core.stature import creature_stature_m
from redearth.direction.blocking.floorplan import Floorplan, floorplan_of
from redearth.direction.blocking.terms import F64, Actor, Grip, Stance
from redearth.direction.model import Piece, SetPlan
from redearth.direction.sets.words import piece_kind

LIGHT_WORDS = frozenset(
    {"sun", "light", "sunlight", "sky", "horizon", "dawn", "daylight", "sunrise", "太阳", "阳光", "光", "天空", "地平线"}
)
DISTANCE_WORDS = frozenset(
    {"dust", "distance", "ruins", "dark", "darkness", "shadows", "fog", "smoke", "storm", "尘", "尘土", "远处", "黑暗", "废墟"}
)
BURNING = frozenset(
    {"flare", "torch", "lantern", "candle", "lighter", "lamp", "flashlight", "match", "火把", "灯", "手电", "蜡烛", "信号弹"}
)
SHUTTING = frozenset({"slam", "close", "shut", "lock", "seal", "drop"})
OPENING = frozenset({"open", "unlock", "rise", "part"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where a prop is: in somebody's hand or at a point of the set."""

    holder: str = ""
    grip: Grip = ""
    position_m: Vec3 = (0.0, 0.0, 0.0)
    lit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """The scene with all it plays on."""

    scene: Scene
    plan: SetPlan
    actors: Mapping[str, Actor]
    props: Mapping[str, Prop]
    floorplan: Floorplan
    fps: int
    barrier: Piece | None
    """A gate that shuts during the scene: creatures stay on its far side, people on the safe side."""
    opens: Piece | None
    """A gate that opens during the scene: newcomers wait behind it."""
    motions: Mapping[str, RecordedMotion] = field(default_factory=dict)
    """Recorded motions of the user's own, by name."""

    @property
    def centre(self) -> F64:
        """The middle of the acting area [2]."""
        spot = self.plan.anchor("centre")
        return np.array([spot.position_m[0], spot.position_m[2]]) if spot else np.zeros(2)

    def frames(self, seconds: float) -> int:
        """Return whole frames, at least 1."""
        return max(1, int(seconds * self.fps + 0.5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How everybody and everything stands between two groups."""

    stances: Mapping[str, Stance]
    held: Mapping[str, Whereabouts] = field(default_factory=dict)
    shut: frozenset[str] = frozenset()
    seen: frozenset[str] = frozenset()
    """Actors that have been on the set so far."""
    last_thing: str = ""
    """The thing somebody touched last, for sparks and jams that name none."""

    def present(self) -> tuple[str, ...]:
        """Return who is on the set, in order of the cast."""
        return tuple(a for a, s in self.stances.items() if s.present)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPerformers:
    """What the user's own cast and motions change in a scene's plan."""

    statures_m: Mapping[str, float] = field(default_factory=dict)
    """Heights of the user's own characters, by id."""
    motions: Mapping[str, RecordedMotion] = field(default_factory=dict)


def scenario_of(scene: Scene, cast: CastList, plan: SetPlan, fps: int, own: OwnPerformers | None = None) -> Scenario:
    """Return the fixed side of a scene; characters the cast does not know are plain adults."""
    own = own or OwnPerformers()
    known = {c.id: c for c in cast.characters}
    named: dict[str, None] = dict.fromkeys((*scene.cast, *scene.present_at_start))
    for beat in scene.beats:
        named.update(dict.fromkeys((beat.act.actors if beat.act else ()) + ((beat.speech.speaker,) if beat.speech else ())))
        named.update(dict.fromkeys(o for o in (beat.act.objects if beat.act else ()) if o in known))
    actors = {name: _actor(name, known.get(name), order) for order, name in enumerate(n for n in named if n)}
    actors |= {name: replace(actors[name], stature_m=tall) for name, tall in own.statures_m.items() if name in actors}
    return Scenario(
        scene=scene,
        plan=plan,
        actors=actors,
        props={p.id: p for p in cast.props},
        floorplan=floorplan_of(plan),
        fps=fps,
        barrier=_moved_piece(scene, plan, SHUTTING),
        opens=_moved_piece(scene, plan, OPENING),
        motions=own.motions,
    )


def find_piece(plan: SetPlan, word: str, near: F64 | None = None) -> Piece | None:
    """Return the piece a word names: by id, else the nearest of its kind."""
    if not word:
        return None
    exact = next((p for p in plan.pieces if p.id == word), None)
    if exact is not None:
        return exact
    kind = piece_kind(word)
    if kind is None:
        return None
    kinds = ("door", "gate") if kind in ("door", "gate") else (kind,)
    of_kind = [p for k in kinds for p in plan.pieces if p.kind == k]
    spot = np.zeros(2) if near is None else near
    return min(of_kind, key=lambda p: (float(np.hypot(p.position_m[0] - spot[0], p.position_m[2] - spot[1])), p.id), default=None)


def event_of(act: Act) -> str:
    """Return the kind of event an act names."""
    return act.event or act.lemma


def acts_of(scene: Scene, actor: str) -> list[Beat]:
    """Return the action beats somebody takes part in, in order."""
    return [b for b in scene.beats if b.act is not None and actor in b.act.actors]


def _actor(name: str, known: Character | None, order: int) -> Actor:
    if known is None:
        return Actor(id=name, kind="person", stature_m=1.72, order=order)
    return Actor(id=name, kind=known.kind, stature_m=stature_m(known), count=known.count, order=order)


def stature_m(character: Character) -> float:
    """Return a stature from what the script says; the same rule as the stage's skeletons."""
    c = character
    if c.kind == "creature":
        return c.stature_m or creature_stature_m(" ".join((*c.traits, *c.wardrobe, c.name)))
    return physique_of(c.id, c.name, c.age, c.sex, c.traits, c.stature_m).stature_m


def _moved_piece(scene: Scene, plan: SetPlan, kinds: frozenset[str]) -> Piece | None:
    for beat in scene.beats:
        act = beat.act
        if act is None or act.negated:
            continue
        word = "close" if act.primitive == "CLOSE" else "open" if act.primitive == "OPEN" else event_of(act)
        if word not in kinds:
            continue
        for target in (*act.objects, *(p.id for p in act.places)):
            piece = find_piece(plan, target)
            if piece is not None and piece.kind in ("gate", "door"):
                return piece
    return None
