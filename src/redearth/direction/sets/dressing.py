"""What hour and weather do to a set itself: a scene's plan is the place's plan, dressed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from redearth.direction.model import SetPlan
from redearth.direction.sets.words import spoken_in

_DARK = ("dusk", "evening", "night")
_WET = ("rain", "rainy", "drizzle", "storm", "downpour", "thunder", "wet", "puddle", "puddles", "雨", "暴雨", "湿")
_SNOWY = ("snow", "snowy", "blizzard", "snowstorm", "winter", "frozen", "雪", "冬")
_SEES_OUT = ("hall", "interior")
"""Rooms whose windows show whether it is dark outside."""


def dressed(plan: SetPlan, time_of_day: str, weather: Iterable[str]) -> SetPlan:
    """Return the plan of one scene: lights behind windows after dusk, wet or snowy surfaces when its words say so."""
    text = " ".join((*weather, *plan.words)).casefold()
    dressing: list[Literal["dark", "wet", "snowy"]] = []
    if time_of_day in _DARK and (not plan.interior or plan.kit in _SEES_OUT):
        dressing.append("dark")
    if not plan.interior and any(spoken_in(word, text) for word in _SNOWY):
        dressing.append("snowy")
    elif not plan.interior and any(spoken_in(word, text) for word in _WET):
        dressing.append("wet")
    return replace(plan, dressing=tuple(dressing))
