import { useTranslations } from 'use-intl'
import { Password } from '../features/account/account-form.tsx'
import { Notice } from '../ui/blocks.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogActions } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { useSubmit } from '../ui/use-submit.ts'
import { useApp, useSessionState } from './app-context.tsx'

/** Over the page as it is, where the session ended in the middle of work: what was typed stays, and what was sent waits. */
export function SignInAgain() {
  const t = useTranslations('account')
  const state = useSessionState()
  const { session } = useApp()
  const expired = state.status === 'expired'
  const email = expired ? state.email : ''
  const { busy, failure, onSubmit } = useSubmit(async ({ password = '' }) => {
    const { error } = await session.auth.signInWithPassword({ email, password })
    if (error) throw error
  })
  return (
    <Dialog open={expired} onClose={() => {}} firm title={t('againTitle')} description={t('againText')}>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <TextField label={t('email')} name="email" value={email} readOnly autoComplete="username" />
        <Password />
        <div role="alert" className="empty:hidden">
          {failure && <Notice tone="bad" title={failure.text} />}
        </div>
        <DialogActions>
          <Button kind="quiet" onClick={() => location.assign('/sign-in')}>
            {t('otherAccount')}
          </Button>
          <Button type="submit" kind="primary" busy={busy}>
            {t('signIn')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
