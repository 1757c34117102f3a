import type { Server } from 'node:http'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import type { Handler } from './request-filter.ts'

/** As long as the API lets a large file over a slow line take; what is short has seconds (body.ts). */
const requestTimeoutMs = 60 * 60_000

export interface HttpServer {
  readonly port: number
  close(): Promise<void>
}

/** Serves a fetch handler on 127.0.0.1. Rejects with EADDRINUSE if the port is taken. */
export async function listen(fetch: Handler, port: number): Promise<HttpServer> {
  const server = createAdaptorServer({
    fetch: (request, env) => fetch(request, env as HttpBindings),
    hostname: '127.0.0.1',
    serverOptions: { requestTimeout: requestTimeoutMs },
  }) as Server
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
