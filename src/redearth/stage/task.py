"""The stage department's tasks: build what a scene needs, act it, stage its shots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from redearth.breakdown.model import CastList, Character, Prop
from redearth.core.contract import Inputs, Options
from redearth.core.diagnostics import FilmError
from redearth.core.digest import canonical_json
from redearth.core.record import read_record, write_record
from redearth.direction.model import Blocking, SetPlan, ShotList
from redearth.stage.cast.build import build_character as model_character
from redearth.stage.cast.build import skeleton_of
from redearth.stage.lighting.light import light_shot
from redearth.stage.measure.form import NO_FORM
from redearth.stage.measure.measure import measure as measure_scene
from redearth.stage.measure.own_body import acted_on, form_on
from redearth.stage.model import Contacts
from redearth.stage.motion.perform import perform as act
from redearth.stage.motions.clip import read_clip
from redearth.stage.own.build import own_prop, own_set, standing
from redearth.stage.own.character_rig import Rig
from redearth.stage.own.given import files_of, write_notices
from redearth.stage.own.survey import survey
from redearth.stage.own.task import own_body
from redearth.stage.parts import Model, PiecePose, Placement, Touches
from redearth.stage.playback import bundle_assets, read_assets, write_assets
from redearth.stage.props.build import HIDDEN, equip
from redearth.stage.props.build import build_prop as model_prop
from redearth.stage.props.kinds import kind_of
from redearth.stage.sets.build import MOVABLE, join_own_set
from redearth.stage.sets.build import build_set as model_set
from redearth.stage.sets.lettering import Fonts
from redearth.stage.sets.move import concerns, glow_at, pose_piece, walked_through
from redearth.stage.sets.workshop import identifier, piece_pose
from redearth.stage.usd.author_character import author_character
from redearth.stage.usd.author_performance import author_performance
from redearth.stage.usd.author_prop import author_prop
from redearth.stage.usd.author_set import author_set
from redearth.stage.usd.author_texture import write_images
from redearth.stage.usd.layer import open_stage, write_layer
from redearth.stage.usd.read_mesh import read_bundle
from redearth.stage.usd.read_takes import named_skeletons, read_prop_takes, read_takes
from redearth.stage.usd.stage_shots import SceneFolders, stage_shots
from redearth.voice.model import Line


def import_set(inputs: Inputs, options: Options, out: Path) -> None:
    """Read the files ``file/<path>``, of which option ``main`` is the model, into ``survey.json`` and ``meshes.npz``.

    What is wrong is in ``notices.json``; when nothing can be used, that is all there is.
    """
    try:
        model, found, chunks = own_set(files_of(inputs, options))
    except FilmError as unusable:
        write_notices(out, unusable.diagnostics)
        return
    write_record(out / "survey.json", survey(found, chunks))
    write_assets(out / "meshes.npz", bundle_assets(model.model.materials, model.model.meshes, model.model.images))
    write_notices(out, found.notices)


def build_set(inputs: Inputs, options: Options, out: Path) -> None:
    """Build the set of ``set_plan`` into ``set.usdc``, its images and ``assets.npz``; ``font`` and ``font_cjk`` letter its signs.

    ``own`` is ``meshes.npz`` of the user's own set that :func:`import_set` wrote, which then stands instead.
    """
    plan = read_record(SetPlan, inputs["set_plan"])
    if "own" in inputs:
        own = read_assets(inputs["own"])
        model = join_own_set(plan, standing(Model(materials=own.materials, meshes=own.meshes, images=own.images)))
    else:
        model = model_set(plan, Fonts(latin=inputs.get("font"), cjk=inputs.get("font_cjk")))
    _write_asset(author_set(model, plan.id), model.model, out / "set.usdc")


def build_character(inputs: Inputs, options: Options, out: Path) -> None:
    """Build ``character`` into ``character.usdc`` and ``assets.npz``.

    ``own`` is ``meshes.npz`` and ``rig`` the ``rig.json`` of the user's own body that ``stage.own.task:import_character`` wrote, which then stands in.
    """
    character = read_record(Character, inputs["character"])
    rigged = own_body(inputs["rig"], inputs["own"]) if "own" in inputs else model_character(character)
    _write_asset(author_character(rigged, character.id), rigged.model, out / "character.usdc")


def build_prop(inputs: Inputs, options: Options, out: Path) -> None:
    """Build ``prop`` into ``prop.usdc`` and ``assets.npz``, from the user's own files ``file/<path>`` (option ``main``) where there are some.

    What is wrong with those is in ``notices.json``; when they cannot be used, the built-in property stands in.
    """
    prop = read_record(Prop, inputs["prop"])
    model = None
    if "main" in options:
        try:
            model, notices = own_prop(files_of(inputs, options))
        except FilmError as unusable:
            notices = unusable.diagnostics
        write_notices(out, notices)
    shines = "lights" not in kind_of(prop).states if model is not None else "shines" in kind_of(prop).states
    model = model_prop(prop) if model is None else equip(model, prop)
    shines |= any(material.emission_image for material in model.materials)
    _write_asset(author_prop(model, prop.id, shines=shines, hidden=HIDDEN), model, out / "prop.usdc")


def perform(inputs: Inputs, options: Options, out: Path) -> None:
    """Act ``blocking`` with ``cast`` and the lines ``line/NNN`` into ``performance.usdc``, ``contacts.json`` and ``touches.json``.

    ``rig/<id>`` are rigs of the user's own bodies, ``clip/<name>`` recorded motions.
    """
    blocking, cast = read_record(Blocking, inputs["blocking"]), read_record(CastList, inputs["cast"])
    lines = [read_record(Line, inputs[name]) for name in sorted(inputs) if name.startswith("line/")]
    rigs = {name: read_record(Rig, path) for name, path in _named(inputs, "rig/").items()}
    clips = {name: read_clip(path) for name, path in _named(inputs, "clip/").items()}
    performance = act(blocking, cast, {line.beat: line for line in lines}, rigs, clips)
    known = {character.id: character for character in cast.characters}
    actors = sorted({take.actor for take in performance.actors})
    skeletons = {
        actor: rigs[actor].skeleton() if actor in rigs else skeleton_of(known.get(actor) or Character(id=actor, name=actor))
        for actor in actors
    }
    stage = author_performance(performance, skeletons, piece_poses(blocking), blocking.fps)
    write_layer(stage.GetRootLayer(), out / "performance.usdc")
    write_record(out / "contacts.json", Contacts(scene=blocking.scene, contacts=performance.contacts))
    write_record(out / "touches.json", Touches(scene=blocking.scene, touches=performance.touches))


def measure(inputs: Inputs, options: Options, out: Path) -> None:
    """Measure the folder ``performance`` of ``blocking`` with ``cast`` and ``line/NNN`` on the bodies ``character/<id>`` into ``measures.json``.

    ``rig/<id>`` are rigs of the user's own bodies.
    """
    blocking, cast = read_record(Blocking, inputs["blocking"]), read_record(CastList, inputs["cast"])
    lines = [read_record(Line, inputs[name]) for name in sorted(inputs) if name.startswith("line/")]
    stage = open_stage(inputs["performance"] / "performance.usdc")
    takes, folders = read_takes(stage), _named(inputs, "character/")
    known = {character.id: character for character in cast.characters}
    like = {take.actor: skeleton_of(known.get(take.actor) or Character(id=take.actor, name=take.actor)) for take in takes}
    skeletons = named_skeletons(folders, like)
    rigs = {name: read_record(Rig, path) for name, path in _named(inputs, "rig/").items()}
    meshes = {name: read_assets(path / "assets.npz").meshes["body"] for name, path in folders.items()}
    forms = dict.fromkeys(like, NO_FORM)
    forms |= {name: form_on(mesh, skeletons[name], rigs.get(name)) for name, mesh in meshes.items()}
    found = measure_scene(
        blocking,
        {line.beat: line for line in lines},
        [acted_on(take, skeletons[take.actor], rigs.get(take.actor), meshes.get(take.actor)) for take in takes],
        forms,
        read_prop_takes(stage, tuple(sorted({hold.prop for hold in blocking.props}))),
        read_record(Contacts, inputs["performance"] / "contacts.json").contacts,
        read_record(Touches, inputs["performance"] / "touches.json").touches,
    )
    write_record(out / "measures.json", found)


def stage_scene(inputs: Inputs, options: Options, out: Path) -> None:
    """Stage the shots of ``shotlist`` into ``stages/<shot>.usda`` and ``playback/<shot>.npz``; say in ``notices.json`` what is missing.

    ``set``, ``performance``, ``character/<id>`` and ``prop/<id>`` are the folders that the other tasks wrote.
    """
    blocking, shotlist = read_record(Blocking, inputs["blocking"]), read_record(ShotList, inputs["shotlist"])
    folders = SceneFolders(
        set=inputs.get("set"),
        performance=inputs["performance"],
        characters=_named(inputs, "character/"),
        props=_named(inputs, "prop/"),
    )
    notices = stage_shots(blocking, shotlist, folders, light_shot, out)
    (out / "notices.json").write_bytes(canonical_json([asdict(notice) for notice in notices]))


def piece_poses(blocking: Blocking) -> dict[str, list[PiecePose]]:
    """Return how each movable piece of the set stands on every frame: once only when no event of the scene concerns it."""
    poses: dict[str, list[PiecePose]] = {}
    for placement, piece in ((_rest(piece), piece) for piece in blocking.set_plan.pieces if piece.kind in MOVABLE):
        moves = any(concerns(event, piece) for event in blocking.events)
        frames = range(blocking.duration_frames if moves else 1)
        passed = piece.kind in ("gate", "door") and walked_through(blocking, piece)
        kit = blocking.set_plan.kit
        glow = glow_at(blocking.set_plan, piece, blocking.time_of_day)
        posed = (pose_piece(placement, blocking.events, frame, kit, passed=passed) for frame in frames)
        poses[placement.name] = [replace(pose, emission_scale=glow * pose.emission_scale) for pose in posed]
    return poses


def _rest(piece: Any) -> Placement:
    """Return a movable piece's placement without building its mesh: named and placed as the set's workshop does."""
    return Placement(name=f"piece_{identifier(piece.id)}", mesh="", world_from_object=piece_pose(piece)[None], piece=piece)


def _write_asset(stage: Any, model: Model, path: Path) -> None:
    """Write a stage with its images beside it and, read back from its file, the asset bundle a renderer loads."""
    write_images(path.parent, model.images)
    write_layer(stage.GetRootLayer(), path)
    write_assets(path.parent / "assets.npz", read_bundle(open_stage(path)))


def _named(inputs: Mapping[str, Path], prefix: str) -> dict[str, Path]:
    return {name.removeprefix(prefix): path for name, path in sorted(inputs.items()) if name.startswith(prefix)}
