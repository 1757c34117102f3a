import { basename, resolve } from 'node:path'
import { RenumError } from '@renum/client'
import { CommandError } from '../command-error.ts'
import { findOrCreateBase, placeOf } from '../ingest/collections.ts'
import { findFiles, type LocalFile } from '../ingest/files.ts'
import { storeFile } from '../ingest/sync-file.ts'
import { startProgress } from '../progress.ts'
import { settings as readSettings } from '../settings.ts'
import { type SignInOptions, signIn } from '../sign-in.ts'
import { print, say } from '../terminal.ts'
import { eachOf } from '../upload.ts'

export interface IngestOptions extends SignInOptions {
  target?: string
  knowledgeBase?: string
  json?: boolean
}

interface Failure {
  file: string
  reason: string
}

/**
 * `renum ingest FOLDER`: a folder tree into the collections of a knowledge base, each folder a collection of its path.
 * The folder itself becomes the collection “/”. What is there already, unchanged, is not sent again: a run that was interrupted is gone on with by the same command.
 * A changed file becomes the next version of its document. Exits 1 when a file could not be taken.
 */
export async function ingest(folder: string, options: IngestOptions): Promise<void> {
  const { json = false } = options
  const stream = json ? process.stderr : process.stdout
  const settings = readSettings('error')
  const target = options.target ?? settings.publicUrl ?? `http://localhost:${settings.port}`
  const root = resolve(folder)
  const files = await findFiles(root)
  if (files.length === 0) throw new CommandError(say(`Não há arquivos em ${root}.`, `There are no files in ${root}.`))

  const { renum, me } = await signIn(target, options)
  const base = await findOrCreateBase(renum, options.knowledgeBase ?? basename(root))
  print(stream, `${me.email} → ${target}, ${base.name}`)
  const counts = { new: 0, changed: 0, retried: 0, unchanged: 0, duplicate: 0, failed: 0 }
  const failures: Failure[] = []
  // Found by their words, and not yet by their meaning.
  let embedding_pending = 0
  const createdCollections = new Set<string>()
  const progress = startProgress(stream, say('arquivos', 'files'), files.length)
  for (const [folderName, group] of Map.groupBy(files, ({ folder }) => folder || '/')) {
    const place = placeOf(renum, base.id, folderName)
    await eachOf(group, async (file) => {
      const failed = await attempt(file, async () => {
        const { collection, known, created } = await place
        if (created) createdCollections.add(collection.name)
        const { outcome, document } = await storeFile(renum, collection.id, file, known.get(file.name))
        if (document.status !== 'ready') return document.error_message ?? document.status
        counts[outcome]++
        if (document.embedding_status !== 'ready') embedding_pending++
        return undefined
      })
      if (failed) failures.push(failed)
      progress.advance(file.path)
    })
  }
  progress.end()
  counts.failed = failures.length
  const collections_created = [...createdCollections].sort()
  if (json)
    print(
      process.stdout,
      JSON.stringify({
        knowledge_base_id: base.id,
        files: files.length,
        ...counts,
        embedding_pending,
        collections_created,
        failures,
      }),
    )
  else report(counts, collections_created, failures, embedding_pending)
  if (failures.length > 0) process.exitCode = 1
}

/** What went wrong with one file keeps none of the others from their place. */
async function attempt(file: LocalFile, work: () => Promise<string | undefined>): Promise<Failure | undefined> {
  try {
    const reason = await work()
    return reason === undefined ? undefined : { file: file.path, reason }
  } catch (error) {
    if (!(error instanceof RenumError) || error.status === 401 || error.status >= 500) throw error
    return { file: file.path, reason: error.message }
  }
}

function report(
  counts: Record<string, number>,
  created: string[],
  failures: Failure[],
  embeddingPending: number,
): void {
  const names: Record<string, [one: string, many: string]> = {
    new: [say('novo', 'new'), say('novos', 'new')],
    changed: [say('alterado', 'changed'), say('alterados', 'changed')],
    retried: [say('processado de novo', 'processed again'), say('processados de novo', 'processed again')],
    unchanged: [say('já estava lá', 'there already'), say('já estavam lá', 'there already')],
    duplicate: [
      say('repete outro arquivo da pasta', 'repeats another file of its folder'),
      say('repetem outros arquivos da pasta', 'repeat other files of their folders'),
    ],
    failed: [say('com problema', 'with a problem'), say('com problema', 'with a problem')],
  }
  const lines = Object.entries(counts).filter(([, files]) => files > 0)
  const line = ([name, files]: [string, number]) =>
    `  ${String(files).padStart(5)} ${names[name]?.[files === 1 ? 0 : 1]}`
  print(process.stdout, lines.map(line).join('\n'))
  // Said plainly: a restricted collection of that name is not visible to a user without a grant for it.
  for (const name of created) {
    print(
      process.stdout,
      `  + ${name}: ${say('coleção criada, aberta a todos os membros', 'collection created, open to every member')}`,
    )
  }
  if (embeddingPending > 0) {
    print(
      process.stdout,
      say(
        `  Quando terminou, ${embeddingPending} deles já eram encontrados pelas palavras; pelo sentido serão aos poucos, sem ninguém esperar.`,
        `  When this ended, ${embeddingPending} of them were found by their words; by their meaning they will be bit by bit, and nobody waits.`,
      ),
    )
  }
  for (const { file, reason } of failures.sort((a, b) => (a.file < b.file ? -1 : 1))) {
    print(process.stdout, `  ✗ ${file}: ${reason}`)
  }
}
