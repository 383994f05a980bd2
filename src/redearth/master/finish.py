"""Join the conformed segments and the mix into the finished film, without encoding the picture again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import soundfile

from redearth.master.model import Mezzanine, Rendition

_AAC_FRAME = 1024
_AAC_BITRATE = 192_000
_RATE_HZ = 48_000


def finish(segments: Sequence[Path], mix: Path, renditions: Sequence[Rendition], fps: int, out: Path) -> Mezzanine:
    """Write ``<rendition>.mp4`` (H.264 and AAC, fast start) into ``out`` for each rendition and return the master.

    ``segments`` are folders with one MP4 a rendition, in film order; ``mix`` is a 48 kHz stereo WAV.
    """
    frames, codecs = 0, []
    for rendition in renditions:
        frames, video = _write_film(segments, mix, rendition.name, fps, out / f"{rendition.name}.mp4")
        codecs.append(f"{video},mp4a.40.2")
    return Mezzanine(frames=frames, fps=fps, renditions=tuple(renditions), codecs=tuple(codecs))


def _write_film(segments: Sequence[Path], mix: Path, name: str, fps: int, path: Path) -> tuple[int, str]:
    with (
        av.open(str(segments[0] / f"{name}.mp4"), format="mp4") as first,
        av.open(str(path), "w", format="mp4", options={"movflags": "+faststart", "fflags": "+bitexact"}) as film,
    ):
        template = first.streams.video[0]
        video = film.add_stream_from_template(template)
        video.time_base = Fraction(1, fps)
        codec = _codec_string(bytes(template.codec_context.extradata or b""))
        audio = film.add_stream("aac", rate=_RATE_HZ, options={"flags": "+bitexact"})
        audio.bit_rate, audio.layout, audio.codec_context.thread_count = _AAC_BITRATE, "stereo", 1
        sound = _sound_packets(mix, audio)
        frames, waiting = 0, next(sound, None)
        for packet in _picture_packets(segments, name, fps):
            while waiting is not None and waiting.pts is not None and waiting.pts * fps < frames * _RATE_HZ:
                film.mux(waiting)
                waiting = next(sound, None)
            packet.stream = video
            film.mux(packet)
            frames += 1
        while waiting is not None:
            film.mux(waiting)
            waiting = next(sound, None)
    return frames, codec


def _picture_packets(segments: Sequence[Path], name: str, fps: int) -> Iterator[av.Packet]:
    """Yield every packet on the film's own clock; without B-frames packets are decoded in the order they are shown."""
    frame = 0
    for segment in segments:
        with av.open(str(segment / f"{name}.mp4"), format="mp4") as container:
            for packet in container.demux(video=0):
                if packet.size:
                    packet.time_base = Fraction(1, fps)
                    packet.pts = packet.dts = frame
                    packet.duration = 1
                    frame += 1
                    yield packet


def _sound_packets(mix: Path, stream: av.AudioStream) -> Iterator[av.Packet]:
    with soundfile.SoundFile(mix) as sound:
        at = 0
        for block in sound.blocks(_AAC_FRAME, dtype="float32", always_2d=True):
            planar = np.ascontiguousarray(block.T)
            frame = av.AudioFrame.from_ndarray(planar, format="fltp", layout="stereo")
            frame.rate, frame.pts, frame.time_base = _RATE_HZ, at, Fraction(1, _RATE_HZ)
            at += block.shape[0]
            yield from stream.encode(frame)
    yield from stream.encode(None)


def _codec_string(avcc: bytes) -> str:
    """Return the RFC 6381 name of an H.264 stream from its decoder configuration record (ISO/IEC 14496-15, 5.3.3.1)."""
    return f"avc1.{avcc[1]:02x}{avcc[2]:02x}{avcc[3]:02x}"
