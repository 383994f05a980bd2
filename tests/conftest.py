"""Fixtures that several departments' tests share."""

from __future__ import annotations

import os

from redearth.build.workers import SINGLE_THREADED

for _name, _value in SINGLE_THREADED.items():
    os.environ.setdefault(_name, _value)
