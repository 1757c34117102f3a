import { useId } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Select } from '../../ui/field.tsx'

const modes = ['hybrid', 'semantic', 'full_text'] as const

export interface Settings {
  mode: (typeof modes)[number]
  top_k: number
  min_score: number
}

export const defaults: Settings = { mode: 'hybrid', top_k: 10, min_score: 0 }

interface SettingsBarProps {
  settings: Settings
  onChange: (settings: Settings) => void
  name: string | undefined
}

export function SettingsBar({ settings, onChange, name }: SettingsBarProps) {
  const t = useTranslations('search')
  const format = useFormatter()
  const id = useId()
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {name && (
        <span className="flex size-7 items-center justify-center rounded-full bg-accent text-sm font-semibold text-on-accent">
          {name}
        </span>
      )}
      <Select
        aria-label={t('mode')}
        value={settings.mode}
        onChange={({ target }) =>
          onChange({ ...settings, mode: modes.find((mode) => mode === target.value) ?? 'hybrid' })
        }
      >
        {modes.map((mode) => (
          <option key={mode} value={mode}>
            {t(`mode_${mode}`)}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t('topK')}
        value={settings.top_k}
        onChange={({ target }) => onChange({ ...settings, top_k: Number(target.value) })}
      >
        {[5, 10, 20, 50].map((count) => (
          <option key={count} value={count}>
            {t('top', { count })}
          </option>
        ))}
      </Select>
      <label htmlFor={id} className="flex items-center gap-2 text-sm text-soft">
        {t('minScore')}
        <input
          id={id}
          type="range"
          min={0}
          max={0.8}
          step={0.05}
          value={settings.min_score}
          onChange={({ target }) => onChange({ ...settings, min_score: Number(target.value) })}
          className="w-24 accent-(--accent)"
        />
        <span className="w-8 tabular">{format.number(settings.min_score, { maximumFractionDigits: 2 })}</span>
      </label>
    </div>
  )
}
