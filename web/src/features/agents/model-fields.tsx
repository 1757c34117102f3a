import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useClient } from '../../app/app-context.tsx'
import { Notice } from '../../ui/blocks.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { CredentialDialog } from './credential-dialog.tsx'
import { NumberField } from './number-field.tsx'
import { type Configuration, credentialsQuery } from './queries.ts'
import { useDraftOf, useValidity } from './use-draft.ts'

type Model = Configuration['model']
type LanguageModel = Exclude<Model, { provider: 'extractive' }>
type Provider = Model['provider']

const providers = ['extractive', 'openai', 'anthropic', 'openai_compatible'] as const satisfies Provider[]
const examples: Record<LanguageModel['provider'], string> = {
  openai: 'gpt-5-mini',
  anthropic: 'claude-sonnet-4-5',
  openai_compatible: 'llama3.3:70b',
}

interface ModelFieldsProps {
  label: string
  hint?: string
  field: 'model' | 'fallback_model'
  model: Model | null
  onChange: (model: Model | null) => void
}

/** Which model answers, with whose key, and how. */
export function ModelFields({ label, hint, field, model, onChange }: ModelFieldsProps) {
  const t = useTranslations('editor')
  const choose = (provider: string) => {
    if (provider === '') onChange(null)
    else if (provider === 'extractive') onChange({ provider })
    else {
      const before = model && model.provider !== 'extractive' ? model : { parameters: {}, credential_id: null }
      onChange({ ...before, provider: provider as LanguageModel['provider'], name: '' })
    }
  }
  return (
    <div className="flex flex-col gap-4">
      <SelectField
        label={label}
        hint={hint}
        value={model?.provider ?? ''}
        onChange={({ target }) => choose(target.value)}
      >
        {field === 'fallback_model' && <option value="">{t('noFallback')}</option>}
        {providers.map((provider) => (
          <option key={provider} value={provider}>
            {t(`provider_${provider}`)}
          </option>
        ))}
      </SelectField>
      {model?.provider === 'extractive' && field === 'model' && (
        <Notice tone="plain" icon="Quote">
          {t('extractiveText')}
        </Notice>
      )}
      {model && model.provider !== 'extractive' && <Language field={field} model={model} onChange={onChange} />}
    </div>
  )
}

function Language({
  field,
  model,
  onChange,
}: {
  field: ModelFieldsProps['field']
  model: LanguageModel
  onChange: (model: LanguageModel) => void
}) {
  const t = useTranslations('editor')
  const client = useClient()
  const draft = useDraftOf()
  const credentials = useQuery(credentialsQuery(client))
  const [adding, setAdding] = useState(false)
  useValidity(`${field}.name`, model.name.trim() !== '')
  const parameters = model.parameters ?? {}
  const set = (name: keyof typeof parameters, value: number | null) => {
    const { [name]: _, ...others } = parameters
    onChange({ ...model, parameters: value === null ? others : { ...others, [name]: value } })
  }
  const problem = draft.problemOf(`configuration.${field}.credential_id`)
  return (
    <>
      <TextField
        label={t('modelName')}
        hint={t('modelNameHint', { example: examples[model.provider] })}
        error={model.name.trim() === '' ? t('needed') : draft.problemOf(`configuration.${field}.name`)}
        value={model.name}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => onChange({ ...model, name: target.value })}
      />
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-0 flex-1 basis-52">
          <SelectField
            label={t('credential')}
            hint={model.credential_id ? undefined : t('credentialHint')}
            error={problem}
            value={model.credential_id ?? ''}
            onChange={({ target }) => onChange({ ...model, credential_id: target.value || null })}
          >
            <option value="">{t('installCredential')}</option>
            {credentials.data?.map(({ id, name, last_four }) => (
              <option key={id} value={id}>
                {last_four ? `${name} (…${last_four})` : name}
              </option>
            ))}
          </SelectField>
        </div>
        <Button icon="KeyRound" onClick={() => setAdding(true)} className={model.credential_id ? '' : 'mb-6.5'}>
          {t('newCredential')}
        </Button>
      </div>
      <CredentialDialog
        open={adding}
        provider={model.provider}
        onClose={() => setAdding(false)}
        onMade={(id) => onChange({ ...model, credential_id: id })}
      />
      <details className="rounded-xl border border-line px-4 py-3">
        <summary className="rounded text-sm font-medium">{t('parameters')}</summary>
        <p className="mt-2 text-sm text-faint">{t('parametersHint')}</p>
        <div className="mt-4 grid grid-cols-1 gap-4 sm:grid-cols-2">
          {(['temperature', 'top_p', 'max_output_tokens', 'seed'] as const).map((name) => (
            <NumberField
              key={name}
              label={t(`parameter_${name}`)}
              path={`${field}.parameters.${name}`}
              value={parameters[name]}
              optional
              onChange={(value) => set(name, value)}
            />
          ))}
          <div className="sm:col-span-2">
            <TextArea
              label={t('parameter_stop')}
              hint={t('stopHint')}
              error={draft.problemOf(`configuration.${field}.parameters.stop`)}
              rows={2}
              defaultValue={parameters.stop?.join('\n') ?? ''}
              onChange={({ target }) => {
                const lines = target.value.split('\n').filter((line) => line !== '')
                const { stop: _, ...others } = parameters
                onChange({ ...model, parameters: lines.length > 0 ? { ...others, stop: lines } : others })
              }}
            />
          </div>
        </div>
      </details>
    </>
  )
}
