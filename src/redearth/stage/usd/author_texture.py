"""Author the images of a material: PNG files beside the layer, and the UsdUVTexture nodes that read them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image as Picture
from pxr import Gf, Sdf, UsdShade

from redearth.core.digest import digest_bytes
from redearth.stage.model import Image, Material
from redearth.stage.usd.layer import prim_name

TEXTURES = "textures"
"""The folder of images beside a layer."""
Node = tuple[str, Any, Any, tuple[tuple[str, str, Any], ...]]
"""Name of the node, scale, bias, and (input of the surface, output of the texture, type) for each connection."""


def image_file(name: str, image: Image) -> str:
    """Return the file name of an image: its name and the digest of its pixels, so that equal images share a file."""
    shape = np.array(image.pixels.shape, np.int64).tobytes()
    return f"{prim_name(name)}_{digest_bytes(shape + np.ascontiguousarray(image.pixels).tobytes())[:12]}.png"


def write_images(folder: Path, images: Mapping[str, Image]) -> None:
    """Write every image as a PNG under ``folder/textures``; equal images give equal bytes."""
    for name in sorted(images):
        path = folder / TEXTURES / image_file(name, images[name])
        path.parent.mkdir(parents=True, exist_ok=True)
        Picture.fromarray(np.ascontiguousarray(images[name].pixels)).save(path, format="PNG", compress_level=6)


def connect_images(stage: Any, path: str, shader: Any, material: Material, images: Mapping[str, Image]) -> None:
    """Define a texture node for each image that ``material`` wears and connect it to the inputs of its ``shader``."""
    if not material.textured:
        return
    types = Sdf.ValueTypeNames
    reader = UsdShade.Shader.Define(stage, f"{path}/st")
    reader.CreateIdAttr("UsdPrimvarReader_float2")
    reader.CreateInput("varname", types.String).Set("st")
    places = reader.CreateOutput("result", types.Float2)
    for name, (node, scale, bias, wires) in zip(material.images, _nodes(material), strict=True):
        if name:
            texture = _texture(stage, f"{path}/{node}", name, images[name], places)
            texture.CreateInput("scale", types.Float4).Set(scale)
            texture.CreateInput("bias", types.Float4).Set(bias)
            for target, channel, kind in wires:
                output = texture.CreateOutput(channel, types.Float3 if channel == "rgb" else types.Float)
                shader.CreateInput(target, kind).ConnectToSource(output)
    if material.alpha_cutoff > 0:
        shader.CreateInput("opacityThreshold", types.Float).Set(material.alpha_cutoff)


def _nodes(material: Material) -> tuple[Node, ...]:
    """Return what each entry of ``Material.images`` becomes; plain values become the scale of their image."""
    types = Sdf.ValueTypeNames
    none = Gf.Vec4f(0)
    cut = (("opacity", "a", types.Float),) if material.alpha_cutoff > 0 or material.clear else ()
    metal = Gf.Vec4f(1, material.roughness, material.metallic, 1)
    return (
        (
            "base_color",
            Gf.Vec4f(*material.base_color_linear, material.opacity),
            none,
            (("diffuseColor", "rgb", types.Color3f), *cut),
        ),
        ("metallic_roughness", metal, none, (("roughness", "g", types.Float), ("metallic", "b", types.Float))),
        ("normal", Gf.Vec4f(2, 2, 2, 1), Gf.Vec4f(-1, -1, -1, 0), (("normal", "rgb", types.Normal3f),)),
        ("emission", Gf.Vec4f(*material.emission_linear, 1), none, (("emissiveColor", "rgb", types.Color3f),)),
        ("occlusion", Gf.Vec4f(1), none, (("occlusion", "r", types.Float),)),
    )


def _texture(stage: Any, path: str, name: str, image: Image, places: Any) -> Any:
    types = Sdf.ValueTypeNames
    texture = UsdShade.Shader.Define(stage, path)
    texture.CreateIdAttr("UsdUVTexture")
    texture.CreateInput("file", types.Asset).Set(Sdf.AssetPath(f"./{TEXTURES}/{image_file(name, image)}"))
    texture.CreateInput("sourceColorSpace", types.Token).Set("sRGB" if image.color_space == "srgb" else "raw")
    for side in ("wrapS", "wrapT"):
        texture.CreateInput(side, types.Token).Set("repeat")
    texture.CreateInput("st", types.Float2).ConnectToSource(places)
    texture.GetPrim().CreateAttribute("redearth:image", types.String).Set(name)
    return texture
