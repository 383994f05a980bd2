"""What all renderers of a process share: device, programs, baked textures, uploaded assets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from redearth.picture.device import open_device
from redearth.picture.realtime.bundles import Bundle, upload
from redearth.picture.realtime.frame_block import SHADOW_LAYERS
from redearth.picture.realtime.image_array import upload_images
from redearth.picture.realtime.noise import SIZE
from redearth.picture.realtime.patterns import STYLES
from redearth.picture.realtime.pipelines import Pipelines, make_pipelines
from redearth.picture.realtime.textures import LAYERS, bake
from redearth.stage.model import Assets, Pattern

SHADOW_SIZE = 1024
_KEPT_BUNDLES = 64
_KEPT_ARRAYS = 2


@dataclass(slots=True, kw_only=True)
class Workshop:
    """Shared device objects; bundles and pattern layers are filled in when first needed."""

    device: Any
    pipelines: Pipelines
    pattern_texture: Any
    patterns: Any
    """View of the array of baked layers."""
    shadow_map: Any
    shadow_layers: tuple[Any, ...]
    still_layers: tuple[Any, ...]
    """As ``shadow_layers``, with the shadows of still things alone."""
    still_keys: dict[int, tuple[Any, Any]] = field(default_factory=dict)
    """Key of what each of ``still_layers`` holds, and the objects that the key names by identity."""
    shadow_keys: dict[int, tuple[Any, Any]] = field(default_factory=dict)
    """The same for each of ``shadow_layers`` that no mover is in."""
    repeat: Any
    clamp: Any
    nearest: Any
    """One texel at its place, held at the edges: costs the software driver two thirds of a load."""
    compare: Any
    bundles: dict[str, Bundle] = field(default_factory=dict)
    image_arrays: dict[tuple[str, ...], Any] = field(default_factory=dict)
    """Images of the sets of bundles drawn last."""
    baked: set[int] = field(default_factory=set)
    groups: dict[tuple[int, ...], tuple[Any, Any, list[Any]]] = field(default_factory=dict)
    """Bind groups made so far."""

    def bundle(self, assets: Assets) -> Bundle:
        """Return ``assets`` on the device, uploading it the first time its key is seen."""
        known = self.bundles.pop(assets.key, None) or upload(self.device, assets)
        self.bundles[assets.key] = known
        while len(self.bundles) > _KEPT_BUNDLES:
            self.bundles.pop(next(iter(self.bundles)))
        return known

    def images_of(self, bundles: Mapping[str, Bundle]) -> Any:
        """Return the images of ``bundles`` in the order of their keys, or None when they have none; the frame never depends on others."""
        key = tuple(name for name, bundle in bundles.items() if bundle.images)
        if not key:
            return None
        known = self.image_arrays.pop(key, None) or upload_images(self.device, [i for k in key for i in bundles[k].images])
        self.image_arrays[key] = known
        while len(self.image_arrays) > _KEPT_ARRAYS:
            self.image_arrays.pop(next(iter(self.image_arrays)))
        return known

    def bake_for(self, patterns: Iterable[Pattern]) -> None:
        """Make sure that the texture layers of ``patterns`` are there."""
        for layer in sorted({0, *(STYLES[pattern].layer for pattern in patterns)} - self.baked):
            self._write_layer(layer)
            self.baked.add(layer)

    def _write_layer(self, layer: int) -> None:
        for level, texels in enumerate(bake(layer)):
            size = texels.shape[0]
            self.device.queue.write_texture(
                {"texture": self.pattern_texture, "mip_level": level, "origin": (0, 0, layer)},
                texels.tobytes(),
                {"bytes_per_row": size * 4, "rows_per_image": size},
                (size, size, 1),
            )


@cache
def workshop() -> Workshop:
    """Return the process's workshop."""
    import wgpu

    device = open_device()
    sampled, written = wgpu.TextureUsage.TEXTURE_BINDING, wgpu.TextureUsage.COPY_DST
    drawn, copied = wgpu.TextureUsage.RENDER_ATTACHMENT, wgpu.TextureUsage.COPY_SRC | written
    size = (SHADOW_SIZE, SHADOW_SIZE, SHADOW_LAYERS)
    shadow, still = (device.create_texture(size=size, format="depth32float", usage=sampled | drawn | copied) for _ in range(2))
    patterns = device.create_texture(
        size=(SIZE, SIZE, len(LAYERS)), format="rgba8unorm", mip_level_count=SIZE.bit_length(), usage=sampled | written
    )
    everywhere = {"address_mode_u": "repeat", "address_mode_v": "repeat", "address_mode_w": "repeat"}
    linear = {"mag_filter": "linear", "min_filter": "linear"}
    return Workshop(
        device=device,
        pipelines=make_pipelines(device),
        pattern_texture=patterns,
        patterns=patterns.create_view(dimension="2d-array"),
        shadow_map=shadow.create_view(dimension="2d-array"),
        shadow_layers=_layers(shadow),
        still_layers=_layers(still),
        repeat=device.create_sampler(**everywhere, **linear, mipmap_filter="linear"),
        clamp=device.create_sampler(**linear),
        nearest=device.create_sampler(),
        compare=device.create_sampler(**linear, compare="less-equal"),
    )


def _layers(texture: Any) -> tuple[Any, ...]:
    return tuple(texture.create_view(dimension="2d", base_array_layer=k, array_layer_count=1) for k in range(SHADOW_LAYERS))
