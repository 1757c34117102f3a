import { parentPort, workerData } from 'node:worker_threads'

// The thread that ends its process when that takes too much, or is left alone: the other thread may be too busy to.

const lookEvery = 100
/** Bytes of memory: an ordinary document takes less than 300 MB, Node included; recognising a page some 500. */
const mostMemory = 1024 * 1024 * 1024
/** Microseconds of the processor: 2,000 ordinary pages take some 15 seconds. */
let mostTime = 120e6

// What takes long by its nature asks for more, page by page.
parentPort?.on('message', (more: number) => {
  mostTime += more
})

setInterval(() => {
  const time = process.cpuUsage()
  const tooMuch = process.memoryUsage.rss() > mostMemory || time.user + time.system > mostTime
  if (tooMuch || process.ppid !== workerData) process.kill(process.pid, 'SIGKILL')
}, lookEvery)
