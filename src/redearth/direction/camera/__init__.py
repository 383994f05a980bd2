"""Coverage and camera: candidate setups, what they see, and the samples of the one that was chosen."""
