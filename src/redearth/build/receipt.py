"""The receipt as a file: what a build made, and why."""

from __future__ import annotations

import json

from redearth.build.model import Receipt


def receipt_json(receipt: Receipt) -> bytes:
    """Return ``receipt.json``: ``made`` (task, department, reason, script lines, seconds, frames), ``cached``, ``frames``, ``seconds``."""
    body = {
        "made": [
            {
                "task": m.task,
                "department": m.department,
                "reason": m.reason,
                "script": list(m.script),
                "seconds": m.seconds,
                "frames": m.frames,
            }
            for m in receipt.made
        ],
        "cached": receipt.cached,
        "frames": receipt.frames,
        "seconds": dict(receipt.seconds),
    }
    return json.dumps(body, ensure_ascii=False, indent=1).encode()
