"""What the authoring passes put on a stage comes back as it went in, and their files are stable."""

import numpy as np
import pytest
from tests.stage.usd_fakes import GATE, MATERIALS, box, rigged, set_model

from redearth.stage.model import Mesh
from redearth.stage.parts import Model, RiggedModel
from redearth.stage.usd.author_character import author_character, joint_paths
from redearth.stage.usd.author_prop import author_prop
from redearth.stage.usd.author_set import author_set
from redearth.stage.usd.check import check_stage
from redearth.stage.usd.layer import open_stage, prim_name, write_layer
from redearth.stage.usd.read_mesh import read_bundle


def _round_trip(stage, path):
    write_layer(stage.GetRootLayer(), path)
    return read_bundle(open_stage(path))


def _same(a, b):
    return (a is None and b is None) or (a.dtype == b.dtype and np.array_equal(a, b))


def test_meshes_and_materials_come_back_bit_for_bit(tmp_path):
    """Positions, normals, triangles, material of each face, joints, weights and every material parameter survive USD."""
    rig = rigged()
    bundle = _round_trip(author_character(rig, "lin"), tmp_path / "character.usdc")
    assert bundle.materials == MATERIALS
    assert set(bundle.meshes) == {"body", "mid", "distant"}
    for name, mesh in rig.model.meshes.items():
        for part in ("positions", "normals", "triangles", "material", "joints", "weights"):
            assert _same(getattr(bundle.meshes[name], part), getattr(mesh, part)), (name, part)


def test_the_faces_of_a_set_keep_their_materials(tmp_path):
    """A set's meshes are abstract prototypes; the materials of their faces come back all the same."""
    model = set_model()
    bundle = _round_trip(author_set(model, "old-hall"), tmp_path / "set.usdc")
    assert bundle.meshes
    for name, mesh in bundle.meshes.items():
        worn = [bundle.materials[k].name for k in mesh.material]
        assert worn == [model.model.materials[k].name for k in model.model.meshes[name].material]
        assert len(set(worn)) > 1


def test_the_key_of_a_bundle_follows_its_content(tmp_path):
    """Equal models share a key; one moved vertex gives another."""
    first = _round_trip(author_prop(Model(materials=MATERIALS, meshes={"prop": box(0.2)}), "a"), tmp_path / "a.usdc")
    again = _round_trip(author_prop(Model(materials=MATERIALS, meshes={"prop": box(0.2)}), "b"), tmp_path / "b.usdc")
    other = _round_trip(author_prop(Model(materials=MATERIALS, meshes={"prop": box(0.3)}), "a"), tmp_path / "c.usdc")
    assert first.key == again.key != other.key


def test_authored_files_pass_every_check(tmp_path):
    """Set, character and property pass all of USD's validators and our own."""
    stages = {
        "set": author_set(set_model(), "old-hall"),
        "character": author_character(rigged(), "lin"),
        "prop": author_prop(Model(materials=MATERIALS, meshes={"prop": box()}), "cup"),
    }
    for name, stage in stages.items():
        write_layer(stage.GetRootLayer(), tmp_path / f"{name}.usdc")
        assert check_stage(tmp_path / f"{name}.usdc") == ()


def test_an_open_surface_shows_its_back_and_a_closed_one_does_not(tmp_path):
    """Double-sidedness is authored only where a back can be seen."""
    whole = box()
    lid_off = Mesh(positions=whole.positions, normals=whole.normals, triangles=whole.triangles[:-2], material=whole.material[:-2])
    stage = author_prop(Model(materials=MATERIALS, meshes={"whole": whole, "open": lid_off}), "box")
    sided = {name: stage.GetPrimAtPath(f"/Prop/{name}").GetAttribute("doubleSided").Get() for name in ("whole", "open")}
    assert sided == {"whole": False, "open": True}


def test_a_set_names_its_pieces_and_instances_what_repeats():
    """Repeated things become a point instancer, sheared ones single instances, movable pieces carry the plan's name."""
    stage = author_set(set_model(), "old-hall")
    kinds = {prim.GetName(): prim.GetTypeName() for prim in stage.GetPrimAtPath("/Set/Placements").GetChildren()}
    assert kinds == {"gate": "Xform", "slabs": "Xform", "stones": "PointInstancer", "wall": "Xform"}
    assert stage.GetPrimAtPath("/Set/Placements/gate").GetAttribute("redearth:piece").Get() == GATE.id


def test_joints_are_named_by_their_path():
    """USD's joint tokens spell the chain from the root."""
    paths = joint_paths(rigged().skeleton)
    assert paths[0] == "root" and "root/hips/spine/chest/neck/head/jaw" in paths


@pytest.mark.parametrize(("identity", "expected"), [("elder-ma", "elder_ma"), ("gate_3", "gate_3"), ("lin", "lin")])
def test_plain_names_stay_readable(identity, expected):
    """Slugs keep their words."""
    assert prim_name(identity) == expected


def test_odd_names_become_valid_and_stay_apart():
    """Names of other scripts, digits and empty ones give distinct valid identifiers."""
    from pxr import Sdf

    odd = ["林", "魏", "3d-thing", "", "a b", "a.b", "a/b", "a-b"]
    names = [prim_name(identity) for identity in odd]
    assert len(set(names)) == len(odd) and all(Sdf.Path.IsValidIdentifier(name) for name in names)


def test_a_character_without_faces_is_still_a_valid_file(tmp_path):
    """An empty mesh neither crashes the authoring nor fails a validator."""
    nothing = Mesh(
        positions=np.zeros((0, 3), np.float32),
        normals=np.zeros((0, 3), np.float32),
        triangles=np.zeros((0, 3), np.uint32),
        material=np.zeros(0, np.uint32),
    )
    rig = rigged()
    bare = RiggedModel(skeleton=rig.skeleton, model=Model(materials=MATERIALS, meshes={"body": nothing}))
    bundle = _round_trip(author_character(bare, "ghost"), tmp_path / "ghost.usdc")
    assert len(bundle.meshes["body"].triangles) == 0
