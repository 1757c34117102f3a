import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'

/** A large file over a slow line takes its time; what stands still is ended by its reader (http/upload-form.ts). */
const requestTimeoutMs = 60 * 60_000

/** A port that something else listens on. */
export class PortTakenError extends Error {
  readonly port: number

  constructor(port: number) {
    super(`port ${port} is taken`)
    this.name = 'PortTakenError'
    this.port = port
  }
}

/** A HOST that is no address of this machine. */
export class HostError extends Error {
  readonly host: string

  constructor(host: string) {
    super(`${host} is no address of this machine`)
    this.name = 'HostError'
    this.host = host
  }
}

/** Raises PortTakenError or HostError before anything else was started. */
export async function assertPortFree(port: number, host: string | null): Promise<void> {
  const { close } = await listen(() => new Response(null, { status: 503 }), port, host)
  await close(0)
}

export interface Listening {
  port: number
  /** Takes no new requests and waits, up to `timeoutMs`, for those under way. */
  close(timeoutMs: number): Promise<void>
}

/** Serves `fetch` on a port; 0 takes a free one. Without a host on every interface. Raises PortTakenError, HostError. */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  port: number,
  host: string | null = null,
): Promise<Listening> {
  const server = createAdaptorServer({ fetch, serverOptions: { requestTimeout: requestTimeoutMs } })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const { code = '' } = error
      if (code === 'EADDRINUSE') reject(new PortTakenError(port))
      else if (host !== null && /^(EADDRNOTAVAIL|ENOTFOUND|EAI_AGAIN)$/.test(code)) reject(new HostError(host))
      else reject(error)
    })
    server.listen({ port, ...(host === null ? {} : { host }) }, resolve)
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
