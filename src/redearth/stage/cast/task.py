"""The costume department's tasks: fit the whole cast before anybody is built, directed or spoken; show it from all sides."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from redearth.breakdown.model import CastList, Character
from redearth.core.contract import Inputs, Options
from redearth.core.digest import canonical_json
from redearth.core.record import read_record, write_record
from redearth.stage.cast.build import CROWD_VARIANTS, skeleton_of
from redearth.stage.cast.casting import fit_cast
from redearth.stage.cast.describe import described
from redearth.stage.cast.studio import company, studio_floor, turnaround
from redearth.stage.own.character_rig import Rig
from redearth.stage.playback import read_assets, write_assets, write_playback


def fit(inputs: Inputs, options: Options, out: Path) -> None:
    """Fit ``cast`` by option ``overrides`` (per slug of a name): ``cast.json`` for those who act, ``characters/<id>.json`` for builders.

    ``looks.json`` says in words who wears what and why.
    """
    fitted = fit_cast(read_record(CastList, inputs["cast"]), cast(dict[str, dict[str, Any]], options["overrides"]))
    write_record(out / "cast.json", fitted.played)
    for character in fitted.whole.characters:
        write_record(out / "characters" / f"{character.id}.json", character)
    looks = {character.id: list(described(character)) for character in fitted.whole.characters}
    (out / "looks.json").write_bytes(canonical_json(looks))


def portray(inputs: Inputs, options: Options, out: Path) -> None:
    """Stand ``character`` with its model ``assets`` in the studio: ``playback/<view>.npz`` for each side, ``studio.npz`` to stand on.

    ``rig`` is that of the user's own body, where it plays.
    """
    character, assets = read_record(Character, inputs["character"]), read_assets(inputs["assets"])
    floor = studio_floor()
    rig = read_record(Rig, inputs["rig"]) if "rig" in inputs else None
    shots = turnaround(character.id, rig.skeleton() if rig is not None else skeleton_of(character), assets, floor)
    if character.kind == "crowd" and rig is None:
        members = [skeleton_of(character, member) for member in range(CROWD_VARIANTS)]
        shots["company"] = company(character.id, members, assets, floor)
    for view, recording in shots.items():
        write_playback(out / "playback" / f"{view}.npz", recording)
    write_assets(out / "studio.npz", floor)
