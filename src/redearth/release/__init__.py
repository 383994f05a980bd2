"""Distribution: the HLS ladder, captions, the web page."""
