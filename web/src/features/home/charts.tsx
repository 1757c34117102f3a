import type { Schemas } from '@renum/client'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { useMay } from '../../app/app-context.tsx'
import { Card } from '../../ui/blocks.tsx'
import { Usage } from '../team/settings-page.tsx'

export function Charts({ overview }: { overview: Schemas['Overview'] }) {
  const t = useTranslations('home')
  const admin = useMay('admin')
  const { ready, under_way, failed, cancelled, total } = overview.documents
  const parts = [
    { key: 'ready', count: ready, className: 'bg-chart-1' },
    { key: 'underWay', count: under_way, className: 'bg-chart-3' },
    { key: 'failed', count: failed, className: 'bg-danger' },
    { key: 'cancelled', count: cancelled, className: 'bg-line-strong' },
  ] as const
  return (
    <section aria-labelledby="use" className="flex flex-col gap-3">
      <h2 id="use" className="font-serif text-xl font-medium">
        {t('use')}
      </h2>
      <Card className="p-6">
        <Days days={overview.days} />
      </Card>
      <Card className="p-6">
        <h3 className="mb-3 font-medium">{t('byStatus')}</h3>
        <div aria-hidden="true" className="flex h-3 gap-0.5 overflow-hidden rounded-full">
          {parts
            .filter(({ count }) => count > 0)
            .map(({ key, count, className }) => (
              <div key={key} className={className} style={{ width: `${(count / total) * 100}%` }} />
            ))}
        </div>
        <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-1.5 text-sm">
          {parts
            .filter(({ count }) => count > 0)
            .map(({ key, count, className }) => (
              <li key={key} className="flex items-center gap-2 tabular">
                <span aria-hidden="true" className={`size-2.5 rounded-full ${className}`} />
                {t(`status_${key}`, { count })}
              </li>
            ))}
        </ul>
      </Card>
      {admin && <Usage />}
    </section>
  )
}

/** Documents that came, day by day: bars for the eye, a table for who does not see them. */
function Days({ days }: { days: Schemas['Overview']['days'] }) {
  const t = useTranslations('home')
  const format = useFormatter()
  const [shown, setShown] = useState<number | null>(null)
  const most = Math.max(1, ...days.map(({ documents }) => documents))
  const sum = days.reduce((total, { documents }) => total + documents, 0)
  const dayText = (day: string) =>
    format.dateTime(new Date(`${day}T12:00:00Z`), { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const at = shown === null ? undefined : days[shown]
  const width = 100 / days.length
  return (
    <figure>
      <figcaption className="mb-4 flex items-baseline justify-between gap-3">
        <span className="font-medium">{t('days', { count: days.length })}</span>
        <span className="text-sm text-faint tabular">
          {at ? `${dayText(at.day)}: ${t('documents', { count: at.documents })}` : t('documents', { count: sum })}
        </span>
      </figcaption>
      <svg
        viewBox="0 0 100 40"
        preserveAspectRatio="none"
        aria-hidden="true"
        className="h-28 w-full"
        onPointerLeave={() => setShown(null)}
      >
        {days.map(({ day, documents }, i) => {
          const height = documents === 0 ? 0.6 : Math.max(2, (documents / most) * 39)
          return (
            <g key={day} onPointerEnter={() => setShown(i)}>
              <rect x={i * width} y={0} width={width} height={40} fill="transparent" />
              <rect
                x={i * width + width * 0.14}
                y={40 - height}
                width={width * 0.72}
                height={height}
                rx={0.5}
                fill={documents === 0 ? 'var(--line)' : 'var(--chart-1)'}
                opacity={shown === null || shown === i ? 1 : 0.4}
              />
            </g>
          )
        })}
      </svg>
      <div aria-hidden="true" className="mt-1.5 flex justify-between text-xs text-faint">
        <span>{days[0] && dayText(days[0].day)}</span>
        <span>{days.at(-1) && dayText(days.at(-1)?.day ?? '')}</span>
      </div>
      <table className="sr-only">
        <caption>{t('days', { count: days.length })}</caption>
        <tbody>
          {days
            .filter(({ documents }) => documents > 0)
            .map(({ day, documents }) => (
              <tr key={day}>
                <th scope="row">{dayText(day)}</th>
                <td>{t('documents', { count: documents })}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </figure>
  )
}
