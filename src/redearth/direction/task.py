"""Adapters from files to values for the tasks of this department."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from redearth.breakdown.model import CastList, Location, Scene
from redearth.core.contract import Inputs, Options
from redearth.core.digest import Json
from redearth.core.record import read_record, write_record
from redearth.core.recorded_motion import RecordedMotion
from redearth.core.slug import slug
from redearth.direction.block import block
from redearth.direction.blocking.scenario import OwnPerformers
from redearth.direction.lay_out import lay_out as laid_out
from redearth.direction.model import SetPlan, SetSurvey, ShotList
from redearth.direction.plan_set import plan_set as plan
from redearth.direction.sets.own_set import own_plan
from redearth.direction.shoot_list import shoot_list
from redearth.voice.model import Line

_FPS = 24
_ASPECT = 16 / 9


def plan_set(inputs: Inputs, options: Options, out: Path) -> None:
    """Write ``set_plan.json`` for ``location``, over the ``survey`` of a set of the user's own; option ``override`` is ``film.toml``'s."""
    override = options.get("override")
    location = read_record(Location, inputs["location"])
    planned = plan(location, override if isinstance(override, Mapping) else {})
    if "survey" in inputs:
        planned = own_plan(planned, location.features, read_record(SetSurvey, inputs["survey"]))
    write_record(out / "set_plan.json", planned)


def direct(inputs: Inputs, options: Options, out: Path) -> None:
    """Write ``set_plan.json`` (dressed), ``blocking.json``, ``shotlist.json`` and ``shots/<slug>.json`` for ``scene``, ``cast``, ``set_plan`` and ``line/NNN``.

    ``motion/<name>`` are recorded motions of the user's own; option ``statures_m`` gives the heights of the user's own characters by id.
    """
    scene = read_record(Scene, inputs["scene"])
    cast = read_record(CastList, inputs["cast"])
    set_plan = read_record(SetPlan, inputs["set_plan"])
    lines = [read_record(Line, inputs[name]) for name in sorted(inputs) if name.startswith("line/")]
    staged = block(scene, cast, set_plan, lines, _whole(options.get("fps"), _FPS), _own(inputs, options))
    shots = shoot_list(scene, staged, aspect_of(options.get("aspect")))
    write_record(out / "set_plan.json", staged.blocking.set_plan)
    write_record(out / "blocking.json", staged.blocking)
    write_record(out / "shotlist.json", shots)
    for shot in shots.shots:
        write_record(out / "shots" / f"{slug(shot.id)}.json", shot)


def lay_out(inputs: Inputs, options: Options, out: Path) -> None:
    """Write ``programme.json`` for the scenes' ``shotlist/NNN`` in order."""
    names = sorted(name for name in inputs if name.startswith("shotlist/"))
    lists = [read_record(ShotList, inputs[name]) for name in names]
    write_record(out / "programme.json", laid_out(lists, _whole(options.get("fps"), _FPS), str(options.get("title", ""))))


def _own(inputs: Inputs, options: Options) -> OwnPerformers:
    statures = options.get("statures_m")
    tall = {str(k): float(v) for k, v in statures.items() if isinstance(v, int | float)} if isinstance(statures, Mapping) else {}
    motions = {name.removeprefix("motion/"): path for name, path in sorted(inputs.items()) if name.startswith("motion/")}
    return OwnPerformers(statures_m=tall, motions={name: read_record(RecordedMotion, path) for name, path in motions.items()})


def aspect_of(value: Json) -> float:
    """Return width over height from a number, ``16:9`` or ``1280x720``; 16:9 when nothing else is said."""
    if isinstance(value, int | float) and not isinstance(value, bool) and value > 0:
        return float(value)
    if isinstance(value, str):
        parts = value.replace("x", ":").replace("/", ":").split(":")
        if all(part.replace(".", "", 1).isdigit() and float(part) > 0 for part in parts):
            return float(parts[0]) / float(parts[1]) if len(parts) == 2 else float(parts[0])
    return _ASPECT


def _whole(value: Json, default: int) -> int:
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) and value >= 1 else default
