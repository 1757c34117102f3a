import { createServer, type Server, type Socket } from 'node:net'
import { fatalError } from './messages.ts'
import { GateConnection, type GateConnectionOptions } from './proxied-connection.ts'

/** Time for the clients to read why they are disconnected. */
const FAREWELL_MS = 500

/** Clients that are logging in at a time. */
const MAX_LOGINS = 100

export interface LoginProxyOptions extends GateConnectionOptions {
  port: number
  maxConnections: number
}

export interface LoginProxy {
  readonly port: number
  close(): Promise<void>
}

/**
 * Listens for Postgres clients on 127.0.0.1 and lets in those with the password:
 * PGlite's own socket server accepts any user and any password.
 */
export async function openLoginProxy(options: LoginProxyOptions): Promise<LoginProxy> {
  const connections = new Set<GateConnection>()
  const server = createServer((socket) => {
    const loggedIn = [...connections].filter(({ isOpen }) => isOpen).length
    if (loggedIn >= options.maxConnections) return refuse(socket)
    // Connections without the password cannot use up the places: the oldest of them is closed.
    if (connections.size - loggedIn >= MAX_LOGINS) [...connections].find(({ isOpen }) => !isOpen)?.destroy()
    const connection: GateConnection = new GateConnection(socket, options, () => connections.delete(connection))
    connections.add(connection)
  })
  const port = await listen(server, options.port)
  return {
    port,
    close: () => {
      for (const connection of connections) connection.end('57P01', 'terminating connection: the database stops')
      setTimeout(() => {
        for (const connection of connections) connection.destroy()
      }, FAREWELL_MS).unref()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function refuse(socket: Socket): void {
  socket.on('error', () => socket.destroy())
  // Unread, what the client says would keep the socket open for good.
  socket.resume()
  socket.end(fatalError('53300', 'sorry, too many clients already'))
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the login proxy has no port')
  return address.port
}
