"""Blocking: one continuous performance of a scene, planned group by group in local time."""
