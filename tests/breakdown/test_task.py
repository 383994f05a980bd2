"""The task writes one record a scene, character, prop and place."""

import json
from pathlib import Path

import pytest

from redearth.breakdown.model import Breakdown, CastList, Scene
from redearth.breakdown.task import break_down
from redearth.core.diagnostics import FilmError
from redearth.core.record import read_record, write_record
from redearth.script.parse import parse


def test_break_down(tmp_path: Path) -> None:
    """File names are slugs of identities; the lexicon of a film teaches new verbs."""
    screenplay, _ = parse(b"INT. A - DAY\n\nLIN (30s) yeets the ball. She nods.\n", "t.fountain")
    write_record(tmp_path / "screenplay.json", screenplay)
    break_down({"screenplay": tmp_path / "screenplay.json"}, {"title": "T", "lexicon": {"yeet": "THROW"}}, tmp_path / "out")
    out = tmp_path / "out"
    assert read_record(Breakdown, out / "breakdown.json").title == "T"
    assert [c.id for c in read_record(CastList, out / "cast.json").characters] == ["lin"]
    scene = read_record(Scene, out / "scenes" / "int-a-day-1.json")
    assert scene.beats[0].act and (scene.beats[0].act.primitive, scene.beats[0].act.objects) == ("THROW", ("ball",))
    assert sorted(p.name for p in (out / "props").iterdir()) == ["ball.json"]
    report = json.loads((out / "staging.json").read_bytes())
    assert report["totals"] == {"approximated": 0, "not_understood": 0, "staged": 2}
    assert report["lines"][0]["where"] == "t.fountain:3:1"


def test_a_wrong_primitive_is_named(tmp_path: Path) -> None:
    """A film's lexicon may only name primitives that exist."""
    screenplay, _ = parse(b"Lin nods.\n", "t.fountain")
    write_record(tmp_path / "screenplay.json", screenplay)
    with pytest.raises(FilmError, match="FLY"):
        break_down({"screenplay": tmp_path / "screenplay.json"}, {"lexicon": {"soar": "FLY"}}, tmp_path / "out")
