"""Join the conformed segments and the encoded mix into the finished film, without encoding anything again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av
from av.container import OutputContainer

from redearth.master.model import Mezzanine, Rendition


def finish(segments: Sequence[Path], sound: Path, renditions: Sequence[Rendition], fps: int, out: Path) -> Mezzanine:
    """Write ``<rendition>.mp4`` (H.264 and AAC, fast start) into ``out`` for each rendition and return the master.

    ``segments`` are folders with one MP4 a rendition, in film order; ``sound`` is what :func:`redearth.master.sound.encode_sound` wrote.
    """
    frames, codecs = 0, []
    for rendition in renditions:
        frames, video = _write_film(segments, sound, rendition.name, fps, out / f"{rendition.name}.mp4")
        codecs.append(f"{video},mp4a.40.2")
    return Mezzanine(frames=frames, fps=fps, renditions=tuple(renditions), codecs=tuple(codecs))


def _write_film(segments: Sequence[Path], sound: Path, name: str, fps: int, path: Path) -> tuple[int, str]:
    with (
        av.open(str(segments[0] / f"{name}.mp4"), format="mp4") as first,
        av.open(str(sound), format="mp4") as heard,
        av.open(str(path), "w", format="mp4", options={"movflags": "+faststart", "fflags": "+bitexact"}) as film,
    ):
        template = first.streams.video[0]
        video = film.add_stream_from_template(template)
        video.time_base = Fraction(1, fps)
        codec = _codec_string(bytes(template.codec_context.extradata or b""))
        audio = film.add_stream_from_template(heard.streams.audio[0])
        packets = (packet for packet in heard.demux(audio=0) if packet.size)
        frames, waiting = 0, next(packets, None)
        for packet in _picture_packets(segments, name, fps):
            while waiting is not None and waiting.pts is not None and waiting.pts * waiting.time_base * fps < frames:
                waiting = _mux(film, audio, waiting, packets)
            packet.stream = video
            film.mux(packet)
            frames += 1
        while waiting is not None:
            waiting = _mux(film, audio, waiting, packets)
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


def _mux(film: OutputContainer, stream: av.AudioStream, packet: av.Packet, following: Iterator[av.Packet]) -> av.Packet | None:
    """Write a packet and return the next."""
    packet.stream = stream
    film.mux(packet)
    return next(following, None)


def _codec_string(avcc: bytes) -> str:
    """Return the RFC 6381 name of an H.264 stream from its decoder configuration record (ISO/IEC 14496-15, 5.3.3.1)."""
    return f"avc1.{avcc[1]:02x}{avcc[2]:02x}{avcc[3]:02x}"
