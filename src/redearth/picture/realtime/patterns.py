"""How each pattern is layered over a base colour: which texture, and what wear, water and dust do to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from redearth.core.space import Vec3
from redearth.picture.realtime import textures
from redearth.stage.model import U32, Material, Pattern

WORDS = 16
"""32-bit words of one material row on the device: 32 half floats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One pattern's numbers."""

    layer: int
    repeat: float = 1.0
    """Texture repeats in one pattern size."""
    bump: float = 0.5
    tone: float = 0.25
    weather: float = 0.25
    second: Vec3 | None = None
    """Colour of the layer that wear brings out; None: the base colour times ``second_gain``."""
    second_gain: float = 0.6
    second_roughness: float = 0.85
    second_metallic: float | None = None
    """None keeps the material's own."""
    onset: float = 0.9
    """Mask above which the second layer shows, factory new …"""
    ruined: float = 0.45
    """… and ruined."""
    edge: float = 0.05
    mask_weather: float = 0.4
    rough: float = 0.15
    dust: float = 0.5
    translucent: float = 0.0
    streaks: float = 0.0
    level: float = 0.0
    """Share of the pattern that lies only on level ground, as ripples do."""
    aligned: bool = False
    """Whether the pattern has a direction of its own, as planks and courses have: then it is never turned to hide that it repeats."""
    runs: float = 0.0
    """Speed in metres a second of waves whose pattern is one metre large; larger ones run faster, as its root."""


def _layer(name: str) -> int:
    return [layer.__name__ for layer in textures.LAYERS].index(name)


_RUST: Vec3 = (0.19, 0.062, 0.022)
STYLES: dict[Pattern, Style] = {
    "plain": Style(layer=_layer("grainy"), bump=0.06, tone=0.0, weather=0.12, onset=1.3, ruined=0.9, rough=0.05),
    "sand": Style(layer=_layer("sand"), level=0.9, bump=0.75, tone=0.22, weather=0.22, onset=0.8, ruined=0.7, dust=0.0, second_gain=0.55),
    "rock": Style(layer=_layer("rock"), bump=1.0, tone=0.35, weather=0.25, onset=0.75, ruined=0.5, edge=0.2, second_gain=0.45, dust=0.7),
    "concrete": Style(layer=_layer("concrete"), bump=0.6, tone=0.28, weather=0.30, second_gain=0.42, onset=0.95, ruined=0.52, edge=0.12, streaks=1.0),
    "rust": Style(layer=_layer("rust"), bump=0.8, tone=0.45, weather=0.35, second=(0.045, 0.028, 0.02), onset=0.8, ruined=0.6, edge=0.15),
    "painted_metal": Style(
        layer=_layer("metal"), bump=0.35, tone=0.14, weather=0.2, second=_RUST, second_metallic=0.1, onset=0.92, ruined=0.47, mask_weather=0.45,
        rough=0.2, streaks=0.6,
    ),
    "bare_metal": Style(
        layer=_layer("metal"), bump=0.35, tone=0.2, weather=0.22, second=_RUST, second_metallic=0.15, onset=1.0, ruined=0.55, edge=0.1,
        mask_weather=0.55, rough=0.25, streaks=0.5,
    ),
    "suit_cloth": Style(layer=_layer("weave"), bump=0.75, tone=0.16, weather=0.22, second_gain=0.5, onset=0.95, ruined=0.55, edge=0.2, dust=0.35),
    "cloth": Style(layer=_layer("weave"), bump=0.8, tone=0.2, weather=0.2, second_gain=0.6, onset=1.0, ruined=0.6, edge=0.2, dust=0.3),
    "rubber": Style(layer=_layer("leather"), repeat=1.0, bump=0.3, tone=0.15, weather=0.2, second_gain=1.5, onset=0.95, ruined=0.6, dust=0.35),
    "skin": Style(layer=_layer("leather"), bump=0.3, tone=0.12, weather=0.15, second_gain=0.7, onset=0.9, ruined=0.5, edge=0.3, dust=0.1, translucent=0.15),
    "flesh": Style(
        layer=_layer("flesh"), bump=0.9, tone=0.35, weather=0.2, second=(0.16, 0.012, 0.022), second_roughness=0.3, onset=0.5, ruined=0.3, edge=0.3,
        mask_weather=0.0, rough=0.18, dust=0.0, translucent=0.2,
    ),
    "leaf": Style(layer=_layer("leaf"), bump=0.5, tone=0.25, weather=0.15, second_gain=1.7, onset=0.6, ruined=0.5, edge=0.2, dust=0.1, translucent=0.9, mask_weather=0.0),
    "soil": Style(layer=_layer("soil"), bump=1.0, tone=0.4, weather=0.3, second_gain=0.35, onset=0.6, ruined=0.4, edge=0.25, mask_weather=0.0, dust=0.2),
    "wood": Style(layer=_layer("wood"), aligned=True, bump=0.6, tone=0.45, weather=0.25, second_gain=0.4, onset=0.9, ruined=0.6, edge=0.15),
    "glass": Style(layer=_layer("smooth_glass"), bump=0.15, tone=0.1, weather=0.1, second_gain=1.6, second_roughness=0.4, onset=1.0, ruined=0.6, edge=0.2, rough=0.08, dust=0.25),
    "screen": Style(layer=_layer("screen"), aligned=True, repeat=1.0, bump=0.0, tone=0.3, weather=0.1, onset=1.4, ruined=1.2, rough=0.05, dust=0.2),
    "snow": Style(layer=_layer("snow"), level=0.6, bump=0.7, tone=0.08, weather=0.08, onset=1.2, ruined=0.8, dust=0.0, translucent=0.25),
    "hair": Style(layer=_layer("hair"), bump=0.7, tone=0.5, weather=0.15, second_gain=1.4, onset=0.75, ruined=0.6, edge=0.2, dust=0.1),
    "plaster": Style(layer=_layer("grainy"), bump=0.5, tone=0.15, weather=0.3, second=(0.33, 0.29, 0.25), onset=0.9, ruined=0.5, edge=0.04, streaks=0.8),
    "water": Style(layer=_layer("ripples"), bump=0.65, runs=0.24, tone=0.0, weather=0.1, onset=1.4, ruined=1.2, rough=0.02, dust=0.0, level=1.0),
    "ice": Style(layer=_layer("rock"), bump=0.4, tone=0.2, weather=0.3, second=(0.72, 0.77, 0.8), second_roughness=0.7, onset=0.7, ruined=0.4, edge=0.15, rough=0.1, dust=0.0, translucent=0.3),
    "regolith": Style(
        layer=_layer("regolith"), level=0.5, bump=0.8, tone=0.6, weather=0.35, second_gain=0.5, second_roughness=0.8, onset=0.5, ruined=0.4, edge=0.35,
        mask_weather=0.0, dust=0.0,
    ),
    "foliage": Style(layer=_layer("foliage"), bump=0.6, tone=0.95, weather=0.45, second_gain=1.6, onset=0.8, ruined=0.5, edge=0.25, mask_weather=0.3, dust=0.1, translucent=0.7),
    "turf": Style(layer=_layer("turf"), bump=0.6, tone=0.85, weather=0.4, second=(0.2, 0.16, 0.06), onset=0.95, ruined=0.55, edge=0.2, mask_weather=0.35, dust=0.0, translucent=0.5),
    "masonry": Style(
        layer=_layer("masonry"), aligned=True, bump=0.6, tone=0.6, weather=0.35, second=(0.27, 0.245, 0.215), second_roughness=0.95, onset=0.55, ruined=0.4,
        edge=0.25, mask_weather=0.0, streaks=0.8,
    ),
    "asphalt": Style(layer=_layer("asphalt"), bump=0.5, tone=0.6, weather=0.35, second_gain=0.4, onset=0.95, ruined=0.55, edge=0.1, mask_weather=0.2, dust=0.35),
}  # fmt: skip


def material_row(material: Material, layers: Mapping[str, int] | None = None) -> U32:
    """Return one material as the ``Material`` of ``surface.wgsl``, packed, [WORDS].

    ``layers`` numbers the images from 1; base colours and emissions that are not sRGB have negative numbers.
    """
    style = STYLES[material.pattern]
    base = np.asarray(material.base_color_linear, float)
    second = np.asarray(style.second, float) if style.second else np.clip(base * style.second_gain, 0, 1)
    metallic = material.metallic if style.second_metallic is None else style.second_metallic
    onset = style.onset + (style.ruined - style.onset) * material.wear
    base_layer, metal_layer, normal_layer, emission_layer, open_layer = ((layers or {}).get(name, 0) for name in material.images)
    worn = 1.0 + abs(open_layer) if material.textured and not material.outlined else 0.0
    if worn:
        onset = material.alpha_cutoff
    rows = (
        *base, material.roughness,
        *material.emission_linear, material.metallic,
        *second, style.second_roughness if material.wetness < 0.5 else style.second_roughness * 0.6,
        onset, style.edge, metallic, style.mask_weather,
        style.layer + 0.5 * style.aligned, style.repeat / max(material.pattern_scale_m, 1e-3), style.bump * material.bump, style.tone * (0.5 + material.wear),
        style.weather * material.wear * 1.4, style.rough, style.dust * material.wear, material.wetness,
        # What is clear is lit from both sides anyway: its pass reads the opacity here.
        material.opacity if material.clear else style.translucent, style.streaks, style.level, worn,
        base_layer, abs(metal_layer), abs(normal_layer), emission_layer,
    )  # fmt: skip
    return np.asarray(np.clip(rows, -60000.0, 60000.0), np.float16).view(np.uint32)


def wave_speeds(material: Material) -> tuple[float, float]:
    """Return how fast a material's waves run: in metres a second and in repeats of its pattern a second; zeros where nothing moves."""
    style, scale = STYLES[material.pattern], max(material.pattern_scale_m, 1e-3)
    # Deep-water waves: speed grows with the root of their length.
    speed = style.runs * scale**0.5
    return speed, speed * style.repeat / scale


def shift_layers(rows: U32, by: int) -> U32:
    """Return material rows [M, WORDS] whose images lie ``by`` layers later."""
    if not by:
        return rows
    halves = rows.view(np.float16).copy()
    for column in (*range(28, 32), 27):
        least = 1.0 if column == 27 else 0.0
        named = np.abs(halves[:, column]) > least
        halves[named, column] += np.copysign(np.float16(by), halves[named, column])
    return halves.view(np.uint32)
