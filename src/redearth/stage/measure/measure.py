"""Measure a scene: every check over everybody who is on the set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from redearth.direction.model import Blocking
from redearth.stage.measure.acted import Acted
from redearth.stage.measure.bodies import collisions
from redearth.stage.measure.feet import slides
from redearth.stage.measure.findings import SceneMeasures
from redearth.stage.measure.floor import Floor
from redearth.stage.measure.form import Form
from redearth.stage.measure.ground import sunk
from redearth.stage.measure.hands import hands
from redearth.stage.measure.intent import Intent
from redearth.stage.measure.joints import joints
from redearth.stage.measure.limbs import into_oneself
from redearth.stage.measure.lips import lips
from redearth.stage.measure.pops import pops, stillness
from redearth.stage.measure.scenery import into_the_set
from redearth.stage.model import Contact
from redearth.stage.parts import PropTake, Touch
from redearth.voice.model import Line


def measure(
    blocking: Blocking,
    lines: Mapping[str, Line],
    people: Sequence[Acted],
    forms: Mapping[str, Form],
    props: Sequence[PropTake],
    contacts: Sequence[Contact],
    touches: Sequence[Touch] = (),
) -> SceneMeasures:
    """Return every check of a scene; ``forms`` holds each actor's body, ``lines`` what is spoken, by beat,
    ``touches`` what is meant to touch."""
    floor, fps = Floor(plan=blocking.set_plan), blocking.fps
    intent = Intent(blocking=blocking, touches=touches)
    closures, lag = lips(people, blocking, lines)
    return SceneMeasures(
        scene=blocking.scene,
        frames=blocking.duration_frames,
        people=len(people),
        measures=(
            slides(people, floor, contacts, fps, {person.actor: intent.borne(person.actor) for person in people}),
            sunk(people, forms, floor),
            into_the_set(people, forms, intent),
            collisions(people, forms, intent),
            joints(people),
            into_oneself(people, forms),
            pops(people, fps),
            stillness(people, fps),
            hands(people, props, intent, contacts),
            closures,
            lag,
        ),
    )
