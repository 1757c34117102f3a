/** What is different in every run, as it stands in an example: ids, times, secrets, addresses and ports. */
export function createPlaceholders() {
  const ids = new Map<string, string>()
  const idFor = (id: string) => {
    const known = ids.get(id) ?? `6f1d3a52-8c04-4e7b-9d11-${String(ids.size + 1).padStart(12, '0')}`
    ids.set(id, known)
    return known
  }
  const replacements: [RegExp, string | ((found: string) => string)][] = [
    [/[0-9a-f-]{36}@test\.example/g, 'ana@example.com'],
    [/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, idFor],
    [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(Z|[+-]\d\d:\d\d)/g, '2026-03-02T14:05:09.123Z'],
    [/^\d{4}-\d\d-\d\d$/g, '2026-03-02'],
    [/(?<=, em )[\d.,]+ (?:ms|s)(?=\.)/g, '24 ms'],
    [/rnm_[0-9A-Za-z]{30,}/g, 'rnm_Q7mZt3VxK9…'],
    [/rnm_[0-9A-Za-z]{8}/g, 'rnm_Q7mZt3Vx'],
    [/whsec_[\w+/=]+/g, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    [/http:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?/g, 'https://renum.example.com'],
    [/\b[0-9a-f]{64}\b/g, '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  ]
  /** By the name of a field, for what no pattern tells. */
  const fields: Record<string, unknown> = {
    last_four: '7Kq2',
    token: 'mF4k…',
    link: 'https://renum.example.com/invitations#mF4k…',
    next_cursor: null,
    supabase_key: 'sb_publishable_…',
    supabase_url: 'https://project.supabase.co',
    user_agent: null,
    workers: 1,
    percent: 100,
    took_ms: 23.2,
    created: 1_772_460_309,
    ms: 180,
  }
  return function replace(value: unknown, field = ''): unknown {
    if (value !== null && Object.hasOwn(fields, field)) return fields[field]
    // OpenAI's seconds.
    if (field === 'created_at' && typeof value === 'number') return fields.created
    if (typeof value === 'number') return Number.isInteger(value) ? value : Math.round(value * 1000) / 1000
    if (typeof value === 'string') {
      return replacements.reduce<string>((text, [pattern, by]) => text.replace(pattern, by as string), value)
    }
    if (Array.isArray(value)) return value.slice(0, 2).map((item) => replace(item))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replace(inner, name)]))
  }
}
