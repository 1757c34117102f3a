import { unwrap } from '@renum/client'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Role, useClient, useMay } from '../../app/app-context.tsx'
import { Notice } from '../../ui/blocks.tsx'
import { Button } from '../../ui/button.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useSubmit } from '../../ui/use-submit.ts'

interface InviteDialogProps {
  open: boolean
  onClose: () => void
}

/** For whom, with which role; then the link, which is shown once and handed over by whoever invites. */
export function InviteDialog({ open, onClose }: InviteDialogProps) {
  const t = useTranslations('team')
  const [given, setGiven] = useState<{ email: string; link: string } | null>(null)
  const close = () => {
    setGiven(null)
    onClose()
  }
  return (
    <Dialog
      open={open}
      onClose={close}
      title={given ? t('linkTitle') : t('inviteTitle')}
      description={given ? t('linkText', { email: given.email }) : t('inviteText')}
    >
      {given ? (
        <>
          <CopyField label={t('link')} value={given.link} />
          <DialogActions>
            <Button kind="primary" onClick={close}>
              {t('done')}
            </Button>
          </DialogActions>
        </>
      ) : (
        <InviteForm onGiven={setGiven} />
      )}
    </Dialog>
  )
}

function InviteForm({ onGiven }: { onGiven: (given: { email: string; link: string }) => void }) {
  const t = useTranslations('team')
  const names = useTranslations('roles')
  const account = useTranslations('account')
  const client = useClient()
  const owner = useMay('owner')
  const cache = useQueryClient()
  const roles: Role[] = owner ? ['user', 'viewer', 'admin', 'owner'] : ['user', 'viewer', 'admin']
  const { busy, failure, onSubmit } = useSubmit(async ({ email = '', role = 'user' }) => {
    const body = { email: email.trim(), role: roles.find((one) => one === role) ?? 'user' }
    const { link } = await unwrap(client.renum.POST('/v1/invitations', { body }))
    void cache.invalidateQueries({ queryKey: ['invitations', client.id] })
    onGiven({ email: body.email, link: link ?? '' })
  })
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      <TextField
        label={account('email')}
        name="email"
        type="email"
        required
        autoComplete="off"
        placeholder={account('emailExample')}
      />
      <SelectField label={t('role')} name="role" hint={t('roleHint')}>
        {roles.map((role) => (
          <option key={role} value={role}>
            {names(role)}
          </option>
        ))}
      </SelectField>
      <div role="alert" className="empty:hidden">
        {failure && (
          <Notice tone="bad" title={failure.text}>
            {failure.note}
          </Notice>
        )}
      </div>
      <DialogActions>
        <Button type="submit" kind="primary" busy={busy}>
          {t('makeLink')}
        </Button>
      </DialogActions>
    </form>
  )
}
