import { unwrap } from '@renum/client'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useClient } from '../../app/app-context.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { useToast } from '../../ui/toast.tsx'
import type { Collection } from './queries.ts'

const schedules = [24, 168, 720] as const

export function UrlDialog({
  collection,
  open,
  onClose,
}: {
  collection: Collection
  open: boolean
  onClose: () => void
}) {
  const t = useTranslations('collection')
  const client = useClient()
  const cache = useQueryClient()
  const toast = useToast()
  const work = async ({ url = '', interval = '' }: Record<string, string>) => {
    await unwrap(
      client.renum.POST('/v1/collections/{id}/documents', {
        params: { path: { id: collection.id } },
        body: { url: url.trim(), ...(interval && { refresh_interval_hours: Number(interval) }) },
      }),
    )
    await cache.invalidateQueries({ queryKey: ['documents', collection.id] })
    toast({ text: t('urlAdded') })
  }
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={t('addUrl')}
      description={t('urlText')}
      submit={t('urlSubmit')}
      work={work}
    >
      <TextField label={t('url')} name="url" type="url" required placeholder="https://www.exemplo.com.br/politicas" />
      <SelectField label={t('interval')} name="interval" hint={t('intervalHint')}>
        <option value="">{t('interval_never')}</option>
        {schedules.map((hours) => (
          <option key={hours} value={hours}>
            {t(`interval_${hours}`)}
          </option>
        ))}
      </SelectField>
    </FormDialog>
  )
}
