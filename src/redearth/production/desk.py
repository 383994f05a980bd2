"""The desk every task passes over: one film, one office, and the breakdown once it is there."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import TypeVar

from redearth.breakdown.model import Breakdown
from redearth.build.model import Artifact, Source, Task, only
from redearth.build.office import Office
from redearth.core.diagnostics import FilmError
from redearth.core.digest import Json
from redearth.core.film_folder import Film
from redearth.core.fonts import find_cjk_font, find_latin_font, needs_cjk
from redearth.core.own_assets import OwnAsset
from redearth.core.record import read_record

T = TypeVar("T")


class Desk:
    """Names tasks, hands them to the office and reads records back."""

    def __init__(self, office: Office, film: Film, quality: str = "standard") -> None:
        self.office, self.film, self.quality = office, film, quality
        self.broken = Artifact(files=())
        """The breakdown's files."""
        self.breakdown: Breakdown
        self.line_numbers: dict[str, int] = {}
        """Which of its speaker's lines each spoken beat is, from 1."""
        self._line_of: dict[str, str] = {}
        self._given: dict[str, dict[str, Source]] = {}
        """Files read once: fonts, and each of the user's own models."""
        self.own_sets: dict[str, Artifact] = {}
        """What was read from the user's own sets, by location."""
        self.own_bodies: dict[str, Artifact] = {}
        """What was read from the user's own characters, by id."""
        self.own_motions: dict[str, Artifact] = {}
        """What was read from the user's own motions, by name."""

    def open_breakdown(self, broken: Artifact) -> Breakdown:
        """Read the breakdown and remember where each beat stands in the script."""
        self.broken = broken
        self.breakdown = self.record(Breakdown, broken, "breakdown.json")
        self._line_of = {s.beat: f"{self.film.script}:{s.span.line}" for s in self.breakdown.spans}
        lines: Counter[str] = Counter()
        for beat in (b for scene in self.breakdown.scenes for b in scene.beats):
            if beat.speech is not None:
                lines[beat.speech.speaker] += 1
                self.line_numbers[beat.id] = lines[beat.speech.speaker]
        return self.breakdown

    def with_breakdown(self, broken: Artifact) -> Desk:
        """Return a desk of the same office for another breakdown, whose beats stand in no script."""
        other = Desk(self.office, self.film, self.quality)
        other.broken, other.own_sets = broken, self.own_sets
        other.own_bodies, other.own_motions = self.own_bodies, self.own_motions
        other.breakdown = self.record(Breakdown, broken, "breakdown.json")
        return other

    def give(self, data: bytes, name: str) -> Source:
        """Take bytes the user gave as an input."""
        return only(self.office.store.put_bytes(data, name), name)

    def fonts(self, text: str) -> dict[str, Source]:
        """Return the fonts that ``text`` is set in, as inputs."""
        fonts = {"font": self.give(find_latin_font().read_bytes(), "latin")}
        if needs_cjk(text):
            fonts["font_cjk"] = self.give(find_cjk_font().read_bytes(), "cjk")
        return fonts

    def files_of(self, own: OwnAsset) -> dict[str, Source]:
        """Return the files of a model of the user's own as inputs."""
        return {
            f"file/{name}": self.give(path.read_bytes(), PurePosixPath(name).name) for name, path in sorted(own.paths.items())
        }

    def lettering(self) -> dict[str, Source]:
        """Return the fonts that signs on sets are lettered in, as far as they are installed."""
        if "fonts" not in self._given:
            found = self._given["fonts"] = {}
            for name, find in (("font", find_latin_font), ("font_cjk", find_cjk_font)):
                try:
                    found[name] = self.give(find().read_bytes(), name)
                except FilmError:  # a sign in plainer letters is no reason to stop
                    continue
        return self._given["fonts"]

    def record(self, kind: type[T], artifact: Artifact, path: str) -> T:
        """Return the record at ``path`` of an artifact."""
        return read_record(kind, self.office.store.path(artifact.file(path).files[0].digest))

    def words(self, artifact: Artifact, path: str) -> list[str]:
        """Return the list of words in a JSON file of an artifact."""
        listed: list[str] = json.loads(self.office.store.path(artifact.file(path).files[0].digest).read_bytes())
        return listed

    async def make(
        self,
        function: str,
        subject: str,
        inputs: Mapping[str, Source],
        options: Mapping[str, Json] | None = None,
        *,
        beats: Iterable[str] = (),
        frames: int = 0,
    ) -> Artifact:
        """Make ``department.task:verb`` (or ``department.package.task:verb``) on a subject; ``beats`` are the script's beats it stems from."""
        department, verb = function.partition(".")[0], function.rpartition(":")[2]
        script = tuple(sorted({self._line_of[b] for b in beats if b in self._line_of}, key=_line_number))
        task = Task(
            name=f"{department}: {verb} {subject}",
            department=department,
            function=f"redearth.{function}",
            inputs=inputs,
            options=options or {},
            script=script,
            frames=frames,
        )
        return await self.office.make(task)


def _line_number(place: str) -> int:
    return int(place.rpartition(":")[2])
