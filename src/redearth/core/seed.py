"""Randomness from identity: the same names give the same numbers, on every machine, for ever."""

from __future__ import annotations

import numpy as np

from redearth.core.digest import digest_tagged


def seed_from(*identity: str | int) -> int:
    """Return a 63-bit seed that depends on ``identity`` alone."""
    return int(digest_tagged("seed", list(identity))[:16], 16) >> 1


def generator_from(*identity: str | int) -> np.random.Generator:
    """Return a random generator that depends on ``identity`` alone."""
    return np.random.Generator(np.random.PCG64(seed_from(*identity)))


def unit_from(*identity: str | int) -> float:
    """Return one number in [0, 1) that depends on ``identity`` alone."""
    return seed_from(*identity) / float(1 << 63)
