"""Animation: from blocking and spoken lines to joint rotations on every frame, without recorded motion.

``perform`` is the entry. People are posed through *controls* (hips, spine, head, two foot placements, two arm reaches) that
layers write and blend; ``body`` turns controls into joint rotations at the very end. Creatures have their own pair.
"""
