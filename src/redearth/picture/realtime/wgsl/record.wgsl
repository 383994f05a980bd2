// One record for each instance and material of a mesh.
struct Record {
  row0: vec4f,           // world_from_object, by rows
  row1: vec4f,
  row2: vec4f,
  scale: vec4f,          // lengths of the matrix columns, emission scale
  offset: vec4f,         // where in the pattern this thing lies, half range of pattern positions
  material: vec4u,       // material row, seed, skinned, 0
};
