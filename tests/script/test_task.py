"""The task writes what the call sheet expects."""

import json
from pathlib import Path

from redearth.core.record import read_record
from redearth.script.model import Screenplay
from redearth.script.task import read


def test_read(tmp_path: Path) -> None:
    """A script becomes a record and a list of notices."""
    script = tmp_path / "a.fountain"
    script.write_text("Title: X\n\nINT. A - DAY\n\n/* open\n", encoding="utf-8")
    read({"script": script}, {"file": "shown.fountain"}, tmp_path / "out")
    screenplay = read_record(Screenplay, tmp_path / "out" / "screenplay.json")
    assert (screenplay.file, screenplay.field("title")) == ("shown.fountain", "X")
    notices = json.loads((tmp_path / "out" / "notices.json").read_bytes())
    assert notices[0]["where"] == "shown.fountain:5:1"
