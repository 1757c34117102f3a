/** One question over HTTP, its answer as server-sent events. */
export interface Answered {
  /** From the question until the first text of the answer. */
  first_ms: number
  status: string
  execution_id: string
}

/** Asks, and reads until the execution ends. Raises where it cannot be asked, or is cut off. */
export async function askAgent(
  { url, token, agent }: { url: string; token: string; agent: string },
  question: string,
): Promise<Answered> {
  const began = performance.now()
  const response = await fetch(`${url}/v1/agents/${agent}/executions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream', 'content-type': 'application/json' },
    body: JSON.stringify({ question }),
  })
  if (!response.ok || !response.body) throw new Error(`${response.status} ${await response.text()}`)
  let first = Number.NaN
  let tail = ''
  let head = ''
  const decoder = new TextDecoder()
  for await (const bytes of response.body) {
    const text = decoder.decode(bytes, { stream: true })
    if (Number.isNaN(first)) {
      head += text
      if (head.includes('\nevent: text\n')) first = performance.now() - began
    }
    tail = (tail + text).slice(-200_000)
  }
  const [, end] = /event: end\ndata: (.*)\n/.exec(tail) ?? []
  if (end === undefined) throw new Error('no end')
  const { status } = JSON.parse(end) as { status: string }
  const [, execution_id = ''] = /"execution_id":"([^"]+)"/.exec(head) ?? []
  return { first_ms: first, status, execution_id }
}
