"""The camera department's tasks beside the reel: a frame's layers, and a whole shot for an editor or compositor."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import cast

from PIL import Image

from redearth.core.contract import Inputs, Options
from redearth.picture.aov import Aov, Aovs, chosen_aovs
from redearth.picture.layers.exr import write_exr
from redearth.picture.layers.frame_place import FramePlace
from redearth.picture.layers.mezzanine import MezzanineWriter
from redearth.picture.layers.model_sheet import Row
from redearth.picture.layers.model_sheet import model_sheet as lay_out_models
from redearth.picture.layers.preview import previews
from redearth.picture.layers.proof_sheet import proof_sheet as lay_out
from redearth.picture.painter import Painter
from redearth.picture.painters import painter_for
from redearth.picture.shoot import draw_frame, meter_shot
from redearth.picture.task import lut_of, playback_of, reel_options
from redearth.stage.model import Playback


def draw_layers(inputs: Inputs, options: Options, out: Path) -> None:
    """Draw one frame's layers: ``<aov>.png`` for the eye and, with ``exr``, ``frame.exr``.

    Options: those of ``picture.task:shoot_frame``, ``aovs`` (names), ``exr`` (bool), ``film`` (title), ``film_frame`` (of frame 0).
    """
    playback, chosen = playback_of(inputs), reel_options(options)
    place = _place(options, cast(int, options["frame"]))
    painter = painter_for(chosen, lut_of(inputs))
    wanted = _wanted(options)
    exposure_ev = meter_shot(playback, chosen)
    aovs = _aovs(painter, playback, place.shot_frame, wanted, exposure_ev)
    for name, picture in previews(aovs).items():
        Image.fromarray(picture).save(out / f"{name}.png", compress_level=3)
    if options["exr"]:
        write_exr(out / "frame.exr", aovs, place, exposure_ev)


def shoot_mezzanine(inputs: Inputs, options: Options, out: Path) -> None:
    """Draw a whole shot: ``shot.mov`` (ProRes 422 HQ) and, with ``exr``, ``exr/<frame>.exr``; options as :func:`draw_layers` but ``frame``."""
    playback, chosen = playback_of(inputs), reel_options(options)
    painter, exposure_ev = painter_for(chosen, lut_of(inputs)), meter_shot(playback, chosen)
    first = _place(options, 0)
    if options["exr"]:
        (out / "exr").mkdir()
    with MezzanineWriter(out / "shot.mov", chosen.width_px, chosen.height_px, first) as writer:
        for frame in range(playback.frames):
            writer.write(draw_frame(painter, playback, first.shot, frame, exposure_ev))
            if options["exr"]:
                aovs = _aovs(painter, playback, frame, _wanted(options), exposure_ev)
                write_exr(out / "exr" / f"{frame:04d}.exr", aovs, _place(options, frame), exposure_ev)


def proof_sheet(inputs: Inputs, options: Options, out: Path) -> None:
    """Lay the pictures ``still/NNNN`` out on ``sheet.png``; options: ``labels``, ``columns``. ``font`` (or ``font_cjk``) letters it."""
    stills = [inputs[name] for name in sorted(inputs) if name.startswith("still/")]
    labels = cast(list[str], options["labels"])
    font = inputs.get("font_cjk") or inputs["font"]
    sheet = lay_out(list(zip(labels, stills, strict=True)), cast(int, options["columns"]), font)
    sheet.save(out / "sheet.png", compress_level=6)


def model_sheet(inputs: Inputs, options: Options, out: Path) -> None:
    """Lay characters out on ``sheet.png``: ``still/NNNN`` in order; options: ``rows`` of [title, lines, number of stills], ``columns``, ``height_px``."""
    stills = iter([inputs[name] for name in sorted(inputs) if name.startswith("still/")])
    given = cast(list[tuple[str, list[str], int]], options["rows"])
    rows = [Row(title=title, lines=tuple(lines), stills=tuple(islice(stills, count))) for title, lines, count in given]
    font = inputs.get("font_cjk") or inputs["font"]
    sheet = lay_out_models(rows, cast(int, options["columns"]), font, cast(int, options["height_px"]))
    sheet.save(out / "sheet.png", compress_level=6)


def _aovs(painter: Painter, playback: Playback, frame: int, wanted: tuple[Aov, ...], exposure_ev: float) -> Aovs:
    # Motion leads to the next frame; on the last it is that from the frame before.
    near = frame + 1 if frame + 1 < playback.frames else frame - 1
    neighbour = playback.view(near) if "motion" in wanted and near >= 0 else None
    return painter.draw_aovs(playback.view(frame), playback.assets, wanted, exposure_ev=exposure_ev, neighbour=neighbour)


def _wanted(options: Options) -> tuple[Aov, ...]:
    return chosen_aovs(cast(list[str], options["aovs"]))


def _place(options: Options, frame: int) -> FramePlace:
    return FramePlace(
        film=str(options["film"]),
        shot=str(options["shot"]),
        shot_frame=frame,
        film_frame=cast(int, options["film_frame"]) + frame,
        fps=cast(int, options["fps"]),
    )
