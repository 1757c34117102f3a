/** Where a worker may die of a document, in their order. */
export const steps = ['fetching', 'parsing', 'splitting', 'embedding', 'storing'] as const
export type Step = (typeof steps)[number]
