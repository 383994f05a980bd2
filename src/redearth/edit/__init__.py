"""The cutting room: the timeline, with captions and chapters riding on it."""
