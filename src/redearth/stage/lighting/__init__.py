"""The gaffer: lights, sky, air and particles of one frame of one shot."""
