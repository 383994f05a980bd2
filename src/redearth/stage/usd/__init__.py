"""OpenUSD: sets, characters, performances and shots are authored here and read back as plain arrays; the only room with `pxr`."""
