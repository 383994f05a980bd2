"""Write the shot list of a scene from its cut: shots that tile it, cards that say why, titles over them."""

from __future__ import annotations

import math
from typing import Literal

from redearth.breakdown.model import Scene
from redearth.core.frames import FrameRange, between
from redearth.direction.blocking import pace
from redearth.direction.blocking.terms import Staged
from redearth.direction.camera.film import film, pan_of
from redearth.direction.camera.moves import motive_of, named_move
from redearth.direction.camera.setups import View
from redearth.direction.camera.taste import wish_of
from redearth.direction.cover import Covered, cover
from redearth.direction.cut import cut
from redearth.direction.look_back import Take
from redearth.direction.model import Shot, ShotCard, ShotList, TitleCue

_CHASE = frozenset({"RUN", "CHARGE", "LUNGE", "APPEAR", "REAR", "SCREAM"})


def shoot_list(scene: Scene, staged: Staged, aspect: float) -> ShotList:
    """Return the cut of a staged scene."""
    view = View(staged, aspect)
    covered = cover(view)
    takes = cut(covered)
    shots: list[Shot] = []
    cards: list[ShotCard] = []
    used: set[str] = set()
    chase = any(b.act is not None and b.act.primitive in _CHASE and b.tension > 0.6 for b in scene.beats)
    for index, take in enumerate(takes):
        shot, reason = _shot(view, scene, take, covered, used, chase=chase, last=index == len(takes) - 1)
        shots.append(shot)
        used.add(shot.id)
        beats = tuple(dict.fromkeys(u.beat.id for u in take.units))
        label = f"{scene.number or '1'}{_letters(index)}"
        cards.append(
            ShotCard(shot=shot.id, label=label, reason=reason, beats=beats, idiom=take.seen.setup.idiom, costs=take.costs)
        )
    return ShotList(
        scene=scene.id,
        duration_frames=staged.blocking.duration_frames,
        shots=tuple(shots),
        cards=tuple(cards),
        titles=_titles(scene, staged),
        transition_in=scene.transition_in,
        transition_out=scene.transition_out,
    )


def _shot(
    view: View, scene: Scene, take: Take, covered: tuple[Covered, ...], used: set[str], *, chase: bool, last: bool
) -> tuple[Shot, str]:
    setup, units = take.seen.setup, take.units
    start, end = units[0].start, units[-1].end
    subjects = tuple(s for s in setup.subjects if s)
    opened = units[0].key.removeprefix(f"{scene.id}/")
    name = f"{scene.id}.{setup.role.replace('_', '-')}{'-' + subjects[0] if subjects else ''}.{opened}"
    if name in used:
        name += f".{sum(u.startswith(name) for u in used) + 1}"
    wishes = [c.wish for c in covered if c.unit in units]
    tension = max(w.tension for w in wishes)
    fps = view.staged.blocking.fps
    motive = motive_of(
        setup, tension=tension, seconds=sum(u.nominal_s for u in units), first=units[0].first, last=last and units[-1].tension < 0.82,
        fresh=any(u.reveals for u in units), chase=chase and tension > 0.5,
    )  # fmt: skip
    samples = film(view, setup, units, start, end, motive, name)
    shot = Shot(
        id=name, scene=scene.id, range=between(start, end), role=setup.role, size=setup.size,
        move=named_move(setup, motive, pan_of(samples)), subjects=subjects, camera=samples,
        t_stop=_t_stop(setup.size), key_side=_key_side(view, setup.aim_actors, take),
    )  # fmt: skip
    why = setup.reason if end - start > fps else f"{setup.reason}, briefly"
    return shot, why


def _t_stop(size: str) -> float:
    return {"ELS": 8.0, "LS": 5.6, "FS": 4.0, "MLS": 4.0, "INSERT": 4.0}.get(size, 2.8)


def _key_side(view: View, actors: tuple[str, ...], take: Take) -> int:
    """The key comes from the side the main face looks to, so that the shadow side is the camera's."""
    gaze = take.seen.end.gaze.get(actors[0], 0.0) if actors else 0.0
    if abs(gaze) > 0.1:
        return 1 if gaze > 0 else -1
    return 1 if math.sin(take.seen.end.bearing) <= 0 else -1


def _titles(scene: Scene, staged: Staged) -> tuple[TitleCue, ...]:
    out = []
    fps, total = staged.blocking.fps, staged.blocking.duration_frames
    for timing in staged.blocking.timings:
        beat = next(b for b in scene.beats if b.id == timing.beat)
        if beat.kind != "title":
            continue
        frames = max(1, round(pace.title_seconds(beat.title) * fps))
        delay = min(round(0.5 * fps), max(0, total - timing.range.start - frames))
        start = min(timing.range.start + delay, max(0, total - frames))
        style: Literal["super", "main"] = "main" if beat is scene.beats[-1] and len(beat.title) <= 32 else "super"
        out.append(
            TitleCue(
                beat=beat.id, text=beat.title, range=FrameRange(start=start, duration=min(frames, total - start)), style=style
            )
        )
    return tuple(out)


def _letters(index: int) -> str:
    """Return A … Z, AA, AB …, the letters I and O left out as on a slate."""
    alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    text = ""
    index += 1
    while index > 0:
        index, digit = divmod(index - 1, len(alphabet))
        text = alphabet[digit] + text
    return text


__all__ = ["shoot_list", "wish_of"]
