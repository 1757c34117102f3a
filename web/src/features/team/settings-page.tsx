import { unwrap } from '@renum/client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { useApp, useClient, useMay, usePersonalRenum } from '../../app/app-context.tsx'
import { useTitle } from '../../app/use-title.ts'
import { Bar, Card, Notice, PageHeader } from '../../ui/blocks.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useSubmit } from '../../ui/use-submit.ts'
import { size } from '../knowledge/document-row.tsx'

export function SettingsPage() {
  const t = useTranslations('settings')
  const common = useTranslations('common')
  const account = useTranslations('account')
  const client = useClient()
  const owner = useMay('owner')
  const cache = useQueryClient()
  const navigate = useNavigate()
  const renum = usePersonalRenum()
  const toast = useToast()
  const [deleting, setDeleting] = useState(false)
  useTitle(t('title'), client.name)
  const { busy, failure, onSubmit } = useSubmit(async ({ name = '' }) => {
    const params = { path: { id: client.id } }
    await unwrap(client.renum.PATCH('/v1/clients/{id}', { params, body: { name: name.trim() } }))
    await cache.invalidateQueries({ queryKey: ['me'] })
    toast({ text: common('saved') })
  })
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead', { client: client.name })} />
      <div className="flex max-w-2xl flex-col gap-6">
        <Card className="p-6">
          <form onSubmit={onSubmit} className="flex flex-col gap-4">
            <TextField label={account('companyName')} name="name" required maxLength={200} defaultValue={client.name} />
            <div role="alert" className="empty:hidden">
              {failure && <Notice tone="bad" title={failure.text} />}
            </div>
            <div>
              <Button type="submit" kind="primary" busy={busy}>
                {common('save')}
              </Button>
            </div>
          </form>
        </Card>
        <Usage />
        <Model />
        {owner && (
          <Card className="flex flex-wrap items-center gap-4 p-6">
            <div className="flex-1 basis-64">
              <h2 className="font-serif text-xl font-medium">{t('deleteTitle')}</h2>
              <p className="text-soft">{t('deleteText')}</p>
            </div>
            <Button kind="danger" icon="Trash2" onClick={() => setDeleting(true)}>
              {t('delete')}
            </Button>
          </Card>
        )}
      </div>
      <FormDialog
        open={deleting}
        onClose={() => setDeleting(false)}
        title={t('deleteSure', { client: client.name })}
        description={t('deleteSureText')}
        submit={t('deleteSubmit')}
        danger
        work={async ({ name = '' }) => {
          if (name.trim() !== client.name) throw new TypeError('the name differs')
          await unwrap(renum.DELETE('/v1/clients/{id}', { params: { path: { id: client.id } } }))
          await cache.invalidateQueries({ queryKey: ['me'] })
          await navigate({ to: '/' })
        }}
      >
        <TextField
          label={t('deleteName', { client: client.name })}
          name="name"
          required
          autoComplete="off"
          pattern={client.name.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')}
          title={client.name}
        />
      </FormDialog>
    </>
  )
}

export function Usage() {
  const t = useTranslations('settings')
  const client = useClient()
  const format = useFormatter()
  const usage = useQuery({ queryKey: ['usage', client.id], queryFn: () => unwrap(client.renum.GET('/v1/usage')) })
  return (
    <Card className="p-6">
      <h2 className="mb-4 font-serif text-xl font-medium">{t('usage')}</h2>
      <QueryState query={usage}>
        {({ documents, bytes, max_documents, max_bytes }) => (
          <dl className="grid grid-cols-1 gap-5 sm:grid-cols-2">
            {[
              { key: 'documents', used: documents, most: max_documents, text: (n: number) => format.number(n) },
              { key: 'bytes', used: bytes, most: max_bytes, text: (n: number) => size(n, format) },
            ].map(({ key, used, most, text }) => (
              <div key={key}>
                <dt className="text-sm text-faint">{t(key === 'documents' ? 'documents' : 'bytes')}</dt>
                <dd className="mt-0.5 text-2xl tabular">{text(used)}</dd>
                <dd className="mt-1.5 text-sm text-faint">
                  {most !== null && <Bar value={used / most} label={t('usage')} className="mb-1.5" />}
                  {most === null ? t('unlimited') : t('of', { most: text(most) })}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </QueryState>
    </Card>
  )
}

function Model() {
  const t = useTranslations('settings')
  const { config } = useApp()
  return (
    <Card className="p-6">
      <h2 className="mb-1 font-serif text-xl font-medium">{t('model')}</h2>
      <p className="text-soft">
        {config.embeddings.mode === 'semantic'
          ? t('modelSemantic', { model: config.embeddings.model })
          : t('modelLexical', { model: config.embeddings.model })}
      </p>
    </Card>
  )
}
