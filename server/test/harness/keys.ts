import { generateKey } from '../../src/providers/encryption/fernet.ts'
import { createKeyring, type Keyring, keyId } from '../../src/providers/encryption/keyring.ts'
import { asAdmin } from './harness.ts'

/** A key of nobody, and its id. */
export function newKey() {
  const key = generateKey()
  return { key, id: keyId(key) }
}

export function ringOf(...keys: { key: string }[]): Keyring {
  const ring = createKeyring(keys.map(({ key }) => key))
  if (!ring) throw new Error('no keyring')
  return ring
}

/** As before any key was ever known. What other tests have left goes too. */
export async function forgetEverything(): Promise<void> {
  await asAdmin(`delete from api_credentials; delete from webhook_endpoints; delete from private.encryption_keys;
    delete from private.retired_encryption_keys`)
}

export async function registeredKeys(): Promise<string[]> {
  const rows = await asAdmin<{ key_id: string }>('select key_id from private.encryption_keys order by created_at')
  return rows.map(({ key_id }) => key_id)
}
