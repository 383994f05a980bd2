"""The timeline as OpenTimelineIO: a picture track, three stems, markers for scenes and captions."""

from __future__ import annotations

import opentimelineio as otio

from redearth.edit.model import Caption, Clip, Timeline

_STEMS = ("dialogue", "effects", "music")


def write_otio(timeline: Timeline, film_url: str = "release/film.mp4", stems_url: str = "stems") -> str:
    """Return the timeline as OTIO JSON; media are named relative to the folder it is written to."""
    out = otio.schema.Timeline(name=timeline.title)
    out.metadata["redearth"] = {"schema": "redearth.edit.Timeline/1"}
    picture = otio.schema.Track(name="picture", kind=otio.schema.TrackKind.Video)
    for clip in timeline.clips:
        picture.append(_clip(clip, timeline, film_url))
    for chapter in timeline.chapters:
        picture.markers.append(_marker(chapter.name, chapter.frame, 1, timeline.fps, otio.schema.MarkerColor.RED))
    for caption in timeline.captions:
        picture.markers.append(_caption_marker(caption, timeline.fps))
    out.tracks.append(picture)
    for stem in _STEMS:
        out.tracks.append(_stem(stem, timeline, stems_url))
    return str(otio.adapters.write_to_string(out, "otio_json"))


def _clip(clip: Clip, timeline: Timeline, film_url: str) -> otio.schema.Clip | otio.schema.Gap:
    source = _range(clip.record.start, clip.record.duration, timeline.fps)
    if not clip.shot:
        return otio.schema.Gap(source_range=_range(0, clip.record.duration, timeline.fps))
    reference = otio.schema.ExternalReference(
        target_url=film_url, available_range=_range(0, timeline.duration_frames, timeline.fps)
    )
    out = otio.schema.Clip(name=clip.label, source_range=source, media_reference=reference)
    out.metadata["redearth"] = {
        "shot": clip.shot,
        "scene": clip.scene,
        "transition_in": clip.transition_in,
        "transition_frames": clip.transition_frames,
        "fade_out_frames": clip.fade_out_frames,
    }
    return out


def _stem(stem: str, timeline: Timeline, stems_url: str) -> otio.schema.Track:
    track = otio.schema.Track(name=stem, kind=otio.schema.TrackKind.Audio)
    whole = _range(0, timeline.duration_frames, timeline.fps)
    reference = otio.schema.ExternalReference(target_url=f"{stems_url}/{stem}.wav", available_range=whole)
    track.append(otio.schema.Clip(name=stem, source_range=whole, media_reference=reference))
    return track


def _caption_marker(caption: Caption, fps: int) -> otio.schema.Marker:
    record = caption.record
    marker = _marker(caption.text, record.start, record.duration, fps, otio.schema.MarkerColor.CYAN)
    marker.metadata["redearth"] = {"speaker": caption.speaker, "beat": caption.beat}
    return marker


def _marker(name: str, start: int, duration: int, fps: int, color: str) -> otio.schema.Marker:
    return otio.schema.Marker(name=name, marked_range=_range(start, duration, fps), color=color)


def _range(start: int, duration: int, fps: int) -> otio.opentime.TimeRange:
    return otio.opentime.TimeRange(otio.opentime.RationalTime(start, fps), otio.opentime.RationalTime(duration, fps))
