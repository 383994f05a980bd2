"""The table of a film's performances: what it says, in which shot, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

from redearth.cli.check_performance import failed_bars, report_lines
from redearth.core.frames import FrameRange
from redearth.direction.model import Shot, ShotCard, ShotList
from redearth.production.measure import Rehearsal, worst
from redearth.stage.measure.findings import BARS, Finding, Measure, SceneMeasures, measured
from tests.cli.test_cli import redearth

SCRIPT = "Title: Small\n\nINT. TUNNEL - NIGHT\n\nMARA (40s) walks in. She stops.\n\nMARA\nMaybe somebody left the lamp burning.\n"


def _shot(name: str, start: int, duration: int) -> Shot:
    return Shot(
        id=name, scene="s", range=FrameRange(start=start, duration=duration), role="single", size="MS", move="STATIC",
        subjects=("lin",), camera=(),
    )  # fmt: skip


def _rehearsal(*measures: Measure) -> Rehearsal:
    shots = (_shot("a", 0, 40), _shot("b", 40, 60))
    cards = tuple(ShotCard(shot=s.id, label=label, reason="", beats=()) for s, label in zip(shots, ("1A", "1B"), strict=True))
    cut = ShotList(scene="s", duration_frames=100, shots=shots, cards=cards, titles=())
    return Rehearsal(scenes=((cut, SceneMeasures(scene="s", frames=100, people=1, measures=measures)),))


def _slide(frame: int, value: float) -> Finding:
    return Finding(check="feet", actor="lin", frame=frame, value=value, what="leftFoot")


def test_a_finding_names_its_shot_and_the_command_that_draws_it() -> None:
    """Scene frame 57 is frame 17 of shot 1B; the bar that fails is named."""
    rehearsal = _rehearsal(measured("feet", [0.1, 0.2, 23.0], [_slide(57, 23.0)]), measured("lag", [0.4], []))
    lines = report_lines(rehearsal, Path("my film"), failed_bars([rehearsal.scenes[0][1]]))
    text = "\n".join(lines)
    assert "redearth shoot 'my film' 1B --frame 17" in text and "23 mm (bar 10): lin, leftFoot; s, frame 57" in text
    assert lines[-1] == "fails: feet"
    assert any("FAILS s" in line and BARS["feet"].title in line for line in lines)


def test_medians_have_bars_too() -> None:
    """Steps that all slide a little fail, though none slides far."""
    good, bad = measured("feet", [0.1] * 5 + [9.0], []), measured("feet", [3.0] * 6, [])
    assert failed_bars([_rehearsal(good).scenes[0][1]]) == [] and failed_bars([_rehearsal(bad).scenes[0][1]]) == ["feet"]
    assert report_lines(_rehearsal(good), Path("f"), [])[-1] == "every bar holds"


def test_the_worst_of_every_check_come_first() -> None:
    """One check's many findings do not hide another's."""
    pop = Finding(check="pops", actor="wei", frame=3, value=1.2, what="head jerks")
    scene = _rehearsal(measured("feet", [30.0, 20.0], [_slide(5, 20.0), _slide(9, 30.0)]), measured("pops", [1.2], [pop])).scenes[
        0
    ][1]
    assert [(f.check, f.value) for _, f in worst([scene], 2)] == [("feet", 30.0), ("pops", 1.2)]


def test_a_script_is_performed_and_measured(tmp_path: Path) -> None:
    """JSON of every check with bars and replay commands, by the exit code that goes with it; nothing is drawn."""
    (tmp_path / "small.fountain").write_text(SCRIPT)
    result = redearth("check", "small.fountain", "--performance", "--json", cwd=tmp_path)
    document = json.loads(result.stdout)
    assert result.returncode == (1 if document["failed"] else 0), result.stderr
    (scene,) = document["scenes"]
    assert [m["check"] for m in scene["measures"]] == list(document["bars"]) and scene["people"] == 1
    counts = {m["check"]: m["samples"] for m in scene["measures"]}
    assert counts["feet"] and counts["pops"] and counts["ground"] and counts["closures"] == 7
    assert all("--frame" in f["replay"] for m in scene["measures"] for f in m["findings"])
    assert not list((tmp_path / "small.film" / "out").rglob("*.png"))
    table = redearth("check", "small.fountain", "--performance", cwd=tmp_path)
    assert table.returncode == result.returncode and BARS["pops"].title in table.stdout
