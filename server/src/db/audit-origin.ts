/** Where a request came from, as far as it is known: the audit log keeps it. */
export interface Origin {
  ip: string | null
  user_agent: string | null
  request_id: string
}

/** An origin as the setting `renum.origin` of a transaction; private.audit reads it. */
export function originSetting(origin: Origin | undefined): string {
  return origin ? JSON.stringify(origin) : ''
}
