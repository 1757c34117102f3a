import type { Settings } from '../config.ts'
import { createApp } from '../http/app.ts'
import { apiDocument } from '../http/openapi.ts'
import type { ApiServices } from '../services.ts'

const supabase = { url: '', key: '', serviceKey: '', jwtSecret: null, dbUrl: '', dbDirectUrl: '' }

/** The description that `/openapi.json` serves, from the routes alone: nothing is connected. */
export function apiDescription(settings: Settings) {
  const given: Pick<ApiServices, 'config'> = { config: { ...settings, supabase } }
  const services = new Proxy(given, { get: (target, name) => Reflect.get(target, name) ?? uncalled }) as ApiServices
  return apiDocument(createApp(services))
}

/** What routes may destructure when they are built, and must not call. */
const uncalled: object = new Proxy(
  () => {
    throw new Error('a description of the API calls no service')
  },
  { get: () => uncalled },
)
