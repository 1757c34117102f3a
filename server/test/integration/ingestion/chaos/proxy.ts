import { createServer, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Stands before a Supabase and lets its Storage fail at random: an error, or a connection that ends in the middle. */
export async function startFailingProxy(target: string, failing: () => boolean) {
  const { hostname, port } = new URL(target)
  let failures = 0
  const server = createServer((request, response) => {
    const fails = (request.url ?? '').startsWith('/storage/') && failing()
    if (fails) failures++
    if (fails && failures % 2 === 0) {
      response.writeHead(503, { 'Content-Type': 'application/json' }).end('{"message":"unavailable"}')
      return
    }
    const { method, url: path, headers } = request
    const onward = send(
      { hostname, port, method, path, headers: { ...headers, host: `${hostname}:${port}` } },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        if (!fails) return answer.pipe(response)
        answer.once('data', (chunk: Buffer) => {
          response.write(chunk.subarray(0, Math.floor(chunk.length / 2)))
          response.destroy()
          answer.destroy()
        })
        answer.once('end', () => response.destroy())
        return undefined
      },
    )
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    failures: () => failures,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
