import type { ReactNode } from 'react'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { Card } from '../../ui/blocks.tsx'
import { SelectField, Switch, TextArea, TextField } from '../../ui/field.tsx'
import { KnowledgeFields } from './knowledge-fields.tsx'
import { ModelFields } from './model-fields.tsx'
import { NumberField } from './number-field.tsx'
import { OpeningQuestionsField } from './opening-questions-field.tsx'
import type { Configuration } from './queries.ts'
import { useDraftOf, useValidity } from './use-draft.ts'

const modes = ['hybrid', 'semantic', 'full_text'] as const
const tools = ['search_knowledge', 'read_document'] as const
const limits = ['steps', 'tokens', 'seconds'] as const

/** Every setting of an agent. */
export function EditorForm() {
  const t = useTranslations('editor')
  const common = useTranslations('common')
  const search = useTranslations('search')
  const draft = useDraftOf()
  const { name, description, configuration, change, configure, problemOf, revision } = draft
  useValidity('name', name.trim() !== '')
  const { model, retrieval } = configuration
  const speaks = model.provider !== 'extractive'
  const toggle = (tool: (typeof tools)[number], on: boolean) =>
    configure({ tools: on ? [...configuration.tools, tool] : configuration.tools.filter((one) => one !== tool) })
  return (
    <div key={revision} className="flex flex-col gap-5">
      <Section title={t('identity')}>
        <TextField
          label={common('name')}
          value={name}
          maxLength={200}
          error={name.trim() === '' ? t('needed') : problemOf('name')}
          onChange={({ target }) => change({ name: target.value })}
        />
        <TextArea
          label={t('description')}
          hint={t('descriptionHint')}
          error={problemOf('description')}
          rows={2}
          maxLength={2000}
          value={description ?? ''}
          onChange={({ target }) => change({ description: target.value })}
        />
        <Switch
          label={t('on')}
          hint={t('onHint')}
          checked={draft.status === 'active'}
          onChange={(on) => change({ status: on ? 'active' : 'inactive' })}
        />
      </Section>
      <Section title={t('knowledge')} lead={t('knowledgeLead')}>
        <KnowledgeFields knowledge={configuration.knowledge} onChange={(knowledge) => configure({ knowledge })} />
      </Section>
      <Section title={t('model')}>
        <ModelFields
          label={t('answersBy')}
          field="model"
          model={model}
          onChange={(next) => {
            // Who asks no model has none that could fail.
            if (next) configure({ model: next, ...(next.provider === 'extractive' && { fallback_model: null }) })
          }}
        />
        {speaks && (
          <>
            <TextArea
              label={t('instructions')}
              hint={t('instructionsHint')}
              error={problemOf('configuration.instructions')}
              rows={6}
              maxLength={20_000}
              value={configuration.instructions}
              placeholder={t('instructionsExample')}
              onChange={({ target }) => configure({ instructions: target.value })}
            />
            <fieldset className="flex flex-col gap-3">
              <legend className="mb-2 text-sm font-medium">{t('tools')}</legend>
              {tools.map((tool) => (
                <Switch
                  key={tool}
                  label={t(`tool_${tool}`)}
                  hint={t(`toolHint_${tool}`)}
                  checked={configuration.tools.includes(tool)}
                  onChange={(on) => toggle(tool, on)}
                />
              ))}
            </fieldset>
            <ModelFields
              label={t('fallback')}
              hint={t('fallbackHint')}
              field="fallback_model"
              model={configuration.fallback_model}
              onChange={(next) => configure({ fallback_model: next })}
            />
          </>
        )}
      </Section>
      <Section title={t('conversation')}>
        <SelectField
          label={common('language')}
          value={configuration.language}
          onChange={({ target }) => configure({ language: target.value as Configuration['language'] })}
        >
          {(['auto', 'pt', 'en'] as const).map((language) => (
            <option key={language} value={language}>
              {t(`language_${language}`)}
            </option>
          ))}
        </SelectField>
        {speaks && (
          <NumberField
            label={t('history')}
            hint={t('historyHint')}
            path="history"
            value={configuration.history}
            onChange={(history) => history !== null && configure({ history })}
          />
        )}
        <OpeningQuestionsField
          questions={configuration.opening_questions}
          onChange={(opening_questions) => configure({ opening_questions })}
        />
      </Section>
      <Section title={t('retrieval')} lead={t('retrievalLead')}>
        <SelectField
          label={search('mode')}
          value={retrieval.mode}
          onChange={({ target }) =>
            configure({ retrieval: { ...retrieval, mode: target.value as (typeof modes)[number] } })
          }
        >
          {modes.map((mode) => (
            <option key={mode} value={mode}>
              {search(`mode_${mode}`)}
            </option>
          ))}
        </SelectField>
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <NumberField
            label={t('topK')}
            path="retrieval.top_k"
            value={retrieval.top_k}
            onChange={(top_k) => top_k !== null && configure({ retrieval: { ...retrieval, top_k } })}
          />
          <NumberField
            label={search('minScore')}
            hint={t('minScoreHint')}
            path="retrieval.min_score"
            value={retrieval.min_score}
            onChange={(min_score) => min_score !== null && configure({ retrieval: { ...retrieval, min_score } })}
          />
        </div>
      </Section>
      <Section title={t('limits')} lead={t('limitsLead')}>
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          {limits.map((limit) => (
            <NumberField
              key={limit}
              label={t(`limit_${limit}`)}
              path={`limits.${limit}`}
              value={configuration.limits[limit]}
              onChange={(value) => value !== null && configure({ limits: { ...configuration.limits, [limit]: value } })}
            />
          ))}
          <NumberField
            label={t('limit_usd')}
            hint={t('limitUsdHint')}
            path="limits.usd"
            value={configuration.limits.usd}
            optional
            onChange={(usd) => configure({ limits: { ...configuration.limits, usd } })}
          />
        </div>
      </Section>
    </div>
  )
}

function Section({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const id = useId()
  return (
    <Card className="p-5 sm:p-6">
      <section aria-labelledby={id} className="flex flex-col gap-5">
        <div>
          <h2 id={id} className="font-serif text-xl font-medium">
            {title}
          </h2>
          {lead && <p className="mt-1 text-sm text-faint">{lead}</p>}
        </div>
        {children}
      </section>
    </Card>
  )
}
