import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { useClient } from '../../app/app-context.tsx'
import { TextField } from '../../ui/field.tsx'
import { boundsOf, configurationSchemaQuery, judge } from './schema-bounds.ts'
import { useDraftOf, useValidity } from './use-draft.ts'

interface NumberFieldProps {
  label: string
  hint?: string
  /** In the configuration: `limits.steps`. */
  path: string
  value: number | null | undefined
  /** Whether it may be left empty. */
  optional?: boolean
  onChange: (value: number | null) => void
}

/** A number of the configuration, within what its schema says; what is written stays, also where it cannot be kept. */
export function NumberField({ label, hint, path, value, optional = false, onChange }: NumberFieldProps) {
  const t = useTranslations('editor')
  const format = useFormatter()
  const client = useClient()
  const draft = useDraftOf()
  const schema = useQuery(configurationSchemaQuery(client))
  const bounds = boundsOf(schema.data, path)
  const [text, setText] = useState(value === null || value === undefined ? '' : format.number(value, plain))
  const { least, most, above } = bounds
  const range =
    least !== undefined && most !== undefined
      ? above
        ? t('upTo', { most: format.number(most) })
        : t('between', { least: format.number(least), most: format.number(most) })
      : undefined
  const judged = judge(text, bounds)
  const faulty = judged === 'invalid' || (judged === 'empty' && !optional)
  useValidity(path, !faulty)
  const error = faulty
    ? judged === 'empty'
      ? t('needed')
      : (range ?? t('noNumber'))
    : draft.problemOf(`configuration.${path}`)
  return (
    <TextField
      label={label}
      hint={[hint, faulty ? undefined : range].filter(Boolean).join(' ') || undefined}
      error={error}
      inputMode="decimal"
      autoComplete="off"
      value={text}
      onChange={({ target }) => {
        setText(target.value)
        const next = judge(target.value, bounds)
        if (next === 'empty' && optional) onChange(null)
        else if (typeof next === 'number') onChange(next)
      }}
    />
  )
}

const plain = { useGrouping: false, maximumFractionDigits: 6 } as const
