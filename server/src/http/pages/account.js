// What is behind # is a secret: it is sent to this install alone, and kept nowhere.
const secret = location.hash.slice(1)
// A link that is opened where its page is open already changes what is behind # alone.
globalThis.addEventListener?.('hashchange', () => location.reload())
const link = new URLSearchParams(secret)
/** What Auth's own page, on hosted Supabase, has opened already. */
let token = link.get('access_token')
const status = document.getElementById('status')
const text = (name) => document.getElementById(`text-${name}`).textContent

function say(message) {
  status.textContent = message
  status.focus()
}

class Refusal extends Error {}

/** Of Auth's refusals those that a person can do something about. */
const known = {
  invalid_credentials: 'wrong',
  user_already_exists: 'exists',
  email_exists: 'exists',
  email_not_confirmed: 'unconfirmed',
  weak_password: 'weak',
  same_password: 'same',
  over_request_rate_limit: 'wait',
  over_email_send_rate_limit: 'wait',
  sign_up_closed: 'closed',
  sign_up_by_invitation: 'uninvited',
  signup_disabled: 'closed',
  session_not_found: 'expired',
  bad_jwt: 'expired',
  no_authorization: 'expired',
  otp_expired: 'expired',
}

async function ask(url, method, headers, body) {
  const answer = await fetch(url, {
    method,
    headers: { 'Content-Type': 'application/json', 'Accept-Language': document.documentElement.lang, ...headers },
    body: JSON.stringify(body),
  })
  const said = await answer.json().catch(() => ({}))
  if (answer.ok) return said
  // The API's own problems are sentences in the language that was asked for.
  if (said.title) throw new Refusal(said.title)
  // A hook's refusal has no code of its own: its message begins with it.
  const [, refused] = /^(sign_up_\w+): /.exec(said.msg ?? said.message ?? '') ?? []
  const code = refused ?? said.error_code ?? said.code
  throw new Refusal(Object.hasOwn(known, code) ? text(known[code]) : `${text('failed')} (${code ?? answer.status})`)
}

async function askAuth(path, body, { method = 'POST', token } = {}) {
  const { supabase_url, supabase_key } = await (await fetch('v1/config')).json()
  const headers = { apikey: supabase_key, ...(token && { Authorization: `Bearer ${token}` }) }
  return ask(`${supabase_url}/auth/v1/${path}`, method, headers, body)
}

/** Where Auth's mails lead back to, whatever the project's Site URL is; a path that Auth does not know it takes for none. */
const back = `redirect_to=${encodeURIComponent(new URL('password', location.href.split('#')[0]))}`

const actions = {
  async invitation({ email, password }, way) {
    const path = way === 'sign-up' ? `signup?${back}` : 'token?grant_type=password'
    const { access_token } = await askAuth(path, { email, password })
    if (!access_token) return text('confirm')
    const accepted = await ask(
      'v1/invitations/accept',
      'POST',
      { Authorization: `Bearer ${access_token}` },
      { token: secret },
    )
    return `${text('accepted')} ${accepted.name}.`
  },
  async password({ password }) {
    // The link is used once its reader has acted: programs that open the links of mails to look at them do not.
    token ??= (await askAuth('verify', { token_hash: link.get('token_hash'), type: link.get('type') })).access_token
    await askAuth('user', { password }, { method: 'PUT', token })
    return text('changed')
  },
  async reset({ email }) {
    await askAuth(`recover?${back}`, { email })
    return text('sent')
  },
}

for (const form of document.forms) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const buttons = [...form.querySelectorAll('button')]
    for (const button of buttons) button.disabled = true
    say(text('working'))
    try {
      const message = await actions[form.id](Object.fromEntries(new FormData(form)), event.submitter?.value)
      form.hidden = true
      say(message)
    } catch (error) {
      say(error instanceof Refusal ? error.message : text('offline'))
    } finally {
      for (const button of buttons) button.disabled = false
    }
  })
}

/** Who invites whom; of an invitation that has ended nothing is told, and signing in says what became of it. */
async function showInvitation(form) {
  form.hidden = false
  const { client_name, email } = await ask('v1/invitations/preview', 'POST', {}, { token: secret })
  form.querySelector('.inviter').textContent = client_name
  form.querySelector('.from').hidden = false
  const address = document.getElementById('email-invitation')
  address.value = email
  address.readOnly = true
}

const invitation = document.getElementById('invitation')
if (invitation) {
  if (secret)
    showInvitation(invitation).catch((error) => say(error instanceof Refusal ? error.message : text('offline')))
  else say(text('incomplete'))
} else {
  const opens = link.has('access_token') || link.has('token_hash')
  // A link that was followed is not left in the browser's history.
  history.replaceState(null, '', location.pathname)
  document.getElementById(opens ? 'password' : 'reset').hidden = false
  if (link.has('error')) say(text('expired'))
}
