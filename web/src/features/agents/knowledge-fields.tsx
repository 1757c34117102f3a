import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { useClient } from '../../app/app-context.tsx'
import { Notice } from '../../ui/blocks.tsx'
import { SelectField } from '../../ui/field.tsx'
import { basesQuery, collectionsQuery } from '../knowledge/queries.ts'
import type { Configuration } from './queries.ts'
import { useDraftOf } from './use-draft.ts'

type Knowledge = Configuration['knowledge']

/** Where the agent looks: everywhere, in a base, or in chosen collections of it or of all. */
export function KnowledgeFields({
  knowledge,
  onChange,
}: {
  knowledge: Knowledge
  onChange: (knowledge: Knowledge) => void
}) {
  const t = useTranslations('editor')
  const id = useId()
  const client = useClient()
  const draft = useDraftOf()
  const bases = useQuery(basesQuery(client))
  const collections = useQuery(collectionsQuery(client))
  const { knowledge_base_id, collection_ids } = knowledge
  const shelves = (collections.data ?? []).filter(
    ({ knowledge_base_id: base }) => knowledge_base_id === null || base === knowledge_base_id,
  )
  const problem = draft.problemOf('configuration.knowledge')
  const gone = collections.data
    ? collection_ids.filter((one) => !collections.data.some((shelf) => shelf.id === one)).length
    : 0
  return (
    <div className="flex flex-col gap-4">
      <SelectField
        label={t('base')}
        error={problem}
        value={knowledge_base_id ?? ''}
        onChange={({ target }) => onChange({ knowledge_base_id: target.value || null, collection_ids: [] })}
      >
        <option value="">{t('allBases')}</option>
        {bases.data?.map((base) => (
          <option key={base.id} value={base.id}>
            {base.name}
          </option>
        ))}
      </SelectField>
      {shelves.length > 0 && (
        <fieldset aria-describedby={`${id}-hint`}>
          <legend className="mb-1.5 text-sm font-medium">{t('collections')}</legend>
          <div className="flex max-h-64 flex-col overflow-y-auto rounded-lg border border-line-strong/70 p-1.5">
            {shelves.map((shelf) => (
              <label
                key={shelf.id}
                className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 hover:bg-hover"
              >
                <input
                  type="checkbox"
                  className="size-4 shrink-0 accent-(--accent)"
                  checked={collection_ids.includes(shelf.id)}
                  onChange={({ target }) =>
                    onChange({
                      knowledge_base_id,
                      collection_ids: target.checked
                        ? [...collection_ids, shelf.id]
                        : collection_ids.filter((one) => one !== shelf.id),
                    })
                  }
                />
                <span className="min-w-0 flex-1 truncate">{shelf.name}</span>
                {knowledge_base_id === null && <span className="truncate text-xs text-faint">{shelf.base}</span>}
              </label>
            ))}
          </div>
          <p id={`${id}-hint`} className="mt-1.5 text-sm text-faint">
            {collection_ids.length === 0 ? t('collectionsAll') : t('collectionsSome', { count: collection_ids.length })}
          </p>
        </fieldset>
      )}
      {gone > 0 && <Notice title={t('collectionsGone', { count: gone })}>{t('collectionsGoneText')}</Notice>}
      <p className="text-sm text-faint">{t('knowledgeAccess')}</p>
    </div>
  )
}
