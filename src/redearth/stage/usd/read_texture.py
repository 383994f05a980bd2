"""Read the images of a material back from the nodes and files that :mod:`author_texture` wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image as Picture
from pxr import UsdShade

from redearth.core.diagnostics import fault
from redearth.stage.model import Image

INPUTS = {
    "diffuseColor": "base_color_image",
    "roughness": "metallic_roughness_image",
    "normal": "normal_image",
    "emissiveColor": "emission_image",
    "occlusion": "occlusion_image",
}
"""The input of a UsdPreviewSurface that each image of a material feeds."""


def texture_of(surface: Any, name: str) -> Any:
    """Return the texture node that feeds input ``name`` of a surface, or None."""
    shader_input = surface.GetInput(name)
    source = shader_input.GetConnectedSource() if shader_input else None
    return UsdShade.Shader(source[0].GetPrim()) if source else None


def images_worn(surface: Any) -> dict[str, Any]:
    """Return the material's image fields and cut-off as its surface's nodes have them."""
    fields: dict[str, Any] = {}
    for name, field in INPUTS.items():
        texture = texture_of(surface, name)
        if texture:
            fields[field] = texture.GetPrim().GetAttribute("redearth:image").Get()
    threshold = surface.GetInput("opacityThreshold")
    if threshold:
        fields["alpha_cutoff"] = float(str(np.float32(threshold.Get())))
    return fields


def read_images(surfaces: list[Any]) -> dict[str, Image]:
    """Return every image that the surfaces' nodes name, by name; raises a ``stage.image`` fault when a file is gone."""
    images: dict[str, Image] = {}
    for surface in surfaces:
        for texture in filter(None, (texture_of(surface, name) for name in INPUTS)):
            name = texture.GetPrim().GetAttribute("redearth:image").Get()
            if name not in images:
                images[name] = _image(texture)
    return dict(sorted(images.items()))


def _image(texture: Any) -> Image:
    place = texture.GetInput("file").Get()
    try:
        pixels = np.asarray(Picture.open(Path(place.resolvedPath)).convert("RGBA"))
    except OSError as broken:
        raise fault(
            "stage.image", f"{place.path} cannot be read: {broken}", remedy="the PNG that stage wrote", command="redearth make"
        ) from broken
    return Image(pixels=pixels, color_space="srgb" if texture.GetInput("sourceColorSpace").Get() == "sRGB" else "linear")
