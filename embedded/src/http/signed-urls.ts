/** Seconds: a caller who may read a file today cannot make a URL that lasts. */
const longest = 3600

/**
 * The request again, or the refusal of a URL that would outlive its hour: @supabase/lite 0.10 signs for as long as it is
 * asked to, and nothing takes a signed URL back but the end of its file.
 */
export async function limitExpiry(request: Request, pathname: string): Promise<Request | Response> {
  if (request.method !== 'POST' || !/^\/storage\/v1\/object\/sign(\/|$)/.test(pathname)) return request
  const body = await request.text()
  const { url, method, headers } = request
  const expiresIn = readExpiry(body)
  if (expiresIn !== undefined && !(expiresIn >= 1 && expiresIn <= longest)) {
    const message = `expiresIn must be 1 to ${longest} seconds`
    return Response.json({ statusCode: '400', error: 'InvalidRequest', message }, { status: 400 })
  }
  return new Request(url, { method, headers, body })
}

/** Undefined where there is none: then Storage says what is wrong. */
function readExpiry(body: string): number | undefined {
  try {
    const { expiresIn } = JSON.parse(body)
    return typeof expiresIn === 'number' ? expiresIn : undefined
  } catch {
    return undefined
  }
}

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
