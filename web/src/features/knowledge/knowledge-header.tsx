import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useClient } from '../../app/app-context.tsx'
import { PageHeader } from '../../ui/blocks.tsx'
import { Icon } from '../../ui/icon.tsx'

interface KnowledgeHeaderProps {
  /** What the page is a part of: the name of a base, or a collection and its id. */
  within: { name: string | undefined; collection?: string }
  title: ReactNode
  lead?: ReactNode
  /** What can be done on the page. */
  children: ReactNode
}

/** The head of a page within the knowledge, with the way back up. */
export function KnowledgeHeader({ within, title, lead, children }: KnowledgeHeaderProps) {
  const t = useTranslations('collection')
  const nav = useTranslations('nav')
  const { id: client } = useClient()
  const name = within.name ?? '…'
  const above = (
    <nav aria-label={t('breadcrumb')} className="mb-1.5 flex min-w-0 items-center gap-1 text-sm text-faint">
      <Link to="/c/$client/knowledge" params={{ client }} className="rounded hover:text-ink hover:underline">
        {nav('knowledge')}
      </Link>
      <Icon name="ChevronRight" size={14} className="shrink-0" />
      {within.collection === undefined ? (
        <span className="truncate">{name}</span>
      ) : (
        <Link
          to="/c/$client/collections/$collection"
          params={{ client, collection: within.collection }}
          className="truncate rounded hover:text-ink hover:underline"
        >
          {name}
        </Link>
      )}
    </nav>
  )
  return (
    <PageHeader above={above} title={title} lead={lead}>
      {children}
    </PageHeader>
  )
}
