"""The textures a picture of one size is drawn through."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from redearth.picture.realtime.computed import computes

SHRINK = 3
"""Air and occlusion are drawn this many times smaller, as in ``wgsl/haze.wgsl``."""
TILE = 16
"""Side in pixels of the tiles of ``wgsl/shutter.wgsl``."""
LEVELS = 6
"""Levels of the bloom pyramid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """All render targets of one size; each is a texture view."""

    width: int
    height: int
    small_width: int
    small_height: int
    gbuffer: Any
    depth: Any
    air: Any
    air_smooth: Any
    scene: Any
    coarse_gbuffer: Any
    """Of half the size, as ``coarse_depth`` and ``coarse_scene``."""
    coarse_depth: Any
    coarse_scene: Any
    sharp: Any
    """Depth 1 where all is shaded at full size though the rest is not."""
    motion: Any
    """Pixels a frame to the right and down, distance in metres; undefined where nothing moves."""
    moved: Any
    """The scene as the open shutter sees it."""
    tiles: tuple[Any, Any]
    """Longest motion in each tile, then in it and its neighbours."""
    bloom_down: tuple[Any, ...]
    """From half size on."""
    bloom_up: tuple[Any, ...]
    """From a quarter of the size on; the first step is taken in ``wgsl/finish.wgsl``."""
    bloom_sizes: tuple[tuple[int, int], ...]
    flare_level: int
    """The level of the pyramid that ghosts are drawn into: 45 to 90 lines high where there are as many."""
    apertures: Any
    flared: Any
    """The pyramid's level with the lens flare in it."""
    dotted: Any
    defocused: Any
    developed: Any
    picture: Any


def _target(device: Any, form: str, width: int, height: int, *, copy: bool = False, written: bool = False) -> Any:
    import wgpu

    usage = wgpu.TextureUsage.RENDER_ATTACHMENT | wgpu.TextureUsage.TEXTURE_BINDING
    if computes(device) and form != "depth32float":
        usage |= wgpu.TextureUsage.STORAGE_BINDING
    if copy:
        usage |= wgpu.TextureUsage.COPY_SRC
    if written:
        usage |= wgpu.TextureUsage.COPY_DST
    return device.create_texture(size=(width, height, 1), format=form, usage=usage).create_view()


def make_targets(device: Any, width: int, height: int) -> Targets:
    """Create the targets for a picture of ``width`` x ``height`` pixels."""
    target = partial(_target, device)
    small_width, small_height = -(-width // SHRINK), -(-height // SHRINK)
    sizes = tuple((max(width >> (k + 1), 1), max(height >> (k + 1), 1)) for k in range(LEVELS))
    flare_level = min(max((height // 45).bit_length() - 2, 1), 3)
    tiles = -(-width // TILE), -(-height // TILE)
    return Targets(
        width=width,
        height=height,
        small_width=small_width,
        small_height=small_height,
        gbuffer=target("rgba32uint", width, height),
        depth=target("depth32float", width, height),
        air=target("rgba32uint", small_width, small_height),
        air_smooth=target("rgba32uint", small_width, small_height),
        scene=target("rgba16float", width, height, copy=True),
        coarse_gbuffer=target("rgba32uint", *sizes[0]),
        coarse_depth=target("depth32float", *sizes[0]),
        coarse_scene=target("rgba16float", *sizes[0]),
        sharp=target("depth32float", width, height),
        motion=target("rgba16float", width, height, copy=True),
        moved=target("rgba16float", width, height, written=True),
        tiles=(target("rgba16float", *tiles), target("rgba16float", *tiles)),
        bloom_down=tuple(target("rgba16float", *size) for size in sizes),
        bloom_up=tuple(target("rgba16float", *size) for size in sizes[1:-1]),
        bloom_sizes=sizes,
        flare_level=flare_level,
        apertures=target("rgba16float", *sizes[flare_level]),
        flared=target("rgba16float", *sizes[flare_level]),
        dotted=target("rgba16float", *sizes[0]),
        defocused=target("rgba16float", *sizes[0]),
        developed=target("rgba8unorm", width, height),
        picture=target("rgba8unorm", width, height, copy=True),
    )
