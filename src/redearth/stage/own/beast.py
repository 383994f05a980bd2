"""Find a beast on four or more legs in a tree of joints: mirrored legs down to the ground, a head before them, a tail behind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from redearth.stage.motions.bones import ancestors
from redearth.stage.own.found import F64

_LOW, _ASIDE, _ALIKE = 0.2, 0.02, 0.08
"""Shares of the figure's height: feet end below the first, limbs stand off the middle by the second, mirrored joints agree to the third."""
_FEWEST = 3
"""Joints of a leg that bends."""
_NO_HEAD = re.compile(r"tail|ear|jaw|tongue|wing|hair|mane|eye|lid|fin", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beast:
    """Which of a model's joints are a beast's; ``turn`` brings its places to Y up, facing +Z."""

    legs: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]
    """The left and the right leg of each pair, the front one first, from the trunk to the ground."""
    trunk: tuple[int, ...]
    """From what carries the hind legs to what carries the fore legs."""
    neck: tuple[int, ...]
    head: int
    jaw: int | None
    ears: tuple[int | None, int | None]
    tail: tuple[int, ...]
    turn: F64
    """[3, 3]."""


def find_beast(names: Sequence[str], parents: Sequence[int], places_m: F64) -> Beast | None:
    """Return a beast's joints among joints at places [J, 3], Y up; None when there are no two pairs of legs and a head."""
    if len(names) < 4 * _FEWEST + 1:
        return None
    for turn in (np.eye(3), np.array([[0.0, 0.0, -1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])):
        places = places_m @ turn.T
        tall = float(np.ptp(places[:, 1]))
        pairs = _legs(parents, places, tall) if tall > 1e-6 else []
        head = _head(names, parents, places, {joint for pair in pairs for leg in pair for joint in leg}) if len(pairs) > 1 else -1
        if head < 0:
            continue
        feet_z = float(np.mean([places[leg[-1], 2] for pair in pairs for leg in pair]))
        if places[head, 2] < feet_z:
            back = np.diag([-1.0, 1.0, -1.0])
            turn, places, pairs = back @ turn, places @ back, [(right, left) for left, right in pairs]
        pairs.sort(key=lambda pair: -float(places[pair[0][0], 2]))
        return _beast(names, parents, places, pairs, head, turn)
    return None


def _legs(parents: Sequence[int], places: F64, tall: float) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Return pairs of legs, the left one (+X) first, wherever along the trunk."""
    low = float(places[:, 1].min())
    middle = float(np.median(places[:, 0]))
    aside = np.abs(places[:, 0] - middle) > _ASIDE * tall
    limbs: dict[int, tuple[int, ...]] = {}
    for leaf in range(len(parents)):
        if leaf in parents or places[leaf, 1] - low > _LOW * tall or not aside[leaf]:
            continue
        chain = [leaf]
        while (above := parents[chain[-1]]) >= 0 and aside[above] and len(chain) < 64:
            chain.append(above)
        if len(chain) >= _FEWEST and len(chain) > len(limbs.get(chain[-1], ())):
            limbs[chain[-1]] = tuple(chain[::-1])
    pairs = []
    for top in sorted(limbs):
        mirrored = places[top] * [-1, 1, 1] + [2 * middle, 0, 0]
        other = min(limbs, key=lambda one: (float(np.abs(places[one] - mirrored).max()), one))
        if places[top, 0] > middle and other != top and np.abs(places[other] - mirrored).max() < _ALIKE * tall:
            pairs.append((limbs[top], limbs[other]))
    return pairs


def _head(names: Sequence[str], parents: Sequence[int], places: F64, legs: set[int]) -> int:
    """Return the head: by its name, else where the trunk ends highest and farthest from its other end."""
    named = [j for j, name in enumerate(names) if re.search(r"head|skull", name, re.IGNORECASE) and j not in legs]
    if named:
        return min(named, key=lambda j: (len(ancestors(j, parents)), j))
    ends = [j for j in range(len(names)) if j not in parents and j not in legs and not _NO_HEAD.search(names[j])]
    if not ends:
        return -1
    end = max(ends, key=lambda j: (float(places[j, 1]), j))
    return end if places[end, 1] > float(np.median(places[:, 1])) else -1


def _beast(
    names: Sequence[str],
    parents: Sequence[int],
    places: F64,
    pairs: list[tuple[tuple[int, ...], tuple[int, ...]]],
    head: int,
    turn: F64,
) -> Beast | None:
    limbs = {joint for pair in pairs for leg in pair for joint in leg}
    above = [parents[pair[0][0]] for pair in pairs]
    if min(above) < 0:
        return None
    hind, fore = above[-1], above[0]
    spine = [fore, *ancestors(fore, parents)]
    trunk = tuple(spine[: spine.index(hind) + 1][::-1]) if hind in spine else (hind, fore)
    neck = [joint for joint in ancestors(head, parents) if joint not in trunk and joint not in limbs]
    neck = [joint for joint in neck if joint not in ancestors(fore, parents)][::-1]
    ears = [[j for j, name in enumerate(names) if re.search(r"ear", name, re.IGNORECASE) and head in ancestors(j, parents)]]
    sides = [next((j for j in ears[0] if sign * places[j, 0] > 0), None) for sign in (1, -1)]
    jaws = [j for j, name in enumerate(names) if re.search(r"jaw|chin", name, re.IGNORECASE) and head in ancestors(j, parents)]
    return Beast(
        legs=tuple(pairs),
        trunk=trunk,
        neck=tuple(neck),
        head=head,
        jaw=jaws[0] if jaws else None,
        ears=(sides[0], sides[1]),
        tail=_tail(names, parents, places, limbs | {*trunk, *neck, head}, hind, head),
        turn=turn,
    )


def _tail(names: Sequence[str], parents: Sequence[int], places: F64, taken: set[int], hind: int, head: int) -> tuple[int, ...]:
    """Return the chain that hangs behind the hind legs, or that is named so."""
    chains = []
    for leaf in range(len(names)):
        chain = [leaf, *ancestors(leaf, parents)]
        chain = chain[: next((k for k, joint in enumerate(chain) if joint in taken), len(chain))][::-1]
        rooted = chain and parents[chain[0]] in taken and leaf not in parents and head not in ancestors(leaf, parents)
        named = any(re.search(r"tail", names[joint], re.IGNORECASE) for joint in chain)
        if rooted and (named or places[leaf, 2] < places[hind, 2] - 0.05 * np.ptp(places[:, 2])):
            chains.append((not named, -len(chain), leaf, tuple(chain)))
    return min(chains)[-1] if chains else ()
