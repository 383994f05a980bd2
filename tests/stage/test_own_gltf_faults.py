"""glTF models that are broken, hostile or no models at all: each fault is said, and the rest stays."""

from __future__ import annotations

import json
import os
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.stage.own_models import CORNERS, FACES, Gltf, codes, given, png

from redearth.core.diagnostics import FilmError
from redearth.stage.own.build import own_prop
from redearth.stage.own.found import Files

CASES = Path(os.environ.get("REDEARTH_CASES", "cases"))
"""A folder of other people's files, where somebody has one."""


def test_broken_parts_are_left_out_and_named(tmp_path: Path) -> None:
    """NaN corners, faces without area, indices out of range, zero scale, a cycle: each is said, and the sound part stays."""
    made = Gltf()
    made.box("sound", (0, 0, 0), (0.1, 0.1, 0.1))
    broken = CORNERS.copy()
    broken[7] = np.nan
    made.node("nan", mesh=made.mesh(broken))
    made.node("flat", mesh=made.mesh(np.zeros_like(CORNERS)))
    made.node("range", mesh=made.mesh(faces=np.array([[0, 1, 99]], np.uint16)))
    made.node("zero", mesh=made.mesh(), scale=[0, 0, 0])
    made.node("cycle", children=[5])
    made.node("points", mesh=made.mesh(), translation="no numbers")
    model, notices = own_prop(given(tmp_path, made.glb()))
    assert codes(notices) == {"asset.finite", "asset.degenerate", "asset.mesh", "asset.scale", "asset.node"}
    assert all(notice.where == "props/a.glb" and notice.remedy for notice in notices)
    mesh = model.meshes["prop"]
    assert np.isfinite(mesh.positions).all() and np.isfinite(mesh.normals).all()
    assert len(mesh.triangles) == 12 + int((FACES != 7).all(1).sum())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>not found</html>",
        b"glTF",
        b'{"asset": {"version": "1.0"}}',
        b"[]",
        b'{"asset": {"version": "2.0"}, "nodes": 7, "scene": "x"}',
    ],
)
def test_what_is_no_model_is_refused_by_name(tmp_path: Path, data: bytes) -> None:
    """Empty, truncated and foreign files are faults that say which file and what would be right."""
    with pytest.raises(FilmError) as caught:
        own_prop(given(tmp_path, data))
    assert caught.value.diagnostics[0].where == "props/a.glb" and caught.value.diagnostics[0].remedy


def test_absurd_claims_cost_nothing(tmp_path: Path) -> None:
    """An accessor of four thousand million entries and a picture of 65535 x 65535 are refused before any room is made for them."""
    made = Gltf()
    huge = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 65535, 65535, 8, 2, 0, 0, 0) + b"\0\0\0\0"
    made.box("sound", (0, 0, 0), (1, 1, 1), made.material(pbrMetallicRoughness={"baseColorTexture": made.picture(huge)}))
    made.node("many", mesh=made.mesh())
    made.document["accessors"][-2]["count"] = 4_000_000_000
    model, notices = own_prop(given(tmp_path, made.glb()))
    assert codes(notices) == {"asset.image", "asset.mesh"} and len(model.meshes["prop"].triangles) == 12


def test_any_broken_number_is_survived(tmp_path: Path) -> None:
    """Replacing any value of the document by a wrong one gives a model, or a fault with a name; never anything else."""
    made = Gltf()
    slot = made.picture(png())
    made.node(
        "cube",
        mesh=made.mesh(
            material=made.material(
                pbrMetallicRoughness={"baseColorTexture": slot, "baseColorFactor": [1, 1, 1, 1]}, normalTexture=slot
            )
        ),
    )
    whole = made.glb()
    document = json.loads(json.dumps(made.document))
    for path in _paths(document):
        for wrong in (None, -1, 1e30, "x", [], {}, True, 99):
            changed = json.loads(json.dumps(made.document))
            holder: Any = changed
            for step in path[:-1]:
                holder = holder[step]
            holder[path[-1]] = wrong
            text = json.dumps(changed).encode()
            text += b" " * (-len(text) % 4)
            rest = whole[12 + 8 + struct.unpack_from("<I", whole, 12)[0] :]
            data = (
                struct.pack("<4sII", b"glTF", 2, 20 + len(text) + len(rest))
                + struct.pack("<I4s", len(text), b"JSON")
                + text
                + rest
            )
            try:
                own_prop(given(tmp_path, data))
            except FilmError as named:
                assert named.diagnostics[0].where


def _paths(value: Any) -> list[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path for key, one in items for path in ((key,), *((key, *rest) for rest in _paths(one)))]


@pytest.mark.skipif(not CASES.is_dir(), reason="REDEARTH_CASES names no folder of cases")
def test_every_case_of_others_is_a_model_or_a_named_fault() -> None:
    """Sound samples are read, hostile ones refused by name."""
    read, refused = set(), set()
    for folder in ("gltf", "hostile/gltf", "vrm"):
        for path in sorted((CASES / folder).rglob("*")):
            if path.suffix not in (".glb", ".gltf", ".vrm"):
                continue
            files = Files(main=f"props/{path.name}", paths={f"props/{p.name}": p for p in path.parent.iterdir() if p.is_file()})
            try:
                model, _ = own_prop(files)
                assert np.isfinite(model.meshes["prop"].positions).all()
                read.add(path.name)
            except FilmError as named:
                assert named.diagnostics[0].where == files.main
                refused.add(path.name)
    assert {"CesiumMan-static.glb", "AnimatedMorphCube.gltf", "simple_skin.gltf", "Cameras.gltf", "vrm1-debug-robot.vrm"} <= read
    assert {"accessor-count-4e9.glb", "not-a-glb.glb", "truncated-json.glb", "uri-traversal-dotdot.gltf"} <= refused
