"""The sound department: effects, ambience, score, stems and mix."""
