"""Block a scene: one continuous performance, planned group by group in local time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from redearth.breakdown.model import Beat, CastList, Scene
from redearth.core.frames import between
from redearth.direction.blocking import assemble
from redearth.direction.blocking.assemble import Played
from redearth.direction.blocking.grouping import Group, group_beats
from redearth.direction.blocking.opening import entering, open_scene
from redearth.direction.blocking.play import play
from redearth.direction.blocking.scenario import OwnPerformers, Scenario, Standing, scenario_of
from redearth.direction.blocking.terms import Doing, Staged
from redearth.direction.blocking.units import units_of
from redearth.direction.model import BeatTiming, Blocking, SetPlan
from redearth.direction.sets.dressing import dressed
from redearth.voice.model import Line

_LEAST_S = 2.0
_PLACE_ALONE_S = 4.0
"""A scene without people is an establishing shot of the place."""
_TAIL_S = 0.4
_FADE_TAIL_S = 1.3


def block(
    scene: Scene, cast: CastList, plan: SetPlan, lines: Iterable[Line], fps: int, own: OwnPerformers | None = None
) -> Staged:
    """Return the staged scene; ``own`` is what the user's own cast and motions say.

    Every movement ends on a mark by the end of its group of beats, and what a group does depends on the marks before it and its
    own beats alone: a longer line moves what follows in time and changes nothing else.
    """
    scene = replace(scene, beats=eased(scene.beats))
    sc = scenario_of(scene, cast, plan, fps, own)
    opening = open_scene(sc)
    seconds = {line.beat: line.duration_s for line in lines}
    played: list[Played] = []
    standing, at = opening, 0
    opener = _opener(sc)
    if opener is not None:
        played.append(Played(start=0, frames=opener.frames, doings=(opener,), before=standing, after=standing))
        at = opener.frames
    groups = group_beats(scene, sc.actors, entering(sc))
    for index, group in enumerate(groups):
        stops = _stops(groups[index + 1] if index + 1 < len(groups) else None)
        before = standing
        doings, standing = play(sc, before, group, seconds, first=index == 0 and at == 0, stops_next=stops)
        frames = max(d.end for d in doings)
        played.append(Played(start=at, frames=frames, doings=doings, before=before, after=standing))
        at += frames
    played = _with_tail(sc, played)
    return _staged(sc, opening, played)


def eased(beats: tuple[Beat, ...]) -> tuple[Beat, ...]:
    """Return the beats with tension eased over their neighbours, so that one calm clause does not slow a chase down."""
    out = []
    for k, beat in enumerate(beats):
        around = max((b.tension for b in beats[max(0, k - 2) : k + 2]), default=0.0)
        out.append(replace(beat, tension=round(max(beat.tension, 0.85 * around), 3)))
    return tuple(out)


def _staged(sc: Scenario, opening: Standing, played: list[Played]) -> Staged:
    total = played[-1].start + played[-1].frames
    floor, crown, here = assemble.tracks(sc, opening, played, total)
    timed = [(d, g) for g in played for d in g.doings if d.beat in sc.scene.beats]
    timed = list({d.beat.id: (d, g) for d, g in reversed(timed)}.values())[::-1]
    order = {b.id: k for k, b in enumerate(sc.scene.beats)}
    timed.sort(key=lambda row: order[row[0].beat.id])
    blocking = Blocking(
        scene=sc.scene.id,
        set_plan=dressed(sc.plan, sc.scene.time_of_day, sc.scene.weather),
        time_of_day=sc.scene.time_of_day,
        weather=sc.scene.weather,
        fps=sc.fps,
        duration_frames=total,
        timings=tuple(
            BeatTiming(beat=d.beat.id, range=between(g.start + d.start, g.start + min(g.frames, d.end))) for d, g in timed
        ),
        tracks=assemble.track_records(sc, floor, here),
        cues=(*assemble.lying_cues(opening, played), *assemble.cues(played)),
        speeches=assemble.speeches(played),
        props=assemble.prop_holds(opening, played, total, here),
        events=assemble.events(played),
        tension=tuple(d.beat.tension for d, _ in timed),
    )
    return Staged(
        blocking=blocking, units=units_of(sc, played, total, floor), actors=sc.actors, floor=floor, crown_m=crown, here=here
    )  # fmt: skip


def _opener(sc: Scenario) -> Doing | None:
    """A scene that opens on a line, or on nothing, gets a moment to see where we are."""
    beats = sc.scene.beats
    if beats and beats[0].speech is None:
        return None
    empty_s = 3.0 if sc.actors else _PLACE_ALONE_S
    seconds = empty_s if not beats else 1.2 if sc.scene.continuous else 2.2
    beat = Beat(id=f"{sc.scene.id}/opening", kind="hold", text="", tension=beats[0].tension if beats else 0.2)
    return Doing(beat=beat, start=0, frames=sc.frames(seconds))


def _stops(group: Group | None) -> frozenset[str]:
    if group is None or group.beats[0].act is None or group.beats[0].act.primitive != "STOP":
        return frozenset()
    return frozenset(group.beats[0].act.actors)


def _with_tail(sc: Scenario, played: list[Played]) -> list[Played]:
    tail = _FADE_TAIL_S if sc.scene.transition_out in ("fade_out", "dissolve") else _TAIL_S
    total = played[-1].start + played[-1].frames
    least = _PLACE_ALONE_S if not sc.actors else _LEAST_S
    frames = max(sc.frames(tail), sc.frames(least) - total)
    return [*played[:-1], replace(played[-1], frames=played[-1].frames + frames)]
