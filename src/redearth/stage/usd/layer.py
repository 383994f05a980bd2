"""New USD layers with the studio's units, and names that USD accepts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pxr import Sdf, Tf, Usd, UsdGeom

from redearth.core.diagnostics import fault
from redearth.core.digest import digest_bytes

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_SLUG = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


def prim_name(identity: str) -> str:
    """Return a valid prim name for an identity: the same for the same one wherever it is authored.

    Slugs keep their words (``elder-ma`` is ``elder_ma``); what cannot be kept ends in a short digest, so that names stay apart.
    """
    if _PLAIN.fullmatch(identity):
        return identity
    if _SLUG.fullmatch(identity):
        return identity.replace("-", "_")
    return f"{Tf.MakeValidIdentifier(identity)}_{digest_bytes(identity.encode())[:8]}"


def new_stage(root: str, *, extension: str = "usdc", fps: int | None = None) -> Any:
    """Return an empty stage in memory: metres, Y up, default prim ``/<root>``; with ``fps``, time codes are frames."""
    stage = Usd.Stage.Open(Sdf.Layer.CreateAnonymous(f"stage.{extension}"))
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.y)
    if fps is not None:
        stage.SetTimeCodesPerSecond(fps)
        stage.SetFramesPerSecond(fps)
    prim = UsdGeom.Xform.Define(stage, f"/{root}").GetPrim()
    stage.SetDefaultPrim(prim)
    return stage


def write_layer(layer: Any, path: Path) -> None:
    """Write a layer as a new file; equal layers give equal bytes. Raises a ``stage.write`` fault when the disk refuses."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not layer.Export(str(path)):
        raise fault(
            "stage.write", f"{path.name} could not be written", remedy="a folder that can be written, on a disk with room"
        )


def sample(attribute: Any, values: Sequence[Any], start: int) -> None:
    """Set one value for each frame from ``start``, or a single value without time when it never changes."""
    if any(value != values[0] for value in values):
        for frame, value in enumerate(values, start):
            attribute.Set(value, frame)
    elif values:
        attribute.Set(values[0])


def open_stage(path: Path) -> Any:
    """Open a stage file as it is on disk now; raises a ``stage.usd`` fault when it is no USD."""
    try:
        known = Sdf.Layer.Find(str(path))
        if known:  # USD keeps layers by path, and this path may hold a newer file
            known.Reload(True)
        return Usd.Stage.Open(str(path))
    except Tf.ErrorException as broken:
        raise fault(
            "stage.usd", f"{path.name} is not a USD file that can be read", remedy="a USD stage", command="redearth make"
        ) from broken
