import { useFormatter, useTranslations } from 'use-intl'
import type { Execution } from '../../api/execution-stream.ts'

/** How long, how much and for how much an execution ran, in words. */
export function useFacts() {
  const t = useTranslations('runs')
  const format = useFormatter()
  return {
    duration: ({ started_at, completed_at }: Execution): string | null => {
      if (started_at === null || completed_at === null) return null
      const ms = Math.max(0, Date.parse(completed_at) - Date.parse(started_at))
      return ms < 1_000
        ? t('ms', { ms: Math.round(ms) })
        : t('seconds', { seconds: format.number(ms / 1_000, { maximumFractionDigits: 1 }) })
    },
    /** What nobody knows the price of is not free. */
    cost: (usd: number | null | undefined): string => {
      if (usd === null || usd === undefined) return t('priceUnknown')
      if (usd === 0) return t('noCost')
      return format.number(usd, {
        style: 'currency',
        currency: 'USD',
        minimumFractionDigits: 2,
        maximumFractionDigits: usd < 0.01 ? 6 : 4,
      })
    },
    moment: (iso: string): string => format.dateTime(new Date(iso), { dateStyle: 'medium', timeStyle: 'short' }),
  }
}
