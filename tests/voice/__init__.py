"""Tests of the voice department."""
