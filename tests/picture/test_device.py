"""Finding a driver, or the one that is asked for, or saying what to install."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
import wgpu

from redearth.core.diagnostics import FilmError
from redearth.picture import device


def _an_adapter(name: str, kind: str, **limits: int) -> Any:
    least = dict.fromkeys((*device._LIMITS, "max-texture-dimension-2d", "max-buffer-size"), 1 << 16)
    info = {"device": name, "adapter_type": kind, "backend_type": "Vulkan", "description": "Driver 1.2", "vendor": ""}
    return SimpleNamespace(info=info, limits={**least, "max-storage-buffer-binding-size": 1 << 27, **limits}, features=())


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the machine has, for a test to fill in."""
    adapters: list[Any] = []
    monkeypatch.setattr(wgpu.gpu, "enumerate_adapters_sync", lambda: list(adapters))
    monkeypatch.setattr(device, "_adapters", device._adapters.__wrapped__)
    monkeypatch.setattr(device, "_adapter", device._adapter.__wrapped__)
    monkeypatch.delenv(device.CHOICE, raising=False)
    return adapters


def test_the_adapter_says_what_it_is() -> None:
    """`redearth doctor` tells name, kind, driver, backend and the limits that matter."""
    told = device.describe_adapter()
    for word in ("driver", "Vulkan", "px wide", "MiB", "64 needed", device.CHOICE):
        assert word in told


def test_a_gpu_goes_before_software(found: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """The best adapter draws unless the environment names another by kind or by part of its name."""
    found += [
        _an_adapter("llvmpipe", "CPU"),
        _an_adapter("Radeon 780M", "IntegratedGPU"),
        _an_adapter("GeForce 4090", "DiscreteGPU"),
    ]
    assert device._adapter().info["device"] == "GeForce 4090"
    for wanted, name in (("software", "llvmpipe"), ("GPU", "GeForce 4090"), ("radeon", "Radeon 780M"), ("", "GeForce 4090")):
        monkeypatch.setenv(device.CHOICE, wanted)
        assert device._adapter().info["device"] == name
    told = device.describe_adapter()
    assert "a graphics card" in told
    assert "also there: Radeon 780M" in told


def test_an_adapter_that_is_not_there_is_a_fault(found: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking for a GPU where there is none names what there is, and how to stop asking."""
    found.append(_an_adapter("llvmpipe", "CPU"))
    monkeypatch.setenv(device.CHOICE, "gpu")
    with pytest.raises(FilmError, match="no adapter is that") as caught:
        device._adapter()
    assert "llvmpipe" in caught.value.diagnostics[0].remedy
    assert caught.value.diagnostics[0].command == "unset REDEARTH_ADAPTER"


def test_an_adapter_that_is_too_small_is_a_fault(found: list[Any]) -> None:
    """What it lacks is said before anything is drawn."""
    found.append(_an_adapter("Old", "IntegratedGPU", **{"max-color-attachment-bytes-per-sample": 32}))
    with pytest.raises(FilmError, match="bytes-per-sample 32, not 64"):
        device._adapter()


def test_no_driver_is_a_fault_with_a_remedy(found: list[Any]) -> None:
    """Without any Vulkan driver the fault names the packages."""
    with pytest.raises(FilmError) as caught:
        device._adapter()
    assert "mesa-vulkan-drivers" in caught.value.diagnostics[0].command
