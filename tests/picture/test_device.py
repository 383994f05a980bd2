"""Finding a driver, or saying what to install."""

from __future__ import annotations

import pytest
import wgpu

from redearth.core.diagnostics import FilmError
from redearth.picture import device


def test_the_adapter_has_a_name() -> None:
    """`redearth doctor` can say what draws."""
    assert len(device.describe_adapter()) > 5


def test_no_driver_is_a_fault_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any Vulkan driver the fault names the packages."""
    monkeypatch.setattr(wgpu.gpu, "enumerate_adapters_sync", list)
    with pytest.raises(FilmError) as caught:
        device._adapter.__wrapped__()
    assert "mesa-vulkan-drivers" in caught.value.diagnostics[0].command
