// One person's requests, 25 at any time: in a thread of its own, so that it takes no time of who is measured.
import { parentPort, workerData } from 'node:worker_threads'
import { zip } from '../server/test/harness/make-zip.ts'
import { asking, type Party, type Road } from './fairness-requests.ts'

/** Requests that are under way at any time. */
const atOnce = 25

const { url, token, base, collection }: Party = workerData
const ask = asking(url, token)
const text = new TextEncoder().encode('uma frase como outra qualquer. '.repeat(3_000))
const files = zip(Array.from({ length: 10 }, (_, n) => ({ name: `${n}.txt`, content: `texto ${n}` })))
const path = `/v1/collections/${collection}/documents`

function upload(name: string, bytes: Uint8Array<ArrayBuffer>, to: string): Promise<Response> {
  const body = new FormData()
  body.append('file', new File([bytes], name))
  // The same again and again.
  body.append('allow_duplicate', 'true')
  return ask(to, { method: 'POST', body })
}

const send: Record<Road, () => Promise<Response>> = {
  search: () => ask('/v1/search', { method: 'POST', body: { query: 'qual é o prazo para a devolução do produto?' } }),
  patch: () => ask(`/v1/knowledge-bases/${base}`, { method: 'PATCH', body: { name: 'Bench' } }),
  upload: () => upload('texto.txt', text, path),
  import: () => upload('textos.zip', files, `${path}/import`),
  stream: () => ask(`/v1/collections/${collection}/events`, { signal: AbortSignal.timeout(300) }),
}

let ended: AbortController | undefined
let flood: Promise<unknown> = Promise.resolve()

parentPort?.on('message', async (road: Road | null) => {
  if (road === null) {
    ended?.abort()
    await flood
  } else {
    ended = new AbortController()
    const { signal } = ended
    flood = Promise.all(
      Array.from({ length: atOnce }, async () => {
        // A refusal, a stream that was left: the next one follows.
        const once = async () => void (await (await send[road]()).arrayBuffer())
        while (!signal.aborted) await once().catch(() => {})
      }),
    )
  }
  parentPort?.postMessage(road)
})
