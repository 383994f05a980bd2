"""Choosing the graphics device: a GPU where there is one, else Mesa's software Vulkan driver, or the one that somebody names."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from functools import cache
from typing import Any

from redearth.core.diagnostics import FilmError, fault

CHOICE = "REDEARTH_ADAPTER"
"""Environment variable: ``gpu``, ``software`` or part of an adapter's name."""
_FEATURES = ("float32-filterable", "rg11b10ufloat-renderable", "texture-adapter-specific-format-features", "dual-source-blending")
_LIMITS = {
    "max-color-attachment-bytes-per-sample": 64,
    "max-storage-buffers-per-shader-stage": 8,
    "max-inter-stage-shader-variables": 29,
}
_BACKENDS = ("Vulkan", "Metal", "D3D12")
_RANKS = {"DiscreteGPU": 0, "IntegratedGPU": 1, "VirtualGPU": 2, "CPU": 3}
_KINDS = {"DiscreteGPU": "a graphics card", "IntegratedGPU": "a GPU in the processor", "VirtualGPU": "a virtual machine's GPU", "CPU": "software, no GPU is used"}  # fmt: skip


@cache
def open_device() -> Any:
    """Return the process's ``wgpu.GPUDevice``; raises a fault ``picture.device`` when there is no driver, or none that can do it."""
    adapter = _adapter()
    features = [name for name in _FEATURES if name in adapter.features]
    return adapter.request_device_sync(required_features=features, required_limits=dict(_LIMITS))


def describe_adapter() -> str:
    """Return what :func:`open_device` uses, line by line, for ``redearth doctor``; raises the same faults."""
    adapter = _adapter()
    about, limits = adapter.info, adapter.limits
    lines = [
        f"{about['device']}: {_KINDS.get(about['adapter_type'], about['adapter_type'])}",
        f"driver {about['description'] or about['vendor'] or 'unknown'}, {about['backend_type']}",
        f"pictures up to {limits['max-texture-dimension-2d']} px wide, buffers up to {limits['max-buffer-size'] // 2**20} MiB "
        f"({limits['max-storage-buffer-binding-size'] // 2**20} MiB bound at once)",
        ", ".join(
            f"{name.removeprefix('max-').replace('-', ' ')} {limits[name]} ({least} needed)" for name, least in _LIMITS.items()
        ),
    ]
    others = [_name(one) for one in _adapters() if _name(one) != _name(adapter)]
    chosen = os.environ.get(CHOICE, "")
    lines.append(f"{CHOICE}={chosen}" if chosen else f"{CHOICE}=gpu, software or part of a name chooses another")
    return "\n".join([*lines, *(f"also there: {name}" for name in others)])


@cache
def _adapter() -> Any:
    adapters = _adapters()
    if not adapters:
        raise fault(
            "picture.device",
            "no Vulkan driver was found, so no frame can be drawn",
            remedy="any Vulkan driver; Mesa's software driver needs no GPU",
            command="sudo apt-get install mesa-vulkan-drivers libvulkan1",
        )
    adapter = _chosen(adapters, os.environ.get(CHOICE, "").strip())
    lacking = [f"{name} {adapter.limits[name]}, not {least}" for name, least in _LIMITS.items() if adapter.limits[name] < least]
    if lacking:
        raise fault(
            "picture.device",
            f"{_name(adapter)} cannot draw the film: {', '.join(lacking)}",
            remedy="another driver, such as Mesa's software driver",
            command=f"{CHOICE}=software redearth doctor",
        )
    return adapter


@cache
def _adapters() -> tuple[Any, ...]:
    """Return every adapter that can draw, best first."""
    # One core a process: two processes of one thread are faster than one of two, and frames do not depend on it.
    os.environ.setdefault("LP_NUM_THREADS", "1")
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
    import wgpu

    found = [a for a in wgpu.gpu.enumerate_adapters_sync() if a.info["backend_type"] in _BACKENDS]
    return tuple(sorted(found, key=lambda a: _RANKS.get(a.info["adapter_type"], 4)))


def _chosen(adapters: Sequence[Any], wanted: str) -> Any:
    """Return the first of ``adapters`` that is what ``wanted`` says; raises a fault ``picture.adapter`` when none is."""
    word = wanted.casefold()
    match = next((a for a in adapters if _fits(a, word)), None)
    if match is None:
        raise _no_such(wanted, adapters)
    return match


def _fits(adapter: Any, word: str) -> bool:
    kind = adapter.info["adapter_type"]
    if word in ("gpu", "software"):
        return bool(kind == "CPU") == (word == "software")
    return word in str(_name(adapter)).casefold()


def _no_such(wanted: str, adapters: Sequence[Any]) -> FilmError:
    return fault(
        "picture.adapter",
        f"{CHOICE} asks for {wanted!r}, and no adapter is that",
        remedy=f"part of the name of one of: {'; '.join(dict.fromkeys(_name(a) for a in adapters))}",
        command=f"unset {CHOICE}",
    )


def _name(adapter: Any) -> str:
    return str(adapter.info["device"])
