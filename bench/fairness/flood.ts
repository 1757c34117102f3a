// One person's requests, 25 at any time. They come from another machine: what it takes to send them, in a process of its own,
// gives way to all that is measured.
import { setPriority } from 'node:os'
import { zip } from '../../server/test/harness/make-zip.ts'
import { asking, type Party, type Road } from './requests.ts'

/** Requests that are under way at any time. */
const atOnce = 25

const text = new TextEncoder().encode('uma frase como outra qualquer. '.repeat(3_000))
const files = zip(Array.from({ length: 10 }, (_, n) => ({ name: `${n}.txt`, content: `texto ${n}` })))

type Send = Record<Road, () => Promise<Response>>

function sendAs({ url, token, base, collection }: Party): Send {
  const ask = asking(url, token)
  const path = `/v1/collections/${collection}/documents`
  const upload = (name: string, bytes: Uint8Array<ArrayBuffer>, to: string) => {
    const body = new FormData()
    body.append('file', new File([bytes], name))
    // The same again and again.
    body.append('allow_duplicate', 'true')
    return ask(to, { method: 'POST', body })
  }
  return {
    search: () => ask('/v1/search', { method: 'POST', body: { query: 'qual é o prazo para a devolução do produto?' } }),
    patch: () => ask(`/v1/knowledge-bases/${base}`, { method: 'PATCH', body: { name: 'Bench' } }),
    upload: () => upload('texto.txt', text, path),
    import: () => upload('textos.zip', files, `${path}/import`),
    stream: () => ask(`/v1/collections/${collection}/events`, { signal: AbortSignal.timeout(300) }),
  }
}

setPriority(19)
let send: Send | undefined
let ended: AbortController | undefined
let flood: Promise<unknown> = Promise.resolve()

process.on('disconnect', () => process.exit())
process.on('message', async ({ message }: { message: Party | Road | null }) => {
  if (message === null) {
    ended?.abort()
    await flood
  } else if (typeof message === 'object') {
    send = sendAs(message)
  } else {
    const one = send?.[message]
    ended = new AbortController()
    const { signal } = ended
    flood = Promise.all(
      Array.from({ length: atOnce }, async () => {
        // A refusal, a stream that was left: the next one follows.
        const once = async () => void (await (await one?.())?.arrayBuffer())
        while (!signal.aborted) await once().catch(() => {})
      }),
    )
  }
  process.send?.('done')
})
