/** Where a worker may die of a document, in their order: of its words, and behind them of its vectors. */
export const steps = ['fetching', 'parsing', 'splitting', 'storing', 'embedding', 'saving'] as const
export type Step = (typeof steps)[number]
