import { createServer } from 'node:net'

/** Rejects with EADDRINUSE if the port is taken: said before the database is opened, not after. */
export async function checkFree(port: number): Promise<void> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  await new Promise((resolve) => server.close(resolve))
}
