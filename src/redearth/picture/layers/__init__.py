"""What leaves the camera besides the finished reel: layered EXR files, previews of each layer, a mezzanine."""
