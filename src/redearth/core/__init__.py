"""The shared language: frames, spans, spaces, seeds, digests, records and diagnostics."""
