import type { Database } from '../../db/pool.ts'
import { type SystemTx, withSystem } from '../../db/system.ts'
import type { Language } from '../../problems.ts'
import { type Keyring, SecretError } from '../../providers/encryption/keyring.ts'
import {
  insertKey,
  type KeyFacts,
  listKeys,
  lockKeys,
  loseKey,
  type RegisteredKey,
  readKeys,
  retiredAt,
} from './encryption-keys.repository.ts'

export type { RegisteredKey } from './encryption-keys.repository.ts'

type Text = Record<Language, string>

/**
 * Whether this process has the keys that the database was written with, by their canaries; its newest key becomes known
 * here the first time. What it gives keeps the process from starting: with another key it would write what the others
 * cannot read, and without one take values for lost that are not. Names ids, never keys.
 */
export function checkKeys(database: Database, keyring: Keyring | null): Promise<Text[]> {
  return withSystem(database, async (tx) => {
    await lockKeys(tx)
    const registered = await readKeys(tx)
    const faults = judgeKeys(registered, keyring)
    const retired = keyring ? await retiredAt(tx, keyring.key_id) : undefined
    if (keyring && retired !== undefined) faults.push(retiredKey(keyring.key_id, retired))
    if (keyring && faults.length === 0) await register(tx, registered, keyring)
    return faults
  })
}

async function register(tx: SystemTx, registered: KeyFacts[], keyring: Keyring): Promise<void> {
  const known = registered.some(({ key_id, lost_at }) => key_id === keyring.key_id && lost_at === null)
  if (!known) await insertKey(tx, keyring.key_id, keyring.seal(canaryOf(keyring.key_id), 'canary').token)
}

/** What is wrong between the keys that a database knows and those of a process. */
function judgeKeys(registered: readonly Omit<KeyFacts, 'created_at'>[], keyring: Keyring | null): Text[] {
  const living = registered.filter(({ lost_at }) => lost_at === null)
  const faults: Text[] = []
  const missing = living.filter(({ key_id }) => !keyring?.key_ids.includes(key_id))
  const needed = missing.filter(({ holds }) => holds).map(({ key_id }) => key_id)
  const [latest] = living
  // A new key replaces the one before only where that one is configured too.
  const strange =
    keyring !== null &&
    latest !== undefined &&
    !living.some(({ key_id }) => key_id === keyring.key_id) &&
    !keyring.key_ids.includes(latest.key_id)
  if (strange && !needed.includes(latest.key_id)) needed.unshift(latest.key_id)
  for (const key_id of needed) faults.push(missingKey(key_id, keyring))
  for (const { key_id, canary } of living) {
    if (keyring?.key_ids.includes(key_id) && !opens(keyring, key_id, canary)) faults.push(brokenCanary(key_id))
  }
  return faults
}

function missingKey(key_id: string, keyring: Keyring | null): Text {
  const pt = keyring ? `ENCRYPTION_KEY tem ${keyring.key_ids.join(', ')}` : 'ENCRYPTION_KEY não está definida'
  const en = keyring ? `ENCRYPTION_KEY has ${keyring.key_ids.join(', ')}` : 'ENCRYPTION_KEY is not set'
  return {
    pt: `falta a chave ${key_id}, com que as credenciais deste banco foram cifradas (${pt}): acrescente-a depois da mais nova ou, se ela se perdeu, rode \`renum keys forget ${key_id}\``,
    en: `the key ${key_id} is missing, under which this database's credentials are encrypted (${en}): add it behind the newest one or, if it is lost, run \`renum keys forget ${key_id}\``,
  }
}

function retiredKey(key_id: string, retired_at: string): Text {
  const day = retired_at.slice(0, 10)
  return {
    pt: `a chave ${key_id}, a primeira de ENCRYPTION_KEY, foi aposentada em ${day} e não volta: ponha na frente a que a substituiu`,
    en: `the key ${key_id}, the first of ENCRYPTION_KEY, was retired on ${day} and does not come back: put the one that replaced it in front`,
  }
}

function brokenCanary(key_id: string): Text {
  return {
    pt: `a chave ${key_id} não abre o valor de teste que está no banco: ele foi alterado, ou o banco é outro`,
    en: `the key ${key_id} does not open its test value in the database: that was changed, or it is another database`,
  }
}

function canaryOf(key_id: string) {
  return { client_id: 'canary', id: key_id }
}

function opens(keyring: Keyring, key_id: string, canary: string): boolean {
  try {
    return keyring.open(canaryOf(key_id), canary) === 'canary'
  } catch (error) {
    if (error instanceof SecretError) return false
    throw error
  }
}

/** Which keys the database knows, how much is under each, and what is wrong with that. For `doctor`: changes nothing. */
export async function describeKeys(
  database: Database,
  keyring: Keyring | null,
): Promise<{ keys: RegisteredKey[]; faults: Text[] }> {
  const keys = await withSystem(database, listKeys)
  const facts = keys.map((key) => ({ ...key, holds: key.rows > key.unreadable }))
  return { keys, faults: judgeKeys(facts, keyring) }
}

/**
 * Gives up a key that is lost: the install starts without it, and what is under it has to be entered
 * again. The number of such values; undefined where the database knows no such key.
 */
export function forgetKey(database: Database, key_id: string): Promise<number | undefined> {
  return withSystem(database, async (tx) => {
    await lockKeys(tx)
    return loseKey(tx, key_id)
  })
}
