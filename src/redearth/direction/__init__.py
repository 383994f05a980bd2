"""The director: set plans, blocking, coverage, camera and the cut list."""
