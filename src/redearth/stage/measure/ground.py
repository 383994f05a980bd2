"""Does anybody sink into the ground?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from redearth.stage.measure.acted import Acted
from redearth.stage.measure.findings import Finding, Measure, measured, runs_beyond
from redearth.stage.measure.floor import Floor
from redearth.stage.measure.form import Form, corners


def sunk(people: Sequence[Acted], forms: Mapping[str, Form], floor: Floor) -> Measure:
    """Return how deep the outermost corners of bodies go under the ground, in millimetres, over every visible frame."""
    values: list[float] = []
    found: list[Finding] = []
    for person in people:
        frames = np.flatnonzero(person.visible)[:: 3 if person.member else 1]
        form = forms[person.actor]
        if not len(frames) or not len(form.corner_joints):
            continue
        points = corners(person, form, frames)
        depth = 1000.0 * (floor.height_m(points[..., 0], points[..., 2]) - points[..., 1])
        deepest = depth.argmax(1)
        worst = np.maximum(depth.max(1), 0.0)
        names = [person.skeleton.names[form.corner_joints[p, 0]] for p in deepest]
        values += worst.tolist()
        found += runs_beyond("ground", person.name, worst, frames, names)
    return measured("ground", values, found)
