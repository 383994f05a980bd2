"""Fixtures that several departments' tests share."""

from __future__ import annotations

import os

from redearth.build.workers import WORKERS_ENVIRONMENT

for _name, _value in WORKERS_ENVIRONMENT.items():
    os.environ.setdefault(_name, _value)
