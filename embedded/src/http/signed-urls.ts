/**
 * Gives answers with signed URLs the form that supabase-js reads. @supabase/lite 0.10 says `signedUrl` with the path
 * from the root, Supabase `signedURL` (for uploads `url`) with the path below /storage/v1; supabase-js then builds a
 * URL that ends in `undefined`. (`createSignedUrls`, many at once, does not work in 0.10.)
 */
export async function mendSignedUrls(method: string, pathname: string, response: Response): Promise<Response> {
  if (method !== 'POST' || !response.ok) return response
  const upload = pathname.startsWith('/storage/v1/object/upload/sign/')
  if (!upload && !pathname.startsWith('/storage/v1/object/sign/')) return response
  const name = upload ? 'url' : 'signedURL'
  const mended = rename(await response.json(), name)
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  return Response.json(mended, { status: response.status, headers })
}

function rename(item: unknown, name: string): unknown {
  if (typeof item !== 'object' || item === null || !('signedUrl' in item)) return item
  const { signedUrl, ...rest } = item
  const path = typeof signedUrl === 'string' && signedUrl !== '' ? signedUrl.replace(/^\/storage\/v1/, '') : null
  return { ...rest, [name]: path }
}
