import { useEffect, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { readCsv } from './read-csv.ts'

/** Rows that are drawn: of a longer table those around what is cited. */
const most = 500

interface TableViewProps {
  bytes: ArrayBuffer
  /** The rows that are cited, from 1. */
  row: number | undefined
  rowEnd: number | undefined
}

export function TableView({ bytes, row, rowEnd }: TableViewProps) {
  const t = useTranslations('document')
  const rows = useMemo(() => readCsv(new TextDecoder().decode(bytes)), [bytes])
  const [head = [], ...rest] = rows
  const from = row === undefined ? 0 : Math.max(0, Math.min(row - 2 - most / 2, rest.length - most))
  const first = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (row !== undefined) first.current?.scrollIntoView({ block: 'center' })
  }, [row])
  return (
    <div className="p-4">
      <table className="w-full border-collapse text-sm">
        <thead>
          <tr>
            {head.map((cell, i) => (
              <th key={i} scope="col" className="border-b border-line-strong px-2.5 py-2 text-left font-medium">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rest.slice(from, from + most).map((cells, i) => {
            const number = from + i + 2
            const cited = row !== undefined && number >= row && number <= (rowEnd ?? row)
            return (
              <tr key={number} ref={number === row ? first : undefined} className={cited ? 'bg-mark text-on-mark' : ''}>
                {cells.map((cell, j) => (
                  <td key={j} className="border-b border-line px-2.5 py-1.5 align-top">
                    {cell}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
      {rest.length > most && (
        <p className="mt-3 text-sm text-faint">{t('rowsShown', { shown: most, count: rest.length })}</p>
      )}
    </div>
  )
}
