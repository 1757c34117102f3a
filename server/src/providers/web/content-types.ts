/** What is taken in from the web, and the extension by which a file of that type is known. */
const extensions: Record<string, string> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'text/plain': 'txt',
  'text/markdown': 'md',
  'text/x-markdown': 'md',
  'text/csv': 'csv',
  'application/csv': 'csv',
  'application/json': 'json',
  'application/pdf': 'pdf',
  'application/x-pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
}

/** For a person: what a page may be. */
export const acceptedTypes = [...new Set(Object.values(extensions))].join(', ')

/** Types that say nothing: then the address's own ending does. */
const vague = new Set(['', 'application/octet-stream', 'binary/octet-stream', 'application/download', 'text/plain'])

/** For a request: what is wanted, best first. */
export const accept = `text/html,application/xhtml+xml,${Object.keys(extensions)
  .filter((type) => !type.includes('html'))
  .map((type) => `${type};q=0.9`)
  .join(',')},*/*;q=0.1`

/**
 * The extension that an answer's file has by its Content-Type, or where that is vague by its address; null where it is
 * of no type that is taken in.
 */
export function extensionOf(contentType: string | undefined, address: URL): string | null {
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const named = Object.hasOwn(extensions, type) ? extensions[type] : undefined
  if (!vague.has(type)) return named ?? (type.endsWith('+json') ? 'json' : null)
  const ending = /\.([a-z]{2,8})$/.exec(address.pathname.toLowerCase())?.[1]
  const known = ending && (Object.values(extensions).includes(ending) || ending === 'markdown' || ending === 'htm')
  return (known ? ending : undefined) ?? named ?? null
}
