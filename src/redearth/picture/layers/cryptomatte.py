"""Names of objects as mattes: Cryptomatte 1.2 (Friedman and Jones, SIGGRAPH 2015; specification at github.com/Psyop/Cryptomatte)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from redearth.picture.aov import ObjectSamples
from redearth.stage.model import F32

RANKS = 6
"""Objects a pixel can name, the one with the largest share first: three layers of two ranks."""
LAYER = "crypto_object"
_MASK = 0xFFFFFFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Matte:
    """The ranked names of one frame."""

    layers: Mapping[str, F32]
    """``crypto_object00`` …: [H, W, 4] id, coverage, id, coverage."""
    attributes: Mapping[str, str]
    """What the file's header says: ``cryptomatte/<key>/name hash conversion manifest``."""


def encode(objects: ObjectSamples) -> Matte:
    """Return the samples of each pixel as ranked pairs of id and coverage."""
    ids = np.array([0.0, *(id_of(name) for name in objects.names)], np.float32)
    count, height, width = objects.samples.shape
    index, share = _ranked(objects.samples.reshape(count, -1).T + 1)
    ranks = np.stack([np.where(share > 0, ids[index], 0), share / count], -1).astype(np.float32)
    ranks = ranks.reshape(height, width, RANKS // 2, 4)
    manifest = {name: f"{hash_of(name):08x}" for name in sorted(objects.names)}
    head = f"cryptomatte/{hash_of(LAYER):08x}"[:-1]
    return Matte(
        layers={f"{LAYER}{k:02d}": np.ascontiguousarray(ranks[:, :, k]) for k in range(RANKS // 2)},
        attributes={
            f"{head}/name": LAYER,
            f"{head}/hash": "MurmurHash3_32",
            f"{head}/conversion": "uint32_to_float32",
            f"{head}/manifest": json.dumps(manifest, ensure_ascii=False, separators=(",", ":")),
        },
    )


def id_of(name: str) -> float:
    """Return the number that stands for ``name`` in a picture: its hash read as a float, never NaN, infinite or denormal."""
    return float(np.array([hash_of(name)], np.uint32).view(np.float32)[0])


def hash_of(name: str) -> int:
    """Return the 32 bits of a name, with one exponent bit turned where the float would not be a normal number."""
    bits = murmur3(name.encode("utf-8"))
    exponent = bits >> 23 & 255
    return bits ^ 1 << 23 if exponent in (0, 255) else bits


def murmur3(key: bytes, seed: int = 0) -> int:
    """Return MurmurHash3_x86_32 of ``key`` (Appleby, public domain)."""
    h = seed
    whole = len(key) // 4 * 4
    for at in range(0, whole, 4):
        h ^= _scrambled(int.from_bytes(key[at : at + 4], "little"))
        h = (_turned(h, 13) * 5 + 0xE6546B64) & _MASK
    if whole < len(key):
        h ^= _scrambled(int.from_bytes(key[whole:], "little"))
    h ^= len(key)
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, 1)):
        h = ((h ^ h >> shift) * factor) & _MASK
    return h


def _scrambled(block: int) -> int:
    return _turned(block * 0xCC9E2D51 & _MASK, 15) * 0x1B873593 & _MASK


def _turned(word: int, by: int) -> int:
    return (word << by | word >> 32 - by) & _MASK


def _ranked(samples: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for ``samples`` [P, S] of object numbers (0 is nothing) the objects of each pixel and how many samples each has, [P, RANKS]."""
    index, share = (np.zeros((len(samples), RANKS), np.int64) for _ in range(2))
    ordered = np.sort(samples, axis=1)
    index[:, 0] = ordered[:, 0]
    share[:, 0] = np.where(ordered[:, 0] > 0, samples.shape[1], 0)
    edge = np.nonzero(ordered[:, 0] != ordered[:, -1])[0]
    mixed = ordered[edge]
    starts = np.ones(mixed.shape, bool)
    starts[:, 1:] = mixed[:, 1:] != mixed[:, :-1]
    # How many samples are the same, told where each run of equal numbers starts.
    counts = np.where(starts & (mixed > 0), (mixed[:, :, None] == mixed[:, None, :]).sum(2), 0)
    order = np.argsort(-counts, axis=1, kind="stable")[:, :RANKS]
    ranks = order.shape[1]
    index[edge, :ranks], share[edge, :ranks] = np.take_along_axis(mixed, order, 1), np.take_along_axis(counts, order, 1)
    return index, share
