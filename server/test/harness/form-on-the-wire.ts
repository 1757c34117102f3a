import type { TestServer } from './harness.ts'

/** A form as it goes over the wire, its parts in the given order. */
export function form(...parts: { name: string; filename?: string; body: string | Uint8Array }[]) {
  const bytes = parts.flatMap(({ name, filename, body }) => [
    Buffer.from(`--limite\r\nContent-Disposition: form-data; name="${name}"`),
    Buffer.from(filename === undefined ? '' : `; filename="${filename}"`),
    Buffer.from('\r\n\r\n'),
    Buffer.from(body),
    Buffer.from('\r\n'),
  ])
  return Buffer.concat([...bytes, Buffer.from('--limite--\r\n')])
}

/** Sends such a form as somebody with a token. */
export function sendForm(
  { request }: Pick<TestServer, 'request'>,
  path: string,
  token: string,
  body: Uint8Array | ReadableStream<Uint8Array>,
) {
  return request(path, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'multipart/form-data; boundary=limite' },
    body: body as never,
    ...{ duplex: 'half' },
  })
}

/** A form whose last bytes come only when something else has. */
export function endsAfter(whole: Uint8Array, others: Promise<void>) {
  return new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(whole.subarray(0, -100))
      const end = () => {
        controller.enqueue(whole.subarray(-100))
        controller.close()
      }
      // Of one that was refused nothing more is taken.
      others.then(end).catch(() => {})
    },
  })
}
