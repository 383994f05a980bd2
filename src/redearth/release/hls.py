"""HLS as CMAF (RFC 8216, ISO/IEC 23000-19): a ladder of pictures, one sound, captions in every language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av

from redearth.master.model import Mezzanine
from redearth.release.model import language_name

_SEGMENT_S = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """One media playlist and what the master playlist says of it."""

    name: str
    peak_bps: int
    average_bps: int


def write_hls(master: Mezzanine, films: Mapping[str, Path], captions: Mapping[str, str], language: str, out: Path) -> None:
    """Write ``master.m3u8``, its playlists and segments into ``out``.

    ``films`` are the mastered MP4 files by rendition; ``captions`` WebVTT texts by language.
    """
    out.mkdir(parents=True)
    duration = Fraction(master.frames, master.fps)
    first = films[master.renditions[0].name]
    audio = _write_playlist(first, "audio", "audio", out, duration)
    ladders = [_write_playlist(films[r.name], r.name, "video", out, duration) for r in master.renditions]
    for code, text in captions.items():
        _write_captions(code, text, duration, out)
    (out / "master.m3u8").write_text(_master_playlist(master, ladders, audio, list(captions), language), encoding="utf-8")


def _write_playlist(film: Path, name: str, kind: str, out: Path, duration: Fraction) -> Ladder:
    folder = out / name
    folder.mkdir()
    options = {
        "hls_time": str(_SEGMENT_S),
        "hls_segment_type": "fmp4",
        "hls_playlist_type": "vod",
        "hls_fmp4_init_filename": "init.mp4",
        "hls_segment_filename": str(folder / "%04d.m4s"),
        "hls_flags": "independent_segments",
        "fflags": "+bitexact",
        "hls_segment_options": "fflags=+bitexact",
    }
    with (
        av.open(str(film), format="mp4") as source,
        av.open(str(folder / "media.m3u8"), "w", format="hls", options=options) as target,
    ):
        stream = source.streams.video[0] if kind == "video" else source.streams.audio[0]
        copy = target.add_stream_from_template(stream)
        for packet in source.demux(stream):
            primes = packet.pts is not None and packet.pts < 0  # the coder's run-in: a stream has no edit list to hide it
            if packet.size and not primes:
                packet.stream = copy
                target.mux(packet)
    bits = [p.stat().st_size * 8 for p in sorted(folder.glob("*.m4s"))]
    lines = (folder / "media.m3u8").read_text(encoding="utf-8").splitlines()
    lengths_s = [float(line.removeprefix("#EXTINF:").rstrip(",")) for line in lines if line.startswith("#EXTINF:")]
    return Ladder(name=name, peak_bps=_peak_bps(bits, lengths_s), average_bps=round(sum(bits) / float(duration)))


def _peak_bps(bits: Sequence[int], lengths_s: Sequence[float]) -> int:
    """Return the greatest rate of any run of segments between 0.5 and 1.5 target durations long (RFC 8216, 4.1)."""
    target_s = max(round(max(lengths_s)), 1)
    peak = 0.0
    for first in range(len(bits)):
        for end in range(first + 1, len(bits) + 1):
            length_s = sum(lengths_s[first:end])
            if length_s > 1.5 * target_s:
                break
            if length_s >= 0.5 * target_s:
                peak = max(peak, sum(bits[first:end]) / length_s)
    return round(peak or sum(bits) / sum(lengths_s))


def _write_captions(code: str, text: str, duration: Fraction, out: Path) -> None:
    folder = out / f"captions-{code}"
    folder.mkdir()
    head, _, rest = text.partition("\n\n")
    timed = f"{head}\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n\n{rest}"
    (folder / "captions.vtt").write_text(timed, encoding="utf-8")
    lines = [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        f"#EXT-X-TARGETDURATION:{-(-duration.numerator // duration.denominator)}",
        "#EXT-X-PLAYLIST-TYPE:VOD",
        f"#EXTINF:{float(duration):.5f},",
        "captions.vtt",
        "#EXT-X-ENDLIST",
    ]
    (folder / "media.m3u8").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _master_playlist(master: Mezzanine, ladders: Sequence[Ladder], audio: Ladder, languages: Sequence[str], own: str) -> str:
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    lines.append(
        f'#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="{language_name(own)}",LANGUAGE="{own}",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="audio/media.m3u8"'
    )
    for code in languages:
        default = "YES" if code == own else "NO"
        lines.append(
            f'#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="captions",NAME="{language_name(code)}",LANGUAGE="{code}",DEFAULT={default},AUTOSELECT=YES,'
            f'FORCED=NO,URI="captions-{code}/media.m3u8"'
        )
    for rendition, ladder, codecs in zip(master.renditions, ladders, master.codecs, strict=True):
        captions = ',SUBTITLES="captions"' if languages else ""
        lines.append(
            f"#EXT-X-STREAM-INF:BANDWIDTH={ladder.peak_bps + audio.peak_bps},AVERAGE-BANDWIDTH={ladder.average_bps + audio.average_bps},"
            f'CODECS="{codecs}",RESOLUTION={rendition.width_px}x{rendition.height_px},FRAME-RATE={master.fps:.3f},AUDIO="sound"{captions}'
        )
        lines.append(f"{ladder.name}/media.m3u8")
    return "\n".join(lines) + "\n"
