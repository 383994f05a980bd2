"""The writers' room: reads and prints screenplays without losing a byte."""
