"""The paint shop: named materials of all sets and props, and the colours that words mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from redearth.core.space import Vec3
from redearth.stage.model import Image, Material, Pattern
from redearth.stage.sets.lettering import Fonts

COLOURS: dict[str, Vec3] = {
    "red": (0.46, 0.025, 0.018), "crimson": (0.36, 0.01, 0.02), "green": (0.05, 0.2, 0.045), "blue": (0.03, 0.09, 0.32),
    "yellow": (0.6, 0.36, 0.03), "orange": (0.6, 0.17, 0.02), "black": (0.018, 0.018, 0.02), "white": (0.72, 0.7, 0.66),
    "grey": (0.2, 0.2, 0.2), "gray": (0.2, 0.2, 0.2), "brown": (0.13, 0.062, 0.028), "tan": (0.36, 0.2, 0.09),
    "pink": (0.55, 0.16, 0.2), "purple": (0.14, 0.03, 0.2), "gold": (0.7, 0.42, 0.09), "golden": (0.7, 0.42, 0.09),
    "silver": (0.55, 0.55, 0.56), "copper": (0.5, 0.2, 0.1), "rusty": (0.2, 0.06, 0.025), "cyan": (0.03, 0.3, 0.36),
    "cream": (0.62, 0.52, 0.36), "ivory": (0.66, 0.6, 0.46), "olive": (0.11, 0.11, 0.03), "khaki": (0.27, 0.21, 0.1),
    "navy": (0.012, 0.025, 0.1), "scarlet": (0.5, 0.02, 0.012), "dark": (0.045, 0.042, 0.04), "pale": (0.55, 0.52, 0.47),
    "sage": (0.34, 0.38, 0.26), "slate": (0.24, 0.29, 0.33),
    "wooden": (0.22, 0.11, 0.045), "leather": (0.17, 0.07, 0.03), "dusty": (0.3, 0.19, 0.11),
}  # fmt: skip
"""Scene-linear Rec.709 albedo of the colour words of scripts."""

_Spec = tuple[Vec3, float, float, Pattern, float, float, float]
"""Colour, roughness, metallic, pattern, pattern scale in metres, bump, wear."""
_SPECS: dict[str, _Spec] = {
    "sand": ((0.37, 0.138, 0.058), 0.92, 0.0, "sand", 1.6, 0.55, 0.3),
    "sand_pale": ((0.44, 0.3, 0.17), 0.92, 0.0, "sand", 1.9, 0.6, 0.2),
    "regolith": ((0.35, 0.135, 0.06), 0.93, 0.0, "regolith", 2.6, 0.6, 0.6),
    "cave_dust": ((0.115, 0.095, 0.078), 0.85, 0.0, "regolith", 2.0, 0.8, 0.35),
    "salt": ((0.6, 0.57, 0.52), 0.85, 0.0, "soil", 2.4, 0.3, 0.2),
    "dust_red": ((0.3, 0.1, 0.045), 0.95, 0.0, "regolith", 2.4, 0.6, 0.6),
    "dust_grey": ((0.17, 0.165, 0.155), 0.97, 0.0, "regolith", 2.4, 0.6, 0.5),
    "meadow": ((0.12, 0.115, 0.04), 0.95, 0.0, "turf", 1.1, 0.6, 0.75),
    "ground": ((0.2, 0.13, 0.08), 0.95, 0.0, "rock", 2.6, 0.45, 0.3),
    "earth": ((0.3, 0.105, 0.045), 0.95, 0.0, "soil", 0.35, 0.8, 0.3),
    "mud": ((0.33, 0.135, 0.066), 0.9, 0.0, "soil", 0.5, 0.35, 0.3),
    "mud_bed": ((0.31, 0.125, 0.06), 0.92, 0.0, "soil", 1.5, 0.55, 0.3),
    "soil": ((0.085, 0.036, 0.02), 0.93, 0.0, "soil", 0.06, 0.9, 0.3),
    "grass": ((0.085, 0.1, 0.034), 0.95, 0.0, "turf", 0.9, 0.6, 0.7),
    "snow": ((0.78, 0.8, 0.84), 0.75, 0.0, "snow", 2.2, 0.6, 0.1),
    "rock": ((0.23, 0.12, 0.075), 0.9, 0.0, "rock", 1.4, 0.9, 0.4),
    "boulder": ((0.17, 0.165, 0.15), 0.88, 0.0, "rock", 1.4, 0.9, 0.5),
    "range_rock": ((0.15, 0.15, 0.155), 0.95, 0.0, "rock", 60.0, 0.9, 0.4),
    "range_green": ((0.06, 0.075, 0.035), 0.95, 0.0, "rock", 40.0, 0.6, 0.4),
    "cliff": ((0.27, 0.13, 0.075), 0.95, 0.0, "rock", 16.0, 0.9, 0.4),
    "concrete": ((0.27, 0.25, 0.22), 0.85, 0.0, "concrete", 1.8, 0.26, 0.5),
    "concrete_dark": ((0.15, 0.135, 0.12), 0.8, 0.0, "concrete", 2.2, 0.55, 0.6),
    "concrete_red": ((0.3, 0.17, 0.115), 0.9, 0.0, "concrete", 4.0, 0.5, 0.75),
    "ruin": ((0.27, 0.19, 0.14), 0.93, 0.0, "concrete", 3.0, 0.4, 0.6),
    "wet_floor": ((0.085, 0.074, 0.066), 0.38, 0.0, "concrete", 2.4, 0.35, 0.6),
    "puddle": ((0.075, 0.066, 0.059), 0.13, 0.0, "plain", 1.0, 0.04, 0.0),
    "plaster": ((0.46, 0.42, 0.36), 0.88, 0.0, "plaster", 1.5, 0.25, 0.3),
    "wainscot": ((0.2, 0.19, 0.155), 0.7, 0.0, "plaster", 1.5, 0.2, 0.35),
    "wall_paint": ((0.5, 0.46, 0.39), 0.85, 0.0, "plaster", 2.5, 0.1, 0.04),
    "woodwork": ((0.6, 0.58, 0.53), 0.5, 0.0, "plain", 1.0, 0.05, 0.05),
    "rust": ((0.22, 0.075, 0.032), 0.8, 0.35, "rust", 0.7, 0.6, 0.85),
    "rust_stain": ((0.19, 0.125, 0.085), 0.9, 0.0, "concrete", 1.2, 0.2, 0.7),
    "steel": ((0.33, 0.32, 0.31), 0.42, 1.0, "bare_metal", 0.8, 0.3, 0.4),
    "steel_dark": ((0.12, 0.115, 0.11), 0.5, 0.8, "bare_metal", 0.8, 0.35, 0.5),
    "chrome": ((0.6, 0.6, 0.6), 0.2, 1.0, "bare_metal", 0.5, 0.1, 0.1),
    "paint": ((0.17, 0.17, 0.155), 0.55, 0.1, "painted_metal", 0.8, 0.3, 0.5),
    "paint_worn": ((0.115, 0.125, 0.11), 0.6, 0.1, "painted_metal", 1.1, 0.4, 0.62),
    "car_paint": ((0.05, 0.13, 0.135), 0.28, 0.2, "painted_metal", 1.5, 0.08, 0.15),
    "paint_red": ((0.42, 0.028, 0.018), 0.45, 0.1, "painted_metal", 0.5, 0.3, 0.45),
    "paint_ochre": ((0.46, 0.235, 0.04), 0.5, 0.1, "painted_metal", 0.7, 0.3, 0.55),
    "paint_teal": ((0.05, 0.13, 0.135), 0.5, 0.1, "painted_metal", 0.8, 0.3, 0.5),
    "rubber": ((0.022, 0.021, 0.02), 0.75, 0.0, "rubber", 0.3, 0.3, 0.3),
    "wood": ((0.21, 0.105, 0.046), 0.65, 0.0, "wood", 0.6, 0.35, 0.3),
    "wood_dark": ((0.085, 0.04, 0.02), 0.6, 0.0, "wood", 0.6, 0.35, 0.35),
    "bark": ((0.085, 0.06, 0.042), 0.95, 0.0, "wood", 0.25, 1.0, 0.6),
    "bark_birch": ((0.25, 0.225, 0.18), 0.85, 0.0, "plaster", 0.5, 0.7, 1.0),
    "bark_charred": ((0.011, 0.01, 0.01), 0.75, 0.0, "wood", 0.25, 1.0, 0.3),
    "ash": ((0.06, 0.057, 0.054), 0.95, 0.0, "regolith", 2.2, 0.6, 0.5),
    "foliage": ((0.042, 0.08, 0.02), 0.7, 0.0, "foliage", 1.2, 0.5, 0.2),
    "frond": ((0.075, 0.15, 0.03), 0.5, 0.0, "leaf", 0.3, 0.4, 0.2),
    "fern": ((0.075, 0.13, 0.03), 0.6, 0.0, "leaf", 0.12, 0.4, 0.2),
    "blade": ((0.11, 0.14, 0.04), 0.7, 0.0, "leaf", 0.15, 0.2, 0.3),
    "straw": ((0.36, 0.25, 0.11), 0.85, 0.0, "leaf", 0.15, 0.2, 0.3),
    "moss": ((0.042, 0.06, 0.016), 0.95, 0.0, "foliage", 0.2, 0.7, 0.3),
    "litter": ((0.034, 0.024, 0.013), 0.95, 0.0, "foliage", 0.85, 0.7, 0.8),
    "water": ((0.008, 0.017, 0.021), 0.09, 0.0, "water", 3.2, 0.5, 0.0),
    "sea": ((0.006, 0.02, 0.028), 0.12, 0.0, "water", 9.0, 1.0, 0.0),
    "ice": ((0.36, 0.46, 0.53), 0.16, 0.0, "ice", 4.0, 0.2, 0.35),
    "bone": ((0.52, 0.46, 0.36), 0.75, 0.0, "plaster", 0.5, 0.6, 0.5),
    "cave_rock": ((0.13, 0.105, 0.085), 0.8, 0.0, "rock", 2.2, 1.0, 0.45),
    "wet_rock": ((0.085, 0.072, 0.06), 0.35, 0.0, "rock", 1.6, 0.9, 0.3),
    "slate_roof": ((0.085, 0.085, 0.09), 0.75, 0.0, "wood", 0.5, 0.9, 0.5),
    "tile_roof": ((0.24, 0.085, 0.045), 0.8, 0.0, "wood", 0.45, 0.9, 0.5),
    "gravel": ((0.17, 0.15, 0.12), 0.95, 0.0, "rock", 0.35, 0.7, 0.3),
    "curtain_red": ((0.28, 0.02, 0.018), 0.9, 0.0, "cloth", 0.3, 0.5, 0.1),
    "marble": ((0.48, 0.45, 0.4), 0.22, 0.0, "rock", 2.6, 0.05, 0.12),
    "stone": ((0.34, 0.3, 0.25), 0.8, 0.0, "rock", 1.6, 0.35, 0.3),
    "parquet": ((0.24, 0.13, 0.06), 0.3, 0.0, "wood", 1.1, 0.15, 0.15),
    "leaf_dark": ((0.042, 0.08, 0.02), 0.7, 0.0, "leaf", 0.25, 0.4, 0.2),
    "leaf": ((0.1, 0.29, 0.035), 0.45, 0.0, "leaf", 0.02, 0.35, 0.05),
    "stem": ((0.22, 0.33, 0.075), 0.5, 0.0, "leaf", 0.015, 0.25, 0.05),
    "cloth": ((0.2, 0.17, 0.14), 0.95, 0.0, "cloth", 0.2, 0.5, 0.3),
    "leather": ((0.15, 0.062, 0.028), 0.55, 0.0, "skin", 0.06, 0.4, 0.4),
    "paper": ((0.68, 0.63, 0.52), 0.9, 0.0, "plain", 0.3, 0.1, 0.15),
    "ink": ((0.02, 0.02, 0.025), 0.8, 0.0, "plain", 1.0, 0.0, 0.0),
    "plastic": ((0.06, 0.06, 0.065), 0.4, 0.0, "plain", 0.5, 0.1, 0.1),
    "ceramic": ((0.62, 0.59, 0.53), 0.25, 0.0, "plain", 0.5, 0.05, 0.05),
    "glass": ((0.28, 0.3, 0.293), 0.1, 0.0, "glass", 0.12, 0.02, 0.15),
    "bottle": ((0.02, 0.045, 0.015), 0.1, 0.0, "glass", 0.2, 0.02, 0.15),
    "liquid": ((0.2, 0.08, 0.012), 0.05, 0.0, "glass", 0.2, 0.0, 0.0),
    "pane": ((0.28, 0.3, 0.293), 0.05, 0.0, "glass", 0.9, 0.01, 0.3),
    "pane_dusty": ((0.27, 0.3, 0.287), 0.07, 0.0, "glass", 1.1, 0.02, 0.65),
    "glass_dark": ((0.035, 0.045, 0.045), 0.08, 0.0, "glass", 1.0, 0.02, 0.0),
    "brass": ((0.55, 0.34, 0.11), 0.35, 1.0, "bare_metal", 0.3, 0.2, 0.3),
    "asphalt": ((0.055, 0.054, 0.053), 0.85, 0.0, "asphalt", 1.6, 0.6, 0.5),
    "brick": ((0.23, 0.085, 0.05), 0.9, 0.0, "masonry", 1.15, 0.6, 0.5),
    "terracotta": ((0.23, 0.085, 0.05), 0.9, 0.0, "plaster", 0.5, 0.4, 0.2),
    "road_paint": ((0.55, 0.52, 0.42), 0.8, 0.0, "concrete", 0.7, 0.2, 0.8),
    "carpet": ((0.13, 0.045, 0.035), 0.98, 0.0, "cloth", 0.4, 0.4, 0.3),
    "enamel": ((0.5, 0.5, 0.48), 0.4, 0.05, "plain", 0.8, 0.08, 0.05),
    "chalkboard": ((0.022, 0.045, 0.034), 0.75, 0.0, "plain", 0.8, 0.1, 0.1),
    "plain_ink": ((0.03, 0.04, 0.1), 0.7, 0.0, "plain", 1.0, 0.0, 0.0),
    "linen": ((0.55, 0.51, 0.44), 0.95, 0.0, "cloth", 0.3, 0.5, 0.2),
}  # fmt: skip
_OPACITIES: dict[str, float] = {"glass": 0.06, "bottle": 0.5, "liquid": 0.28, "pane": 0.04, "pane_dusty": 0.05}
"""What is clear. ``glass_dark`` has nothing behind it: facades far away, cars, visors, mirrors."""
_BODY = 0.3
"""Coloured glass has the hue of its word, but scatters less of it back than paint."""
_GLOWS: dict[str, tuple[Vec3, Vec3]] = {
    "glow_cold": ((0.7, 0.75, 0.8), (5.2, 8.6, 10.5)),
    "glow_line": ((0.4, 0.45, 0.5), (0.26, 0.56, 0.8)),
    "glow_warm": ((0.8, 0.7, 0.5), (11.0, 6.2, 2.4)),
    "glow_red": ((0.5, 0.05, 0.04), (9.0, 0.55, 0.22)),
    "glow_flare": ((0.9, 0.6, 0.5), (60.0, 22.0, 9.0)),
    "glow_fire": ((0.5, 0.2, 0.05), (14.0, 4.2, 0.8)),
    "glow_mouth": ((0.3, 0.2, 0.12), (4.2, 2.5, 1.3)),
    "glow_pane": ((0.06, 0.07, 0.08), (0.55, 0.66, 0.78)),
    "glow_amber": ((0.4, 0.2, 0.05), (3.2, 1.4, 0.2)),
    "glow_green": ((0.05, 0.3, 0.1), (0.15, 1.6, 0.45)),
    "pane_sky": ((0.012, 0.013, 0.015), (0.5, 0.72, 1.05)),
    "pane_mid": ((0.012, 0.013, 0.015), (0.78, 0.92, 1.1)),
    "pane_horizon": ((0.012, 0.013, 0.015), (1.15, 1.12, 1.02)),
    "pane_low": ((0.012, 0.013, 0.015), (0.3, 0.32, 0.28)),
    "pane_far": ((0.012, 0.013, 0.015), (0.36, 0.44, 0.54)),
    "pane_near": ((0.012, 0.013, 0.015), (0.17, 0.21, 0.25)),
    "pane_space": ((0.012, 0.013, 0.015), (0.004, 0.006, 0.012)),
    "town_light": ((0.1, 0.1, 0.1), (2.8, 2.0, 1.1)),
    "planet": ((0.02, 0.02, 0.03), (0.05, 0.035, 0.03)),
    "planet_rim": ((0.05, 0.06, 0.1), (0.9, 0.55, 0.35)),
    "star": ((0.1, 0.1, 0.1), (2.4, 2.6, 3.0)),
    "lit_warm": ((0.2, 0.16, 0.1), (1.25, 0.7, 0.29)),
    "lit_cool": ((0.14, 0.16, 0.18), (0.68, 0.85, 0.92)),
    "lit_dim": ((0.1, 0.07, 0.04), (0.4, 0.2, 0.08)),
    "lit_blue": ((0.05, 0.07, 0.1), (0.2, 0.42, 0.75)),
    "neon_red": ((0.3, 0.03, 0.03), (7.5, 0.5, 0.3)),
    "neon_blue": ((0.03, 0.06, 0.3), (0.5, 1.9, 7.5)),
    "neon_green": ((0.03, 0.25, 0.1), (0.4, 5.5, 1.5)),
    "neon_pink": ((0.3, 0.05, 0.2), (7.0, 0.7, 3.6)),
    "neon_amber": ((0.3, 0.18, 0.04), (7.0, 3.0, 0.35)),
    "glow_day": ((0.3, 0.32, 0.34), (1.7, 1.85, 2.0)),
    "glass_night": ((0.02, 0.025, 0.035), (0.012, 0.018, 0.036)),
    "stained_red": ((0.2, 0.02, 0.02), (1.5, 0.1, 0.06)),
    "stained_blue": ((0.02, 0.04, 0.2), (0.12, 0.3, 1.6)),
    "stained_gold": ((0.2, 0.13, 0.02), (1.6, 0.9, 0.12)),
    "stained_green": ((0.02, 0.14, 0.05), (0.12, 0.9, 0.3)),
    "crystal": ((0.2, 0.42, 0.6), (0.1, 0.55, 0.9)),
    "pilot_amber": ((0.3, 0.16, 0.04), (1.5, 0.55, 0.06)),
    "pilot_green": ((0.04, 0.2, 0.08), (0.05, 0.66, 0.2)),
}


class Palette:
    """The materials in use, in the order in which they were first asked for, the images they wear and the fonts for what is written."""

    def __init__(self, fonts: Fonts | None = None) -> None:
        self.fonts = fonts or Fonts()
        self.images: dict[str, Image] = {}
        self.snowy = False
        self._order: list[Material] = []
        self._index: dict[tuple[str, str, float], int] = {}

    def use(self, name: str, colour: str = "", *, wetness: float = 0.0) -> int:
        """Return the index of a named material, painted in a colour of :data:`COLOURS` when that word is known."""
        key = (name, colour if colour in COLOURS else "", wetness)
        if key not in self._index:
            self._index[key] = len(self._order)
            self._order.append(_mixed(*key))
        return self._index[key]

    def worn(self, name: str) -> int | None:
        """Return the index of a material that wears images, if one of this name is in use."""
        return self._index.get((f"image {name}", "", 0.0))

    def wear(self, material: Material, **images: Image) -> int:
        """Return the index of a material that wears images of those names; equal names are made once."""
        key = (f"image {material.name}", "", 0.0)
        if key not in self._index:
            self._index[key] = len(self._order)
            self._order.append(material)
            self.images |= images
        return self._index[key]

    @property
    def materials(self) -> tuple[Material, ...]:
        """All materials asked for so far."""
        return tuple(self._order)


def colour_among(words: Sequence[str]) -> str:
    """Return the first word that names a colour, or an empty string."""
    flat = [part for word in words for part in word.lower().replace("-", " ").split()]
    return next((word for word in flat if word in COLOURS), "")


def _mixed(name: str, colour: str, wetness: float) -> Material:
    title = "_".join(part for part in (name, colour, "wet" if wetness else "") if part)
    if name in _GLOWS:
        body, emission = _GLOWS[name]
        return Material(name=title, base_color_linear=body, roughness=0.4, emission_linear=emission, bump=0.0, wear=0.0)
    base, roughness, metallic, pattern, scale, bump, wear = _SPECS[name]
    material = Material(
        name=title,
        base_color_linear=base,
        roughness=roughness,
        metallic=metallic,
        pattern=pattern,
        pattern_scale_m=scale,
        bump=bump,
        wear=wear,
        wetness=wetness,
        opacity=_OPACITIES.get(name, 1.0),
    )
    if not colour:
        return material
    r, g, b = COLOURS[colour]
    share = _BODY if material.clear else 1.0
    return replace(material, base_color_linear=(r * share, g * share, b * share))
