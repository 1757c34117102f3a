throw new Error(
  'This install has no @sentry/node: scripts/install/stubs stands for it (docs/decisions/0023-weight.md).',
)
