"""Every pipeline the renderer uses, made once a process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from redearth.picture.realtime.bundles import Wears
from redearth.picture.realtime.computed import Where, computed_pass, computes
from redearth.picture.realtime.glass_program import glass_depth, glass_program
from redearth.picture.realtime.layouts import BIND_VERTEX, DEPTH_VERTEX, SEAT_VERTEX, VERTEX, depth_test
from redearth.picture.realtime.shaders import shader_module

_OVER = {
    "color": {"src_factor": "one", "dst_factor": "one-minus-src-alpha", "operation": "add"},
    "alpha": {"src_factor": "one", "dst_factor": "one-minus-src-alpha", "operation": "add"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipelines:
    """The renderer's programs."""

    gbuffer: Any
    gbuffer_two_sided: Any
    gbuffer_image: Callable[[Wears, bool], Any]
    """For surfaces that wear images: by what they wear, and whether the surface has two sides."""
    shadow: Any
    shadow_cut: Callable[[], Any]
    """For surfaces whose images have holes."""
    skin: Any
    skin_morphed: Callable[[], Any]
    """For meshes of which shapes show."""
    haze: Callable[[int, int, int, int], Any]
    """By kind of sun, number of shadowed spots, of shadowed point lights, of plain lamps."""
    light: Callable[[int, int, int, int], Any]
    light_images: Callable[[int, int, int, int], Any]
    """Shades, by drawing it once more, what wears images."""
    glass: Callable[[int, int, bool, bool], Any]
    """What is clear: by kind of sun, number of lamps, whether it wears images, and whether its backs or its fronts are drawn."""
    glass_depth: Callable[[], Any]
    """Sets clear things at their own depth."""
    background: Any
    background_starry: Any
    coarse_choose: Any
    coarse_mark: Any
    coarse_spread: Any
    blur: Any
    sprites: Any
    motion_still: Any
    motion_movers: Any
    motion_two_sided: Any
    shutter_tiles: Any
    shutter_near: Any
    shutter: Any
    shutter_together: Any
    """Where all moves alike."""
    shutter_whole: Any
    """The same over the whole picture."""
    halve: Any
    quarter: Any
    bloom_down: Any
    bloom_up: Any
    flare_apertures: Any
    flare_ghosts: Any
    defocus: Any
    defocus_fill: Any
    develop: Any
    develop_defocused: Any
    finish: Any


def make_pipelines(device: Any) -> Pipelines:
    """Compile all pipelines on ``device``."""
    sky = partial(_screen, device, "background", "background", ["rgba16float"], depth="greater-equal")
    return Pipelines(
        gbuffer=_geometry(device, "back"),
        gbuffer_two_sided=_geometry(device, "none"),
        gbuffer_image=cache(partial(_image_geometry, device)),
        shadow=_shadow(device, "shadow"),
        shadow_cut=cache(partial(_shadow, device, "shadow_cut")),
        **_skins(device),
        haze=cache(partial(_lit, device, "haze", "haze", ("rgba32uint",))),
        light=cache(partial(_lit, device, "light", "shade", ("rgba16float",))),
        light_images=cache(partial(_lit_images, device)),
        background=sky(),
        background_starry=sky(constants={"STARS": 1}),
        **_coarse_programs(device),
        glass=cache(partial(glass_program, device)),
        glass_depth=cache(partial(glass_depth, device)),
        blur=_screen(device, "blur", "blur", ["rgba32uint"]),
        sprites=_sprites(device),
        motion_still=_screen(device, "motion", "still", ["rgba16float"]),
        motion_movers=_movers(device, "back"),
        motion_two_sided=_movers(device, "none"),
        shutter_tiles=_screen(device, "shutter", "longest", ["rgba16float"]),
        shutter_near=_screen(device, "shutter", "near", ["rgba16float"]),
        shutter=_shutter(device, "apart"),
        shutter_together=_shutter(device, "together"),
        shutter_whole=_screen(device, "shutter", "whole", ["rgba16float"]),
        halve=_screen(device, "halve", "halve", ["rgba16float"]),
        quarter=_screen(device, "halve", "quarter", ["rgba16float"]),
        bloom_down=_screen(device, "bloom", "down", ["rgba16float"]),
        bloom_up=_screen(device, "bloom", "up", ["rgba16float"]),
        flare_apertures=_screen(device, "flare", "apertures", ["rgba16float"]),
        flare_ghosts=_screen(device, "flare", "ghosts", ["rgba16float"]),
        defocus=_screen(device, "defocus", "defocus", ["rgba16float"]),
        defocus_fill=_screen(device, "defocus", "fill", ["rgba16float"]),
        develop=_screen(device, "finish", "develop", ["rgba8unorm"]),
        develop_defocused=_screen(device, "finish", "develop", ["rgba8unorm"], constants={"DEFOCUS": 1}),
        finish=_screen(device, "antialias", "finish", ["rgba8unorm"]),
    )


def _skins(device: Any) -> dict[str, Any]:
    return {"skin": _skin(device, "skin"), "skin_morphed": cache(partial(_skin, device, "skin_morphed"))}


def _skin(device: Any, name: str) -> Any:
    compute = {"module": shader_module(device, name), "entry_point": "pose"}
    return device.create_compute_pipeline(layout="auto", compute=compute)


def _image_geometry(device: Any, wears: Wears, two_sided: bool) -> Any:
    vertex, fragment = (
        ("place_outline", "store_outline")
        if wears == "outline"
        else ("place_image", "store_cut" if wears == "cut" else "store_image")
    )
    return _geometry(device, "none" if two_sided else "back", "gbuffer_image", vertex, fragment)


def _geometry(device: Any, cull: str, name: str = "gbuffer", vertex: str = "place", fragment: str = "store") -> Any:
    module = shader_module(device, name)
    return device.create_render_pipeline(
        layout="auto",
        vertex={"module": module, "entry_point": vertex, "buffers": [VERTEX, BIND_VERTEX]},
        primitive={"topology": "triangle-list", "cull_mode": cull},
        depth_stencil={"format": "depth32float", "depth_write_enabled": True, "depth_compare": "greater"},
        fragment={"module": module, "entry_point": fragment, "targets": [{"format": "rgba32uint"}]},
    )


def _shadow(device: Any, name: str) -> Any:
    module = shader_module(device, name)
    plain = {"module": module, "entry_point": "place", "buffers": [DEPTH_VERTEX]}
    cut = {"module": module, "entry_point": "place_cut", "buffers": [DEPTH_VERTEX, SEAT_VERTEX]}
    return device.create_render_pipeline(
        layout="auto",
        vertex=plain if name == "shadow" else cut,
        fragment=None if name == "shadow" else {"module": module, "entry_point": "pierce", "targets": []},
        primitive={"topology": "triangle-list", "cull_mode": "none"},
        depth_stencil={
            "format": "depth32float",
            "depth_write_enabled": True,
            "depth_compare": "less",
            "depth_bias": 2,
            "depth_bias_slope_scale": 1.6,
        },
    )


def _movers(device: Any, cull: str) -> Any:
    module = shader_module(device, "motion")
    earlier = {**DEPTH_VERTEX, "attributes": [{"format": "float32x3", "offset": 0, "shader_location": 1}]}
    return device.create_render_pipeline(
        layout="auto",
        vertex={"module": module, "entry_point": "place", "buffers": [DEPTH_VERTEX, earlier]},
        primitive={"topology": "triangle-list", "cull_mode": cull},
        # What the G-buffer shows, and nothing behind it; a few steps of depth for drivers that round otherwise.
        depth_stencil={**depth_test("greater-equal"), "depth_bias": 4},
        fragment={"module": module, "entry_point": "mover", "targets": [{"format": "rgba16float"}]},
    )


def _shutter(device: Any, entry: str) -> Any:
    module = shader_module(device, "shutter")
    return device.create_render_pipeline(
        layout="auto",
        vertex={"module": module, "entry_point": "tile", "constants": {"TOGETHER": int(entry == "together")}},
        primitive={"topology": "triangle-strip"},
        fragment={"module": module, "entry_point": entry, "targets": [{"format": "rgba16float"}]},
    )


def _lit(
    device: Any, module_name: str, entry: str, formats: tuple[str, ...], sun: int, spots: int, point: int, lamps: int
) -> Any:
    """Return a full-screen pass with code for just these lights: the software driver runs every branch."""
    chosen = {"lamps": lamps, "shadowed_sun": sun > 1, "spots": spots, "point": point}
    constants = {"SUN": sun, "SPOTS": spots, "POINT": point}
    if computes(device):
        where: Where = "things" if module_name == "light" else "everywhere"
        return computed_pass(device, module_name, entry, formats[0], where, constants, **chosen)
    module = shader_module(device, module_name, **chosen)
    return device.create_render_pipeline(
        layout="auto",
        vertex={"module": module, "entry_point": "full", "constants": constants},
        primitive={"topology": "triangle-list"},
        depth_stencil=depth_test("less") if module_name == "light" else None,
        fragment={
            "module": module,
            "entry_point": entry,
            "constants": constants,
            "targets": [{"format": form} for form in formats],
        },
    )


def _lit_images(device: Any, sun: int, spots: int, point: int, lamps: int) -> Any:
    module = shader_module(device, "light", lamps=lamps, shadowed_sun=sun > 1, spots=spots, point=point, textured=True)
    constants = {"SUN": sun, "SPOTS": spots, "POINT": point}
    return device.create_render_pipeline(
        layout="auto",
        vertex={"module": module, "entry_point": "stand", "buffers": [DEPTH_VERTEX], "constants": constants},
        primitive={"topology": "triangle-list", "cull_mode": "none"},
        depth_stencil=depth_test("equal"),
        fragment={
            "module": module,
            "entry_point": "shade_images",
            "constants": constants,
            "targets": [{"format": "rgba16float"}],
        },
    )


def _coarse_programs(device: Any) -> dict[str, Any]:
    return {
        "coarse_choose": _coarse(device, "choose", ["rgba32uint"], "always"),
        "coarse_mark": _coarse(device, "mark", [], "always"),
        "coarse_spread": _coarse(device, "spread", ["rgba16float"], "greater-equal"),
    }


def _coarse(device: Any, entry: str, formats: list[str], compare: str) -> Any:
    module = shader_module(device, "coarse")
    return device.create_render_pipeline(
        layout="auto",
        vertex={"module": module, "entry_point": "full"},
        primitive={"topology": "triangle-list"},
        depth_stencil={**depth_test(compare), "depth_write_enabled": compare == "always"},
        fragment={"module": module, "entry_point": entry, "targets": [{"format": form} for form in formats]},
    )


def _screen(
    device: Any,
    module_name: str,
    entry: str,
    formats: list[str],
    *,
    depth: str | None = None,
    constants: Mapping[str, int] | None = None,
) -> Any:
    if computes(device):
        return computed_pass(device, module_name, entry, formats[0], "sky" if depth else "everywhere", constants or {})
    module = shader_module(device, module_name)
    targets = [{"format": form} for form in formats]
    fragment: dict[str, Any] = {"module": module, "entry_point": entry, "targets": targets}
    vertex: dict[str, Any] = {"module": module, "entry_point": "full"}
    if constants:
        fragment["constants"] = vertex["constants"] = dict(constants)
    return device.create_render_pipeline(
        layout="auto",
        vertex=vertex,
        primitive={"topology": "triangle-list"},
        depth_stencil=depth_test(depth) if depth else None,
        fragment=fragment,
    )


def _sprites(device: Any) -> Any:
    module = shader_module(device, "sprites")
    return device.create_render_pipeline(
        layout="auto",
        vertex={"module": module, "entry_point": "place"},
        primitive={"topology": "triangle-strip"},
        fragment={"module": module, "entry_point": "glow", "targets": [{"format": "rgba16float", "blend": _OVER}]},
    )
