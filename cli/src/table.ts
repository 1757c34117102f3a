/** Columns under each other, the first row as their heads; numbers to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => String(row[i]).length)))
  return rows
    .map((row) =>
      row
        .map((cell, i) =>
          typeof cell === 'number' ? String(cell).padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `  ${line}`)
    .join('\n')
}

const units = ['B', 'KB', 'MB', 'GB', 'TB']

/** As `1,5 MB`, of 1024. */
export function bytesText(bytes: number, comma: string): string {
  const power = Math.min(Math.max(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), 0), units.length - 1)
  const value = bytes / 1024 ** power
  return `${power === 0 ? value : value.toFixed(1).replace('.', comma)} ${units[power]}`
}

/** The bytes of `1000`, `500MB` or `2 GB`, of 1024; undefined for anything else. */
export function parseBytes(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(B|KB|MB|GB|TB)?$/i.exec(text.trim())
  if (!match) return undefined
  const bytes = Math.round(Number(match[1]) * 1024 ** units.indexOf((match[2] ?? 'B').toUpperCase()))
  return Number.isSafeInteger(bytes) ? bytes : undefined
}
