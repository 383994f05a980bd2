"""The measures of a hut, by which `direction` keeps actors and cameras out of its walls and `stage` builds them; metres."""

from __future__ import annotations

DOORWAY_M = (1.64, 2.42)
"""As wide and high as the leaf of a door in the open, and a gap."""
EAVES_M = 2.75
PORCH_M = 0.55
"""From the front and the back of a hut's box to its walls, under the roof."""
OVERHANG_M = 0.35
"""The same at its sides."""
WALL_M = 0.3
CASE_DEPTH_M = 1.0
"""What is less deep is the case of a door: two piers."""
