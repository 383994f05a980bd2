"""Layouts of the kits: where a set's scenery stands, in tables and a few seeded numbers."""
