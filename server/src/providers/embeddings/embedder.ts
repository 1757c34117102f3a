export interface EmbedOptions {
  /** Ends the waiting; what was asked for may still be computed. */
  signal?: AbortSignal
  /** A search waits for it, whatever the texts are: it goes first, and waits no longer than a query does. */
  urgent?: boolean
  /** Called when the embedder asks for a break, with its end; the embedding goes on by itself then. */
  onHeld?(until: Date): void
}

/** Turns texts into vectors. `mode` says what a comparison of its vectors means: common words, or meaning. */
export interface Embedder {
  readonly provider: 'lexical' | 'local' | 'http'
  /** Recorded with every vector: vectors of two models are never compared. */
  readonly model: string
  readonly dimensions: number
  readonly mode: 'lexical' | 'semantic'
  /** One unit vector of `dimensions` numbers for each text. Raises `embeddings_unavailable`, and of passages `embeddings_refused`. */
  embed(texts: readonly string[], purpose: 'passage' | 'query', options?: EmbedOptions): Promise<Float32Array[]>
}
