"""One of the renderer's processes in ``rivals.py``: draws frames of a playback and prints what each took.

python benchmarks/rivals_ours.py PLAYBACK ASSETS_FOLDER WIDTH HEIGHT FRAME [FRAME ...]
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from redearth.picture.model import ReelOptions
from redearth.picture.painters import painter_for
from redearth.picture.shoot import draw_frame, meter_shot
from redearth.stage.playback import open_playback


def main() -> None:
    """Draw the first frame twice (the first time is the cold start) and every frame once more."""
    playback_path, folder, width, height, *frames = sys.argv[1:]
    begun = time.perf_counter()
    playback = open_playback(Path(playback_path), {path.stem: path for path in sorted(Path(folder).glob("*.npz"))})
    options = ReelOptions(width_px=int(width), height_px=int(height))
    exposure_ev, painter = meter_shot(playback, options), painter_for(options)
    chosen = [int(frame) for frame in frames]
    draw_frame(painter, playback, "bench", chosen[0], exposure_ev)
    cold_s = time.perf_counter() - begun
    draw_frame(painter, playback, "bench", chosen[-1], exposure_ev)
    seconds = []
    for frame in chosen:
        start = time.perf_counter()
        draw_frame(painter, playback, "bench", frame, exposure_ev)
        seconds.append(time.perf_counter() - start)
    print(json.dumps({"cold_s": cold_s, "seconds": seconds, "version": "wgpu"}))


if __name__ == "__main__":
    main()
