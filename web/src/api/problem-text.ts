import { RenumConnectionError, RenumError } from '@renum/client'
import { AuthApiError, AuthError, AuthRetryableFetchError } from '@supabase/auth-js'
import { useTranslations } from 'use-intl'

/** Of Auth's refusals those that a person can do something about. */
const known = {
  invalid_credentials: 'wrong',
  user_already_exists: 'exists',
  email_exists: 'exists',
  email_not_confirmed: 'unconfirmed',
  weak_password: 'weak',
  same_password: 'same',
  validation_failed: 'invalid',
  email_address_invalid: 'invalid',
  over_request_rate_limit: 'wait',
  over_email_send_rate_limit: 'wait',
  sign_up_closed: 'closed',
  sign_up_by_invitation: 'uninvited',
  signup_disabled: 'closed',
  session_not_found: 'expired',
  session_expired: 'expired',
  otp_expired: 'expired',
  bad_jwt: 'expired',
  no_authorization: 'expired',
} as const

/** What of Auth's refusals is known here; undefined for any other failure. */
function authRefusal(error: unknown): (typeof known)[keyof typeof known] | undefined {
  if (!(error instanceof AuthError)) return undefined
  // A hook's refusal has no code of its own: its message begins with it.
  const [, refused] = /^(sign_up_\w+): /.exec(error.message) ?? []
  const code = refused ?? error.code
  return code !== undefined && Object.hasOwn(known, code) ? known[code as keyof typeof known] : undefined
}

/** What a person reads of a failure: what is wrong in words, and what names the request to whoever runs the install. */
export function useProblemText(): (error: unknown) => { text: string; note?: string } {
  const t = useTranslations('problems')
  return (error) => {
    // The API says it in the language that was asked for.
    if (error instanceof RenumError && error.code !== 'unknown') {
      return { text: error.message, ...(error.request_id && { note: t('request', { id: error.request_id }) }) }
    }
    const refusal = authRefusal(error)
    if (refusal) return { text: t(refusal) }
    if (
      error instanceof RenumConnectionError ||
      error instanceof AuthRetryableFetchError ||
      error instanceof TypeError
    ) {
      return { text: t('offline') }
    }
    const note =
      error instanceof AuthApiError ? error.code : error instanceof RenumError ? `HTTP ${error.status}` : undefined
    return { text: t('failed'), ...(note && { note }) }
  }
}
