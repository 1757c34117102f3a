// The benchmarks of `renum bench`: node bench/main.ts --only NAME [--target URL] [--json] [--rounds N] [--seconds S] [--rows N]
import { parseArgs } from 'node:util'
import { explainConnect } from '../server/src/db/connection/connect-error.ts'
import { agents } from './agents/agents.ts'
import type { Bench } from './bench.ts'
import { connections, withBenchEnvironment } from './bench-environment.ts'
import { fairness } from './fairness/fairness.ts'
import { ingest } from './ingest.ts'
import { list } from './list.ts'
import { neighbours } from './search/neighbours.ts'
import { search } from './search/search.ts'
import { wordsFirst } from './search/words-first.ts'
import { tenantTransaction } from './tenant-transaction.ts'

const benches: Record<string, Bench> = {
  'tenant-transaction': tenantTransaction,
  list,
  ingest,
  fairness,
  search,
  neighbours,
  'words-first': wordsFirst,
  agents,
}

// `renum bench` runs this as its child; without it nothing would read the result.
process.once('disconnect', () => process.exit(143))
process.channel?.unref()

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    target: { type: 'string' },
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '1.5' },
    rows: { type: 'string' },
  },
})

const bench = benches[values.only ?? '']
if (!bench) {
  const known = Object.entries(benches).map(([name, { description }]) => `  ${name.padEnd(20)} ${description}\n`)
  process.stderr.write(`--only NAME:\n${known.join('')}`)
  process.exit(64)
}

const began = performance.now()
try {
  const result = await withBenchEnvironment(values.target, async (environment) => {
    const { native, embedded } = bench.rows ?? { native: 1_000_000, embedded: 50_000 }
    const rows = Number(values.rows ?? (environment.name === 'native' ? native : embedded))
    const size = { rounds: Number(values.rounds), seconds: Number(values.seconds), rows }
    const measured = await bench.run(environment, size)
    const { rows: version } = await environment.bare.query('select version() as text')
    return {
      bench: values.only,
      ground: environment.name,
      postgres: String(version[0].text).split(' ').slice(0, 2).join(' '),
      tls: Boolean(environment.config.ssl),
      named_statements: environment.named,
      connections,
      ...measured,
      seconds: Math.round((performance.now() - began) / 1000),
    }
  })
  process.stdout.write(`${values.json ? JSON.stringify(result) : table(result)}\n`)
} catch (error) {
  const explained = explainConnect(error, 'target')
  process.stderr.write(`${explained instanceof Error ? explained.message : String(explained)}\n`)
  process.exitCode = 1
}

function table({
  sides,
  rates = {},
  ratios,
  required,
  ground,
}: {
  sides: Awaited<ReturnType<Bench['run']>>['sides']
  rates?: Record<string, number>
  ratios: Record<string, number>
  required: Record<string, string>
  ground: string
}): string {
  const head = ['', '/s', 'p50 ms', 'p95 ms']
  const rows = Object.entries(sides).map(([name, { per_second, p50_ms, p95_ms }]) => [name, per_second, p50_ms, p95_ms])
  const cells = [head, ...rows].map((row) => row.map((cell) => String(cell).padEnd(12)).join('')).join('\n')
  const lines = [
    ...Object.entries(rates).map(([name, value]) => `${name} ${value}`),
    ...Object.entries(ratios).map(([name, value]) => `${name} ${value} (${required[name] ?? ''})`),
  ]
  return [ground, cells, ...lines].join('\n')
}
