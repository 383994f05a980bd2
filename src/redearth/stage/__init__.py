"""Art, wardrobe, rigs and animation: OpenUSD stages, read back as plain arrays."""
