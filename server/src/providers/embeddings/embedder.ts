/** Turns texts into vectors. `mode` says what a comparison of its vectors means: common words, or meaning. */
export interface Embedder {
  /** Recorded with every vector: vectors of two models are never compared. */
  readonly model: string
  readonly dimensions: number
  readonly mode: 'lexical' | 'semantic'
  /** One unit vector of `dimensions` numbers for each text. */
  embed(texts: readonly string[], purpose: 'passage' | 'query'): Promise<Float32Array[]>
}
