/** A body as it is sent: a form where it has a file in it, else JSON. */
export function serializeBody(body: unknown): FormData | string {
  if (body instanceof FormData) return body
  const fields = typeof body === 'object' && body !== null ? Object.entries(body) : []
  if (!fields.some(([, value]) => value instanceof Blob)) return JSON.stringify(body)
  const form = new FormData()
  for (const [name, value] of fields) {
    if (value instanceof Blob) form.append(name, value)
    else if (value !== undefined) form.append(name, String(value))
  }
  return form
}
