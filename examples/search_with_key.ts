// Busca com uma chave de API (POST /v1/api-keys, com o escopo search): um programa não precisa de conta.
// Searches with an API key (POST /v1/api-keys, with the scope search): a program needs no account.
//
//   node examples/search_with_key.ts KEY QUESTION [URL]
import { createRenum, RenumError, unwrap } from '@renum/client'

const [token, query, url = 'http://localhost:3000'] = process.argv.slice(2)
if (!token || !query) {
  console.error('usage: search_with_key.ts KEY QUESTION [URL]')
  process.exit(64)
}

const renum = createRenum({ url, token })
try {
  const { results } = await unwrap(renum.POST('/v1/search', { body: { query, top_k: 3 } }))
  for (const { score, document_name, content } of results) {
    console.log(`[${score.toFixed(2)}] ${document_name}: ${content.slice(0, 100)}`)
  }
} catch (error) {
  if (!(error instanceof RenumError)) throw error
  console.error(`${error.code}: ${error.message}`)
  process.exit(1)
}
