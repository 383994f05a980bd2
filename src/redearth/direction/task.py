"""Adapters from files to values for the tasks of this department."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from redearth.breakdown.model import Location
from redearth.core.contract import Inputs, Options
from redearth.core.digest import Json
from redearth.core.record import read_record, write_record
from redearth.direction.plan_set import plan_set as plan


def plan_set(inputs: Inputs, options: Options, out: Path) -> None:
    """Write ``set_plan.json`` for ``location``; option ``override`` comes from ``film.toml``."""
    override = options.get("override")
    location = read_record(Location, Path(inputs["location"]))
    write_record(out / "set_plan.json", plan(location, _table(override)))


def _table(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, Mapping) else {}
