"""Assemble the timeline: scenes in running order, their shots end to end, titles and captions on top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from redearth.breakdown.model import Breakdown, Transition
from redearth.core.caption_text import reading_seconds
from redearth.core.frames import FrameRange, between
from redearth.direction.model import Blocking, Programme, ShotList
from redearth.edit.captions import caption_speech
from redearth.edit.model import Caption, Chapter, Clip, Timeline, Title
from redearth.voice.model import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class AssembleOptions:
    """Lengths of transitions, in seconds."""

    fade_s: float = 1.0
    dissolve_s: float = 0.75
    main_title_lead_s: float = 0.4
    """Black before the film's title comes up."""
    title_s: float = 2.0
    """Least time words on the picture may be cut down to so that they do not run over a cut."""


ASSEMBLE_DEFAULTS = AssembleOptions()


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneCut:
    """A scene as it comes to the cutting room: its blocking, its shots and its spoken lines by beat."""

    blocking: Blocking
    shots: ShotList
    lines: Mapping[str, Line]


def assemble(
    programme: Programme,
    breakdown: Breakdown,
    scenes: Mapping[str, SceneCut],
    title: str,
    options: AssembleOptions = ASSEMBLE_DEFAULTS,
) -> Timeline:
    """Return the film's timeline; its clips tile ``[0, programme.duration_frames)``. ``scenes`` are keyed by scene id."""
    clips: list[Clip] = []
    at = 0
    for index, entry in enumerate(programme.entries):
        clips += _black(at, entry.record.start)
        last = index == len(programme.entries) - 1
        clips += _scene_clips(scenes[entry.scene].shots, entry.record.start, programme.fps, options, last=last)
        at = entry.record.end
    clips += _black(at, programme.duration_frames)
    names = {scene.id: scene.heading for scene in breakdown.scenes}
    return Timeline(
        title=title,
        fps=programme.fps,
        duration_frames=programme.duration_frames,
        clips=tuple(clips),
        titles=_titles(programme, scenes, title, breakdown, options),
        captions=_captions(programme, breakdown, scenes),
        chapters=tuple(Chapter(name=names.get(e.scene, e.scene), frame=e.record.start) for e in programme.entries),
    )


def _black(start: int, end: int) -> list[Clip]:
    return [Clip(shot="", scene="", label="black", record=between(start, end))] if end > start else []


def _scene_clips(shots: ShotList, start: int, fps: int, options: AssembleOptions, *, last: bool) -> list[Clip]:
    labels = {card.shot: card.label for card in shots.cards}
    clips = []
    for number, shot in enumerate(shots.shots):
        first, final = number == 0, number == len(shots.shots) - 1
        transition: Transition = shots.transition_in if first else "cut"
        fades_out = final and (shots.transition_out == "fade_out" or last)
        clips.append(
            Clip(
                shot=shot.id,
                scene=shots.scene,
                label=labels.get(shot.id, shot.id),
                record=shot.range.shift(start),
                transition_in=transition,
                transition_frames=_transition_frames(transition, shot.range.duration, fps, options),
                fade_out_frames=min(shot.range.duration // 2, round(options.fade_s * fps)) if fades_out else 0,
                size=shot.size,
                subjects=shot.subjects,
            )
        )
    return clips


def _transition_frames(transition: Transition, length: int, fps: int, options: AssembleOptions) -> int:
    seconds = {"fade_in": options.fade_s, "dissolve": options.dissolve_s, "wipe": options.dissolve_s}.get(transition, 0.0)
    return min(length // 2, round(seconds * fps))


def _titles(
    programme: Programme, scenes: Mapping[str, SceneCut], title: str, breakdown: Breakdown, options: AssembleOptions
) -> tuple[Title, ...]:
    titles = []
    head = programme.entries[0].record.start if programme.entries else programme.duration_frames
    lead = round(options.main_title_lead_s * programme.fps)
    if title and head > 2 * lead + programme.fps:
        titles.append(Title(text=title, record=between(lead, head), style="main"))
    for entry in programme.entries:
        for cue in scenes[entry.scene].shots.titles:
            names_film = cue.text.casefold().strip() == title.casefold().strip()
            style = "main" if names_film else cue.style
            record = _in_one_shot(cue.range, scenes[entry.scene].shots, round(options.title_s * programme.fps))
            titles.append(Title(text=cue.text, record=record.shift(entry.record.start), style=style))
    tail = programme.entries[-1].record.end if programme.entries else programme.duration_frames
    if programme.duration_frames - tail > programme.fps:
        titles.append(Title(text=_credits(title, breakdown), record=between(tail, programme.duration_frames - lead), style="end"))
    return tuple(titles)


def _in_one_shot(record: FrameRange, shots: ShotList, least: int) -> FrameRange:
    """Return a title's range moved and cut to lie in one shot, the one it shares most frames with, when that gives time to read."""
    home = max((s.range for s in shots.shots), key=lambda r: (record.overlap(r).duration, -r.start), default=record)
    duration = min(record.duration, home.duration)
    if duration < min(least, record.duration):
        return record
    start = min(max(record.start, home.start), home.end - duration)
    return FrameRange(start=start, duration=duration)


def _credits(title: str, breakdown: Breakdown) -> str:
    lines = [title] if title else []
    if breakdown.author:
        lines.append(f"written by {breakdown.author}")
    lines.append("staged, shot, voiced and scored by Red Earth")
    return "\n".join(lines)


def _captions(programme: Programme, breakdown: Breakdown, scenes: Mapping[str, SceneCut]) -> tuple[Caption, ...]:
    names = {c.id: c.name for c in breakdown.characters}
    texts = {b.id: b.speech for s in breakdown.scenes for b in s.beats if b.speech is not None}
    captions: list[Caption] = []
    for entry in programme.entries:
        scene = scenes[entry.scene]
        for cue in sorted(scene.blocking.speeches, key=lambda s: (s.range.start, s.beat)):
            speech = texts.get(cue.beat)
            if speech is not None and speech.text.strip():
                captions += caption_speech(
                    speech.text,
                    scene.lines.get(cue.beat),
                    cue.range.shift(entry.record.start),
                    programme.fps,
                    speaker=names.get(cue.actor, cue.actor),
                    beat=cue.beat,
                    off_screen=not cue.visible,
                )
    return tuple(_without_overlap(captions, programme))


def _without_overlap(captions: Sequence[Caption], programme: Programme) -> list[Caption]:
    """Lengthen each caption to a readable time, but never into the next one (two frames apart) or past the film's end."""
    gap = 2
    ordered = sorted(captions, key=lambda c: (c.record.start, c.beat))
    out = []
    for index, caption in enumerate(ordered):
        limit = ordered[index + 1].record.start - gap if index + 1 < len(ordered) else programme.duration_frames
        end = max(caption.record.end, caption.record.start + round(reading_seconds(caption.text) * programme.fps))
        if limit > caption.record.start:
            end = min(end, limit)
        out.append(replace(caption, record=between(caption.record.start, max(caption.record.start + 1, end))))
    return out
