"""The realtime renderer on ``wgpu``: deferred shading that is fast on a CPU driver and flies on a GPU."""
