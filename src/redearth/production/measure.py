"""The rehearsal: perform every scene, without pictures, and measure it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from redearth.build.model import whole
from redearth.direction.model import ShotList
from redearth.production.desk import Desk
from redearth.production.own_cast import for_performance
from redearth.production.prepare import SceneWork, direct, read
from redearth.production.shoot import builds, directed_inputs, line_inputs, perform
from redearth.stage.measure.findings import Finding, SceneMeasures


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """The scenes of a film, measured."""

    scenes: tuple[tuple[ShotList, SceneMeasures], ...]

    def place(self, number: int, finding: Finding) -> tuple[str, int]:
        """Return in which shot a finding of scene ``number`` is seen, by its label, and on which of the shot's frames."""
        cut, _ = self.scenes[number]
        labels = {card.shot: card.label for card in cut.cards}
        shots = [s for s in cut.shots if s.range.start <= finding.frame < s.range.end]
        # Scene frames that no shot shows (there are none: shots tile the scene) would name the last one.
        shot = shots[0] if shots else cut.shots[-1]
        return labels.get(shot.id, shot.id), min(max(finding.frame - shot.range.start, 0), shot.range.duration - 1)


async def rehearse(desk: Desk) -> Rehearsal:
    """Read, direct and perform the whole film and measure every scene; cached work is taken from the store."""
    await read(desk)
    works = await direct(desk)
    measured = await asyncio.gather(*(_measure(desk, work) for work in works))
    return Rehearsal(scenes=tuple((work.shots, found) for work, found in zip(works, measured, strict=True)))


async def _measure(desk: Desk, work: SceneWork) -> SceneMeasures:
    jobs = builds(desk, "characters", "character", sorted({t.actor for t in work.blocking.tracks}))
    performed, *built = await asyncio.gather(perform(desk, work), *jobs.values())
    bodies = {name: whole(made) for name, made in zip(jobs, built, strict=True)}
    rigs = for_performance(desk, sorted({t.actor for t in work.blocking.tracks}), [])
    inputs = {**directed_inputs(desk, work), **line_inputs(work), "performance": whole(performed), **bodies, **rigs}
    made = await desk.make("stage.task:measure", work.scene.id, inputs, beats=work.beats)
    return desk.record(SceneMeasures, made, "measures.json")


def worst(scenes: Sequence[SceneMeasures], most: int = 12) -> list[tuple[int, Finding]]:
    """Return the worst findings of a film with the numbers of their scenes: of every check in turn, its worst first."""
    rows: list[tuple[int, int, Finding]] = []
    for check in dict.fromkeys(measure.check for scene in scenes for measure in scene.measures):
        found = [(n, f) for n, scene in enumerate(scenes) for m in scene.measures if m.check == check for f in m.findings]
        found.sort(key=lambda row: (-row[1].value, row[0], row[1].frame, row[1].actor))
        rows += [(rank, n, f) for rank, (n, f) in enumerate(found)]
    chosen = sorted(rows, key=lambda row: row[0])[:most]
    return [(n, f) for _, n, f in chosen]
