"""The cast sheet: everybody of the film from all sides, by the same departments that make the film's own shots."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from redearth.breakdown.model import Character
from redearth.build.model import Artifact, Source, only
from redearth.core.digest import Json
from redearth.production.desk import Desk
from redearth.production.fitting import unknown_cast
from redearth.production.own_cast import body_file, export_body, for_body, read_own
from redearth.production.prepare import read
from redearth.stage.cast.studio import ANGLES, CLOSE, COMPANY

_WIDTH_PX, _HEIGHT_PX, _COMPANY_PX = 288, 448, 852
_SMALL_PX = 252


@dataclass(frozen=True, slots=True, kw_only=True)
class CastMember:
    """Somebody of the film, as the cast sheet shows it."""

    id: str
    name: str
    lines: tuple[str, ...]
    """What is worn and why."""
    drawn: Artifact
    """Holds ``sheet.png``: all sides."""
    body: Artifact | None = None
    """Holds ``character.glb`` where that was asked for."""


async def draw_cast(desk: Desk, *, glb: bool = False) -> tuple[tuple[CastMember, ...], Artifact, tuple[str, ...]]:
    """Draw everybody of the film from all sides; return the members in order of appearance, the sheet of all, and whom film.toml names in vain.

    With ``glb`` each member has its body as a file.
    """
    await read(desk)
    await read_own(desk)
    stored = desk.broken.file("looks.json").files[0]
    looks: dict[str, list[str]] = json.loads(desk.office.store.path(stored.digest).read_bytes())
    people = desk.breakdown.characters
    looks |= {one.id: [looks[one.id][0], f"body: {file}"] for one in people if (file := body_file(desk, one))}
    shown = await asyncio.gather(*(_all_sides(desk, one) for one in people))
    members = await asyncio.gather(
        *(_member(desk, one, looks[one.id], stills) for one, stills in zip(people, shown, strict=True))
    )
    if glb:
        bodies = await asyncio.gather(*(export_body(desk, one.id) for one in people))
        members = [replace(member, body=body) for member, body in zip(members, bodies, strict=True)]
    rows = [(one.name, looks[one.id], stills) for one, stills in zip(people, shown, strict=True)]
    sheet = await _sheet(desk, "the cast", rows, columns=2 if len(rows) > 3 else 1, height_px=_SMALL_PX)
    return tuple(members), sheet, tuple(unknown_cast(desk))


async def _all_sides(desk: Desk, character: Character) -> Sequence[Artifact]:
    given = {"character": only(desk.broken, f"characters/{character.id}.json")}
    own = for_body(desk, character.id)
    built = await desk.make("stage.task:build_character", character.id, {**given, **own})
    assets = only(built, "assets.npz")
    rig = {"rig": own["rig"]} if own else {}
    stood = await desk.make("stage.cast.task:portray", character.id, {**given, **rig, "assets": assets})
    inputs = {"assets/model": assets, "assets/studio": only(stood, "studio.npz")}
    views = [view for view in (*ANGLES, CLOSE, COMPANY) if stood.folder(f"playback/{view}.npz")]
    return await asyncio.gather(*(_side(desk, character.id, view, stood, inputs) for view in views))


async def _side(desk: Desk, name: str, view: str, stood: Artifact, inputs: Mapping[str, Source]) -> Artifact:
    options: dict[str, Json] = {
        "shot": f"{name} {view}", "width_px": _COMPANY_PX if view == COMPANY else _WIDTH_PX, "height_px": _HEIGHT_PX, "fps": 24, "frame": 0,
        "quality": desk.quality, "renderer": desk.film.settings.picture.renderer,
    }  # fmt: skip
    shot = {"playback": only(stood, f"playback/{view}.npz"), **inputs}
    return await desk.make("picture.task:shoot_frame", f"{name} {view}", shot, options, frames=1)


async def _member(desk: Desk, character: Character, lines: Sequence[str], stills: Sequence[Artifact]) -> CastMember:
    sheet = await _sheet(desk, character.id, [(character.name, lines, stills)], columns=1, height_px=_HEIGHT_PX)
    return CastMember(id=character.id, name=character.name, lines=tuple(lines), drawn=sheet)


async def _sheet(
    desk: Desk, subject: str, rows: Sequence[tuple[str, Sequence[str], Sequence[Artifact]]], *, columns: int, height_px: int
) -> Artifact:
    drawn = [one for _, _, stills in rows for one in stills]
    inputs = {f"still/{k:04d}": only(one, "frame.png") for k, one in enumerate(drawn)}
    lettered = " ".join(word for title, lines, _ in rows for word in (title, *lines))
    options: dict[str, Json] = {
        "rows": [[title, list(lines), len(stills)] for title, lines, stills in rows],
        "columns": columns,
        "height_px": height_px,
    }
    return await desk.make("picture.layers.task:model_sheet", subject, {**inputs, **desk.fonts(lettered)}, options)
