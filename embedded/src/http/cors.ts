/** Lets a page from anywhere call: what it may do is up to its key and token. Auth's own answer allows no headers. */
export function answerPreflight(request: Request): Response {
  const headers = {
    'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
    'access-control-allow-headers': request.headers.get('access-control-request-headers') ?? '',
    'access-control-max-age': '86400',
  }
  return new Response(null, { status: 204, headers })
}

/** The same answer, readable by a page from another origin. */
export function readableEverywhere(response: Response): Response {
  const headers = new Headers(response.headers)
  headers.set('access-control-allow-origin', '*')
  headers.set('access-control-expose-headers', '*')
  return new Response(response.body, { status: response.status, headers })
}
