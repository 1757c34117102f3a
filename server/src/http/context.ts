import type { Principal } from '../db/tenant.ts'
import type { Language } from '../problems.ts'

/** What a request carries from the middleware to its route. */
export interface RequestContext {
  Variables: {
    requestId: string
    language: Language
    /** Set by `authenticate`, its requirements by `authorize`: in front of every route but the public ones. */
    principal: Principal
  }
}
