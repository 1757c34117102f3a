import { readdir } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { startStack } from '@renum/embedded'
import pg from 'pg'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { caller, freePort, occupyPort, renum, supabaseOf, temporaryFolder } from './renum.ts'

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function folder(): Promise<string> {
  const { path, remove } = await temporaryFolder()
  cleanups.push(remove)
  return path
}

function run(args: string[], env: Record<string, string> = {}) {
  const process = renum(args, env)
  cleanups.push(async () => {
    process.child.kill('SIGKILL')
    await process.exit
  })
  return process
}

async function ports(): Promise<{ PORT: string; RENUM_SUPABASE_PORT: string; RENUM_DB_PORT: string }> {
  return {
    PORT: String(await freePort()),
    RENUM_SUPABASE_PORT: String(await freePort()),
    RENUM_DB_PORT: String(await freePort()),
  }
}

describe('a command that there is not', () => {
  it('is said to be unknown, and starts nothing', async () => {
    const { exit, stdout, stderr } = run(['nada'])
    expect(await exit).toBe(1)
    expect([stdout(), stderr()]).toEqual(['', 'Comando desconhecido: nada. Veja `renum --help`.\n'])
  })
})

describe('a wrong configuration', () => {
  it('is told whole, ends with 1, and starts nothing', async () => {
    const dataDir = await folder()
    const env = { RENUM_DATA_DIR: dataDir, PORT: '99999', RENUM_TYPO: '1', SUPABASE_URL: 'http://x.example' }
    const { exit, stdout, stderr } = run(['start'], env)
    expect(await exit).toBe(1)
    for (const name of ['PORT', 'RENUM_TYPO', 'SUPABASE_KEY', 'SUPABASE_SERVICE_KEY', 'SUPABASE_DB_URL']) {
      expect(stderr()).toContain(`  ${name}  `)
    }
    expect(stderr()).toContain('nada foi iniciado')
    expect(stdout()).toBe('')
    expect(await readdir(dataDir)).toEqual([])
  })

  it('is told in English to who reads English', async () => {
    const { exit, stderr } = run(['start'], { PORT: 'x', LANG: 'en_US.UTF-8' })
    expect(await exit).toBe(1)
    expect(stderr()).toContain('nothing was started')
  })
})

describe('a taken port', () => {
  it.each(['PORT', 'RENUM_SUPABASE_PORT', 'RENUM_DB_PORT'])(
    'of %s is named, with how to change it',
    async (variable) => {
      const { port, server } = await occupyPort()
      cleanups.push(() => new Promise((resolve) => server.close(resolve)))
      const env = { RENUM_DATA_DIR: await folder(), ...(await ports()), [variable]: String(port) }
      const { exit, stderr } = run(['start'], env)
      expect(await exit).toBe(1)
      expect(stderr()).toContain(`A porta ${port} já está em uso`)
      expect(stderr()).toContain(`${variable}=<porta>`)
    },
  )
})

describe('an embedding model that is not there', () => {
  it('ends the start with what is missing, where it was asked for', async () => {
    const model = { EMBEDDINGS_PROVIDER: 'local', EMBEDDINGS_MODEL: 'Xenova/multilingual-e5-small' }
    const env = { RENUM_DATA_DIR: await folder(), ...(await ports()), ...model }
    const { exit, stderr } = run(['start'], env)
    expect(await exit).toBe(1)
    expect(stderr()).toContain('Ainda não dá para iniciar')
    expect(stderr()).toContain('Xenova/multilingual-e5-small não está completo')
    expect(stderr()).not.toContain('    at ')
  })
})

describe('a Supabase that is not there', () => {
  it('is an error that says so', async () => {
    const env = {
      SUPABASE_URL: 'http://127.0.0.1:1',
      SUPABASE_KEY: 'k',
      SUPABASE_SERVICE_KEY: 's',
      SUPABASE_DB_URL: 'postgresql://u:p@127.0.0.1:1/x',
      RENUM_DB_WAIT_MS: '600',
      PORT: '0',
    }
    const { exit, stdout, stderr } = run(['start'], env)
    expect(await exit).toBe(1)
    expect(stdout() + stderr()).toContain('waiting for the database')
    expect(stderr()).toContain('O banco de dados não responde')
    expect(stderr()).toContain('ECONNREFUSED 127.0.0.1:1')
    expect(stderr()).not.toContain(':p@')
  })
})

describe('a data folder that an earlier, unreleased version made', () => {
  /** Runs SQL on the database of a folder that no process uses. */
  async function runIn(dataDir: string, sql: string): Promise<unknown[]> {
    const options = { supabasePort: 0, dbPort: 0, siteUrl: 'http://localhost:3000', command: 'test' }
    const stack = await startStack({ dataDir, ...options })
    const client = new pg.Client({ connectionString: stack.connection.db_url })
    await client.connect()
    try {
      return (await client.query(sql)).rows
    } finally {
      await client.end()
      await stack.stop()
    }
  }

  it('is refused, with its path and what to do, and is left as it is', async () => {
    const dataDir = await folder()
    const env = { RENUM_DATA_DIR: dataDir, PORT: '0', RENUM_SUPABASE_PORT: '0', RENUM_DB_PORT: '0' }
    const made = run(['migrate'], env)
    expect(await made.exit, made.stderr()).toBe(0)
    const record = `select version from supabase_migrations.schema_migrations order by 1`
    await runIn(
      dataDir,
      `update supabase_migrations.schema_migrations set version = replace(version, '20261129', '20261122')`,
    )
    const before = await runIn(dataDir, record)
    for (const command of ['start', 'doctor']) {
      const { exit, stdout, stderr } = run([command], env)
      expect(await exit, command).toBe(1)
      expect(stderr(), command).toContain(
        `A pasta de dados ${dataDir} foi criada por uma versão anterior do Renum, ainda não publicada, cujos dados não são aproveitados; nada foi alterado. Mova ou apague a pasta, ou escolha outra com RENUM_DATA_DIR. (unreleased_schema)\n`,
      )
      expect(stdout() + stderr(), command).not.toMatch(/no ar|Tudo em ordem| {4}at /)
    }
    const inEnglish = run(['api'], { ...env, LANG: 'en_US.UTF-8' })
    expect(await inEnglish.exit).toBe(1)
    expect(inEnglish.stderr()).toContain(
      `The data folder ${dataDir} was made by an earlier, unreleased version of Renum`,
    )
    expect(inEnglish.stderr()).toContain('Move or remove the folder')
    expect(await runIn(dataDir, record)).toEqual(before)
  }, 120_000)
})

describe('an install on one machine', () => {
  const text = 'O ponto facultativo de carnaval vale para toda a empresa.'

  it('keeps everything through kill -9, and its folder has one owner', async () => {
    const env = { RENUM_DATA_DIR: await folder(), ...(await ports()) }
    const api = `http://127.0.0.1:${env.PORT}`
    const first = run(['start'], env)
    await first.says('Renum está no ar')
    await first.says(/Referência +http:\/\/localhost:\d+\/docs\n/)

    const nobodyYet = async () =>
      ((await (await fetch(`${api}/v1/config`)).json()) as { nobody_yet: boolean }).nobody_yet
    expect(await nobodyYet()).toBe(true)
    const supabase = await supabaseOf(api)
    const account = { email: 'ana@test.example', password: 'uma-senha-comprida' }
    const { data } = await supabase.auth.signUp(account)
    const call = caller(api, data.session?.access_token ?? '')
    await call('POST', '/v1/clients', { name: 'Aurora' })
    const base = await call('POST', '/v1/knowledge-bases', { name: 'B' })
    const collection = await call('POST', `/v1/knowledge-bases/${base.id}/collections`, { name: 'C' })
    const upload = async (name: string) => {
      const form = new FormData()
      form.append('file', new File([`${text} Vale o que diz ${name}.`], name))
      return call('POST', `/v1/collections/${collection.id}/documents`, form)
    }
    const untilReady = async (id: string, as: typeof call) => {
      const deadline = Date.now() + 60_000
      for (;;) {
        const document = await as('GET', `/v1/documents/${id}`)
        if (document.status === 'ready' || Date.now() > deadline) return document.status
        await sleep(100)
      }
    }
    const ready = await upload('antes.txt')
    expect(await untilReady(ready.id, call)).toBe('ready')
    await vi.waitFor(async () => expect(await nobodyYet()).toBe(false), 5_000)

    const second = run(['start'], { ...env, PORT: '0' })
    expect(await second.exit).toBe(1)
    expect(second.stderr()).toMatch(/já está em uso pelo processo \d+ \(renum start, desde /)

    // Every other command finds the owner through the folder.
    const migrate = run(['migrate'], env)
    expect(await migrate.exit).toBe(0)
    expect(migrate.stdout()).toContain('0 migrações')

    // Acknowledged, and most likely not processed yet.
    const late = await upload('depois.txt')
    first.child.kill('SIGKILL')
    await first.exit

    const again = run(['start'], env)
    await again.says('Renum está no ar')
    const { data: session } = await (await supabaseOf(api)).auth.signInWithPassword(account)
    const callAgain = caller(api, session.session?.access_token ?? '')
    expect(await untilReady(late.id, callAgain)).toBe('ready')
    const found = await callAgain('POST', '/v1/search', { query: 'carnaval' })
    expect(found.results.map(({ document_name }: { document_name: string }) => document_name).sort()).toEqual([
      'antes.txt',
      'depois.txt',
    ])

    again.child.kill('SIGTERM')
    expect(await again.exit).toBe(0)
    expect(again.stderr()).toBe('')
  })

  it('runs as separate processes too: an api and a worker that find each other through the folder', async () => {
    const env = { RENUM_DATA_DIR: await folder(), ...(await ports()) }
    const api = run(['api'], env)
    await api.says('API no ar')
    const worker = run(['worker'], env)
    await worker.says('Worker aguardando')
    const ready = await fetch(`http://127.0.0.1:${env.PORT}/readyz`)
    expect(ready.status).toBe(200)
    worker.child.kill('SIGTERM')
    expect(await worker.exit).toBe(0)
    api.child.kill('SIGTERM')
    expect(await api.exit).toBe(0)
  })
})
