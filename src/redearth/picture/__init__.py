"""Camera and lab: shoots a stage into frames."""
