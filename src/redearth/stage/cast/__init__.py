"""Wardrobe and creature shop: what the script says of a character becomes a skinned model over one of the two skeletons."""
