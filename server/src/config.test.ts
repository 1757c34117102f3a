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
})
