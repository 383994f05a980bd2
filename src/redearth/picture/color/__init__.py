"""Colour: from scene-linear radiance to what a display shows."""
