"""How places look at every time of day: one small picture each, by the same departments that make the film's own shots."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from redearth.breakdown.model import Location, Scene
from redearth.build.model import Artifact, only
from redearth.core.digest import Json
from redearth.core.frames import FrameRange
from redearth.core.record import dump_record
from redearth.core.slug import slug
from redearth.direction.model import Blocking, Kit, SetPlan, ShotList
from redearth.direction.sets.dressing import dressed
from redearth.production.desk import Desk
from redearth.production.prepare import SceneWork, plan_set, read
from redearth.production.shoot import for_the_camera, stage

HOURS = ("dawn", "morning", "day", "dusk", "evening", "night")
_WIDTH_PX, _HEIGHT_PX, _FPS = 640, 360, 24
_FIGURE = "A WORKER (40s) stands still."
"""Somebody of average height, for scale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """One place at one time of day."""

    place: str
    kit: str
    hour: str
    drawn: Artifact
    """Holds ``frame.png``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A place to be looked at."""

    name: str
    plan: Artifact
    weather: tuple[str, ...] = ()


async def draw_looks(desk: Desk, *, kits: bool) -> tuple[tuple[Sight, ...], Artifact]:
    """Draw every set of the film (or, with ``kits``, one of every built-in kit) at every time of day; return the pictures and their sheet."""
    await read(desk)
    places = await (_every_kit(desk) if kits else _every_set(desk))
    rows = await asyncio.gather(*(_look_at(desk, place) for place in places))
    sights = tuple(sight for row in rows for sight in row)
    return sights, await _sheet(desk, sights)


async def _every_set(desk: Desk) -> Sequence[_Place]:
    chosen = {slug(name): dict(keys) for name, keys in desk.film.settings.sets.items()}
    scenes = desk.breakdown.scenes
    locations = desk.breakdown.locations
    plans = await asyncio.gather(*(plan_set(desk, place.id, chosen.get(slug(place.name), {})) for place in locations))
    return [
        _Place(name=place.name, plan=plan, weather=next((s.weather for s in scenes if s.location == place.id), ()))
        for place, plan in zip(locations, plans, strict=True)
    ]


async def _every_kit(desk: Desk) -> Sequence[_Place]:
    kits = get_args(Kit)
    names = [kit.replace("_", " ") for kit in kits]
    plans = []
    for kit, name in zip(kits, names, strict=True):
        place = Location(id=f"kit-{slug(name)}", name=name.upper(), interior=False, exterior=False, words=tuple(name.split()))
        given = {"location": desk.give(dump_record(place), "location.json")}
        plans.append(desk.make("direction.task:plan_set", place.id, given, {"override": {"kit": kit}}))
    return [_Place(name=name.upper(), plan=plan) for name, plan in zip(names, await asyncio.gather(*plans), strict=True)]


async def _look_at(desk: Desk, place: _Place) -> list[Sight]:
    plan = desk.record(SetPlan, place.plan, "set_plan.json")
    scene, broken = await _stand_in(desk, place, plan)
    inputs = {
        "scene": only(broken, f"scenes/{slug(scene.id)}.json"),
        "cast": only(broken, "cast.json"),
        "set_plan": only(place.plan, "set_plan.json"),
    }
    options: dict[str, Json] = {"fps": _FPS, "aspect": _WIDTH_PX / _HEIGHT_PX}
    directed = await desk.make("direction.task:direct", f"look at {place.name}", inputs, options)
    blocking = desk.record(Blocking, directed, "blocking.json")
    shots = desk.record(ShotList, directed, "shotlist.json")
    moment = _moment(shots)
    looking = [_at_hour(desk, broken, scene, place, blocking, moment, hour) for hour in HOURS]
    drawn = await asyncio.gather(*looking)
    return [Sight(place=place.name, kit=plan.kit, hour=hour, drawn=one) for hour, one in zip(HOURS, drawn, strict=True)]


async def _stand_in(desk: Desk, place: _Place, plan: SetPlan) -> tuple[Scene, Artifact]:
    """Break a scene down in which somebody only stands in the place."""
    heading = f"{'INT' if plan.interior else 'EXT'}. {place.name} - DAY"
    script = desk.give(f"Title: Look\n\n{heading}\n\n{_FIGURE}\n".encode(), "look.fountain")
    read = await desk.make("script.task:read", f"look at {place.name}", {"script": script}, {"file": "look.fountain"})
    options: dict[str, Json] = {"title": "Look", "lexicon": {}}
    screenplay = {"screenplay": only(read, "screenplay.json")}
    broken = await desk.make("breakdown.task:break_down", f"look at {place.name}", screenplay, options)
    path = next(f.path for f in broken.files if f.path.startswith("scenes/"))
    return desk.record(Scene, broken, path), broken


def _moment(shots: ShotList) -> ShotList:
    """Return the middle frame of the establishing shot, or of the first where there is none."""
    shot = next((one for one in shots.shots if one.role == "establishing"), shots.shots[0])
    at = shot.range.duration // 2
    frame = FrameRange(start=shot.range.start + at, duration=1)
    still = replace(shot, range=frame, camera=shot.camera[at : at + 1], move="STATIC")
    cards = tuple(card for card in shots.cards if card.shot == shot.id)
    return replace(shots, shots=(still,), cards=cards, titles=())


async def _at_hour(
    desk: Desk, broken: Artifact, scene: Scene, place: _Place, blocking: Blocking, moment: ShotList, hour: str
) -> Artifact:
    plan = dressed(blocking.set_plan, hour, place.weather)
    lit = replace(blocking, set_plan=plan, time_of_day=hour, weather=place.weather)
    given = {"set_plan.json": dump_record(plan), "blocking.json": dump_record(lit), "shotlist.json": dump_record(moment)}
    files = [desk.office.store.put_bytes(data, path).files[0] for path, data in given.items()]
    work = SceneWork(
        scene=scene, set_plan=place.plan, lines=(), directed=Artifact(files=tuple(files)), blocking=lit, shots=moment
    )
    theirs = desk.with_breakdown(broken)
    inputs, options = for_the_camera(theirs, moment.shots[0], await stage(theirs, work))
    small: Mapping[str, Json] = {"width_px": _WIDTH_PX, "height_px": _HEIGHT_PX, "fps": _FPS, "frame": 0}
    subject = f"{place.name} at {hour}"
    return await desk.make("picture.task:shoot_frame", subject, inputs, {**options, **small}, frames=1)


async def _sheet(desk: Desk, sights: Sequence[Sight]) -> Artifact:
    labels = [f"{sight.place}, {sight.kit}, {sight.hour}" for sight in sights]
    inputs = {f"still/{k:04d}": only(sight.drawn, "frame.png") for k, sight in enumerate(sights)}
    options: dict[str, Json] = {"labels": list(labels), "columns": len(HOURS)}
    return await desk.make("picture.layers.task:proof_sheet", "the look", {**inputs, **desk.fonts(" ".join(labels))}, options)
