import type { RanksByMode } from './ask-in-each-mode.ts'
import { type Measures, measure } from './metrics.ts'

/** The measures of each mode, as they go into JSON. */
export function measureModes(ranks: RanksByMode<number | null>): Record<string, Measures> {
  return Object.fromEntries([...ranks].map(([mode, each]) => [mode, measure(each)]))
}

/** The measures as a table, each with half its 95 % interval. */
export function figuresTable(measured: Record<string, Measures>): string {
  const columns = ['ndcg10', 'mrr10', 'recall1', 'recall3', 'recall5', 'recall10'] as const
  const head = ['', 'nDCG@10', 'MRR@10', 'recall@1', 'recall@3', 'recall@5', 'recall@10']
  const rows = Object.entries(measured).map(([mode, measures]) => [
    mode,
    ...columns.map((column) => {
      const [low, high] = measures.ci95[column]
      return `${measures[column].toFixed(3)} ±${((high - low) / 2).toFixed(3)}`
    }),
  ])
  return [head, ...rows]
    .map((cells) => cells.map((cell) => cell.padEnd(14)).join(''))
    .map((line) => line.trimEnd())
    .join('\n')
}
