import { createClient } from '@supabase/supabase-js'
import { inject } from 'vitest'
import { createRenum, type RenumOptions, type Schemas, unwrap } from '../src/index.ts'

/** Somebody who has just signed up, as anybody does: with supabase-js, at the Supabase that the API names. */
export async function signUp(options: Partial<RenumOptions> = {}) {
  const url = inject('api')
  const config = await unwrap(createRenum({ url }).GET('/v1/config'))
  const supabase = createClient(config.supabase_url, config.supabase_key, { auth: { persistSession: false } })
  const { data, error } = await supabase.auth.signUp({
    email: `${crypto.randomUUID()}@test.example`,
    password: 'uma-senha-comprida',
  })
  if (error) throw error
  const token = data.session?.access_token ?? ''
  return { token, renum: createRenum({ url, token, ...options }) }
}

/** Somebody with a client and an empty collection of their own. */
export async function createOwner(options: Partial<RenumOptions> = {}) {
  const { token, renum } = await signUp(options)
  await unwrap(renum.POST('/v1/clients', { body: { name: 'Aurora' } }))
  const base = await unwrap(renum.POST('/v1/knowledge-bases', { body: { name: 'Base' } }))
  const collection: Schemas['Collection'] = await unwrap(
    renum.POST('/v1/knowledge-bases/{id}/collections', {
      params: { path: { id: base.id } },
      body: { name: 'Coleção' },
    }),
  )
  return { token, renum, base, collection }
}
