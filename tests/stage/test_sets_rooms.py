"""The rooms of the indoor kits: every variant builds soundly, stays in its boxes and differs from the next."""

from __future__ import annotations

import numpy as np
import pytest

from redearth.breakdown.model import Location
from redearth.direction.model import Kit, SetPlan
from redearth.direction.plan_set import plan_set
from redearth.direction.sets.indoor_words import INDOOR_WORDS
from redearth.stage.lighting.indoor_moods import indoor_mood
from redearth.stage.model import Mesh
from redearth.stage.parts import SetModel
from redearth.stage.sets.build import BUILDERS, build_set, order_for
from redearth.stage.sets.move import glow_at
from redearth.stage.sets.rooms.bays import BAYS, bay
from redearth.stage.sets.rooms.catalogue import ROOM_BUILDERS
from redearth.stage.sets.rooms.style import style_of
from redearth.stage.sets.shape import mesh_from
from redearth.stage.sets.workshop import Workshop

_ROOMS = sorted(INDOOR_WORDS)
_AS_EVERYWHERE = ("gate", "door", "lever", "lamp", "crate", "outlook")
_MOST_TRIANGLES = 160_000
_WALL_M = 0.15


def _plan(room: tuple[Kit, str], seed: int = 0) -> SetPlan:
    return plan_set(Location(id=f"place-{seed}", name=INDOOR_WORDS[room][0].upper(), interior=True, exterior=False))


def _check(mesh: Mesh) -> None:
    points = mesh.positions.astype(float)[mesh.triangles]
    face = np.cross(points[:, 1] - points[:, 0], points[:, 2] - points[:, 0])
    assert np.isfinite(mesh.positions).all()
    assert (np.linalg.norm(face, axis=1) > 1e-10).all(), "degenerate triangle"
    assert (np.einsum("ij,ij->i", face, mesh.normals[mesh.triangles].mean(1)) > 0).all(), "winding against the normals"


def _drawn(built: SetModel) -> int:
    return sum(len(built.model.meshes[p.mesh].triangles) * len(p.world_from_object) for p in built.placements)


@pytest.mark.parametrize("room", _ROOMS, ids="-".join)
def test_a_room_is_sound_and_affordable(room: tuple[Kit, str]) -> None:
    """Its meshes are finite, wound outwards, free of slivers, within budget, and lit by something in the picture."""
    built = build_set(_plan(room))
    for mesh in built.model.meshes.values():
        _check(mesh)
    assert 5_000 < _drawn(built) < _MOST_TRIANGLES
    assert any(max(m.emission_linear) > 1 for m in built.model.materials)


@pytest.mark.parametrize("room", _ROOMS, ids="-".join)
def test_what_stands_in_a_room_stays_in_its_boxes(room: tuple[Kit, str]) -> None:
    """The box of every piece is an honest collider."""
    plan = _plan(room)
    shop = Workshop(plan)
    for piece in plan.pieces:
        if piece.kind in (*_AS_EVERYWHERE, "rib"):
            continue
        build = ROOM_BUILDERS.get((plan.kit, piece.kind)) or BUILDERS[piece.kind]
        mesh = mesh_from(build(order_for(shop, piece)))
        half = np.array([piece.size_m[0] / 2, piece.size_m[1], piece.size_m[2] / 2]) + 0.04
        assert (mesh.positions.max(0) <= half).all(), piece.id
        assert (mesh.positions.min(0) >= [-half[0], -0.03, -half[2]]).all(), piece.id
        assert (np.ptp(mesh.positions, axis=0) / np.asarray(piece.size_m)).max() > 0.5, piece.id


@pytest.mark.parametrize("room", [r for r in _ROOMS if r[0] != "vault"], ids="-".join)
def test_the_shell_leaves_the_play_area_to_people_and_cameras(room: tuple[Kit, str]) -> None:
    """Bays, frames and signs keep to the walls; what hangs from the ceiling keeps above it; floors stay flat."""
    plan = _plan(room)
    b = plan.bounds
    assert b.ceiling_m is not None
    built = build_set(plan)
    for placement in built.placements:
        if not placement.mesh.startswith(("bay_", "room_")) or placement.mesh.startswith("room_rods"):
            continue
        points = built.model.meshes[placement.mesh].positions.astype(float)
        for pose in placement.world_from_object:
            world = points @ pose[:3, :3].T + pose[:3, 3]
            inside = (world[:, 0] > b.min_x_m + 0.02) & (world[:, 0] < b.max_x_m - 0.02)
            inside &= (world[:, 2] > b.min_z_m + 0.02) & (world[:, 2] < b.max_z_m - 0.02)
            kept = (world[:, 1] < 0.02) | (world[:, 1] > b.ceiling_m - 0.36)
            assert (~inside | kept).all(), placement.mesh


@pytest.mark.parametrize("wall", sorted(BAYS))
def test_every_kind_of_bay_fits_its_stretch(wall: str) -> None:
    """A bay of any make is as wide and high as asked for and no deeper than the wall's set-back."""
    room = next(r for r in _ROOMS if r[0] != "vault" and style_of(_plan(r)).wall == wall)
    plan = _plan(room)
    style = style_of(plan)
    for kind in BAYS[style.wall].kinds:
        for width in (0.4, 1.3) if kind == BAYS[style.wall].kinds[0] else (1.3,):
            part = bay(Workshop(plan).palette, style, kind, width, 3.2, plan.id)
            assert np.abs(part.positions[:, 0]).max() <= width / 2 + 0.03, kind
            assert part.positions[:, 1].max() <= 3.22 and part.positions[:, 1].min() >= -0.01, kind
            assert part.positions[:, 2].max() <= _WALL_M + 0.005, kind


def test_places_of_a_kind_are_told_apart() -> None:
    """Six airlocks, six offices and six kitchens show at least three sets of colours or things each."""
    for room in (("airlock", ""), ("office", "office"), ("quarters", "kitchen")):
        looks = set()
        for seed in range(6):
            built = build_set(_plan(room, seed))  # type: ignore[arg-type]
            looks.add((frozenset(m.name for m in built.model.materials), tuple(p.mesh for p in built.placements)))
        assert len(looks) >= 3, room


def test_equal_rooms_are_equal() -> None:
    """Building a room twice gives the same numbers."""
    one, two = build_set(_plan(("laboratory", "science"))), build_set(_plan(("laboratory", "science")))
    assert all(np.array_equal(mesh.positions, two.model.meshes[name].positions) for name, mesh in one.model.meshes.items())


def test_windows_go_dark_and_the_town_lights_up_at_night() -> None:
    """What is outside shines by day, its lights by night; a ship's windscreen knows no hour."""
    plan = _plan(("quarters", "living"))
    view = next(p for p in plan.pieces if p.id == "outlook-1")
    lights = next(p for p in plan.pieces if p.id == "outlook-1-lights")
    assert glow_at(plan, view, "day") == 1.0 and glow_at(plan, view, "night") < 0.1
    assert glow_at(plan, lights, "night") == 1.0 > glow_at(plan, lights, "day")
    bridge = _plan(("ship", "bridge"))
    assert all(glow_at(bridge, p, "night") == 1.0 for p in bridge.pieces)


def test_a_greenhouse_is_planted_under_glass() -> None:
    """Leaves grow in its troughs, no vault closes it, and it stands on a lawn."""
    built = build_set(_plan(("vault", "greenhouse")))
    meshes = {p.mesh for p in built.placements}
    assert not any(name.startswith("vault_") for name in meshes)
    assert {"leaf", "foliage", "grass"} & {m.name for m in built.model.materials}
    assert any(name.startswith("planter") for name in meshes)


def test_every_room_has_a_mood_of_its_own_kit() -> None:
    """Each indoor kit is lit by day and by night; by night no room with windows is brighter than by day."""
    for kit, variant in _ROOMS:
        if kit == "vault":
            continue
        day, night = indoor_mood(kit, variant, day=True), indoor_mood(kit, variant, day=False)
        assert day is not None and night is not None
        assert sum(night.sky.zenith_linear) <= sum(day.sky.zenith_linear) + 1e-9
