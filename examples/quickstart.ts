// O caminho principal em um programa: cadastro, cliente, coleção, envio, busca com citações.
// The main job in one program: sign-up, client, collection, upload, search with citations.
//
//   node examples/quickstart.ts [url] [file] [question] [email] [password]
//
// Onde o e-mail precisa ser confirmado, com um endereço seu.
// Where e-mail has to be confirmed, with an address of yours.
import { openAsBlob } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createRenum, RenumError, unwrap } from '@renum/client'
import { createClient } from '@supabase/supabase-js'

const [
  url = 'http://localhost:3000',
  path = join(import.meta.dirname, 'demo/manual-do-colaborador.md'),
  query = 'Em quantos períodos posso dividir as férias?',
  email = `ana-${Date.now()}@example.com`,
  password = crypto.randomUUID(),
] = process.argv.slice(2)

// A API diz onde fica o Supabase; quem cuida da sessão é o supabase-js.
// The API says where its Supabase is; supabase-js looks after the session.
const config = await unwrap(createRenum({ url }).GET('/v1/config')).catch((failure: unknown) => {
  if (failure instanceof RenumError) throw failure
  console.error(`Não há um Renum em ${url}: inicie um com npm start.`)
  console.error(`There is no Renum at ${url}: start one with npm start.`)
  process.exit(1)
})
const supabase = createClient(config.supabase_url, config.supabase_key)
const account = { email, password }
// Quem já tem conta entra; onde o e-mail precisa ser confirmado, o cadastro ainda não traz uma sessão.
// Whoever has an account signs in; where e-mail has to be confirmed, a sign-up brings no session yet.
let { error } = await supabase.auth.signInWithPassword(account)
if (error?.code === 'invalid_credentials') {
  const signedUp = await supabase.auth.signUp(account)
  error = signedUp.error
  if (!error && !signedUp.data.session) error = (await supabase.auth.signInWithPassword(account)).error
}
if (error?.code === 'email_not_confirmed') {
  console.log(`Confirme o endereço ${account.email}, pelo link que chegou nele; isto continua em seguida.`)
  console.log(`Confirm the address ${account.email}, by the link that came to it; this goes on afterwards.`)
  while (error?.code === 'email_not_confirmed') {
    await sleep(3_000)
    error = (await supabase.auth.signInWithPassword(account)).error
  }
}
if (error) throw error

const renum = createRenum({
  url,
  token: async () => (await supabase.auth.getSession()).data.session?.access_token,
})

try {
  await unwrap(renum.POST('/v1/clients', { body: { name: 'Distribuidora Aurora' } }))
  const base = await unwrap(renum.POST('/v1/knowledge-bases', { body: { name: 'RH' } }))
  const collection = await unwrap(
    renum.POST('/v1/knowledge-bases/{id}/collections', {
      params: { path: { id: base.id } },
      body: { name: 'Manuais' },
    }),
  )

  const file = new File([await openAsBlob(path)], basename(path))
  const { id } = await renum.uploadDocument(collection.id, file)
  const document = await renum.waitForDocument(id, {
    signal: AbortSignal.timeout(120_000),
    onChange: ({ name, status }) => console.log(`${name}: ${status}`),
  })
  if (document.status !== 'ready') throw new Error(`${document.error_code}: ${document.error_message}`)

  const { results } = await unwrap(renum.POST('/v1/search', { body: { query, top_k: 3 } }))
  console.log(`\n${query}`)
  for (const { content, score, citation } of results) {
    const { heading, start, end } = citation.location
    console.log(`\n[${score.toFixed(2)}] ${citation.document_name}, ${heading ?? 'texto'} (${start}–${end})`)
    console.log(content.trim())
  }
} catch (failure) {
  if (!(failure instanceof RenumError)) throw failure
  console.error(`${failure.code}: ${failure.message} (request_id ${failure.request_id})`)
  process.exitCode = 1
} finally {
  await supabase.auth.signOut()
}
