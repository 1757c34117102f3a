import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, readSettings } from '../../src/config.ts'

const read = (env: Record<string, string>) => readSettings(env, { logLevel: 'info' })

function faultsOf(env: Record<string, string>): string[] {
  try {
    read(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.map(({ name }) => name).sort()
  }
  return []
}

const supabase = {
  SUPABASE_URL: 'https://x.supabase.co/',
  SUPABASE_KEY: 'sb_publishable_x',
  SUPABASE_SERVICE_KEY: 'sb_secret_x',
  SUPABASE_DB_URL: 'postgresql://postgres:p@db.x.supabase.co:5432/postgres',
}

describe('the configuration', () => {
  it('needs nothing', () => {
    const settings = read({})
    expect(settings).toMatchObject({ supabase: null, port: 3000, supabasePort: 54321, dbPort: 54322, language: 'pt' })
    expect(Object.isFrozen(settings)).toBe(true)
  })

  it('takes a Supabase project, with a URL of its own for migrations where there is one', () => {
    expect(read(supabase).supabase).toMatchObject({
      url: 'https://x.supabase.co',
      dbDirectUrl: supabase.SUPABASE_DB_URL,
    })
    const direct = 'postgresql://postgres:p@direct:5432/postgres'
    expect(read({ ...supabase, RENUM_DB_DIRECT_URL: direct }).supabase?.dbDirectUrl).toBe(direct)
  })

  it('takes a public URL beside an internal one, and issuers as tokens name them', () => {
    const given = { ...supabase, SUPABASE_PUBLIC_URL: 'https://sb.example.com/' }
    expect(read(given).supabase).toMatchObject({ url: 'https://x.supabase.co', publicUrl: 'https://sb.example.com' })
    const issuersOf = (value: string) => read({ ...supabase, SUPABASE_JWT_ISSUER: value }).supabase?.issuers
    expect(issuersOf('none')).toEqual([null])
    expect(issuersOf('https://a.example/auth/v1, supabase ,None')).toEqual([
      'https://a.example/auth/v1',
      'supabase',
      null,
    ])
    expect(read(supabase).supabase).not.toHaveProperty('issuers')
    for (const wrong of [' ', 'https://a.example/auth/v1,', 'https://a b']) {
      expect(faultsOf({ ...supabase, SUPABASE_JWT_ISSUER: wrong }), wrong).toEqual(['SUPABASE_JWT_ISSUER'])
    }
  })

  it('refuses a secret key where browsers would get it, and a publishable one in its place', () => {
    const token = (role: unknown) =>
      ['{"alg":"HS256"}', JSON.stringify({ iss: 'supabase', role }), 'signature']
        .map((part) => Buffer.from(part).toString('base64url'))
        .join('.')
    const keys = (key: string, serviceKey: string) =>
      faultsOf({ ...supabase, SUPABASE_KEY: key, SUPABASE_SERVICE_KEY: serviceKey })
    expect(keys('sb_publishable_x', 'sb_secret_x')).toEqual([])
    expect(keys(token('anon'), token('service_role'))).toEqual([])
    // Nothing tells what these are; doctor asks Supabase.
    expect(keys('none', 'a.b.c')).toEqual([])
    expect(keys(token(['anon']), token('supabase_admin'))).toEqual([])
    for (const secret of [
      'sb_secret_x',
      ' sb_secret_x\n',
      'SB_SECRET_x',
      token('service_role'),
      `${token('service_role')} `,
    ]) {
      expect(keys(secret, 'sb_secret_x'), secret).toEqual(['SUPABASE_KEY'])
    }
    for (const publishable of ['sb_publishable_x', ' sb_publishable_x', token('anon')]) {
      expect(keys('sb_publishable_x', publishable), publishable).toEqual(['SUPABASE_SERVICE_KEY'])
    }
    expect(keys(token('service_role'), token('anon'))).toEqual(['SUPABASE_KEY', 'SUPABASE_SERVICE_KEY'])
  })

  it('takes encryption keys, newest first, and never shows one that is faulty', () => {
    const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')
    expect(read({}).encryptionKeys).toEqual([])
    expect(read({ ENCRYPTION_KEY: ` ${key(1)},\n${key(2)} ${key(1)}` }).encryptionKeys).toEqual([key(1), key(2)])
    expect(faultsOf({ ENCRYPTION_KEY: ',' })).toEqual(['ENCRYPTION_KEY'])
    const faulty = ['short', key(1).slice(0, -1), `${key(1)},${key(2).slice(1)}`, key(1).replace('E=', 'F=')]
    for (const value of faulty) {
      expect(faultsOf({ ENCRYPTION_KEY: value }), value).toEqual(['ENCRYPTION_KEY'])
      try {
        read({ ENCRYPTION_KEY: value })
      } catch (error) {
        expect(`${error} ${JSON.stringify(error)}`).not.toContain(value.slice(0, 12))
      }
    }
  })

  it('names every fault at once', () => {
    const env = { PORT: 'abc', RENUM_PROT: '1', LOG_LEVEL: 'loud', SUPABASE_URL: 'nope', RENUM_STRICT_LOGIN: 'yes' }
    expect(faultsOf(env)).toEqual([
      'LOG_LEVEL',
      'PORT',
      'RENUM_PROT',
      'RENUM_STRICT_LOGIN',
      'SUPABASE_DB_URL',
      'SUPABASE_KEY',
      'SUPABASE_SERVICE_KEY',
      'SUPABASE_URL',
    ])
  })

  it('never repeats a value: it may be a secret', () => {
    expect(() => read({ SUPABASE_DB_URL: 'http://user:hunter2@x' })).toThrow(/^(?!.*hunter2)/s)
  })

  it('counts an empty value as not set', () => {
    expect(read({ PORT: '', SUPABASE_URL: '' })).toMatchObject({ port: 3000, supabase: null })
  })

  it('takes an embedding model by its id or by its folder, and looks for models in the data folder', () => {
    expect(read({ RENUM_DATA_DIR: '/data' }).embeddings).toEqual({
      provider: 'auto',
      model: null,
      modelsDir: '/data/models',
      dtype: null,
      download: true,
      hubUrl: 'https://huggingface.co',
      network: {},
      http: null,
    })
    const env = {
      EMBEDDINGS_PROVIDER: 'local',
      EMBEDDINGS_MODEL: './models/e5',
      EMBEDDINGS_MODELS_DIR: '/models',
      EMBEDDINGS_DTYPE: 'fp32',
      EMBEDDINGS_DOWNLOAD: '0',
      HTTPS_PROXY: 'http://proxy:3128',
      SUPABASE_JWT_SECRET: 'x'.repeat(32),
    }
    expect(read(env).embeddings).toMatchObject({
      provider: 'local',
      model: resolve('models/e5'),
      modelsDir: '/models',
      dtype: 'fp32',
      download: false,
      network: { HTTPS_PROXY: 'http://proxy:3128' },
    })
  })

  it('takes OpenAI by its key alone, or says what is missing', () => {
    const openai = { EMBEDDINGS_PROVIDER: 'openai', OPENAI_API_KEY: 'sk-1' }
    const service = {
      url: 'https://api.openai.com/v1',
      apiKey: 'sk-1',
      model: 'text-embedding-3-small',
      dimensions: 1536,
      shorten: false,
      concurrency: 4,
      inputTypes: null,
      prefixes: { query: '', passage: '' },
    }
    expect(read(openai).embeddings).toMatchObject({ provider: 'http', http: service })
    const large = { ...openai, EMBEDDINGS_MODEL: 'text-embedding-3-large' }
    expect(read(large).embeddings.http).toEqual({ ...service, model: 'text-embedding-3-large', dimensions: 3072 })
    expect(read({ ...openai, EMBEDDINGS_DIMENSIONS: '512' }).embeddings.http).toEqual({
      ...service,
      dimensions: 512,
      shorten: true,
    })
    const own = {
      ...openai,
      EMBEDDINGS_DIMENSIONS: '1536',
      EMBEDDINGS_API_KEY: 'sk-2',
      EMBEDDINGS_URL: 'http://proxy/v1',
    }
    expect(read(own).embeddings.http).toEqual({ ...service, apiKey: 'sk-2', url: 'http://proxy/v1' })

    expect(faultsOf({ EMBEDDINGS_PROVIDER: 'openai' })).toEqual(['OPENAI_API_KEY'])
    expect(faultsOf({ EMBEDDINGS_PROVIDER: 'openai', OPENAI_API_KEY: '' })).toEqual(['OPENAI_API_KEY'])
    expect(faultsOf({ ...openai, EMBEDDINGS_MODEL: 'text-embedding-9' })).toEqual(['EMBEDDINGS_DIMENSIONS'])
    expect(() => read({ EMBEDDINGS_PROVIDER: 'openai' })).toThrow(/EMBEDDINGS_PROVIDER=openai needs it/)
    const told = {
      ...openai,
      EMBEDDINGS_INPUT_TYPES: 'search_query, search_document',
      EMBEDDINGS_QUERY_PREFIX: 'query: ',
      EMBEDDINGS_PASSAGE_PREFIX: 'passage: ',
    }
    expect(read(told).embeddings.http).toMatchObject({
      inputTypes: { query: 'search_query', passage: 'search_document' },
      prefixes: { query: 'query: ', passage: 'passage: ' },
    })
    expect(faultsOf({ ...openai, EMBEDDINGS_INPUT_TYPES: 'query' })).toEqual(['EMBEDDINGS_INPUT_TYPES'])
    // A key that is there for another program changes nothing.
    expect(read({ OPENAI_API_KEY: 'sk-1' }).embeddings).toMatchObject({ provider: 'auto', http: null })
  })

  it('refuses what no embedder of this version is called', () => {
    const env = {
      EMBEDDINGS_PROVIDER: 'cohere',
      EMBEDDINGS_DTYPE: 'q9',
      EMBEDDINGS_DOWNLOAD: 'no',
      EMBEDDINGS_HUB_URL: 'ftp://hub',
      EMBEDDINGS_MODLE: 'x',
    }
    expect(faultsOf(env)).toEqual([
      'EMBEDDINGS_DOWNLOAD',
      'EMBEDDINGS_DTYPE',
      'EMBEDDINGS_HUB_URL',
      'EMBEDDINGS_MODLE',
      'EMBEDDINGS_PROVIDER',
    ])
    for (const model of ['a/b/c', '..', 'a b', 'org/../x', '-/..', '']) {
      expect(faultsOf({ EMBEDDINGS_MODEL: model }), model).toEqual(model === '' ? [] : ['EMBEDDINGS_MODEL'])
    }
  })
})

describe('where documents may be fetched from though it is not public', () => {
  it('is nowhere unless somebody says so', () => {
    expect(read({}).fetchAllow).toEqual([])
    const places = ['wiki', 'Intranet.example', '10.0.0.0/8', '192.168.1.9', 'fd00::/8', '::1']
    expect(read({ RENUM_FETCH_ALLOW: places.join(' , ') }).fetchAllow).toEqual(places)
  })

  it.each(['http://wiki', 'wiki:80', '10.0.0.0/33', '10.0.0/8', 'fd00::/129', '1.2.3.4.5', '10/8', 'a b', 'a,,b', '*'])(
    'is a name, an address or a network: %s is refused',
    (places) => {
      expect(faultsOf({ RENUM_FETCH_ALLOW: places })).toEqual(['RENUM_FETCH_ALLOW'])
    },
  )
})

describe('how long executions and logs are kept', () => {
  it('is for ever unless somebody says so, and a day at least', () => {
    expect(read({}).retention).toEqual({ executionsDays: null, auditDays: null })
    const days = { RENUM_KEEP_EXECUTIONS_DAYS: '30', RENUM_KEEP_AUDIT_DAYS: '365' }
    expect(read(days).retention).toEqual({ executionsDays: 30, auditDays: 365 })
    for (const wrong of ['0', '-1', '1.5', 'x']) {
      expect(faultsOf({ RENUM_KEEP_AUDIT_DAYS: wrong }), wrong).toEqual(['RENUM_KEEP_AUDIT_DAYS'])
    }
  })
})
