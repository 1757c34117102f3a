/** What one person sends many times at once. */
export const roads = ['search', 'patch', 'stream', 'upload', 'import'] as const
export type Road = (typeof roads)[number]

/** A person, and what they have in their client. */
export interface Party {
  url: string
  token: string
  base: string
  collection: string
}

type Ask = (path: string, init?: { method?: string; body?: object; signal?: AbortSignal }) => Promise<Response>

/** What sends requests to the API as one person. */
export function asking(url: string, token: string): Ask {
  return (path, { method = 'GET', body, signal } = {}) => {
    const form = body instanceof FormData
    return fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body && !form && { 'content-type': 'application/json' }) },
      ...(body && { body: form ? body : JSON.stringify(body) }),
      ...(signal && { signal }),
    })
  }
}
