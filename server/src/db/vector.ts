import { termSpace } from '../terms/term-id.ts'

/** pgvector's text form of a vector. */
export function vectorText(vector: Float32Array): string {
  return `[${vector.join(',')}]`
}

/** pgvector's text form of a sparse vector of terms, whose indices begin with 1. */
export function sparseVectorText(weights: Iterable<readonly [id: number, weight: number]>): string {
  const elements = [...weights].sort(([one], [other]) => one - other)
  return `{${elements.map(([id, weight]) => `${id + 1}:${Math.fround(weight)}`).join(',')}}/${termSpace}`
}
