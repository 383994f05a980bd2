"""The camera department's tasks."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

from cattrs.preconf.json import make_converter
from PIL import Image

from redearth.core.contract import Inputs, Options
from redearth.picture.model import ReelOptions
from redearth.picture.painters import painter_for
from redearth.picture.shoot import draw_frame, meter_shot
from redearth.picture.shoot import shoot as shoot_playback
from redearth.stage.model import Playback
from redearth.stage.playback import open_playback

_FIELDS = ("width_px", "height_px", "fps", "quality", "renderer", "look")


def shoot(inputs: Inputs, options: Options, out: Path) -> None:
    """Shoot ``playback`` with the bundles ``assets/<name>`` and, where the look names one, ``lut``; options: shot, width_px, height_px, fps, quality, renderer, look."""
    # What is loaded by now stays: a collector that looks through it again and again takes a hundredth of the shooting.
    gc.collect()
    gc.freeze()
    shoot_playback(playback_of(inputs), reel_options(options), str(options["shot"]), out, lut=lut_of(inputs))


def shoot_frame(inputs: Inputs, options: Options, out: Path) -> None:
    """Draw one frame as :func:`shoot` does and write ``frame.png``; the options of ``shoot`` and ``frame``, counted from 0."""
    playback, chosen = playback_of(inputs), reel_options(options)
    frame = options["frame"]
    assert isinstance(frame, int)
    rgb = draw_frame(painter_for(chosen, lut_of(inputs)), playback, str(options["shot"]), frame, meter_shot(playback, chosen))
    Image.fromarray(rgb).save(out / "frame.png")


def playback_of(inputs: Inputs) -> Playback:
    """Return the shot of ``playback`` with the bundles ``assets/<name>``."""
    assets = {name.removeprefix("assets/"): path for name, path in sorted(inputs.items()) if name.startswith("assets/")}
    return open_playback(inputs["playback"], assets)


def lut_of(inputs: Inputs) -> bytes | None:
    """Return what the film's own colour table holds, where the look names one."""
    return inputs["lut"].read_bytes() if "lut" in inputs else None


def reel_options(options: Options) -> ReelOptions:
    """Return how the shot is photographed; what is no field of ``ReelOptions`` is another's."""
    chosen: dict[str, Any] = {name: options[name] for name in _FIELDS if name in options}
    return make_converter(forbid_extra_keys=True).structure(chosen, ReelOptions)
