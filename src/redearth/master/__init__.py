"""The mastering suite: conform, titles and encode."""
