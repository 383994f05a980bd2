"""glTF models of the user's: what is right comes through, what is wrong is said and left out."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from tests.stage.own_models import CORNERS, FACES, Gltf, codes, given, png

from redearth.stage.own.build import PROP_TRIANGLES, own_prop, own_set


def test_a_cube_comes_as_it_is(tmp_path: Path) -> None:
    """Metres, Y up, wound outwards, flat normals where the file has none, material factors as they are."""
    made = Gltf()
    made.box(
        "cube",
        (0, 0, 0),
        (1, 1, 1),
        made.material(name="m", pbrMetallicRoughness={"baseColorFactor": [0.2, 0.4, 0.6, 1], "roughnessFactor": 0.3}),
    )
    model, notices = own_prop(given(tmp_path, made.glb()))
    mesh = model.meshes["prop"]
    assert notices == () and len(mesh.triangles) == 12
    assert np.allclose([mesh.positions.min(0), mesh.positions.max(0)], [[-0.5, 0, -0.5], [0.5, 1, 0.5]])
    corners = mesh.positions[mesh.triangles].astype(float)
    face = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    assert (np.einsum("ij,ij->i", face, corners.mean(1) - [0, 0.5, 0]) > 0).all()
    assert np.allclose(np.einsum("ij,ij->i", face / np.linalg.norm(face, axis=1)[:, None], mesh.normals[mesh.triangles[:, 0]]), 1)
    (material,) = model.materials
    assert (
        material.base_color_linear == pytest.approx((0.2, 0.4, 0.6))
        and material.roughness == pytest.approx(0.3)
        and material.metallic == 1
    )


def test_nodes_carry_their_children(tmp_path: Path) -> None:
    """Translation, rotation and scale of a parent apply to its child; a mirrored node keeps its faces outwards."""
    made = Gltf()
    child = made.node("cube", root=False, mesh=made.mesh(), translation=[1, 0, 0])
    made.node("parent", children=[child], rotation=[0, 0.7071068, 0, 0.7071068], scale=[2, 2, 2], translation=[0, 0, 5])
    mirrored = made.node("mirror", mesh=made.mesh(), scale=[-1, 1, 1], translation=[0, 0, -9])
    model, _, chunks = own_set(given(tmp_path, made.glb()))
    assert mirrored == 2 and set(model.model.meshes) == {"own_0000", "own_0001"}
    first = chunks[0].positions
    assert np.allclose([first.min(0), first.max(0)], [[-1, 0, 2], [1, 2, 4]], atol=1e-5)
    corners = chunks[1].positions[chunks[1].triangles]
    face = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    assert (np.einsum("ij,ij->i", face, corners.mean(1) - [0, 0.5, -9]) > 0).all()


def test_images_and_extensions_are_read(tmp_path: Path) -> None:
    """All five images, emissive strength, a texture transform, cut-out, two sides; v is turned round."""
    made = Gltf()
    slot = made.picture(png())
    moved = {**slot, "extensions": {"KHR_texture_transform": {"offset": [0.5, 0.25], "scale": [2, 2]}}}
    look = made.material(
        name="all", pbrMetallicRoughness={"baseColorTexture": moved, "metallicRoughnessTexture": made.picture(png((0, 99, 33)))}, normalTexture=slot,
        emissiveTexture=slot, emissiveFactor=[1, 0.5, 0], occlusionTexture=slot, alphaMode="MASK", alphaCutoff=0.3, doubleSided=True,
        extensions={"KHR_materials_emissive_strength": {"emissiveStrength": 8}},
    )  # fmt: skip
    made.node("cube", mesh=made.mesh(material=look, TEXCOORD_0=np.tile(np.float32([0.1, 0.2]), (8, 1)), NORMAL=CORNERS / 0.9))
    model, notices = own_prop(given(tmp_path, made.glb()))
    (material,) = model.materials
    assert notices == () and all(material.images) and material.two_sided
    assert material.emission_linear == pytest.approx((8, 4, 0)) and material.alpha_cutoff == pytest.approx(0.3)
    assert (
        model.images[material.base_color_image].color_space == "srgb"
        and model.images[material.normal_image].color_space == "linear"
    )
    assert tuple(model.images[material.metallic_roughness_image].pixels[0, 0, :3]) == (0, 99, 33)
    uvs = model.meshes["prop"].uvs
    assert uvs is not None and np.allclose(uvs, [0.7, 1 - 0.65], atol=1e-6)


def _soft(*alphas: int) -> bytes:
    stream = io.BytesIO()
    pixels = np.full((8, 8, 4), 255, np.uint8)
    pixels[..., 3] = np.resize(np.array(alphas, np.uint8), (8, 8))
    Image.fromarray(pixels).save(stream, format="PNG")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("look", "alphas", "expected"),
    [
        ({"alphaMode": "BLEND", "pbrMetallicRoughness": {"baseColorFactor": [1, 1, 1, 0.25]}}, (), ("glass", 0.25, 0.0)),
        ({"alphaMode": "OPAQUE", "pbrMetallicRoughness": {"baseColorFactor": [1, 1, 1, 0.25]}}, (), ("plain", 1.0, 0.0)),
        ({"alphaMode": "BLEND"}, (0, 128, 200, 90), ("glass", 0.995, 0.0)),
        ({"alphaMode": "BLEND"}, (0, 255, 255, 255), ("plain", 1.0, 0.5)),
        ({"alphaMode": "BLEND"}, (255,), ("plain", 1.0, 0.0)),
        ({"extensions": {"KHR_materials_transmission": {"transmissionFactor": 0.9}}}, (), ("glass", 0.1, 0.0)),
    ],
)
def test_blended_and_transmitting_materials_are_clear(
    tmp_path: Path, look: dict[str, Any], alphas: tuple[int, ...], expected: tuple[str, float, float]
) -> None:
    """Alpha is opacity where a material blends; an image that is either there or not cuts holes; transmission opens a body."""
    made = Gltf()
    if alphas:
        look = {**look, "pbrMetallicRoughness": {"baseColorTexture": made.picture(_soft(*alphas))}}
    made.node("cube", mesh=made.mesh(material=made.material(name="m", **look)))
    model, _ = own_prop(given(tmp_path, made.glb()))
    (material,) = model.materials
    assert (material.pattern, material.opacity, material.alpha_cutoff) == (expected[0], pytest.approx(expected[1]), expected[2])


def test_files_beside_a_gltf_are_read_and_no_others(tmp_path: Path) -> None:
    """A .bin and a picture beside it come through; paths that lead elsewhere, the net and NUL are refused by name."""
    made = Gltf()
    look = made.material(name="m", pbrMetallicRoughness={"baseColorTexture": made.picture(png())})
    made.node("cube", mesh=made.mesh(material=look))
    made.document["images"] = [{"uri": "skin%20one.png"}]
    made.gltf(tmp_path, "a")
    secret = tmp_path.parent / "secret.png"
    secret.write_bytes(png())
    files = given(
        tmp_path,
        (tmp_path / "a.gltf").read_bytes(),
        "a.gltf",
        **{"a.bin": (tmp_path / "a.bin").read_bytes(), "skin one.png": png()},
    )
    model, notices = own_prop(files)
    assert notices == () and model.images
    for uri in ("../secret.png", str(secret), "http://127.0.0.1:9/x.png", "a\0b.png", "file:///etc/passwd", "missing.png"):
        made.document["images"] = [{"uri": uri}]
        made.gltf(tmp_path, "a")
        model, notices = own_prop(
            given(tmp_path, (tmp_path / "a.gltf").read_bytes(), "a.gltf", **{"a.bin": (tmp_path / "a.bin").read_bytes()})
        )
        assert codes(notices) == {"asset.image"} and not model.images and model.materials[0].base_color_image == ""


def test_vertex_colors_become_shades(tmp_path: Path) -> None:
    """Red and green corners give materials of both colours, and nothing but these."""
    made = Gltf()
    colors = np.zeros((8, 4), np.uint8)
    colors[:4, 0] = colors[4:, 1] = colors[:, 3] = 255
    attributes = {"COLOR_0": made.accessor(colors, normalized=True), "POSITION": made.accessor(CORNERS)}
    made.document["meshes"].append({"primitives": [{"attributes": attributes, "indices": made.accessor(FACES.ravel())}]})
    made.node("cube", mesh=0)
    model, _ = own_prop(given(tmp_path, made.glb()))
    mesh = model.meshes["prop"]
    left = mesh.positions[mesh.triangles][:, :, 0].max(1) < 0
    r, g, _ = model.materials[int(mesh.material[left][0])].base_color_linear
    assert r > 0.7 and g < 0.01


def test_sparse_accessors_replace_entries(tmp_path: Path) -> None:
    """One corner moved by a sparse accessor is where it should be."""
    made = Gltf()
    index, value = made.view(np.array([7], np.uint16).tobytes()), made.view(np.float32([0.5, 3, 0.5]).tobytes())
    sparse = {"count": 1, "indices": {"bufferView": index, "componentType": 5123}, "values": {"bufferView": value}}
    attributes = {"POSITION": made.accessor(CORNERS, sparse=sparse)}
    made.document["meshes"].append({"primitives": [{"attributes": attributes, "indices": made.accessor(FACES.ravel())}]})
    made.node("cube", mesh=0)
    model, _ = own_prop(given(tmp_path, made.glb()))
    assert model.meshes["prop"].positions[:, 1].max() == 3


def test_a_grip_is_the_origin(tmp_path: Path) -> None:
    """The node named grip decides where and how the property is held."""
    made = Gltf()
    made.box("cube", (0, 0, 0), (0.2, 0.2, 0.2))
    made.node("Grip", translation=[0, 0.5, 0], rotation=[0, 0, 0.7071068, 0.7071068])
    model, _ = own_prop(given(tmp_path, made.glb()))
    positions = model.meshes["prop"].positions
    assert np.allclose([positions.min(0), positions.max(0)], [[-0.5, -0.1, -0.1], [-0.3, 0.1, 0.1]], atol=1e-6)


def test_a_heavy_model_is_thinned(tmp_path: Path) -> None:
    """What has far too many triangles keeps its shape with few."""
    made = Gltf()
    side = 210
    u, v = np.meshgrid(np.linspace(0, np.pi, side), np.linspace(0, 2 * np.pi, side), indexing="ij")
    ball = np.stack([np.sin(u) * np.cos(v), np.cos(u), np.sin(u) * np.sin(v)], -1).reshape(-1, 3).astype(np.float32)
    a = (np.arange(side - 1)[:, None] * side + np.arange(side - 1)).ravel()
    faces = np.concatenate([np.stack([a, a + 1, a + side], 1), np.stack([a + 1, a + side + 1, a + side], 1)]).astype(np.uint16)
    made.node("ball", mesh=made.mesh(ball, faces))
    model, notices = own_prop(given(tmp_path, made.glb()))
    mesh = model.meshes["prop"]
    assert codes(notices) == {"asset.size"} and len(mesh.triangles) < 1.1 * PROP_TRIANGLES < len(faces)
    assert np.allclose(np.linalg.norm(mesh.positions, axis=1), 1, atol=0.02)
