"""The master's encoder settings side by side: what they cost, how large the film gets and how true it stays to the reels.

    python benchmarks/master.py films/red_earth [--every 8] [--frames 72] [--with crf=21,mbtree=1]

The film must have been made. Every ``--every``-th reel is encoded at full size, ``--frames`` frames of it, as `master` does now and with each row of
settings (x264's, by ffmpeg's names). Seconds are processor seconds of this process. PSNR and SSIM are of luma, against the reels.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path

import av
import numpy as np
from skimage.metrics import structural_similarity

from redearth.master import codec
from redearth.master.model import Rendition

TRIED = (
    "crf=21,mbtree=1,aq-strength=1,partitions=i8x8+i4x4+p8x8",
    "crf=22,aq-strength=1,partitions=i8x8+i4x4+p8x8",
    "crf=22,partitions=i8x8+i4x4+p8x8",
)
NOW = 21.7
"""The rate factor of `production/finish.py`."""


def reels_of(film: Path) -> list[Path]:
    """Return the stored reels of a film that has been made, in the order of their manifests."""
    store = film / ".redearth"
    found = []
    for manifest in sorted(store.glob("manifests/**/*.json")):
        digests = [digest for name, digest, _ in json.loads(manifest.read_text(encoding="utf-8"))["files"] if name == "reel.mp4"]
        found += [
            next(path for path in store.glob(f"objects/{digest[:2]}/**/*") if digest.endswith(path.name)) for digest in digests
        ]
    return found


def measure(clips: list[list[av.VideoFrame]], fps: int, settings: dict[str, str], scratch: Path) -> str:
    """Return a row of the table for one set of settings."""
    usual = codec._x264_options
    codec._x264_options = lambda rendition, rate: {**usual(rendition, rate), **settings}
    size, seconds, frames = 0, 0.0, 0
    errors: list[float] = []
    likeness: list[float] = []
    try:
        for clip in clips:
            path, rendition = (
                scratch / "clip.mp4",
                Rendition(name="full", width_px=clip[0].width, height_px=clip[0].height, crf=NOW),
            )
            start = time.process_time()
            with codec.SegmentWriter(path, rendition, fps) as writer:
                for frame in clip:
                    writer.write(frame)
            seconds, size, frames = seconds + time.process_time() - start, size + path.stat().st_size, frames + len(clip)
            for before, after in list(zip(clip, codec.read_frames(path), strict=True))[::6]:
                pair = [np.asarray(one.to_ndarray()[: one.height], np.float32) for one in (before, after)]
                errors.append(float(((pair[0] - pair[1]) ** 2).mean()))
                likeness.append(float(structural_similarity(*pair, data_range=255)))
    finally:
        codec._x264_options = usual
    rate = size * 8 / (frames / fps) / 1e6
    return f"{rate:.1f} | {seconds:.1f} | {10 * np.log10(255**2 / np.mean(errors)):.1f} dB | {np.mean(likeness):.4f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("film", type=Path)
    parser.add_argument("--every", type=int, default=8)
    parser.add_argument("--frames", type=int, default=72)
    parser.add_argument("--with", dest="tried", action="append", default=None)
    asked = parser.parse_args()
    clips = [list(codec.read_frames(path))[: asked.frames] for path in reels_of(asked.film)[:: asked.every]]
    print(
        f"{len(clips)} reels, {sum(map(len, clips))} frames\n\n| settings | Mbit/s | seconds | PSNR | SSIM |\n|---|---|---|---|---|"
    )
    with tempfile.TemporaryDirectory() as scratch:
        for row in (*(asked.tried or TRIED), ""):
            settings = dict(one.split("=", 1) for one in row.split(",") if one)
            print(f"| {row or 'as it is'} | {measure(clips, 24, settings, Path(scratch))} |", flush=True)


if __name__ == "__main__":
    main()
