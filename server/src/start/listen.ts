import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'

/** A port that something else listens on. */
export class PortTakenError extends Error {
  readonly port: number

  constructor(port: number) {
    super(`port ${port} is taken`)
    this.name = 'PortTakenError'
    this.port = port
  }
}

/** Raises PortTakenError before anything else was started. */
export async function assertPortFree(port: number): Promise<void> {
  const { close } = await listen(() => new Response(null, { status: 503 }), port)
  await close(0)
}

export interface Listening {
  port: number
  /** Takes no new requests and waits, up to `timeoutMs`, for those under way. */
  close(timeoutMs: number): Promise<void>
}

/** Serves `fetch` on a port; 0 takes a free one. Raises PortTakenError. */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  port: number,
): Promise<Listening> {
  const server = createAdaptorServer({ fetch })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortTakenError(port) : error),
    )
    server.listen(port, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: (timeoutMs) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), timeoutMs)
        server.close(() => {
          clearTimeout(timer)
          resolve()
        })
        if ('closeIdleConnections' in server) server.closeIdleConnections()
      }),
  }
}
