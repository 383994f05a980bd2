"""What a person asks for beside the film: one frame with its layers, a whole shot for an editor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from redearth.build.model import Artifact, Source
from redearth.core.digest import Json
from redearth.direction.model import Programme
from redearth.picture.aov import Aov
from redearth.production.desk import Desk
from redearth.production.find_shot import FoundShot, find_shot
from redearth.production.finish import run_order
from redearth.production.shoot import for_the_camera, shoot_frame, stage


async def draw_frame(
    desk: Desk, name: str, frame: int, aovs: Sequence[Aov], *, exr: bool
) -> tuple[str, Artifact, Artifact | None]:
    """Draw a frame of the shot of this label or id: its id, the finished picture, and its layers where any are asked for."""
    found = await find_shot(desk, name, frame)
    staged = await stage(desk, found.work)
    picture = await shoot_frame(desk, found.shot, staged, frame)
    if not aovs and not exr:
        return found.shot.id, picture, None
    inputs, options = for_the_camera(desk, found.shot, staged)
    more = {**await _layer_options(desk, found, aovs, exr=exr), "frame": frame}
    subject = f"{found.shot.id} frame {frame}"
    return (
        found.shot.id,
        picture,
        await desk.make("picture.layers.task:draw_layers", subject, inputs, {**options, **more}, frames=1),
    )


async def shoot_mezzanine(desk: Desk, name: str, aovs: Sequence[Aov], *, exr: bool) -> tuple[str, Artifact]:
    """Draw the whole shot of this label or id as a mezzanine, and as an EXR sequence where asked."""
    found = await find_shot(desk, name)
    inputs, options = await _camera(desk, found)
    more = await _layer_options(desk, found, aovs, exr=exr)
    frames = found.shot.range.duration
    made = await desk.make("picture.layers.task:shoot_mezzanine", found.shot.id, inputs, {**options, **more}, frames=frames)
    return found.shot.id, made


async def _camera(desk: Desk, found: FoundShot) -> tuple[Mapping[str, Source], Mapping[str, Json]]:
    return for_the_camera(desk, found.shot, await stage(desk, found.work))


async def _layer_options(desk: Desk, found: FoundShot, aovs: Sequence[Aov], *, exr: bool) -> dict[str, Json]:
    """Return what the layers' files say of themselves; the beauty is in every EXR."""
    order = await run_order(desk, found.works)
    programme = desk.record(Programme, order.artifact, "programme.json")
    starts = {entry.scene: entry.record.start for entry in programme.entries}
    layers: list[Json] = [*(["beauty"] if exr and "beauty" not in aovs else []), *aovs]
    return {
        "aovs": layers,
        "exr": exr,
        "film": desk.breakdown.title,
        "film_frame": starts[found.shot.scene] + found.shot.range.start,
    }
