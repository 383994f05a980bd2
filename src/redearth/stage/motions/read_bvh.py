"""Read a BVH file: a hierarchy with offsets, and Euler angles in the order in which each joint lists its channels."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motions.clip import LONGEST_S
from redearth.stage.motions.recorded import Recorded, posed
from redearth.stage.own.found import F64, Files, Found

_MOST_JOINTS = 512
_MOST_BYTES = 128 * 2**20
_DEEPEST = 128
_USUAL_S = 1 / 30
_AXES = {"x": 0, "y": 1, "z": 2}
_REMEDY = "a BVH file as motion capture programs write it"


@dataclass(slots=True)
class _Hierarchy:
    names: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    offsets: list[list[float]] = field(default_factory=list)
    channels: list[list[str]] = field(default_factory=list)


def read_bvh(files: Files, found: Found) -> Recorded:
    """Return what the file holds; an odd frame time is replaced with a notice.

    Raises ``FilmError`` when the hierarchy or the numbers are broken, or when it claims more frames than it has.
    """
    data = files.read(files.main) or b""
    if len(data) > _MOST_BYTES:
        raise found.fatal("size", f"the motion has {len(data) // 2**20} MiB", f"at most {_MOST_BYTES // 2**20} MiB")
    head, motion, body = data.decode("utf-8-sig", errors="replace").partition("MOTION")
    tokens = head.split()
    if not motion or tokens[:1] != ["HIERARCHY"]:
        raise found.fatal("bvh", "this is no BVH file", _REMEDY)
    try:
        tree = _hierarchy(tokens[1:])
    except (IndexError, ValueError) as broken:
        raise found.fatal("bvh", f"its hierarchy is broken: {broken}", _REMEDY) from broken
    values, step_s = _samples(found, body, sum(map(len, tree.channels)))
    return _recorded(tree, values, step_s)


def _hierarchy(tokens: list[str]) -> _Hierarchy:
    tree, stack, at = _Hierarchy(), list[int](), 0
    while at < len(tokens):
        word = tokens[at].upper()
        if word in ("ROOT", "JOINT", "END"):
            name_end = tokens.index("{", at)
            tree.names.append(f"{tree.names[stack[-1]]}_end" if word == "END" else " ".join(tokens[at + 1 : name_end]))
            tree.parents.append(stack[-1] if stack else -1)
            tree.offsets.append([0.0, 0.0, 0.0])
            tree.channels.append([])
            stack.append(len(tree.names) - 1)
            if len(tree.names) > _MOST_JOINTS or len(stack) > _DEEPEST:
                raise ValueError(f"it has more than {_MOST_JOINTS} joints, or they lie too deep")
            at = name_end + 1
        elif word == "OFFSET":
            tree.offsets[stack[-1]] = [float(value) for value in tokens[at + 1 : at + 4]]
            at += 4
        elif word == "CHANNELS":
            count = int(tokens[at + 1])
            tree.channels[stack[-1]] = [name.lower() for name in tokens[at + 2 : at + 2 + count]]
            at += 2 + count
        elif word == "}":
            stack.pop()
            at += 1
        else:
            raise ValueError(f"{tokens[at]!r} is not expected there")
    if stack or not tree.names or tree.parents.count(-1) != 1:
        raise ValueError("it is not one tree")
    if not np.isfinite(tree.offsets).all() or any(len(offset) != 3 for offset in tree.offsets):
        raise ValueError("an offset is not three numbers")
    return tree


def _samples(found: Found, body: str, wide: int) -> tuple[F64, float]:
    """Return the samples [F, C] and the seconds from one to the next."""
    lines = [line for line in body.splitlines() if line.strip()]
    claimed = next((line.partition(":")[2].strip() for line in lines[:2] if line.lower().startswith("frames")), "")
    timed = next((line.partition(":")[2].strip() for line in lines[:3] if line.lower().startswith("frame time")), "")
    rows = [line for line in lines if line.strip()[0] in "-+.0123456789"]
    if not claimed.isdigit() or int(claimed) > len(rows) or not rows:
        raise found.fatal("bvh", f"it claims {claimed or 'no'} frames and has {len(rows)}", "as many lines as it has frames")
    try:
        step_s = float(timed)
    except ValueError:
        step_s = 0.0
    if not 1e-4 < step_s < 2.0:
        found.say("bvh", f"its frame time is {timed or 'missing'}; 30 frames a second are assumed", "seconds, such as 0.0333333")
        step_s = _USUAL_S
    kept = rows[: min(int(claimed), round(LONGEST_S / step_s))]
    if len(kept) < int(claimed):
        found.say(
            "length", f"it lasts {int(claimed) * step_s:.0f} s; the first {LONGEST_S:.0f} are used", f"at most {LONGEST_S:.0f} s"
        )
    try:
        values = np.array([row.split() for row in kept], float)
    except ValueError as broken:
        raise found.fatal("bvh", "its lines have different lengths, or hold what are no numbers", _REMEDY) from broken
    if values.shape != (len(kept), wide) or not np.isfinite(values).all() or np.abs(values).max(initial=0.0) > 1e7:
        raise found.fatal("bvh", f"its lines have {values.shape[-1]} numbers for {wide} channels, or absurd ones", _REMEDY)
    return values, step_s


def _recorded(tree: _Hierarchy, values: F64, step_s: float) -> Recorded:
    frames, joints = len(values), len(tree.names)
    offsets = np.tile(np.array(tree.offsets, float)[None], (frames, 1, 1))
    turns = np.zeros((frames, joints, 4))
    turns[..., 0] = 1.0
    at = 0
    for joint, channels in enumerate(tree.channels):
        for number, name in enumerate(channels):
            axis, column = _AXES.get(name[:1]), values[:, at + number]
            if axis is None:
                continue
            if name.endswith("position"):
                offsets[:, joint, axis] = column + (tree.offsets[joint][axis] if tree.parents[joint] >= 0 else 0.0)
            elif name.endswith("rotation"):
                turns[:, joint] = quat.multiply(turns[:, joint], quat.about(axis, np.radians(column)))
        at += len(channels)
    world, places = posed(tuple(tree.parents), offsets, turns)
    still = np.zeros((1, joints, 4))
    still[..., 0] = 1.0
    _, rest = posed(tuple(tree.parents), np.array(tree.offsets, float)[None], still)
    return Recorded(
        names=tuple(tree.names),
        parents=tuple(tree.parents),
        rest_m=rest[0],
        rest_turns=still[0],
        turns=world,
        places_m=places,
        times_s=np.asarray(np.arange(frames) * step_s, float),
    )
