import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { createOwner, startServer, type TestServer, textFile, waitForDocument } from '../../harness/harness.ts'

const demo = new URL('../../../../examples/demo/', import.meta.url)
const portuguese = [
  'manual-do-colaborador.md',
  'politica-de-viagens.md',
  'politica-de-trocas-e-devolucoes.md',
  'codigo-de-conduta-e-lgpd.md',
  'politica-comercial-e-credito.md',
]

/** Whatever words of grammar a Portuguese question has, these do not have them: there they are rare. */
const others = {
  'remote-work.txt':
    'Employees may request remote work for up to three days a week. The request is made to the direct manager, who answers within five working days. Equipment is provided by the company.',
  'warranty.txt':
    'Our warranty covers faults in material and workmanship for two years from the date of delivery. To make a claim, send us the serial number and a photograph of the fault.',
  'vacaciones.txt':
    'Los empleados tienen derecho a treinta días de vacaciones por cada año de servicio. La solicitud se presenta con un mes de antelación al responsable del departamento.',
  'devoluciones.txt':
    'Para devolver un producto, el comprador dispone de catorce días desde la recepción. El importe se reembolsa por el mismo medio de pago.',
}

const questions = [
  'Quantos dias de férias o colaborador pode vender?',
  'O que é que eu faço para pedir reembolso de uma viagem?',
  'Qual é o prazo para a devolução de um produto?',
  'Quem é o responsável pelos dados pessoais?',
  'Como é feita a análise de crédito de um cliente novo?',
  'Quando é pago o décimo terceiro?',
  'Posso aceitar um presente de um fornecedor?',
  'Qual é o teto da diária de hotel?',
]

let server: TestServer
const alone = { token: '' }
const mixed = { token: '' }

async function fill(to: { token: string }, documents: Record<string, string>) {
  to.token = (await createOwner()).token
  const { token } = to
  const base = await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'B' } })
  const path = `/v1/knowledge-bases/${base.body.id}/collections`
  const collection = (await server.call('POST', path, { token, body: { name: 'C' } })).body.id
  for (const [name, text] of Object.entries(documents)) {
    const upload = `/v1/collections/${collection}/documents`
    const { body } = await server.call('POST', upload, { token, body: textFile(name, text) })
    expect(await waitForDocument(server, token, body.id)).toMatchObject({ status: 'ready' })
  }
}

beforeAll(async () => {
  server = await startServer()
  const texts = await Promise.all(
    portuguese.map(async (name) => [name, await readFile(new URL(name, demo), 'utf8')] as const),
  )
  await fill(alone, Object.fromEntries(texts))
  await fill(mixed, { ...Object.fromEntries(texts), ...others })
  return () => server.close()
})

async function best({ token }: { token: string }, query: string, mode: string): Promise<string> {
  const { body } = await server.call('POST', '/v1/search', { token, body: { query, mode, top_k: 3 } })
  return body.results.map(({ content }: { content: string }) => content)
}

describe('a few documents in other languages', () => {
  it.each(questions)('change nothing for %j', async (question) => {
    for (const mode of ['full_text', 'hybrid']) {
      expect((await best(mixed, question, mode))[0], mode).toBe((await best(alone, question, mode))[0])
    }
  })

  it.each([
    ['how do I request remote work?', /remote work/],
    ['is a fault covered by the warranty?', /warranty/],
    ['¿cuántos días de vacaciones tengo?', /vacaciones/],
    ['¿cómo devuelvo un producto?', /devolver un producto/],
  ])('are found by questions of their own: %j', async (question, expected) => {
    for (const mode of ['full_text', 'hybrid']) expect((await best(mixed, question, mode))[0], mode).toMatch(expected)
  })
})
