"""The camera department's tasks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cattrs.preconf.json import make_converter
from PIL import Image

from redearth.core.contract import Inputs, Options
from redearth.picture.model import ReelOptions
from redearth.picture.realtime.renderer import Renderer
from redearth.picture.shoot import draw_frame, meter_shot
from redearth.picture.shoot import shoot as shoot_playback
from redearth.stage.model import Playback
from redearth.stage.playback import open_playback

_FIELDS = ("width_px", "height_px", "fps", "quality", "look")


def shoot(inputs: Inputs, options: Options, out: Path) -> None:
    """Shoot ``playback`` with the bundles ``assets/<name>`` and, where the look names one, ``lut``; options: shot, width_px, height_px, fps, quality, look."""
    shoot_playback(_playback(inputs), _reel_options(options), str(options["shot"]), out, lut=_lut(inputs))


def shoot_frame(inputs: Inputs, options: Options, out: Path) -> None:
    """Draw one frame as :func:`shoot` does and write ``frame.png``; the options of ``shoot`` and ``frame``, counted from 0."""
    playback, chosen = _playback(inputs), _reel_options(options)
    frame = options["frame"]
    assert isinstance(frame, int)
    painter = Renderer(chosen.width_px, chosen.height_px, chosen.quality, chosen.look, _lut(inputs))
    rgb = draw_frame(painter, playback, str(options["shot"]), frame, meter_shot(playback, chosen))
    Image.fromarray(rgb).save(out / "frame.png")


def _playback(inputs: Inputs) -> Playback:
    assets = {name.removeprefix("assets/"): path for name, path in sorted(inputs.items()) if name.startswith("assets/")}
    return open_playback(inputs["playback"], assets)


def _lut(inputs: Inputs) -> bytes | None:
    return inputs["lut"].read_bytes() if "lut" in inputs else None


def _reel_options(options: Options) -> ReelOptions:
    chosen: dict[str, Any] = {name: options[name] for name in _FIELDS if name in options}
    return make_converter(forbid_extra_keys=True).structure(chosen, ReelOptions)
