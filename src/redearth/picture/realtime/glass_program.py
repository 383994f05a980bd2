"""The programs that draw what is clear."""

from __future__ import annotations

from typing import Any

from redearth.picture.realtime.layouts import BIND_VERTEX, DEPTH_VERTEX, VERTEX, depth_test
from redearth.picture.realtime.shaders import module_text


def glass_program(device: Any, sun: int, lamps: int, textured: bool, backs: bool) -> Any:
    """Return the program of clear things: what they let through is a colour where the device blends with two sources, else a grey."""
    tinted = "dual-source-blending" in device.features
    name = "glass_tinted" if tinted else "glass_grey"
    text = module_text(name, lamps=lamps, shadowed_sun=sun > 1, textured=textured)
    constants = {"SUN": sun, "BACKS": int(backs)}
    enabled = "enable dual_source_blending;\n" if tinted else ""
    module = device.create_shader_module(label="glass", code=enabled + text)
    through = "src1" if tinted else "one-minus-src-alpha"
    blend = {
        "color": {"src_factor": "one", "dst_factor": through, "operation": "add"},
        "alpha": {"src_factor": "zero", "dst_factor": "one", "operation": "add"},
    }
    return device.create_render_pipeline(
        layout="auto",
        vertex={"module": module, "entry_point": "place_clear", "buffers": [VERTEX, BIND_VERTEX], "constants": constants},
        primitive={"topology": "triangle-list", "cull_mode": "front" if backs else "back"},
        depth_stencil=depth_test("greater"),
        fragment={
            "module": module,
            "entry_point": "see_through",
            "constants": constants,
            "targets": [{"format": "rgba16float", "blend": blend}],
        },
    )


def glass_depth(device: Any) -> Any:
    """Return the program that sets clear things at their own depth."""
    module = device.create_shader_module(label="glass depth", code=module_text("glass_grey"))
    return device.create_render_pipeline(
        layout="auto",
        vertex={"module": module, "entry_point": "place_depth", "buffers": [DEPTH_VERTEX]},
        primitive={"topology": "triangle-list", "cull_mode": "none"},
        depth_stencil={"format": "depth32float", "depth_write_enabled": True, "depth_compare": "greater"},
    )
