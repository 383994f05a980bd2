"""Measure a performance as it was played: what slides, sinks, collides, pops, freezes, misses or lags, against the bars of the studio."""
