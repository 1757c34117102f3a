/** How the double of a model answers a question: so many tokens, one every so many ms. */
export interface Script {
  tokens: number
  every_ms: number
  /** Under which its calls are counted. */
  run: string
}

export const questionOf = ({ tokens, every_ms, run }: Script) =>
  `Quantos dias de férias e qual prazo de entrega? (${tokens} tokens, ${every_ms} ms, ${run})`

/** Undefined for a question that has none. */
export function scriptOf(question: string): Script | undefined {
  const [, tokens, every_ms, run] = /\((\d+) tokens, (\d+) ms, ([\w-]+)\)/.exec(question) ?? []
  return run === undefined ? undefined : { tokens: Number(tokens), every_ms: Number(every_ms), run }
}
