import { unwrap } from '@renum/client'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { TextField } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { usePersonalRenum } from './app-context.tsx'

export function NewClientDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTranslations('account')
  const renum = usePersonalRenum()
  const cache = useQueryClient()
  const navigate = useNavigate()
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={t('newClientTitle')}
      description={t('newClientText')}
      submit={t('create')}
      work={async ({ name = '' }) => {
        const client = await unwrap(renum.POST('/v1/clients', { body: { name: name.trim() } }))
        await cache.invalidateQueries({ queryKey: ['me'] })
        await navigate({ to: '/c/$client', params: { client: client.id } })
      }}
    >
      <TextField label={t('companyName')} name="name" autoComplete="organization" required maxLength={200} />
    </FormDialog>
  )
}
