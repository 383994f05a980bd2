"""Shoots a shot: meters it once, draws and checks every frame, writes the reel and its still."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from redearth.core.diagnostics import fault
from redearth.core.digest import digest_bytes
from redearth.core.record import write_record
from redearth.core.seed import seed_from
from redearth.picture.encode import ReelWriter
from redearth.picture.exposure import meter, sunlit_ceiling_ev
from redearth.picture.inspect_frame import fault_of
from redearth.picture.model import Reel, ReelOptions
from redearth.picture.painter import Painter
from redearth.picture.painters import painter_for
from redearth.stage.model import Playback, View

_METER_HEIGHT_PX = 140
"""No power of two comes of it at 16:9, halved or not: the software driver compiles programs anew for textures with such sides."""
_MOST_WAITING = 2
"""Frames that may wait for the encoder while others are drawn."""


def shoot(
    playback: Playback, options: ReelOptions, shot: str, out: Path, *, painter: Painter | None = None, lut: bytes | None = None
) -> Reel:
    """Draw all frames of ``playback`` into ``out``: ``reel.mp4``, ``reel.json`` and its middle frame, ``still.png``.

    ``lut`` is what the file that ``options.look`` names holds.

    Raises a fault ``picture.frame`` that names shot and frame when a frame comes out black or flat twice.
    """
    exposure_ev = meter_shot(playback, options, painter)
    painter = painter or painter_for(options, lut)
    kept: list[Future[str]] = []
    with ReelWriter(out / "reel.mp4", options.width_px, options.height_px, options.fps) as writer, ThreadPoolExecutor(1) as lab:
        for frame in range(playback.frames):
            picture = draw_frame(painter, playback, shot, frame, exposure_ev)
            still = out / "still.png" if frame == playback.frames // 2 else None
            kept.append(lab.submit(_keep, picture, writer, still))
            if frame >= _MOST_WAITING:
                kept[frame - _MOST_WAITING].result()
    reel = Reel(
        shot=shot,
        frames=playback.frames,
        width_px=options.width_px,
        height_px=options.height_px,
        fps=options.fps,
        exposure_ev=exposure_ev,
        frame_digests=tuple(digest.result() for digest in kept),
    )
    write_record(out / "reel.json", reel)
    return reel


def _keep(picture: NDArray[np.uint8], writer: ReelWriter, still: Path | None) -> str:
    """Encode a frame while the next is drawn, save it as ``still`` too, and return its digest."""
    writer.write(picture)
    if still is not None:
        Image.fromarray(picture).save(still, compress_level=1)
    return digest_bytes(picture.tobytes())


def draw_frame(painter: Painter, playback: Playback, shot: str, frame: int, exposure_ev: float) -> NDArray[np.uint8]:
    """Return frame ``frame`` of the shot, drawn again once if it came out faulty."""
    wrong = ""
    for _ in range(2):
        picture = painter.draw(
            playback.view(frame),
            playback.assets,
            exposure_ev=exposure_ev,
            grain_seed=seed_from("grain", shot, frame),
            before=_neighbour(playback, frame),
        )
        wrong = fault_of(picture)
        if not wrong:
            return picture
    raise fault(
        "picture.frame",
        f"shot {shot} failed at frame {frame}: {wrong}",
        remedy="a frame with something lit in it",
        command=f"redearth shoot FILM {shot} --frame {frame}",
    )


def _neighbour(playback: Playback, frame: int) -> View | None:
    """Return the view of the frame before, or on the first frame of the next; None when there is just one frame."""
    if playback.frames < 2:
        return None
    return playback.view(frame - 1 if frame else 1)


def meter_shot(playback: Playback, options: ReelOptions, painter: Painter | None = None) -> float:
    """Return the shot's exposure in stops, from three frames spread over it: small ones, or those of a ``painter`` that is given."""
    height = _METER_HEIGHT_PX
    width = max(16, round(height * options.width_px / options.height_px))
    small = painter or painter_for(replace(options, width_px=width, height_px=height, quality="draft"))
    frames = sorted({playback.frames // 6, playback.frames // 2, (playback.frames * 5) // 6})
    views = [playback.view(frame) for frame in frames]
    return meter([small.draw_linear(view, playback.assets) for view in views], min(sunlit_ceiling_ev(view) for view in views))
