"""Rows of three numbers."""

import numpy as np

from redearth.stage.rows import cross, distinct, lengths


def test_products_and_lengths_are_numpys():
    """Cross products agree bit for bit with the general function, lengths to the last places; one vector or many."""
    a, b = np.random.default_rng(3).normal(size=(2, 40, 3))
    assert np.array_equal(cross(a, b), np.cross(a, b))
    assert np.array_equal(cross(a[0], b[0]), np.cross(a[0], b[0]))
    assert np.array_equal(cross(a[0], b), np.cross(a[0], b))
    assert np.allclose(lengths(a), np.linalg.norm(a, axis=1), rtol=1e-15)


def test_distinct_rows_stand_in_order():
    """The rows found are the sorted set of all, each where it first stands, and every row is rebuilt from them."""
    rows = np.random.default_rng(4).integers(-2, 3, (200, 3)).astype(float)
    first, which = distinct(rows)
    wanted, at = np.unique(rows, axis=0, return_index=True)
    assert np.array_equal(rows[first], wanted) and np.array_equal(first, at)
    assert np.array_equal(rows[first][which], rows)
    assert distinct(np.zeros((0, 3)))[0].shape == (0,)
