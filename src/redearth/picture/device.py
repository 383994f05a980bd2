"""Choosing the graphics device: a GPU where there is one, else Mesa's software Vulkan driver."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from typing import Any

from redearth.core.diagnostics import fault

_FEATURES = ("float32-filterable", "rg11b10ufloat-renderable", "texture-adapter-specific-format-features")
_LIMITS = {"max-color-attachment-bytes-per-sample": 64, "max-storage-buffers-per-shader-stage": 8}


@cache
def open_device() -> Any:
    """Return the process's ``wgpu.GPUDevice``; raises a fault ``picture.device`` when there is no Vulkan driver."""
    adapter = _adapter()
    features = [name for name in _FEATURES if name in adapter.features]
    return adapter.request_device_sync(required_features=features, required_limits=dict(_LIMITS))


def describe_adapter() -> str:
    """Return the name of the adapter that :func:`open_device` uses, for ``redearth doctor``; raises the same fault."""
    about = _adapter().info
    return f"{about['device']} ({about['description']}, {about['backend_type']}, {about['adapter_type']})"


@cache
def _adapter() -> Any:
    # One core a process: two processes of one thread are faster than one of two, and frames do not depend on it.
    os.environ.setdefault("LP_NUM_THREADS", "1")
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
    import wgpu

    adapters = [a for a in wgpu.gpu.enumerate_adapters_sync() if a.info["backend_type"] in ("Vulkan", "Metal", "D3D12")]
    if not adapters:
        raise fault(
            "picture.device",
            "no Vulkan driver was found, so no frame can be drawn",
            remedy="any Vulkan driver; Mesa's software driver needs no GPU",
            command="sudo apt-get install mesa-vulkan-drivers libvulkan1",
        )
    rank = {"DiscreteGPU": 0, "IntegratedGPU": 1, "VirtualGPU": 2, "CPU": 3}
    return min(adapters, key=lambda a: rank.get(a.info["adapter_type"], 4))
