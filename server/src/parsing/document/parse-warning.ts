/** Where in a document: as its format counts, from 1. */
export interface WarningPlace {
  page?: number
  slide?: number
  sheet?: string
  /** "B7". */
  cell?: string
  row?: number
  line?: number
}

/** What was skipped, guessed or mended while a document was read. */
export interface ParseWarning {
  code: ParseWarningCode
  /** In order; of very many the first. Empty where it is about the whole document. */
  places: WarningPlace[]
  /** How many there are, where that is more than `places` has. */
  count?: number
  /** What its text names: an encoding, a kind of content. */
  subject?: string
}

export const parseWarningCodes = [
  'encoding_guessed',
  'encodings_mixed',
  'encoded_twice',
  'characters_unreadable',
  'rows_mended',
  'rows_uneven',
  'lines_unreadable',
  'formulas_without_values',
  'hidden_left_out',
  'content_not_read',
  'embedded_left_out',
] as const
export type ParseWarningCode = (typeof parseWarningCodes)[number]

/** Places that are kept of one kind of warning. */
const mostPlaces = 20

/** Collects warnings, those of one kind together. */
export class Warnings {
  #found = new Map<string, ParseWarning & { count: number }>()

  add(code: ParseWarningCode, place?: WarningPlace, subject?: string): void {
    const key = `${code}:${subject ?? ''}`
    let warning = this.#found.get(key)
    if (!warning) {
      warning = { code, places: [], count: 0, ...(subject === undefined ? {} : { subject }) }
      this.#found.set(key, warning)
    }
    if (!place) return
    warning.count++
    const last = warning.places.at(-1)
    // Several in one line are one place.
    if (last && place.line !== undefined && last.line === place.line) warning.count--
    else if (warning.places.length < mostPlaces) warning.places.push(place)
  }

  addAll(warnings: readonly ParseWarning[]): void {
    for (const { code, places, subject } of warnings) {
      if (places.length === 0) this.add(code, undefined, subject)
      for (const place of places) this.add(code, place, subject)
    }
  }

  list(): ParseWarning[] {
    return [...this.#found.values()].map(({ count, ...warning }) =>
      count > warning.places.length ? { ...warning, count } : warning,
    )
  }
}
