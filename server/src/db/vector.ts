/** pgvector's text form of a vector. */
export function vectorText(vector: Float32Array): string {
  return `[${vector.join(',')}]`
}
