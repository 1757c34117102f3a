import { useNavigate } from '@tanstack/react-router'
import { useState, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { useProblemText } from '../../api/problem-text.ts'
import { useApp } from '../../app/app-context.tsx'
import { Bar } from '../../ui/blocks.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useProgressText } from './progress-text.ts'
import { hasEnded, type Upload } from './uploads.ts'

/** How far each file is, wherever one goes in the app meanwhile. */
export function UploadPanel() {
  const t = useTranslations('uploads')
  const { uploads } = useApp()
  const all = useSyncExternalStore(uploads.subscribe, uploads.list)
  const [folded, setFolded] = useState(false)
  if (all.length === 0) return null
  const ended = all.filter(hasEnded).length
  const failed = all.filter(({ status }) => status === 'failed').length
  const done = ended === all.length
  // A zip is as many documents as were in it.
  const ready = all.filter(({ status }) => status === 'ready')
  const documents = ready.reduce((sum, { unpacked }) => sum + (unpacked?.documents ?? 1), 0)
  const part = all.reduce((sum, upload) => sum + (hasEnded(upload) ? 1 : (upload.percent ?? 0) / 100), 0) / all.length
  // What failed is what one looks for.
  const ordered = [
    ...all.filter(({ status }) => status === 'failed'),
    ...all.filter(({ status }) => status !== 'failed'),
  ]
  const title = done ? t('done', { count: documents, failed }) : t('underWay', { ended, count: all.length })
  return (
    <section
      aria-label={t('title')}
      className="fixed right-3 bottom-19 z-30 w-[calc(100%-1.5rem)] max-w-sm animate-rise overflow-hidden rounded-2xl border border-line bg-surface shadow-raised md:right-5 md:bottom-5"
    >
      <div className="flex items-center gap-2 py-2 pr-2 pl-4">
        <p role="status" className="min-w-0 flex-1 font-medium">
          {title}
        </p>
        <IconButton
          icon="ChevronDown"
          label={folded ? t('unfold') : t('fold')}
          aria-expanded={!folded}
          className={folded ? 'rotate-180' : ''}
          onClick={() => setFolded(!folded)}
        />
        {done && <IconButton icon="X" label={t('clear')} onClick={uploads.clear} />}
      </div>
      {!done && <Bar value={part} label={title} className="rounded-none" />}
      {!folded && (
        <ul className="max-h-[38vh] overflow-y-auto border-t border-line">
          {ordered.map((upload) => (
            <UploadRow key={upload.id} upload={upload} />
          ))}
        </ul>
      )}
    </section>
  )
}

function UploadRow({ upload }: { upload: Upload }) {
  const t = useTranslations('uploads')
  const common = useTranslations('common')
  const { uploads } = useApp()
  const navigate = useNavigate()
  const progressText = useProgressText()
  const problemText = useProblemText()
  const { file, status, failure, percent, documentId, clientId } = upload
  const reason = failure && ('text' in failure ? { text: failure.text } : problemText(failure.error))
  const open = () =>
    documentId &&
    void navigate({ to: '/c/$client/documents/$document', params: { client: clientId, document: documentId } })
  return (
    <li className="flex items-center gap-3 border-b border-line px-4 py-2.5 last:border-0">
      <StatusIcon status={status} />
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm" title={file.name}>
          {status === 'ready' && documentId ? (
            <button type="button" onClick={open} className="max-w-full truncate rounded text-left hover:underline">
              {file.name}
            </button>
          ) : (
            file.name
          )}
        </p>
        <p className={`text-xs ${status === 'failed' ? 'text-danger-ink' : 'text-faint'}`}>
          {reason ? (
            <>
              {reason.text}
              {'note' in reason && reason.note && <span className="block break-all">{reason.note}</span>}
            </>
          ) : status === 'processing' ? (
            progressText(upload)
          ) : upload.unpacked ? (
            t('unpacked', { count: upload.unpacked.documents, skipped: upload.unpacked.skipped.length })
          ) : upload.duplicate ? (
            t('duplicate')
          ) : (
            t(status)
          )}
        </p>
        {upload.unpacked?.skipped.slice(0, 8).map(({ path, reason: why }) => (
          <p key={path} className="text-xs text-warning-ink">
            {path}: {why}
          </p>
        ))}
        {(status === 'processing' || status === 'sending') && (
          <Bar value={status === 'sending' ? undefined : (percent ?? 0) / 100} label={file.name} className="mt-1.5" />
        )}
      </div>
      {!hasEnded(upload) && (
        <IconButton
          icon="X"
          size={15}
          label={t('cancel', { name: file.name })}
          onClick={() => uploads.cancel(upload.id)}
        />
      )}
      {(status === 'failed' || status === 'cancelled') && (
        <IconButton
          icon="RotateCcw"
          size={15}
          label={`${common('retry')}: ${file.name}`}
          onClick={() => uploads.retry(upload.id)}
        />
      )}
    </li>
  )
}

function StatusIcon({ status }: { status: Upload['status'] }) {
  if (status === 'ready') return <Icon name="CircleCheck" className="shrink-0 text-accent-ink" />
  if (status === 'failed') return <Icon name="CircleAlert" className="shrink-0 text-danger-ink" />
  if (status === 'cancelled') return <Icon name="Ban" className="shrink-0 text-faint" />
  if (status === 'waiting') return <Icon name="Clock" className="shrink-0 text-faint" />
  return <Icon name="LoaderCircle" className="shrink-0 animate-spin text-accent-ink" />
}
