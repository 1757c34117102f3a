// Runs after `npm ci` and `npm install`, in the folder of package.json: removes what packages bring for other platforms
// and for other uses. Plain JavaScript, for the Node that the machine has. Without it (--ignore-scripts) everything
// works, and takes more space.
import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

// As npm takes them: `npm ci --os=… --cpu=…` installs for another machine.
const { npm_config_os: platform = process.platform, npm_config_cpu: processor = process.arch } = process.env

const notices = ['package.json', 'README.md', 'LICENSE', 'LICENSE.txt', 'ThirdPartyNoticeText.txt']

/** @type {{ folder: string, keep: string[] }[]} paths in the folder, with `/`; a folder that is not there is no error */
const trimmed = [
  { folder: 'node_modules/onnxruntime-node/bin/napi-v6', keep: [`${platform}/${processor}`] },
  // The `node` package installs one of these within itself: headers and manuals are half of it.
  ...[`node-${process.platform}-${process.arch}`, `node-bin-${process.platform}-${process.arch}`].map((name) => ({
    folder: `node_modules/node/node_modules/${name}`,
    keep: ['bin/node', ...notices],
  })),
  // One encoding, as ES modules.
  { folder: 'node_modules/gpt-tokenizer', keep: ['esm', ...notices] },
  { folder: 'node_modules/gpt-tokenizer/esm/bpeRanks', keep: ['o200k_base.js', 'o200k_base.d.ts'] },
  { folder: 'node_modules/gpt-tokenizer/esm/model', keep: [] },
  // One of its three builds, which Node takes.
  ...['api', 'api-logs', 'core', 'otlp-exporter-base', 'otlp-transformer', 'resources']
    .concat('exporter-trace-otlp-http', 'sdk-logs', 'sdk-metrics', 'sdk-trace', 'sdk-trace-base')
    .map((name) => ({ folder: `node_modules/@opentelemetry/${name}/build`, keep: ['src'] })),
  // Without the names that still change: ours stand in server/src/telemetry/gen-ai-names.ts.
  {
    folder: 'node_modules/@opentelemetry/semantic-conventions/dist',
    keep: ['index', 'stable_attributes', 'stable_metrics', 'stable_events']
      .flatMap((name) => ['mjs', 'd.mts', 'cjs', 'd.cts'].map((ending) => `${name}.${ending}`))
      .concat('internal', 'trace', 'resource'),
  },
  // A peer that jsonv-ts names for its types; they are compiled nowhere.
  { folder: 'node_modules/@supabase/lite/node_modules/typescript', keep: notices },
  // openapi-typescript prints syntax trees with it; the compiler is the TypeScript of the root.
  { folder: 'client/node_modules/typescript', keep: ['lib/typescript.js', 'lib/typescript.d.ts', ...notices] },
]

for (const { folder, keep } of trimmed) {
  // A package without what should stay is laid out in another way than was known here: it is left as it came.
  const needed = keep.find((path) => !notices.includes(path))
  if (needed !== undefined && !(await exists(join(folder, needed)))) continue
  try {
    await trim(folder, keep)
  } catch (error) {
    process.stderr.write(`${folder}: not trimmed, only takes more space (${error.message})\n`)
  }
}

/** A folder above a path to keep stays, and loses the rest. */
async function trim(folder, keep) {
  for (const entry of await readdir(folder).catch(() => [])) {
    if (keep.includes(entry)) continue
    const within = keep.filter((path) => path.startsWith(`${entry}/`)).map((path) => path.slice(entry.length + 1))
    if (within.length > 0) await trim(join(folder, entry), within)
    else await rm(join(folder, entry), { recursive: true, force: true })
  }
}

function exists(path) {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
