"""glTF materials and images as ours."""

from __future__ import annotations

from typing import Any

import numpy as np

from redearth.core.space import Vec3
from redearth.stage.model import ColorSpace, Material
from redearth.stage.own.found import F64
from redearth.stage.own.gltf_file import GltfFile, Wrong
from redearth.stage.own.pictures import decode, see_through

_DEFAULT = Material(name="default", base_color_linear=(0.8, 0.8, 0.8), roughness=0.8, wear=0.0, bump=0.0)
_REMEDY = "an export that keeps to the glTF 2.0 specification"


class Looks:
    """The materials of a file, read when first asked for."""

    def __init__(self, file: GltfFile) -> None:
        self.file, self.found = file, file.found
        self._known: dict[Any, int] = {}
        self._images: dict[tuple[int, ColorSpace], str] = {}

    def use(self, index: Any) -> int:
        """Return the number of a material, reading it the first time; a broken one is plain grey."""
        if index not in self._known:
            material = _DEFAULT
            if index is not None:
                try:
                    material = self._material(index)
                except (Wrong, TypeError, ValueError, AttributeError) as wrong:
                    self.found.say("material", f"material {index}: {wrong}; it is plain grey", _REMEDY)
            self._known[index] = len(self.found.materials)
            self.found.materials.append(material)
        return self._known[index]

    def known(self, index: int) -> int | None:
        """Return the number of a material that is in use already, None when it is not."""
        return self._known.get(index)

    def seat_of(self, index: Any) -> tuple[int, F64]:
        """Return which set of places a material's images use, and the transform [3, 3] of places that it asks for."""
        look = self.file.items("materials")[index] if index in range(len(self.file.items("materials"))) else {}
        metal = look.get("pbrMetallicRoughness", {}) if isinstance(look, dict) else {}
        for slot in (
            metal.get("baseColorTexture"),
            look.get("emissiveTexture"),
            look.get("normalTexture"),
            metal.get("metallicRoughnessTexture"),
        ):
            if isinstance(slot, dict):
                moved = slot.get("extensions", {}).get("KHR_texture_transform", {})
                return int(moved.get("texCoord", slot.get("texCoord", 0))), _placed(moved)
        return 0, np.eye(3)

    def _material(self, index: Any) -> Material:
        look = self.file.item("materials", index)
        metal = look.get("pbrMetallicRoughness", {})
        more = look.get("extensions", {})
        strength = float(more.get("KHR_materials_emissive_strength", {}).get("emissiveStrength", 1.0))
        factor = [float(v) for v in metal.get("baseColorFactor", (1, 1, 1, 1))]
        glow = tuple(float(v) * strength for v in look.get("emissiveFactor", (0, 0, 0)))
        name = str(look.get("name") or f"material_{index}")
        base = self.picture(metal.get("baseColorTexture"), "srgb", name)
        mode = look.get("alphaMode", "OPAQUE")
        cutoff, opacity = (float(look.get("alphaCutoff", 0.5)) if mode == "MASK" and base else 0.0), 1.0
        if mode == "BLEND":
            cutoff, opacity = see_through(self.found.images.get(base), float(np.clip(factor[3], 0, 1)))
        through = float(np.clip(more.get("KHR_materials_transmission", {}).get("transmissionFactor", 0.0), 0, 1))
        opacity *= 1.0 - through * float(np.clip(max(factor[:3]), 0, 1))
        unlit = "KHR_materials_unlit" in more
        light = self.picture(look.get("emissiveTexture"), "srgb", name)
        return Material(
            name=name,
            base_color_linear=_rgb(factor),
            roughness=float(np.clip(metal.get("roughnessFactor", 1.0), 0, 1)),
            metallic=0.0 if unlit else float(np.clip(metal.get("metallicFactor", 1.0), 0, 1)),
            emission_linear=_rgb(glow),
            pattern="glass" if opacity < 1 else "plain",
            bump=0.0,
            wear=0.0,
            base_color_image=base,
            metallic_roughness_image=self.picture(metal.get("metallicRoughnessTexture"), "linear", name),
            normal_image=self.picture(look.get("normalTexture"), "linear", name),
            emission_image=light,
            occlusion_image=self.picture(look.get("occlusionTexture"), "linear", name),
            alpha_cutoff=float(np.clip(cutoff, 0, 1)) if opacity == 1 else 0.0,
            opacity=opacity,
            two_sided=look.get("doubleSided") is True,
        )

    def picture(self, slot: Any, space: ColorSpace, material: str) -> str:
        """Return the name of the image in a slot of a material, or an empty string (with a notice) when it is missing."""
        if not isinstance(slot, dict):
            return ""
        try:
            texture = self.file.item("textures", slot.get("index"))
            source = texture.get("extensions", {}).get("EXT_texture_webp", {}).get("source", texture.get("source"))
            image = self.file.item("images", source)
            key = (int(source), space)
            if key not in self._images:
                what = f"image {source} of material {material!r}"
                data = (
                    self.file.view(image["bufferView"])[0] if "bufferView" in image else self.file.named(image.get("uri"), what)
                )
                picture = decode(self.found, what, data, space)
                self._images[key] = f"image_{source}_{space}" if picture else ""
                if picture:
                    self.found.images[self._images[key]] = picture
            return self._images[key]
        except Wrong as wrong:
            self.found.say(
                "image", f"{wrong}; {material!r} shows its plain colour", "the picture beside the model, or inside a .glb"
            )
            return ""


def _rgb(values: Any) -> Vec3:
    r, g, b = (float(np.clip(v, 0.0, 1e4)) if np.isfinite(v) else 0.0 for v in list(values)[:3])
    return r, g, b


def _placed(transform: dict[str, Any]) -> F64:
    """Return KHR_texture_transform as a matrix on (u, v, 1) with v downwards, as the specification has it."""
    turn = float(transform.get("rotation", 0.0))
    (sx, sy), (dx, dy) = transform.get("scale", (1, 1)), transform.get("offset", (0, 0))
    c, s = np.cos(turn), np.sin(turn)
    return np.array([[c * sx, s * sy, dx], [-s * sx, c * sy, dy], [0, 0, 1]], float)
