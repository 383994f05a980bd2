"""The user's own sets and properties: glTF and USD files read into plain models; what is wrong with them is said, not fatal."""
