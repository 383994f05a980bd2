"""Read the first animation of a glTF, GLB, VRM or VRMA file: how its nodes turn and move, sampled evenly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motions.clip import LONGEST_S, RATE_FPS
from redearth.stage.motions.recorded import Recorded, posed
from redearth.stage.own.found import F64, Files, Found
from redearth.stage.own.gltf_file import GltfFile, Wrong
from redearth.stage.own.read_gltf import Node, nodes_of
from redearth.stage.own.vrm import our_bones

_MOST_KEYS = 400_000
_REMEDY = "an animation of the rotations and translations of a skeleton's nodes"


def read_gltf_motion(files: Files, found: Found) -> Recorded:
    """Return the file's first animation; raises ``FilmError`` when there is none that can be used."""
    file = GltfFile(files, found)
    nodes = list(nodes_of(file))
    animations = file.items("animations")
    if not animations or not isinstance(animations[0], dict) or not nodes:
        raise found.fatal("motion", "there is no animation in the file", _REMEDY)
    if len(animations) > 1:
        found.say("motion", f"it has {len(animations)} animations; the first one is used", "one animation a file")
    rows = {node.index: row for row, node in enumerate(nodes)}
    channels = _channels(file, animations[0], rows)
    if not channels:
        raise found.fatal("motion", "no channel of its animation can be used", _REMEDY)
    length = min(max(float(times[-1]) for _, _, times, _ in channels), LONGEST_S)
    times_s = np.arange(0.0, length + 0.5 / RATE_FPS, 1 / RATE_FPS)
    parents = tuple(rows.get(node.parent, -1) for node in nodes)
    locals_ = np.stack([node.local for node in nodes])
    turns = np.tile(_turns_of(locals_)[None], (len(times_s), 1, 1))
    places = np.tile(locals_[None, :, :3, 3], (len(times_s), 1, 1))
    for row, path, times, values in channels:
        sampled = _sampled(path, times, values, times_s)
        (turns if path[0] == "rotation" else places)[:, row] = sampled
    world, where = posed(parents, places, turns)
    rest_world, rest = posed(parents, locals_[None, :, :3, 3], _turns_of(locals_)[None])
    return Recorded(
        names=tuple(node.name for node in nodes),
        parents=parents,
        rest_m=rest[0],
        rest_turns=rest_world[0],
        turns=world,
        places_m=where,
        times_s=times_s,
        humanoid=_humanoid(file, rows),
        faces=_faces(file, nodes, rows, places),
    )


_Channel = tuple[int, tuple[str, str], F64, F64]
"""Row of the node, path and interpolation, times [K], values [K, W] (or [3 K, W] for cubic splines)."""


def _channels(file: GltfFile, animation: Mapping[str, Any], rows: Mapping[int, int]) -> list[_Channel]:
    found: list[_Channel] = []
    samplers = animation.get("samplers", [])
    for number, channel in enumerate(animation.get("channels", [])):
        try:
            target, sampler = channel["target"], samplers[channel["sampler"]]
            path, how = target.get("path"), sampler.get("interpolation", "LINEAR")
            if target.get("node") not in rows or path not in ("rotation", "translation"):
                continue
            times = np.asarray(file.numbers(sampler["input"]), float)[:, 0]
            values = np.asarray(file.numbers(sampler["output"]), float)
            _check(times, values, path, how)
        except (Wrong, KeyError, IndexError, TypeError, AttributeError) as wrong:
            file.found.say("motion", f"channel {number} of its animation: {wrong}; it is left out", _REMEDY)
            continue
        found.append((rows[target["node"]], (path, how), times, values))
    return found


def _check(times: F64, values: F64, path: str, how: str) -> None:
    wide, each = 4 if path == "rotation" else 3, 3 if how == "CUBICSPLINE" else 1
    if how not in ("LINEAR", "STEP", "CUBICSPLINE"):
        raise Wrong(f"its interpolation is {how!r}")
    if not 0 < len(times) < _MOST_KEYS or values.shape != (len(times) * each, wide):
        raise Wrong(f"it has {len(times)} times and {len(values)} values")
    if not (np.isfinite(times).all() and np.isfinite(values).all() and (np.diff(times) >= 0).all() and times[0] >= 0):
        raise Wrong("its times do not rise, or something is no finite number")


def _sampled(path: tuple[str, str], times: F64, values: F64, at_s: F64) -> F64:
    """Return a channel [G, W] at times: rotations as (w, x, y, z)."""
    kind, how = path
    keys = values.reshape(len(times), -1, values.shape[1])
    right = np.clip(np.searchsorted(times, at_s, side="right"), 1, max(len(times) - 1, 1))
    right = np.minimum(right, len(times) - 1)
    left = np.maximum(right - 1, 0)
    span = (times[right] - times[left])[:, None]
    share = np.clip((at_s[:, None] - times[left][:, None]) / np.maximum(span, 1e-9), 0.0, 1.0)
    if how == "STEP":
        mixed = np.where(share >= 1.0, keys[right, 0], keys[left, 0])
    elif how == "CUBICSPLINE":
        t2, t3 = share**2, share**3
        mixed = (
            (2 * t3 - 3 * t2 + 1) * keys[left, 1] + span * (t3 - 2 * t2 + share) * keys[left, 2]
            + (3 * t2 - 2 * t3) * keys[right, 1] + span * (t3 - t2) * keys[right, 0]
        )  # fmt: skip
    else:
        a, b = keys[left, 0], keys[right, 0]
        b = np.where((a * b).sum(-1, keepdims=True) < 0, -b, b) if kind == "rotation" else b
        mixed = a + (b - a) * share
    if kind == "translation":
        return np.asarray(mixed)
    turned = mixed[:, [3, 0, 1, 2]]
    length = np.linalg.norm(turned, axis=1, keepdims=True)
    return np.where(length > 1e-9, turned / np.maximum(length, 1e-9), [1.0, 0.0, 0.0, 0.0])


def _turns_of(matrices: F64) -> F64:
    """Return the rotations [N, 4] in matrices [N, 4, 4], whatever their scales."""
    linear = matrices[:, :3, :3]
    return quat.from_matrix(linear / np.maximum(np.linalg.norm(linear, axis=1, keepdims=True), 1e-12))


def _humanoid(file: GltfFile, rows: Mapping[int, int]) -> dict[str, int]:
    """Return the bones that VRMA, VRM 1 or VRM 0 name."""
    named = our_bones(file.document)
    return {bone: rows[node] for bone, node in named.items() if node in rows}


def _faces(file: GltfFile, nodes: list[Node], rows: Mapping[int, int], places: F64) -> dict[str, F64]:
    """Return the weights of a VRMA's expressions: the x of a node for each."""
    extension = file.document.get("extensions", {})
    animation = extension.get("VRMC_vrm_animation", {}) if isinstance(extension, dict) else {}
    expressions = animation.get("expressions", {}) if isinstance(animation, dict) else {}
    found: dict[str, F64] = {}
    for name, entry in sorted(dict(expressions.get("preset") or {}).items() if isinstance(expressions, dict) else ()):
        row = rows.get(entry.get("node", -1)) if isinstance(entry, dict) else None
        if row is not None and np.ptp(places[:, row, 0]) + abs(float(places[0, row, 0])) > 0:
            found[str(name)] = np.clip(places[:, row, 0], 0.0, 1.0)
    return found
