import type { DocumentEvent } from '@renum/client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useApp, useClient, useMay } from '../../app/app-context.tsx'
import { Bar, Card, Notice } from '../../ui/blocks.tsx'
import { Button } from '../../ui/button.tsx'
import { useProgressText } from '../knowledge/progress-text.ts'
import type { Document } from '../knowledge/queries.ts'
import { useAct } from './use-act.ts'
import { Warnings } from './warnings.tsx'

/** How far a document is, what went wrong with it, and what can be done about that. */
export function DocumentState({ document }: { document: Document }) {
  const progress = useProgress(document)
  const { status, embedding_status } = document
  return (
    <>
      {status === 'failed' && <Failed document={document} />}
      {(status === 'pending' || status === 'processing') && <UnderWay document={document} progress={progress} />}
      {(embedding_status === 'failed' || embedding_status === 'pending') && <NotEmbedded document={document} />}
      <Warnings warnings={document.warnings} />
    </>
  )
}

/** What happens to the document while it is processed; once that ends, the document is read again. */
function useProgress(document: Document): DocumentEvent | undefined {
  const { live } = useApp()
  const client = useClient()
  const cache = useQueryClient()
  const [event, setEvent] = useState<DocumentEvent>()
  const underWay = document.status === 'pending' || document.status === 'processing'
  useEffect(() => {
    if (!underWay) return
    return live.subscribe(client.id, document.collection_id, (next) => {
      if (next.document_id !== document.id) return
      setEvent(next)
      if (next.event === 'progress') return
      void cache.invalidateQueries({ queryKey: ['document', client.id, document.id] })
      void cache.invalidateQueries({ queryKey: ['versions', document.id] })
      void cache.invalidateQueries({ queryKey: ['chunks', document.id] })
    })
  }, [live, client.id, document.id, document.collection_id, underWay, cache])
  return event
}

function UnderWay({ document, progress }: { document: Document; progress: DocumentEvent | undefined }) {
  const t = useTranslations('document')
  const text = useProgressText()
  const said = text({ step: progress?.step, percent: progress?.percent, waitingFor: progress?.waiting_for })
  return (
    <Card className="px-5 py-4">
      <p className="font-medium">{document.current_version === null ? t('firstProcessing') : t('newProcessing')}</p>
      <p className="mt-0.5 mb-3 text-sm text-soft">{said}</p>
      <Bar value={(progress?.percent ?? 0) / 100} label={said} />
    </Card>
  )
}

function Failed({ document }: { document: Document }) {
  const t = useTranslations('document')
  const mayWrite = useMay('user')
  const act = useAct(document)
  return (
    <Notice
      tone="bad"
      title={document.error_message ?? t('failed')}
      action={
        mayWrite && (
          <Button size="small" icon="RotateCcw" onClick={() => void act('reprocess')}>
            {t('tryAgain')}
          </Button>
        )
      }
    >
      {document.current_version === null ? t('failedFirst') : t('failedLater', { number: document.current_version })}
    </Notice>
  )
}

/** It is found by its words: how many of its passages by their meaning too, why not the others, and another try. */
function NotEmbedded({ document }: { document: Document }) {
  const t = useTranslations('document')
  const mayWrite = useMay('user')
  const act = useAct(document)
  const [busy, setBusy] = useState(false)
  const { embedding_status, embedding_error_message: reason, embedded_count: done, chunk_count: count } = document
  const failed = embedding_status === 'failed'
  const again = async () => {
    setBusy(true)
    await act('embed')
    setBusy(false)
  }
  return (
    <Notice
      tone={failed || reason !== null ? 'warn' : 'plain'}
      icon={failed || reason !== null ? 'TriangleAlert' : 'LoaderCircle'}
      title={failed ? t('notEmbedded') : t('embedding')}
      action={
        mayWrite &&
        (failed || reason !== null) && (
          <Button size="small" icon="RotateCcw" busy={busy} onClick={() => void again()}>
            {t('tryAgain')}
          </Button>
        )
      }
    >
      {reason !== null && <p>{reason}</p>}
      <p>{t('embeddedCount', { done, count })}</p>
    </Notice>
  )
}
