import { type Language, languageOf, readEnvironment, readSettings, type Settings } from '@renum/server'

/** Known before the configuration is, for its faults are told in it too. */
export function language(): Language {
  return languageOf(readEnvironment().LANG)
}

export function settings(logLevel: Settings['logLevel']): Settings {
  return readSettings(readEnvironment(), { logLevel })
}
