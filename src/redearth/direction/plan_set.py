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
from redearth.direction.sets import (
    chambers,
    glasshouse,
    great,
    homes,
    indoor,
    outdoor,
    rooftop,
    town,
    vehicles,
    wild,
    workrooms,
)  # fmt: skip
from redearth.direction.sets.choose import Choice, choose_kit, variant_for
from redearth.direction.sets.furnish import furnish
from redearth.direction.sets.inscribe import inscribe, with_carriers
from redearth.direction.sets.layout import Layout
from redearth.direction.sets.seats import pulled_out, resettled
from redearth.direction.sets.styles import style_of
from redearth.direction.sets.words import is_under_ground, piece_kind

_LAYOUTS: dict[str, Callable[[np.random.Generator], Layout]] = {
    "ruined_city": outdoor.ruined_city,
    "tunnel": indoor.tunnel,
    "interior": indoor.interior,
}
_STYLED: dict[str, Callable[[np.random.Generator, str], Layout]] = {
    "airlock": chambers.airlock,
    "control_room": chambers.control_room,
    "ship": vehicles.ship,
    "quarters": homes.quarters,
    "laboratory": workrooms.laboratory,
    "office": workrooms.office,
    "vault": glasshouse.vault,
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
    chosen = _choose(location, override or {})
    kit = chosen.kit
    random = generator_from("set", location.id, kit)
    style = chosen.variant or style_of(kit, location.id, location.name, location.words)
    layout = _STYLED[kit](random, style) if kit in _STYLED else _LAYOUTS[kit](random)
    features = location.features
    doors = {"door", "gate"} & {*features, *layout.standing}
    if layout.bounds.ceiling_m is not None and kit not in ("tunnel", "cave") and not doors:
        features = (*features, "door")
    pieces, anchors = furnish(layout, with_carriers(features, location.inscriptions))
    buried = is_under_ground(location.name) and not any(piece_kind(feature) == "window" for feature in features)
    standing = tuple(piece for piece in layout.pieces if not (buried and piece.kind in ("window", "outlook")))
    placed = (*standing, *pieces)
    drawn = pulled_out(placed, layout.bounds)
    return SetPlan(
        id=location.id,
        kit=kit,
        fallback=chosen.stand_in,
        interior=layout.bounds.ceiling_m is not None,
        bounds=layout.bounds,
        anchors=resettled((*layout.anchors, *anchors), placed, drawn, layout.bounds),
        pieces=inscribe(drawn, location.inscriptions),
        surface="snow" if "snow" in location.words and layout.bounds.ceiling_m is None else layout.surface,
        words=location.words,
        style=style,
        kit_word=chosen.word,
    )


def _choose(location: Location, override: Mapping[str, Json]) -> Choice:
    wanted = override.get("kit")
    for kit in get_args(Kit):
        if wanted == kit:
            return Choice(kit=kit, variant=variant_for(kit, location))
    if wanted is not None:
        raise fault("film.kit", f"there is no set kit {wanted!r}", remedy=f"one of {', '.join(get_args(Kit))}")
    return choose_kit(location)
