"""Finding a shot by what a person calls it."""

from __future__ import annotations

from dataclasses import dataclass

from redearth.core.diagnostics import fault
from redearth.direction.model import Shot
from redearth.production.desk import Desk
from redearth.production.prepare import SceneWork, direct, read


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundShot:
    """A shot, the scene it is of and all scenes of the film."""

    shot: Shot
    work: SceneWork
    works: tuple[SceneWork, ...]


async def all_shots(desk: Desk) -> list[tuple[SceneWork, Shot]]:
    """Read and direct the film; return its shots in order."""
    await read(desk)
    return [(work, shot) for work in await direct(desk) for shot in work.shots.shots]


async def find_shot(desk: Desk, name: str, frame: int = 0) -> FoundShot:
    """Return the shot of this label (``2C``) or id; raises :class:`FilmError` when there is no such shot, or it has no such frame."""
    places = await all_shots(desk)
    works = tuple({work.scene.id: work for work, _ in places}.values())
    labels = {card.label: card.shot for work in works for card in work.shots.cards}
    wanted = labels.get(name.upper(), name)
    work, shot = next(((w, s) for w, s in places if s.id == wanted), (None, None))
    if work is None or shot is None:
        known = ", ".join(sorted(labels)[:12])
        raise fault("shoot.shot", f"the film has no shot {name!r}", remedy=f"a label or an id of shots.csv, such as {known}")
    if not 0 <= frame < shot.range.duration:
        raise fault("shoot.frame", f"shot {name} has no frame {frame}", remedy=f"a frame from 0 to {shot.range.duration - 1}")
    return FoundShot(shot=shot, work=work, works=works)
