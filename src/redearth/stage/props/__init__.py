"""The property master: builds every thing that somebody holds, from the words the script gives it."""
