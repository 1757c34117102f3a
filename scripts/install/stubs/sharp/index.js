// transformers.js imports it when it loads, and calls it when it opens an image: it has to be a function.
export default function sharp() {
  throw new Error('This install has no sharp: scripts/install/stubs stands for it (docs/decisions/0023-weight.md).')
}
