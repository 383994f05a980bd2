"""What a performance is measured by, and what was found: bars, measures and findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from redearth.stage.parts import F64

Check = Literal[
    "feet", "ground", "set", "bodies", "joints", "limbs", "pops", "stillness", "hands", "closures", "lag"
]  # fmt: skip
_KEPT = 12
"""Findings that are kept of one check in one scene, the worst first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A limit that no sample may pass, and one for their median where there is one."""

    title: str
    unit: str
    limit: float
    median: float | None = None


BARS: dict[Check, Bar] = {
    "feet": Bar(title="planted feet slide, per step", unit="mm", limit=10.0, median=2.0),
    "ground": Bar(title="into the ground", unit="mm", limit=20.0),
    "set": Bar(title="into the set", unit="mm", limit=20.0),
    "bodies": Bar(title="into each other", unit="mm", limit=20.0),
    "joints": Bar(title="beyond a joint's limit", unit="deg", limit=0.5),
    "limbs": Bar(title="limbs into the own body", unit="mm", limit=20.0),
    "pops": Bar(title="fastest change over its class limit", unit="x", limit=1.0),
    "stillness": Bar(title="longest moment without any motion", unit="s", limit=0.75),
    "hands": Bar(title="hand beside what it holds or touches", unit="mm", limit=15.0),
    "closures": Bar(title="lips apart on p, b and m", unit="mm", limit=1.0),
    "lag": Bar(title="lips behind or before the voice", unit="frames", limit=1.0),
}
"""Every check with its bar, in the order in which they are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One place where a performance passes a bar."""

    check: Check
    actor: str
    """``lin``, ``mob#7`` for a member of a crowd."""
    frame: int
    """In scene frames."""
    value: float
    """In the unit of the check's bar."""
    what: str
    """In words: which joint, piece, partner or sound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One check of one scene."""

    check: Check
    samples: int
    """What was measured: steps, frames of a person, lines … 0 where the scene has none."""
    worst: float
    median: float
    beyond: int
    """Samples, or runs of frames, that pass the bar."""
    findings: tuple[Finding, ...] = field(default=())
    """The worst of them first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneMeasures:
    """A scene's performance, measured."""

    scene: str
    frames: int
    people: int
    """Actors and members of crowds."""
    measures: tuple[Measure, ...]


def fails(measure: Measure) -> bool:
    """Return whether a bar is passed."""
    bar = BARS[measure.check]
    return measure.beyond > 0 or (bar.median is not None and measure.samples > 0 and measure.median > bar.median)


def measured(check: Check, values: Sequence[float], findings: Sequence[Finding]) -> Measure:
    """Return the measure of samples and of what was found among them; ``findings`` are those that pass the bar."""
    ordered = sorted(findings, key=lambda f: (-f.value, f.frame, f.actor, f.what))
    rounded = [_rounded(v) for v in values]
    return Measure(
        check=check,
        samples=len(rounded),
        worst=max(rounded, default=0.0),
        median=float(np.median(rounded)) if rounded else 0.0,
        beyond=len(ordered),
        findings=tuple(ordered[:_KEPT]),
    )


def runs_beyond(check: Check, actor: str, values: F64, frames: np.ndarray, what: Sequence[str] | str) -> list[Finding]:
    """Return one finding for each run of neighbouring frames [n] whose value [n] passes the check's limit: the worst frame of it."""
    beyond = np.flatnonzero(values > BARS[check].limit)
    if not len(beyond):
        return []
    step = int(np.diff(frames).min(initial=1)) if len(frames) > 1 else 1
    found = []
    for run in np.split(beyond, np.flatnonzero(np.diff(frames[beyond]) > max(4, 2 * step)) + 1):
        worst = int(run[np.argmax(values[run])])
        words = what if isinstance(what, str) else what[worst]
        found.append(Finding(check=check, actor=actor, frame=int(frames[worst]), value=_rounded(values[worst]), what=words))
    return found


def _rounded(value: float) -> float:
    return round(float(value), 3)
