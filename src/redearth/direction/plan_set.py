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
from redearth.direction.sets import chambers, glasshouse, homes, indoor, outdoor, vehicles, workrooms
from redearth.direction.sets.choose import Choice, choose_kit, variant_for
from redearth.direction.sets.furnish import furnish
from redearth.direction.sets.inscribe import inscribe, with_carriers
from redearth.direction.sets.layout import Layout

_LAYOUTS: dict[str, Callable[[np.random.Generator], Layout]] = {
    "ruined_city": outdoor.ruined_city,
    "desert": outdoor.desert,
    "forest": outdoor.forest,
    "street": outdoor.street,
    "exterior": outdoor.exterior,
    "tunnel": indoor.tunnel,
    "interior": indoor.interior,
}
_VARIED: dict[str, Callable[[np.random.Generator, str], Layout]] = {
    "airlock": chambers.airlock,
    "control_room": chambers.control_room,
    "ship": vehicles.ship,
    "quarters": homes.quarters,
    "laboratory": workrooms.laboratory,
    "office": workrooms.office,
    "vault": glasshouse.vault,
}


def plan_set(location: Location, override: Mapping[str, Json] | None = None) -> SetPlan:
    """Return the set of a location; the same location always gives the same set.

    ``override`` may name the ``kit``; raises ``FilmError`` (``film.kit``) when there is no such kit.
    """
    chosen = _choose(location, override or {})
    kit = chosen.kit
    random = generator_from("set", location.id, kit)
    layout = _VARIED[kit](random, chosen.variant) if kit in _VARIED else _LAYOUTS[kit](random)
    features = location.features
    if layout.bounds.ceiling_m is not None and kit != "tunnel" and not {"door", "gate"} & {*features, *layout.standing}:
        features = (*features, "door")
    pieces, anchors = furnish(layout, with_carriers(features, location.inscriptions))
    return SetPlan(
        id=location.id,
        kit=kit,
        fallback=chosen.stand_in,
        interior=layout.bounds.ceiling_m is not None,
        bounds=layout.bounds,
        anchors=(*layout.anchors, *anchors),
        pieces=inscribe((*layout.pieces, *pieces), location.inscriptions),
        surface="snow" if "snow" in location.words and layout.bounds.ceiling_m is None else layout.surface,
        words=location.words,
        variant=chosen.variant,
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
