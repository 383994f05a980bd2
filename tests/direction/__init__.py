"""Tests of the direction department."""
