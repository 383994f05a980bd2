"""What is counted of a directed scene, on the geometry of its finished shots and not on the costs that chose them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass, field, fields

import numpy as np

from redearth.breakdown.model import Scene
from redearth.core.space import matrix_from_quat, wrap_angle
from redearth.direction.blocking.terms import F64, Staged
from redearth.direction.camera.optics import half_tangents
from redearth.direction.camera.sight import Scenery, scenery_of
from redearth.direction.model import CameraSample, Shot, ShotList

ASPECT = 16 / 9
FPS = 24
READABLE = 1 / 16
PEAK = 0.6
STEP = 4


@dataclass(kw_only=True)
class Card:
    """What is counted of one script."""

    script: str
    scenes: int = 0
    shots: int = 0
    seconds: float = 0.0
    spoken: float = 0.0
    faced: float = 0.0
    speakers: int = 0
    singled: int = 0
    headless: int = 0
    late: int = 0
    cuts: int = 0
    jumps: int = 0
    flips: int = 0
    short: int = 0
    short_calm: int = 0
    slowest: float = 0.0
    notes: list[str] = field(default_factory=list)

    def add(self, other: Card) -> None:
        """Add another script's counts."""
        for f in fields(self):
            if f.name == "slowest":
                self.slowest = max(self.slowest, other.slowest)
            elif f.name not in ("script", "notes"):
                setattr(self, f.name, getattr(self, f.name) + getattr(other, f.name))


class Judge:
    """Counts one scene's shots into a card."""

    def __init__(self, card: Card, scene: Scene, staged: Staged, shots: ShotList) -> None:
        self.card, self.scene, self.staged, self.list = card, scene, staged, shots
        self._sceneries: dict[frozenset[str], Scenery] = {}

    def count(self) -> None:
        """Count everything."""
        card, shots = self.card, self.list.shots
        card.scenes += 1
        card.shots += len(shots)
        card.seconds += self.list.duration_frames / FPS
        self._faces()
        for shot, slate in zip(shots, self.list.cards, strict=True):
            label = f"{slate.label} {shot.role} {shot.size}"
            if self._headless(shot):
                card.headless += 1
                card.notes.append(f"headless {label}")
            if self._late(shot):
                card.late += 1
                card.notes.append(f"late {label}")
            if shot.range.duration < 1.2 * FPS - 1:
                calm = self._tension(shot) < PEAK
                card.short += 1
                card.short_calm += calm
                card.notes.append(f"short {label}{' calm' if calm else ''}")
        for (one, two), slate in zip(itertools.pairwise(shots), self.list.cards[1:], strict=True):
            self._cut(one, two, slate.label)

    def _faces(self) -> None:
        singled: dict[str, bool] = {}
        for shot in self.list.shots:
            for frame in range(shot.range.start, shot.range.end, STEP):
                camera = shot.camera[frame - shot.range.start]
                for speech in self.staged.blocking.speeches:
                    if frame not in speech.range or not speech.visible or not self._there(speech.actor, frame):
                        continue
                    seen = self._face(camera, speech.actor, frame)
                    self.card.spoken += STEP / FPS
                    self.card.faced += seen * STEP / FPS
                    single = seen and shot.role in ("single", "reaction", "over_shoulder") and shot.subjects[0] == speech.actor
                    singled[speech.actor] = singled.get(speech.actor, False) or single
        self.card.speakers += len(singled)
        self.card.singled += sum(singled.values())

    def _face(self, camera: CameraSample, actor: str, frame: int) -> bool:
        eye = self.staged.eye(actor, frame)
        x, y, depth = seen_at(camera, eye)
        if depth < 0.2 or abs(x) > 1.0 or abs(y) > 1.0 or 0.23 / (2 * _tan(camera)[1] * depth) < READABLE:
            return False
        position = np.array(camera.position_m)
        way = math.atan2(position[0] - eye[0], position[2] - eye[2])
        turned = abs(wrap_angle(way - float(self.staged.floor[actor][frame, 2])))
        return turned <= math.radians(75) and not self._hidden(position, eye, frame)

    def _hidden(self, position: F64, point: F64, frame: int) -> bool:
        shut = next((u.shut for u in self.staged.units if u.start <= frame < u.end), frozenset[str]())
        if shut not in self._sceneries:
            self._sceneries[shut] = scenery_of(self.staged.blocking.set_plan, shut)
        return bool(self._sceneries[shut].blocked(position, point[None])[0])

    def _headless(self, shot: Shot) -> bool:
        for frame in range(shot.range.start, shot.range.end, STEP):
            camera = shot.camera[frame - shot.range.start]
            for actor in self._people(frame):
                close = shot.size in ("CU", "ECU", "MCU") and shot.subjects[:1] == (actor,)
                holds = shot.role == "insert"
                if not close and not holds and self._loses_head(camera, actor, frame):
                    return True
        return False

    def _loses_head(self, camera: CameraSample, actor: str, frame: int) -> bool:
        """Whether the forehead is above the picture while a body that fills a seventh of its width stands in it."""
        x, y, depth = seen_at(camera, self.staged.eye(actor, frame) + np.array([0.0, 0.04, 0.0]))
        if depth < 0.2 or y <= 1.0:
            return False
        half = 0.24 / (_tan(camera)[0] * depth)
        inside = min(1.0, x + half) - max(-1.0, x - half)
        ground = seen_at(camera, np.array([*self._spot(actor, frame)]))[1]
        return inside > 0.28 and ground < 0.6

    def _spot(self, actor: str, frame: int) -> tuple[float, float, float]:
        x, z = self.staged.floor[actor][frame, :2]
        return float(x), 0.5 * float(self.staged.crown_m[actor][frame]), float(z)

    def _late(self, shot: Shot) -> bool:
        actor = shot.subjects[0] if shot.subjects else ""
        frame = min(shot.range.start + FPS // 2, shot.range.end - 1)
        crowd = actor in self.staged.actors and self.staged.actors[actor].kind == "crowd"
        if crowd or actor not in self.staged.actors or shot.role in ("insert", "point_of_view") or not self._there(actor, frame):
            return False
        camera = shot.camera[frame - shot.range.start]
        eye = self.staged.eye(actor, frame)
        x, y, depth = seen_at(camera, eye)
        return depth < 0.2 or abs(x) > 1.0 or abs(y) > 1.05 or self._hidden(np.array(camera.position_m), eye, frame)

    def _cut(self, one: Shot, two: Shot, label: str) -> None:
        self.card.cuts += 1
        before, after = one.camera[-1], two.camera[0]
        frame = two.range.start
        a, b = self._seen(before, frame), self._seen(after, frame)
        both = sorted(set(a) & set(b), key=lambda n: -a[n][1])
        if "insert" not in (one.role, two.role) and both and both[0] == max(b, key=lambda n: b[n][1]):
            ratio = abs(math.log(b[both[0]][1] / a[both[0]][1]))
            turn = abs(wrap_angle(a[both[0]][2] - b[both[0]][2]))
            if ratio < math.log(1.6) and turn < math.radians(30):
                self.card.jumps += 1
                self.card.notes.append(f"jump {label}")
        for p, q in itertools.combinations(both, 2):
            left, right = a[p][0] - a[q][0], b[p][0] - b[q][0]
            if abs(left) > 0.12 and abs(right) > 0.12 and left * right < 0:
                self.card.flips += 1
                self.card.notes.append(f"flip {label}")
                break

    def _seen(self, camera: CameraSample, frame: int) -> dict[str, tuple[float, float, float]]:
        """Return who is in the picture: x, size and the direction from which the camera looks."""
        out = {}
        position = np.array(camera.position_m)
        for actor in self._people(frame, crowds=True):
            eye = self.staged.eye(actor, frame)
            x, y, depth = seen_at(camera, eye)
            if depth > 0.2 and abs(x) < 1.0 and abs(y) < 1.2 and not self._hidden(position, eye, frame):
                out[actor] = x, 1 / (_tan(camera)[1] * depth), math.atan2(position[0] - eye[0], position[2] - eye[2])
        return out

    def _people(self, frame: int, *, crowds: bool = False) -> Iterator[str]:
        for actor, who in self.staged.actors.items():
            if self._there(actor, frame) and (who.kind == "person" or (crowds and who.kind == "crowd")):
                yield actor

    def _there(self, actor: str, frame: int) -> bool:
        return actor in self.staged.here and bool(self.staged.here[actor][frame])

    def _tension(self, shot: Shot) -> float:
        return max((u.tension for u in self.staged.units if u.start < shot.range.end and u.end > shot.range.start), default=0.0)


def _tan(camera: CameraSample) -> tuple[float, float]:
    return half_tangents(camera.focal_mm, ASPECT)


def seen_at(camera: CameraSample, point: F64) -> tuple[float, float, float]:
    """Return NDC x, NDC y and depth of a point; the depth of what lies behind the camera is -1."""
    local = (point - np.array(camera.position_m)) @ matrix_from_quat(camera.rotation)[:3, :3]
    sx, sy = _tan(camera)
    depth = max(1e-6, -float(local[2])) if local[2] < 0 else -1.0
    return float(local[0]) / abs(depth) / sx, float(local[1]) / abs(depth) / sy, depth
