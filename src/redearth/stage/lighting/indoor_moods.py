"""The moods of the indoor kits: ambience, air and the levels of key, fill and rim, by kit, variant and hour."""

from __future__ import annotations

from dataclasses import dataclass

from redearth.core.space import Vec3
from redearth.stage.lighting.tint import scaled
from redearth.stage.model import Air, Sky

_WARM: Vec3 = (1.0, 0.68, 0.38)
_COLD: Vec3 = (0.5, 0.78, 1.0)
_MOON: Vec3 = (0.42, 0.58, 1.0)
_DAY: Vec3 = (0.86, 0.94, 1.0)
_SUN: Vec3 = (1.0, 0.84, 0.62)
_RED: Vec3 = (1.0, 0.2, 0.09)
_CYAN: Vec3 = (0.3, 0.85, 1.0)
_SODIUM: Vec3 = (1.0, 0.56, 0.24)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomLight:
    """What a room is lit like; the parts of a mood that a room has."""

    sky: Sky
    air: Air
    levels: tuple[float, float, float]
    """Irradiance of fill, rim and the subject's own key."""
    colors: tuple[Vec3, Vec3, Vec3]
    dust: Vec3
    motes: int
    exposure_ev: float


def _room(
    tint: Vec3,
    ambient: float,
    haze: tuple[float, Vec3],
    levels: tuple[float, float, float],
    colors: tuple[Vec3, Vec3, Vec3],
    ev: float,
    motes: int = 90,
) -> RoomLight:
    """Assemble a room from the tint and level of its ambience, its (density, colour) of air and its three lights."""
    sky = Sky(
        zenith_linear=scaled(tint, ambient), horizon_linear=scaled(tint, 0.85 * ambient), ground_linear=scaled(colors[2], 0.5 * ambient),
        sun_color_linear=(0.0, 0.0, 0.0), ambient=1.0, visible=False,
    )  # fmt: skip
    air = Air(
        density=haze[0],
        height_falloff_m=14.0,
        color_linear=haze[1],
        anisotropy=0.52,
        unevenness=0.3,
        drift_mps=(0.04, 0.01, 0.03),
    )
    return RoomLight(sky=sky, air=air, levels=levels, colors=colors, dust=scaled(colors[2], 0.4), motes=motes, exposure_ev=ev)


_CHAMBER = _room(_COLD, 0.02, (0.02, (0.95, 0.95, 1.0)), (0.22, 1.7, 0.85), (_COLD, _RED, (0.95, 0.9, 0.82)), -0.3, 130)
_SCREENS = _room(_CYAN, 0.016, (0.014, (0.85, 0.95, 1.0)), (0.2, 1.5, 0.7), (_CYAN, _CYAN, (1.0, 0.76, 0.52)), -0.35, 110)
_FLIGHT = _room(_COLD, 0.022, (0.01, (0.9, 0.95, 1.0)), (0.22, 1.4, 0.75), (_COLD, _COLD, (1.0, 0.82, 0.62)), -0.25, 70)
_DIVE = _room(_RED, 0.018, (0.018, (1.0, 0.9, 0.88)), (0.2, 1.5, 0.7), (_RED, _RED, (1.0, 0.66, 0.4)), -0.4, 110)
_SHELTER = _room(_WARM, 0.03, (0.014, (1.0, 0.95, 0.88)), (0.18, 1.1, 1.15), (_COLD, _COLD, (1.0, 0.78, 0.54)), -0.3, 120)
_BAR = _room(_SODIUM, 0.032, (0.018, (1.0, 0.92, 0.82)), (0.18, 1.2, 1.2), (_SODIUM, _COLD, (1.0, 0.72, 0.44)), -0.25, 120)
_HOME_DAY = _room(_DAY, 0.17, (0.009, (1.0, 0.96, 0.9)), (0.45, 0.8, 1.35), (_DAY, _SUN, (1.0, 0.92, 0.8)), 0.2, 110)
_HOME_NIGHT = _room(_MOON, 0.03, (0.008, (1.0, 0.94, 0.88)), (0.1, 0.9, 1.0), (_MOON, _MOON, _WARM), -0.4, 70)
_CLEAN_DAY = _room(_DAY, 0.2, (0.007, (0.95, 1.0, 1.0)), (0.45, 0.9, 1.35), (_DAY, _DAY, (1.0, 0.97, 0.92)), 0.15, 50)
_CLEAN_NIGHT = _room(_COLD, 0.035, (0.01, (0.85, 0.96, 1.0)), (0.22, 1.3, 1.15), (_COLD, _CYAN, (0.9, 0.96, 1.0)), -0.3, 60)
_WORK_DAY = _room(_DAY, 0.11, (0.016, (1.0, 0.94, 0.86)), (0.25, 1.0, 1.25), (_DAY, _SUN, (1.0, 0.86, 0.66)), 0.05, 150)
_WORK_NIGHT = _room(_MOON, 0.025, (0.014, (1.0, 0.92, 0.84)), (0.12, 1.1, 0.9), (_COLD, _COLD, _WARM), -0.4, 120)
_OFFICE_DAY = _room(_DAY, 0.19, (0.008, (1.0, 0.98, 0.94)), (0.45, 0.9, 1.35), (_DAY, _SUN, (1.0, 0.94, 0.86)), 0.15, 80)
_OFFICE_NIGHT = _room(_MOON, 0.035, (0.008, (0.92, 0.96, 1.0)), (0.14, 1.1, 0.85), (_COLD, _COLD, (1.0, 0.88, 0.7)), -0.35, 60)
_BOOKS_DAY = _room(_DAY, 0.085, (0.016, (1.0, 0.94, 0.84)), (0.22, 1.0, 1.25), (_DAY, _SUN, (1.0, 0.82, 0.58)), 0.0, 200)

INDOOR_MOODS: dict[tuple[str, str], tuple[RoomLight, RoomLight]] = {
    ("airlock", ""): (_CHAMBER, _CHAMBER),
    ("control_room", ""): (_SCREENS, _SCREENS),
    ("ship", "bridge"): (_FLIGHT, _FLIGHT),
    ("ship", "cockpit"): (_FLIGHT, _FLIGHT),
    ("ship", "submarine"): (_DIVE, _DIVE),
    ("ship", "train"): (_HOME_DAY, _OFFICE_NIGHT),
    ("quarters", "bunk"): (_SHELTER, _SHELTER),
    ("quarters", "cell"): (_WORK_DAY, _CLEAN_NIGHT),
    ("quarters", "bar"): (_BOOKS_DAY, _BAR),
    ("quarters", ""): (_HOME_DAY, _HOME_NIGHT),
    ("laboratory", "workshop"): (_WORK_DAY, _WORK_NIGHT),
    ("laboratory", ""): (_CLEAN_DAY, _CLEAN_NIGHT),
    ("office", "library"): (_BOOKS_DAY, _HOME_NIGHT),
    ("office", "hallway"): (_BOOKS_DAY, _HOME_NIGHT),
    ("office", ""): (_OFFICE_DAY, _OFFICE_NIGHT),
}
"""By day and by night; a variant without a line of its own has that of its kit."""


def indoor_mood(kit: str, variant: str, *, day: bool) -> RoomLight | None:
    """Return the light of an indoor kit at day or night, or None for a kit that is not of these."""
    known = (
        INDOOR_MOODS.get((kit, variant))
        or INDOOR_MOODS.get((kit, ""))
        or next((pair for (k, _), pair in INDOOR_MOODS.items() if k == kit), None)
    )
    return None if known is None else known[0 if day else 1]
