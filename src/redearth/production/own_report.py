"""What became of the user's own sets, properties, cast and motions, in words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from redearth.build.model import Artifact
from redearth.core.slug import slug
from redearth.production.desk import Desk
from redearth.production.shoot import StagedScene


def own_report(desk: Desk, staged: Sequence[StagedScene]) -> list[str]:
    """Return what is wrong with models of the user's own, which the built-in ones stand in for, and which are named like nothing in the script."""
    film, breakdown = desk.film, desk.breakdown
    words = [*film.own_sets.odd, *film.own_props.odd, *film.own_cast.odd, *film.own_motions.odd]
    places = {slug(name) for place in breakdown.locations for name in (place.name, place.id)}
    props = {slug(prop.id) for prop in breakdown.props}
    words += [f"{own.main} is no place of the script" for name, own in sorted(film.own_sets.found.items()) if name not in places]
    words += [
        f"{own.main} is no property of the script" for name, own in sorted(film.own_props.found.items()) if name not in props
    ]
    people = {slug(name) for one in breakdown.characters for name in (one.name, one.id)}
    words += [f"{own.main} is nobody in the script" for name, own in sorted(film.own_cast.found.items()) if name not in people]
    words += [
        f"{own.main} is asked for by no line"
        for name, own in sorted(film.own_motions.found.items())
        if name not in desk.own_motions
    ]
    made = [one for read in (desk.own_sets, desk.own_bodies, desk.own_motions) for _, one in sorted(read.items())]
    made += [one for scene in staged for name, one in sorted(scene.builds.items()) if name.startswith("prop/")]
    return list(dict.fromkeys([*words, *(notice for one in made for notice in _notices(desk, one))]))


def _notices(desk: Desk, made: Artifact) -> Iterator[str]:
    for stored in made.folder("notices.json"):
        for notice in json.loads(desk.office.store.path(stored.digest).read_bytes()):
            stands_in = "; the built-in one stands in" if notice["severity"] == "error" else ""
            yield f"{notice['where']}: {notice['message']}{stands_in} (right would be: {notice['remedy']})"
