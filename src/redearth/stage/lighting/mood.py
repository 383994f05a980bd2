"""What a place is lit like at a time of day: sun, sky, air and the levels of key and fill."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from redearth.core.space import Vec3
from redearth.direction.model import Kit
from redearth.stage.lighting.bounce import ROOMS
from redearth.stage.lighting.indoor_moods import indoor_mood
from redearth.stage.lighting.tint import luminance, mixed, scaled
from redearth.stage.model import Air, Sky


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """The light of a place; intensities are irradiances on the subject."""

    sun: float
    """Irradiance of sun or moon; 0 where none reaches."""
    sun_color: Vec3
    elevation_rad: float
    azimuth_rad: float
    """Where the sun stands: 0 is the -Z side, +pi/2 the +X side."""
    sky: Sky
    air: Air
    fill: float
    fill_color: Vec3
    rim: float
    rim_color: Vec3
    key: float
    """Irradiance of the subject's own key where neither sun nor practicals reach."""
    key_color: Vec3
    dust_color: Vec3
    motes: int
    exposure_ev: float = 0.0
    mote_radius_m: float = 0.006


_WARM: Vec3 = (1.0, 0.62, 0.3)
_COLD: Vec3 = (0.5, 0.78, 1.0)
_MOON: Vec3 = (0.42, 0.58, 1.0)
_NEUTRAL: Vec3 = (1.0, 0.95, 0.88)
_CANOPY = 0.42
"""How bright the sky is between trees, of an open one's brightness: the eye of the camera is set for the shade under them."""
_SHADE_EV = {"day": -1.0, "morning": -0.9}
"""How much darker than the meter wants a wood is exposed; less at other hours, which are dark by themselves."""
_EVENING_KEY, _EVENING_EV = 1.4, 0.45
_OPEN: tuple[str, ...] = ("ruined_city", "desert", "forest", "street", "exterior")


def mood_for(kit: Kit, time_of_day: str, weather: Sequence[str], variant: str = "") -> Mood:
    """Return the light of a kit at a time of day, bent by the words of the weather."""
    glazed = variant == "greenhouse"
    mood = (
        _open_air("exterior" if glazed else kit, time_of_day) if glazed or kit in _OPEN else _indoors(kit, time_of_day, variant)
    )
    if time_of_day == "evening" and kit in ROOMS:
        # The lamps burn and people are up: only night is for silhouettes.
        mood = replace(mood, key=_EVENING_KEY * mood.key, exposure_ev=mood.exposure_ev + _EVENING_EV)
    return _weathered(mood, kit, " ".join(weather).lower())


def _sky(
    zenith: Vec3, horizon: Vec3, ground: Vec3, sun: Vec3, ambient: float, *, visible: bool = True, cloud: float = 0.0
) -> Sky:
    return Sky(
        zenith_linear=zenith,
        horizon_linear=horizon,
        ground_linear=ground,
        sun_color_linear=sun,
        ambient=ambient,
        visible=visible,
        cloud=cloud,
    )


def _open_air(kit: Kit, time_of_day: str) -> Mood:
    """Sun, sky and haze of the hour; dusty kits are redder and thicker."""
    dusty = kit in ("ruined_city", "desert")
    mood = _HOURS.get(time_of_day, _HOURS["day"])
    if dusty:
        return mood
    air = replace(mood.air, density=mood.air.density * 0.6, color_linear=mixed(mood.air.color_linear, (0.9, 0.95, 1.0), 0.5))
    sky = replace(
        mood.sky,
        zenith_linear=mixed(mood.sky.zenith_linear, (0.12, 0.26, 0.62), 0.5 if time_of_day != "night" else 0.0),
        horizon_linear=mixed(mood.sky.horizon_linear, (0.5, 0.68, 0.95), 0.7)
        if time_of_day in ("morning", "day")
        else mood.sky.horizon_linear,
        ground_linear=mixed(mood.sky.ground_linear, (0.1, 0.1, 0.08), 0.5),
    )
    motes = {"forest": 160, "street": 60}.get(kit, 80)
    lift = {"morning": 0.6, "day": 0.0}.get(time_of_day, 0.0)
    mood = replace(mood, sky=sky, air=air, motes=motes, exposure_ev=mood.exposure_ev + lift)
    return _under_leaves(mood, _SHADE_EV.get(time_of_day, -0.45)) if kit == "forest" else mood


def _under_leaves(mood: Mood, shade_ev: float) -> Mood:
    """The light of a wood: most of the sky is hidden, what comes through leaves is green, and the picture is exposed for the shade's own darkness."""
    sky = replace(
        mood.sky,
        zenith_linear=scaled(mood.sky.zenith_linear, _CANOPY),
        horizon_linear=scaled(mood.sky.horizon_linear, 0.8 * _CANOPY),
        ground_linear=(0.3 * mood.sky.ground_linear[0], 0.45 * mood.sky.ground_linear[1], 0.25 * mood.sky.ground_linear[2]),
        sun_color_linear=scaled(mood.sky.sun_color_linear, _CANOPY),
        ambient=mood.sky.ambient * 0.8 / _CANOPY,
    )
    air = replace(mood.air, color_linear=mixed(mood.air.color_linear, (0.72, 0.9, 0.66), 0.5))
    return replace(mood, sky=sky, air=air, exposure_ev=mood.exposure_ev + shade_ev)


def _hour(
    sun: float,
    color: Vec3,
    degrees: tuple[float, float],
    sky: Sky,
    air: tuple[float, float, Vec3],
    levels: tuple[float, float, float],
    ev: float,
    dust: Vec3,
    motes: int,
) -> Mood:
    """Assemble an hour from (elevation, azimuth), (density, falloff, colour) and (fill, rim, key)."""
    return Mood(
        sun=sun,
        sun_color=color,
        elevation_rad=math.radians(degrees[0]),
        azimuth_rad=math.radians(degrees[1]),
        sky=sky,
        air=Air(
            density=air[0],
            height_falloff_m=air[1],
            color_linear=air[2],
            anisotropy=0.64,
            unevenness=0.55,
            drift_mps=(0.9, 0.05, 0.5),
        ),
        fill=levels[0],
        fill_color=mixed(color, sky.horizon_linear, 0.35),
        rim=levels[1],
        rim_color=color,
        key=levels[2],
        key_color=color,
        dust_color=dust,
        motes=motes,
        exposure_ev=ev,
    )


_HOURS: dict[str, Mood] = {
    "dawn": _hour(
        10.5, (1.0, 0.59, 0.33), (11.5, 13.0),
        _sky((0.2, 0.34, 0.66), (0.72, 0.47, 0.37), (0.14, 0.09, 0.085), (2.3, 1.25, 0.64), 0.78, cloud=0.42),
        (0.0026, 12.0, (0.98, 0.9, 0.86)), (0.4, 1.2, 0.0), 0.05, (1.5, 0.8, 0.36), 230,
    ),
    "morning": _hour(
        9.5, (1.0, 0.77, 0.5), (17.0, 26.0),
        _sky((0.17, 0.35, 0.74), (0.56, 0.5, 0.47), (0.18, 0.12, 0.09), (1.5, 0.9, 0.46), 0.6, cloud=0.38),
        (0.002, 14.0, (1.0, 0.9, 0.78)), (0.3, 0.8, 0.0), 0.0, (1.4, 1.0, 0.6), 190,
    ),
    "day": _hour(
        9.0, (1.0, 0.92, 0.8), (47.0, 40.0),
        _sky((0.24, 0.54, 1.2), (0.9, 1.02, 1.16), (0.28, 0.2, 0.14), (4.5, 4.0, 3.2), 0.68, cloud=0.42),
        (0.0012, 22.0, (0.95, 0.93, 0.88)), (1.3, 0.6, 0.0), 1.3, (0.9, 0.8, 0.62), 100,
    ),
    "dusk": _hour(
        5.5, (1.0, 0.42, 0.17), (7.0, -20.0),
        _sky((0.1, 0.13, 0.31), (0.86, 0.33, 0.18), (0.13, 0.07, 0.06), (4.0, 1.5, 0.5), 0.5, cloud=0.5),
        (0.0052, 15.0, (1.0, 0.8, 0.66)), (0.4, 0.7, 0.0), 0.0, (1.2, 0.55, 0.25), 180,
    ),
    "evening": _hour(
        1.1, (0.85, 0.5, 0.46), (5.0, -34.0),
        _sky((0.05, 0.085, 0.22), (0.36, 0.21, 0.23), (0.045, 0.04, 0.05), (0.9, 0.4, 0.25), 0.6, cloud=0.45),
        (0.0045, 15.0, (0.85, 0.84, 0.92)), (0.16, 0.5, 0.45), -0.3, (0.26, 0.22, 0.25), 110,
    ),
    "night": _hour(
        1.0, _MOON, (32.0, 34.0),
        _sky((0.007, 0.013, 0.036), (0.026, 0.038, 0.07), (0.008, 0.009, 0.013), (0.12, 0.16, 0.26), 0.7, cloud=0.35),
        (0.004, 14.0, (0.7, 0.82, 1.0)), (0.1, 0.6, 0.6), -0.8, (0.06, 0.08, 0.12), 90,
    ),
}  # fmt: skip
_INDOOR_DAY = ("dawn", "morning", "day", "dusk")


def _indoors(kit: Kit, time_of_day: str, variant: str = "") -> Mood:
    if (room := indoor_mood(kit, variant, day=time_of_day in _INDOOR_DAY)) is not None:
        return _room_mood(room.sky, room.air, room.levels, room.colors, room.dust, room.motes, room.exposure_ev)
    if kit == "tunnel":
        return _room_mood(
            _sky((0.010, 0.014, 0.019), (0.016, 0.012, 0.012), (0.012, 0.006, 0.005), (0, 0, 0), 1.0, visible=False),
            Air(density=0.021, height_falloff_m=9.0, color_linear=(1.0, 0.93, 0.9), anisotropy=0.55, unevenness=0.5, drift_mps=(0.05, 0.02, 0.35)),
            (0.28, 1.7, 0.8), (_COLD, (1.0, 0.3, 0.12), (1.0, 0.78, 0.58)), (0.5, 0.34, 0.22), 150, -0.45,
        )  # fmt: skip
    if kit == "vault":
        return _room_mood(
            _sky((0.015, 0.026, 0.035), (0.011, 0.018, 0.025), (0.006, 0.009, 0.012), (0, 0, 0), 1.0, visible=False),
            Air(density=0.011, height_falloff_m=18.0, color_linear=(0.82, 0.94, 1.0), anisotropy=0.5, unevenness=0.35, drift_mps=(0.08, 0.03, 0.05)),
            (0.2, 1.5, 0.9), ((0.6, 0.8, 1.0), _COLD, (1.0, 0.8, 0.6)), (0.22, 0.34, 0.42), 170, -0.6,
        )  # fmt: skip
    day = time_of_day in _INDOOR_DAY
    level = 0.34 if day else 0.07
    tint: Vec3 = (0.9, 0.97, 1.0) if day else (1.0, 0.78, 0.55)
    return _room_mood(
        _sky(scaled(tint, level), scaled(tint, level * 0.9), scaled((1.0, 0.85, 0.7), level * 0.55), (0, 0, 0), 1.0, visible=False),
        Air(density=0.006, height_falloff_m=12.0, color_linear=(1.0, 0.95, 0.88), anisotropy=0.5, unevenness=0.2, drift_mps=(0.03, 0.0, 0.02)),
        (0.3, 0.5, 1.5) if day else (0.12, 0.45, 1.1),
        (_COLD if day else _MOON, _NEUTRAL if day else _MOON, (1.0, 0.9, 0.76) if day else (1.0, 0.7, 0.42)),
        (0.35, 0.31, 0.25), 70, 0.5 if day else -0.35,
    )  # fmt: skip


def _room_mood(
    sky: Sky, air: Air, levels: tuple[float, float, float], colors: tuple[Vec3, Vec3, Vec3], dust: Vec3, motes: int, ev: float
) -> Mood:
    """Assemble a room from (fill, rim, key) levels and colours."""
    return Mood(
        sun=0.0,
        sun_color=_NEUTRAL,
        elevation_rad=0.5,
        azimuth_rad=0.0,
        sky=sky,
        air=air,
        fill=levels[0],
        fill_color=colors[0],
        rim=levels[1],
        rim_color=colors[1],
        key=levels[2],
        key_color=colors[2],
        dust_color=dust,
        motes=motes,
        exposure_ev=ev,
        mote_radius_m=0.004,
    )


def _weathered(mood: Mood, kit: Kit, words: str) -> Mood:
    """Bend a mood: fog and dust thicken, rain and snow hide the sun, named light colours the key."""
    air, sky = mood.air, mood.sky
    if any(word in words for word in ("fog", "mist", "smoke", "steam")):
        air = replace(air, density=max(air.density * 2.0, 0.022), color_linear=(0.92, 0.95, 1.0), unevenness=0.6)
    if any(word in words for word in ("dust", "sand", "wind", "storm")):
        air = replace(
            air, density=air.density * 1.18, unevenness=0.75, drift_mps=(2.4, 0.1, 1.2) if kit in _OPEN else air.drift_mps
        )
        mood = replace(mood, motes=int(mood.motes * 1.3))
    if any(word in words for word in ("rain", "snow", "overcast", "storm")) and kit in _OPEN:
        # As grey as the sky is bright: rain at night is dark.
        grey = scaled((0.9, 0.98, 1.1), 0.5 * (luminance(sky.zenith_linear) + luminance(sky.horizon_linear)))
        sky = replace(sky, zenith_linear=mixed(sky.zenith_linear, grey, 0.6), horizon_linear=mixed(sky.horizon_linear, grey, 0.7))
        mood = replace(mood, sun=mood.sun * 0.1, fill=mood.fill * 0.8)
        sky = replace(sky, cloud=1.0, sun_color_linear=scaled(sky.sun_color_linear, 0.12))
    mood = replace(mood, air=air, sky=sky)
    if "light" in words and any(word in words for word in ("cold", "blue")):
        # The cold is the place's: faces keep the colour of the lamps beside them, so that they part from what is behind.
        mood = replace(mood, key_color=mixed(mood.key_color, _COLD, 0.25), rim_color=_COLD, dust_color=(0.2, 0.33, 0.44))
    if "light" in words and any(word in words for word in ("red", "emergency")):
        mood = replace(mood, key_color=(1.0, 0.1, 0.05), rim_color=(1.0, 0.1, 0.05))
    return mood
