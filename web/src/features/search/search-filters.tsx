import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useClient } from '../../app/app-context.tsx'
import { Button } from '../../ui/button.tsx'
import { Select, SelectField, TextField } from '../../ui/field.tsx'
import { basesQuery, collectionsQuery, type FileKind, fileKinds } from '../knowledge/queries.ts'
import { type Filters, noFilters, type Scope, searchLanguages } from './search-body.ts'

interface SearchFiltersProps {
  filters: Filters
  onFilters: (filters: Filters) => void
  scope: Scope
  onScope: (scope: Scope) => void
}

export function SearchFilters({ filters, onFilters, scope, onScope }: SearchFiltersProps) {
  const t = useTranslations('search')
  const kinds = useTranslations('collection')
  const client = useClient()
  const bases = useQuery(basesQuery(client))
  const collections = useQuery(collectionsQuery(client))
  const [open, setOpen] = useState(false)
  const count = Object.values(filters).filter(Boolean).length
  const value = scope.collection ? `collection ${scope.collection}` : scope.base ? `base ${scope.base}` : ''
  return (
    <div className="mt-3 mb-6">
      <div className="flex flex-wrap items-center gap-2">
        <Select
          aria-label={t('scope')}
          className="w-full sm:w-72"
          value={value}
          onChange={(event) => {
            const [kind, id] = event.target.value.split(' ')
            onScope(kind === 'collection' ? { collection: id } : kind === 'base' ? { base: id } : {})
          }}
        >
          <option value="">{t('everything')}</option>
          {bases.data?.map((base) => (
            <optgroup key={base.id} label={base.name}>
              <option value={`base ${base.id}`}>{t('wholeBase', { name: base.name })}</option>
              {collections.data
                ?.filter(({ knowledge_base_id }) => knowledge_base_id === base.id)
                .map(({ id, name }) => (
                  <option key={id} value={`collection ${id}`}>
                    {name}
                  </option>
                ))}
            </optgroup>
          ))}
        </Select>
        <Button kind="quiet" icon="SlidersHorizontal" aria-expanded={open} onClick={() => setOpen(!open)}>
          {count > 0 ? t('filtersCount', { count }) : t('filters')}
        </Button>
        {count > 0 && (
          <Button kind="quiet" size="small" icon="X" onClick={() => onFilters(noFilters)}>
            {kinds('clearFilters')}
          </Button>
        )}
      </div>
      {open && (
        <div className="mt-3 grid grid-cols-1 gap-4 rounded-2xl border border-line bg-surface p-4 sm:grid-cols-2 lg:grid-cols-4">
          <SelectField
            label={kinds('filterKind')}
            value={filters.kind ?? ''}
            onChange={({ target }) =>
              onFilters({ ...filters, kind: (target.value || undefined) as FileKind | undefined })
            }
          >
            <option value="">{kinds('anyKind')}</option>
            {(Object.keys(fileKinds) as FileKind[]).map((kind) => (
              <option key={kind} value={kind}>
                {kinds(`kind_${kind}`)}
              </option>
            ))}
          </SelectField>
          <SelectField
            label={kinds('filterLanguage')}
            value={filters.language ?? ''}
            onChange={({ target }) =>
              onFilters({ ...filters, language: searchLanguages.find((one) => one === target.value) })
            }
          >
            <option value="">{kinds('anyLanguage')}</option>
            {searchLanguages.map((language) => (
              <option key={language} value={language}>
                {kinds(`language_${language}`)}
              </option>
            ))}
          </SelectField>
          <TextField
            label={t('after')}
            type="date"
            value={filters.after ?? ''}
            onChange={({ target }) => onFilters({ ...filters, after: target.value || undefined })}
          />
          <TextField
            label={t('before')}
            type="date"
            value={filters.before ?? ''}
            onChange={({ target }) => onFilters({ ...filters, before: target.value || undefined })}
          />
        </div>
      )}
    </div>
  )
}
