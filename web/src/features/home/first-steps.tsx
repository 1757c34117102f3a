import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useApp, useClient, useMay } from '../../app/app-context.tsx'
import { Empty } from '../../ui/blocks.tsx'
import { Button, buttonClasses } from '../../ui/button.tsx'
import { addSamples } from '../knowledge/samples.ts'

const steps = ['bring', 'find', 'share'] as const

/** Of a client without a document: what to do, in its order. */
export function FirstSteps({ hasCollections }: { hasCollections: boolean }) {
  const t = useTranslations('home')
  const account = useTranslations('account')
  const knowledge = useTranslations('knowledge')
  const client = useClient()
  const { uploads } = useApp()
  const mayWrite = useMay('user')
  const navigate = useNavigate()
  const cache = useQueryClient()
  const [busy, setBusy] = useState(false)
  if (!mayWrite) return <Empty icon="LibraryBig" title={knowledge('empty')} text={knowledge('emptyViewer')} />
  const samples = async () => {
    setBusy(true)
    const names = {
      base: account('sampleBase'),
      collection: account('sampleCollection'),
      description: account('sampleDescription'),
    }
    const collection = await addSamples(client.renum, uploads, client.id, names).finally(() => setBusy(false))
    void cache.invalidateQueries()
    await navigate({ to: '/c/$client/collections/$collection', params: { client: client.id, collection } })
  }
  return (
    <ol className="grid grid-cols-1 gap-4 md:grid-cols-3">
      {steps.map((step, i) => (
        <li key={step} className="flex flex-col rounded-2xl border border-line bg-surface p-6 shadow-card">
          <span
            className="mb-4 flex size-9 items-center justify-center rounded-full bg-accent-soft font-serif text-lg text-accent-ink"
            aria-hidden="true"
          >
            {i + 1}
          </span>
          <h2 className="font-serif text-xl font-medium">{t(`${step}Title`)}</h2>
          <p className="mt-1 mb-5 flex-1 text-soft">{t(`${step}Text`)}</p>
          <div className="flex flex-wrap gap-2">
            {step === 'bring' && (
              <>
                <Link to="/c/$client/knowledge" params={{ client: client.id }} className={buttonClasses('primary')}>
                  {hasCollections ? t('toKnowledge') : t('bringAction')}
                </Link>
                <Button icon="Sparkles" busy={busy} onClick={() => void samples()}>
                  {knowledge('addSamples')}
                </Button>
              </>
            )}
            {step === 'find' && (
              <Link to="/c/$client/search" params={{ client: client.id }} className={buttonClasses()}>
                {t('findAction')}
              </Link>
            )}
            {step === 'share' && (
              <Link to="/c/$client/team" params={{ client: client.id }} className={buttonClasses()}>
                {t('shareAction')}
              </Link>
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}
