"""Recorded motions of the user's own: BVH, VRMA and glTF clips, read, turned onto any biped, and played into a performance."""
