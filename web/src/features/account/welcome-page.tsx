import { unwrap } from '@renum/client'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { renumFor } from '../../api/renum.ts'
import { useApp, usePersonalRenum, useSessionState } from '../../app/app-context.tsx'
import { useTitle } from '../../app/use-title.ts'
import { Button } from '../../ui/button.tsx'
import { Switch, TextField } from '../../ui/field.tsx'
import { useSubmit } from '../../ui/use-submit.ts'
import { addSamples } from '../knowledge/samples.ts'
import { AccountForm } from './account-form.tsx'

/** The first thing that a new person does: the company, and what to try Renum on. */
export function WelcomePage() {
  const t = useTranslations('account')
  const { session, language, uploads } = useApp()
  const state = useSessionState()
  const renum = usePersonalRenum()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [samples, setSamples] = useState(true)
  useTitle(t('welcome'))
  const form = useSubmit(async ({ name = '', person = '' }) => {
    if (person.trim()) await unwrap(renum.PATCH('/v1/me', { body: { name: person.trim() } }))
    const client = await unwrap(renum.POST('/v1/clients', { body: { name: name.trim() } }))
    await cache.invalidateQueries({ queryKey: ['me'] })
    const params = { client: client.id }
    if (!samples) {
      await navigate({ to: '/c/$client/knowledge', params })
      return
    }
    const names = { base: t('sampleBase'), collection: t('sampleCollection'), description: t('sampleDescription') }
    const collection = await addSamples(renumFor(session, client.id, language), uploads, client.id, names)
    await navigate({ to: '/c/$client/collections/$collection', params: { ...params, collection } })
  })
  return (
    <AccountForm
      {...form}
      title={t('welcomeTitle')}
      lead={t('welcomeLead')}
      submit={samples ? t('createWithSamples') : t('create')}
      below={
        <div className="flex flex-wrap items-center gap-x-2 text-sm">
          <span>{t('signedInAs', { email: state.status === 'out' ? '' : state.email })}</span>
          <Button
            size="small"
            kind="quiet"
            icon="LogOut"
            onClick={() => void session.signOut().then(() => navigate({ to: '/sign-in' }))}
          >
            {t('signOut')}
          </Button>
        </div>
      }
    >
      <TextField
        label={t('companyName')}
        name="name"
        autoComplete="organization"
        required
        maxLength={200}
        hint={t('companyHint')}
        placeholder={t('companyExample')}
      />
      <TextField label={t('yourName')} name="person" autoComplete="name" maxLength={200} placeholder={t('optional')} />
      <Switch label={t('samples')} hint={t('samplesHint')} checked={samples} onChange={setSamples} />
      <p className="text-sm text-faint">{t('invitedHint')}</p>
    </AccountForm>
  )
}
