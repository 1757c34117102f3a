throw new Error(
  'This install has no onnxruntime-web: scripts/install/stubs stands for it (docs/decisions/0023-weight.md).',
)
