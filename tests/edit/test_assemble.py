"""The timeline tiles the film, titles and captions ride at the right frames, and OTIO reads it back."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from itertools import pairwise

import opentimelineio as otio
import pytest

from redearth.breakdown.model import Beat, BeatSpan, Breakdown, Character, Scene, Speech
from redearth.core.frames import between
from redearth.core.span import Span
from redearth.direction.model import (
    Blocking,
    Bounds,
    CameraSample,
    Programme,
    ProgrammeEntry,
    SetPlan,
    Shot,
    ShotCard,
    ShotList,
    SpeechCue,
    TitleCue,
)
from redearth.edit.assemble import SceneCut, assemble
from redearth.edit.captions import caption_speech
from redearth.edit.model import Timeline
from redearth.edit.otio import write_otio
from redearth.edit.shots_csv import write_shots_csv
from redearth.voice.model import Line, Word

TEXT = "We kept the seeds & <forgot> the ground."
PLAN = SetPlan(
    id="hall",
    kit="vault",
    fallback=False,
    interior=True,
    bounds=Bounds(min_x_m=-5, max_x_m=5, min_z_m=-5, max_z_m=5),
    anchors=(),
    pieces=(),
)


def _shot(scene: str, name: str, start: int, end: int) -> Shot:
    sample = CameraSample(position_m=(0, 1.6, 4), rotation=(1, 0, 0, 0), focal_mm=35, focus_m=3)
    return Shot(
        id=f"{scene}.{name}",
        scene=scene,
        range=between(start, end),
        role="single",
        size="MS",
        move="STATIC",
        subjects=("ma",),
        camera=(sample,) * (end - start),
    )


def _scene(scene: str, lengths: tuple[int, ...], **changes: object) -> SceneCut:
    edges = [sum(lengths[:i]) for i in range(len(lengths) + 1)]
    shots = tuple(_shot(scene, f"s{i}", a, b) for i, (a, b) in enumerate(pairwise(edges)))
    cards = tuple(
        ShotCard(shot=s.id, label=f"{scene}{i}", reason="=cmd", beats=(f"{scene}/ma.says.1",)) for i, s in enumerate(shots)
    )
    blocking = Blocking(
        scene=scene,
        set_plan=PLAN,
        time_of_day="day",
        weather=(),
        fps=24,
        duration_frames=edges[-1],
        timings=(),
        tracks=(),
        cues=(),
        speeches=(SpeechCue(beat=f"{scene}/ma.says.1", actor="ma", range=between(4, 30)),),
        props=(),
        events=(),
    )
    titles = (TitleCue(beat="t", text="LATER", range=between(2, 20)),)
    shot_list = ShotList(scene=scene, duration_frames=edges[-1], shots=shots, cards=cards, titles=titles, **changes)  # type: ignore[arg-type]
    return SceneCut(blocking=blocking, shots=shot_list, lines={})


def _breakdown() -> Breakdown:
    def scene(name: str) -> Scene:
        beat = Beat(id=f"{name}/ma.says.1", kind="speech", text=TEXT, speech=Speech(speaker="ma", text=TEXT))
        return Scene(
            id=name,
            number="1",
            heading=f"INT. {name}",
            location="hall",
            interior=True,
            exterior=False,
            time_of_day="day",
            beats=(beat,),
        )

    return Breakdown(
        title="Film",
        author="A. Writer",
        synopsis="",
        file="f.fountain",
        scenes=(scene("a"), scene("b")),
        characters=(Character(id="ma", name="ELDER MA"),),
        props=(),
        locations=(),
        spans=(BeatSpan(beat="a/ma.says.1", span=Span(line=7)),),
        staging=(),
    )


@pytest.fixture
def timeline() -> Timeline:
    """Two scenes with black around them; the second dissolves in."""
    entries = (ProgrammeEntry(scene="a", record=between(80, 130)), ProgrammeEntry(scene="b", record=between(130, 170)))
    programme = Programme(fps=24, duration_frames=260, entries=entries)
    scenes = {"a": _scene("a", (20, 30), transition_in="fade_in"), "b": _scene("b", (25, 15), transition_in="dissolve")}
    return assemble(programme, _breakdown(), scenes, "Film")


def test_clips_tile_the_film(timeline: Timeline) -> None:
    """No frame is missing and none is shown twice."""
    at = 0
    for clip in timeline.clips:
        assert clip.record.start == at
        at = clip.record.end
    assert at == timeline.duration_frames == 260
    assert [c.shot for c in timeline.clips] == ["", "a.s0", "a.s1", "b.s0", "b.s1", ""]


def test_transitions_stand_at_scene_edges(timeline: Timeline) -> None:
    """The first scene fades in, the second dissolves in, the last fades out; no transition is longer than half its shot."""
    by_shot = {c.shot: c for c in timeline.clips if c.shot}
    assert (by_shot["a.s0"].transition_in, by_shot["a.s0"].transition_frames) == ("fade_in", 10)
    assert by_shot["a.s1"].transition_in == "cut"
    assert (by_shot["b.s0"].transition_in, by_shot["b.s0"].transition_frames) == ("dissolve", 12)
    assert by_shot["b.s1"].fade_out_frames == 7


def test_titles_and_captions_are_in_film_frames(timeline: Timeline) -> None:
    """Scene frames are shifted by the scene's start; captions carry the dialogue byte for byte and the name as written."""
    assert [(t.style, t.record.start) for t in timeline.titles] == [("main", 10), ("super", 82), ("super", 132), ("end", 170)]
    first = timeline.captions[0]
    assert (first.record.start, first.text, first.speaker) == (84, TEXT, "ELDER MA")


def test_a_title_that_names_the_film_is_the_main_title() -> None:
    """A SUPER of the film's own name is set large."""
    scenes = {"a": _scene("a", (20, 30))}
    programme = Programme(fps=24, duration_frames=50, entries=(ProgrammeEntry(scene="a", record=between(0, 50)),))
    assert [t.style for t in assemble(programme, _breakdown(), scenes, "Later").titles] == ["main"]


def test_long_speech_is_cut_on_its_words() -> None:
    """Pieces of a long speech start with their first word and rejoin to the text."""
    text = " ".join(f"word{i}" for i in range(40))
    words = tuple(Word(text=f"word{i}", start_s=i * 0.25, end_s=i * 0.25 + 0.2) for i in range(40))
    line = Line(beat="b", character="ma", text=text, duration_s=10, phonemes=(), words=words)
    captions = caption_speech(text, line, between(100, 340), 24, speaker="MA", beat="b", off_screen=False)
    assert " ".join(c.text for c in captions) == text
    counts = [len(c.text.split()) for c in captions]
    assert [c.record.start for c in captions] == [100 + int(sum(counts[:i]) * 0.25 * 24) for i in range(len(captions))]
    assert captions[-1].record.end == 340


@pytest.mark.parametrize(
    ("lengths", "at", "expected"),
    [
        ((60, 60), (12, 84), (0, 60)),  # cut down to its shot, still 2.5 s
        ((60, 90), (40, 100), (60, 120)),  # moved into the shot that holds most of it
        ((20, 20, 20), (4, 56), (4, 56)),  # no shot is long enough to read it: it runs on
    ],
)
def test_words_stay_inside_a_shot(lengths: tuple[int, ...], at: tuple[int, int], expected: tuple[int, int]) -> None:
    """A title does not run over a cut while a shot has two seconds for it, and is never moved out of its scene."""
    cut = _scene("a", lengths)
    cut = replace(cut, shots=replace(cut.shots, titles=(TitleCue(beat="t", text="LATER", range=between(*at)),)))
    entry = ProgrammeEntry(scene="a", record=between(12, 12 + sum(lengths)))
    programme = Programme(fps=24, duration_frames=entry.record.end + 12, entries=(entry,))
    (title,) = assemble(programme, _breakdown(), {"a": cut}, "Film").titles
    assert (title.record.start - 12, title.record.end - 12) == expected


def test_captions_follow_words_the_voice_takes_apart() -> None:
    """Numbers and Chinese, which the voice says in smaller pieces than the script writes, still start each caption on its word."""
    text = "我们在地下守了四十一年的种子，每天数一遍。可是没有一个人，记得土地是什么样子的。"
    words = tuple(Word(text=c, start_s=i * 0.2, end_s=i * 0.2 + 0.2) for i, c in enumerate(text))
    line = Line(beat="b", character="ma", text=text, duration_s=8, phonemes=(), words=words)
    first, second = caption_speech(text, line, between(0, 240), 24, speaker="MA", beat="b", off_screen=False)
    assert first.text + second.text == text
    assert second.record.start == int(len(first.text) * 0.2 * 24)


def test_captions_stand_long_enough_to_read() -> None:
    """A line said fast stays until it can be read, unless the next one needs its place."""
    cut = _scene("a", (200, 300))
    quick = replace(cut.blocking, speeches=(SpeechCue(beat="a/ma.says.1", actor="ma", range=between(4, 10)),))
    entry = ProgrammeEntry(scene="a", record=between(0, 500))
    programme = Programme(fps=24, duration_frames=500, entries=(entry,))
    (caption,) = assemble(programme, _breakdown(), {"a": replace(cut, blocking=quick)}, "Film").captions
    assert len(TEXT) / (caption.record.duration / 24) <= 17.5
    twice = replace(quick, speeches=(*quick.speeches, SpeechCue(beat="a/ma.says.1", actor="ma", range=between(30, 60))))
    first, second = assemble(programme, _breakdown(), {"a": replace(cut, blocking=twice)}, "Film").captions
    assert first.record.end == second.record.start - 2


def test_otio_reads_the_timeline_back(timeline: Timeline) -> None:
    """The library reads what was written: the same clips at the same times, three stems, markers for scenes and captions."""
    back = otio.adapters.read_from_string(write_otio(timeline), "otio_json")
    picture = back.tracks[0]
    assert picture.duration().value == timeline.duration_frames
    assert [(c.name, c.source_range.start_time.value) for c in picture.find_clips()] == [
        (c.label, c.record.start) for c in timeline.clips if c.shot
    ]
    assert [t.name for t in back.audio_tracks()] == ["dialogue", "effects", "music"]
    assert len(picture.markers) == len(timeline.chapters) + len(timeline.captions)


def test_the_shot_table_is_safe_and_traces_to_the_script(timeline: Timeline) -> None:
    """A row a shot, script lines named, and no cell that a spreadsheet would run."""
    rows = list(
        csv.DictReader(
            io.StringIO(write_shots_csv(timeline, [_scene("a", (20, 30)).shots, _scene("b", (25, 15)).shots], _breakdown()))
        )
    )
    assert [r["shot"] for r in rows] == ["a.s0", "a.s1", "b.s0", "b.s1"]
    assert rows[0]["script_lines"] == "7"
    assert rows[0]["reason"] == "'=cmd"
