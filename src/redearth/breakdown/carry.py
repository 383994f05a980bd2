"""Who holds what at the end of one scene, and therefore brings it into the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from redearth.breakdown.model import Carried, Prop, Scene

_TAKE = frozenset(["GRAB", "HOLD", "CARRY", "CATCH", "RAISE"])
_LOSE = frozenset(["RELEASE", "GIVE", "THROW"])
_WITH_IN_HAND = frozenset(
    ["WALK", "RUN", "STAND", "APPEAR", "CRAWL", "CLIMB", "SIT", "KNEEL", "CROUCH", "STOP", "TURN", "CHARGE"]
)
"""``sneaks in with a knife``: what somebody comes, waits or turns with is in his hand; what he cuts with he may take up first."""


def carry_props(scenes: Sequence[Scene], props: dict[str, Prop]) -> tuple[Scene, ...]:
    """Return the scenes with ``carried`` filled in.

    Something held stays in hand while the action is continuous, where a later scene names it again, and for good when
    it is a thing the script has pressed on us (capitals) in more than one scene.
    """
    told = {prop: sum(prop in scene.props for scene in scenes) for prop in props}
    held: dict[str, str] = {}
    found: list[Scene] = []
    for scene in scenes:
        carried: list[Carried] = []
        for prop, who in sorted(held.items()):
            story = props[prop].emphasised and told[prop] > 1
            if who in scene.cast and (scene.continuous or prop in scene.props or story):
                carried.append(Carried(prop=prop, character=who))
            elif who in scene.cast:
                del held[prop]
        carried += _already_held(scene, props, {c.prop for c in carried})
        held.update({c.prop: c.character for c in carried})
        found.append(
            replace(scene, carried=tuple(carried), props=tuple(dict.fromkeys((*scene.props, *(c.prop for c in carried)))))
        )
        _follow_hands(scene, props, held)
    return tuple(found)


def _already_held(scene: Scene, props: dict[str, Prop], known: set[str]) -> list[Carried]:
    """Props that a scene first shows in somebody's hold were brought in."""
    first: dict[str, Carried | None] = {}
    for act in (beat.act for beat in scene.beats if beat.act is not None):
        for prop in (*act.objects, act.instrument):
            if prop in props and not props[prop].fixed and prop not in first:
                brought = act.primitive in _WITH_IN_HAND if prop == act.instrument else act.primitive in ("HOLD", "CARRY")
                first[prop] = Carried(prop=prop, character=act.actors[0]) if brought and act.actors else None
    return [c for c in first.values() if c is not None and c.prop not in known]


def _follow_hands(scene: Scene, props: dict[str, Prop], held: dict[str, str]) -> None:
    for beat in scene.beats:
        act = beat.act
        if act is None or not act.actors or act.negated:
            continue
        for prop in (o for o in act.objects if o in props and not props[o].fixed):
            if act.primitive in _TAKE:
                held[prop] = act.actors[0]
            elif act.primitive in _LOSE:
                held.pop(prop, None)
                receiver = next((o for o in act.objects if o not in props), "") or next(
                    (p.id for p in act.places if p.kind == "character" and p.relation == "to"), ""
                )
                if act.primitive == "GIVE" and receiver:
                    held[prop] = receiver
