"""The cast as every department sees it: broken down, then fitted."""

from __future__ import annotations

from redearth.build.model import Artifact, only
from redearth.core.digest import Json
from redearth.core.slug import slug
from redearth.production.desk import Desk


async def fitted(desk: Desk, broken: Artifact) -> Artifact:
    """Return the breakdown with its cast fitted: the director's overrides, and nobody who looks like somebody else.

    ``cast.json`` holds what acting, voices and sound depend on, ``characters/<id>.json`` also the paint, so that another colour of
    somebody's coat remakes that one model.
    """
    looks = {slug(name): {key: said[key] for key in said if key != "file"} for name, said in desk.film.settings.cast.items()}
    options: dict[str, Json] = {"overrides": looks}
    fit = await desk.make("stage.cast.task:fit", "the cast", {"cast": only(broken, "cast.json")}, options)
    new = {stored.path: stored for stored in fit.files}
    files = {stored.path: stored for stored in broken.files} | new
    return Artifact(files=tuple(files[path] for path in sorted(files)))


def unknown_cast(desk: Desk) -> list[str]:
    """Return what ``film.toml`` says of people whom the script does not have."""
    named = {slug(name) for one in desk.breakdown.characters for name in (one.name, one.id)}
    return [f"film.toml: [cast.{name}] is nobody in the script" for name in desk.film.settings.cast if slug(name) not in named]
