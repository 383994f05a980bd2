"""The tasks: files in, files out."""

from __future__ import annotations

from pathlib import Path

import pytest

from redearth.core.frames import FrameRange
from redearth.core.record import read_record, write_record
from redearth.core.slug import slug
from redearth.direction import task
from redearth.direction.lay_out import TAIL_S
from redearth.direction.model import Blocking, Programme, SetPlan, Shot, ShotList
from tests.direction.scripts import CAST, CITY, lines, meeting


def test_the_three_tasks_make_a_programme(tmp_path: Path) -> None:
    """A location and a scene become a set plan, blocking, shots and a running order."""
    sheet = meeting()
    write_record(tmp_path / "location.json", CITY)
    write_record(tmp_path / "scene.json", sheet)
    write_record(tmp_path / "cast.json", CAST)
    inputs = {"scene": tmp_path / "scene.json", "cast": tmp_path / "cast.json", "set_plan": tmp_path / "set" / "set_plan.json"}
    for k, line in enumerate(lines(sheet)):
        write_record(tmp_path / f"{k}.json", line)
        inputs[f"line/{k:03d}"] = tmp_path / f"{k}.json"
    for name in ("set", "direct", "programme"):
        (tmp_path / name).mkdir()
    task.plan_set({"location": tmp_path / "location.json"}, {"override": {}}, tmp_path / "set")
    task.direct(inputs, {"fps": 24, "aspect": "16:9", "style": {}}, tmp_path / "direct")
    shots = read_record(ShotList, tmp_path / "direct" / "shotlist.json")
    task.lay_out(
        {"shotlist/000": tmp_path / "direct" / "shotlist.json", "shotlist/001": tmp_path / "direct" / "shotlist.json"},
        {"fps": 24},
        tmp_path / "programme",
    )
    blocking = read_record(Blocking, tmp_path / "direct" / "blocking.json")
    assert blocking.set_plan == read_record(SetPlan, tmp_path / "set" / "set_plan.json")
    assert blocking.duration_frames == shots.duration_frames
    for shot in shots.shots:
        assert read_record(Shot, tmp_path / "direct" / "shots" / f"{slug(shot.id)}.json") == shot
    programme = read_record(Programme, tmp_path / "programme" / "programme.json")
    first, second = programme.entries
    assert first.record == FrameRange(start=12, duration=shots.duration_frames)
    assert second.record.start == first.record.end
    assert programme.duration_frames == second.record.end + round(TAIL_S * 24)


@pytest.mark.parametrize(
    ("given", "aspect"),
    [("16:9", 16 / 9), ("1280x720", 16 / 9), (2.39, 2.39), ("9:16", 9 / 16), (None, 16 / 9), ("wide", 16 / 9)],
)
def test_aspects_are_read_as_people_write_them(given: object, aspect: float) -> None:
    """Ratios, sizes and numbers; nonsense falls back to 16:9."""
    assert task.aspect_of(given) == pytest.approx(aspect)  # type: ignore[arg-type]
