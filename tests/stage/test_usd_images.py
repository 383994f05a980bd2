"""Images and places in them survive USD and the renderer's files."""

from dataclasses import replace

import numpy as np
from pxr import UsdShade
from tests.stage.usd_fakes import box

from redearth.stage.model import Image, Material
from redearth.stage.parts import Model
from redearth.stage.playback import bundle_assets, read_assets, write_assets
from redearth.stage.usd.author_prop import author_prop
from redearth.stage.usd.author_texture import image_file, write_images
from redearth.stage.usd.check import check_stage
from redearth.stage.usd.layer import open_stage, write_layer
from redearth.stage.usd.read_mesh import read_bundle


def _image(seed, space="srgb", size=(8, 4)):
    pixels = np.random.default_rng(seed).integers(0, 256, (*size, 4), np.uint8)
    return Image(pixels=pixels, color_space=space)


def _model():
    mesh = replace(box(), uvs=np.random.default_rng(5).random((len(box().positions), 2)).astype(np.float32))
    images = {
        "paint": _image(1),
        "metal/rough": _image(2, "linear"),
        "bumps": _image(3, "linear"),
        "glow": _image(4),
        "open": _image(6, "linear"),
    }
    full = Material(
        name="full", base_color_linear=(0.5, 1.0, 0.25), roughness=0.8, metallic=0.5, emission_linear=(3.0, 2.0, 1.0),
        base_color_image="paint", metallic_roughness_image="metal/rough", normal_image="bumps", emission_image="glow",
        occlusion_image="open", alpha_cutoff=0.4, two_sided=True,
    )  # fmt: skip
    plain = Material(name="plain", base_color_linear=(0.1, 0.2, 0.3))
    return Model(materials=(full, plain), meshes={"prop": mesh}, images=images)


def test_images_come_back_from_usd(tmp_path):
    """Materials, places and pixels are what they were, and the stage passes every check."""
    model = _model()
    write_layer(author_prop(model, "tin").GetRootLayer(), tmp_path / "prop.usdc")
    write_images(tmp_path, model.images)
    assert check_stage(tmp_path / "prop.usdc") == ()
    bundle = read_bundle(open_stage(tmp_path / "prop.usdc"))
    assert bundle.materials == model.materials
    assert np.array_equal(bundle.meshes["prop"].uvs, model.meshes["prop"].uvs)
    assert list(bundle.images) == sorted(model.images)
    for name, image in model.images.items():
        assert bundle.images[name].color_space == image.color_space and np.array_equal(bundle.images[name].pixels, image.pixels)


def test_what_is_clear_comes_back(tmp_path):
    """Opacity survives USD, with an image and without, and a bundle's file; it is the preview surface's own input."""
    images = {"paint": _image(1)}
    materials = (
        Material(name="pane", base_color_linear=(0.2, 0.3, 0.25), pattern="glass", opacity=0.05),
        Material(name="film", base_color_linear=(0.5, 1.0, 0.25), base_color_image="paint", opacity=0.4),
        Material(name="solid", base_color_linear=(0.1, 0.2, 0.3)),
    )
    mesh = replace(
        box(),
        uvs=np.zeros((len(box().positions), 2), np.float32),
        material=(np.arange(len(box().triangles)) % 3).astype(np.uint32),
    )
    model = Model(materials=materials, meshes={"prop": mesh}, images=images)
    write_layer(author_prop(model, "jar").GetRootLayer(), tmp_path / "prop.usdc")
    write_images(tmp_path, images)
    assert check_stage(tmp_path / "prop.usdc") == ()
    stage = open_stage(tmp_path / "prop.usdc")
    bundle = read_bundle(stage)
    assert bundle.materials == materials
    surface = UsdShade.Shader(stage.GetPrimAtPath("/Prop/Materials/pane/surface"))
    assert surface.GetInput("opacity").Get() == np.float32(0.05)
    write_assets(tmp_path / "assets.npz", bundle)
    assert read_assets(tmp_path / "assets.npz").materials == materials
    clearer = (replace(materials[0], opacity=0.06), *materials[1:])
    assert bundle_assets(clearer, bundle.meshes, bundle.images).key != bundle.key


def test_equal_images_are_equal_files(tmp_path):
    """Two runs write the same PNG bytes under the same names; other pixels have another name."""
    for folder in ("a", "b"):
        write_images(tmp_path / folder, _model().images)
    names = sorted(path.name for path in (tmp_path / "a/textures").iterdir())
    assert names == sorted(path.name for path in (tmp_path / "b/textures").iterdir())
    for name in names:
        assert (tmp_path / "a/textures" / name).read_bytes() == (tmp_path / "b/textures" / name).read_bytes()
    assert image_file("paint", _image(1)) != image_file("paint", _image(2))
    assert image_file("paint", _image(1)) != image_file("paint", Image(pixels=_image(1).pixels.reshape(4, 8, 4)))


def test_a_bundle_file_holds_its_images(tmp_path):
    """What was written is read, and the key follows a single texel."""
    model = _model()
    bundle = bundle_assets(model.materials, model.meshes, model.images)
    write_assets(tmp_path / "assets.npz", bundle)
    again = read_assets(tmp_path / "assets.npz")
    assert again.materials == bundle.materials and again.key == bundle.key
    for name, image in bundle.images.items():
        assert again.images[name].color_space == image.color_space and np.array_equal(again.images[name].pixels, image.pixels)
    touched = model.images["paint"].pixels.copy()
    touched[0, 0, 0] ^= 1
    other = bundle_assets(model.materials, model.meshes, {**model.images, "paint": Image(pixels=touched)})
    assert other.key != bundle.key
