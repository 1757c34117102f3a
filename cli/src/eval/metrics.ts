/** The measures of one mode, each the mean over all questions, with its 95 % interval. */
export interface Measures {
  ndcg10: number
  mrr10: number
  recall1: number
  recall3: number
  recall5: number
  recall10: number
  ci95: Record<'ndcg10' | 'mrr10' | 'recall1' | 'recall3' | 'recall5' | 'recall10', [number, number]>
}

/**
 * Measures rankings of questions that have one right document each.
 *
 * With one right document at rank r (from 1; null where it is not found): nDCG@10 = 1 / log2(1 + r), MRR@10 = 1 / r,
 * recall@k = 1 where r <= k (Manning, Raghavan and Schütze 2008, ch. 8). The interval is the normal approximation of
 * the mean's, ± 1.96 standard errors.
 *
 * @param ranks of the right document, one a question
 */
export function measure(ranks: readonly (number | null)[]): Measures {
  const within = (k: number) => (rank: number | null) => (rank !== null && rank <= k ? 1 : 0)
  const values = {
    ndcg10: ranks.map((rank) => (rank !== null && rank <= 10 ? 1 / Math.log2(1 + rank) : 0)),
    mrr10: ranks.map((rank) => (rank !== null && rank <= 10 ? 1 / rank : 0)),
    recall1: ranks.map(within(1)),
    recall3: ranks.map(within(3)),
    recall5: ranks.map(within(5)),
    recall10: ranks.map(within(10)),
  }
  const means = Object.entries(values).map(([name, list]) => [name, round(mean(list))])
  const intervals = Object.entries(values).map(([name, list]) => {
    const error = 1.96 * (deviation(list) / Math.sqrt(Math.max(1, list.length)))
    return [name, [round(Math.max(0, mean(list) - error)), round(Math.min(1, mean(list) + error))]]
  })
  return { ...Object.fromEntries(means), ci95: Object.fromEntries(intervals) }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

function deviation(values: readonly number[]): number {
  const average = mean(values)
  return Math.sqrt(mean(values.map((value) => (value - average) ** 2)))
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
