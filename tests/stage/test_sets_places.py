"""Sets of great and open places: honest pieces, variants that differ, dressing by hour and weather, water, halls and caves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.stage.test_sets_build import _check

from redearth.breakdown.model import Location
from redearth.core.space import Vec3
from redearth.direction.model import Piece, SetPlan
from redearth.direction.plan_set import plan_set
from redearth.direction.sets.dressing import dressed
from redearth.direction.sets.styles import STYLE_WORDS
from redearth.stage.parts import SetModel
from redearth.stage.sets.build import BUILDERS, build_set, order_for
from redearth.stage.sets.cavern import roof_height
from redearth.stage.sets.ground import ground_height
from redearth.stage.sets.shape import mesh_from
from redearth.stage.sets.workshop import Workshop

_SIZES: dict[str, Vec3] = {
    "log": (0.6, 0.6, 4.2), "slab": (3.2, 1.4, 3.0), "stall": (2.4, 2.6, 1.5), "railing": (12.0, 1.15, 0.2), "fence": (12.0, 1.2, 0.14),
    "bale": (1.4, 1.4, 1.5), "container": (2.44, 2.59, 6.1), "boat": (1.5, 0.75, 4.2), "bones": (1.9, 1.5, 4.2), "parapet": (20.0, 1.05, 0.4),
    "stairhead": (4.4, 3.1, 3.0), "vent": (2.4, 1.5, 1.7), "dish": (2.2, 2.6, 2.2), "tank": (3.2, 6.2, 3.2), "chimney": (0.9, 2.0, 1.7),
    "pew": (4.0, 0.95, 0.7), "seats": (5.0, 0.95, 0.7), "platform": (14.0, 0.9, 5.0), "throne": (0.95, 2.1, 0.85), "lectern": (0.7, 1.25, 0.6),
    "kiosk": (3.4, 3.4, 2.4), "board": (7.0, 2.2, 0.3), "rack": (5.4, 4.6, 1.2), "bleacher": (7.0, 1.8, 2.4), "hoop": (1.8, 4.0, 1.5),
    "stalagmite": (0.9, 2.4, 0.9), "crystal": (0.9, 2.0, 0.9), "pitprop": (7.4, 4.2, 0.35), "hedge": (3.4, 1.5, 0.9), "bush": (1.5, 1.1, 1.5),
    "hut": (6.6, 4.3, 5.6), "side_door": (1.1, 2.2, 0.16), "hearth": (1.9, 2.6, 0.64),
}  # fmt: skip


def _place(name: str, *, interior: bool = False) -> SetPlan:
    words = tuple(name.lower().split())
    return plan_set(
        Location(id=name.lower().replace(" ", "-"), name=name, interior=interior, exterior=not interior, words=words, features=())
    )


def _glowing(model: SetModel) -> set[str]:
    return {m.name for m in model.model.materials if max(m.emission_linear) > 0}


@pytest.mark.parametrize("kind", sorted(_SIZES))
def test_a_piece_stays_in_its_box(kind: str) -> None:
    """The box of a piece is an honest collider: nothing it builds reaches outside, and it fills the box."""
    shop = Workshop(_place("CITY STREET"))
    size = _SIZES[kind]
    for name in ("a", "b", "c"):
        mesh = mesh_from(BUILDERS[kind](order_for(shop, Piece(id=name, kind=kind, position_m=(0, 0, 0), size_m=size))))
        _check(mesh)
        half = np.array([size[0] / 2, size[1], size[2] / 2]) * 1.02 + 0.06
        assert (np.abs(mesh.positions[:, [0, 2]]) <= half[[0, 2]]).all(), np.abs(mesh.positions).max(0)
        assert mesh.positions[:, 1].min() >= -0.07 and mesh.positions[:, 1].max() <= half[1]
        assert (np.ptp(mesh.positions, axis=0) / np.asarray(size)).max() > 0.8


@pytest.mark.parametrize(("kit", "style"), [(kit, style) for kit, styles in STYLE_WORDS.items() for style in styles])
def test_every_variant_is_sound_and_affordable(kit: str, style: str) -> None:
    """Every variant of every kit builds: finite, wound outwards, no slivers, drawn triangles within budget."""
    interior = kit in ("hall", "cave")
    word = next(w for w in STYLE_WORDS[kit][style] if w.isascii())
    place = Location(
        id=f"{kit}-{style}", name=f"{word} {kit}", interior=interior, exterior=not interior, words=(word,), features=()
    )
    plan = plan_set(place, {"kit": kit})
    built = build_set(replace(plan, dressing=("dark",)))
    for mesh in built.model.meshes.values():
        _check(mesh)
    drawn = sum(len(built.model.meshes[p.mesh].triangles) * len(p.world_from_object) for p in built.placements)
    assert 4_000 < drawn < 330_000
    assert sum(len(mesh.triangles) for mesh in built.model.meshes.values()) < 130_000


def test_variants_of_a_kit_differ() -> None:
    """Two architectures of a street, two kinds of forest and two halls are mostly made of other meshes."""
    for one, two, inside in (
        ("OLD TOWN LANE", "CHINATOWN ALLEY", False),
        ("PINE FOREST", "JUNGLE", False),
        ("CHURCH", "WAREHOUSE", True),
    ):
        a, b = build_set(_place(one, interior=inside)), build_set(_place(two, interior=inside))
        shapes = [{m.positions.tobytes() for m in built.model.meshes.values()} for built in (a, b)]
        assert len(shapes[0] & shapes[1]) < 0.6 * min(len(s) for s in shapes)


def test_equal_places_give_equal_sets() -> None:
    """Building twice gives the same bytes."""
    for name, inside in (("CAVE", True), ("ROOFTOP", False), ("MOUNTAIN LAKE", False)):
        one, two = (build_set(_place(name, interior=inside)) for _ in range(2))
        assert all(np.array_equal(mesh.positions, two.model.meshes[key].positions) for key, mesh in one.model.meshes.items())


def test_windows_are_lit_after_dusk() -> None:
    """The same street has lights behind its windows at night and none by day."""
    plan = _place("OLD TOWN LANE")
    night, day = build_set(dressed(plan, "night", ())), build_set(dressed(plan, "day", ()))
    assert {"lit_warm", "lit_dim"} <= _glowing(night)
    assert not {name for name in _glowing(day) if name.startswith("lit_")}


def test_rain_wets_hard_things_more_than_cloth() -> None:
    """In the rain asphalt shines, cloth less, and lamps not at all."""
    plan = dressed(_place("CITY STREET"), "night", ("rain",))
    assert plan.dressing == ("dark", "wet")
    materials = {m.name: m for m in build_set(plan).model.materials}
    assert materials["asphalt"].wetness > 0.8 > materials["cloth_white"].wetness > 0.3
    assert all(m.wetness == 0 for m in materials.values() if max(m.emission_linear) > 0)


def test_snow_lies_on_what_is_level() -> None:
    """Roofs and ground turn white, walls do not."""
    plan = dressed(_place("VILLAGE"), "day", ("snow",))
    built = build_set(plan)
    snow = next(k for k, m in enumerate(built.model.materials) if m.name == "snow")
    for name, mesh in built.model.meshes.items():
        corner = mesh.positions.astype(float)[mesh.triangles]
        face = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
        rise = face[:, 1] / np.maximum(np.linalg.norm(face, axis=1), 1e-12)
        assert not (mesh.material[rise < 0.5] == snow).any(), name
        if name.startswith(("house", "ground")):
            assert (mesh.material[rise > 0.75] == snow).mean() > 0.9, name


def test_a_lake_lies_beyond_the_shore() -> None:
    """The play area stays dry and level; the ground goes under water towards the sun and comes up on the other bank."""
    plan = _place("LAKE")
    b = plan.bounds
    x, z = np.meshgrid(np.linspace(b.min_x_m, b.max_x_m, 9), np.linspace(b.min_z_m, b.max_z_m, 9))
    assert np.abs(ground_height(plan, x, z)).max() < 0.021
    assert ground_height(plan, np.array(0.0), np.array(b.min_z_m - 40.0)) < -1.0
    assert ground_height(plan, np.array(0.0), np.array(b.min_z_m - 300.0)) > -0.1
    water = build_set(plan).model.meshes["water"].positions
    assert water[:, 1].max() < 0 and water[:, 2].max() < b.min_z_m + 2.0


def test_a_cave_leaves_the_play_area_free() -> None:
    """Rock and dripstone stay out of where people and cameras are; the roof has a hole over its light."""
    plan = _place("CAVE", interior=True)
    b = plan.bounds
    assert b.ceiling_m is not None
    built = build_set(plan)
    for placement in built.placements:
        if not placement.name.startswith(("set_cave_rock", "set_stalactite", "set_cave_columns")):
            continue
        points = built.model.meshes[placement.mesh].positions.astype(float)
        for matrix in placement.world_from_object:
            p = points @ matrix[:3, :3].T + matrix[:3, 3]
            inside = (
                (np.abs(p[:, 0]) < 7.2)
                & (p[:, 1] > 0.3)
                & (p[:, 1] < 4.8)
                & (p[:, 2] > b.min_z_m + 0.5)
                & (p[:, 2] < b.max_z_m - 0.5)
            )
            assert not inside.any(), placement.name
    assert roof_height(plan, 0.0, 0.0) > b.ceiling_m


def test_a_hall_has_windows_by_day_and_lamps() -> None:
    """Daylight stands in a church's windows, coloured in its rose; at night the panes are dark and the chandeliers burn."""
    plan = _place("CHURCH", interior=True)
    assert {"glow_day", "stained_blue", "glow_warm"} <= _glowing(build_set(plan))
    night = _glowing(build_set(dressed(plan, "night", ())))
    assert "glow_day" not in night and "glow_warm" in night
