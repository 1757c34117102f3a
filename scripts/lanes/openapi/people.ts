// Signs up the people whom the fuzzer acts as, each with a client and a searchable document of their own, and writes
// their tokens as the authentication file that schemathesis reads.
//   people.ts <url> <file>
import { writeFile } from 'node:fs/promises'
import { createClient } from '@supabase/supabase-js'
import { createRenum, unwrap } from '../../../client/src/index.ts'

const [url = '', file = ''] = process.argv.slice(2)
const config = await unwrap(createRenum({ url }).GET('/v1/config'))

async function settle(name: string) {
  const supabase = createClient(config.supabase_url, config.supabase_key, { auth: { persistSession: false } })
  const account = { email: `${name}@test.example`, password: crypto.randomUUID() }
  const { data, error } = await supabase.auth.signUp(account)
  if (error) throw error
  const token = data.session?.access_token ?? ''
  const renum = createRenum({ url, token })
  await unwrap(renum.POST('/v1/clients', { body: { name } }))
  const base = await unwrap(renum.POST('/v1/knowledge-bases', { body: { name: 'Base' } }))
  const params = { path: { id: base.id } }
  const { id } = await unwrap(renum.POST('/v1/knowledge-bases/{id}/collections', { params, body: { name: 'Docs' } }))
  for (const text of ['# Férias\n\nTrinta dias por ano.', '# Reembolso\n\nEm até dez dias úteis.']) {
    const document = await renum.uploadDocument(id, new File([text], 'norma.md'))
    await renum.waitForDocument(document.id, { signal: AbortSignal.timeout(60_000) })
  }
  return { name, fixedHeaders: [{ name: 'Authorization', value: `Bearer ${token}` }] }
}

const auth = [await settle('ana'), await settle('bruno'), await settle('carla')]
await writeFile(file, JSON.stringify({ auth }), { mode: 0o600 })
