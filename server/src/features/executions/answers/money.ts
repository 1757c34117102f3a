import type { Database } from '../../../db/pool.ts'
import { withTenant } from '../../../db/tenant.ts'
import { Problem } from '../../../problems.ts'
import { reserveBudget } from '../../budgets/budgets.ts'
import type { Run, Usage } from './run-context.ts'

/** What tokens cost, in US dollars; null where nobody knows. */
export type Price = (tokens: { input: number; output: number; cached?: number }) => number | null

/** How many tokens may be written for what is left of the money. Raises `price_unknown`, `cost_limit_reached`. */
export function affordableTokens(
  usd: number | null,
  { cost_usd }: { cost_usd: number | null },
  priceOf: Price,
  name: string,
  reading: number,
): number {
  if (usd === null) return Number.POSITIVE_INFINITY
  const input = priceOf({ input: reading, output: 0 })
  const thousand = priceOf({ input: 0, output: 1_000 })
  if (input === null || thousand === null || cost_usd === null)
    throw new Problem('price_unknown', { params: { model: name } })
  const left = usd - cost_usd - input
  if (left <= 0) throw new Problem('cost_limit_reached')
  return thousand === 0 ? Number.POSITIVE_INFINITY : (left / thousand) * 1_000
}

/**
 * Reserves of the budgets that an execution is under what its next call may cost at most, or as much of it as they have left.
 * Returns how many tokens it may then write. Raises `price_unknown`, `budget_reached`, `execution_interrupted`.
 */
export async function reserveTokens(
  database: Database,
  { id, principal }: Run,
  { cost_usd }: Usage,
  priceOf: Price,
  model: string,
  { reading, wanted }: { reading: number; wanted: number },
): Promise<number> {
  const costOf = (output: number) => priceOf({ input: reading, output })
  const [most, atLeast] = [costOf(wanted), costOf(1)]
  if (most === null || atLeast === null || cost_usd === null) throw new Problem('price_unknown', { params: { model } })
  const granted = await withTenant(database, principal, (tx) =>
    reserveBudget(tx, id, { spent: cost_usd, wanted: most, atLeast }),
  )
  if (granted === undefined) throw new Problem('execution_interrupted')
  if (granted >= most) return wanted
  // Prices are linear in what is written.
  return Math.max(1, Math.floor(1 + ((granted - atLeast) / (most - atLeast)) * (wanted - 1)))
}
