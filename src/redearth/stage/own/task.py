"""Tasks that read the user's own characters and motions; what is wrong with a file is said in ``notices.json`` and never stops a film."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from redearth.breakdown.model import Character
from redearth.core.contract import Inputs, Options
from redearth.core.diagnostics import Diagnostic, FilmError
from redearth.core.record import read_record, write_record
from redearth.core.recorded_motion import RecordedMotion
from redearth.stage.cast.build import build_character as model_character
from redearth.stage.cast.build import skeleton_of
from redearth.stage.motions.clip import RATE_FPS, Clip, write_clip
from redearth.stage.motions.read_clip import read_clip_file
from redearth.stage.own.character_build import own_character
from redearth.stage.own.character_rig import Rig
from redearth.stage.own.given import files_of, write_notices
from redearth.stage.own.walk_around import walk_around
from redearth.stage.own.write_gltf import character_glb
from redearth.stage.parts import Model, RiggedModel
from redearth.stage.playback import bundle_assets, read_assets, write_assets

_WAY_STEP = 3
"""Samples of a clip from one point of its way to the next: a tenth of a second."""


def import_character(inputs: Inputs, options: Options, out: Path) -> None:
    """Read the files ``file/<path>``, of which option ``main`` is the model, for ``character`` into ``rig.json`` and ``meshes.npz``.

    When nothing can be used, ``notices.json`` is all there is, and the built-in body stands in.
    """
    character = read_record(Character, inputs["character"])
    try:
        tall = skeleton_of(character).stature_m if character.kind == "creature" else 0.0
        rigged, rig, found = own_character(files_of(inputs, options), creature_m=tall)
    except FilmError as unusable:
        write_notices(out, unusable.diagnostics)
        return
    if rig.forbids:
        found.say("licence", f"its licence does not allow {' or '.join(rig.forbids)}", "a model that may be used in films")
    if rig.credit:
        found.notices.append(_credit(found.file, rig.credit))
    write_record(out / "rig.json", rig)
    write_assets(out / "meshes.npz", bundle_assets(rigged.model.materials, rigged.model.meshes, rigged.model.images))
    write_notices(out, found.notices)


def _credit(file: str, credit: str) -> Diagnostic:
    return Diagnostic(
        severity="note",
        code="asset.credit",
        message=f"the body is {credit}",
        where=file,
        remedy="its author named where the film names its makers",
    )


def import_motion(inputs: Inputs, options: Options, out: Path) -> None:
    """Read the files ``file/<path>``, of which option ``main`` is the motion, into ``clip.npz`` and ``motion.json``.

    When nothing can be used, ``notices.json`` is all there is, and a gesture stands in.
    """
    try:
        clip, found = read_clip_file(files_of(inputs, options))
    except FilmError as unusable:
        write_notices(out, unusable.diagnostics)
        return
    write_clip(out / "clip.npz", clip)
    write_record(out / "motion.json", recorded_motion(clip))
    write_notices(out, found.notices)


def recorded_motion(clip: Clip) -> RecordedMotion:
    """Return what direction needs to know of a clip."""
    picked = clip.root[::_WAY_STEP]
    if (len(clip.root) - 1) % _WAY_STEP:
        picked = np.concatenate([picked, clip.root[-1:]])
    return RecordedMotion(
        seconds=round(clip.seconds, 6),
        leg_m=round(clip.leg_m, 6),
        step_s=_WAY_STEP / RATE_FPS,
        way=tuple((round(float(x), 4), round(float(z), 4), round(float(yaw), 4)) for x, z, yaw in picked),
    )


def own_body(rig: Path, meshes: Path) -> RiggedModel:
    """Return the user's own body that :func:`import_character` wrote."""
    assets = read_assets(meshes)
    skeleton = read_record(Rig, rig).skeleton()
    return RiggedModel(skeleton=skeleton, model=Model(materials=assets.materials, meshes=assets.meshes, images=assets.images))


def export_character(inputs: Inputs, options: Options, out: Path) -> None:
    """Write ``character`` as ``character.glb`` with a walk and a turn; ``own`` and ``rig`` are the user's own body, as for ``build_character``."""
    character = read_record(Character, inputs["character"])
    rig = read_record(Rig, inputs["rig"]) if "rig" in inputs else None
    rigged = own_body(inputs["rig"], inputs["own"]) if "own" in inputs else model_character(character)
    take = walk_around(character, rigged.skeleton.stature_m, rig)
    (out / "character.glb").write_bytes(character_glb(rigged, character.id, take))
