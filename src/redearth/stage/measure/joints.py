"""Do joints turn farther than a person's do?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from redearth.stage.measure.acted import Acted
from redearth.stage.measure.findings import Finding, Measure, measured, runs_beyond
from redearth.stage.motion.limits import limit_violations


def joints(people: Sequence[Acted]) -> Measure:
    """Return by how many degrees the worst joint of each person is beyond its limit (``stage.motion.limits``), on every visible frame."""
    values: list[float] = []
    found: list[Finding] = []
    for person in people:
        frames = np.flatnonzero(person.visible)
        if person.skeleton.kind != "biped" or not len(frames):
            continue
        beyond = np.degrees(limit_violations(person.local, person.skeleton))[frames]
        worst = beyond.max(1)
        values += worst.tolist()
        found += runs_beyond("joints", person.name, worst, frames, [person.skeleton.names[j] for j in beyond.argmax(1)])
    return measured("joints", values, found)
