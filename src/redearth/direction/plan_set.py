"""Plan a set: choose the kit that a place's words ask for and say where everything stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import get_args

import numpy as np

from redearth.breakdown.model import Location
from redearth.core.diagnostics import fault
from redearth.core.digest import Json
from redearth.core.seed import generator_from
from redearth.direction.model import Kit, SetPlan
from redearth.direction.sets import great, indoor, outdoor, rooftop, town, wild
from redearth.direction.sets.furnish import furnish
from redearth.direction.sets.inscribe import inscribe, with_carriers
from redearth.direction.sets.layout import Layout
from redearth.direction.sets.styles import style_of
from redearth.direction.sets.words import kit_from_words

_LAYOUTS: dict[str, Callable[[np.random.Generator], Layout]] = {
    "ruined_city": outdoor.ruined_city,
    "tunnel": indoor.tunnel,
    "vault": indoor.vault,
    "interior": indoor.interior,
}
_STYLED: dict[str, Callable[[np.random.Generator, str], Layout]] = {
    "desert": wild.desert,
    "forest": wild.forest,
    "street": town.street,
    "exterior": town.exterior,
    "rooftop": rooftop.rooftop,
    "hall": great.hall,
    "cave": great.cave,
}


def plan_set(location: Location, override: Mapping[str, Json] | None = None) -> SetPlan:
    """Return the set of a location; the same location always gives the same set.

    ``override`` may name the ``kit``; raises ``FilmError`` (``film.kit``) when there is no such kit.
    """
    kit, fallback = _choose(location, override or {})
    random, style = generator_from("set", location.id, kit), style_of(kit, location.id, location.name, location.words)
    layout = _STYLED[kit](random, style) if kit in _STYLED else _LAYOUTS[kit](random)
    features = location.features
    if layout.bounds.ceiling_m is not None and kit not in ("tunnel", "cave") and not {"door", "gate"} & set(features):
        features = (*features, "door")
    pieces, anchors = furnish(layout, with_carriers(features, location.inscriptions))
    return SetPlan(
        id=location.id,
        kit=kit,
        fallback=fallback,
        interior=layout.bounds.ceiling_m is not None,
        bounds=layout.bounds,
        anchors=(*layout.anchors, *anchors),
        pieces=inscribe((*layout.pieces, *pieces), location.inscriptions),
        surface="snow" if "snow" in location.words and layout.bounds.ceiling_m is None else layout.surface,
        words=location.words,
        style=style,
    )


def _choose(location: Location, override: Mapping[str, Json]) -> tuple[Kit, bool]:
    wanted = override.get("kit")
    for kit in get_args(Kit):
        if wanted == kit:
            return kit, False
    if wanted is not None:
        raise fault("film.kit", f"there is no set kit {wanted!r}", remedy=f"one of {', '.join(get_args(Kit))}")
    interior = location.interior and not location.exterior
    found = kit_from_words(location.name, location.words, interior=interior, features=location.features)
    if found is not None:
        return found, False
    return ("interior" if interior else "exterior"), True
