import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useClient } from '../../app/app-context.tsx'
import { useTitle } from '../../app/use-title.ts'
import { Empty, PageHeader } from '../../ui/blocks.tsx'
import { Button } from '../../ui/button.tsx'
import { ResultsColumn } from './results-column.tsx'
import { type Filters, noFilters } from './search-body.ts'
import { SearchBox } from './search-box.tsx'
import { SearchFilters } from './search-filters.tsx'
import { defaults, type Settings } from './settings-bar.tsx'

const route = getRouteApi('/c/$client/search')

export function SearchPage() {
  const t = useTranslations('search')
  const client = useClient()
  const { q, base, collection } = route.useSearch()
  const navigate = route.useNavigate()
  const [filters, setFilters] = useState<Filters>(noFilters)
  const [settings, setSettings] = useState<[Settings, Settings]>([defaults, { ...defaults, mode: 'full_text' }])
  const [comparing, setComparing] = useState(false)
  useTitle(q, t('title'), client.name)
  const set = (i: 0 | 1) => (next: Settings) => setSettings(([a, b]) => (i === 0 ? [next, b] : [a, next]))
  const scope = { base, collection }
  return (
    <>
      <PageHeader title={t('title')} lead={q ? undefined : t('lead')}>
        {q && (
          <Button icon="Columns2" aria-pressed={comparing} onClick={() => setComparing(!comparing)}>
            {comparing ? t('stopComparing') : t('compare')}
          </Button>
        )}
      </PageHeader>
      <SearchBox
        key={q}
        initial={q ?? ''}
        scope={scope}
        filters={filters}
        onSearch={(text) => void navigate({ search: (before) => ({ ...before, q: text }) })}
      />
      <SearchFilters
        filters={filters}
        onFilters={setFilters}
        scope={scope}
        onScope={(next) => void navigate({ search: (before) => ({ q: before.q, ...next }), replace: true })}
      />
      {q ? (
        <div className={comparing ? 'grid grid-cols-1 gap-6 xl:grid-cols-2' : ''}>
          <ResultsColumn
            query={q}
            scope={scope}
            filters={filters}
            settings={settings[0]}
            onSettings={set(0)}
            name={comparing ? 'A' : undefined}
          />
          {comparing && (
            <ResultsColumn
              query={q}
              scope={scope}
              filters={filters}
              settings={settings[1]}
              onSettings={set(1)}
              name="B"
            />
          )}
        </div>
      ) : (
        <div className="mt-8">
          <Empty icon="Quote" title={t('empty')} text={t('emptyText')} />
        </div>
      )}
    </>
  )
}
