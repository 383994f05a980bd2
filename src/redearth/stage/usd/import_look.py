"""UsdPreviewSurface materials of the user's as ours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from pxr import UsdShade

from redearth.core.space import Vec3
from redearth.stage.model import ColorSpace, Material
from redearth.stage.own.found import Found
from redearth.stage.own.pictures import decode, see_through

_PLAIN = Material(name="default", base_color_linear=(0.6, 0.6, 0.6), roughness=0.7, wear=0.0, bump=0.0)
_SLOTS: tuple[tuple[str, str, ColorSpace], ...] = (
    ("diffuseColor", "base_color_image", "srgb"), ("normal", "normal_image", "linear"), ("emissiveColor", "emission_image", "srgb"),
    ("occlusion", "occlusion_image", "linear"),
)  # fmt: skip


class UsdLooks:
    """The materials of a stage, read when first asked for; ``read`` gives the bytes of a texture, or None."""

    def __init__(self, found: Found, read: Callable[[Any], bytes | None]) -> None:
        self.found, self._read = found, read
        self._known: dict[tuple[str, bool], int] = {}
        self._images: dict[tuple[str, ColorSpace], str] = {}

    def use(self, material: Any, two_sided: bool) -> int:
        """Return the number of a bound material (or none: plain grey), reading it the first time."""
        path = str(material.GetPath()) if material else ""
        if (path, two_sided) not in self._known:
            self._known[path, two_sided] = len(self.found.materials)
            self.found.materials.append(replace(self._look(material) if material else _PLAIN, two_sided=two_sided))
        return self._known[path, two_sided]

    def _look(self, material: Any) -> Material:
        name = material.GetPrim().GetName()
        surface = material.ComputeSurfaceSource()[0]
        if not surface or surface.GetIdAttr().Get() != "UsdPreviewSurface":
            self.found.say("material", f"{name!r} is no UsdPreviewSurface; it is plain grey", "a UsdPreviewSurface material")
            return replace(_PLAIN, name=name)
        worn: dict[str, Any] = {field: self._image(surface, slot, space, name) for slot, field, space in _SLOTS}
        metal = self._image(surface, "roughness", "linear", name)
        packed = bool(metal) and self._channel(surface, "roughness") == "g" and self._channel(surface, "metallic") in ("b", "")
        cutoff, opacity = self._alpha(surface, worn["base_color_image"])
        return Material(
            name=name,
            base_color_linear=_rgb(_factor(surface, "diffuseColor", (0.18, 0.18, 0.18), bool(worn["base_color_image"]))),
            emission_linear=_rgb(_factor(surface, "emissiveColor", (0.0, 0.0, 0.0), bool(worn["emission_image"]))),
            roughness=1.0 if packed else float(np.clip(_value(surface, "roughness", 0.5), 0, 1)),
            metallic=float(
                np.clip(1.0 if packed and self._channel(surface, "metallic") else _value(surface, "metallic", 0.0), 0, 1)
            ),
            metallic_roughness_image=metal if packed else "",
            pattern="glass" if opacity < 1 else "plain",
            bump=0.0,
            wear=0.0,
            alpha_cutoff=cutoff,
            opacity=opacity,
            **worn,
        )

    def _alpha(self, surface: Any, image: str) -> tuple[float, float]:
        """Return the alpha cut-off and the opacity of a surface."""
        threshold = float(np.clip(_value(surface, "opacityThreshold", 0.0), 0, 1))
        if threshold > 0:
            return (threshold if image else 0.0), 1.0
        source = _source(surface, "opacity")
        if not source:
            return 0.0, float(np.clip(_value(surface, "opacity", 1.0), 0, 1))
        scale = UsdShade.Shader(source[0].GetPrim()).GetInput("scale")
        factor = float(np.clip(scale.Get()[3], 0, 1)) if scale and scale.Get() else 1.0
        return see_through(self.found.images.get(image), factor)

    def _channel(self, surface: Any, slot: str) -> str:
        source = _source(surface, slot)
        return str(source[1]) if source else ""

    def _image(self, surface: Any, slot: str, space: ColorSpace, material: str) -> str:
        """Return the name of the image behind an input, or an empty string (with a notice when its file is missing)."""
        source = _source(surface, slot)
        texture = UsdShade.Shader(source[0].GetPrim()) if source else None
        if not texture or texture.GetIdAttr().Get() != "UsdUVTexture" or not texture.GetInput("file"):
            return ""
        place = texture.GetInput("file").Get()
        if place is None:
            return ""
        key = (str(place.path), space)
        if key not in self._images:
            data = self._read(place)
            self._images[key] = ""
            if data is None:
                self.found.say(
                    "image",
                    f"{material!r} names the picture {place.path!r}, which is none of its files; it shows its plain colour",
                    "the picture beside it",
                )
            else:
                picture = decode(self.found, str(place.path), data, space)
                if picture:
                    self._images[key] = f"image_{len(self.found.images)}_{space}"
                    self.found.images[self._images[key]] = picture
        return self._images[key]


def _source(surface: Any, slot: str) -> Any:
    shader_input = surface.GetInput(slot)
    return shader_input.GetConnectedSource() if shader_input else None


def _value(surface: Any, slot: str, default: Any) -> Any:
    shader_input = surface.GetInput(slot)
    value = shader_input.Get() if shader_input and not shader_input.HasConnectedSource() else None
    return default if value is None or not np.isfinite(np.asarray(value, float)).all() else value


def _factor(surface: Any, slot: str, default: Any, worn: bool) -> Any:
    """Return the plain colour of an input; with an image, the image's scale."""
    if not worn:
        return _value(surface, slot, default)
    scale = UsdShade.Shader(_source(surface, slot)[0].GetPrim()).GetInput("scale")
    value = scale.Get() if scale else None
    return (1.0, 1.0, 1.0) if value is None else tuple(value)[:3]


def _rgb(values: Any) -> Vec3:
    r, g, b = (float(np.clip(v, 0, 1e4)) for v in list(values)[:3])
    return r, g, b
