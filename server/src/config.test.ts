import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, readSettings } from './config.ts'

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
      model: 'Xenova/multilingual-e5-small',
      modelsDir: '/data/models',
      dtype: null,
      download: true,
      hubUrl: 'https://huggingface.co',
      network: {},
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

  it('refuses what no embedder of this version is called', () => {
    const env = {
      EMBEDDINGS_PROVIDER: 'openai',
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
