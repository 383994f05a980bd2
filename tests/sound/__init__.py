"""Tests of the sound department."""
