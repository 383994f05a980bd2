"""Full-screen passes as compute programs, for graphics cards.

The software driver draws a full-screen triangle; cards made for computing have few units that draw and many that compute. One text serves both: the
fragment program becomes a function, and a compute program calls it for every pixel with what the triangle would have handed it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from redearth.picture.realtime.shaders import module_text

Where = Literal["everywhere", "things", "sky"]
"""Which pixels a pass writes: those with something in the depth map, or those without."""
SIDE = 8
"""Pixels along a side of a workgroup."""
_STAGE = re.compile(r"^@(vertex|fragment|compute.*)$", re.MULTILINE)
_PLACED = re.compile(r"@(builtin|location|interpolate)\([^()]*\)\s*|@invariant\s*")
_STRUCT = re.compile(r"struct Full \{(.*?)\n\}", re.DOTALL)
_MEMBER = re.compile(r"((?:@\w+(?:\([^()]*\))?\s*)*)(\w+): \w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """A full-screen pass that is computed: bindings of its own in group 0, target (and depth) in group 1."""

    pipeline: Any
    where: Where


def computes(device: Any) -> bool:
    """Return whether full-screen passes are computed on ``device``: on every graphics card."""
    return bool(device.adapter.info["adapter_type"] != "CPU")


def computed_pass(
    device: Any, name: str, entry: str, form: str, where: Where, constants: Mapping[str, int], **chosen: Any
) -> Computed:
    """Return fragment program ``entry`` of ``wgsl/<name>.wgsl`` as a compute program that writes a texture of format ``form``."""
    code = computed_text(module_text(name, **chosen), entry, form, where)
    module = device.create_shader_module(label=f"{name} computed", code=code)
    stage = {"module": module, "entry_point": "computed", "constants": dict(constants)}
    return Computed(pipeline=device.create_compute_pipeline(layout="auto", compute=stage), where=where)


def computed_text(text: str, entry: str, form: str, where: Where) -> str:
    """Return a module's text with ``entry`` as a plain function and a compute program ``computed`` that calls it."""
    inside = _STRUCT.search(text)
    assert inside is not None, "a full-screen module has a struct Full"
    handed = "\n".join(_handed(attributes, member) for attributes, member in _MEMBER.findall(_uncommented(inside[1])))
    plain = _PLACED.sub("", _STAGE.sub("", text))
    skip = {"everywhere": "", "things": _skip("<="), "sky": _skip(">")}[where]
    return f"""{plain}
@group(1) @binding(0) var computed_target: texture_storage_2d<{form}, write>;
@group(1) @binding(1) var computed_depth: texture_depth_2d;

@compute @workgroup_size({SIDE}, {SIDE})
fn computed(@builtin(global_invocation_id) id: vec3u) {{
  let computed_size = textureDimensions(computed_target);
  if (any(id.xy >= computed_size)) {{ return; }}
{skip}
  let share = (vec2f(id.xy) + 0.5) / vec2f(computed_size) * 0.5;
  let corner = full(0u);
  let right = full(1u);
  let below = full(2u);
  var in: Full;
{handed}
  textureStore(computed_target, vec2i(id.xy), {entry}(in));
}}
"""


def _handed(attributes: str, member: str) -> str:
    if "position" in attributes:
        return f"  in.{member} = vec4f(vec2f(id.xy) + 0.5, 0.0, 1.0);"
    if "flat" in attributes:
        return f"  in.{member} = corner.{member};"
    across, down = (f"({one}.{member} - corner.{member}) * share.{axis}" for one, axis in (("right", "x"), ("below", "y")))
    return f"  in.{member} = corner.{member} + {across} + {down};"


def _skip(relation: str) -> str:
    return f"  if (textureLoad(computed_depth, vec2i(id.xy), 0) {relation} 0.0) {{ return; }}"


def _uncommented(text: str) -> str:
    return re.sub(r"//.*", "", text)
