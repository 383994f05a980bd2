// The look's numbers (realtime/grade.py).
struct Grade {
  shaper: vec4f, // place in the table = log2(light + z) * x + y; w: brightest light in the table
  lens: vec4f,   // bloom share, halation, vignette, grain
  frame: vec4f,  // aspect, share of the height that the bars leave, what 1 on the grain plate stands for, 0
};
@group(0) @binding(1) var<uniform> grade: Grade;
