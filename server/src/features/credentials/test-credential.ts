import type { Database } from '../../db/pool.ts'
import type { Principal } from '../../db/tenant.ts'
import type { Language } from '../../problems.ts'
import type { Keyring } from '../../providers/encryption/keyring.ts'
import type { CallService, ServiceAnswer } from '../../providers/services/call-service.ts'
import { type UsableCredential, useCredential } from './credentials.ts'

export interface CredentialTest {
  ok: boolean
  status: number | null
  message: Record<Language, string>
  ms: number
}

/**
 * Asks the service whether it takes the credential; nothing of its answer but the status is told. Raises what
 * `useCredential` raises.
 */
export async function testCredential(
  services: { database: Database; keyring: Keyring | null; callService: CallService },
  principal: Principal,
  id: string,
): Promise<CredentialTest> {
  const credential = await useCredential(services, principal, id, 'test')
  const started = performance.now()
  const answer = await services.callService(addressOf(credential), headersOf(credential))
  const ms = Math.round(performance.now() - started)
  const { status } = answer
  return { ok: status !== null && status >= 200 && status < 300, status, message: messageOf(answer), ms }
}

function addressOf({ credential_type, settings: { base_url } }: UsableCredential): string {
  return credential_type === 'openai_compatible' ? `${base_url.replace(/\/+$/, '')}/models` : base_url
}

function headersOf({ settings: { header_name }, secret }: UsableCredential): Record<string, string> {
  return header_name === undefined
    ? { authorization: `Bearer ${secret.reveal()}` }
    : { [header_name.toLowerCase()]: secret.reveal() }
}

function messageOf(answer: ServiceAnswer): Record<Language, string> {
  if (answer.status === null) return failures[answer.failure]
  const { status } = answer
  if (status >= 200 && status < 300) {
    return { pt: 'O serviço aceitou a credencial.', en: 'The service took the credential.' }
  }
  if (status === 401 || status === 403) {
    return {
      pt: `O serviço recusou a credencial (HTTP ${status}). Confira o valor e o que ele pode.`,
      en: `The service refused the credential (HTTP ${status}). Check the value and what it may do.`,
    }
  }
  if (status === 404 || status === 405) {
    return {
      pt: `O endereço não é o do serviço (HTTP ${status}). Confira settings.base_url.`,
      en: `The address is not the service’s (HTTP ${status}). Check settings.base_url.`,
    }
  }
  if (status >= 300 && status < 400) {
    return {
      pt: `O endereço redireciona (HTTP ${status}), e um segredo não vai atrás. Informe o endereço final.`,
      en: `The address redirects (HTTP ${status}), and a secret does not follow. Give the final address.`,
    }
  }
  return {
    pt: `O serviço respondeu com erro (HTTP ${status}). Tente de novo mais tarde.`,
    en: `The service answered with an error (HTTP ${status}). Try again later.`,
  }
}

const failures: Record<Extract<ServiceAnswer, { status: null }>['failure'], Record<Language, string>> = {
  timed_out: {
    pt: 'O serviço não respondeu a tempo. Confira settings.base_url ou tente de novo mais tarde.',
    en: 'The service did not answer in time. Check settings.base_url, or try again later.',
  },
  unreachable: {
    pt: 'Não há conexão com o serviço. Confira settings.base_url.',
    en: 'There is no connection to the service. Check settings.base_url.',
  },
  url_not_allowed: {
    pt: 'Este endereço não existe ou não está na internet pública. Um servidor interno ou desta máquina só quem administra esta instalação pode liberar, em RENUM_FETCH_ALLOW.',
    en: 'This address does not exist, or is not on the public internet. An internal server, or one on this machine, only whoever runs this install can allow, in RENUM_FETCH_ALLOW.',
  },
  https_required: {
    pt: 'Sem TLS, quem está no caminho leria o segredo. Use um endereço https; um servidor interno só quem administra esta instalação pode liberar sem ele, em RENUM_FETCH_ALLOW.',
    en: 'Without TLS whoever is on the way would read the secret. Use an https address; without it an internal server only whoever runs this install can allow, in RENUM_FETCH_ALLOW.',
  },
}
