"""Red Earth, a movie compiler: a screenplay goes in, a finished internet movie comes out."""
