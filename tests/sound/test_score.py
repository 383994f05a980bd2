"""The score: a theme of its own, cues that follow the story, voices that move little, sound that starts and ends softly."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from redearth.breakdown.model import Scene
from redearth.core.frames import FrameRange
from redearth.direction.model import BeatTiming, Blocking, Programme, ProgrammeEntry
from redearth.sound import ensemble, solo, struck
from redearth.sound.compose import compose
from redearth.sound.cues import MusicCue, plan_cues
from redearth.sound.harmony import PROGRESSIONS, lead_voices, pitch_classes, progression
from redearth.sound.score import play_score
from redearth.sound.theme import hertz, theme_of
from tests.sound.scenes import FPS, blocking, event, renamed


def _programme(*seconds: float, lead_s: float = 1.0) -> Programme:
    at, entries = int(lead_s * FPS), []
    for number, length_s in enumerate(seconds):
        entries.append(ProgrammeEntry(scene=f"s{number}", record=FrameRange(start=at, duration=int(length_s * FPS))))
        at += int(length_s * FPS)
    return Programme(fps=FPS, duration_frames=at + FPS, entries=tuple(entries))


def _scene(seconds: float, *beats: tuple[float, float], name: str, silence_s: float | None = None) -> Blocking:
    """Return a scene whose tension steps through (length in seconds, tension)."""
    events = (event("silence", int(silence_s * FPS), 24),) if silence_s is not None else ()
    scene = renamed(blocking(int(seconds * FPS), events=events), name)
    timings, at = [], 0
    for index, (length_s, _) in enumerate(beats):
        timings.append(BeatTiming(beat=f"{name}/{index}", range=FrameRange(start=at, duration=int(length_s * FPS))))
        at += int(length_s * FPS)
    return Blocking(
        **{
            **{f: getattr(scene, f) for f in Blocking.__dataclass_fields__},
            "timings": tuple(timings),
            "tension": tuple(t for _, t in beats),
        }
    )  # fmt: skip


def _story() -> tuple[Programme, dict[str, Blocking]]:
    programme = _programme(20, 24, 20)
    scenes = {
        "s0": _scene(20, (12, 0.2), (8, 0.5), name="s0"),
        "s1": _scene(24, (18, 0.9), (6, 0.3), name="s1", silence_s=18.0),
        "s2": _scene(20, (20, 0.2), name="s2"),
    }
    return programme, scenes


def test_cues_follow_the_story() -> None:
    """Calm opens, tension turns uneasy, danger runs, silence stays silent, and the end hopes."""
    programme, scenes = _story()
    cues = plan_cues(programme, scenes, {})
    assert [c.mood for c in cues] == ["open", "unease", "chase", "hope"]
    assert all(a.end_s <= b.start_s + 1e-9 for a, b in pairwise(cues))
    chase, hope = cues[2], cues[3]
    assert 1 + 20 + 16 < chase.end_s < 1 + 20 + 18.5
    assert hope.last and hope.end_s == pytest.approx(programme.duration_frames / FPS - 0.4)


def test_a_note_of_the_writer_wins() -> None:
    """``[[music: dread]]`` makes a calm scene uneasy, ``[[music: none]]`` leaves it alone."""

    def scene(note: str) -> Scene:
        return Scene(
            id="s0", number="1", heading="", location="x", interior=True, exterior=False, time_of_day="day", notes=(note,)
        )

    programme, scenes = _programme(12), {"s0": _scene(12, (12, 0.1), name="s0")}
    assert [c.mood for c in plan_cues(programme, scenes, {"s0": scene("music: dread")})] == ["unease"]
    assert plan_cues(programme, scenes, {"s0": scene("music: none")}) == ()


def test_long_quiet_scenes_have_rests() -> None:
    """Ten calm minutes are played in phrases with rests between them, not without end."""
    cues = plan_cues(_programme(600), {"s0": _scene(600, (600, 0.2), name="s0")}, {})
    assert len(cues) > 5 and all(b.start_s - a.end_s > 10 for a, b in pairwise(cues))


def test_films_have_their_own_theme() -> None:
    """Equal words give the equal theme; among twenty titles there are many themes."""
    assert theme_of("Red Earth") == theme_of("Red Earth")
    assert len({theme_of(f"film {n}") for n in range(20)}) > 17


@pytest.mark.parametrize("mood", sorted(PROGRESSIONS))
def test_voices_move_little_and_never_cross(mood: str) -> None:
    """Each voice moves by a fifth at most, voices stay in order, and every chord is complete."""
    chords = progression(mood, 9)
    voicings = lead_voices(chords, 36)
    for chord, voices in zip(chords, voicings, strict=True):
        assert list(voices) == sorted(set(voices))
        assert set(pitch_classes(chord, 36)) <= {v % 12 for v in voices}
    for before, after in pairwise(voicings):
        assert max(abs(a - b) for a, b in zip(before, after, strict=True)) <= 7
        assert sum(abs(a - b) for a, b in zip(before, after, strict=True)) <= 14


@pytest.mark.parametrize("mood", sorted(PROGRESSIONS))
@pytest.mark.parametrize("length_s", [1.2, 6.0, 31.0])
def test_cues_of_any_length_can_be_written(mood: str, length_s: float) -> None:
    """Every mood gives notes for a short and a long cue, none before it, dynamics within 0 to 1, the same each time."""
    cue = MusicCue(
        scene="s", ordinal=0, mood=mood, start_s=3.0, end_s=3.0 + length_s, intensity=0.7, hits_s=(3.5,), last=mood == "hope"
    )  # type: ignore[arg-type]
    notes = compose(theme_of("x"), cue)
    assert notes and notes == compose(theme_of("x"), cue)
    assert all(n.start_s >= 3.0 - 1e-9 and n.duration_s > 0 for n in notes)
    assert all(0 <= d <= 1.2 for n in notes for d in n.dynamics)


def test_the_theme_returns_changed() -> None:
    """The motif's contour is heard in the opening and at the end, in another mode."""
    theme = theme_of("Red Earth")

    def melody(mood: str, instrument: str) -> list[float]:
        cue = MusicCue(scene="s", ordinal=0, mood=mood, start_s=0.0, end_s=30.0, intensity=0.3)  # type: ignore[arg-type]
        return [n.pitch for n in compose(theme, cue) if n.instrument == instrument][: len(theme.motif)]

    opened, ended = melody("open", "flute"), melody("hope", "flute")
    assert [np.sign(b - a) for a, b in pairwise(opened)] == [np.sign(b - a) for a, b in pairwise(ended)]


@pytest.mark.parametrize(
    "section", [ensemble.STRINGS, ensemble.PAD, ensemble.BRASS, ensemble.CHOIR, ensemble.DRONE, ensemble.TREMOLO]
)
def test_sections_are_in_tune(section: ensemble.Section) -> None:
    """The strongest partials lie on the note's harmonics; nothing is out of range."""
    sound = ensemble.play_section(section, 220.0, 2.0, np.array([0.6, 0.8]), np.random.default_rng(1))
    assert np.isfinite(sound).all() and 0.005 < np.abs(sound).max() < 0.9
    spectrum = np.abs(np.fft.rfft(sound[:, 0]))
    peak_hz = np.fft.rfftfreq(len(sound), 1 / 48_000)[int(np.argmax(spectrum))]
    harmonic = round(peak_hz / 220.0)
    assert harmonic >= 1 and abs(1200 * np.log2(peak_hz / (220.0 * harmonic))) < 45


@pytest.mark.parametrize("player", [solo.bowed, solo.stroke, solo.flute])
def test_soloists_are_in_tune(player: object) -> None:
    """A player's tone has its fundamental within a third of a semitone."""
    sound = player(hertz(57), 1.0, 0.8, np.random.default_rng(1))  # type: ignore[operator]
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 1 << 17))
    hz = np.fft.rfftfreq(1 << 17, 1 / 48_000)
    near = (hz > 190) & (hz < 255)
    assert abs(1200 * np.log2(hz[near][np.argmax(spectrum[near])] / 220.0)) < 35


@pytest.mark.parametrize("strike", [struck.felt_piano, struck.harp, struck.bell, struck.great_drum, struck.pulse])
def test_struck_sounds_start_fast_and_end_quietly(strike: object) -> None:
    """Energy lies in the first half; the end is silent; a harder stroke is louder."""
    soft, hard = (strike(110.0, d, np.random.default_rng(1)) for d in (0.3, 1.0))  # type: ignore[operator]
    half = len(hard) // 2
    assert np.sum(hard[:half] ** 2) > 4 * np.sum(hard[half:] ** 2)
    assert np.abs(hard[-10:]).max() < 1e-3 and np.abs(hard).max() > 1.3 * np.abs(soft).max()


def _played(programme: Programme, scenes: dict[str, Blocking]) -> np.ndarray:
    return np.concatenate(list(play_score(programme, scenes, {}, "Red Earth"))).astype(float)


def test_the_score_is_soft_at_its_edges_and_silent_in_silence() -> None:
    """The music starts and ends near nothing, is heard in between, falls to nothing in the hush, and never clips."""
    programme = _programme(10, 9)
    music = _played(
        programme, {"s0": _scene(10, (5, 0.9), (5, 0.9), name="s0", silence_s=5.0), "s1": _scene(9, (9, 0.2), name="s1")}
    )
    assert len(music) == programme.duration_frames * 2000
    assert np.abs(music[:100]).max() < 1e-3 and np.abs(music[-100:]).max() < 1e-3 and np.abs(music).max() < 1.0

    def level_db(start_s: float, end_s: float) -> float:
        return float(10 * np.log10(np.mean(music[int(start_s * 48_000) : int(end_s * 48_000)] ** 2) + 1e-12))

    assert level_db(3, 5) > -35 and level_db(14, 18) > -40
    assert level_db(9.2, 10) < level_db(3, 5) - 18


@pytest.mark.parametrize("seconds", [(), (2.0,)])
def test_tiny_films_have_a_score(seconds: tuple[float, ...]) -> None:
    """A film without scenes is silent music of the right length; two seconds are played without a crash."""
    programme = _programme(*seconds)
    music = _played(programme, {})
    assert len(music) == programme.duration_frames * 2000 and np.isfinite(music).all()
