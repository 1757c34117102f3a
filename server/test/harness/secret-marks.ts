/** The names of the secrets that a text has in it: as they are, encoded, in other letters or turned round. */
export function findMarks(text: string, marks: ReadonlyMap<string, string>): string[] {
  const lower = text.toLowerCase()
  return [...marks].filter(([, value]) => formsOf(value).some((form) => lower.includes(form))).map(([name]) => name)
}

function formsOf(value: string): string[] {
  const bytes = Buffer.from(value)
  // Three ways to begin within a group of three bytes; the ends depend on what stands beside.
  const encoded = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    return text.slice(Math.ceil((shift * 4) / 3), -2)
  })
  const forms = [
    value,
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
    [...value].reverse().join(''),
    bytes.toString('hex'),
    ...encoded,
    ...encoded.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ]
  return [...new Set(forms.map((form) => form.toLowerCase()))]
}
