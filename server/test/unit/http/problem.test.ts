import { z } from '@hono/zod-openapi'
import { describe, expect, it } from 'vitest'
import { newGrant } from '../../../src/features/collections/collections.schema.ts'
import { newCredential } from '../../../src/features/credentials/credentials.schema.ts'
import { documentUpload } from '../../../src/features/documents/documents.schema.ts'
import { idParam, pageQuery } from '../../../src/features/schema.ts'
import { searchRequest } from '../../../src/features/search/search.schema.ts'
import { newDocument } from '../../../src/features/url-sources/url-sources.schema.ts'
import { fromZodError } from '../../../src/http/problem.ts'
import type { Language } from '../../../src/problems.ts'

function refuse(schema: z.ZodType, given: unknown) {
  const { error } = schema.safeParse(given)
  if (!error) throw new Error('it was accepted')
  const problem = fromZodError(error)
  const text = (language: Language) => problem.text(language)
  return { field: problem.field, pt: text('pt'), en: text('en') }
}

const search = (given: object) => refuse(searchRequest, { query: 'férias', ...given })

describe('what is wrong with a request', () => {
  it.each([
    [refuse(searchRequest, {}), 'query', 'Falta o campo `query`.', '`query` is missing.'],
    [search({ query: 5 }), 'query', '`query` deve ser um texto.', '`query` must be a text.'],
    [search({ query: ' ' }), 'query', '`query` não pode ficar vazio.', '`query` cannot be empty.'],
    [
      search({ query: 'a'.repeat(10_001) }),
      'query',
      '`query` pode ter no máximo 10000 caracteres.',
      '`query` can have at most 10000 characters.',
    ],
    [search({ top_k: 101 }), 'top_k', '`top_k` pode ser no máximo 100.', '`top_k` can be at most 100.'],
    [search({ top_k: 0 }), 'top_k', '`top_k` deve ser no mínimo 1.', '`top_k` must be at least 1.'],
    [search({ top_k: 1.5 }), 'top_k', '`top_k` deve ser um número inteiro.', '`top_k` must be a whole number.'],
    [
      search({ mode: 'x' }),
      'mode',
      '`mode` deve ser hybrid, semantic ou full_text.',
      '`mode` must be hybrid, semantic, or full_text.',
    ],
    [search({ colecao: 1 }), 'colecao', 'O campo `colecao` não existe aqui.', 'There is no field `colecao` here.'],
    [
      search({ filters: { created_after: 'ontem' } }),
      'filters.created_after',
      'Em `filters.created_after`, use data e hora, como 2026-12-31T23:59:59Z.',
      'In `filters.created_after`, use a date and time, like 2026-12-31T23:59:59Z.',
    ],
    [
      search({ collection_ids: [] }),
      'collection_ids',
      '`collection_ids` não pode ficar vazio.',
      '`collection_ids` cannot be empty.',
    ],
    [
      search({ filters: { file_types: Array(21).fill('text/plain') } }),
      'filters.file_types',
      '`filters.file_types` pode ter no máximo 20 itens.',
      '`filters.file_types` can have at most 20 items.',
    ],
    [
      refuse(searchRequest, []),
      undefined,
      'O corpo da requisição deve ser um objeto JSON.',
      'The body of the request must be a JSON object.',
    ],
    [refuse(idParam, { id: '1' }), 'id', '`id` não é um identificador (UUID).', '`id` is no identifier (UUID).'],
    [refuse(pageQuery, { limit: 'dez' }), 'limit', '`limit` deve ser um número.', '`limit` must be a number.'],
    [refuse(documentUpload, {}), 'file', 'Envie o arquivo no campo `file`.', 'Send the file in the field `file`.'],
    [
      refuse(newCredential, {
        name: 'a',
        service_name: 'a',
        credential_type: 'http_header',
        value: 'x',
        settings: { base_url: 'https://a.example' },
      }),
      'settings.header_name',
      '`settings.header_name` é obrigatório com http_header.',
      '`settings.header_name` is required of http_header.',
    ],
  ])('is said as %o', (said, field, pt, en) => {
    expect(said).toEqual({ field, pt, en })
  })

  it.each([
    [newDocument, {}, 'name', 'Envie um arquivo, ou um JSON com `name` e `text`, ou com `url`.'],
    [newDocument, { url: 'https://a.example', text: 'a', name: 'a' }, undefined, /^Envie um arquivo, ou um JSON/],
    [newDocument, { text: 'a' }, 'name', 'Falta o campo `name`.'],
    [newDocument, { url: 5 }, 'url', '`url` deve ser um texto.'],
    [newGrant, {}, 'user_id', 'Informe `user_id` ou `role` (user ou viewer).'],
    [newGrant, { role: 'user', user_id: crypto.randomUUID() }, undefined, /^Informe `user_id` ou `role`/],
    [newGrant, { role: 'admin' }, 'role', '`role` deve ser user ou viewer.'],
  ])('is said of %o, which may be one of two things', (schema, given, field, text) => {
    const said = refuse(schema, given)
    expect(said.field).toBe(field)
    expect(said.pt).toMatch(text)
  })

  it('is as zod says it where it is rare', () => {
    const { pt, en } = refuse(z.object({ n: z.number().multipleOf(5) }), { n: 1 })
    expect(pt).toMatch(/^`n`: .*múltiplo de 5/)
    expect(en).toMatch(/^`n`: .*multiple of 5/)
  })
})
