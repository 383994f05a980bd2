// Which record each instance of a pass is.
@group(0) @binding(15) var<storage, read> visible: array<u32>;
