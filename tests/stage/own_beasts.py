"""Small beasts that the tests write themselves as glTF: a box on every joint, two or three pairs of legs."""

from __future__ import annotations

import numpy as np
from tests.stage.own_models import CORNERS, FACES, Gltf

from redearth.core.space import Vec3


def beast(pairs: int = 2, *, named: bool = True, turn: float = 0.0, unit: float = 1.0, tail: bool = True) -> Gltf:
    """Return a beast whose back is about 0.6 m high; without names its joints are numbered, ``turn`` faces it elsewhere."""
    rows: list[tuple[str, str, Vec3]] = [
        ("hip", "", (0.0, 0.47, -0.3)),
        ("spine1", "hip", (0.0, 0.52, -0.05)),
        ("spine2", "spine1", (0.0, 0.5, 0.2)),
    ]
    rows += [("neck", "spine2", (0.0, 0.55, 0.32)), ("head", "neck", (0.0, 0.68, 0.42)), ("nose", "head", (0.0, 0.66, 0.58))]
    if tail:
        rows += [
            ("tail1", "hip", (0.0, 0.48, -0.38)),
            ("tail2", "tail1", (0.0, 0.40, -0.48)),
            ("tail3", "tail2", (0.0, 0.32, -0.56)),
        ]
    for pair in range(pairs):
        hind, z = pair == pairs - 1, 0.2 - 0.5 * pair / (pairs - 1)
        above = "hip" if hind else "spine2" if pair == 0 else "spine1"
        for side, x in (("Left", 0.1), ("Right", -0.1)):
            knee = z + (0.08 if hind else -0.05)
            places = ((x, 0.45, z), (x, 0.27, knee), (x, 0.12, z - 0.03), (x, 0.02, z + 0.03))
            for number, place in enumerate(places):
                name = f"{side}Leg{pair}_{number}"
                rows.append((name, above if number == 0 else f"{side}Leg{pair}_{number - 1}", place))
    return _written(rows, named, turn, unit)


def _written(rows: list[tuple[str, str, Vec3]], named: bool, turn: float, unit: float) -> Gltf:
    made, nodes, spin = (
        Gltf(),
        dict[str, int](),
        np.array([[np.cos(turn), 0, np.sin(turn)], [0, 1, 0], [-np.sin(turn), 0, np.cos(turn)]]),
    )
    at = {name: spin @ np.array(place) * unit for name, _, place in rows}
    for number, (name, above, _) in enumerate(rows):
        offset = at[name] - (at[above] if above else 0.0)
        nodes[name] = made.node(name if named else f"bone{number}", root=not above, translation=offset.tolist())
        if above:
            made.document["nodes"][nodes[above]].setdefault("children", []).append(nodes[name])
    size = np.array([0.04, 0.04, 0.04]) * unit
    positions = np.concatenate([(CORNERS - [0.5, 0.5, 0.5]) * size + at[name] for name, _, _ in rows]).astype(np.float32)
    faces = np.concatenate([FACES.astype(np.int64) + 8 * k for k in range(len(rows))]).astype(np.uint16)
    joints = np.zeros((len(positions), 4), np.uint8)
    joints[:, 0] = np.repeat(np.arange(len(rows)), 8)
    weights = np.tile(np.array([1, 0, 0, 0], np.float32), (len(positions), 1))
    made.document["skins"] = [{"joints": [nodes[name] for name, _, _ in rows]}]
    made.node("body", mesh=made.mesh(positions, faces, JOINTS_0=joints, WEIGHTS_0=weights), skin=0)
    return made
