"""Stage a scene's shots: light each one, author it over the shared performance, and read it back into a playback file."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from redearth.core.diagnostics import Diagnostic
from redearth.core.digest import canonical_json
from redearth.core.slug import slug
from redearth.core.space import Vec3
from redearth.direction.model import Blocking, Shot, ShotList
from redearth.stage.parts import F64, Lighting
from redearth.stage.playback import Recording, read_bundle_key, write_playback
from redearth.stage.usd.author_character import HERO
from redearth.stage.usd.author_particles import author_particles
from redearth.stage.usd.author_shot import (
    PERFORMANCE_PATH,
    Appearance,
    author_camera,
    author_shot,
    cast_path,
    prop_path,
    set_path,
)
from redearth.stage.usd.cull import MEMBER_SHARE, Frusta, Level, frusta_of, in_the_lens, level_of
from redearth.stage.usd.layer import new_stage, open_stage, write_layer
from redearth.stage.usd.read_performance import ActorPath, read_actor_paths, read_prop_paths
from redearth.stage.usd.read_shot import BundleKeys, read_cameras, read_shot

PropPositions = Mapping[str, tuple[Vec3, float]]
LightShot = Callable[[Blocking, Shot], Callable[[int, PropPositions], Lighting]]
"""The lighting designer: from blocking and shot to the light on a frame of the shot, given properties' places and how brightly they burn."""
_ASSETS_FILE = "assets.npz"
_COSTUME = "distant"
"""Meshes that dress the members of a crowd in turn: ``distant``, ``distant2`` …; nearer to the camera ``mid``, ``mid2`` …"""
_LEVELS: tuple[Level, ...] = ("body", "mid", "distant")


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneFolders:
    """Where the parts of a scene lie: folders that the other tasks wrote, each with its USD layer and its ``assets.npz``."""

    set: Path | None
    performance: Path
    characters: Mapping[str, Path]
    props: Mapping[str, Path]


def stage_shots(
    blocking: Blocking, shotlist: ShotList, folders: SceneFolders, light_shot: LightShot, out: Path
) -> tuple[Diagnostic, ...]:
    """Write ``stages/<slug>.usda`` (with ``<slug>.particles.usdc``) and ``playback/<slug>.npz`` for every shot; return notices about what is missing.

    The shots refer to their neighbours as published: ``../performance.usdc``, ``../../sets/…``, ``../../cast/…``, ``../../props/…``.
    """
    with tempfile.TemporaryDirectory(prefix="redearth-stage-") as scratch:
        scene = _Scene(blocking, folders, light_shot, Path(scratch))
        for shot in shotlist.shots:
            scene.stage(shot, out)
        return scene.notices()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """A character's meshes, sorted by name, and the longest side of the box around it."""

    meshes: tuple[str, ...]
    size_m: float


class _Scene:
    """One scene laid out in a scratch folder as it will be published; its layers stay open from shot to shot."""

    def __init__(self, blocking: Blocking, folders: SceneFolders, light_shot: LightShot, scratch: Path) -> None:
        self._blocking, self._light_shot = blocking, light_shot
        self._location = blocking.set_plan.built_as if folders.set is not None else ""
        self._shots = scratch / "scene" / "shots"
        self._lay_out(folders)
        self._performance = open_stage(self._shots / PERFORMANCE_PATH)
        self._actors = read_actor_paths(self._performance)
        self._props = read_prop_paths(self._performance, [hold.prop for hold in blocking.props])
        self._characters, self._prop_ids = frozenset(folders.characters), frozenset(folders.props)
        self._bodies = {who: _body_of(self._shots / cast_path(who)) for who in sorted(folders.characters)}
        self._keys = BundleKeys(
            set=read_bundle_key(folders.set / _ASSETS_FILE) if folders.set is not None else "",
            cast={who: read_bundle_key(folder / _ASSETS_FILE) for who, folder in sorted(folders.characters.items())},
            props={what: read_bundle_key(folder / _ASSETS_FILE) for what, folder in sorted(folders.props.items())},
        )
        self._kept_open: Any = None

    def stage(self, shot: Shot, out: Path) -> None:
        """Author one shot, compose it, read it back."""
        frames = range(shot.range.start, shot.range.end)
        lit = self._light_shot(self._blocking, shot)
        lighting = [lit(at - frames.start, self._prop_positions(at)) for at in frames]
        props = [p.prop for p in self._props if p.prop in self._prop_ids and p.visible[frames.start : frames.stop].any()]
        name = slug(shot.id)
        path = self._shots / f"{name}.usda"
        particles = self._write_particles(lighting, frames.start, self._shots / f"{name}.particles.usdc")
        layer = author_shot(shot, self._blocking.fps, self._location, self._appearances(shot), props, lighting, particles)
        write_layer(layer, path)
        composed = open_stage(path)
        recording = read_shot(composed, self._keys, self._blocking.fps, shot.id)
        self._kept_open = composed  # so that the next shot finds the heavy layers still loaded
        write_playback(out / "playback" / f"{name}.npz", recording)
        write_uses(out / "uses" / f"{name}.json", recording, self._keys)
        (out / "stages").mkdir(parents=True, exist_ok=True)
        for written in sorted(self._shots.glob(f"{name}.*usd[ac]")):
            shutil.copyfile(written, out / "stages" / written.name)

    def _write_particles(self, lighting: Sequence[Lighting], start: int, path: Path) -> str:
        """Write the layer of what floats in the air, if anything; return its path beside the shot."""
        layer = author_particles(lighting, start, self._blocking.fps)
        if layer is None:
            return ""
        write_layer(layer, path)
        return f"./{path.name}"

    def notices(self) -> tuple[Diagnostic, ...]:
        """Return a warning for everything the performance needs and no folder brought."""
        missing = [("the set", self._blocking.set_plan.id)] if not self._location else []
        missing += [("character", who) for who in sorted({a.character for a in self._actors} - self._characters)]
        missing += [("property", what) for what in sorted({p.prop for p in self._props} - self._prop_ids)]
        return tuple(
            Diagnostic(
                severity="warning",
                code="stage.missing",
                message=f"{kind} {name!r} was not built; scene {self._blocking.scene} plays without it",
                remedy="one folder for each thing that the blocking names",
            )
            for kind, name in missing
        )

    def _lay_out(self, folders: SceneFolders) -> None:
        places = {PERFORMANCE_PATH: folders.performance / "performance.usdc"}
        if folders.set is not None:
            places[set_path(self._location)] = folders.set / "set.usdc"
        places |= {cast_path(who): folder / "character.usdc" for who, folder in folders.characters.items()}
        places |= {prop_path(what): folder / "prop.usdc" for what, folder in folders.props.items()}
        self._shots.mkdir(parents=True)
        for relative, target in places.items():
            place = self._shots / relative
            place.parent.resolve().mkdir(parents=True, exist_ok=True)
            shutil.copyfile(target, place)

    def _prop_positions(self, frame: int) -> dict[str, tuple[Vec3, float]]:
        return {p.prop: (p.position_m(frame), float(p.lit[frame])) for p in self._props if p.visible[frame]}

    def _appearances(self, shot: Shot) -> list[Appearance]:
        """Return who is seen in the shot, each with the lightest mesh that holds up at its size in the picture."""
        stage = new_stage("World", extension="usda", fps=self._blocking.fps)
        author_camera(stage, shot)
        frusta = frusta_of(read_cameras(stage, range(shot.range.start, shot.range.end)))
        frames = slice(shot.range.start, shot.range.end)
        there = [a for a in self._actors if a.character in self._characters and a.visible[frames].any()]
        there = [a for a in there if not self._blocks(a, frusta, a.roots_m[frames], a.visible[frames])]
        return [self._appearance(a, frusta, a.roots_m[frames], a.visible[frames], len(there)) for a in there]

    def _blocks(self, actor: ActorPath, frusta: Frusta, roots: F64, visible: NDArray[np.bool_]) -> bool:
        """Tell whether one of a crowd stands before the lens: on a film set an extra is asked to step aside for the shot."""
        body = self._bodies[actor.character]
        return f"{_COSTUME}2" in body.meshes and in_the_lens(_on(frusta, visible), roots[visible], body.size_m)

    def _appearance(self, actor: ActorPath, frusta: Frusta, roots: F64, visible: NDArray[np.bool_], company: int) -> Appearance:
        body = self._bodies[actor.character]
        costumes = [name for name in body.meshes if name.startswith(_COSTUME)]
        number = costumes[actor.member % len(costumes)].removeprefix(_COSTUME) if costumes else ""
        share = (MEMBER_SHARE,) if number else ()
        level = level_of(_on(frusta, visible), roots[visible], body.size_m, company, *share)
        # Each costume has meshes of its own, the first one more of them: members keep their looks from shot to shot.
        wearable = (f"{name}{number}" for name in _LEVELS[_LEVELS.index(level) :])
        chosen = next((mesh for mesh in wearable if mesh in body.meshes), HERO)
        others = tuple(name for name in body.meshes if name != chosen)
        return Appearance(character=actor.character, member=actor.member, mesh=chosen, others=others)


def write_uses(path: Path, recording: Recording, keys: BundleKeys) -> None:
    """Write the names of the asset bundles that a shot draws: ``set``, ``character/<id>``, ``prop/<id>``."""
    drawn = {draw.asset for draw in recording.draws}
    known = {"set": keys.set, **{f"character/{who}": key for who, key in keys.cast.items()}}
    known |= {f"prop/{what}": key for what, key in keys.props.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(canonical_json(sorted(name for name, key in known.items() if key in drawn)))


def _on(frusta: Frusta, frames: NDArray[np.bool_]) -> Frusta:
    return Frusta(eyes_m=frusta.eyes_m[frames], axes=frusta.axes[frames], rises=frusta.rises[frames])


def _body_of(character: Path) -> _Body:
    """Return what a character's file offers to a shot."""
    stage = open_stage(character)
    root = stage.GetDefaultPrim()
    names = (prim.GetAttribute("redearth:mesh").Get() for prim in root.GetChildren())
    size_m = float(np.ptp(np.array(root.GetAttribute("extent").Get()), axis=0).max())
    return _Body(meshes=tuple(sorted(name for name in names if name)), size_m=size_m)
