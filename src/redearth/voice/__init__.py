"""Casting and table read: speaks each line, measures it, finds visemes."""
