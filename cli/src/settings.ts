import { type Language, languageOf, readEnvironment, readSettings, type Settings } from '@renum/server'

let chosen: Language | undefined

/** Known before the configuration is, for its faults are told in it too. */
export function language(): Language {
  chosen ??= languageOf(readEnvironment().LANG)
  return chosen
}

export function settings(logLevel: Settings['logLevel']): Settings {
  return readSettings(readEnvironment(), { logLevel })
}
