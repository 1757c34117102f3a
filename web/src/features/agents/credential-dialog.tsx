import { unwrap } from '@renum/client'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useClient } from '../../app/app-context.tsx'
import { PasswordField, TextField } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'

const services = {
  openai: { name: 'OpenAI', url: 'https://api.openai.com/v1' },
  anthropic: { name: 'Anthropic', url: 'https://api.anthropic.com/v1' },
  openai_compatible: { name: '', url: '' },
}

interface CredentialDialogProps {
  open: boolean
  provider: keyof typeof services
  onClose: () => void
  onMade: (id: string) => void
}

/** Keeps a key of a model's service: it goes in, and never comes out again. */
export function CredentialDialog({ open, provider, onClose, onMade }: CredentialDialogProps) {
  const t = useTranslations('editor')
  const common = useTranslations('common')
  const client = useClient()
  const cache = useQueryClient()
  const service = services[provider]
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={t('newCredential')}
      description={t('credentialText')}
      submit={common('save')}
      work={async ({ name = '', base_url = '', value = '' }) => {
        const body = {
          name: name.trim(),
          service_name: provider,
          settings: { base_url: base_url.trim(), ...(provider === 'anthropic' && { header_name: 'x-api-key' }) },
          credential_type: provider === 'anthropic' ? ('http_header' as const) : ('openai_compatible' as const),
          value: value.trim(),
        }
        const { id } = await unwrap(client.renum.POST('/v1/credentials', { body }))
        await cache.invalidateQueries({ queryKey: ['credentials', client.id] })
        onMade(id)
      }}
    >
      <TextField label={common('name')} name="name" required maxLength={200} defaultValue={service.name} />
      <TextField
        label={t('serviceUrl')}
        hint={t('serviceUrlHint')}
        name="base_url"
        type="url"
        required
        spellCheck={false}
        defaultValue={service.url}
        placeholder="https://…/v1"
      />
      <PasswordField
        label={t('key')}
        hint={t('keyHint')}
        name="value"
        required
        autoComplete="off"
        show={t('showKey')}
        hide={t('hideKey')}
      />
    </FormDialog>
  )
}
