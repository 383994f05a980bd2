"""The camera department's tasks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cattrs.preconf.json import make_converter

from redearth.core.contract import Inputs, Options
from redearth.picture.model import ReelOptions
from redearth.picture.shoot import shoot as shoot_playback
from redearth.stage.playback import open_playback

_FIELDS = ("width_px", "height_px", "fps", "quality", "look")


def shoot(inputs: Inputs, options: Options, out: Path) -> None:
    """Shoot ``playback`` with the bundles ``assets/<name>``; options: shot, width_px, height_px, fps, quality, look."""
    assets: Mapping[str, Path] = {
        name.removeprefix("assets/"): path for name, path in sorted(inputs.items()) if name.startswith("assets/")
    }
    chosen: dict[str, Any] = {name: options[name] for name in _FIELDS if name in options}
    reel_options = make_converter(forbid_extra_keys=True).structure(chosen, ReelOptions)
    shoot_playback(open_playback(inputs["playback"], assets), reel_options, str(options["shot"]), out)
